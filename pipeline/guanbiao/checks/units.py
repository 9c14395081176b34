"""Figures in another unit than their form declares, and figures with a fraction of what is counted one by one. One
finding a form for each: whoever writes in 万 does so throughout."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import FactLine, UnitLine, lines
from guanbiao.facts.terms import cell_term, label_term
from guanbiao.facts.units import Way
from guanbiao.facts.whole import has_fraction, must_be_whole, out_of_unit, unit_finder
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.details import OfFractions, OfUnit
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Term
from guanbiao.text.cells import a1
from guanbiao.text.figures import State
from guanbiao.text.labels import plain
from guanbiao.words.codes import CODES

_SHOWN = 3
_GROUPED = re.compile(r"([1-9]\d{0,2})\.(\d{3})")  # 1.234: what a point for the comma of thousands makes of 1,234


def unit_findings(units: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for each filing whose sheet states another unit than its form declares (`units`: UnitLine)."""
    by_filing: dict[int, list[UnitLine]] = defaultdict(list)
    if units.is_empty():
        return
    for line in lines(units.filter((pl.col("state") == State.NUMBER.value) & (pl.col("value") != 0)), UnitLine):
        by_filing[line.filing].append(line)
    for at, found in by_filing.items():
        yield _unit_finding(found, filings[at], catalogue)


def _unit_finding(found: Sequence[UnitLine], filing: Filing, catalogue: Catalogue) -> Finding:
    gravest = max(found, key=lambda line: list(Way).index(Way(line.way)))
    stated = filing.units[gravest.source]
    rows, columns = [line.at_row for line in found], [line.at_column for line in found]
    detail = OfUnit(
        gravest.way,
        "、".join(dict.fromkeys(line.stated for line in found)),
        "、".join(dict.fromkeys(line.declared for line in found)),
        len(found),
        ":".join(dict.fromkeys((a1(min(rows), min(columns)), a1(max(rows), max(columns))))),
        gravest.factor,
        max(line.slack for line in found),
    )
    figures = (replace(line, value=round((line.value or 0.0) * line.factor, 6)) for line in found)
    return Finding(
        *CODES["unit_differs"].identity,
        form=filing.form,
        unit=gravest.declared,
        terms=(
            label_term(filing, stated.at, stated.text),
            *(cell_term(line, filing, catalogue) for line in figures),
        ),
        detail=detail,
        filing=gravest.filing,
    )


def fraction_findings(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for each filing in which figures of what is counted one by one have a fraction. They are mandatory: no
    reading of such a figure can be right."""
    broken = tables.facts.filter((pl.col("state") == State.NUMBER.value) & has_fraction())
    if broken.is_empty():
        return
    others = tables.units.filter(pl.col("way") == Way.OTHER.value).select("filing", "at_row", "at_column")
    broken = broken.join(others, on=others.columns, how="anti", maintain_order="left")
    is_counted, unit_of = must_be_whole(catalogue), unit_finder(catalogue)
    by_filing: dict[int, list[FactLine]] = defaultdict(list)
    for line in lines(broken, FactLine):
        if is_counted(line):
            by_filing[line.filing].append(replace(line, unit=unit_of(line)))
    if not by_filing:
        return
    habits = set(out_of_unit(tables.facts, catalogue)["filing"])
    for at, found in by_filing.items():
        yield _fraction_finding(found, filings[at], catalogue, is_habit=at in habits)


def _fraction_finding(found: Sequence[FactLine], filing: Filing, catalogue: Catalogue, *, is_habit: bool) -> Finding:
    terms = tuple(cell_term(line, filing, catalogue) for line in found)
    likely = {term: text for term in terms if (text := _likely(term))}
    if is_habit and len(likely) * 2 < len(terms):
        likely = {}  # 2.247 among 1.1799, 9.3734: all of them in 万
    first = next(iter(likely), terms[0])
    where = "、".join(dict.fromkeys(term.cell for term in terms[:_SHOWN])) + ("…" if len(terms) > _SHOWN else "")
    units = "、".join(dict.fromkeys(line.unit or "" for line in found))
    return Finding(
        *CODES["fraction"].identity,
        form=filing.form,
        row=terms[0].row if len(terms) == 1 else "",
        column=terms[0].column if len(terms) == 1 else "",
        reported=terms[0].value if len(terms) == 1 else None,
        terms=terms,
        detail=OfFractions(len(terms), where, units, first.raw, likely.get(first, ""), is_habit),
        filing=found[0].filing,
    )


def _likely(term: Term) -> str:
    """What is likely meant by a figure with three digits behind its point, '' for every other."""
    found = _GROUPED.fullmatch(plain(term.raw))
    return "".join(found.groups()) if found else ""
