"""Validate with pandera: one schema a form, run once over all its filings. What a schema is made from comes as plain
data, so that an aide can validate while the figures are reconciled."""

import sys
from collections.abc import Sequence

import pandera.polars as pa
import polars as pl
from pandera.backends.polars.register import register_polars_backends

from guanbiao.checks.cases import Case, Failure, Failures

_RANGES = {"unsigned": pa.Check.ge(0, error="negative"), "share": pa.Check.le(1, error="out_of_range")}
_LAYOUT = pa.DataFrameSchema(
    {
        "declared": pa.Column(pl.Boolean, pa.Check.isin([True], error="unknown")),
        "times": pa.Column(pl.Int32, [pa.Check.ge(1, error="missing"), pa.Check.le(1, error="twice")]),
        "instead": pa.Column(pl.String, pa.Check.isin([""], error="renamed")),
    }
)


def failures(cases: Sequence[Case], layout: pl.DataFrame) -> Failures:
    """Where each case fails, and where labels do: `layout` holds one a line, whether it is declared, how many times it
    stands, and what stands there instead. A failure is (line, code), in the order of the lines."""
    _without_strategies()
    return [_failures(_schema(case), case.frame) for case in cases], _failures(_LAYOUT, layout)


def _schema(case: Case) -> pa.DataFrameSchema:
    figures = {name: pa.Column(pl.Float64, _RANGES[name], nullable=True) for name in case.ranged}
    return pa.DataFrameSchema({"state": pa.Column(pl.String, pa.Check.isin(case.accepted, error="state")), **figures})


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[Failure]:
    """Where a frame fails its schema. Of a state that is not accepted the code is the state."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
        if found["index"].null_count():
            raise RuntimeError(f"schema and frame disagree: {found.row(0)}") from errors
        cases = zip(found["index"], found["check"], found["failure_case"], strict=True)
        return sorted(
            (int(index), str(case).rpartition("=")[2] if check == "state" else str(check))
            for index, check, case in cases
        )
    return []


def _without_strategies() -> None:
    """Have pandera load its polars backend without hypothesis, which it draws in only to invent data: half a second."""
    absent = "hypothesis" not in sys.modules
    if absent:
        sys.modules["hypothesis"] = None  # type: ignore[assignment]
    try:
        register_polars_backends()
    finally:
        if absent:
            del sys.modules["hypothesis"]
