"""Table 16: Holdings of the children's library: a balance."""

from guanbiao.forms.catalogue import Adds, Blank, Form, Grid, Row, Span, group, number

FORM = Form(
    id="holdings_children",
    number=16,
    name="少儿馆藏情况",
    title="{place}少年儿童图书馆馆藏情况统计表（{year} 年）",
    section="馆藏统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("类别 动态", "单位"),
            columns=(
                number("总量"),
                group("图书", number("计"), number("盲文")),
                number("古籍善本"),
                number("报刊（纸质）合订本"),
                group(
                    "非纸质资料",
                    group("电子图书", number("外购"), number("自建")),
                    number("视听文献"),
                    number("缩微制品"),
                    number("其他"),
                ),
            ),
            rows=(
                Row(("原藏", "种"), unit="种"),
                Row(("", "册、件"), unit="册、件"),
                Row(("增加", "种"), unit="种"),
                Row(("", "册、件"), unit="册、件"),
                Row(("减少", "种"), unit="种"),
                Row(("", "册、件"), unit="册、件"),
                Row(("现藏", "种"), unit="种"),
                Row(("", "册、件"), unit="册、件"),
                Row(("合计", ""), spans=(Span("总量", "总量", "其他"),), unit="册(件)"),
            ),
            down=(
                Adds("现藏/种", ("原藏/种", "增加/种"), less=("减少/种",)),
                Adds("现藏/册、件", ("原藏/册、件", "增加/册、件"), less=("减少/册、件",)),
            ),
            across=(
                Adds(
                    "总量",
                    (
                        "图书/计",
                        "古籍善本",
                        "报刊（纸质）合订本",
                        "非纸质资料/电子图书/自建",
                        "非纸质资料/视听文献",
                        "非纸质资料/缩微制品",
                        "非纸质资料/其他",
                    ),
                    basis="注2：总藏量图书不含外购电子图书",
                ),
            ),
            entries_blank=Blank.NONE,
        ),
    ),
    preface=("填报部门：业务中心",),
    landscape=True,
)
