"""`import guanbiao`: a few names, cheap to import, and one version."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib

import guanbiao
import pytest
from guanbiao.cli import main
from guanbiao.processes.helper import here

from tests.conftest import ROOT

HEAVY = {"polars", "pandera", "typer", "xlsxwriter", "openpyxl", "python_calamine"}


def python(code: str) -> str:
    """What code prints in a process of its own, with this package to import."""
    program = f"import sys; sys.path.insert(0, {str(ROOT / 'pipeline')!r})\n{code}"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_import_loads_nothing_else() -> None:
    loaded = python("import guanbiao; print(*(name for name in sys.modules if name.startswith('guanbiao')))").split()
    assert set(loaded) == {"guanbiao", "guanbiao.version"}


@pytest.mark.parametrize("module", ["guanbiao.intake.worker", "guanbiao.start", "guanbiao.cli", "guanbiao.catalogues"])
def test_what_starts_first_loads_no_library_of_later_stages(module: str) -> None:
    late = HEAVY - {"guanbiao.cli": {"typer"}, "guanbiao.intake.worker": {"python_calamine"}}.get(module, set())
    assert python(f"import {module}; print(*{late!r} & sys.modules.keys())").split() == []


def test_every_name_of_the_face_is_there_and_no_other() -> None:
    assert set(guanbiao.__all__) <= set(dir(guanbiao))
    assert all(getattr(guanbiao, name) is not None for name in guanbiao.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = guanbiao.no_such_name  # type: ignore[attr-defined]


def test_the_example_of_the_readme_runs_and_is_short(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(block.splitlines()) <= 10
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2020 29")
    assert any("填报" in line for line in lines[1:])


def test_there_is_one_version(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["guanbiao", "--version"])
    assert main(None, here) == 0
    assert capsys.readouterr().out == f"guanbiao {guanbiao.__version__}\n"
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text("utf-8")
    said = [path for path in ROOT.glob("*.toml") if f'version = "{guanbiao.__version__}"' in path.read_text("utf-8")]
    assert said == []
    assert importlib.metadata.metadata("guanbiao")["Name"] == "guanbiao"


def test_only_tests_ask_for_developers_tools() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert declared["tool"]["uv"]["default-groups"] == []
    calls = [
        line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if "uv run" in line and line[0] != "#"
    ]
    assert len(calls) == 4
    assert all("uv run --group dev " in line for line in calls)


def test_a_folder_is_read_and_reconciled_for_one_year() -> None:
    books = guanbiao.read_folder(ROOT / "inputs" / "2020" / "办公室")
    (report,) = guanbiao.reconcile_books(books, guanbiao.load_catalogue(), 2020)
    assert (report.year, len(report.counted)) == (2020, 3)
    assert len(guanbiao.sentences_of(report)) == len(report.findings)
    with pytest.raises(guanbiao.NothingToDo, match="没有 1999 年的报表"):
        guanbiao.reconcile_books(books, year=1999)
