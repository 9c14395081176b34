"""Errors planted in a year that agrees, and the causes that are found for them."""

from typing import Any

from guanbiao.model.causes import Cause
from guanbiao.report.report import Report

Cell = tuple[str, str, str]


def cause_of(report: Report, form: str, row: str, column: str, measure: str = "") -> Cause:
    """The cause that would change this figure."""
    return next(
        cause
        for cause in report.causes
        for change in cause.changes
        if (change.term.form, change.term.row, change.term.column, change.term.measure) == (form, row, column, measure)
        and not change.follows
    )


def fact(report: Report, form: str, row: str, column: str) -> dict[str, Any]:
    """The line of a figure as it was filed."""
    facts = report.tables.facts
    return facts.filter((facts["form"] == form) & (facts["row"] == row) & (facts["column"] == column)).row(
        0, named=True
    )


def place(line: dict[str, Any]) -> tuple[int, int, int, str]:
    return line["filing"], line["at_row"], line["at_column"], line["measure"]


def suggested(cause: Cause, *, follows: bool = False) -> dict[Cell, float | None]:
    return {
        (each.term.form, each.term.row, each.term.column): each.suggested
        for each in cause.changes
        if each.follows is follows
    }
