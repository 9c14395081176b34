"""The job behind the page: run when something changed or somebody asks, one at a time, and gone on with after an end."""

import threading
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from guanbiao.exits import DONE, NOT_DONE
from guanbiao.processes.reported import Step
from guanbiao.processes.waiting import told
from guanbiao.serve import runs
from guanbiao.serve.runs import Program, Ran, Runs, State
from guanbiao.settings import Settings
from guanbiao.words.screen import BUSY, NO_FORMS, READING


class Job:
    """A job that ends as it is told, and knows how often it ran."""

    def __init__(self, *ends: Ran) -> None:
        self.ends, self.ran = list(ends), 0

    def __call__(self, tell: Callable[[Step], None]) -> Ran:
        self.ran += 1
        tell(Step("step"))
        return self.ends.pop(0) if self.ends else Ran(DONE, "done")


class Watched:
    """Runs that are begun, and what their states were."""

    def __init__(self, place: Path, job: Callable[[Callable[[Step], None]], Ran]) -> None:
        self.settings = Settings(place / "inputs", place / "outputs")
        self.settings.inputs.mkdir(exist_ok=True)
        (self.settings.outputs / ".guanbiao").mkdir(parents=True, exist_ok=True)
        self.states: list[State] = []
        self.runs = Runs(self.settings, job, lambda: self.states.append(self.runs.state))
        self.runs.start()

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < end, [each.name for each in self.states]
            time.sleep(0.01)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "QUIET", 0.01)
    monkeypatch.setattr(runs, "_AGAIN", 0.02)


def test_it_runs_once_for_what_lies_there_and_again_when_asked(tmp_path: Path) -> None:
    job = Job()
    watched = Watched(tmp_path, job)
    watched.until(lambda: bool(watched.states) and watched.runs.state.name == "waiting")
    assert job.ran == 0
    (watched.settings.inputs / "a.csv").write_text("1")
    watched.runs.look()
    watched.until(lambda: watched.runs.state.published == 1)
    watched.runs.look()
    watched.runs.ask()
    watched.until(lambda: watched.runs.state.published == 2)
    watched.runs.end()
    assert job.ran == 2
    assert {"waiting", "running", "idle"} <= {each.name for each in watched.states}


def test_what_was_dealt_with_is_not_done_again_by_the_next_page(tmp_path: Path) -> None:
    first, second = Job(), Job()
    watched = Watched(tmp_path, first)
    (watched.settings.inputs / "a.csv").write_text("1")
    (watched.settings.outputs / "2020").mkdir()
    watched.runs.look()
    watched.until(lambda: watched.runs.state.published == 1)
    watched.runs.end()
    again = Watched(tmp_path, second)
    again.until(lambda: again.runs.state.name == "idle")
    (watched.settings.inputs / "a.csv").write_text("2")
    again.runs.look()
    again.until(lambda: again.runs.state.published == 1)
    again.runs.end()
    assert (first.ran, second.ran) == (1, 1)


def test_it_waits_for_another_run_and_tells_what_went_wrong(tmp_path: Path) -> None:
    job = Job(Ran(NOT_DONE, BUSY.format(folder="x")), Ran(NOT_DONE, NO_FORMS.format(folder="x")))
    watched = Watched(tmp_path, job)
    (watched.settings.inputs / "a.csv").write_text("1")
    watched.runs.look()
    watched.until(lambda: watched.runs.state.name == "failed")
    watched.runs.end()
    assert "busy" in {each.name for each in watched.states}
    assert "没有识别到" in watched.runs.state.said


def test_the_program_itself_is_run_and_reports(tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_text("1,2", "utf-8")
    settings = Settings(tmp_path, tmp_path / "outputs" / "here")
    steps: list[Step] = []
    program = Program(settings, "")
    program.prepare()
    waiting = program._waiting._process
    assert waiting
    waiting.kill()
    waiting.wait()  # another is started for the job
    ran = program(steps.append)
    program.close()
    assert ran.code == NOT_DONE
    assert "没有识别到" in ran.said
    assert Step(READING, "甲.csv") in steps
    assert threading.active_count() < 50


def test_who_waits_ends_where_nobody_will_ever_tell_it_anything() -> None:
    assert told(StringIO("")) is None
    assert told(StringIO('["--inp')) is None  # whoever told it was killed
    assert told(StringIO('["--inputs", "甲"]\n')) == ["--inputs", "甲"]
