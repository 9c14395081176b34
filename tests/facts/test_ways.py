"""What becomes of figures whose sheet states another unit: figure by figure, by what was typed."""

from collections.abc import Sequence

import pytest
from guanbiao.facts.extract import extract
from guanbiao.model.books import Sheet
from guanbiao.model.filings import StatedUnit
from guanbiao.text.cells import Value
from guanbiao.text.units import read_unit
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS, STAFF, small_filings

ALL = range(2, 15)


def stated(*texts: str, block: int = -1, leaves: tuple[int, ...] = (), row: str = "") -> tuple[StatedUnit, ...]:
    units = [unit for text in texts if (unit := read_unit(text, ()))]
    return (StatedUnit("；".join(texts), (1, 0), tuple(units), block, leaves, row),)


def lines(of: Sheet, units: Sequence[StatedUnit]) -> list[tuple[int, int, str, float, float, str, str]]:
    """Where, what was done, by what factor, how far each may be off, and both units."""
    (filing,) = small_filings(of)
    found = extract([replace(filing, units=tuple(units))], SMALL).units
    return found.select("at_row", "at_column", "way", "factor", "slack", "stated", "declared").rows()


def way(of: Sheet, *texts: str) -> set[tuple[str, float, float]]:
    return {line[2:5] for line in lines(of, stated(*texts))}


def loans(*values: Value) -> Sheet:
    """The loans with these figures in their first rows alone."""
    blank = [(row, column, None) for row in ALL for column in (1, 2, 3)]
    return changed(LOANS, *blank, *((row, 1, value) for row, value in enumerate(values, 2)))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((1.1799, 0.3344), {("converted", 1e4, 0.0)}),
        ((1.1799, 2), {("converted", 1e4, 0.0)}),  # half of them is enough
        ((1.1799, 2, 3), {("doubted", 1.0, 0.0)}),
        ((1, 2, 3), {("doubted", 1.0, 0.0)}),
        ((1.17, 2.5), {("rounded", 1e4, 50.0)}),
        ((1.1, 2.5), {("rounded", 1e4, 500.0)}),
        ((1.179, 2.5), {("rounded", 1e4, 5.0)}),
        ((1.17995, 2.5), {("converted", 1e4, 0.0)}),
        ((0, 0, 1.1799), {("converted", 1e4, 0.0)}),  # noughts say nothing
    ],
)
def test_of_what_is_counted_fractions_tell_that_figures_were_written_so(
    values: tuple[Value, ...], found: set[tuple[str, float, float]]
) -> None:
    assert way(loans(*values), "万册次") == found
    assert {line[5:] for line in lines(loans(*values), stated("万册次"))} == {("万册次", "册次")}


@pytest.mark.parametrize(
    ("values", "text", "found"),
    [
        ((425000, 73000, 498000), "元", ("converted", 1e-4, 0.0)),
        ((42.5, 7.3, 49.8), "元", ("doubted", 1.0, 0.0)),  # less than one 万元 in all
        ((9999, 1, 2), "元", ("doubted", 1.0, 0.0)),
        ((10000, 1, 2), "元", ("converted", 1e-4, 0.0)),
        ((-10000, 1, 2), "元", ("converted", 1e-4, 0.0)),
        ((4, 1, 5), "亿元", ("converted", 1e4, 0.0)),
        ((None, None, None), "元", ("converted", 1e-4, 0.0)),
        ((0, 0, 0), "元", ("converted", 1e-4, 0.0)),
        ((4, 1, 5), "册", ("other", 1.0, 0.0)),
        ((4, 1, 5), "人次", ("other", 1.0, 0.0)),
    ],
)
def test_sums_of_money_are_converted_unless_they_come_to_nothing(
    values: tuple[Value, ...], text: str, found: tuple[str, float, float]
) -> None:
    of = changed(BUDGET, *((row, 1, value) for row, value in enumerate(values, 3)))
    assert way(of, text) == {found}


def test_the_declared_unit_and_lines_that_contradict_each_other() -> None:
    assert way(loans(1, 2), "册次") == set()
    assert way(loans(1.1799, 2.3344), "册次", "万册次") == {("converted", 1e4, 0.0)}  # which the fractions settle
    assert way(loans(1, 2), "册次", "万册次") == {("doubted", 1.0, 0.0)}
    money = changed(BUDGET, (3, 1, 425000))
    assert way(money, "元", "万元") == {("doubted", 1.0, 0.0)}
    assert way(STAFF, "人") == set()


def test_a_statement_speaks_for_its_columns_or_its_row_alone() -> None:
    two = changed(loans(1.1799, 2.3344), (2, 2, 0.5511), (3, 2, 1.25))
    every = {line[:2] for line in lines(two, stated("万册次"))}
    first = {at for at in every if at[1] == 1}
    assert {line[:2] for line in lines(two, stated("万册次", block=0, leaves=(0,)))} == first
    assert {line[:2] for line in lines(two, stated("万册次", block=0, leaves=(0, 1)))} == {
        at for at in every if at[1] < 3
    }
    assert lines(two, stated("万册次", block=0)) == []
    assert lines(two, stated("万册次", block=1, leaves=(0,))) == []
    of_row = lines(two, stated("万册次", block=0, row="2"))
    assert {line[:2] for line in of_row} == {at for at in every if at[0] == 3}
    over = (*stated("册次"), *stated("万册次", block=0, leaves=(0,)))
    assert {line[:2] for line in lines(two, over)} == first
    assert lines(two, (*stated("万册次"), *stated("册次", block=0, leaves=(0, 1, 2)))) == []


def test_a_cell_that_says_its_own_unit_is_none_of_them() -> None:
    of = loans("1.1799", "2.5万册次", 2.3344)
    assert (3, 1) not in {line[:2] for line in lines(of, stated("万册次"))}
    assert {(2, 1), (4, 1)} <= {line[:2] for line in lines(of, stated("万册次"))}
    (filing,) = small_filings(of)
    cells = extract([replace(filing, units=stated("万册次"))], SMALL).cells.filter(column="总馆")
    assert cells["value"].to_list()[:3] == [11799.0, 25000.0, 23344.0]
    assert extract([filing], SMALL).cells.filter(column="总馆")["value"].to_list()[:3] == [1.1799, 25000.0, 2.3344]
