"""Table 27: Research projects."""

from guanbiao.forms.catalogue import Form, Register, date, text

FORM = Form(
    id="research_projects",
    number=27,
    name="科研项目",
    title="{year}年{library}科研项目情况统计表",
    section="科研情况",
    department="业务中心",
    blocks=(
        Register(
            columns=(
                text("项目名称", required=True),
                text("项目负责人", required=True),
                date("立项时间", required=True),
                text("项目编号"),
                date("结项时间", within=False),
                text("项目级别"),
            ),
            unique=("项目编号",),
        ),
    ),
    landscape=True,
)
