"""Headline figures side by side."""

from guanbiao.reconcile.indicators import grouped
from guanbiao.report.report import Report

from schemas.catalogue import CATALOGUE


def test_indicators_side_by_side(report: Report) -> None:
    found: dict[str, list[tuple[float, list[str]]]] = {}
    for indicator in CATALOGUE.indicators:
        found[indicator.name] = grouped([each for each in report.statements if each.indicator is indicator])
    assert found["文献外借册次"] == [(438711, ["lending_three_years", "lending"]), (573542, ["overview"])]
    assert found["总流通人次"] == [(413653, ["visits_three_years", "visits"]), (413198, ["overview"])]
    assert found["为分馆配书"] == [(138453, ["overview", "branches"])]
    assert found["新建分馆"] == [(2, ["overview"]), (19, ["branches"])]
