"""Headline figures (指标对照): one row an indicator, one column for every form that states it, and where they part."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline import phrase
from pipeline.annual import Report
from pipeline.consolidate import Consolidated
from pipeline.expr import Equation
from pipeline.formulas import expression
from pipeline.ledger import Finder, finder
from pipeline.meet import meet
from pipeline.model import exact
from pipeline.page import Page, Placed, fit_heights, fit_widths
from pipeline.phrase import Phrases, number
from pipeline.phrase_relations import INDICATORS_HEAD, INDICATORS_NOTE, INDICATORS_TITLE, parting
from pipeline.relations import Plan, Relation
from pipeline.spec import Indicator, Rule


@dataclass(frozen=True)
class Statement:
    """What one form states of an indicator: its figure (None: not given) and the terms that it is the sum of."""

    indicator: Indicator
    form: str
    figure: float | None
    terms: tuple[Mapping[str, Any], ...]


def statements(report: Report) -> list[Statement]:
    """Everything that forms state of the catalogue's indicators, in their order."""
    stated = [(each, total) for each in report.catalogue.indicators for total in each.stated]
    itself = [(each, Equation(total, total)) for each, total in stated]
    plan = Plan(tuple(Relation(Rule(each.name, equation), equation) for each, equation in itself))
    met, _ = meet(report.tables, report.counted_at, plan)
    lines: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in met.filter((pl.col("side") == 0) & (pl.col("period") == report.year)).iter_rows(named=True):
        lines[line["relation"]].append(line)
    return [
        Statement(each, total.terms[0][1].form, _total(lines[at]), tuple(lines[at]))
        for at, (each, total) in enumerate(stated)
    ]


def _total(lines: Sequence[Mapping[str, Any]]) -> float | None:
    if not lines or any(line["figure"] is None for line in lines):
        return None
    return round(float(sum(line["factor"] * line["figure"] for line in lines)), 6)


def indicators_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """The indicators as rows, the forms as columns; a figure that parts from the commonest is marked."""
    found = statements(report)
    order = {form.id: at for at, form in enumerate(report.catalogue.forms)}
    forms = sorted({each.form for each in found}, key=lambda form: order[form])
    wide = len(forms) + 1
    cells = [Placed(0, 0, INDICATORS_TITLE.format(year=report.year), "title", 0, wide)]
    heads = [INDICATORS_HEAD, *(phrases.table(form) for form in forms), INDICATORS_NOTE]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(heads)]
    find = finder(report, official)
    for at, indicator in enumerate(report.catalogue.indicators, 2):
        own = [each for each in found if each.indicator is indicator]
        cells += _row(at, indicator, own, forms, find, phrases)
    widths = fit_widths(cells[1:], wide + 1, 12.0, {0: 22.0, wide: 60.0})
    return Page(phrase.INDICATORS, tuple(cells), widths, fit_heights(cells, widths), True, (0, 1), (2, 1))


def _row(
    at: int, indicator: Indicator, own: Sequence[Statement], forms: Sequence[str], find: Finder, phrases: Phrases
) -> Iterator[Placed]:
    groups = grouped(own)
    usual = groups[0][0] if groups else None
    by_form = {each.form: each for each in own}
    yield Placed(at, 0, indicator.name + (f"（{indicator.unit}）" if indicator.unit else ""), "text")
    for column, form in enumerate(forms, 1):
        each = by_form.get(form)
        if each is None or each.figure is None:
            yield Placed(at, column, None, "number")
            continue
        style = "number" if each.figure == usual else "number mandatory"
        yield Placed(at, column, exact(each.figure), style, formula=f'=IFERROR({expression(each.terms, find)},"")')
    said = [(number(figure), [phrases.table(form) for form in some]) for figure, some in groups]
    yield Placed(at, len(forms) + 1, parting(said), "text")


def grouped(own: Sequence[Statement]) -> list[tuple[float, list[str]]]:
    """The figures that were given, each with the forms that state it, the commonest first."""
    found: dict[float, list[str]] = defaultdict(list)
    for each in own:
        if each.figure is not None:
            found[each.figure].append(each.form)
    return sorted(found.items(), key=lambda each: -len(each[1]))
