"""Validate with pandera: one schema over the checked cells of all filings, one over their labels.

Totals are no matter of schemas: they are rules. A crash inside a check would look like a failure without an index. Most
lines of most forms fail nothing, which one expression sees of them all; pandera is asked about the others."""

import sys

import pandera.polars as pa
import polars as pl
from pandera.backends.polars.register import register_polars_backends

_CELLS = pa.DataFrameSchema(
    {
        "accepted": pa.Column(pl.Boolean, pa.Check.isin([True], error="state")),
        "unsigned": pa.Column(pl.Float64, pa.Check.ge(0, error="negative"), nullable=True),
        "share": pa.Column(pl.Float64, pa.Check.le(1, error="out_of_range"), nullable=True),
    }
)
_LAYOUT = pa.DataFrameSchema(
    {
        "declared": pa.Column(pl.Boolean, pa.Check.isin([True], error="unknown")),
        "times": pa.Column(pl.Int32, [pa.Check.ge(1, error="missing"), pa.Check.le(1, error="twice")]),
        "instead": pa.Column(pl.String, pa.Check.isin([""], error="renamed")),
    }
)
_DOUBTED_CELLS = ~pl.col("accepted") | (pl.col("unsigned") < 0) | (pl.col("share") > 1)
_DOUBTED_LABELS = ~pl.col("declared") | (pl.col("times") != 1) | (pl.col("instead") != "")
Failure = tuple[int, str]


def cell_failures(cells: pl.DataFrame) -> list[Failure]:
    """Where checked cells fail, as (line, code), in the order of the lines. Of a state that is not accepted the code is
    the state itself; else it is negative or out_of_range."""
    states = cells["state"]
    return sorted(
        (at, states[at] if code == "state" else code) for at, code in _failures(_CELLS, cells, _DOUBTED_CELLS)
    )


def layout_failures(marks: pl.DataFrame) -> list[Failure]:
    """Where labels fail, as (line, code): unknown, missing, twice or renamed."""
    return sorted(_failures(_LAYOUT, marks, _DOUBTED_LABELS))


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame, doubted: pl.Expr) -> list[Failure]:
    """Where the `doubted` lines of a frame fail, those that may, and by which check."""
    lines = frame.select(doubted.fill_null(True).arg_true()).to_series().to_list()
    if not lines:
        return []
    without_strategies()
    try:
        schema.validate(frame[lines], lazy=True)
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
