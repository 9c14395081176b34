"""Watching: a hint is only a hint, a scan of the contents is the truth, a burst of files is one run."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from guanbiao.watch import Stop, changes

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.lay_out import SHAPES


class Over(Exception):
    """Nothing more is prepared to happen."""


class Clock:
    """A wait in which prepared things happen, one a wait."""

    def __init__(self, *happenings: object) -> None:
        self.happenings = list(happenings)

    def __call__(self, _: float) -> None:
        if not self.happenings:
            raise Over
        happening = self.happenings.pop(0)
        if callable(happening):
            happening()


def test_a_change_is_seen_by_content_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("1")
    os.utime(file, (1, 1))

    def changed_behind_our_back() -> None:
        file.write_text("2")
        os.utime(file, (1, 1))

    seen = changes(tmp_path, Clock(None, changed_behind_our_back, None), quiet=0)
    first = next(seen)
    assert next(seen) != first


def test_nothing_new_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    seen = changes(tmp_path, Clock(None, None, None, lambda: os.utime(tmp_path / "a.csv"), None), quiet=0)
    next(seen)
    with pytest.raises(Over):
        next(seen)


def test_files_that_come_one_after_the_other_are_one_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names, passed = [f"{at}.csv" for at in range(5)], [0.0]
    monkeypatch.setattr("guanbiao.watch.time", SimpleNamespace(monotonic=lambda: passed[0]))

    def wait(seconds: float) -> None:
        passed[0] += seconds / 2 if names else seconds
        if names:
            (tmp_path / names.pop()).write_text("1")

    (tmp_path / "first.csv").write_text("0")
    seen = changes(tmp_path, wait, quiet=2.0)
    next(seen)
    assert len(list(tmp_path.iterdir())) == 6


def test_what_could_not_be_dealt_with_comes_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    seen = changes(tmp_path, Clock(None, None, None), quiet=0)
    first = next(seen)
    assert seen.send(False) == first


def test_an_interrupt_that_was_swallowed_ends_the_next_wait(tmp_path: Path) -> None:
    stop = Stop()
    seen = changes(tmp_path, stop.heeded(Clock(None, None)), quiet=0)
    next(seen)
    with suppress(KeyboardInterrupt):
        stop()
    with pytest.raises(KeyboardInterrupt):
        next(seen)


def test_litter_and_outputs_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")

    def litter() -> None:
        (tmp_path / "结果" / ".guanbiao").mkdir(parents=True)
        (tmp_path / "结果" / "b.csv").write_text("2")

    seen = changes(tmp_path, Clock(litter, None), quiet=0)
    next(seen)
    with pytest.raises(Over):
        next(seen)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_watched_folder_is_worked_through_and_stops_whole(tmp_path: Path) -> None:
    inputs, outputs = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    forms = sorted((ROOT / "inputs").rglob("*.xlsx"))
    (inputs / forms[0].name).write_bytes(forms[0].read_bytes())
    command = [sys.executable, "run.py", "watch", "--inputs", str(inputs), "--outputs", str(outputs), "--every", "1"]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    with started as process, ExitStack() as closing:
        assert process.stdout
        closing.callback(process.kill)  # whatever fails, nothing waits for it
        assert process.stdout.readline().startswith("正在守候")
        assert "收到 " in process.stdout.readline()
        (tmp_path / "rest").mkdir()
        for form in forms[1:]:
            (tmp_path / "rest" / form.name).write_bytes(form.read_bytes())
        (tmp_path / "rest").rename(inputs / "rest")  # all of them at once
        assert f"收到 {len(SHAPES)}/{len(CATALOGUE.forms)} " in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "已结束守候，结果保持完整。\n"
        assert process.wait() == 0
    assert (outputs / "2020" / "findings.json").is_file()
    assert sorted(path.name for path in (outputs / "2020" / "历史").iterdir()) == ["0001"]
