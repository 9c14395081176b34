"""The year in which everything agrees, to plant slips in."""

import pytest
from guanbiao.model.books import Book

from benchmarks.planting.bench import Bench, bench_of


@pytest.fixture(scope="session")
def bench(agreeing_books: list[Book]) -> Bench:
    return bench_of(agreeing_books)
