"""Turn relations that do not hold, and figures that were left blank, into findings with every cell they speak of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.counted import Statuses
from guanbiao.forms.catalogue import Catalogue, Level, shown_row
from guanbiao.forms.equations import Entries, Op
from guanbiao.forms.levels import Source
from guanbiao.forms.relation import Relation
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Term, Verdict
from guanbiao.model.order import in_order
from guanbiao.reconcile.gaps import Fill, Gap, fills, gaps
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.cells import a1
from guanbiao.text.figures import State
from guanbiao.text.years import for_year

Line = dict[str, Any]


class Outcome(Struct, frozen=True):
    """What became of a year: which of its filings count, all that is reconciled, the blank totals that can be filled,
    and the findings about what does not hold or was not given, in order."""

    year: int
    status: Statuses
    reconciled: Reconciled
    filled: tuple[Fill, ...]
    broken: tuple[Finding, ...]


def outcome(
    reconciled: Reconciled, status: Statuses, year: int, filings: Sequence[Filing], catalogue: Catalogue
) -> Outcome:
    """What became of a year, `status` being what became of each filing in it."""
    filled = fills(reconciled, year, catalogue)
    broken = in_order(relation_findings(reconciled, filled, year, filings, catalogue), catalogue)
    return Outcome(year, status, reconciled, tuple(filled), broken)


def relation_findings(
    reconciled: Reconciled, filled: Sequence[Fill], period: int, filings: Sequence[Filing], catalogue: Catalogue
) -> list[Finding]:
    """One finding for each broken relation of a period, one for each rule whose blank totals are `filled` in the
    workbook, and one for each gap that is left."""
    judged = reconciled.judged(period)
    failed = judged.filter(pl.col("verdict") == Verdict.BROKEN.value)
    terms: dict[int, list[Line]] = {}
    for term in reconciled.met(period).join(failed, on="relation", how="semi").iter_rows(named=True):
        terms.setdefault(term["relation"], []).append(term)
    broken = (
        _broken(reconciled.plan.relations[line["relation"]], line, terms[line["relation"]], filings, catalogue)
        for line in failed.iter_rows(named=True)
    )
    left = (_not_given(gap, period, filings, catalogue) for gap in gaps(reconciled, period, filled))
    return [*broken, *_filled_totals(filled, reconciled, period, filings, catalogue), *left]


def _broken(
    relation: Relation, line: Line, terms: list[Line], filings: Sequence[Filing], catalogue: Catalogue
) -> Finding:
    found = tuple(term_of(term, line["period"], filings, catalogue) for term in terms)
    blanks = Counter(term["side"] for term in terms if term["state"] == State.BLANK.value)
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
            "reported_blanks": blanks[0],
            "expected_blanks": blanks[1],
            "basis": relation.rule.basis,
            "measure": terms[0]["measure"],
            "rounded": relation.rule.rounded,
            "at_most": relation.equation.op is Op.AT_MOST,
            "counted": any(isinstance(leaf, Entries) and leaf.counted for leaf in relation.equation.leaves),
        },
        relation=line["relation"],
    )


def term_of(line: Line, period: int, filings: Sequence[Filing], catalogue: Catalogue) -> Term:
    """A term of a relation with the cell it was read from; no cell where it is nowhere filed."""
    form, back = catalogue.by_id[line["form"]], line.get("back") or 0
    year = period - back
    row = shown_row(form, line["row"], year) if line["row"] else line["label"] or ""
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
        column=for_year(line["column"], year),
        value=line["figure"],
        raw=line["raw"] or "",
        file=place.book.file if place else "",
        sheet=place.sheet.name if place else "",
        cell=at,
        measure=line["measure"] or "",
        factor=line["factor"],
        power=line["power"] or 0,
        back=back,
    )


def _filled_totals(
    filled: Sequence[Fill], reconciled: Reconciled, period: int, filings: Sequence[Filing], catalogue: Catalogue
) -> Iterator[Finding]:
    """Totals left blank over parts that were given, which the workbook fills: one finding a rule."""
    by_rule: dict[str, list[Fill]] = {}
    for fill in (each for each in filled if not each.is_of_nothing):
        by_rule.setdefault(reconciled.plan.relations[fill.total["relation"]].rule.code, []).append(fill)
    for code, found in by_rule.items():
        places = tuple(term_of(fill.total, period, filings, catalogue) for fill in found)
        alone = len(found) == 1 and len(found[0].sums) == 1
        yield Finding(
            rule=for_year(code, period),
            kind=Source.WITHIN,
            level=Level.INFO,
            verdict=Verdict.UNVERIFIABLE,
            form=places[0].form,
            row=_common(term.row for term in places),
            column=_common(term.column for term in places),
            unit=found[0].total["unit"] or "",
            expected=found[0].sums[0].value if alone else None,
            terms=places,
            detail={"count": len(found), "filled": str(found[0].value)},
        )


def _not_given(gap: Gap, period: int, filings: Sequence[Filing], catalogue: Catalogue) -> Finding:
    """A figure not given, or a whole row or column of them: a question at every blank cell."""
    lines = [{**line, "measure": "", "side": 0, "factor": 1, "power": 0} for line in gap.cells]
    terms = tuple(replace(term_of(line, period, filings, catalogue), role="cell") for line in lines)
    return Finding(
        "not_given",
        Source.CHECK,
        Level.QUERY,
        Verdict.UNVERIFIABLE,
        form=terms[0].form,
        row=terms[0].row if gap.row else "",
        column=terms[0].column if gap.column else "",
        unit=lines[0]["unit"] or "",
        terms=terms,
        detail={"count": len(terms)},
    )


def _common(labels: Iterator[str]) -> str:
    kept = list(dict.fromkeys(labels))
    return kept[0] if len(kept) == 1 else ""
