"""Frames held against their declarations with pandera: in tests, and where a run is asked to prove what it does.

A frame that fails is a mistake of ours and no finding: it raises."""

import pandera.polars as pa
import polars as pl
from msgspec import Struct

from guanbiao.checks.validate import without_strategies
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import CellLine, FactLine, FilingLine, TypedLine, UnitLine, UnreadLine, nullable, schema
from guanbiao.text.figures import State

_STATES = (*(state.value for state in State), "text")
_ROLES = ("row", "entry", "total", "single")
_CHECKS = {  # of columns that more than one frame has
    "role": pa.Check.isin(_ROLES),
    "state": pa.Check.isin(_STATES),
    "filing": pa.Check.ge(0),
    "seq": pa.Check.ge(0),
    "above": pa.Check.ge(0),
    "at_row": pa.Check.ge(0),
    "at_column": pa.Check.ge(-1),
    "side": pa.Check.isin((0, 1)),
    "power": pa.Check.isin((-1, 0, 1)),
    "verdict": pa.Check.isin(("holds", "broken", "unverifiable")),
}


def proven(frame: pl.DataFrame, kind: type[Struct]) -> pl.DataFrame:
    """The frame, which has the columns that `kind` declares, of their types, null only where they may be, and in their
    ranges; others are none of its business. Raises pandera's SchemaErrors."""
    without_strategies()
    may_be_null = nullable(kind)
    columns = {
        name: pa.Column(dtype, _CHECKS.get(name), nullable=name in may_be_null) for name, dtype in schema(kind).items()
    }
    return pa.DataFrameSchema(columns).validate(frame, lazy=True)


def prove_tables(tables: Tables) -> None:
    """Hold the tables of all filings against their declarations. Raises pandera's SchemaErrors."""
    proven(tables.cells, CellLine)
    proven(tables.facts, FactLine)
    proven(tables.typed, TypedLine)
    proven(tables.filings, FilingLine)
    proven(tables.units, UnitLine)
    proven(tables.unread, UnreadLine)
