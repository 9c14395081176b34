"""The helper: where functions run, and that they run whatever becomes of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from guanbiao.outputs.files import files_of
from guanbiao.outputs.writers import write
from guanbiao.processes.helper import Submit
from guanbiao.report.report import Report

from tests.conftest import OURS, ROOT
from tests.processes.elsewhere import begin, end_elsewhere, refuse, until_there, whereabouts
from tests.processes.helping import helper, there
from tests.stages import edition


@pytest.fixture(scope="module")
def submit() -> Iterator[Submit]:
    with helper("json") as own:
        yield own


def test_functions_run_elsewhere_in_their_order(submit: Submit) -> None:
    answers = [there(submit, whereabouts, number, "字" * number) for number in (1, 200_000, 3)]
    assert [given for _, given in answers] == [(1, "字"), (200_000, "字" * 200_000), (3, "字字字")]
    assert {place for place, _ in answers} == {answers[0][0]}
    assert answers[0][0] != os.getpid()


def test_what_it_has_not_begun_with_is_done_by_whoever_asks(tmp_path: Path) -> None:
    with helper() as submit:
        first, second = submit(until_there, str(tmp_path / "done")), submit(whereabouts, 2)
        assert second() == (os.getpid(), (2,))
        (tmp_path / "done").touch()
        first()


def test_what_a_function_raises_is_raised_where_its_result_is_asked_for() -> None:
    with helper() as submit, pytest.raises(ValueError, match="不行"):
        there(submit, refuse, "不行")


def test_what_the_process_does_not_live_through_is_done_here() -> None:
    with helper() as submit:
        assert there(submit, end_elsewhere, os.getpid()) == "here"
        assert there(submit, whereabouts, 2) == (os.getpid(), (2,))


def test_without_a_process_everything_is_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with helper("json") as submit:
        assert there(submit, whereabouts, 1) == (os.getpid(), (1,))


def test_a_module_that_cannot_be_loaded_costs_the_process_only() -> None:
    with helper("no_such_module") as submit:
        assert there(submit, whereabouts) == (os.getpid(), ())


def started_by(folder: Path, first: str) -> str:
    """A program that does something first, and then is Python."""
    program = folder / "python"
    program.write_text(f'#!/bin/sh\n{first}\nexec "{sys.executable}" "$@"\n', "utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(sys.platform == "win32", reason="no such scripts")
def test_what_is_printed_at_the_start_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", started_by(tmp_path, "echo 欢迎"))
    with helper("json") as submit:
        assert there(submit, whereabouts, 1)[0] != os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="no such scripts")
def test_nobody_waits_for_a_process_that_does_not_come_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", started_by(tmp_path, "exec sleep 600"))
    with helper("json") as submit:
        assert submit(whereabouts, 1)() == (os.getpid(), (1,))


def test_it_is_gone_once_it_is_let_go_whatever_it_is_doing(tmp_path: Path) -> None:
    with helper() as submit:
        place, _ = there(submit, whereabouts)
        left = submit(begin, str(tmp_path / "begun"))
        until_there(str(tmp_path / "begun"))
    assert not psutil.pid_exists(place)
    with pytest.raises((EOFError, OSError)):
        left()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_it_does_not_outlive_whom_it_works_for(tmp_path: Path) -> None:
    """Not even where it is in the middle of its work, and stopped."""
    program = (
        "import os, signal, sys\n"
        "from guanbiao.processes.pipes import PLACES\n"
        "from tests.processes.elsewhere import begin, until_there, whereabouts\n"
        "from tests.processes.helping import helper, there\n"
        "PLACES.append(sys.argv[2])\n"
        "with helper() as submit:\n"
        "    place = there(submit, whereabouts)[0]\n"
        "    os.write(2, str(place).encode())\n"
        "    left = submit(begin, sys.argv[1])\n"
        "    until_there(sys.argv[1])\n"
        "    os.kill(place, signal.SIGSTOP)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "begun"), str(ROOT)]
    done = subprocess.run(command, env=OURS, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    place, until = int(done.stderr), time.monotonic() + 60  # on Linux at once
    while psutil.pid_exists(place) and psutil.Process(place).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_libraries_of_the_helper_are_not_loaded_by_whoever_asks() -> None:
    theirs = "{'pandera', 'docx', 'jinja2', 'openpyxl', 'pydantic', 'starlette', 'uvicorn', 'anyio'}"
    program = f"import sys, guanbiao.cli, guanbiao.flow.job; print(sorted({theirs} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], env=OURS, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_outputs_are_the_same_whoever_writes_them(report: Report, submit: Submit) -> None:
    there = files_of(edition(report), lambda draft: submit(write, draft))
    assert dict(there) == dict(files_of(edition(report)))
