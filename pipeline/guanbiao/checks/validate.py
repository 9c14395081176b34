"""Validate with pandera: one schema over the checked cells of all filings, one over their labels.

Totals are no matter of schemas: they are rules. A crash inside a check would look like a failure without an index. Most
lines of most forms fail nothing, which one expression sees of them all; pandera is asked about the others."""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.backends.polars.register import register_polars_backends

Failure = tuple[int, str]


class _Asked(NamedTuple):
    """What is asked of a column: by pandera, and the same as an expression that is true where it fails."""

    check: pa.Check
    fails: Callable[[pl.Expr], pl.Expr]


class _Column(NamedTuple):
    """A column of a frame: its type, what is asked of it, and whether it may be null."""

    type: type[pl.DataType]
    asked: Sequence[_Asked]
    nullable: bool = False


class _Frame:
    """A frame that is validated, by its columns: `schema` as pandera takes it, `doubted` where it would find fault."""

    def __init__(self, **columns: _Column) -> None:
        self.schema = pa.DataFrameSchema(
            {
                name: pa.Column(each.type, [asked.check for asked in each.asked], nullable=each.nullable)
                for name, each in columns.items()
            }
        )
        self.doubted = pl.any_horizontal(
            asked.fails(pl.col(name)).fill_null(not each.nullable)
            for name, each in columns.items()
            for asked in each.asked
        )


def _just(value: object, error: str) -> _Asked:
    return _Asked(pa.Check.isin([value], error=error), lambda own: own != pl.lit(value))


def _least(value: int, error: str) -> _Asked:
    return _Asked(pa.Check.ge(value, error=error), lambda own: own < value)


def _most(value: int, error: str) -> _Asked:
    return _Asked(pa.Check.le(value, error=error), lambda own: own > value)


_CELLS = _Frame(
    accepted=_Column(pl.Boolean, [_just(True, "state")]),
    unsigned=_Column(pl.Float64, [_least(0, "negative")], nullable=True),
    share=_Column(pl.Float64, [_most(1, "out_of_range")], nullable=True),
)
_LAYOUT = _Frame(
    declared=_Column(pl.Boolean, [_just(True, "unknown")]),
    times=_Column(pl.Int32, [_least(1, "missing"), _most(1, "twice")]),
    instead=_Column(pl.String, [_just("", "renamed")]),
)


def cell_failures(cells: pl.DataFrame) -> list[Failure]:
    """Where checked cells fail, as (line, code), in the order of the lines. Of a state that is not accepted the code is
    the state itself; else it is negative or out_of_range."""
    states = cells["state"]
    return sorted((at, states[at] if code == "state" else code) for at, code in _failures(_CELLS, cells))


def layout_failures(marks: pl.DataFrame) -> list[Failure]:
    """Where labels fail, as (line, code): unknown, missing, twice or renamed."""
    return sorted(_failures(_LAYOUT, marks))


def _failures(wanted: _Frame, frame: pl.DataFrame) -> list[Failure]:
    """Where the lines of a frame fail, and by which check."""
    lines = frame.select(wanted.doubted.arg_true()).to_series().to_list()
    return _asked(wanted.schema, frame[lines], lines) if lines else []


def _asked(schema: pa.DataFrameSchema, frame: pl.DataFrame, lines: Sequence[int]) -> list[Failure]:
    """Where a frame fails, and by which check; `lines` are the numbers of its lines."""
    without_strategies()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
        if found["index"].null_count():
            raise RuntimeError(f"schema and frame disagree: {found.row(0)}") from errors
        return [(lines[int(index)], str(check)) for index, check in zip(found["index"], found["check"], strict=True)]
    return []


def without_strategies() -> None:
    """Have pandera load its polars backend without hypothesis, which it draws in only to invent data: half a second."""
    absent = "hypothesis" not in sys.modules
    if absent:
        sys.modules["hypothesis"] = None  # type: ignore[assignment]
    try:
        register_polars_backends()
    finally:
        if absent:
            del sys.modules["hypothesis"]
