"""Table 26: Coverage in print."""

from guanbiao.forms.catalogue import Form, Register, date, text

FORM = Form(
    id="print_media",
    number=26,
    name="平面媒体宣传",
    title="{library}新闻媒体宣传（平面媒体）一览表（{year}年）",
    section="新闻媒体宣传",
    department="办公室",
    blocks=(
        Register(
            columns=(
                text("媒体名称", grouped=True, required=True),
                date("时间", required=True),
                text("报道标题和内容", required=True),
                text("版面"),
            ),
            unique=("媒体名称", "时间", "报道标题和内容"),
        ),
    ),
)
