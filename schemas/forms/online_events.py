"""Table 19: Online events."""

from guanbiao.forms.catalogue import Form, Register, Total, date, number, serial, text

FORM = Form(
    id="online_events",
    number=19,
    name="网上其他活动",
    title="{library}（{year}）年网上全民阅读活动一览表（其他活动）",
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
            ordered="时间",
            totals=(Total("合计", sums=("人次",)),),
            unique=("活动内容", "地点", "时间"),
        ),
    ),
    preface=("填报部门：网络服务部",),
    landscape=True,
)
