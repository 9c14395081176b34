"""The official pages: marks, comments, filled totals, print set-up."""

import io

from guanbiao.pages.page import lines_needed, shown, text_width
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from openpyxl import Workbook, load_workbook

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed
from tests.drawing import report as drawn_report
from tests.stages import outputs_of


def test_a_figure_in_a_finding_is_filled_and_commented_with_both_figures(workbook: Workbook) -> None:
    cell = workbook["02 窗口流通册次比较"]["C15"]
    assert cell.value == 51444
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.comment is not None
    assert "51444" in cell.comment.text
    assert "212965" in cell.comment.text


def test_across_forms_the_other_figure_is_marked_too(workbook: Workbook) -> None:
    comment = workbook["07 文献流通册次"]["D17"].comment
    assert comment is not None
    assert "51444" in comment.text


def test_a_figure_in_no_finding_is_neither_filled_nor_commented(workbook: Workbook) -> None:
    cell = workbook["02 窗口流通册次比较"]["B15"]
    assert (cell.value, cell.comment, cell.fill.patternType) == (93734, None, None)


def test_a_blank_total_is_filled_by_a_formula_in_a_style_of_its_own(workbook: Workbook) -> None:
    cell = workbook["07 文献流通册次"]["B5"]
    assert cell.value == "=SUM(C5:E5)"
    assert cell.font.italic
    assert cell.fill.fgColor.rgb == "FFE2EFDA"


def test_a_blank_count_is_filled_by_the_number_of_rows() -> None:
    done = drawn_report(book(changed(printed(8), (44, 1, None))))
    cells = consolidate(done, Phrases(CATALOGUE, 2020)).pages[7].cells
    formulas = [(cell.formula, cell.value) for cell in cells if cell.formula]
    assert formulas == [("=ROWS(A4:A44)", 41)]


def test_a_figure_typed_as_text_goes_into_a_formula_as_itself() -> None:
    done = drawn_report(book(changed(printed(10), (3, 5, "45人"), (7, 5, None))))
    cells = consolidate(done, Phrases(CATALOGUE, 2020)).pages[9].cells
    (formula,) = [cell.formula for cell in cells if cell.formula]
    assert formula == "=SUM(F5:F7)+45"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    done = drawn_report(book(changed(printed(8), (3, 2, "=1+1"), (3, 4, "{=A1}"), (3, 3, "http://example.org"))))
    content = next(content for name, content in outputs_of(done) if name.endswith("总表.xlsx"))
    sheet = load_workbook(io.BytesIO(content))["08 讲座"]
    assert [(sheet[at].value, sheet[at].data_type) for at in ("C4", "D4", "E4")] == [
        ("=1+1", "s"),
        ("http://example.org", "s"),
        ("{=A1}", "s"),
    ]
    assert sheet["D4"].hyperlink is None


def test_every_page_prints_on_a4_one_page_wide_in_song(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"宋体"}


def test_no_value_is_cut(report: Report) -> None:
    for page in consolidate(report, Phrases(CATALOGUE, 2020)).pages:
        for cell in page.cells:
            width = sum(page.widths[cell.column : cell.right + 1])
            height = sum(page.heights[row] for row in range(cell.row, cell.bottom + 1))
            assert lines_needed(shown(cell.value), width) * 15 <= height + 1, (page.name, cell)
            if isinstance(cell.value, int | float):
                assert text_width(shown(cell.value)) < width, (page.name, cell)
