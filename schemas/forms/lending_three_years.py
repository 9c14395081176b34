"""Table 5: Lending of three years, by window."""

from guanbiao.forms.catalogue import Adds, Form, Grid, group, number, rows, text

FORM = Form(
    id="lending_three_years",
    number=5,
    name="三年流通册次对照",
    title="{year}年与 {year-1}、{year-2} 年流通册次对照表（表二）",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Grid(
            stub=("部 门",),
            columns=(
                group("流通册次", number("{year-1} 年"), number("{year-2} 年"), number("{year} 年")),
                group(
                    "数量变动",
                    number("{year-1} 年比 {year-2} 年", signed=True),
                    number("{year} 年比 {year-1} 年", signed=True),
                ),
                text("备注"),
            ),
            rows=rows("成人外借部", "24h 自助图书馆(成人)", "分馆", "少儿外借部", "24h 自助图书馆 (少 儿)", "合 计"),
            down=(Adds("合计", ("成人外借部", "24h自助图书馆(成人)", "分馆", "少儿外借部", "24h自助图书馆(少儿)")),),
            across=(
                Adds("数量变动/{year-1}年比{year-2}年", ("流通册次/{year-1}年",), less=("流通册次/{year-2}年",)),
                Adds("数量变动/{year}年比{year-1}年", ("流通册次/{year}年",), less=("流通册次/{year-1}年",)),
            ),
        ),
    ),
    unit="册次",
    landscape=True,
)
