"""Headline figures: what every form of a year states of the catalogue's indicators."""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import TermLine, lines
from guanbiao.forms.catalogue import Catalogue, Indicator, Rule
from guanbiao.forms.equations import Equation
from guanbiao.forms.relation import Relation
from guanbiao.reconcile.join import joined_terms
from guanbiao.reconcile.plan import Plan


class Statement(Struct, frozen=True):
    """What one form states of an indicator: its figure (None: not given) and the terms that it is the sum of."""

    indicator: Indicator
    form: str
    figure: float | None
    terms: tuple[TermLine, ...]


def statements(tables: Tables, counted: Sequence[int], catalogue: Catalogue, year: int) -> list[Statement]:
    """Everything that the forms of a year state of the catalogue's indicators, in their order."""
    stated = [(each, total) for each in catalogue.indicators for total in each.stated]
    itself = [(each, Equation(total, total)) for each, total in stated]
    plan = Plan(tuple(Relation(Rule(each.name, equation), equation) for each, equation in itself))
    met, _ = joined_terms(tables, counted, plan)
    terms: dict[int, list[TermLine]] = defaultdict(list)
    for line in lines(met.filter((pl.col("side") == 0) & (pl.col("period") == year)), TermLine):
        terms[line.relation].append(line)
    return [
        Statement(each, total.terms[0][1].form, _total(terms[at]), tuple(terms[at]))
        for at, (each, total) in enumerate(stated)
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
