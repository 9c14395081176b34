"""Table 18: Online exhibitions: entries, a total, an extra entry, a grand total."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="online_exhibitions",
    number=18,
    name="网上展览",
    title="{library}（{year}）年度网上全民阅读活动一览表（展览）",
    section="数字图书馆服务统计",
    department="网络服务部",
    blocks=(
        Register(
            columns=(
                serial(),
                text("展览内容", required=True),
                text("主办单位(部门)"),
                date("时间", required=True),
                text("地点"),
                number("人次", "人次", required=True),
            ),
            ordered="时间",
            totals=(
                Total("合计", sums=("人次",)),
                Total("合计", count="展览内容", sums=("人次",), name="合计2", unit="期"),
            ),
            extra=("附加",),
            unique=("展览内容", "地点", "时间"),
        ),
    ),
    landscape=True,
)
