"""What somebody at a terminal is shown: problems form by form, what to do next, how far reading is; lines that fit."""

import io
import re
import sys
from pathlib import Path

import pytest
from guanbiao.flow.taken import take
from guanbiao.recognise.signs import signs_of
from guanbiao.report.shown import Finished, Ran, shown_of
from guanbiao.screen import Progress, done_lines
from guanbiao.terminal import tell_done, wrapped
from guanbiao.words.findings import Phrases
from guanbiao.words.terminal import next_step
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.drawing import book
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, TALKS, small_report

FORGED = "待补\r\n2020 年\x1b[1A"
NOTHING = dict.fromkeys(("open", "correcting", "corrected", "explained", "pending", "lapsed"), 0)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    found = Terminal()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, found)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return found


def ran(file: str = "甲.xlsx") -> Ran:
    found = small_report(book(LOANS, TALKS, file=file), year=2020)
    return Ran([Finished(shown_of(found, Phrases(SMALL, 2020)), Path("outputs/2020"))])


@pytest.mark.parametrize("colours", [True, False])
def test_problems_stand_form_by_form_and_the_next_step_is_last(monkeypatch: pytest.MonkeyPatch, colours: bool) -> None:
    screen = at_terminal(monkeypatch)
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    done = ran()
    tell_done(done, quiet=False)
    shown = screen.getvalue()
    (each,) = done.finished
    assert ("\x1b[1;31m" in shown) == colours
    for problem in each.shown.problems:
        assert problem.place in shown
    if not colours:
        lines = re.sub(r"\x1b\[\d*m", "", shown).splitlines()
        assert lines.index(next(iter(done_lines(done, quiet=True)))) > 0
        assert "下一步：打开 outputs/2020 里的“核对报告.html”" in lines[-3:][0] + lines[-2] + lines[-1]
        heads = [line for line in lines if line and not line.startswith(" ")]
        assert sum(line.startswith("没有收到的表  强制性 ") for line in heads) == 1


def test_nothing_that_was_typed_acts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    tell_done(ran(FORGED), quiet=False)
    assert "\x1b[1A" not in screen.getvalue()
    assert "\r" not in screen.getvalue()


def test_what_is_next_hangs_on_what_is_left() -> None:
    def said(owed: int = 0, **states: int) -> str:
        return next_step("x", NOTHING | states, owed)

    assert "总表" in said(explained=3)
    assert "核对单" in said(open=1)
    assert "催报" in said(owed=1)
    assert "核对单" not in said(owed=1)
    assert "待审批.xlsx" in said(pending=1)


def test_files_are_counted_while_they_are_read(tmp_path: Path) -> None:
    folder, told = tmp_path / "in", list[tuple[int, int]]()
    folder.mkdir()
    for name, content in (("a.csv", "1,2"), ("b.csv", "1,2"), ("c.pdf", "x"), ("d.csv", "3")):
        (folder / name).write_text(content)
    take(folder, tmp_path, SMALL, signs_of(SMALL), count=lambda done, every: told.append((done, every)))
    assert told == [(at, 4) for at in (1, 2, 3, 4)]


@pytest.mark.parametrize(("term", "is_shown"), [("xterm", True), ("dumb", False)])
def test_progress_is_cleared_in_the_end(monkeypatch: pytest.MonkeyPatch, term: str, is_shown: bool) -> None:
    screen = at_terminal(monkeypatch)
    monkeypatch.setenv("TERM", term)
    progress = Progress(enabled=True)
    progress.tell("正在读取报表…")
    progress.files(3, 10)
    for done in range(1, 4):
        progress.count(done, 5)
    progress.tell("正在检查…")
    progress.end()
    shown = screen.getvalue()
    assert ("正在检查…" in shown) == is_shown
    assert ("\x1b[?25h" in shown) == is_shown  # the cursor is there again
    assert shown.endswith("\x1b[2K") == is_shown


@given(st.text(st.sampled_from("表甲乙，。“”（） ab12/.!")), st.integers(16, 60))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
