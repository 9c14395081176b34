"""What several tests share: the catalogue, the sample read once, and small sheets drawn as text."""

from pathlib import Path

import pytest

from pipeline.annual import Report
from pipeline.books import Book
from pipeline.flow import Gathered, gather, reports_of
from pipeline.read import read_folder
from pipeline.recognise import recognise
from pipeline.spec import Catalogue
from schemas.catalogue import CATALOGUE
from tests.consistent import consistent, report_of

ROOT = Path(__file__).resolve().parent.parent


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
def agreeing_books(report: Report) -> list[Book]:
    return consistent(report)


@pytest.fixture(scope="session")
def agreeing(agreeing_books: list[Book]) -> Report:
    return report_of(agreeing_books)
