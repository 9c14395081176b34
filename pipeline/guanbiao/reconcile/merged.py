"""Figures that are merged over several cells: they count once, and only where all of these are counted together.

    | 月份 | 总馆 | 少儿馆 | 合计 |
    | 1    | 70   | 10     | 40   |      70 is merged over both months
    | 2    |      | 10     | 60   |
    | 全年 | 70   | 20     | 100  |

全年 of 总馆 adds up both cells, and can be judged. 合计 of a month holds 40 and 60 against a part of the 70 that nobody
tells: it cannot. Where all terms are merged over the same rows, or the same columns, it can."""

import polars as pl

_MERGED = ["filing", "merged"]
_CELL = ["filing", "at_row", "at_column"]
_RELATION = ["period", "relation"]


def without_torn(met: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """The terms of relations (TermLine) without the figures that are merged over cells of which a relation counts only
    some, or some on either side. What is merged and 0 is 0 in each of its cells."""
    boxes = facts.filter(pl.col("merged").is_not_null())
    if boxes.is_empty():
        return met
    sizes = boxes.group_by(_MERGED).agg(
        size=pl.struct(_CELL).n_unique(),
        is_nothing=pl.col("figure").is_not_null().all() & (pl.col("figure") == 0).all(),
    )
    torn = _torn(met, sizes).with_columns(is_torn=True)
    joined = met.join(torn, on=[*_RELATION, *_MERGED], how="left", maintain_order="left")
    return joined.with_columns(figure=pl.when(pl.col("is_torn").is_null()).then("figure")).drop("is_torn")


def _torn(met: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """By relation, the merged figures that it counts only in part, or against a part of themselves."""
    touched = met.join(met.filter(pl.col("merged").is_not_null()), on=_RELATION, how="semi")
    touched = touched.with_columns(
        rows=pl.col("merged").str.replace_all("[A-Z]", ""), columns=pl.col("merged").str.replace_all("[0-9]", "")
    )
    alike = touched.group_by(_RELATION).agg(
        is_alike=pl.col("merged").is_not_null().all()
        & ((pl.col("rows").n_unique() == 1) | (pl.col("columns").n_unique() == 1))
    )
    counted = touched.filter(pl.col("merged").is_not_null()).group_by([*_RELATION, *_MERGED])
    seen = counted.agg(pl.struct(_CELL).n_unique().alias("seen"), sides=pl.col("side").n_unique())
    known = seen.join(sizes, on=_MERGED, how="inner").join(alike, on=_RELATION, how="inner")
    is_torn = (pl.col("seen") < pl.col("size")) | (pl.col("sides") > 1)
    return known.filter(is_torn & ~pl.col("is_alike") & ~pl.col("is_nothing")).select([*_RELATION, *_MERGED])
