"""Sentences that state figures of readers, lending and use of resources."""

from guanbiao.forms.prose import Average, Share, over_years, sentence, share

from ..forms.eresources import FORM as eresources
from ..forms.lending import FORM as lending
from ..forms.lending_three_years import FORM as lending_years
from ..forms.overview import FORM as overview
from ..forms.visits import FORM as visits
from ..forms.visits_three_years import FORM as visits_years

_ALL, _ADULTS_LENT, _CHILDREN_LENT, _BRANCHES_LENT = (
    lending["累计", "合计"],
    lending["累计", "成人外借"],
    lending["累计", "少儿外借"],
    lending["累计", "分馆"],
)
_ADULTS = visits["小计", "成人服务窗口"] + visits["小计", "阅览部"] + visits["小计", "专题文献阅览至网站"]
_ON_SITE = _ADULTS + visits["小计", "少儿服务窗口"]
_IN_PERSON = visits["累计", "合计"] - visits["累计", "分馆"] - visits["累计", "网站"]
_OUT, _OUT_CHILDREN = visits["累计", "成人服务窗口/外借部"], visits["累计", "少儿外借部"]
_CHILDREN_OUT = _OUT_CHILDREN + visits["累计", "少儿服务窗口/24h自助图书馆"]
_YEAR, _LAST, _BEFORE = "流通人次/{year}年", "流通人次/{year-1}年", "流通人次/{year-2}年"
_LENT, _LENT_LAST, _LENT_BEFORE = "流通册次/{year}年", "流通册次/{year-1}年", "流通册次/{year-2}年"

_CARD_VISITS, _CARD_LENT = overview["总流通人次/成人", "完成指标"], overview["图书外借册次/成人", "完成指标"]
_CARD_OUT, _CARD_OUT_CHILDREN = overview["图书外借人次/成人", "完成指标"], overview["图书外借人次/少儿", "完成指标"]

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
    sentence("阵地接待读者{visits}人次。", alike=True, visits=visits["累计", "合计"] - visits["累计", "分馆"]),
    sentence("阵地接待读者{visits}人次。", alike=True, visits=_IN_PERSON),
    sentence("总馆接待读者{visits}人次，外借册次{lent}册次。", visits=_ON_SITE, lent=_ADULTS_LENT + _CHILDREN_LENT),
    sentence("总馆接待读者{visits}人次。", alike=True, visits=_IN_PERSON),
    sentence("成人接待读者{visits}人次。", alike=True, visits=_IN_PERSON - visits["小计", "少儿服务窗口"]),
    sentence("分馆外借册次{n}册次。", alike=True, n=overview["分馆文献借阅", "完成指标"]),
    sentence("成人接待读者{a}人次，外借册次{b}册次。", alike=True, a=_CARD_VISITS, b=_CARD_LENT),
    sentence("成人、少儿两类服务窗口合计接待读者{visits}人次。", visits=_ON_SITE),
    sentence("成人外借与少儿外借两部门共流通图书{lent}册次。", lent=_ADULTS_LENT + _CHILDREN_LENT),
    sentence("成人外借、少儿外借两个窗口共接待{n}人次。", n=_OUT + _OUT_CHILDREN),
    sentence("成人外借{adults}人次，少儿外借{children}人次。", adults=_OUT, children=_OUT_CHILDREN),
    sentence("成人外借{adults}人次。", alike=True, adults=_CARD_OUT),
    sentence("外借{n}人次。", may_be=True, n=_CARD_OUT + _CARD_OUT_CHILDREN),
    sentence("外借{n}人次。", may_be=True, n=_OUT + _OUT_CHILDREN),
    sentence("少儿外借窗口接待读者{visitors}人次，借阅图书{lent}册次。", visitors=_CHILDREN_OUT, lent=_CHILDREN_LENT),
    sentence(
        "自修室接待读者{all}人次，日均{daily}人次。",
        all=visits["累计", "报刊自修室"],
        daily=Average(visits["累计", "报刊自修室"], 120),
    ),
    sentence("成人服务窗口接待读者{n}人次。", alike=True, n=visits["小计", "成人服务窗口"]),
    sentence("阅览部接待读者{all}人次。", may_be=True, all=visits["小计", "阅览部"]),
    sentence("阅览部接待读者{all}人次。", may_be=True, all=visits_years["阅览部", _YEAR]),
    sentence("电子阅览室接待读者{all}人次。", all=visits["累计", "电子阅览室"]),
    sentence("报刊阅览室接待读者{all}人次。", all=visits["累计", "报刊阅览室"]),
    sentence("外借部接待读者{all}人次，流通图书{lent}册次。", all=_OUT, lent=_ADULTS_LENT),
    sentence("少儿外借部接待读者{all}人次，流通图书{lent}册次。", all=_OUT_CHILDREN, lent=_CHILDREN_LENT),
    sentence("外借部、少儿外借部接待读者{all}人次。", all=_OUT + _OUT_CHILDREN),
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
    sentence(
        "少儿借阅部外借册次占外借总量的{share}%。",
        may_be=True,
        share=Share(_CHILDREN_LENT, _ADULTS_LENT + _CHILDREN_LENT),
    ),
    sentence("少儿借阅部外借册次占外借总量的{share}%。", may_be=True, share=Share(_CHILDREN_LENT, _ALL)),
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
    *over_years("阅览部接待读者", "人次", visits_years["阅览部", _YEAR], visits_years["阅览部", _LAST]),
    *over_years("电子阅览室接待读者", "人次", visits_years["电子阅览室", _YEAR], visits_years["电子阅览室", _LAST]),
    *over_years("自修室接待读者", "人次", visits_years["自修室", _YEAR], visits_years["自修室", _LAST]),
    *over_years("少儿外借部接待读者", "人次", visits_years["少儿外借部", _YEAR], visits_years["少儿外借部", _LAST]),
    *over_years("少儿阅览室接待读者", "人次", visits_years["少儿阅览部", _YEAR], visits_years["少儿阅览部", _LAST]),
)
