"""Sentences of the report's other chapters that state figures of the forms: readers, lending, activities."""

from guanbiao.forms.catalogue import Where
from guanbiao.forms.prose import Average, over_years, sentence, share

from ..forms.activities_summary import FORM as activities
from ..forms.eresources import FORM as eresources
from ..forms.exhibitions import FORM as exhibitions
from ..forms.lectures import FORM as lectures
from ..forms.lending import FORM as lending
from ..forms.lending_three_years import FORM as lending_years
from ..forms.online_events import FORM as online_events
from ..forms.online_exhibitions import FORM as online_exhibitions
from ..forms.overview import FORM as overview
from ..forms.promotions import FORM as promotions
from ..forms.reading_events import FORM as reading_events
from ..forms.visits import FORM as visits
from ..forms.visits_three_years import FORM as visits_years

_DONE = "完成指标"
_ALL, _ADULTS_LENT, _CHILDREN_LENT, _BRANCHES_LENT = (
    lending["累计", "合计"],
    lending["累计", "成人外借"],
    lending["累计", "少儿外借"],
    lending["累计", "分馆"],
)
_ADULTS = visits["小计", "成人服务窗口"] + visits["小计", "阅览部"] + visits["小计", "专题文献阅览至网站"]
_ON_SITE = _ADULTS + visits["小计", "少儿服务窗口"]
_OUT, _OUT_CHILDREN = visits["累计", "成人服务窗口/外借部"], visits["累计", "少儿外借部"]
_CHILDREN_OUT = _OUT_CHILDREN + visits["累计", "少儿服务窗口/24h自助图书馆"]
_YEAR, _LAST, _BEFORE = "流通人次/{year}年", "流通人次/{year-1}年", "流通人次/{year-2}年"
_LENT, _LENT_LAST, _LENT_BEFORE = "流通册次/{year}年", "流通册次/{year-1}年", "流通册次/{year-2}年"
_CONTENT, _TALKED = "活动内容", "讲座、报告会"

VISITS = (
    sentence(
        "总流通人次为{all}人次，其中：阵地总流通人次为{on_site}人次；书刊文献外借册次{lent}册次，其中：分馆书刊文献外借数量为"
        "{branches}册次。",
        all=visits["累计", "合计"],
        on_site=_ON_SITE,
        lent=_ALL,
        branches=_BRANCHES_LENT,
    ),
    sentence("阵地接待读者{visits}人次，流通图书{lent}册次。", visits=_ON_SITE, lent=_ADULTS_LENT + _CHILDREN_LENT),
    sentence("成人、少儿两类服务窗口合计接待读者{visits}人次。", visits=_ON_SITE),
    sentence("成人外借与少儿外借两部门共流通图书{lent}册次。", lent=_ADULTS_LENT + _CHILDREN_LENT),
    sentence("成人外借、少儿外借两个窗口共接待{n}人次。", n=_OUT + _OUT_CHILDREN),
    sentence("成人外借{adults}人次，少儿外借{children}人次。", adults=_OUT, children=_OUT_CHILDREN),
    sentence("少儿外借窗口接待读者{visitors}人次，借阅图书{lent}册次。", visitors=_CHILDREN_OUT, lent=_CHILDREN_LENT),
    sentence(
        "自修室接待读者{all}人次，日均{daily}人次。",
        all=visits["累计", "报刊自修室"],
        daily=Average(visits["累计", "报刊自修室"], 120),
    ),
    sentence("电子阅览室接待读者{all}人次。", all=visits["累计", "电子阅览室"]),
    sentence("报刊阅览室接待读者{all}人次。", all=visits["累计", "报刊阅览室"]),
    sentence("外借部接待读者{all}人次，流通图书{lent}册次。", all=_OUT, lent=_ADULTS_LENT),
    sentence("少儿外借部接待读者{all}人次，流通图书{lent}册次。", all=_OUT_CHILDREN, lent=_CHILDREN_LENT),
    sentence("外借窗口接待读者{all}人次。", all=_OUT + _OUT_CHILDREN),
    sentence("少儿阅览室接待读者{all}人次。", all=visits["累计", "少儿阅览室"]),
    sentence("专题文献阅览接待读者{all}人次。", all=visits["累计", "专题文献阅览"]),
    sentence("数字资源访问{n}人次。", n=eresources["合计", "访问次数"]),
    sentence("数字资源访问{n}次。", n=eresources["合计", "访问次数"]),
    share("分馆接待读者", "总流通人次", visits["累计", "分馆"], visits["累计", "合计"]),
    share("成人接待读者", "总流通人次", _ADULTS, visits["累计", "合计"]),
    share("少儿接待读者", "总流通人次", visits["小计", "少儿服务窗口"], visits["累计", "合计"]),
    share("阵地接待读者", "总流通人次", _ON_SITE, visits["累计", "合计"]),
    share("成人外借册次", "外借总量", _ADULTS_LENT, _ALL),
    share("少儿外借册次", "外借总量", _CHILDREN_LENT, _ALL),
    share("分馆外借册次", "外借总量", _BRANCHES_LENT, _ALL),
    share("少儿外借册次", "成人与少儿外借总量", _CHILDREN_LENT, _ADULTS_LENT + _CHILDREN_LENT),
    share("成人外借册次", "成人与少儿外借总量", _ADULTS_LENT, _ADULTS_LENT + _CHILDREN_LENT),
    *over_years(
        "流通人次", "人次", visits_years["合计", _YEAR], visits_years["合计", _LAST], visits_years["合计", _BEFORE]
    ),
    *over_years(
        "流通册次",
        "册次",
        lending_years["合计", _LENT],
        lending_years["合计", _LENT_LAST],
        lending_years["合计", _LENT_BEFORE],
    ),
    *over_years(
        "网站浏览",
        "人次",
        visits_years["网站浏览", _YEAR],
        visits_years["网站浏览", _LAST],
        visits_years["网站浏览", _BEFORE],
    ),
    *over_years("外借部接待读者", "人次", visits_years["外借部", _YEAR], visits_years["外借部", _LAST]),
    *over_years("报刊阅览室接待读者", "人次", visits_years["阅览部", _YEAR], visits_years["阅览部", _LAST]),
    *over_years("电子阅览室接待读者", "人次", visits_years["电子阅览室", _YEAR], visits_years["电子阅览室", _LAST]),
    *over_years("自修室接待读者", "人次", visits_years["自修室", _YEAR], visits_years["自修室", _LAST]),
    *over_years("少儿外借部接待读者", "人次", visits_years["少儿外借部", _YEAR], visits_years["少儿外借部", _LAST]),
    *over_years("少儿阅览室接待读者", "人次", visits_years["少儿阅览部", _YEAR], visits_years["少儿阅览部", _LAST]),
)
ACTIVITIES = (
    sentence(
        "成人阵地讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人阵地", "讲座、报告会/期"],
        b=activities["成人阵地", "讲座、报告会/人次"],
        c=activities["成人阵地", "展览/期"],
        d=activities["成人阵地", "展览/人次"],
        e=activities["成人阵地", "其他活动/期"],
        f=activities["成人阵地", "其他活动/人次"],
    ),
    sentence(
        "少儿阵地讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["少儿阵地", "讲座、报告会/期"],
        b=activities["少儿阵地", "讲座、报告会/人次"],
        c=activities["少儿阵地", "展览/期"],
        d=activities["少儿阵地", "展览/人次"],
        e=activities["少儿阵地", "其他活动/期"],
        f=activities["少儿阵地", "其他活动/人次"],
    ),
    sentence(
        "成人网上讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["成人网上", "讲座、报告会/期"],
        b=activities["成人网上", "讲座、报告会/人次"],
        c=activities["成人网上", "展览/期"],
        d=activities["成人网上", "展览/人次"],
        e=activities["成人网上", "其他活动/期"],
        f=activities["成人网上", "其他活动/人次"],
    ),
    sentence(
        "少儿网上讲座{a}期{b}人次，展览{c}期{d}人次，其他活动{e}期{f}人次。",
        a=activities["少儿网上", "讲座、报告会/期"],
        b=activities["少儿网上", "讲座、报告会/人次"],
        c=activities["少儿网上", "展览/期"],
        d=activities["少儿网上", "展览/人次"],
        e=activities["少儿网上", "其他活动/期"],
        f=activities["少儿网上", "其他活动/人次"],
    ),
    sentence(
        "少儿网络活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("少儿网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("少儿网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "线上活动{events}场，{readers}人次。",
        may_be=True,
        events=activities.sum_of("成人网上", "讲座、报告会/期", "展览/期", "其他活动/期")
        + activities.sum_of("少儿网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次")
        + activities.sum_of("少儿网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "阵地活动{events}场，{readers}人次。",
        events=activities.sum_of("成人阵地", "讲座、报告会/期", "展览/期", "其他活动/期")
        + activities.sum_of("少儿阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次")
        + activities.sum_of("少儿阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "成人网上活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("成人网上", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人网上", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "线上展览{shows}期，{viewers}人次。读书活动{other}次，{readers}人次。",
        may_be=True,
        shows=activities["成人网上", "展览/期"] + activities["少儿网上", "展览/期"],
        viewers=activities["成人网上", "展览/人次"] + activities["少儿网上", "展览/人次"],
        other=activities["合计", "其他活动/期"],
        readers=activities["合计", "其他活动/人次"],
    ),
    sentence(
        "线上展览{viewers}人次。",
        may_be=True,
        viewers=online_exhibitions.entries("人次", Where("序号", ("附加",), has=False)),
    ),
    sentence(
        "少儿阵地活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("少儿阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("少儿阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "成人阵地活动{events}场次，参加读者达{readers}人次。",
        events=activities.sum_of("成人阵地", "讲座、报告会/期", "展览/期", "其他活动/期"),
        readers=activities.sum_of("成人阵地", "讲座、报告会/人次", "展览/人次", "其他活动/人次"),
    ),
    sentence(
        "“月亮船”有声绘本课堂活动{n}期，{visitors}人次。",
        n=activities["少儿网上", "讲座、报告会/期"],
        visitors=activities["少儿网上", "讲座、报告会/人次"],
    ),
    sentence(
        "全民阅读推广部门讲座{talks}场，{listeners}人次。",
        talks=lectures.count(),
        listeners=lectures.entries("人次"),
    ),
    sentence(
        "阅读推广活动{events}次，参加读者{readers}人次。",
        events=reading_events.count(),
        readers=reading_events.entries("人次"),
    ),
    sentence(
        "读书活动{events}次，参加读者{readers}人次。全民阅读推广部门读书活动{more}次。",
        may_be=True,
        events=reading_events.count(),
        readers=reading_events.entries("人次"),
        more=reading_events.count(),
    ),
    sentence(
        "主题展览{shows}次，参观读者{viewers}人次。", shows=exhibitions.count(), viewers=exhibitions.entries("人次")
    ),
    sentence(
        "全民阅读推广部门展览{shows}次，参观读者{viewers}人次。",
        shows=exhibitions.count(),
        viewers=exhibitions.entries("人次"),
    ),
    sentence(
        "全民阅读推广部门活动{n}人次。",
        n=lectures.entries("人次") + reading_events.entries("人次") + exhibitions.entries("人次"),
    ),
    sentence(
        "文化惠民大讲堂活动{talks}场，参与人数{listeners}人次。",
        talks=lectures.count(Where(_CONTENT, ("惠民大讲堂",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("惠民大讲堂",))),
    ),
    sentence(
        "健康系列讲座{talks}场，{listeners}人次。",
        talks=lectures.count(Where(_CONTENT, ("健康系列",))),
        listeners=lectures.entries("人次", Where(_CONTENT, ("健康系列",))),
    ),
    sentence(
        "线上读者活动{events}场，{readers}人次，展览{shows}场，{viewers}人次。",
        events=online_events.count(),
        readers=online_events.entries("人次"),
        shows=online_exhibitions.count(Where("序号", ("附加",), has=False)),
        viewers=online_exhibitions.entries("人次"),
    ),
    sentence(
        "其他线上读者活动{events}场，{readers}人次。",
        events=online_events.count(),
        readers=online_events.entries("人次"),
    ),
    sentence(
        "“微阅回廊”展览{n}期，{viewers}人次。",
        n=online_exhibitions.count(Where("展览内容", ("微阅回廊",))),
        viewers=online_exhibitions.entries("人次", Where("展览内容", ("微阅回廊",))),
    ),
    sentence(
        "“鞍图@每月读一本国学经典”活动{n}人次。",
        n=online_events.entries("人次", Where(_CONTENT, ("每月读一本国学经典",))),
    ),
    sentence(
        "“社区文化行”活动{n}场，{visitors}人次。走进{places}家社区开展社区文化行活动。",
        n=reading_events.count(Where(_CONTENT, ("社区文化行",))),
        visitors=reading_events.entries("人次", Where(_CONTENT, ("社区文化行",))),
        places=reading_events.count(Where(_CONTENT, ("社区文化行",))),
    ),
    sentence(
        "法律知识进工地活动{n}场，{visitors}人次。{places}个项目工地。",
        n=reading_events.count(Where(_CONTENT, ("进工地",))),
        visitors=reading_events.entries("人次", Where(_CONTENT, ("进工地",))),
        places=reading_events.count(Where(_CONTENT, ("进工地",))),
    ),
    sentence(
        "线上绘本推荐{n}期，推荐绘本{titles}种。",
        n=promotions.count(Where("书刊宣传内容及形式", ("绘本推荐（线上）",))),
        titles=promotions.entries("数量(种)", Where("书刊宣传内容及形式", ("绘本推荐（线上）",))),
    ),
    sentence(
        "书刊宣传{n}期，{titles}种。", n=overview["书刊宣传", _DONE, "期"], titles=overview["书刊宣传", _DONE, "种"]
    ),
    share("讲座活动人次", "读者活动人次", activities["合计", "讲座、报告会/人次"], activities["合计", "总计", "人次"]),
    share("展览活动人次", "读者活动人次", activities["合计", "展览/人次"], activities["合计", "总计", "人次"]),
    share("其他活动人次", "读者活动人次", activities["合计", "其他活动/人次"], activities["合计", "总计", "人次"]),
)
