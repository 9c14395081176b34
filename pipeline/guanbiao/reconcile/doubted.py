"""Figures of the year before that were in question and never settled: what is held against them stays open.

Nobody is bound to an error of last year: neither is what agrees with it confirmed, nor what parts from it wrong."""

from collections.abc import Collection

import polars as pl

from guanbiao.facts.archived import Key
from guanbiao.facts.frames import TermLine, lines
from guanbiao.forms.catalogue import Catalogue, shown_row
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.figures import State
from guanbiao.text.years import for_year


def without_doubted(reconciled: Reconciled, year: int, doubted: Collection[Key], catalogue: Catalogue) -> Reconciled:
    """What is reconciled of a year, where figures of the year before (by form, row and column, as printed then) vouch
    for nothing."""
    terms = reconciled.terms_of(year)
    past = terms.filter((pl.col("back") > 0) & pl.col("figure").is_not_null()) if doubted else terms.clear()
    hit = {line.relation for line in lines(past, TermLine) if _key(line, catalogue) in doubted}
    if not hit:
        return reconciled
    is_hit, is_past = pl.col("relation").is_in(list(hit)), pl.col("back") > 0
    open_terms = terms.with_columns(
        figure=pl.when(~(is_hit & is_past)).then("figure"),
        state=pl.when(is_hit & is_past).then(pl.lit(State.DOUBTED.value)).otherwise("state"),
    )
    nothing = {name: pl.when(~is_hit).then(name) for name in ("expected", "difference")}
    relations = reconciled.relations_of(year).with_columns(
        **nothing,
        missing=pl.when(is_hit).then(pl.col("missing") + 1).otherwise("missing"),
        verdict=pl.when(is_hit).then(pl.lit(Verdict.UNVERIFIABLE.value)).otherwise("verdict"),
    )
    return Reconciled(relations, open_terms, reconciled.facts, reconciled.plan)


def _key(line: TermLine, catalogue: Catalogue) -> Key:
    """A figure of the year before as it was printed then."""
    year = line.period - (line.back or 0)
    return line.form, shown_row(catalogue.by_id[line.form], line.row or "", year), for_year(line.column, year)
