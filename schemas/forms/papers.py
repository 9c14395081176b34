"""Table 28: Papers published."""

from guanbiao.forms.catalogue import Form, Register, date, serial, text

FORM = Form(
    id="papers",
    number=28,
    name="论文发表",
    title="{year}年论文发表情况统计表",
    section="科研情况",
    department="业务中心",
    blocks=(
        Register(
            columns=(
                serial(),
                text("作者", required=True),
                text("题名", required=True),
                date("发表时间", required=True),
                text("刊物名称", required=True),
            ),
            unique=("题名",),
        ),
    ),
    landscape=True,
)
