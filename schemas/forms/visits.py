"""Table 14: Visits by month and window."""

from guanbiao.forms.catalogue import MONTHS, Adds, Blank, Form, Grid, Row, Span, group, number, rows

FORM = Form(
    id="visits",
    number=14,
    name="总流通人次",
    title="{library}总流通人次统计表（{year}年）",
    section="接待服务统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("月份",),
            columns=(
                number("合计"),
                group("成人服务窗口", number("外借部"), number("24h 自助 图书馆")),
                group("少儿服务窗口", number("24h 自助 图书馆"), number("少儿 外借部"), number("少儿 阅览室")),
                group("阅览部", number("报刊阅览 室"), number("报刊自修室")),
                number("专题文献 阅览"),
                number("电子 阅览室"),
                number("网站"),
                number("分馆"),
            ),
            rows=(
                *rows(*MONTHS, "累计"),
                Row(
                    ("",),
                    name="小计",
                    spans=(
                        Span("成人服务窗口", "外借部", "成人服务窗口/24h自助图书馆"),
                        Span("少儿服务窗口", "少儿服务窗口/24h自助图书馆", "少儿阅览室"),
                        Span("阅览部", "报刊阅览室", "报刊自修室"),
                        Span("专题文献阅览至网站", "专题文献阅览", "网站"),
                        Span("分馆", "分馆"),
                    ),
                ),
            ),
            down=(Adds("累计", MONTHS),),
            across=(
                Adds(
                    "合计",
                    (
                        "成人服务窗口/外借部",
                        "成人服务窗口/24h自助图书馆",
                        "少儿服务窗口/24h自助图书馆",
                        "少儿服务窗口/少儿外借部",
                        "少儿服务窗口/少儿阅览室",
                        "阅览部/报刊阅览室",
                        "阅览部/报刊自修室",
                        "专题文献阅览",
                        "电子阅览室",
                        "网站",
                        "分馆",
                    ),
                ),
            ),
            entries_blank=Blank.NONE,
        ),
    ),
    preface=(
        "填表部门：业务中心",
        "单位(人次)附表",
    ),
    unit="人次",
    landscape=True,
)
