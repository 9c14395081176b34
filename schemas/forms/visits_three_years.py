"""Table 4: Visits of three years, by window."""

from guanbiao.forms.catalogue import Adds, Form, Grid, group, number, rows, text

FORM = Form(
    id="visits_three_years",
    number=4,
    name="三年流通人次对照",
    title="成人服务窗口 {year} 年与 {year-1} 年、{year-2} 年流通人次对照表（表一）",
    section="综合统计分析",
    department="业务中心",
    blocks=(
        Grid(
            stub=("部 门",),
            columns=(
                group("流通人次", number("{year-1} 年"), number("{year-2} 年"), number("{year} 年")),
                group(
                    "数量变动",
                    number("{year-1} 年比 {year-2} 年", signed=True),
                    number("{year} 年比 {year-1} 年", signed=True),
                ),
                text("备 注"),
            ),
            rows=rows(
                "24h 自助图书馆 (成人)",
                "24h 自 阅览自修室",
                "外借部",
                "阅览部",
                "电子阅览室",
                "自修室",
                "网站浏览",
                "分馆",
                "少儿外借部",
                "少儿阅览部",
                "24h 自助图书馆 (少儿)",
                "合 计",
            ),
            down=(
                Adds(
                    "合计",
                    (
                        "24h自助图书馆(成人)",
                        "24h自阅览自修室",
                        "外借部",
                        "阅览部",
                        "电子阅览室",
                        "自修室",
                        "网站浏览",
                        "分馆",
                        "少儿外借部",
                        "少儿阅览部",
                        "24h自助图书馆(少儿)",
                    ),
                ),
            ),
            across=(
                Adds("数量变动/{year-1}年比{year-2}年", ("流通人次/{year-1}年",), less=("流通人次/{year-2}年",)),
                Adds("数量变动/{year}年比{year-1}年", ("流通人次/{year}年",), less=("流通人次/{year-1}年",)),
            ),
        ),
    ),
    unit="人次",
    landscape=True,
)
