"""One slip of each sort, planted in the small year that agrees: what it is told to be, how sure that is, how much it
explains, how many other ways there are; and the true figures, whatever it is."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.causes import Cause, OfList, OfMonths, OfPart, OfPower, OfShift, OfSource
from guanbiao.model.details import NOTHING, Detail
from guanbiao.text.cells import Value, a1, at_address
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, YEAR, year_with
from tests.stages import with_causes

MONTHS = range(2, 14)  # rows; below them the year
Cells = list[tuple[int, int, Value]]
SHEETS = {each.name: each for each in YEAR}


def loan(row: int, column: int) -> int:
    return int(str(LOANS.rows[row][column]))


def cells_of(*cells: tuple[int, int, Value]) -> Cells:
    return [*cells]


def both(first: int, second: int) -> Cells:
    """Two columns of the loans typed into each other's place, the year too."""
    rows = [*MONTHS, 14]
    return [(row, to, loan(row, of)) for row in rows for to, of in ((first, second), (second, first))]


# name: sheet, cells, kind, certain, relations that it explains, other ways
PLAYS: dict[str, tuple[Sheet, Cells, str, bool, int, int]] = {
    "digits swapped": (LOANS, [(2, 1, 3210)], "digits_swapped", True, 2, 0),
    "digits turned round": (LOANS, [(2, 1, 1230)], "arithmetic", True, 2, 0),
    "a digit wrong": (LOANS, [(2, 1, 3126)], "digit_wrong", True, 2, 0),
    "a digit lost": (LOANS, [(2, 1, 312)], "digit_lost", True, 2, 0),
    "a digit too many": (LOANS, [(2, 1, 31200)], "digit_added", True, 2, 0),
    "the sign": (LOANS, [(2, 2, -1210)], "sign", True, 2, 0),
    "a fraction of a book": (LOANS, [(2, 2, 12.1)], "impossible", True, 2, 0),
    "ten thousands for ones": (COMPARED, [(3, 2, 3.8944)], "ten_thousands", True, 3, 0),
    "a month left blank": (LOANS, [(6, 2, None)], "left_blank", True, 2, 0),
    "the month beside it": (LOANS, [(6, 2, 3204)], "arithmetic", True, 2, 0),
    "a total without a month": (LOANS, [(14, 2, 16545 - 1933)], "part_left_out", True, 4, 0),
    "a total with a month twice": (LOANS, [(14, 2, 16545 + 1933)], "part_twice", True, 4, 0),
    "totals without the last month": (
        *(LOANS, cells_of((14, 2, 16545 - 1243), (14, 3, 55489 - 1243))),
        *("part_left_out", True, 4, 0),
    ),
    "a total": (LOANS, [(14, 3, 55849)], "digits_swapped", True, 2, 0),
    "a total that was carried on": (LOANS, [(14, 1, 39844), (14, 3, 56389)], "digits_swapped", True, 4, 0),
    "two figures in each other's place": (LOANS, [(3, 1, 1105), (3, 2, 2890)], "figures_swapped", False, 2, 2),
    "two columns in each other's place": (LOANS, both(1, 2), "columns_swapped", False, 4, 1),
    "the figure of last year": (COMPARED, [(3, 2, 40210)], "last_year", True, 3, 0),
    "a step": (COMPARED, [(5, 3, -589)], "digits_swapped", True, 2, 0),
    "changes without their signs": (COMPARED, cells_of((3, 3, 1266), (5, 3, 598)), "sign", True, 3, 0),
    "changes the other way round": (
        COMPARED,
        cells_of((3, 3, 1266), (4, 3, -668), (5, 3, 598)),
        *("sign", False, 3, 0),
    ),
    "a figure of last year": (COMPARED, [(3, 1, 42010)], "digits_swapped", True, 2, 0),
    "a sum that nothing else states": (BUDGET, [(5, 1, 48.9)], "digits_swapped", False, 1, 2),
    "a part that nothing else states": (BUDGET, [(3, 1, 45.2)], "digits_swapped", False, 1, 2),
    "a part above its whole": (STAFF, [(3, 1, 91)], "miscounted", False, 2, 1),
    "how many talks there were": (TALKS, [(7, 1, 4)], "arithmetic", False, 1, 0),
    "how many came to a talk": (TALKS, [(3, 4, 68)], "digits_swapped", False, 2, 4),
    "a column a month too low": (
        *(LOANS, cells_of((2, 1, None), *((row, 1, loan(row - 1, 1)) for row in MONTHS[1:]))),
        *("shifted", False, 13, 0),
    ),
    "some months of another column": (
        LOANS,
        [(row, 2, loan(row, 1)) for row in (4, 5, 6)],
        "column_copied",
        False,
        4,
        0,
    ),
    "a column in ten thousands": (
        *(LOANS, cells_of(*((row, 1, round(loan(row, 1) / 10_000, 4)) for row in (*MONTHS, 14)))),
        *("other_unit", False, 1, 0),
    ),
}


def corrected(cause: Cause) -> dict[tuple[str, str], float | None]:
    """By sheet and cell, what a cause would put there first."""
    return {(each.term.sheet, each.term.cell): each.suggested for each in cause.changes}


@pytest.mark.parametrize("play", PLAYS)
def test_a_slip_is_told_as_what_it_is_with_the_true_figures(play: str) -> None:
    sheet, cells, kind, certain, explains, others = PLAYS[play]
    done = with_causes(year_with(changed(sheet, *cells)))
    (cause,) = done.causes
    assert (cause.kind, cause.certain, len(cause.explains), len(cause.alternatives)) == (
        kind,
        certain,
        explains,
        others,
    )
    found = corrected(cause)
    assert found == {(name, cell): SHEETS[name].rows[at_address(cell)[0]][at_address(cell)[1]] for name, cell in found}
    typed = {(sheet.name, row, column) for row, column, _ in cells}
    assert {(name, *at_address(cell)) for name, cell in found} == typed
    left = {each.rule for each in done.findings if not each.cause and each.level.value == "mandatory"}
    assert left <= {"negative", "fraction"}


def test_months_in_each_others_place_are_seen_by_nothing() -> None:
    swapped = [(to, column, loan(of, column)) for to, of in ((2, 3), (3, 2)) for column in (1, 2, 3)]
    done = with_causes(year_with(changed(LOANS, *swapped)))
    assert (done.causes, done.findings) == ((), ())


@pytest.mark.parametrize(
    ("typed", "kind", "suggested", "others"),
    [
        ("5场 484人次", "digits_swapped", {448.0}, 5),
        ("4场 401人次", "entries_added", {5.0, 448.0}, 0),
        ("5场 4480人次", "digit_added", {448.0}, 5),
    ],
)
def test_a_summary_that_is_off_from_its_list(typed: str, kind: str, suggested: set[float], others: int) -> None:
    (cause,) = with_causes(year_with(changed(OUTLINE, (2, 5, typed)))).causes
    assert (cause.kind, cause.certain, len(cause.alternatives)) == (kind, False, others)
    assert {each.suggested for each in cause.changes} == suggested


def test_a_share_is_worked_out_anew_or_one_of_its_counts_is_wrong() -> None:
    (cause,) = with_causes(year_with(changed(STAFF, (3, 2, "36.9%")))).causes
    assert (cause.kind, cause.certain) == ("share", False)
    assert [[each.suggested for each in way] for way in (cause.changes, *cause.alternatives)] == [
        [0.396],
        [None],
        [None],
    ]
    assert [way[0].term.row for way in cause.alternatives] == ["其中：馆员", "在职"]


def test_slips_that_do_not_touch_are_causes_of_their_own_the_larger_first() -> None:
    done = with_causes(year_with(changed(LOANS, (2, 1, 3210), (9, 2, 2501)), changed(BUDGET, (5, 1, 48.9))))
    assert [(each.kind, each.certain) for each in done.causes] == [
        *(("digits_swapped", True), ("digits_swapped", True), ("digits_swapped", False)),
    ]
    assert [corrected(each) for each in done.causes] == [
        {("借阅", "C10"): 2051.0},
        {("借阅", "B3"): 3120.0},
        {("经费", "B6"): 49.8},
    ]
    assert len({name for each in done.causes for name in each.explains}) == 5


@given(st.sampled_from(MONTHS), st.sampled_from((1, 2)), st.integers(1, 9999), st.sampled_from(("加", "减", "换")))
@settings(max_examples=8, phases=[Phase.generate])
def test_a_wrong_figure_of_a_month_is_found_with_the_true_one(row: int, column: int, by: int, how: str) -> None:
    """A row and a column speak for it, whatever was typed."""
    meant = loan(row, column)
    typed = {"加": meant + by, "减": max(meant - by, 0), "换": by}[how]
    done = with_causes(year_with(changed(LOANS, (row, column, typed))))
    found = [corrected(each) for each in done.causes]
    assert found == ([{("借阅", a1(row, column)): float(meant)}] if typed != meant else [])


def row_of(to: int, of: int, *columns: int) -> Cells:
    return [(to, column, loan(of, column)) for column in columns]


def down(by: int, *columns: int) -> Cells:
    """Columns of months that stand so many rows too low."""
    return [
        (row, column, loan(row - by, column) if row - by in MONTHS else None) for row in MONTHS for column in columns
    ]


# name: cells of the loans, kind, relations that it explains, what its sentence says
OF_MANY: dict[str, tuple[Cells, str, int, Detail]] = {
    "a row over another": (row_of(7, 6, 1, 2), "arithmetic", 3, NOTHING),
    "a row with its total over another": (row_of(7, 6, 1, 2, 3), "row_copied", 3, OfSource("loans", "6")),
    "a month from above": (row_of(7, 6, 1), "arithmetic", 2, NOTHING),
    "the last two months a row too low": ([*row_of(12, 11, 1), *row_of(13, 12, 1)], "arithmetic", 3, NOTHING),
    "three months a row too low": (
        [*row_of(6, 5, 1), *row_of(7, 6, 1), *row_of(8, 7, 1)],
        *("arithmetic", 4, NOTHING),
    ),
    "a month a column too far": ([(7, 1, None), (7, 2, loan(7, 1))], "left_blank", 3, NOTHING),
    "a column left blank": ([(row, 2, None) for row in MONTHS], "left_blank", 13, NOTHING),
    "half a column left blank": (
        [(row, 2, None) for row in range(8, 14)],
        "column_differs",
        7,
        OfSource("loans", "合计"),
    ),
    "columns pasted one to the right": (
        [(row, to, loan(row, to - 1)) for row in (*MONTHS, 14) for to in (2, 3)],
        *("shifted_across", 15, OfShift(1, "总馆、少儿馆、合计")),
    ),
    "columns pasted one to the left": (
        [(row, to, loan(row, to + 1)) for row in (*MONTHS, 14) for to in (1, 2)],
        *("shifted_across", 17, OfShift(-1, "总馆、少儿馆、合计")),
    ),
    "a column a month too high": (down(-1, 1), "shifted", 13, OfShift(-1, "总馆")),
    "two columns a month too low": (down(1, 1, 2), "shifted", 14, OfShift(1, "总馆、少儿馆")),
    "a form in ten thousands": (
        [(row, column, round(loan(row, column) / 10_000, 4)) for row in (*MONTHS, 14) for column in (1, 2, 3)],
        *("other_unit", 1, OfPower(10_000.0)),
    ),
    "a form ten times too large": (
        [(row, column, loan(row, column) * 10) for row in (*MONTHS, 14) for column in (1, 2, 3)],
        *("other_unit", 4, OfPower(0.1)),
    ),
    "totals of three months with a column twice": (
        [(row, 3, loan(row, 1) + 2 * loan(row, 2)) for row in (4, 5, 6)],
        *("part_twice", 4, OfPart("3，少儿馆")),
    ),
    "totals of three months without a column": (
        [(row, 3, loan(row, 1)) for row in (4, 5, 6)],
        *("column_copied", 4, OfSource("loans", "总馆")),
    ),
    "a figure below nothing": ([(2, 2, -5)], "impossible", 2, NOTHING),
    "two below nothing in a column": ([(2, 2, -5), (3, 2, -7)], "arithmetic", 3, NOTHING),
    "a total below nothing": ([(14, 2, -5)], "arithmetic", 4, NOTHING),
    "a fraction that was added up": ([(2, 2, 12.5), (2, 3, 3132.5)], "impossible", 2, NOTHING),
}


@pytest.mark.parametrize("play", OF_MANY)
def test_slips_of_many_cells_are_one_cause_that_knows_the_true_figures(play: str) -> None:
    cells, kind, explains, detail = OF_MANY[play]
    (cause,) = with_causes(year_with(changed(LOANS, *cells))).causes
    assert (cause.kind, len(cause.explains), cause.detail) == (kind, explains, detail)
    truth = {a1(row, column): loan(row, column) for row, column, typed in cells if typed != loan(row, column)}
    ways = [{each.term.cell: each.suggested for each in way} for way in (cause.changes, *cause.alternatives)]
    if kind == "columns_overwritten":  # what stood there nobody knows, but for what other forms state
        ways = [{cell: truth.get(cell) if value is None else value for cell, value in way.items()} for way in ways]
    assert truth in ways
    assert ways == [truth] or not cause.certain


@pytest.mark.parametrize("columns", [(1,), (2,), (3,), (1, 2)])
@pytest.mark.parametrize("by", [200, 17])
def test_what_was_booked_into_the_next_month_names_both_and_no_figure(columns: tuple[int, ...], by: int) -> None:
    cells = [(row, column, loan(row, column) + step) for column in columns for row, step in ((6, -by), (7, by))]
    (cause,) = with_causes(year_with(changed(LOANS, *cells))).causes
    assert (cause.kind, cause.certain, len(cause.explains)) == ("booked_next", False, 2)
    assert cause.detail == OfMonths("5", "6")
    assert {each.term.cell for each in cause.changes} == {"B7", "C7", "D7", "B8", "C8", "D8"}
    assert {each.suggested for each in cause.changes} == {None}
    truth = {a1(row, column): float(loan(row, column)) for row, column, _ in cells}
    ways = [{each.term.cell: each.suggested for each in way} for way in cause.alternatives]
    assert len(ways) == 3
    assert truth in ways or len(columns) > 1


LISTS: dict[str, tuple[list[Sheet], str, int, dict[str, float], OfList]] = {
    "an entry twice": (
        [replace(TALKS, rows=[*TALKS.rows[:5], TALKS.rows[4], *TALKS.rows[5:]])],
        *("entries_twice", 5, {"E9": 512.0, "B9": 6.0, "F3": 512.0}),
        OfList("talks", 1, part="3"),
    ),
    "an entry lost": (
        [replace(TALKS, rows=[*TALKS.rows[:4], *TALKS.rows[5:]])],
        *("entries_missing", 5, {"B7": 4.0, "E7": 384.0, "F3": 384.0}),
        OfList("talks", 1, 64, "场", "人次"),
    ),
    "two entries lost": (
        [replace(TALKS, rows=[*TALKS.rows[:3], *TALKS.rows[5:]])],
        *("entries_missing", 5, {"B6": 3.0, "E6": 298.0, "F3": 298.0}),
        OfList("talks", 2, 150, "场", "人次"),
    ),
    "the last entry in no total": (
        [changed(TALKS, (7, 1, 4), (7, 4, 401)), changed(OUTLINE, (2, 5, "4场 401人次"))],
        *("entries_added", 5, {"E8": 448.0, "B8": 5.0, "F3": 448.0}),
        OfList("talks", 1, part="5"),
    ),
    "the last two in no total": (
        [changed(TALKS, (7, 1, 3), (7, 4, 270)), changed(OUTLINE, (2, 5, "3场 270人次"))],
        *("entries_added", 5, {"E8": 448.0, "B8": 5.0, "F3": 448.0}),
        OfList("talks", 2, part="4、5"),
    ),
    "one of the midst in no total": (
        [changed(TALKS, (7, 1, 4), (7, 4, 384)), changed(OUTLINE, (2, 5, "4场 384人次"))],
        *("entries_uncounted", 5, {"E8": 448.0, "B8": 5.0, "F3": 448.0}),
        OfList("talks", 1, part="3"),
    ),
}


@pytest.mark.parametrize("play", LISTS)
def test_a_list_and_its_totals_tell_which_entries_there_are_too_many_or_too_few(play: str) -> None:
    sheets, kind, explains, totals, detail = LISTS[play]
    (cause,) = with_causes(year_with(*sheets)).causes
    assert (cause.kind, cause.certain, len(cause.explains), cause.detail) == (kind, False, explains, detail)
    assert {each.term.cell: each.suggested for each in cause.changes if each.term.measure != "场"} == totals
    assert cause.alternatives == ()


@pytest.mark.parametrize(
    ("sheet", "cells", "kind", "certain", "detail"),
    [
        (LOANS, [(6, 2, "1402册"), (14, 2, 16545 - 1402)], "text_skipped", True, OfPart("5，少儿馆")),
        (LOANS, [(14, 2, 16545 - 1933 - 1210)], "group_left_out", True, OfPart("1，少儿馆、7，少儿馆")),
        (
            LOANS,
            [(14, 2, 16545 - 1933 - 1210 - 1105)],
            "group_left_out",
            True,
            OfPart("1，少儿馆、2，少儿馆、7，少儿馆"),
        ),
        (LOANS, [(14, 1, 55489)], "copied", False, OfSource("loans_compared", "合计，借阅册次/2020年")),
        (COMPARED, [(3, 2, 40210)], "last_year", True, OfSource("loans_compared", "总馆，借阅册次/2019年")),
        (COMPARED, [(4, 2, 15877)], "last_year", True, OfSource("loans_compared", "少儿馆，借阅册次/2019年")),
        (TALKS, [(7, 4, 401)], "not_updated", False, OfPart("5，人次")),
        (TALKS, [(7, 4, 362)], "part_left_out", False, OfPart("2，人次")),
        (TALKS, [(7, 4, 534)], "part_twice", False, OfPart("2，人次")),
    ],
)
def test_a_total_says_what_it_lacks_and_a_copy_where_it_is_from(
    sheet: Sheet, cells: Cells, kind: str, certain: bool, detail: Detail
) -> None:
    (cause,) = with_causes(year_with(changed(sheet, *cells))).causes
    assert (cause.kind, cause.certain, cause.detail) == (kind, certain, detail)
    (row, column, _) = cells[-1]
    assert corrected(cause) == {(sheet.name, a1(row, column)): sheet.rows[row][column]}


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        (LOANS, [(2, 1, 3120.5), (2, 2, 1209.7), (3, 1, 2889.7), (3, 2, 1105.2)]),
        (TALKS, [(3, 4, -86), (4, 4, -64)]),
    ],
)
def test_of_impossible_figures_that_stand_together_all_are_named_and_none_is_guessed(
    sheet: Sheet, cells: Cells
) -> None:
    (cause,) = with_causes(year_with(changed(sheet, *cells))).causes
    assert (cause.kind, cause.certain, cause.alternatives) == ("impossible", False, ())
    assert corrected(cause) == {(sheet.name, a1(row, column)): None for row, column, _ in cells}
