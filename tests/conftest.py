"""What several tests share: the catalogue, the sample read once, and small sheets drawn as text."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

if sys.dont_write_bytecode:  # a habit of machines that build; but tests start hundreds of processes of the same modules
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(Path(__file__).parents[1] / ".pytest_cache" / "compiled")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["POLARS_MAX_THREADS"] = "1"  # as many workers as cores run already, and the frames of tests are small
import polars as pl
import pytest
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.read import read_folder
from guanbiao.model.books import Book
from guanbiao.processes.pipes import PLACES
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from hypothesis import HealthCheck, settings

from schemas.catalogue import CATALOGUE
from tests.consistent import consistent, report_of
from tests.stages import Gathered, forget_reports, gather, reports_of, with_causes

pl.Series([1]).to_frame().select(pl.all() + 1)  # the threads are there; whole runs of the program have their own number
del os.environ["POLARS_MAX_THREADS"]
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in PLACES:
    PLACES.append(str(ROOT))  # processes run functions of tests, too
# How long one example takes tells how busy the machine is, and nothing of the program.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
_killed = subprocess.Popen.kill


def _let_go(process: "subprocess.Popen[Any]") -> None:
    """End a process, which is given the time to say what ran in it: one that is killed cannot."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(2)
    _killed(process)


if "COVERAGE_PROCESS_CONFIG" in os.environ:
    subprocess.Popen.kill = _let_go  # type: ignore[assignment, method-assign]
# The environment of a Python that imports this checkout, whatever is installed beside it.
OURS = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Iterator[None]:
    """Where a test patches the program, no report of others is its own, nor the other way round."""
    patches = "monkeypatch" in item.fixturenames
    if patches:
        forget_reports()
    done = yield
    if patches:
        forget_reports()
    return done


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="session")
def gathered() -> Gathered:
    return gather(recognise(read_folder(ROOT / "inputs"), CATALOGUE), CATALOGUE)


@pytest.fixture(scope="session")
def report(gathered: Gathered) -> Report:
    return next(reports_of(gathered, [2020], CATALOGUE))


@pytest.fixture(scope="session")
def explained(report: Report) -> Report:
    return with_causes(report)


@pytest.fixture(scope="session")
def agreeing_books(report: Report) -> list[Book]:
    return consistent(report)


@pytest.fixture(scope="session")
def agreeing(agreeing_books: list[Book]) -> Report:
    return report_of(agreeing_books)
