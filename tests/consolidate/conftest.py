"""The dataset of three libraries, and what they come to."""

import polars as pl
import pytest
from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.sums import Place, Summed, summed
from guanbiao.report.report import Report

from tests.consolidate.libraries import facts_of, reports, together


@pytest.fixture(scope="session")
def of_libraries() -> dict[str, Report]:
    return reports()


@pytest.fixture(scope="session")
def dataset(of_libraries: dict[str, Report]) -> pl.LazyFrame:
    return pl.concat([facts_of(name, report) for name, report in of_libraries.items()]).lazy()


@pytest.fixture(scope="session")
def year(of_libraries: dict[str, Report]) -> Together:
    return together(of_libraries)


@pytest.fixture(scope="session")
def sums(dataset: pl.LazyFrame, year: Together) -> dict[Place, Summed]:
    return summed(dataset, year)
