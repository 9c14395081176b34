"""The start and the end of the process: where there is nobody to tell, little memory, or a mistake of ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from guanbiao import start
from guanbiao.exits import FAULT, NOT_DONE, UNSAID
from guanbiao.intake.snapshot import ROOM
from guanbiao.words.start import FAULT_FILE, NO_MEMORY, UNHEARD_FILE

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams and sets limits")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """run.py called by a shell, `$RUN`."""
    run = f"{sys.executable} {ROOT / 'run.py'}"
    return subprocess.run(
        ["/bin/sh", "-c", command], env={**os.environ, "RUN": run}, capture_output=True, text=True, check=False
    )


def test_what_cannot_be_said_here_is_said_there(tmp_path: Path) -> None:
    done = shell("$RUN --version >&- <&-")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("guanbiao ")
    done = shell(f"$RUN --inputs /nonexistent --outputs {tmp_path} >&- 2>&- <&-")
    assert (done.returncode, done.stdout, done.stderr) == (NOT_DONE, "", "")
    assert "/nonexistent" in (tmp_path / ROOM / UNHEARD_FILE).read_text("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_what_can_be_said_nowhere_has_an_exit_code_of_its_own() -> None:
    assert shell("$RUN --help >/dev/full 2>&1").returncode == UNSAID


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit")
def test_too_little_memory_is_one_sentence(tmp_path: Path) -> None:
    done = shell(f"ulimit -v 120000; $RUN --outputs {tmp_path}")
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    (sentence,) = done.stderr.splitlines()
    assert "只许本程序使用 117 MB 内存" in sentence


def raised(problem: BaseException) -> BaseException:
    """A problem that somewhere was raised."""
    try:
        raise problem
    except BaseException as found:
        return found


def test_a_mistake_of_ours_is_told_and_kept(tmp_path: Path) -> None:
    code, said = start._ended_by(raised(ValueError("某数\n不对")), [tmp_path])
    kept = tmp_path / ROOM / FAULT_FILE
    assert code == FAULT
    assert str(kept) in said
    assert "\n" not in said
    text = kept.read_text("utf-8")
    assert text.index("维护本程序的人") < text.index("Traceback") < text.index("ValueError: 某数")
    assert "://" not in text


def test_it_is_kept_elsewhere_where_the_room_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "theirs").mkdir()
    (tmp_path / ROOM).symlink_to(tmp_path / "theirs")
    _, said = start._ended_by(raised(KeyError("x")), [tmp_path])
    assert str(tmp_path / "tmp" / "guanbiao" / FAULT_FILE) in said
    assert not list((tmp_path / "theirs").iterdir())
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    assert "KeyError" in start._ended_by(raised(KeyError("x")), [tmp_path])[1]


def test_memory_and_packages_that_are_lacking_are_no_mistake(tmp_path: Path) -> None:
    assert start._ended_by(MemoryError(), [tmp_path]) == (NOT_DONE, NO_MEMORY)
    assert start._ended_by(ImportError(name="polars.x"), [tmp_path])[0] == NOT_DONE
    assert start._ended_by(ImportError(name="guanbiao.x"), [tmp_path])[0] == FAULT
