"""Findings in words."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases, number

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, report, sheet
from tests.reconcile.test_judge import TABLE


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e-7, "0.0000001"), (-0.00001234567, "-0.0000123"), (0.9999999, "1"), (0.1 + 0.2, "0.3"), (12.5, "12.5")],
)
def test_a_figure_that_is_not_nothing_is_shown_as_such(value: float, shown: str) -> None:
    assert number(value) == shown


def test_the_sentence_says_which_side_was_blank() -> None:
    def said(rule: str, *filed: Sheet) -> str:
        done = report(book(*filed))
        return next(Phrases(CATALOGUE, 2020).message(each) for each in done.findings if each.rule == rule)

    blank = changed(sheet(TABLE), (4, 4, None), (5, 4, None), (14, 4, 99))
    assert "“累计，分馆”填报 99，12 项之和为 11（其中 2 个空格按 0 计），多 88" in said("07.累计", blank)
    windows = changed(printed(2), (2, 1, None))
    assert said("L03", windows, sheet(TABLE)).startswith(
        "表02 窗口流通册次比较“1，成人外借”没有填（按 0 计），表07 文献流通册次“1，成人外借”为 11，少 11。"
    )


def test_entries_that_are_counted_are_not_said_to_be_summed(report: Report) -> None:
    messages = {each.rule: Phrases(CATALOGUE, 2020).message(each) for each in report.findings}
    assert "填报 2，表21 分馆建设的 19 条计为 19，少 17。" in messages["B02"]
    assert "表20 网上活动（少儿）的 4 条计为 24" in messages["A16"]  # one of them counts for eighteen
