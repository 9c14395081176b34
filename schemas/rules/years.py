"""Comparison tables 03–05 against those of the year before, where its forms are at hand."""

from guanbiao.forms.catalogue import Rule

from ..forms.holdings_three_years import FORM as holdings
from ..forms.lending_three_years import FORM as lending
from ..forms.visits_three_years import FORM as visits

_HOLDINGS = holdings.grid.numeric

RULES = (
    Rule("Y01", (holdings["{year-1}", _HOLDINGS[0]] == holdings["{year}", _HOLDINGS[0]].last_year,)),
    Rule("Y02", (holdings["{year-1}", _HOLDINGS[3]] == holdings["{year}", _HOLDINGS[3]].last_year,)),
    Rule("Y03", lending["合计", "流通册次/{year-1}年"] == lending["合计", "流通册次/{year}年"].last_year),
    Rule("Y04", lending["分馆", "流通册次/{year-1}年"] == lending["分馆", "流通册次/{year}年"].last_year),
    Rule("Y05", lending["成人外借部", "流通册次/{year-1}年"] == lending["成人外借部", "流通册次/{year}年"].last_year),
    Rule("Y06", lending["少儿外借部", "流通册次/{year-1}年"] == lending["少儿外借部", "流通册次/{year}年"].last_year),
    Rule("Y07", visits["合计", "流通人次/{year-1}年"] == visits["合计", "流通人次/{year}年"].last_year),
    Rule("Y08", visits["外借部", "流通人次/{year-1}年"] == visits["外借部", "流通人次/{year}年"].last_year),
    Rule("Y09", visits["阅览部", "流通人次/{year-1}年"] == visits["阅览部", "流通人次/{year}年"].last_year),
    Rule("Y10", visits["电子阅览室", "流通人次/{year-1}年"] == visits["电子阅览室", "流通人次/{year}年"].last_year),
    Rule("Y11", visits["自修室", "流通人次/{year-1}年"] == visits["自修室", "流通人次/{year}年"].last_year),
    Rule("Y12", visits["网站浏览", "流通人次/{year-1}年"] == visits["网站浏览", "流通人次/{year}年"].last_year),
    Rule("Y13", visits["分馆", "流通人次/{year-1}年"] == visits["分馆", "流通人次/{year}年"].last_year),
    Rule("Y14", visits["少儿外借部", "流通人次/{year-1}年"] == visits["少儿外借部", "流通人次/{year}年"].last_year),
    Rule("Y15", visits["少儿阅览部", "流通人次/{year-1}年"] == visits["少儿阅览部", "流通人次/{year}年"].last_year),
)
