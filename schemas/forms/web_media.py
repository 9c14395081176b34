"""Table 25: Coverage on the web."""

from guanbiao.forms.catalogue import Form, Register, date, text

FORM = Form(
    id="web_media",
    number=25,
    name="网络媒体宣传",
    title="{library}网络媒体宣传报道一览表（{year}年）",
    section="网络媒体",
    department="办公室",
    blocks=(
        Register(
            columns=(
                text("网站名称", grouped=True, required=True),
                date("时间", required=True),
                text("报道标题和内容", required=True),
            ),
            unique=("网站名称", "时间", "报道标题和内容"),
        ),
    ),
)
