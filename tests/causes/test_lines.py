"""Slips of whole rows and columns."""

import polars as pl
from guanbiao.forms.catalogue import MONTHS
from guanbiao.model.books import Book
from guanbiao.report.report import Report

from tests.consistent import report_of, typed_in
from tests.planting import cause_of, place, suggested
from tests.stages import with_causes


def test_a_column_copied_without_its_total_is_one_cause(agreeing_books: list[Book], agreeing: Report) -> None:
    facts = agreeing.tables.facts.filter((pl.col("form") == "visits") & pl.col("row").is_in(MONTHS))
    columns = "成人服务窗口/外借部", "少儿服务窗口/少儿外借部"
    source, own = (facts.filter(pl.col("column") == column) for column in columns)
    values = dict(source.select("row", "value").iter_rows())
    changes = {place(line): values[line["row"]] for line in own.iter_rows(named=True)}
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, changes)))
    cause = cause_of(planted, "visits", "1", columns[1])
    assert (cause.kind, cause.told.source, len(cause.explains), cause.certain) == (
        "column_copied",
        columns[0],
        13,
        True,
    )
    right = {("visits", row, columns[1]): value or 0.0 for row, value in own.select("row", "value").iter_rows()}
    assert suggested(cause) == right
