"""The headline figures of the report, and every form that states them (GB/T 13191 names the measures)."""

from guanbiao.forms.catalogue import Indicator, Where

from .forms.activities_summary import FORM as activities
from .forms.branches import FORM as branches
from .forms.enquiries import FORM as enquiries
from .forms.holdings import FORM as holdings
from .forms.holdings_children import FORM as children
from .forms.holdings_three_years import FORM as holdings_years
from .forms.lending import FORM as lending
from .forms.lending_by_window import FORM as by_window
from .forms.lending_three_years import FORM as lending_years
from .forms.overview import FORM as overview
from .forms.promotions import FORM as promotions
from .forms.reference_searches import FORM as searches
from .forms.user_training import FORM as training
from .forms.user_training_children import FORM as training_children
from .forms.visits import FORM as visits
from .forms.visits_three_years import FORM as visits_years

_DONE = "完成指标"
_YEAR_LENT, _YEAR_VISITED = "流通册次/{year}年", "流通人次/{year}年"

INDICATORS = (
    Indicator(
        "文献外借册次",
        "册次",
        (
            lending_years["合计", _YEAR_LENT],
            overview["图书外借册次/成人", _DONE] + overview["图书外借册次/少儿", _DONE],
            lending["累计", "合计"],
        ),
    ),
    Indicator(
        "成人外借册次",
        "册次",
        (
            by_window["比较", "成人外借"],
            lending_years["成人外借部", _YEAR_LENT],
            overview["图书外借册次/成人", _DONE, "本馆"],
            lending["累计", "成人外借"],
        ),
    ),
    Indicator(
        "少儿外借册次",
        "册次",
        (
            by_window["比较", "少儿外借"],
            lending_years["少儿外借部", _YEAR_LENT],
            overview["图书外借册次/少儿", _DONE],
            lending["累计", "少儿外借"],
        ),
    ),
    Indicator(
        "分馆外借册次",
        "册次",
        (lending_years["分馆", _YEAR_LENT], overview["分馆文献借阅", _DONE], lending["累计", "分馆"]),
    ),
    Indicator(
        "总流通人次",
        "人次",
        (
            visits_years["合计", _YEAR_VISITED],
            overview["总流通人次/成人", _DONE] + overview["总流通人次/少儿", _DONE],
            visits["累计", "合计"],
        ),
    ),
    Indicator(
        "分馆接待人次",
        "人次",
        (visits_years["分馆", _YEAR_VISITED], overview["分馆接待读者", _DONE], visits["累计", "分馆"]),
    ),
    Indicator(
        "网站浏览人次",
        "人次",
        (visits_years["网站浏览", _YEAR_VISITED], visits["累计", "网站"]),
    ),
    Indicator(
        "总藏量",
        "册、件",
        (
            holdings_years["{year}", "总馆藏数量册(件)"],
            overview["总藏量", _DONE],
            holdings["现状/册、件", "总量"] + children["现藏/册、件", "总量"],
        ),
    ),
    Indicator("少儿馆藏量", "册、件", (overview["总藏量/少儿馆", _DONE], children["合计", "总量"])),
    Indicator(
        "新增藏量",
        "册、件",
        (
            holdings_years["{year}", "新增藏量册(件)"],
            overview["新增藏量", _DONE],
            holdings["增加/册、件", "总量"] + children["增加/册、件", "总量"],
        ),
    ),
    Indicator("读者活动期数", "期", (activities["合计", "总计", "期"], overview["合计", "总计", "期"])),
    Indicator("读者活动人次", "人次", (activities["合计", "总计", "人次"], overview["合计", "总计", "人次"])),
    Indicator(
        "用户培训人次",
        "人次",
        (
            overview["社会教育与用户培训/合计", _DONE, "人次"],
            training["总计", "参加人数(人)"] + training_children["总计", "参加人数(人)"],
        ),
    ),
    Indicator("解答咨询", "条", (overview["信息服务解答咨询/条", _DONE], enquiries["合计", "解答咨询/合计/条次"])),
    Indicator("代检索课题", "项", (overview["代检索服务课题", _DONE], searches["合计", "代检索课题/合计/项"])),
    Indicator("书刊宣传", "种", (overview["书刊宣传", _DONE, "种"], promotions["合计", "数量(种)"])),
    Indicator("为分馆配书", "册", (overview["为分馆配书", _DONE], branches.entries("配置图书"))),
    Indicator("新建分馆", "个", (overview["新建分馆", _DONE, "个"], branches.count(Where("建设时间")))),
)
