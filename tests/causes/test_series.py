"""Slips of whole rows and columns."""

from guanbiao.forms.catalogue import MONTHS
from guanbiao.model.books import Book
from guanbiao.model.causes import OfSource
from guanbiao.report.report import Report

from tests.consistent import report_of, typed_in
from tests.planting import cause_of, facts, place, suggested
from tests.stages import with_causes


def test_a_column_copied_without_its_total_is_one_cause(agreeing_books: list[Book], agreeing: Report) -> None:
    columns = "成人服务窗口/外借部", "少儿服务窗口/少儿外借部"
    source, own = (
        {line.row: line for line in facts(agreeing, form="visits", column=column) if line.row in MONTHS}
        for column in columns
    )
    changes = {place(line): source[row].value or 0.0 for row, line in own.items()}
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, changes)))
    cause = cause_of(planted, "visits", "1", columns[1])
    assert (cause.kind, len(cause.explains), cause.certain) == ("column_copied", 13, True)
    assert cause.detail == OfSource("visits", columns[0])
    assert suggested(cause) == {("visits", row, columns[1]): line.value or 0.0 for row, line in own.items()}
