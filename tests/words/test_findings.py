"""Findings in words."""

import pytest
from guanbiao.report.report import Report
from guanbiao.words.figures import number
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, report
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, small_report


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e-7, "0.0000001"), (-0.00001234567, "-0.0000123"), (0.9999999, "1"), (0.1 + 0.2, "0.3"), (12.5, "12.5")],
)
def test_a_figure_that_is_not_nothing_is_shown_as_such(value: float, shown: str) -> None:
    assert number(value) == shown


def test_the_sentence_says_which_side_was_blank() -> None:
    blank = changed(LOANS, (4, 2, None), (5, 2, None), (14, 2, 99))
    done = small_report(blank)
    said = [Phrases(SMALL, 2020).message(each) for each in done.findings if each.rule == "01.全年"]
    assert any("“全年，少儿馆”填报 99，12 项之和为 13937（其中 2 个空格按 0 计），少 13838" in each for each in said)
    windows = report(book(changed(printed(2), (2, 1, None)), printed(7)))
    first = next(Phrases(CATALOGUE, 2020).message(each) for each in windows.findings if each.rule == "L03")
    assert first.startswith(
        "表02 窗口流通册次比较“1，成人外借”没有填（按 0 计），表07 文献流通册次“1，成人外借”为 11799，少 11799。"
    )


def test_entries_that_are_counted_are_not_said_to_be_summed(report: Report) -> None:
    messages = {each.rule: Phrases(CATALOGUE, 2020).message(each) for each in report.findings}
    assert "填报 2，表21 分馆建设的 19 条计为 19，少 17。" in messages["B02"]
    assert "表20 网上活动（少儿）的 4 条计为 24" in messages["A16"]  # one of them counts for eighteen
