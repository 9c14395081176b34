"""The packed program, built for this system and run where there is no Python. It takes two minutes, uv and the network,
so it is built only where that is asked for: GUANBIAO_PACKAGE=1, or the folder of one that was built before."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

ASKED = os.environ.get("GUANBIAO_PACKAGE", "")
pytestmark = pytest.mark.skipif(not ASKED, reason="nobody asked for it: GUANBIAO_PACKAGE=1")
PROGRAM = "guanbiao.exe" if sys.platform == "win32" else "guanbiao"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the packed program, moved away from where it was built."""
    place = tmp_path_factory.mktemp("package")
    made = Path(ASKED) / "馆表"
    if not made.is_dir():
        subprocess.run([sys.executable, ROOT / ".ci" / "package" / "build.py", place], check=True)
        made = place / "馆表"
    return shutil.copytree(made, place / "解压到这里" / "馆表")


@pytest.fixture(scope="module")
def run(built: Path) -> Run:
    """The program, run where no other program can be found."""
    kept = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TEMP", "COVERAGE_FILE")}

    def started(*arguments: str) -> "subprocess.CompletedProcess[str]":
        own = {**kept, "PATH": str(built.parent), "HOME": str(built.parent / "home")}
        command = [str(built / PROGRAM), *arguments]
        return subprocess.run(command, env=own, capture_output=True, encoding="utf-8", check=False, timeout=300)

    return started


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of outputs but those of the room, which are of the run and not of the year."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".guanbiao" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_it_makes_the_same_bytes_as_the_source(run: Run, tmp_path: Path) -> None:
    given = ("--inputs", str(ROOT / "inputs"), "--quiet", "--outputs")
    packed = run(*given, str(tmp_path / "packed"))
    assert (packed.returncode, packed.stderr) == (0, "")
    subprocess.run([sys.executable, ROOT / "run.py", *given, tmp_path / "source"], check=True, capture_output=True)
    made = contents(tmp_path / "packed")
    assert "2020/manifest.json" in made
    assert made == contents(tmp_path / "source")


def test_its_processes_start_and_its_packages_are_known(run: Run, built: Path) -> None:
    said = run("doctor", "--outputs", str(built.parent / "outputs"))
    assert (said.returncode, said.stderr) == (0, "")
    assert "[正常] 组件齐全（" in said.stdout
    assert "[正常] 读取进程\n" in said.stdout
    assert f"{built / 'inputs'}" in said.stdout


def test_it_serves_the_page(built: Path) -> None:
    own = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TEMP")}
    command = [str(built / PROGRAM), "serve", "--no-browser"]
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip().partition("http://")[2]
            until = time.monotonic() + 60
            while not (answer := answered(f"http://{address}")):
                assert time.monotonic() < until
                time.sleep(0.1)
            again = subprocess.run(command, env=own, stdout=subprocess.PIPE, encoding="utf-8", check=True)
            assert address in again.stdout
            (where,) = re.findall(r'action="(/end[^"]+)"', answer)
            assert answered(f"http://{address.rstrip('/')}{where}", b"")
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert "馆表" in answer


def answered(address: str, sent: bytes | None = None) -> str:
    """What a page says; nothing where nobody answers yet."""
    try:
        with urllib.request.urlopen(address, sent) as page:
            return str(page.read().decode())
    except OSError:
        return ""
