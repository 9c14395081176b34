"""Headline figures: what every form of a year states of the catalogue's indicators."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from msgspec import Struct

from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Catalogue, Indicator, Rule
from guanbiao.forms.equations import Equation
from guanbiao.forms.relation import Relation
from guanbiao.reconcile.join import meet
from guanbiao.reconcile.plan import Plan


class Statement(Struct, frozen=True):
    """What one form states of an indicator: its figure (None: not given) and the terms that it is the sum of."""

    indicator: Indicator
    form: str
    figure: float | None
    terms: tuple[Mapping[str, Any], ...]


def statements(tables: Tables, counted: Sequence[int], catalogue: Catalogue, year: int) -> list[Statement]:
    """Everything that the forms of a year state of the catalogue's indicators, in their order."""
    stated = [(each, total) for each in catalogue.indicators for total in each.stated]
    itself = [(each, Equation(total, total)) for each, total in stated]
    plan = Plan(tuple(Relation(Rule(each.name, equation), equation) for each, equation in itself))
    met, _ = meet(tables, counted, plan)
    lines: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in met.filter((pl.col("side") == 0) & (pl.col("period") == year)).iter_rows(named=True):
        lines[line["relation"]].append(line)
    return [
        Statement(each, total.terms[0][1].form, _total(lines[at]), tuple(lines[at]))
        for at, (each, total) in enumerate(stated)
    ]


def _total(lines: Sequence[Mapping[str, Any]]) -> float | None:
    if not lines or any(line["figure"] is None for line in lines):
        return None
    return round(float(sum(line["factor"] * line["figure"] for line in lines)), 6)


def grouped(own: Sequence[Statement]) -> list[tuple[float, list[str]]]:
    """The figures that were given, each with the forms that state it, the commonest first."""
    found: dict[float, list[str]] = defaultdict(list)
    for each in own:
        if each.figure is not None:
            found[each.figure].append(each.form)
    return sorted(found.items(), key=lambda each: -len(each[1]))
