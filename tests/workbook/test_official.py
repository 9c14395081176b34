"""The official pages: marks, comments, filled totals, print set-up."""

from guanbiao.pages.page import lines_needed, shown, text_width
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from schemas.catalogue import CATALOGUE
from tests.drawing import changed
from tests.small.catalogue import SMALL
from tests.small.filed import TALKS, small_report
from tests.workbook.conftest import opened


def cell_at(workbook: Workbook, sheet: str, address: str) -> Cell:
    """A cell of a page that is no part of a merged range."""
    cell = workbook[sheet][address]
    assert isinstance(cell, Cell)
    return cell


def formulas(done: Report, form: str) -> list[tuple[str, Value]]:
    """The formulas of a form's official page, with what they come to."""
    number = next(each.number for each in SMALL.forms if each.id == form)
    page = consolidate(done, Phrases(SMALL, 2020)).pages[number - 1]
    return [(cell.formula, cell.value) for cell in page.cells if cell.formula]


def test_a_figure_in_a_finding_is_filled_and_commented_with_both_figures(wrong: Workbook) -> None:
    cell = cell_at(wrong, "02 借阅对照", "C5")
    assert cell.value == 15645
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.comment is not None
    assert "15645" in cell.comment.text
    assert "16545" in cell.comment.text


def test_across_forms_the_other_figure_is_marked_too(wrong: Workbook) -> None:
    comment = cell_at(wrong, "01 借阅册次", "C15").comment
    assert comment is not None
    assert "15645" in comment.text


def test_a_figure_in_no_finding_is_neither_filled_nor_commented(wrong: Workbook) -> None:
    cell = cell_at(wrong, "02 借阅对照", "B4")
    assert (cell.value, cell.comment, cell.fill.patternType) == (40210, None, None)


def test_a_blank_total_is_filled_by_a_formula_in_a_style_of_its_own(wrong: Workbook) -> None:
    cell = cell_at(wrong, "01 借阅册次", "D3")
    assert cell.value == "=SUM(B3:C3)"
    assert cell.font.italic
    assert cell.fill.fgColor.rgb == "FFE2EFDA"


def test_a_blank_count_is_filled_by_the_number_of_rows() -> None:
    done = small_report(changed(TALKS, (7, 1, None)))
    assert formulas(done, "talks") == [("=ROWS(A3:A7)", 5)]


def test_a_figure_typed_as_text_goes_into_a_formula_as_itself() -> None:
    done = small_report(changed(TALKS, (2, 4, "120人次"), (7, 4, None)))
    assert formulas(done, "talks") == [("=SUM(E4:E7)+120", 448)]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    done = small_report(changed(TALKS, (2, 1, "=1+1"), (2, 2, "http://example.org"), (2, 3, "{=A1}")))
    sheet = opened(done)["03 讲座"]
    assert [(sheet[at].value, sheet[at].data_type) for at in ("B3", "C3", "D3")] == [
        ("=1+1", "s"),
        ("http://example.org", "s"),
        ("{=A1}", "s"),
    ]
    assert sheet["C3"].hyperlink is None


def test_every_page_prints_one_page_wide_in_song(workbook: Workbook) -> None:
    assert workbook.worksheets
    for sheet in workbook.worksheets:
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"宋体"}


def test_no_value_is_cut(report: Report) -> None:
    pages = consolidate(report, Phrases(CATALOGUE, 2020)).pages
    assert all(page.cells for page in pages)
    assert len(pages) >= len(CATALOGUE.forms)
    for page in pages:
        for cell in page.cells:
            width = sum(page.widths[cell.column : cell.right + 1])
            height = sum(page.heights[row] for row in range(cell.row, cell.bottom + 1))
            assert lines_needed(shown(cell.value), width) * 15 <= height + 1, (page.name, cell)
            if isinstance(cell.value, int | float):
                assert text_width(shown(cell.value)) < width, (page.name, cell)
