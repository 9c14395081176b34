"""Table 21: Branches opened and supplied."""

from guanbiao.forms.catalogue import Form, Register, date, number, serial, text

FORM = Form(
    id="branches",
    number=21,
    name="分馆建设",
    title="{library}（{year}年）分馆建设情况一览表",
    section="一卡通建设统计",
    department="一卡通建设管理部",
    blocks=(
        Register(
            columns=(
                serial(),
                text("单位名称", required=True),
                text("地 址"),
                text("类 别"),
                date("建设时间"),
                number("配置图书", "册", required=True),
                text("配置资源"),
                text("负责人", personal=True),
                text("联系人", personal=True),
                text("联系电话", phone=True),
                text("备 注"),
            ),
            unique=("单位名称",),
        ),
    ),
    signatures=(
        "制表负责人",
        "制表人",
        "填报日期",
    ),
    landscape=True,
)
