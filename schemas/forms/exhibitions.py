"""Table 10: Exhibitions on site."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="exhibitions",
    number=10,
    name="展览",
    title="{library}举办 {year} 年度全民阅读活动一览表（展览）",
    section="社会活动统计",
    department="全民阅读推广工作部",
    blocks=(
        Register(
            columns=(
                serial(),
                text("展览内容", required=True),
                text("主办单位 (部门)"),
                date("时间", required=True),
                text("地点"),
                number("人次", "人次", required=True),
            ),
            ordered="时间",
            unique=("展览内容", "地点", "时间"),
            totals=(Total("合计", count="展览内容", sums=("人次",), unit="次"),),
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
