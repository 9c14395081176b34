"""Visits (总流通人次) wherever they are stated: table 14 by month, 04 as a comparison, 06 at a glance."""

from guanbiao.forms.catalogue import Level, Rule

from ..forms.overview import FORM as overview
from ..forms.visits import FORM as visits
from ..forms.visits_three_years import FORM as three_years

_TEXT = "报告（2）读者服务情况：总流通人次含成人服务、少儿服务、分馆接待与网站浏览"

RULES = (
    Rule(
        "V01", three_years["24h自助图书馆(成人)", "流通人次/{year}年"] == visits["累计", "成人服务窗口/24h自助图书馆"]
    ),
    Rule("V02", three_years["外借部", "流通人次/{year}年"] == visits["累计", "成人服务窗口/外借部"]),
    Rule("V03", three_years["阅览部", "流通人次/{year}年"] == visits["累计", "报刊阅览室"]),
    Rule("V04", three_years["电子阅览室", "流通人次/{year}年"] == visits["累计", "电子阅览室"]),
    Rule("V05", three_years["自修室", "流通人次/{year}年"] == visits["累计", "报刊自修室"]),
    Rule("V06", three_years["网站浏览", "流通人次/{year}年"] == visits["累计", "网站"]),
    Rule("V07", three_years["分馆", "流通人次/{year}年"] == visits["累计", "分馆"]),
    Rule("V08", three_years["少儿外借部", "流通人次/{year}年"] == visits["累计", "少儿外借部"]),
    Rule("V09", three_years["少儿阅览部", "流通人次/{year}年"] == visits["累计", "少儿阅览室"]),
    Rule(
        "V10", three_years["24h自助图书馆(少儿)", "流通人次/{year}年"] == visits["累计", "少儿服务窗口/24h自助图书馆"]
    ),
    Rule(
        "V11",
        three_years["合计", "流通人次/{year}年"] == visits["累计", "合计"],
        level=Level.QUERY,
        basis="04 表没有专题文献阅览一行，两表合计相差该栏时请说明",
    ),
    Rule(
        "V12",
        overview["总流通人次/成人", "完成指标", "本馆"]
        == visits["小计", "成人服务窗口"] + visits["小计", "阅览部"] + visits["小计", "专题文献阅览至网站"],
        basis=_TEXT,
    ),
    Rule("V13", overview["总流通人次/成人", "完成指标", "分馆"] == visits["累计", "分馆"]),
    Rule("V14", overview["总流通人次/少儿", "完成指标"] == visits["小计", "少儿服务窗口"]),
    Rule(
        "V15",
        overview["总流通人次/成人", "完成指标"] + overview["总流通人次/少儿", "完成指标"] == visits["累计", "合计"],
        basis=_TEXT,
    ),
    Rule("V16", overview["图书外借人次/成人", "完成指标", "本馆"] == visits["累计", "成人服务窗口/外借部"]),
    Rule("V17", overview["图书外借人次/成人", "完成指标", "分馆"] == visits["累计", "分馆"]),
    Rule("V18", overview["图书外借人次/少儿", "完成指标"] == visits["累计", "少儿外借部"]),
    Rule("V19", overview["分馆接待读者", "完成指标"] == visits["累计", "分馆"]),
)
