"""Frames are what they are declared to be: those of the sample, and a wrong one is told."""

import polars as pl
import pytest
from guanbiao.checks.proof import prove_tables, proven
from guanbiao.facts.frames import CellLine, FactLine, RelationLine, TermLine, lines, nullable, schema
from guanbiao.report.report import Report
from pandera.errors import SchemaErrors


def test_the_frames_of_the_sample_are_as_declared(report: Report) -> None:
    prove_tables(report.tables)
    proven(report.reconciled.terms, TermLine)
    proven(report.reconciled.relations, RelationLine)
    proven(report.reconciled.facts, FactLine)


@pytest.mark.parametrize(
    "wrong",
    [
        pl.col("state").str.replace("number", "nomber"),
        pl.lit(None, pl.String).alias("column"),
        pl.col("at_column") - 99,
        pl.col("filing").cast(pl.Int64),
    ],
)
def test_a_wrong_frame_is_told(report: Report, wrong: pl.Expr) -> None:
    with pytest.raises(SchemaErrors):
        proven(report.tables.cells.with_columns(wrong), CellLine)


def test_a_line_is_read_as_it_is_declared(report: Report) -> None:
    first = next(lines(report.tables.cells, CellLine))
    assert first == CellLine(**report.tables.cells.row(0, named=True))
    assert list(schema(CellLine)) == report.tables.cells.columns
    assert nullable(CellLine) == {"raw", "merged", "value"}
