"""The questions that the printed tables of 2020 raise about single cells, and those that they do not."""

import pytest

from tests.checks.test_validate import found
from tests.drawing import book, printed
from tests.drawing import report as drawn


def of_table(number: int) -> list[tuple[str, str]]:
    return found(drawn(book(printed(number))))


@pytest.mark.parametrize(
    "number", [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 27, 29]
)
def test_printed_tables_without_slips_pass(number: int) -> None:
    assert of_table(number) == []


def test_the_slips_of_the_printed_tables() -> None:
    assert of_table(8) == [("entry_clash", "B21")]  # 12月5日 9:00 in the same hall as entry 15
    assert of_table(11) == [("serial_order", "A23")]  # 29 between 19 and 21
    assert of_table(19) == [("date_partly_outside", "B4")]  # begins on 21 December 2019
    assert of_table(28) == [("impossible_month", "D3")]  # 2020.23
    assert of_table(25) == [("entry_twice", "C78")]  # the same headline twice on 2020.4.24
