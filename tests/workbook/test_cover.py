"""The pages before and behind the official forms."""

import re

from guanbiao.report.report import Report
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from schemas.catalogue import CATALOGUE


def test_the_sheets_stand_in_the_reports_order(workbook: Workbook) -> None:
    names = workbook.sheetnames
    assert names[:3] == ["封面", "目录", "问题清单"]
    assert names[-5:] == ["勾稽关系", "指标对照", "图表", "规则覆盖", "数据来源"]
    assert [int(name[:2]) for name in names[3:-5]] == [form.number for form in CATALOGUE.forms]


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


def test_the_cover_says_who_has_filed_and_how_many_findings_there_are(workbook: Workbook, report: Report) -> None:
    texts = [str(cell.value) for row in workbook["封面"].iter_rows() for cell in row if cell.value is not None]
    mandatory = [each for each in report.findings if each.level == "mandatory" and each.rule != "form_owed"]
    assert any(text.startswith(f"有 {len(mandatory)} 个强制性问题") for text in texts)
    owing = {each.department for each in report.findings if each.rule == "form_owed"}
    assert texts.count("已报齐") == len(CATALOGUE.departments) - len(owing)
