"""Every typed cell is a figure, a word, a label, a line or a finding: what is left over is told."""

import random

import pytest
from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value, a1

from tests.drawing import book, changed, codes, gathered, printed, report
from tests.stages import Gathered

FORMS = range(1, 30)
WORDS = "见附件"
STRAYS: tuple[Value, ...] = (861918, 5, 0.5, WORDS)


def told(found: Gathered, code: str = "cell_unread") -> set[tuple[str, str]]:
    """The cells that findings of a code speak of, with what stands in them."""
    return {(term.cell, term.raw) for each in found.findings if each.rule == code for term in each.terms}


def free(sheet: Sheet) -> list[tuple[int, int]]:
    """The blank cells of a form's box, and those right beside and below it; what lies under merged cells is no cell."""
    width = max(len(row) for row in sheet.rows)
    return [
        (row, column)
        for row in range(len(sheet.rows) + 1)
        for column in range(width + 1)
        if row >= len(sheet.rows) or column >= len(sheet.rows[row]) or sheet.rows[row][column] is None
    ]


def is_said(found: Gathered, sheet: str, at: tuple[int, int]) -> bool:
    """Whether a cell stands in a finding, in the tables, in a line, or in a title."""
    place = (sheet, a1(*at))
    of_sheet = [each for each in found.findings if each.first.sheet == sheet]
    if any(each.rule == "header_mismatch" for each in of_sheet):
        return True  # the whole form is not taken, and that is told
    terms = (term for each in of_sheet for term in each.terms)
    # A row that is told says all of its cells, and a column that is called otherwise all words over it.
    if any(term.cell == place[1] or "，" in term.raw or WORDS in term.raw for term in terms):
        return True
    cells = found.tables.cells.filter(found.tables.cells["raw"].is_not_null()).select("filing", "at_row", "at_column")
    if place in {found.filings[filing].place(row, column) for filing, row, column in cells.iter_rows()}:
        return True
    own = [filing for filing in found.filings if filing.sheet.name == sheet]
    return any(line.row == at[0] for filing in own for line in filing.lines)


@pytest.mark.parametrize(
    ("form", "cell"),
    [(1, (7, 7)), (6, (18, 8)), (14, (18, 3)), (16, (13, 5)), (1, (1, 2))],
    ids=["floating", "floating_on_card", "spanned", "total_of_all", "header"],
)
def test_a_figure_where_a_form_has_no_room_is_told_with_its_cell(form: int, cell: tuple[int, int]) -> None:
    done = gathered(book(changed(printed(form), (*cell, 987654))))
    assert told(done) == {(a1(*cell), "987654")}


def test_all_such_cells_of_a_form_are_one_finding() -> None:
    done = report(book(changed(printed(14), (18, 3, 1), (18, 6, 2), (18, 8, 3))))
    assert codes(done.findings, "visits").count("cell_unread") == 1


def test_nothing_is_left_over_of_forms_as_they_are_printed() -> None:
    assert not told(gathered(book(*(printed(form, f"表{form}") for form in FORMS))))


def test_strokes_and_repeated_labels_of_a_total_row_say_nothing() -> None:
    base = printed(8)
    at = next(row for row, cells in enumerate(base.rows) if str(cells[0]).replace(" ", "") == "合计")
    blank = [column for column, value in enumerate(base.rows[at]) if value is None]
    assert blank
    assert not told(gathered(book(changed(base, *((at, column, "—") for column in blank)))))


def test_a_day_alone_below_a_grid_is_a_line_however_it_is_written() -> None:
    done = gathered(book(changed(printed(7), (17, 0, "2020-12-31"))))
    assert "2020-12-31" in {line.text for filing in done.filings for line in filing.lines}


@pytest.mark.parametrize("seed", range(2))
def test_no_stray_anywhere_in_any_form_goes_unsaid(seed: int) -> None:
    chance = random.Random(seed)
    sheets, strays = [], []
    for form in FORMS:
        base = printed(form, f"表{form}")
        at = chance.choice(free(base))
        strays.append((base.name, at))
        sheets.append(changed(base, (*at, chance.choice(STRAYS))))
    done = gathered(book(*sheets))
    assert len(strays) == len(FORMS) > 0
    assert [stray for stray in strays if not is_said(done, *stray)] == []
