"""Table 3: Holdings of three years."""

from guanbiao.forms.catalogue import Adds, Form, Grid, group, number, rows

FORM = Form(
    id="holdings_three_years",
    number=3,
    name="三年馆藏量",
    title="{year}年与{year-1}年、{year-2}年三年馆藏量、增量情况统计表：",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Grid(
            stub=("年度",),
            columns=(
                number("总馆藏数量 册(件)"),
                group("纸质", number("数量 册(件)")),
                group("非纸质", number("数量 册(件)")),
                number("新增藏量册(件)"),
            ),
            rows=rows("{year-2}", "{year-1}", "{year}"),
            across=(Adds("总馆藏数量册(件)", ("纸质/数量册(件)", "非纸质/数量册(件)")),),
        ),
    ),
    unit="册(件)",
)
