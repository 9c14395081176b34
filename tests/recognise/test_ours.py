"""Our own outputs, dropped back in, are no filings."""

from guanbiao.model.books import FileStatus
from guanbiao.recognise.ours import without_own
from guanbiao.report.report import Report

from tests.drawing import book, printed, read_bytes, recognised
from tests.stages import outputs_of


def test_the_workbook_dropped_back_in_is_set_aside_whatever_it_is_called(report: Report) -> None:
    content = next(content for name, content in outputs_of(report) if name.endswith("总表.xlsx"))
    own, form = read_bytes(content, "别的名字.xlsx"), book(printed(7))
    kept = without_own([own, form])
    assert [(each.status, each.reason) for each in kept] == [(FileStatus.IGNORED, "own_workbook"), (form.status, "")]
    assert [each.form for each in recognised(*kept).filings] == ["lending"]
