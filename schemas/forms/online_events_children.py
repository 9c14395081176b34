"""Table 20: Online events for children."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="online_events_children",
    number=20,
    name="网上活动（少儿）",
    title="{library}（少儿）{year}年全民阅读活动一览表（网上）",
    section="数字图书馆服务统计",
    department="网络服务部",
    blocks=(
        Register(
            columns=(
                serial(),
                date("时间", required=True),
                text("活 动 内 容", required=True),
                text("主办单位"),
                text("地 点"),
                number("人 次", "人次", required=True),
            ),
            totals=(Total("", sums=("人次",), name="合计"),),
            unique=("活动内容", "地点", "时间"),
        ),
    ),
    preface=("填报部门：网络服务部",),
    landscape=True,
)
