"""Forms in parts that nobody put together: what another part holds is not known here, and no sum over it can be judged.

    | 月份 | 总馆 | 分馆 | 合计 |
    | 1    | 70   |      | 70   |      分馆 was filed by another department, on a sheet of its own
    | 2    | 60   |      | 60   |
    | 全年 | 130  |      | 130  |

分馆 of a month is no 0 that its blank would mean elsewhere, so 合计 of a month cannot be judged, nor whatever holds it
against another form. 全年 of 总馆 adds up what stands here, and can. Of a list only its rows can be judged, each by
itself: the other part may hold further entries. What is unknown for such a reason is State.APART."""

import polars as pl

from guanbiao.facts.extract import Tables
from guanbiao.reconcile.plan import Plan
from guanbiao.text.figures import State

_APART = pl.lit(State.APART.value)
_PLACE = ["row", "column"]
_RELATION = ["period", "relation"]
_CELL = ["filing", "at_row", "at_column"]
_NOTHING = (State.BLANK.value, State.ABSENT.value)


def in_parts(filings: pl.DataFrame) -> pl.DataFrame:
    """Those of the filings that count (FilingLine) whose form is in parts."""
    return filings.filter(pl.col("part_of") == pl.col("filing"))


def without_elsewhere(facts: pl.DataFrame, tables: Tables, parts: pl.DataFrame) -> pl.DataFrame:
    """The facts (FactLine with `figure`) without the blanks of forms in `parts` that another part may fill: those that
    one does, those of rows that are blank here, and blank totals."""
    if parts.is_empty():
        return facts
    others = tables.filings.filter(
        pl.col("part_of").is_in(parts["filing"].implode()) & (pl.col("part_of") != pl.col("filing"))
    )
    filled = tables.facts.filter(~pl.col("state").is_in(_NOTHING)).join(others.select("filing", "part_of"), on="filing")
    filled = filled.select(*_PLACE, filing="part_of", elsewhere=pl.lit(True)).unique()
    joined = facts.join(filled, on=["filing", *_PLACE], how="left", maintain_order="left")
    is_blank, is_total = pl.col("state") == State.BLANK.value, pl.col("is_total").fill_null(False)
    is_blank_row = (is_blank | is_total).all().over("filing", "block", "at_row")
    is_apart = is_blank & (pl.col("elsewhere").fill_null(False) | is_blank_row | is_total)
    return _apart(joined, is_apart & pl.col("filing").is_in(parts["filing"].implode())).drop("elsewhere")


def without_others(met: pl.DataFrame, parts: pl.DataFrame, stated: Plan) -> pl.DataFrame:
    """The terms of relations (TermLine) without what another part of a form in `parts` may hold, and without the totals
    that add that up, except in relations whose terms all stand in one row."""
    if parts.is_empty():
        return met
    known = parts.select("form", of="period", in_parts=pl.lit(True))
    joined = met.with_columns(of=pl.col("period") - pl.col("back")).join(
        known, on=["form", "of"], how="left", maintain_order="left"
    )
    is_lacking = pl.col("filing").is_null() | pl.col("state").is_in((State.APART.value, State.ABSENT.value))
    joined = joined.with_columns(pl.col("in_parts").fill_null(False), is_lacking=is_lacking).with_columns(
        is_lacking=pl.col("in_parts") & pl.col("is_lacking")
    )
    totals = _totals_of_others(joined, stated).with_columns(adds_others=pl.lit(True))
    joined = joined.join(totals, on=_CELL, how="left", maintain_order="left")
    is_one_row = (pl.col("at_row").is_not_null().all() & (pl.struct("filing", "at_row").n_unique() == 1)).over(
        _RELATION
    )
    adds_others = pl.col("adds_others").fill_null(False) & ~is_one_row
    return _apart(joined, pl.col("is_lacking") | adds_others).select(met.columns)


def _totals_of_others(met: pl.DataFrame, stated: Plan) -> pl.DataFrame:
    """The totals (cells) of forms in parts that add up figures which are lacking, or totals of such."""
    lefts = met.filter((pl.col("side") == 0) & pl.col("in_parts") & pl.col("filing").is_not_null())
    lefts = lefts.filter(pl.col("relation").is_in(stated.making_totals(lefts["relation"])))
    rights = met.filter(pl.col("side") == 1)
    found = lefts.select(_CELL).clear()
    while True:
        lacking = rights.join(found.with_columns(is_found=pl.lit(True)), on=_CELL, how="left")
        lacking = lacking.filter(pl.col("is_lacking") | pl.col("is_found").fill_null(False))
        more = lefts.join(lacking.select(_RELATION).unique(), on=_RELATION, how="semi").select(_CELL).unique()
        if more.height == found.height:
            return found
        found = more


def _apart(frame: pl.DataFrame, is_apart: pl.Expr) -> pl.DataFrame:
    """The lines without the figures that are apart."""
    return frame.with_columns(
        figure=pl.when(~is_apart).then("figure"), state=pl.when(is_apart).then(_APART).otherwise("state")
    )
