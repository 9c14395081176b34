"""The chapter 业务统计分析, 综合统计分析: its sentences in the report's order, bound to the forms."""

from guanbiao.forms.prose import Average, Change, Passage, sentence

from ..forms.activities_summary import FORM as activities
from ..forms.eresources import FORM as eresources
from ..forms.holdings import FORM as holdings
from ..forms.holdings_children import FORM as children
from ..forms.holdings_three_years import FORM as holdings_years
from ..forms.lending import FORM as lending
from ..forms.lending_by_window import FORM as by_window
from ..forms.lending_three_years import FORM as lending_years
from ..forms.overview import FORM as overview
from ..forms.visits import FORM as visits
from ..forms.visits_three_years import FORM as visits_years

_DONE = "完成指标"
_YEARS = "（4）{year}年与{year-1}年、{year-2}年近三年统计数据比较"
_TOTAL, _ADDED = "总馆藏数量册(件)", "新增藏量册(件)"
_VISITED, _VISITED_BEFORE, _VISITED_LONG_BEFORE = "流通人次/{year}年", "流通人次/{year-1}年", "流通人次/{year-2}年"
_LENT, _LENT_BEFORE = "流通册次/{year}年", "流通册次/{year-1}年"
_ADULTS = visits["小计", "成人服务窗口"] + visits["小计", "阅览部"] + visits["小计", "专题文献阅览至网站"]
_AUDIOVISUAL = holdings["合计", "视听文献", "册"]
_NOT_PAPER = holdings_years["{year}", "非纸质/数量册(件)"]

CHAPTER = (
    Passage("1、综合统计分析", 3),
    Passage(
        "（1）馆藏情况：",
        4,
        (
            (
                sentence(
                    "截止{year}年末，馆藏文献总量为：{all}册（件），其中：纸质图书（含古籍）{books}册、报刊{papers}册、"
                    "视听资料{discs}册、非纸质资料{others}册（件）；",
                    all=holdings_years["{year}", _TOTAL],
                    books=holdings["合计/分类", "图书", "册"],
                    papers=holdings["合计/分类", "报刊", "册"],
                    discs=_AUDIOVISUAL,
                    others=_NOT_PAPER - _AUDIOVISUAL,
                ),
                sentence(
                    "本年新增藏量为{added}册（件），其中新入藏纸质图书{titles}种、{volumes}册。",
                    added=holdings_years["{year}", _ADDED],
                    titles=holdings["增加/种", "汉文普通图书/计"],
                    volumes=holdings["增加/册、件", "汉文普通图书/计"],
                ),
                sentence(
                    "少儿馆藏文献总量为：{all}册，本年新增少儿类图书{added}册。",
                    all=children["合计", "总量"],
                    added=children["增加/册、件", "图书/计"],
                ),
            ),
            (
                sentence(
                    "全年征集地方文献累计达：征集地方文献（图书）{titles}种{volumes}册。",
                    titles=holdings["增加/种", "地方文献"],
                    volumes=holdings["增加/册、件", "地方文献"],
                ),
            ),
        ),
    ),
    Passage(
        "（2）读者服务情况：",
        4,
        (
            (
                sentence(
                    "总流通人次：总流通人次达{all}人次，其中成人服务接待读者{adults}人次、少儿服务接待读者{children}人次、"
                    "分馆接待读者达{branches}人次。",
                    all=visits["累计", "合计"],
                    adults=_ADULTS,
                    children=visits["小计", "少儿服务窗口"],
                    branches=visits["累计", "分馆"],
                ),
                sentence(
                    "网站浏览量达{web}人次，资源线上服务人次成人{adults}人次。",
                    web=visits["累计", "网站"],
                    adults=eresources["合计", "访问次数"],
                ),
            ),
            (
                sentence(
                    "文献外借册次：{all}册次，其中成人服务文献外借{adults}册次、少儿服务文献外借{children}册次、"
                    "分馆服务文献外借{branches}册次。",
                    all=lending["累计", "合计"],
                    adults=lending["累计", "成人外借"],
                    children=lending["累计", "少儿外借"],
                    branches=lending["累计", "分馆"],
                ),
            ),
            (
                sentence(
                    "新发放借书证：{cards}个，本馆累计实有持证读者{readers}名。",
                    cards=overview["发放借书证", _DONE],
                    readers=overview["发展读者/累计持证读者", _DONE],
                ),
            ),
            (
                sentence(
                    "举办读者活动（含网上读者活动）：共{all}次，参加活动读者{visitors}人次。其中：举办讲座、报告会{talks}次、"
                    "{listeners}人次，阅读推广读书活动{events}次、{participants}人次，展览{shows}期、{viewers}人次。",
                    all=activities["合计", "总计", "期"],
                    visitors=activities["合计", "总计", "人次"],
                    talks=activities["合计", "讲座、报告会/期"],
                    listeners=activities["合计", "讲座、报告会/人次"],
                    events=activities["合计", "其他活动/期"],
                    participants=activities["合计", "其他活动/人次"],
                    shows=activities["合计", "展览/期"],
                    viewers=activities["合计", "展览/人次"],
                ),
            ),
        ),
        (activities,),
    ),
    Passage(
        "（3）主要读者服务数据分析如下：",
        4,
        (
            (
                sentence(
                    "图书外借窗口：包括成人外借、少儿外借，全年接待读者{visitors}人次。",
                    visitors=visits["累计", "成人服务窗口/外借部"] + visits["累计", "少儿外借部"],
                ),
                sentence(
                    "自修室人次：合计{all}人次，日均接待读者约：{daily}人次/日（按120天数计）。",
                    all=visits["累计", "报刊自修室"],
                    daily=Average(visits["累计", "报刊自修室"], 120),
                ),
            ),
        ),
        (by_window,),
    ),
    Passage(
        _YEARS,
        4,
        (
            (
                sentence(
                    "{year}年馆藏文献总量比{year-1}年{holdings}册（件）。",
                    holdings=Change(holdings_years["{year}", _TOTAL], holdings_years["{year-1}", _TOTAL]),
                ),
            ),
        ),
        (holdings_years,),
    ),
    Passage(_YEARS, 4, tables=(visits_years, lending_years)),
    Passage(
        _YEARS,
        4,
        (
            (
                sentence(
                    "{year}年相对{year-1}年，流通人次{visits}人次、流通册次{lent}册次；",
                    visits=Change(visits_years["合计", _VISITED], visits_years["合计", _VISITED_BEFORE]),
                    lent=Change(lending_years["合计", _LENT], lending_years["合计", _LENT_BEFORE]),
                ),
                sentence(
                    "{year}年相对{year-2}年，流通人次{visits}人次；",
                    visits=Change(visits_years["合计", _VISITED], visits_years["合计", _VISITED_LONG_BEFORE]),
                ),
                sentence(
                    "网站浏览量比{year-1}年{web}%。",
                    web=Change(
                        visits_years["网站浏览", _VISITED], visits_years["网站浏览", _VISITED_BEFORE], relative=True
                    ),
                ),
            ),
        ),
        (overview,),
    ),
)
