"""The consolidated workbook: marks, comments, filled totals, links, print set-up."""

import io
import re

import pytest
from guanbiao.model.books import FileStatus
from guanbiao.outputs.files import workbook_pages
from guanbiao.pages.formulas import ranges
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths, lines_needed, shown, text_width
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.ours import without_own
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from xlsxwriter.worksheet import Worksheet

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, read_bytes, recognised
from tests.drawing import report as drawn_report
from tests.stages import edition, outputs_of


@pytest.fixture(scope="module")
def workbook(report: Report) -> Workbook:
    content = next(content for name, content in outputs_of(report) if name.endswith("总表.xlsx"))
    return load_workbook(io.BytesIO(content))


def test_the_sheets_stand_in_the_reports_order(workbook: Workbook) -> None:
    names = workbook.sheetnames
    assert names[:3] == ["封面", "目录", "问题清单"]
    assert names[-4:] == ["勾稽关系", "指标对照", "规则覆盖", "数据来源"]
    assert [int(name[:2]) for name in names[3:-4]] == list(range(1, 30))


def test_the_workbook_dropped_back_in_is_set_aside_whatever_it_is_called(report: Report) -> None:
    content = next(content for name, content in outputs_of(report) if name.endswith("总表.xlsx"))
    own, form = read_bytes(content, "别的名字.xlsx"), book(printed(7))
    kept = without_own([own, form])
    assert [(each.status, each.reason) for each in kept] == [(FileStatus.IGNORED, "own_workbook"), (form.status, "")]
    assert [each.form for each in recognised(*kept).filings] == ["lending"]


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


def test_every_finding_has_its_row_and_its_link_lands_on_the_marked_cell(workbook: Workbook, report: Report) -> None:
    sheet = workbook["问题清单"]
    assert sheet.max_row == 1 + len(report.findings)
    assert sheet.auto_filter.ref == f"A1:O{sheet.max_row}"
    assert sheet.freeze_panes == "A2"
    for row, finding in enumerate(report.findings, 2):
        link = sheet.cell(row, 5).hyperlink
        landing = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link.location or "") if link else None
        assert landing
        name, address = landing.groups()
        assert name in workbook.sheetnames
        if finding.reported is not None and finding.kind != "check":
            marked = workbook[name][address]
            assert isinstance(marked, Cell)
            assert marked.comment is not None


def test_a_sheet_of_ours_is_written_as_the_library_writes_it(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = (
        Placed(0, 0, '<题 "甲">&\n乙', "title", 0, 3),
        Placed(1, 0, '去 "那里" & 回来', "link", link='https://example.org/?a=1&b="2"<3>'),
        Placed(1, 1, '"甲" < 乙', "link", link="internal:'甲 & 乙'!B2"),
        Placed(2, 0, 3.5, "number", formula='=IF(1<2,"<&>",0.5)', comment='<"说明" & 别的>'),
        Placed(3, 0, None, "body"),
    )
    pages = (*workbook_pages(edition(report)), Page("甲 & 乙", odd, (9.0,) * 4))
    ours = write_workbook(pages, '"甲" & <乙>')
    monkeypatch.setattr("guanbiao.pages.xlsx._Sheet", Worksheet)
    assert write_workbook(pages, '"甲" & <乙>') == ours


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


def test_the_cover_says_who_has_filed_and_how_many_findings_there_are(workbook: Workbook, report: Report) -> None:
    texts = [str(cell.value) for row in workbook["封面"].iter_rows() for cell in row if cell.value is not None]
    assert any(
        text.startswith(f"有 {sum(each.level == 'mandatory' for each in report.findings)} 个强制性问题")
        for text in texts
    )
    assert texts.count("已报齐") == len(CATALOGUE.departments)


def test_runs_of_cells_becomeranges() -> None:
    assert ranges([(4, 2), (4, 3), (4, 4)]) == ["C5:E5"]
    assert ranges([(4, 2), (5, 2), (7, 2)]) == ["C5:C6", "C8"]
    assert ranges([(0, 0)]) == ["A1"]
    assert ranges([(0, 3), (1, 1), (0, 2), (0, 0), (1, 0), (0, 2)]) == ["A1:A2", "C1:D1", "B2"]


def test_chinese_takes_two_columns_of_width() -> None:
    assert (text_width("馆表"), text_width("ab"), text_width("馆\nabc")) == (4, 2, 3)
    assert fit_widths([], 2, 10) == (5.0, 5.0)


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    short, wrapped, broken = (Placed(at, 0, text, "text") for at, text in enumerate(("馆", "馆表" * 9, "馆\n表")))
    beside, below = Placed(0, 1, "", "text"), Placed(2, 1, "一\n二\n三\n四", "text", 3, 1)
    heights = fit_heights([short, wrapped, broken, beside, below], (20.0, 20.0))
    assert heights == {0: 18.5, 1: 49.5, 2: 40.25, 3: 24.75}
    assert fit_heights([short, Placed(0, 1, 3, "title")], (20.0, 20.0)) == {0: 27.0}
