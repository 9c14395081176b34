"""Table 22: Searches on request by month."""

from guanbiao.forms.catalogue import MONTHS, Adds, Blank, Form, Grid, group, number, rows

FORM = Form(
    id="reference_searches",
    number=22,
    name="代检索课题",
    title="信息服务代检索课题统计表({year}年)",
    section="信息服务统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("",),
            columns=(
                group(
                    "代 检 索 课 题",
                    group("阅 览 部", number("用 户 数", "户"), number("项", "项")),
                    group("外 借 部", number("用 户 数", "户"), number("项", "项")),
                    group("网 络 服 务 部", number("用 户 数", "户"), number("项", "项")),
                    group("合 计", number("用 户 数", "户"), number("项", "项")),
                ),
            ),
            rows=rows(*MONTHS, "合 计"),
            down=(Adds("合计", MONTHS),),
            across=(
                Adds(
                    "代检索课题/合计/用户数",
                    (
                        "代检索课题/阅览部/用户数",
                        "代检索课题/外借部/用户数",
                        "代检索课题/网络服务部/用户数",
                    ),
                ),
                Adds(
                    "代检索课题/合计/项",
                    (
                        "代检索课题/阅览部/项",
                        "代检索课题/外借部/项",
                        "代检索课题/网络服务部/项",
                    ),
                ),
            ),
            entries_blank=Blank.NONE,
        ),
    ),
    preface=("填报部门：业务中心",),
)
