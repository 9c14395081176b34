"""Slips of whole rows and columns."""

import pytest
from guanbiao.forms.catalogue import MONTHS
from guanbiao.model.books import Book, Sheet
from guanbiao.model.causes import OfSource
from guanbiao.report.report import Report
from guanbiao.text.cells import a1

from tests.consistent import report_of, typed_in
from tests.drawing import changed
from tests.planting import cause_of, facts, place, suggested
from tests.small.filed import COMPARED, LOANS, year_with
from tests.stages import with_causes

Place = tuple[int, int]  # of a cell, from 0


def test_a_column_copied_without_its_total_is_one_cause(agreeing_books: list[Book], agreeing: Report) -> None:
    columns = "成人服务窗口/外借部", "少儿服务窗口/少儿外借部"
    source, own = (
        {line.row: line for line in facts(agreeing, form="visits", column=column) if line.row in MONTHS}
        for column in columns
    )
    changes = {place(line): source[row].value or 0.0 for row, line in own.items()}
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, changes)))
    cause = cause_of(planted, "visits", "1", columns[1])
    assert (cause.kind, len(cause.explains), cause.certain) == ("column_copied", 13, True)
    assert cause.detail == OfSource("visits", columns[0])
    assert suggested(cause) == {("visits", row, columns[1]): line.value or 0.0 for row, line in own.items()}


def _exchanged(base: Sheet, one: list[Place], other: list[Place]) -> Sheet:
    """A sheet with cells that have changed places."""
    pairs = [pair for a, b in zip(one, other, strict=True) for pair in ((a, b), (b, a))]
    return changed(base, *((*at, base.rows[row][column]) for at, (row, column) in pairs))


@pytest.mark.parametrize(
    ("base", "one", "other", "kind"),
    [
        (LOANS, [(row, 1) for row in range(2, 15)], [(row, 2) for row in range(2, 15)], "columns_swapped"),
        (COMPARED, [(row, 1) for row in (3, 4, 5)], [(row, 2) for row in (3, 4, 5)], "columns_swapped"),
        (COMPARED, [(3, column) for column in (1, 2, 3)], [(4, column) for column in (1, 2, 3)], "rows_swapped"),
    ],
)
def test_two_rows_or_columns_that_changed_places_are_one_cause(
    base: Sheet, one: list[Place], other: list[Place], kind: str
) -> None:
    (cause,) = with_causes(year_with(_exchanged(base, one, other))).causes
    right = {a1(row, column): base.rows[row][column] for row, column in (*one, *other)}
    assert cause.kind == kind
    assert {each.term.cell: each.suggested for each in cause.changes} == right
