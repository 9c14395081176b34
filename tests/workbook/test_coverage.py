"""规则覆盖: what no rule touches."""

from guanbiao.workbook.coverage import touched, untouched

from schemas.catalogue import CATALOGUE


def test_figures_that_no_rule_touches_are_those_that_stand_alone() -> None:
    alone = set(untouched(CATALOGUE))
    assert ("overview", "阅览室座席", "完成指标") in alone
    assert ("lending", "3", "少儿外借") not in alone
    assert ("branches", "", "配置图书") in touched(CATALOGUE)
    assert len(alone) < 80
