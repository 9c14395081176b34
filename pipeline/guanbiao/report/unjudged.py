"""Why relations could not be judged (无法审核), and for want of what."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from enum import StrEnum

import polars as pl
from msgspec import Struct

from guanbiao.facts.frames import TermLine, lines
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.figures import State


class Want(StrEnum):
    """What a relation lacks; of several, the one that comes first here is told."""

    LAST_YEAR = "last_year"
    DOUBTED = "doubted"
    FORM = "form"
    PARTS = "parts"
    COLUMN = "column"
    READABLE = "readable"
    TOTAL = "total"
    FIGURE = "figure"
    UNIT = "unit"


class Unjudged(Struct, frozen=True):
    """All that a relation lacks, and the earlier years whose forms are among it."""

    wants: tuple[Want, ...]
    years: tuple[int, ...] = ()

    @property
    def want(self) -> Want:
        """What it lacks first of all."""
        order = list(Want)
        return min(self.wants, key=order.index)


def unjudged(reconciled: Reconciled, counted: Collection[str], year: int) -> Mapping[int, Unjudged]:
    """By relation of a year that could not be judged, in their order, what it lacks. `counted` are the forms filed."""
    judged = reconciled.relations_of(year).filter(pl.col("verdict") == Verdict.UNVERIFIABLE.value)
    terms = reconciled.terms_of(year).filter(pl.col("figure").is_null())
    missing: dict[int, list[TermLine]] = defaultdict(list)
    for line in lines(terms.join(judged.select("relation"), on="relation", how="semi"), TermLine):
        missing[line.relation].append(line)
    return {relation: _lacking(missing[relation], counted, year) for relation in judged["relation"]}


def _lacking(terms: list[TermLine], counted: Collection[str], year: int) -> Unjudged:
    wants = tuple(dict.fromkeys(_want(line, counted) for line in terms))
    years = {year - line.back for line in terms if line.back and _want(line, counted) is Want.LAST_YEAR}
    return Unjudged(wants or (Want.UNIT,), tuple(sorted(years)))


def _want(line: TermLine, counted: Collection[str]) -> Want:
    stated = {State.APART: Want.PARTS, State.DOUBTED: Want.DOUBTED}
    if line.state in stated:
        return stated[State(line.state)]
    if line.filing is None:
        is_owed = not line.back and line.form not in counted
        return Want.LAST_YEAR if line.back else Want.FORM if is_owed else Want.FIGURE
    if line.state == State.ABSENT:
        return Want.COLUMN
    if line.state in (State.UNREADABLE, State.ERROR):
        return Want.READABLE
    return Want.TOTAL if line.is_total and line.state == State.BLANK else Want.FIGURE


def counted_wants(found: Mapping[int, Unjudged]) -> list[tuple[Want, int, tuple[int, ...]]]:
    """Of each want how many relations it keeps from being judged, each counted once, and the years whose forms would
    settle them."""
    counts = Counter(each.want for each in found.values())
    years = {year for each in found.values() for year in each.years}
    return [
        (want, counts[want], tuple(sorted(years)) if want is Want.LAST_YEAR else ()) for want in Want if counts[want]
    ]
