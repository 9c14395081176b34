"""Table 23: Enquiries answered by month."""

from guanbiao.forms.catalogue import MONTHS, Adds, Blank, Form, Grid, group, number, rows

FORM = Form(
    id="enquiries",
    number=23,
    name="解答咨询",
    title="信息服务解答咨询统计表({year}年)",
    section="信息服务统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("",),
            columns=(
                group(
                    "解答咨询",
                    group("阅览部", number("人次", "人次"), number("条次", "条次")),
                    group("外借部", number("人次", "人次"), number("条次", "条次")),
                    group("少儿借阅部", number("人次", "人次"), number("条次", "条次")),
                    group("网络服务部", number("人次", "人次"), number("条次", "条次")),
                    group("合计", number("人次", "人次"), number("条次", "条次")),
                ),
            ),
            rows=rows(*MONTHS, "合计"),
            down=(Adds("合计", MONTHS),),
            across=(
                Adds(
                    "解答咨询/合计/人次",
                    (
                        "解答咨询/阅览部/人次",
                        "解答咨询/外借部/人次",
                        "解答咨询/少儿借阅部/人次",
                        "解答咨询/网络服务部/人次",
                    ),
                ),
                Adds(
                    "解答咨询/合计/条次",
                    (
                        "解答咨询/阅览部/条次",
                        "解答咨询/外借部/条次",
                        "解答咨询/少儿借阅部/条次",
                        "解答咨询/网络服务部/条次",
                    ),
                ),
            ),
            entries_blank=Blank.NONE,
        ),
    ),
    preface=("填报部门：业务中心",),
    signatures=(
        "部门负责人",
        "填表人",
        "填报日期",
    ),
    landscape=True,
)
