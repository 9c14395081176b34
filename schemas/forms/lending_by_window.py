"""Table 2: Lending by window and month."""

from guanbiao.forms.catalogue import MONTHS, Adds, Blank, Form, Grid, number, rows

FORM = Form(
    id="lending_by_window",
    number=2,
    name="窗口流通册次比较",
    title="{year}年下半年开馆文献流通册次统计比较 单位（册次）",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Grid(
            stub=("月份/借阅量",),
            columns=(number("成人外借"), number("少儿外借")),
            rows=rows(*MONTHS, "比较"),
            down=(Adds("比较", MONTHS),),
            entries_blank=Blank.NONE,
        ),
    ),
    unit="册次",
)
