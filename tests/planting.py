"""Errors planted in a year that agrees, and the causes that are found for them."""

from typing import TypeVar

import polars as pl
from guanbiao.facts.frames import FactLine, lines
from guanbiao.model.causes import Cause
from guanbiao.model.details import Detail
from guanbiao.report.report import Report

Cell = tuple[str, str, str]
Family = TypeVar("Family", bound=Detail)


def cause_of(report: Report, form: str, row: str, column: str, measure: str = "") -> Cause:
    """The cause that would change this figure."""
    return next(
        cause
        for cause in report.causes
        for change in cause.changes
        if (change.term.form, change.term.row, change.term.column, change.term.measure) == (form, row, column, measure)
        and not change.follows
    )


def detail_of(cause: Cause, family: type[Family]) -> Family:
    """What the sentence of a cause needs, which is of this family."""
    assert isinstance(cause.detail, family)
    return cause.detail


def facts(report: Report, **wanted: str) -> list[FactLine]:
    """The figures as they were filed, of which these columns hold this."""
    return list(lines(report.tables.facts.filter(*(pl.col(name) == value for name, value in wanted.items())), FactLine))


def fact(report: Report, form: str, row: str, column: str) -> FactLine:
    """A figure as it was filed."""
    return facts(report, form=form, row=row, column=column)[0]


def place(line: FactLine) -> tuple[int, int, int, str]:
    """What tells a figure from others: its cell, and the measure where that states several."""
    return line.filing, line.at_row, line.at_column, line.measure


def suggested(cause: Cause, *, follows: bool = False) -> dict[Cell, float | None]:
    """The figures that a cause would change, or those that follow from them, and what they should be."""
    return {
        (each.term.form, each.term.row, each.term.column): each.suggested
        for each in cause.changes
        if each.follows is follows
    }
