"""A wheel, built and installed into an empty environment, runs in another folder. This is the one test that needs uv and
packages from its cache or the network (20 seconds); it is skipped where there is no uv, or where nothing can be fetched."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.door.foreign import filed, written

UV = os.environ.get("UV") or shutil.which("uv")
UNREACHABLE = ("error sending request", "dns error", "network", "Failed to fetch", "Connection")


def uv(*arguments: str) -> None:
    """uv at work; the tests are skipped where it cannot fetch what it needs."""
    assert UV
    done = subprocess.run([UV, *arguments], capture_output=True, encoding="utf-8", check=False)
    if done.returncode and any(sign in done.stderr for sign in UNREACHABLE):
        pytest.skip("packages cannot be fetched")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not UV:
        pytest.skip("no uv")
    place = tmp_path_factory.mktemp("wheel")
    uv("build", "--quiet", "--wheel", "--out-dir", str(place), str(ROOT))
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an empty environment with the wheel."""
    place = tmp_path_factory.mktemp("environment") / "venv"
    uv("venv", "--quiet", "--python", sys.executable, str(place))
    uv("pip", "install", "--quiet", "--python", str(place), str(wheel))
    return place / ("Scripts" if sys.platform == "win32" else "bin")


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed command in a folder, without anything of this checkout in reach."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [installed / "guanbiao", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", env=own, check=False
    )


def test_the_wheel_holds_the_package_and_its_catalogue_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"guanbiao"}
    for name in (
        "py.typed",
        "__main__.py",
        "schemas/catalogue.py",
        "outputs/templates/report.html",
        "letters/templates/感谢信.docx",
    ):
        assert f"guanbiao/{name}" in names


def test_it_runs_elsewhere_with_the_shipped_catalogue(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "--inputs", str(ROOT / "inputs"), "--outputs", "结果", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2020 年：收到 29/29 张报表")
    assert (tmp_path / "结果" / "2020" / "findings.json").is_file()


def test_it_runs_elsewhere_with_another_librarys_catalogue(installed: Path, tmp_path: Path) -> None:
    filed(tmp_path / "inputs")
    written(tmp_path / "海城")
    done = run(installed, "--catalogue", "海城", "--inputs", "inputs", "--outputs", "outputs", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("2021 年：收到 1/1 张报表，强制性问题 ")
    assert (tmp_path / "outputs" / "2021" / "海城市图书馆2021年度统计总表.xlsx").is_file()


def test_its_doctor_knows_what_it_needs(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    done = run(installed, "doctor", cwd=tmp_path)
    assert re.search(r"\[正常\] 组件齐全（\d\d 个）", done.stdout)
    assert (done.returncode, done.stderr) == (0, "")


def test_its_python_has_the_face_and_no_generic_names(installed: Path, tmp_path: Path) -> None:
    code = "import importlib.util as u, guanbiao as g; print(g.load_catalogue().library, u.find_spec('schemas'), u.find_spec('pipeline'))"
    done = subprocess.run(
        [installed / "python", "-I", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout == "鞍山市图书馆 None None\n", done.stderr
