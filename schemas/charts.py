"""What is drawn of the forms: the months of the year, the parts of a year, three years, holdings by kind, staff."""

from guanbiao.forms.catalogue import MONTHS, Chart, Points, Shape, across, by_column, down

from .forms.activities_summary import FORM as activities
from .forms.holdings import FORM as holdings
from .forms.holdings_three_years import FORM as holdings_years
from .forms.lending import FORM as lending
from .forms.lending_three_years import FORM as lending_years
from .forms.staff import FORM as staff
from .forms.visits import FORM as visits
from .forms.visits_three_years import FORM as visits_years

_MONTHS = ("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月")
_YEARS, _YEAR_LABELS = ("{year-2}", "{year-1}", "{year}"), ("{year-2}年", "{year-1}年", "{year}年")
_LENT, _VISITED = "流通册次/{year}年", "流通人次/{year}年"
_LENT_BY = ("成人外借", "少儿外借", "分馆")
_LENT_BY_YEARS = ("成人外借部", "24h自助图书馆(成人)", "少儿外借部", "24h自助图书馆(少儿)", "分馆")
# The columns of table 14 that are drawn together.
_SELF_SERVICE = ("成人服务窗口/24h自助图书馆", "少儿服务窗口/24h自助图书馆")
_READING = ("报刊阅览室", "报刊自修室", "专题文献阅览", "电子阅览室")
_WINDOWS = ("成人外借部", "少儿外借部", "少儿阅览室", "24h自助图书馆", "阅览部", "网站", "分馆")
_VISITED_BY_YEARS = (
    *("外借部", "阅览部", "自修室", "电子阅览室", "24h自助图书馆(成人)", "网站浏览", "分馆"),
    *("少儿外借部", "少儿阅览部", "24h自助图书馆(少儿)"),
)
_HELD = ("汉文普通图书", "古籍", "地方文献至满铁资料", "报纸", "期刊", "电子图书", "数据库", "视听文献")
_SUBJECTS = ("马列主义", "哲学", "社会科学", "自然科学", "综合类")
_AUDIENCES = ("成人阵地", "少儿阵地", "成人网上", "少儿网上")
_AGES = ("35岁及以下", "36至40岁", "41至45岁", "46至50岁", "51至55岁", "56至60岁")
_AGE_ROWS = ("年龄/35岁及以下", "年龄/36至40岁", "年龄/41至45岁", "年龄/46至50岁", "年龄/51至55岁", "年龄/56至60岁")
_POSTS, _POST_ROWS = (
    ("专业技术岗位", "行政岗位", "工勤岗位"),
    ("岗位/专业技术岗位", "岗位/行政岗位", "岗位/工勤岗位"),
)

CHARTS = (
    Chart("{year}年各月文献流通册次", "册次", _MONTHS, by_column(lending, MONTHS, *_LENT_BY), Shape.STACKED, "月份"),
    Chart(
        "{year}年各月总流通人次",
        "人次",
        _MONTHS,
        (
            Points("成人外借部", down(visits, MONTHS, "外借部")),
            Points("少儿外借部", down(visits, MONTHS, "少儿外借部")),
            Points("少儿阅览室", down(visits, MONTHS, "少儿阅览室")),
            Points("24h自助图书馆", down(visits, MONTHS, *_SELF_SERVICE)),
            Points("阅览部", down(visits, MONTHS, *_READING)),
            Points("网站", down(visits, MONTHS, "网站")),
            Points("分馆", down(visits, MONTHS, "分馆")),
        ),
        Shape.STACKED,
        "月份",
    ),
    Chart(
        "{year}年流通册次部门构成",
        "册次",
        _LENT_BY,
        (Points("流通册次", across(lending, "累计", _LENT_BY)),),
        Shape.SHARES,
    ),
    Chart(
        "{year}年流通人次部门构成",
        "人次",
        _WINDOWS,
        (
            Points(
                "流通人次",
                (
                    visits["累计", "外借部"],
                    visits["累计", "少儿外借部"],
                    visits["累计", "少儿阅览室"],
                    visits.sum_of("累计", *_SELF_SERVICE),
                    visits.sum_of("累计", *_READING),
                    visits["累计", "网站"],
                    visits["累计", "分馆"],
                ),
            ),
        ),
        Shape.BARS,
        "部门",
    ),
    Chart(
        "{year-2}—{year}年流通册次",
        "册次",
        _LENT_BY_YEARS,
        by_column(lending_years, _LENT_BY_YEARS, "流通册次/{year-2}年", "流通册次/{year-1}年", _LENT),
        Shape.BARS,
        "部门",
    ),
    Chart(
        "{year-2}—{year}年流通人次",
        "人次",
        _VISITED_BY_YEARS,
        by_column(visits_years, _VISITED_BY_YEARS, "流通人次/{year-2}年", "流通人次/{year-1}年", _VISITED),
        Shape.BARS,
        "部门",
    ),
    Chart(
        "{year-2}—{year}年总馆藏量",
        "册(件)",
        _YEAR_LABELS,
        (
            Points("纸质", down(holdings_years, _YEARS, "纸质/数量册(件)")),
            Points("非纸质", down(holdings_years, _YEARS, "非纸质/数量册(件)")),
        ),
        Shape.STACKED,
        "年度",
    ),
    Chart(
        "{year-2}—{year}年新增藏量",
        "册(件)",
        _YEAR_LABELS,
        (Points("新增藏量", down(holdings_years, _YEARS, "新增藏量册(件)")),),
        along="年度",
    ),
    Chart(
        "{year}年馆藏各类文献",
        "册(件)",
        ("汉文普通图书", "古籍", "地方文献、盲文、外文等", "报纸", "期刊", "电子图书", "数据库", "视听文献"),
        (Points("馆藏", across(holdings, "合计", _HELD, "册")),),
        Shape.BARS,
        "类别",
    ),
    Chart(
        "{year}年汉文普通图书各类",
        "册、件",
        _SUBJECTS,
        (Points("现藏", across(holdings, "现状/册、件", _SUBJECTS)),),
        Shape.BARS,
        "类别",
    ),
    Chart(
        "{year}年读者活动参加人次",
        "人次",
        _AUDIENCES,
        (
            Points("讲座、报告会", down(activities, _AUDIENCES, "讲座、报告会/人次")),
            Points("展览", down(activities, _AUDIENCES, "展览/人次")),
            Points("其他活动", down(activities, _AUDIENCES, "其他活动/人次")),
        ),
        Shape.STACKED,
        "形式",
    ),
    Chart("{year}年在编职工年龄构成", "人", _AGES, (Points("人数", down(staff, _AGE_ROWS, "人数")),), along="年龄"),
    Chart("{year}年在编职工岗位构成", "人", _POSTS, (Points("人数", down(staff, _POST_ROWS, "人数")),), Shape.SHARES),
)
