"""What expressions come to in a year, and what every form states of the catalogue's indicators."""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import TermLine, lines
from guanbiao.forms.catalogue import Indicator, Rule
from guanbiao.forms.equations import Equation, Sum
from guanbiao.forms.relation import Relation
from guanbiao.reconcile.join import joined_terms
from guanbiao.reconcile.plan import Plan


class Stated(Struct, frozen=True):
    """What an expression comes to in a year: its figure (None: not given) and the terms that it is the sum of."""

    figure: float | None
    terms: tuple[TermLine, ...]


class Statement(Struct, frozen=True):
    """What one form states of an indicator: its figure (None: not given) and the terms that it is the sum of."""

    indicator: Indicator
    form: str
    figure: float | None
    terms: tuple[TermLine, ...]


def stated(sums: Sequence[Sum], tables: Tables, counted: Sequence[int], year: int) -> list[Stated]:
    """What expressions come to in a year, each of the figures that it meets there."""
    itself = [Equation(each, each) for each in sums]
    plan = Plan(tuple(Relation(Rule("", equation), equation) for equation in itself))
    met, _ = joined_terms(tables, counted, plan)
    terms: dict[int, list[TermLine]] = defaultdict(list)
    for line in lines(met.filter((pl.col("side") == 0) & (pl.col("period") == year)), TermLine):
        terms[line.relation].append(line)
    return [Stated(_total(terms[at]), tuple(terms[at])) for at in range(len(sums))]


def statements(indicators: Sequence[Indicator], found: Sequence[Stated]) -> list[Statement]:
    """What the forms of a year state of indicators: `found` is what their expressions come to, in their order."""
    asked = [(each, total) for each in indicators for total in each.stated]
    return [
        Statement(each, total.terms[0][1].form, own.figure, own.terms)
        for (each, total), own in zip(asked, found, strict=True)
    ]


def _total(terms: Sequence[TermLine]) -> float | None:
    """The sum of some terms; None where there are none, or one is missing."""
    figures = [None if line.figure is None else line.factor * line.figure for line in terms]
    if not figures or None in figures:
        return None
    return round(float(sum(each for each in figures if each is not None)), 6)


def grouped(own: Sequence[Statement]) -> list[tuple[float, list[str]]]:
    """The figures that were given, each with the forms that state it, the commonest first."""
    found: dict[float, list[str]] = defaultdict(list)
    for each in own:
        if each.figure is not None:
            found[each.figure].append(each.form)
    return sorted(found.items(), key=lambda each: -len(each[1]))
