"""The examination of the machine: what is well, what is not, and what to do about it."""

import subprocess
import sys
from pathlib import Path

import pytest
from guanbiao import doctor, surroundings
from guanbiao.doctor import examined
from guanbiao.outputs.workspace import working_in
from guanbiao.words.machine import Found, told

from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is fetched is fetched by a uv of the tests' own, where a test has one."""
    monkeypatch.setenv("UV_OFFLINE", "1")


def by_name(inputs: Path, outputs: Path) -> dict[str, Found]:
    return {each.name: each for each in examined(inputs, outputs)}


def test_a_machine_that_runs_the_tests_is_well(tmp_path: Path) -> None:
    found = by_name(ROOT / "inputs", tmp_path)
    assert {"python", "packages", "readers", "inputs", "outputs", "space"} <= {
        name for name, each in found.items() if each.well
    }
    assert list(tmp_path.rglob("probe")) == []


def test_what_is_wrong_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        doctor, "_requirements", lambda: ["polars>=99", "没有的组件-x>=1".replace("没有的组件", "absent")]
    )
    monkeypatch.setattr(doctor, "FREE_BYTES", 1 << 60)
    (tmp_path / "文件").write_text("")
    found = by_name(tmp_path / "没有", tmp_path / "文件")
    wrong = {"package_version", "package_missing", "inputs_missing", "outputs_closed", "space"}
    assert wrong <= {name for name, each in found.items() if not each.well}
    assert all("请" in told(found[name]) and told(found[name]).startswith("[") for name in wrong)


def test_an_empty_drop_folder_and_a_running_job_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with working_in(tmp_path / "out"):
        found = by_name(tmp_path / "in", tmp_path / "out")
    assert {"inputs_empty", "outputs_busy"} <= {name for name, each in found.items() if each.minor and not each.well}


def test_outputs_among_the_filings_are_told(tmp_path: Path) -> None:
    assert not by_name(tmp_path, tmp_path)["outputs_mixed"].well
    assert list(tmp_path.iterdir()) == []


def test_the_command_ends_well_where_all_is_well(tmp_path: Path) -> None:
    told_all = subprocess.run(
        [sys.executable, "run.py", "doctor", "--outputs", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told_all.returncode, told_all.stderr) == (0, "")
    assert "[正常] 读取进程\n" in told_all.stdout


def test_a_missing_package_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "polars.py").write_text("raise ModuleNotFoundError('x', name='polars')")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import runpy; sys.argv = ['run.py']; "
    code += "runpy.run_path('run.py', run_name='__main__')"
    told_of = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert told_of.returncode == 2
    assert told_of.stderr.startswith("缺少组件 polars")
    assert "Traceback" not in told_of.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such scripts")
@pytest.mark.parametrize(
    ("fails", "name", "word"),
    [
        ("exit 0", "network", ""),
        ("echo 'error sending request' >&2; exit 2", "offline", "HTTPS_PROXY"),
        ("echo 'invalid peer certificate' >&2; [ \"$UV_SYSTEM_CERTS\" ]", "certificate_of_system", "UV_SYSTEM_CERTS=1"),
        ("echo 'invalid peer certificate: UnknownIssuer' >&2; exit 2", "certificate_of_nobody", "SSL_CERT_FILE"),
    ],
)
def test_how_packages_can_be_fetched_is_tried_with_uv(
    fails: str, name: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\ncat > /dev/null\n{fails}\n")
    uv.chmod(0o755)
    monkeypatch.setattr(surroundings, "_uv", lambda: [str(uv)])
    monkeypatch.setenv("UV_OFFLINE", "")
    monkeypatch.setattr(surroundings, "getproxies", lambda: {"https": "http://me:secret@proxy.example:3128"})
    proxy, found = surroundings.network()
    assert "secret" not in told(proxy)
    assert "proxy.example" in told(proxy)
    assert (found.name, found.well, word in told(found)) == (name, name == "network", True)


def test_a_drop_folder_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert surroundings.may_write(tmp_path)
    assert not list(tmp_path.iterdir())
    assert not surroundings.may_write(tmp_path / "missing")
    monkeypatch.setattr(doctor, "may_write", lambda _: False)
    found = by_name(tmp_path, tmp_path / "out")["inputs_closed"]
    assert (found.well, found.minor) == (False, True)


def test_who_opens_workbooks_is_looked_for_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(surroundings.openers("linux")) == []
    monkeypatch.setattr(surroundings, "_registered", lambda name: name == "ET.Application")
    (found,) = surroundings.openers("win32")
    assert (found.well, told(found)) == (True, "[正常] 打开总表的程序 WPS")
    monkeypatch.setattr(surroundings, "_registered", lambda _: False)
    (found,) = surroundings.openers("win32")
    assert (found.well, found.minor, "Excel" in told(found)) == (False, True, True)
