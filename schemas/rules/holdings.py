"""Holdings (馆藏): tables 15 and 16 as balances, 03 as a comparison, 06 at a glance."""

from guanbiao.forms.catalogue import Level, Rule, carried_over

from ..forms.holdings import FORM as holdings
from ..forms.holdings_children import FORM as children
from ..forms.holdings_three_years import FORM as three_years
from ..forms.overview import FORM as overview

_TEXT = "报告（1）馆藏情况：馆藏文献总量、本年新增藏量"
_TOTAL, _ADDED = "总馆藏数量册(件)", "新增藏量册(件)"
_COLUMNS = holdings.grid.numeric
_CHILDREN = children.grid.numeric

RULES = (
    Rule("H01", overview["总藏量", "完成指标"] == three_years["{year}", _TOTAL], basis=_TEXT),
    Rule("H02", three_years["{year}", _TOTAL] == holdings["现状/册、件", "总量"] + children["现藏/册、件", "总量"]),
    Rule("H03", overview["总藏量/少儿馆", "完成指标"] == children["合计", "总量"], basis=_TEXT),
    Rule("H04", overview["新增藏量", "完成指标"] == three_years["{year}", _ADDED], basis=_TEXT),
    Rule("H05", three_years["{year}", _ADDED] == holdings["增加/册、件", "总量"] + children["增加/册、件", "总量"]),
    Rule(
        "H06",
        three_years["{year}", "纸质/数量册(件)"]
        == holdings["合计/分类", "图书", "册"] + holdings["合计/分类", "报刊", "册"],
        basis="报告（1）馆藏情况：纸质图书（含古籍）与报刊",
    ),
    Rule(
        "H07",
        (
            three_years["{year-1}", _TOTAL] == three_years["{year-2}", _TOTAL] + three_years["{year-1}", _ADDED],
            three_years["{year}", _TOTAL] == three_years["{year-1}", _TOTAL] + three_years["{year}", _ADDED],
        ),
        level=Level.QUERY,
        basis="上年总藏量＋本年新增＝本年总藏量，有剔除的请说明",
    ),
    Rule(
        "H08",
        (
            holdings["原藏/种", "其中：善本"] <= holdings["原藏/种", "古籍/古籍"],
            holdings["原藏/册、件", "其中：善本"] <= holdings["原藏/册、件", "古籍/古籍"],
            holdings["现状/种", "其中：善本"] <= holdings["现状/种", "古籍/古籍"],
            holdings["现状/册、件", "其中：善本"] <= holdings["现状/册、件", "古籍/古籍"],
        ),
    ),
    Rule(
        "H09",
        (
            children["原藏/册、件", "图书/盲文"] <= children["原藏/册、件", "图书/计"],
            children["现藏/册、件", "图书/盲文"] <= children["现藏/册、件", "图书/计"],
        ),
    ),
    Rule(
        "H15",
        (
            holdings["原藏/册、件", "文学艺术"] <= holdings["原藏/册、件", "社会科学"],
            holdings["增加/册、件", "文学艺术"] <= holdings["增加/册、件", "社会科学"],
            holdings["现状/册、件", "文学艺术"] <= holdings["现状/册、件", "社会科学"],
        ),
        basis="文学艺术属社会科学，不另加",
    ),
    Rule("H10", overview["总藏量/少儿馆", "完成指标"] <= overview["总藏量", "完成指标"]),
    Rule("H11", carried_over(holdings, "原藏/种", "现状/种", _COLUMNS)),
    Rule("H12", carried_over(holdings, "原藏/册、件", "现状/册、件", _COLUMNS)),
    Rule("H13", carried_over(children, "原藏/种", "现藏/种", _CHILDREN)),
    Rule("H14", carried_over(children, "原藏/册、件", "现藏/册、件", _CHILDREN)),
)
