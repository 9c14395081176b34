"""Table 9: Reading events on site."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="reading_events",
    number=9,
    name="读书活动",
    title="{library}举办 {year}年全民阅读活动一览表（读书活动）",
    section="社会活动统计",
    department="全民阅读推广工作部",
    blocks=(
        Register(
            columns=(
                serial(),
                date("时间", required=True),
                text("活 动 内 容", required=True),
                text("主办单位"),
                text("地 点"),
                number("人次", "人次", required=True),
            ),
            totals=(Total("合计", count="活动内容", sums=("人次",), unit="期"),),
            ordered="时间",
            unique=("活动内容", "地点", "时间"),
            clash=("时间", "地点"),
        ),
    ),
    preface=("填报部门：全民阅读推广工作部",),
    signatures=(
        "单位负责人",
        "部门负责人",
    ),
    landscape=True,
)
