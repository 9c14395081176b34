"""Relations that nobody can judge, since figures of theirs stand in another unit than declared.

Figures of one filing in one unit add up in any unit: of such a relation only what was lost by rounding is forgiven. One
that holds them against figures in the declared unit is open where the stated unit counts something else; where the
figures look as if they were in the declared unit after all, it is open if it does not hold so."""

import polars as pl

from guanbiao.facts.frames import RelationLine, schema
from guanbiao.facts.units import Way
from guanbiao.model.findings import Verdict

_RELATION = ["period", "relation"]
_CELL = ["filing", "at_row", "at_column"]


def without_doubtful(
    judged: pl.DataFrame, met: pl.DataFrame, units: pl.DataFrame, unknown: pl.DataFrame
) -> pl.DataFrame:
    """`judged` (RelationLine) with those unverifiable that hang on a unit; `met` are the terms of all relations
    (TermLine), `units` the cells in another unit (UnitLine), `unknown` those in one that nobody knows."""
    if units.is_empty() and unknown.is_empty():
        return judged
    ways = units.filter(pl.col("way") != Way.CONVERTED.value).select(*_CELL, "way", "slack")
    if unknown.height:
        others = unknown.select(*_CELL, way=pl.lit(Way.OTHER.value), slack=pl.lit(0.0))
        ways = pl.concat([ways, others.cast(ways.schema)])
    ways = ways.unique(_CELL, maintain_order=True)
    if ways.is_empty():
        return judged
    doubts = _doubts(met.join(ways, on=_CELL, how="left", maintain_order="left"))
    joined = judged.join(doubts, on=_RELATION, how="left", maintain_order="left")
    off = pl.when("equal").then(pl.col("difference").abs()).otherwise("difference")
    is_broken = pl.col("verdict") == Verdict.BROKEN.value
    is_open = pl.col("is_other") | (is_broken & (off <= pl.col("tolerance") + pl.col("slack")))
    verdict = pl.when(is_open.fill_null(False)).then(pl.lit(Verdict.UNVERIFIABLE.value)).otherwise("verdict")
    return joined.with_columns(verdict=verdict).select(*schema(RelationLine))


def _doubts(met: pl.DataFrame) -> pl.DataFrame:
    """By relation, how much it may be off for the units of its figures, and whether these count something else."""
    way, known = pl.col("way"), pl.col("way").is_not_null()
    is_mixed = ~known.all() | (pl.col("filing").n_unique() > 1)
    is_wide = (is_mixed & (way == Way.DOUBTED.value).any()) | ((pl.col("power") != 0) & known).any()
    slack = (pl.col("slack") * pl.col("factor").abs()).sum()
    return (
        met.group_by(*_RELATION, maintain_order=True)
        .agg(
            any_known=known.any(),
            is_other=is_mixed & (way == Way.OTHER.value).any(),
            slack=pl.when(is_wide).then(float("inf")).otherwise(slack),
        )
        .filter("any_known")
        .drop("any_known")
    )
