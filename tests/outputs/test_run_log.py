"""run.log and the screen: a line is a statement of ours, whatever was typed."""

from pathlib import Path

import pytest
from guanbiao.outputs.run_log import run_log
from guanbiao.report.shown import Finished, Ran, shown_of
from guanbiao.screen import done_lines, say
from guanbiao.text.shown import in_one_line
from guanbiao.words.findings import Phrases
from hypothesis import example, given
from hypothesis import strategies as st

from tests.drawing import book, changed
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, TALKS, small_report

FORGED = "待补\r\n2020 年：收到 6/6 张报表，没有问题；结果在 outputs\x1b[1A\x1b[2K\u2028x"


def test_no_cell_name_or_sheet_forges_a_line() -> None:
    forms = changed(LOANS, (3, 1, FORGED), (17, 1, FORGED)), changed(TALKS, (3, 2, FORGED), (4, 2, FORGED))
    found = small_report(book(*forms, file=FORGED), year=2020)
    phrases = Phrases(SMALL, 2020)
    log = run_log(found, phrases).decode()
    shown = list(done_lines(Ran([Finished(shown_of(found, phrases), Path(FORGED))]), quiet=False))
    assert "待补⏎2020 年" in log
    assert log.count("\n") == len(log.splitlines()) == len(found.books) + len(shown) - 1
    assert not any(line.startswith("2020 年") for line in log.splitlines())
    assert all(line.isprintable() for line in (*log.splitlines(), *shown))


@given(st.text())
@example(FORGED)
@example("\x85\x0b\x0c\x1c\u2029")
def test_a_text_on_one_line_is_one_line(text: str) -> None:
    line = in_one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= len(text)
    assert in_one_line(line) == line
    if text.isprintable():
        assert line == text


def test_what_is_said_is_said_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("甲\n乙", "丙")
    assert capsys.readouterr().out == "甲⏎乙\n丙\n"
