"""Turn relations that do not hold, or that cannot be judged, into findings with every cell they speak of."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from pipeline.books import a1
from pipeline.expr import Op
from pipeline.grammar import State
from pipeline.labels import for_year
from pipeline.model import Filing, Finding, Source, Term, Verdict
from pipeline.reconcile import Reconciled
from pipeline.relations import Relation
from pipeline.spec import Catalogue, Level, shown_row

Line = dict[str, Any]


def relation_findings(
    reconciled: Reconciled, period: int, filings: Sequence[Filing], catalogue: Catalogue
) -> list[Finding]:
    """One finding for each broken relation of a period, and one for each rule whose totals were left blank."""
    judged = reconciled.judged(period)
    failed = judged.filter(pl.col("verdict") != Verdict.HOLDS.value).select("relation")
    terms: dict[int, list[Line]] = {}
    for term in reconciled.met(period).join(failed, on="relation", how="semi").iter_rows(named=True):
        terms.setdefault(term["relation"], []).append(term)
    broken = [
        _broken(reconciled.plan.relations[line["relation"]], line, terms[line["relation"]], filings, catalogue)
        for line in judged.filter(pl.col("verdict") == Verdict.BROKEN.value).iter_rows(named=True)
    ]
    return broken + list(_blank_totals(reconciled, judged, terms, filings, catalogue))


def _broken(
    relation: Relation, line: Line, terms: list[Line], filings: Sequence[Filing], catalogue: Catalogue
) -> Finding:
    found = tuple(term_of(term, line["period"], filings, catalogue) for term in terms)
    return Finding(
        rule=for_year(relation.rule.code, line["period"]),
        kind=relation.kind,
        level=relation.rule.level,
        form=found[0].form,
        row=found[0].row,
        column=found[0].column,
        unit=terms[0]["measure"].rpartition("/")[2] or terms[0]["unit"] or "",
        reported=line["reported"],
        expected=line["expected"],
        terms=found,
        detail={
            "blanks": line["blanks"],
            "basis": relation.rule.basis,
            "measure": terms[0]["measure"],
            "rounded": relation.rule.rounded,
            "at_most": relation.equation.op is Op.AT_MOST,
        },
        relation=line["relation"],
    )


def term_of(line: Line, period: int, filings: Sequence[Filing], catalogue: Catalogue) -> Term:
    """A term of a relation with the cell it was read from; no cell where it is nowhere filed."""
    form = catalogue.by_id[line["form"]]
    row = shown_row(form, line["row"], period) if line["row"] else line["label"] or ""
    place = filings[line["filing"]] if line["filing"] is not None else None
    at = (
        a1(line["at_row"], line["at_column"])
        if place and line["at_column"] is not None and line["at_column"] >= 0
        else ""
    )
    return Term(
        role="reported" if line["side"] == 0 else "expected",
        form=line["form"],
        row=row,
        column=for_year(line["column"], period),
        value=line["figure"],
        raw=line["raw"] or "",
        file=place.book.file if place else "",
        sheet=place.sheet.name if place else "",
        cell=at,
        measure=line["measure"] or "",
        factor=line["factor"],
        power=line["power"] or 0,
    )


def _blank_totals(
    reconciled: Reconciled,
    judged: pl.DataFrame,
    terms: dict[int, list[Line]],
    filings: Sequence[Filing],
    catalogue: Catalogue,
) -> Iterator[Finding]:
    """Totals left blank over parts that were given, one finding a rule: the workbook fills them."""
    blank: dict[str, list[tuple[Line, Line]]] = {}
    for line in judged.filter(pl.col("verdict") == Verdict.UNVERIFIABLE.value).iter_rows(named=True):
        first, *parts = terms[line["relation"]]
        has_parts = any(part["state"] != State.BLANK.value for part in parts)
        if first["state"] == State.BLANK.value and line["expected"] is not None and has_parts:
            blank.setdefault(reconciled.plan.relations[line["relation"]].rule.code, []).append((line, first))
    for code, found in blank.items():
        places = tuple(term_of(first, line["period"], filings, catalogue) for line, first in found)
        alone = len(found) == 1
        yield Finding(
            rule=for_year(code, found[0][0]["period"]),
            kind=Source.WITHIN,
            level=Level.INFO,
            verdict=Verdict.UNVERIFIABLE,
            form=places[0].form,
            row=_common(term.row for term in places),
            column=_common(term.column for term in places),
            unit=found[0][1]["unit"] or "",
            expected=found[0][0]["expected"] if alone else None,
            terms=places,
            detail={"count": len(found)},
        )


def _common(labels: Iterator[str]) -> str:
    kept = list(dict.fromkeys(labels))
    return kept[0] if len(kept) == 1 else ""
