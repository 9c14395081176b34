"""Comparison tables 03–05 against those of the year before: every row and column that these can vouch for."""

from guanbiao.forms.catalogue import Rule, carried_over, recalled

from ..forms.holdings_three_years import FORM as holdings
from ..forms.lending_three_years import FORM as lending
from ..forms.visits_three_years import FORM as visits

_HOLDINGS = holdings.grid.numeric
_LAST_CHANGE, _CHANGE = "数量变动/{year-1}年比{year-2}年", "数量变动/{year}年比{year-1}年"

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
    Rule("Y16", carried_over(holdings, "{year-1}", "{year}", _HOLDINGS[1:3])),
    Rule("Y17", carried_over(holdings, "{year-2}", "{year-1}", _HOLDINGS)),
    Rule(
        "Y18",
        recalled(
            lending,
            ("24h自助图书馆(成人)", "24h自助图书馆(少儿)"),
            "流通册次/{year-1}年",
            "流通册次/{year}年",
        ),
    ),
    Rule("Y19", recalled(lending, lending.grid.row_keys, "流通册次/{year-2}年", "流通册次/{year-1}年")),
    Rule("Y20", recalled(lending, lending.grid.row_keys, _LAST_CHANGE, _CHANGE)),
    Rule(
        "Y21",
        recalled(
            visits,
            ("24h自助图书馆(成人)", "24h自阅览自修室", "24h自助图书馆(少儿)"),
            "流通人次/{year-1}年",
            "流通人次/{year}年",
        ),
    ),
    Rule("Y22", recalled(visits, visits.grid.row_keys, "流通人次/{year-2}年", "流通人次/{year-1}年")),
    Rule("Y23", recalled(visits, visits.grid.row_keys, _LAST_CHANGE, _CHANGE)),
)
