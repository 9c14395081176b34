"""Lending (文献外借册次) wherever it is stated: table 07 by month, 02 and 05 as comparisons, 06 at a glance."""

from guanbiao.forms.catalogue import MONTHS, Rule, along

from ..forms.lending import FORM as lending
from ..forms.lending_by_window import FORM as by_window
from ..forms.lending_three_years import FORM as three_years
from ..forms.overview import FORM as overview

_TEXT = "报告（2）读者服务情况：文献外借册次＝成人服务＋少儿服务＋分馆服务"

RULES = (
    Rule("L01", by_window["比较", "成人外借"] == lending["累计", "成人外借"]),
    Rule("L02", by_window["比较", "少儿外借"] == lending["累计", "少儿外借"]),
    Rule("L03", along(MONTHS, by_window, "成人外借", lending, "成人外借")),
    Rule("L04", along(MONTHS, by_window, "少儿外借", lending, "少儿外借")),
    Rule("L05", three_years["成人外借部", "流通册次/{year}年"] == lending["累计", "成人外借"]),
    Rule("L06", three_years["少儿外借部", "流通册次/{year}年"] == lending["累计", "少儿外借"]),
    Rule("L07", three_years["分馆", "流通册次/{year}年"] == lending["累计", "分馆"]),
    Rule("L08", three_years["合计", "流通册次/{year}年"] == lending["累计", "合计"], basis=_TEXT),
    Rule("L09", overview["图书外借册次/成人", "完成指标", "本馆"] == lending["累计", "成人外借"]),
    Rule("L10", overview["图书外借册次/成人", "完成指标", "分馆"] == lending["累计", "分馆"]),
    Rule("L11", overview["图书外借册次/少儿", "完成指标"] == lending["累计", "少儿外借"]),
    Rule(
        "L12",
        overview["图书外借册次/成人", "完成指标"] + overview["图书外借册次/少儿", "完成指标"]
        == lending["累计", "合计"],
        basis=_TEXT,
    ),
    Rule("L13", overview["分馆文献借阅", "完成指标"] == lending["累计", "分馆"]),
)
