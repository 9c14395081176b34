"""How processes of this program are started, from Python and from a packed program, which has none beside it."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from guanbiao.intake.pool import read_all
from guanbiao.model.books import FileStatus
from guanbiao.processes.helper import Helper
from guanbiao.processes.program import again, command_of, dispatched
from guanbiao.processes.workers import Local
from guanbiao.start import home_of
from guanbiao.words.start import FOLDER, PLACE

from tests.conftest import ROOT
from tests.processes.elsewhere import whereabouts

HELPER, READER = "guanbiao.processes.serving", "guanbiao.intake.worker"


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """As if this were a packed program: one file that can do nothing but start itself, and counts how often it did."""
    if sys.platform == "win32":
        pytest.skip("no such scripts")
    program, starts = tmp_path / "馆表", tmp_path / "starts"
    code = "import sys; sys.frozen = True; from guanbiao.start import start_packed; start_packed()"
    program.write_text(f'#!/bin/sh\necho >> "{starts}"\nexec "{sys.executable}" -c \'{code}\' "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    yield starts
    assert starts.read_text() == "\n"  # it started nothing on its own


def test_from_python_a_process_is_a_module() -> None:
    assert command_of(HELPER, "json") == (sys.executable, "-m", HELPER, "json")
    assert again() == (sys.executable, *sys.orig_argv[1:])
    assert not dispatched((sys.executable, *command_of(HELPER)[1:]))


def test_a_packed_helper_runs_functions_and_starts_nothing(packed: Path) -> None:
    helper = Helper("json")
    answer = helper.submit(whereabouts, 1)
    helper._thread.submit(int).result()  # it has come up, and answered
    place, given = answer()
    helper.close()
    assert (place != os.getpid(), given) == (True, (1,))


def test_a_packed_worker_runs_functions_and_starts_nothing(packed: Path) -> None:
    workers = Local(1, "json")
    ((thing, answer),) = workers.each(whereabouts, [1])
    workers.close()
    assert thing == 1
    assert isinstance(answer, tuple)
    assert answer[0] != os.getpid()


def test_a_packed_reader_reads_and_starts_nothing(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "sample").write_bytes(b"a,b\n1,2\n")
    ((_, found),) = read_all([(0, str(tmp_path / "sample"))], readers=1, command=command_of(READER))
    assert found.status is FileStatus.READ


@pytest.mark.parametrize("given", [(), ("--quiet",), ("--process",), ("--process", "os"), ("serve",)])
def test_what_somebody_else_started_is_the_program(given: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", [sys.executable, *given])
    assert not dispatched(sys.argv)
    assert again() == (sys.executable, *given)


def test_no_other_module_starts_a_process_of_ours_in_its_own_way() -> None:
    modules = {path.name: path.read_text("utf-8") for path in (ROOT / "pipeline" / "guanbiao").rglob("*.py")}
    knowing = {name for name, text in modules.items() if "sys.executable" in text or re.search(r'"-[mc]"', text)}
    assert "program.py" in knowing
    assert knowing <= {"program.py", "start.py", "identity.py", "surroundings.py"}  # the last starts uv


def test_folders_lie_beside_the_program_or_where_a_file_there_says_or_with_the_user(tmp_path: Path) -> None:
    own, program, elsewhere = tmp_path / "own", tmp_path / "program", tmp_path / "资料" / "年报"
    program.mkdir()
    assert home_of(program, own) == program
    (program / PLACE).write_text(f"{elsewhere}\r\n", "utf-8-sig")
    assert home_of(program, own) == elsewhere
    (program / PLACE).write_text("\n", "utf-8")
    assert home_of(program, own) == program
    assert (program / "inputs").is_dir()
    closed = tmp_path / "file"  # in which no folder can be made
    closed.write_text("")
    assert home_of(closed, own) == own / FOLDER
    assert (own / FOLDER / "inputs").is_dir()
