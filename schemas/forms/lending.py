"""Table 7: Lending by month and window."""

from guanbiao.forms.catalogue import MONTHS, Adds, Blank, Form, Grid, number, rows, text

FORM = Form(
    id="lending",
    number=7,
    name="文献流通册次",
    title="{library}文献流通册次统计表（{year}年）",
    section="图书流通统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("类目 月份",),
            columns=(number("合 计"), number("成人外借"), number("少儿外借"), number("分 馆"), text("备注")),
            rows=rows(*MONTHS, "累计"),
            down=(Adds("累计", MONTHS),),
            across=(Adds("合计", ("成人外借", "少儿外借", "分馆")),),
            entries_blank=Blank.NONE,
        ),
    ),
    preface=(
        "填报部门：业务中心",
        "单位(册次)附表",
    ),
    signatures=(
        "部门负责人",
        "填表人",
        "填报日期",
    ),
    unit="册次",
)
