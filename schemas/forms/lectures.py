"""Table 8: Lectures on site."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="lectures",
    number=8,
    name="讲座",
    title="{library}举办 {year} 年全民阅读活动一览表（讲座）",
    section="社会活动统计",
    department="全民阅读推广工作部",
    blocks=(
        Register(
            columns=(
                serial(),
                date("时间", required=True),
                text("活 动 内 容", required=True),
                text("主办单位"),
                text("地 点", required=True),
                number("人 次", "人次", required=True),
            ),
            totals=(Total("合计", count="时间", sums=("人次",), unit="期"),),
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
