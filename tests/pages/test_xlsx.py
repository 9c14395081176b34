"""The writer of .xlsx files."""

import pytest
from guanbiao.pages.page import Page, Placed
from guanbiao.pages.xlsx import write_workbook
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.pages import workbook_pages
from xlsxwriter.worksheet import Worksheet


def test_a_sheet_of_ours_is_written_as_the_library_writes_it(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = (
        Placed(0, 0, '<题 "甲">&\n乙', "title", 0, 3),
        Placed(1, 0, '去 "那里" & 回来', "link", link='https://example.org/?a=1&b="2"<3>'),
        Placed(1, 1, '"甲" < 乙', "link", link="internal:'甲 & 乙'!B2"),
        Placed(2, 0, 3.5, "number", formula='=IF(1<2,"<&>",0.5)', comment='<"说明" & 别的>'),
        Placed(3, 0, None, "body"),
    )
    pages = (*workbook_pages(report, Phrases(report.catalogue, report.year)), Page("甲 & 乙", odd, (9.0,) * 4))
    ours = write_workbook(pages, '"甲" & <乙>')
    monkeypatch.setattr("guanbiao.pages.xlsx._Sheet", Worksheet)
    assert write_workbook(pages, '"甲" & <乙>') == ours
