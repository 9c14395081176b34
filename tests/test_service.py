"""The service that watches the drop folder: shown first, done only where that is asked for, and taken back."""

import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from guanbiao.commands import have_watched
from guanbiao.exits import DONE, NOT_DONE
from guanbiao.service import service_of, watching
from guanbiao.settings import Settings
from guanbiao.words import service as words
from hypothesis import given
from hypothesis import strategies as st

COMMAND = ("/opt/馆 表/guanbiao", "watch", "--inputs", '/馆 "一"/100%/$HOME\\n', "--every", "30")
NOT_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what systemd is told")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder, where `systemctl` notes what it is told, and fails where a file says so."""
    tool = tmp_path / "bin" / "systemctl"
    tool.parent.mkdir()
    tool.write_text(
        f'#!/bin/sh\necho "$@" >> "{tmp_path}/told"\n[ ! -e "{tmp_path}/broken" ] || {{ echo no bus >&2; exit 1; }}\n'
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def asked(place: Path, *, do: bool, remove: bool = False) -> int:
    return have_watched(Settings(place / "in", place / "out"), "", 30.0, do=do, remove=remove)


@NOT_LINUX
def test_nothing_is_done_before_it_was_shown_and_asked_for(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unit = place / "config" / "systemd" / "user" / "guanbiao.service"
    assert asked(place, do=False) == DONE
    shown = capsys.readouterr().out.splitlines()
    assert not unit.exists()
    assert not (place / "told").exists()
    assert shown[-1] == words.ASKS
    assert asked(place, do=True) == DONE
    assert capsys.readouterr().out.splitlines()[: len(shown) - 1] == shown[:-1]
    assert all(f"    {line}".rstrip() in shown for line in unit.read_text("utf-8").splitlines())
    told = (place / "told").read_text().splitlines()
    assert told == ["--user daemon-reload", "--user enable --now guanbiao.service"]
    assert all(f"运行 systemctl {line}" in shown for line in told)


@NOT_LINUX
def test_it_is_taken_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unit = place / "config" / "systemd" / "user" / "guanbiao.service"
    asked(place, do=True)
    (place / "told").unlink()
    assert asked(place, do=False, remove=True) == DONE
    assert unit.exists()
    assert asked(place, do=True, remove=True) == DONE
    assert not unit.exists()
    assert (place / "told").read_text().splitlines() == [
        "--user disable --now guanbiao.service",
        "--user daemon-reload",
    ]
    assert capsys.readouterr().out.splitlines()[-1] == words.TAKEN_DOWN


@NOT_LINUX
def test_what_the_system_refuses_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "broken").touch()
    assert asked(place, do=True) == NOT_DONE
    assert not (place / "config" / "systemd" / "user" / "guanbiao.service").exists()
    assert capsys.readouterr().err == "没有做成：systemctl --user daemon-reload。系统说：no bus\n"


def test_a_system_without_services_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert service_of(COMMAND, "darwin") is None


@given(st.lists(st.text("馆 a\"'\\%$", min_size=1), min_size=1, max_size=3))
def test_systemd_reads_each_word_as_it_is(given: list[str]) -> None:
    found = service_of(given, "linux")
    assert found
    (line,) = [line for line in found.content.decode().splitlines() if line.startswith("ExecStart=")]
    # as systemd.service(5) says: C escapes between quotation marks, %% and $$ for % and $
    assert [each.replace("%%", "%").replace("$$", "$") for each in shlex.split(line.partition("=")[2])] == given


def test_windows_is_given_the_same_command_for_this_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("USERDOMAIN", "馆内")
    monkeypatch.setenv("USERNAME", "王&李")
    found = service_of(COMMAND, "win32")
    assert found
    task = ElementTree.fromstring(found.content.decode("utf-16").partition("\n")[2])
    said = {each.tag.partition("}")[2]: each.text for each in task.iter()}
    assert (said["Command"], said["Arguments"]) == (COMMAND[0], subprocess.list2cmdline(COMMAND[1:]))
    assert (said["UserId"], said["RunLevel"], said["ExecutionTimeLimit"]) == ("馆内\\王&李", "LeastPrivilege", "PT0S")
    assert found.start[0] == ("schtasks", "/Create", "/F", "/TN", "guanbiao", "/XML", str(found.file))
    assert {command[1] for command in found.stop} == {"/End", "/Delete"}


def test_it_watches_what_was_asked(tmp_path: Path) -> None:
    settings = Settings(Path("in"), tmp_path / "out", 2020, public=True)
    here = str(Path("in").absolute())
    assert watching(settings, "", 30.0) == (
        *("watch", "--inputs", here, "--outputs", str(tmp_path / "out")),
        *("--year", "2020", "--every", "30", "--public"),
    )
    assert watching(settings, str(tmp_path), 5.0)[5:7] == ("--catalogue", str(tmp_path))
