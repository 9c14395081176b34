"""Merged cells on the official pages: a page says what was filed, and reads back as it was."""

import pytest
from guanbiao.model.books import Book, Sheet
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, only, printed, read_bytes, report
from tests.recognise.test_merges import SHARED, in_two_rows
from tests.recognise.test_rows import EVENTS
from tests.recognise.test_sums import with_total
from tests.small.filed import LOANS, small_report
from tests.stages import with_causes
from tests.workbook.test_ledger import ledger, recalculated, same, workbook_of

LECTURES = 8


def filed_again(done: Report) -> Book:
    """The official pages of a report as a workbook that somebody files."""
    pages = consolidate(done, Phrases(done.catalogue, done.year)).pages
    filed = {filing.form for filing in done.filings}
    own = [page for page, form in zip(pages, done.catalogue.forms, strict=True) if form.id in filed]
    return read_bytes(write_workbook(own, "x"), "总表.xlsx")


def said(done: Report) -> list[tuple[object, ...]]:
    """What the cells of body and totals say, without where they stand."""
    cells = done.tables.cells.with_columns(merged=done.tables.cells["merged"].is_not_null())
    return sorted(
        cells.select("role", "row", "column", "seq", "above", "raw", "state", "value", "merged").rows(), key=str
    )


def merged_events() -> Sheet:
    """Activities with a figure and a place merged over three of them."""
    rows = changed(printed(EVENTS), *((at, column, None) for at in (5, 6) for column in (4, 5)))
    return replace(rows, merges=((4, 4, 6, 4), (4, 5, 6, 5)))


ALONE = only(EVENTS, LECTURES)  # of which LibreOffice has less to work out
OFFICIAL = {
    "figure and text over entries": merged_events(),
    "entry over two rows": in_two_rows(printed(LECTURES), 4, 2, 6),
    "total in one cell": with_total(printed(LECTURES), "合计：41场 14719人次", merges=((44, 0, 44, 5),)),
}
OURS = {
    "figure over months": replace(changed(LOANS, (3, 1, None)), merges=((2, 1, 3, 1),)),
    "figure over rooms": replace(changed(LOANS, (2, 2, None)), merges=((2, 1, 2, 2),)),
    "figure over both": replace(changed(LOANS, (2, 2, None), (3, 1, None), (3, 2, None)), merges=((2, 1, 3, 2),)),
    "serial number": replace(SHARED, merges=((3, 0, 4, 0), (3, 3, 4, 3))),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_an_official_page_reads_back_as_it_was_filed(name: str) -> None:
    done = report(book(OFFICIAL[name]))
    again = report(filed_again(done))
    assert said(again) == said(done)
    assert "figure_merged" not in set(codes(done.findings)) ^ set(codes(again.findings))


@pytest.mark.parametrize("name", OURS)
def test_a_page_of_another_library_reads_back_as_it_was_filed(name: str) -> None:
    done = small_report(OURS[name])
    again = small_report(filed_again(done))
    assert said(again) == said(done)
    assert codes(again.findings) == codes(done.findings)


def test_a_merged_figure_is_printed_once_and_a_merged_text_for_each_entry() -> None:
    done = report(book(merged_events()))
    page = consolidate(done, Phrases(CATALOGUE, 2020)).pages[EVENTS - 1]
    figure = [(cell.row, cell.value, cell.to_row) for cell in page.cells if cell.column == 5 and 4 <= cell.row <= 6]
    assert figure == [(4, printed(EVENTS).rows[4][5], 6)]
    texts = [cell.value for cell in page.cells if cell.column == 4 and 4 <= cell.row <= 6]
    assert texts == [printed(EVENTS).rows[4][4]] * 3


def test_the_lines_of_an_entry_are_printed_as_one_text() -> None:
    done = report(book(in_two_rows(printed(LECTURES), 4, 2, 6)))
    page = consolidate(done, Phrases(CATALOGUE, 2020)).pages[LECTURES - 1]
    assert printed(LECTURES).rows[4][2] in [cell.value for cell in page.cells]


@pytest.fixture(scope="module")
def workbooks() -> dict[str, bytes]:
    """The workbooks that are made of the sheets above."""
    official = {name: report(book(OFFICIAL[name]), catalogue=ALONE) for name in OFFICIAL}
    ours = {name: small_report(OURS[name]) for name in OURS}
    return {name: workbook_of(with_causes(done)) for name, done in {**official, **ours}.items()}


@pytest.fixture(scope="module")
def again(workbooks: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same, recalculated."""
    return recalculated(workbooks, tmp_path_factory.mktemp("recalculated"))


@pytest.mark.parametrize("name", [*OURS, *OFFICIAL])
def test_formulas_over_merged_joined_and_moved_cells_come_to_what_the_program_says(
    name: str, workbooks: dict[str, bytes], again: dict[str, bytes]
) -> None:
    before, after = ledger(workbooks[name]), ledger(again[name])
    assert [pair for pair in zip(before, after, strict=True) if not same(*pair)] == []
