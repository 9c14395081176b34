"""Validate with pandera: one schema over the checked cells of all filings, one over their labels.

Totals are no matter of schemas: they are rules. A crash inside a check would look like a failure without an index."""

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
Failure = tuple[int, str]


def cell_failures(cells: pl.DataFrame) -> list[Failure]:
    """Where checked cells fail, as (line, code), in the order of the lines. Of a state that is not accepted the code is
    the state itself; else it is negative or out_of_range."""
    states = cells["state"]
    return sorted((at, states[at] if code == "state" else code) for at, code in _failures(_CELLS, cells))


def layout_failures(marks: pl.DataFrame) -> list[Failure]:
    """Where labels fail, as (line, code): unknown, missing, twice or renamed."""
    return sorted(_failures(_LAYOUT, marks))


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[Failure]:
    without_strategies()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
        if found["index"].null_count():
            raise RuntimeError(f"schema and frame disagree: {found.row(0)}") from errors
        return [(int(index), str(check)) for index, check in zip(found["index"], found["check"], strict=True)]
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
