"""Our own outputs, dropped back in, are no filings."""

from guanbiao.model.books import FileStatus
from guanbiao.recognise.ours import without_own

from tests.drawing import book, read_bytes
from tests.small.filed import LOANS, small, year_with
from tests.stages import outputs_of


def test_the_workbook_dropped_back_in_is_set_aside_whatever_it_is_called() -> None:
    content = next(content for name, content in outputs_of(year_with()) if name.endswith("总表.xlsx"))
    own, form = read_bytes(content, "别的名字.xlsx"), book(LOANS)
    kept = without_own([own, form])
    assert [(each.status, each.reason) for each in kept] == [(FileStatus.IGNORED, "own_workbook"), (form.status, "")]
    assert [each.form for each in small(*kept).filings] == ["loans"]
