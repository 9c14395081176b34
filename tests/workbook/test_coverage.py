"""规则覆盖: what no rule touches, and why a relation could not be judged."""

from guanbiao.pages.page import Page
from guanbiao.words.findings import Phrases
from guanbiao.workbook.coverage import coverage_page, touched, untouched

from tests.drawing import changed, without_column
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, OUTLINE, year_with


def reasons(page: Page) -> set[object]:
    return {cell.value for cell in page.cells if cell.column == 3}


def test_figures_that_no_rule_touches_are_those_that_stand_alone() -> None:
    alone = set(untouched(SMALL))
    assert ("outline", "阅览座席", "完成指标") in alone
    assert ("loans", "3", "少儿馆") not in alone
    assert ("talks", "", "人次") in touched(SMALL)


def test_why_a_relation_could_not_be_judged() -> None:
    columns = year_with(without_column(LOANS, "少儿馆"))
    assert "缺少栏目" in reasons(coverage_page(columns, Phrases(SMALL, 2020)))
    for typed, unreadable in (("不详", True), ("5场 448人次", False)):
        done = year_with(changed(OUTLINE, (2, 5, typed)))
        assert ("有数无法识别" in reasons(coverage_page(done, Phrases(SMALL, 2020)))) is unreadable
