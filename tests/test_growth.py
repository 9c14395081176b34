"""The shipped catalogue grows: a form is added as a maintainer would, it works at once, and no engine test minds."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FORM = '''"""Table 99: Old newspapers that were donated."""

from guanbiao.forms.catalogue import Adds, Blank, Form, Grid, number, rows

FORM = Form(
    id="donated_newspapers",
    number=99,
    name="受赠旧报刊",
    title="鞍山市图书馆受赠旧报刊统计表（{year}年）",
    section="馆藏情况统计",
    department="业务中心",
    blocks=(
        Grid(
            stub=("季度",),
            columns=(number("个人", "册"), number("单位", "册"), number("合计", "册")),
            rows=rows("一季度", "二季度", "三季度", "四季度", "全年"),
            down=(Adds("全年", ("一季度", "二季度", "三季度", "四季度")),),
            across=(Adds("合计", ("个人", "单位")),),
            entries_blank=Blank.NONE,
        ),
    ),
)
'''
TRIAL = '''"""The new form, filed with a wrong total."""

from tests.drawing import book, codes, printed, report, sheet

DONATED = sheet("""
    | 鞍山市图书馆受赠旧报刊统计表（2020年） | | |
    | 季度 | 个人 | 单位 | 合计 |
    | 一季度 | 10 | | 10 |
    | 二季度 | 20 | 5 | 25 |
    | 三季度 | | 7 | 7 |
    | 四季度 | 1 | 1 | 2 |
    | 全年 | 31 | 13 | 54 |
    """)


def test_the_new_form_is_read_and_its_total_is_judged() -> None:
    done = report(book(DONATED), book(printed(7), file="b.xlsx"))
    assert set(done.counted) == {"donated_newspapers", "lending"}
    assert codes(done.findings, "donated_newspapers") == ["99.全年", "99.合计"]
'''
# Rooms whose tests take a few seconds, and each of which looks at whole reports; those of their tests that reach the
# shipped catalogue, for no others can mind.
ROOMS = ("forms", "facts", "reconcile", "report", "words/test_findings.py", "workbook/test_cover.py")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose catalogue has one form more."""
    folder = tmp_path_factory.mktemp("grown")
    for name in ("schemas", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pipeline", "inputs"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "schemas" / "forms" / "donated_newspapers.py").write_text(FORM, "utf-8")
    listed = folder / "schemas" / "forms" / "__init__.py"
    text = listed.read_text("utf-8").replace("import (\n", "import (\n    donated_newspapers,\n", 1)
    listed.write_text(text.rstrip().removesuffix(")") + "    donated_newspapers.FORM,\n)\n", "utf-8")
    (folder / "tests" / "test_trial.py").write_text(TRIAL, "utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_form_more_is_one_module_and_its_line_and_the_tests_of_the_engine_stay_green(grown: Path) -> None:
    tests = ["tests/test_trial.py", *(f"tests/{room}" for room in ROOMS)]
    options = ["-o", "addopts=", "-q", "-p", "no:cacheprovider", "-p", "tests.shipped"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    done = subprocess.run(command, cwd=grown, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) > 50
