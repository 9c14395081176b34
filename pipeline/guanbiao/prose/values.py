"""What the forms give for what slots say: figures, with the cells that they are made of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import TermLine, lines
from guanbiao.facts.terms import relation_term
from guanbiao.forms.blocks import MONTHS
from guanbiao.forms.catalogue import Catalogue, Grid, Rule
from guanbiao.forms.equations import Equation, Figure, Operand, Sum, total
from guanbiao.forms.prose import Average, Change, Share, Stated
from guanbiao.forms.relation import Relation
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Term
from guanbiao.reconcile.join import joined_terms
from guanbiao.reconcile.plan import Plan

Place = tuple[str, str, str, str]  # a figure of a filed cell: file, sheet, cell, measure
Reading = Mapping[Place, float]  # other figures than those that were filed


class Filed(Struct, frozen=True):
    """The forms of a year: what was filed, which filings count, and what is declared."""

    year: int
    filings: Sequence[Filing]
    tables: Tables
    counted: Sequence[int]
    catalogue: Catalogue


class Value(Struct, frozen=True):
    """What the forms give for an expression: its terms with their cells, in their order."""

    terms: tuple[Term, ...] = ()

    def figure(self, instead: Reading | None = None) -> float | None:
        """Its figure, with others than filed `instead` where there are; None where a term is missing."""
        sums: list[float] = []
        for term in self.terms:
            figure = (instead or {}).get(place_of(term), term.value)
            if figure is None:
                return None
            sums.append(term.factor * figure)
        return round(float(sum(sums)), 6) if sums else None


class Given(Struct, frozen=True):
    """What the forms give for what a slot says."""

    stated: Stated
    parts: tuple[Value, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that it is made of."""
        return tuple(term for part in self.parts for term in part.terms)

    def figure(self, instead: Reading | None = None) -> float | None:
        """The figure, in per cent for a share, below 0 for a change to less; None where it is not known."""
        figures = [each.figure(instead) for each in self.parts]
        known = [each for each in figures if each is not None]
        if len(known) != len(figures) or not known:
            return None
        found = _worked_out(self.stated, known)
        return None if found is None else round(found, 6)


def place_of(term: Term) -> Place:
    """Which figure of which filed cell a term is."""
    return term.file, term.sheet, term.cell, term.measure


def _worked_out(stated: Stated, known: Sequence[float]) -> float | None:
    match stated:
        case Share():
            return 100 * known[0] / known[1] if known[1] else None
        case Change(relative=True):
            return 100 * (known[0] - known[1]) / known[1] if known[1] else None
        case Change():
            return known[0] - known[1]
        case Average(days=days):
            return known[0] / days
    return known[0]


def expressions(stated: Stated) -> tuple[Sum, ...]:
    """The sums that what a slot says is made of."""
    match stated:
        case Share(part, whole):
            return part, whole
        case Change(now, before):
            return now, before
        case Average(over):
            return (over,)
        case _:
            return (stated,)


def given(every: Sequence[Stated], year: Filed) -> list[Given]:
    """What the forms of a year give for each of what some slots say."""
    sums = [each for stated in every for each in expressions(stated)]
    itself = [Equation(each, each) for each in sums]
    plan = Plan(tuple(Relation(Rule(str(at), equation), equation) for at, equation in enumerate(itself)))
    met, _ = joined_terms(year.tables, year.counted, plan)
    terms: dict[int, list[Term]] = defaultdict(list)
    for line in lines(met.filter((pl.col("side") == 0) & (pl.col("period") == year.year)), TermLine):
        terms[line.relation].append(relation_term(line, year.filings, year.catalogue))
    found = iter(Value(tuple(terms[at])) for at in range(len(sums)))
    return [Given(stated, tuple(next(found) for _ in expressions(stated))) for stated in every]


def within(stated: Stated, first: int, last: int, catalogue: Catalogue) -> Stated | None:
    """What a slot says of some months alone: each of its figures is the total of a form's months, of which those are
    added up. None where that is not so."""
    match stated:
        case Sum():
            return _sum_within(stated, first, last, catalogue)
        case Share(part, whole):
            some, every = (_sum_within(each, first, last, catalogue) for each in (part, whole))
            return Share(some, every) if some and every else None
    return None


def _sum_within(stated: Sum, first: int, last: int, catalogue: Catalogue) -> Sum | None:
    parts = [(factor, _months(operand, first, last, catalogue)) for factor, operand in stated.terms]
    if any(months is None for _, months in parts):
        return None
    return total(*(Sum(tuple((factor, each) for each in months or ())) for factor, months in parts))


def _months(operand: Operand, first: int, last: int, catalogue: Catalogue) -> list[Operand] | None:
    if not isinstance(operand, Figure):
        return None
    for block in catalogue.by_id[operand.form].blocks:
        if isinstance(block, Grid):
            for adds in block.down:
                if adds.total == operand.row and set(MONTHS) <= set(adds.parts):
                    wanted = MONTHS[first - 1 : last]
                    return [Figure(operand.form, key, operand.column, operand.measure, operand.back) for key in wanted]
    return None
