"""Relations that do not hold, and figures that were left blank, as findings with every cell they speak of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.counted import Statuses
from guanbiao.facts.frames import RelationLine, TermLine, lines
from guanbiao.facts.terms import cell_term, relation_term
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.equations import Entries, Op
from guanbiao.forms.levels import Level, Source
from guanbiao.forms.relation import Relation
from guanbiao.model.details import OfFills, OfRecalled, OfRelation, Several
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Verdict
from guanbiao.model.order import in_order
from guanbiao.reconcile.gaps import Fill, Gap, fills, gaps
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.figures import State
from guanbiao.text.years import for_year
from guanbiao.words.codes import CODES


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
    failed = reconciled.relations_of(period).filter(pl.col("verdict") == Verdict.BROKEN.value)
    terms: dict[int, list[TermLine]] = defaultdict(list)
    for term in lines(reconciled.terms_of(period).join(failed, on="relation", how="semi"), TermLine):
        terms[term.relation].append(term)
    broken = (
        _broken(reconciled.plan.relations[line.relation], line, terms[line.relation], filings, catalogue)
        for line in lines(failed, RelationLine)
    )
    left = (_not_given(gap, filings, catalogue) for gap in gaps(reconciled, period, filled))
    return [*broken, *_filled_totals(filled, reconciled, period, filings, catalogue), *left]


def _broken(
    relation: Relation, line: RelationLine, terms: Sequence[TermLine], filings: Sequence[Filing], catalogue: Catalogue
) -> Finding:
    found = tuple(relation_term(term, filings, catalogue) for term in terms)
    return Finding(
        rule=for_year(relation.rule.code, line.period),
        kind=relation.kind,
        level=relation.rule.level,
        form=found[0].form,
        row=found[0].row,
        column=found[0].column,
        unit=terms[0].measure.rpartition("/")[2] or terms[0].unit or "",
        reported=line.reported,
        expected=line.expected,
        terms=found,
        detail=_detail(relation, terms),
        relation=line.relation,
    )


def _detail(relation: Relation, terms: Sequence[TermLine]) -> OfRelation:
    blanks = Counter(term.side for term in terms if term.state == State.BLANK)
    return OfRelation(
        reported_blanks=blanks[0],
        expected_blanks=blanks[1],
        basis=relation.rule.basis,
        measure=terms[0].measure,
        rounded=relation.rule.rounded,
        at_most=relation.equation.op is Op.AT_MOST,
        counted=any(isinstance(operand, Entries) and operand.counted for operand in relation.equation.operands),
    )


def _filled_totals(
    filled: Sequence[Fill], reconciled: Reconciled, period: int, filings: Sequence[Filing], catalogue: Catalogue
) -> Iterator[Finding]:
    """Totals left blank over parts that were given, which the workbook fills: one finding a rule."""
    by_rule: dict[str, list[Fill]] = {}
    recalled = [each for each in filled if each.is_recalled]
    yield from _recalled(recalled, filings, catalogue)
    for fill in (each for each in filled if not each.is_of_nothing and not each.is_recalled):
        by_rule.setdefault(reconciled.plan.relations[fill.total.relation].rule.code, []).append(fill)
    for code, found in by_rule.items():
        places = tuple(relation_term(fill.total, filings, catalogue) for fill in found)
        alone = len(found) == 1 and len(found[0].sums) == 1
        yield Finding(
            rule=for_year(code, period),
            kind=Source.WITHIN,
            level=Level.INFO,
            verdict=Verdict.UNVERIFIABLE,
            form=places[0].form,
            row=_common(term.row for term in places),
            column=_common(term.column for term in places),
            unit=found[0].total.unit or "",
            expected=found[0].sums[0].value if alone else None,
            terms=places,
            detail=OfFills(len(found), str(found[0].value)),
        )


def _recalled(recalled: Sequence[Fill], filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Figures of years before left blank, which the workbook fills as they were filed then: one finding a form."""
    for form in dict.fromkeys(each.total.form for each in recalled):
        own = [each for each in recalled if each.total.form == form]
        terms = tuple(relation_term(each.total, filings, catalogue) for each in own)
        years = sorted({each.sums[0].parts[0].period - (each.sums[0].parts[0].back or 0) for each in own})
        detail = OfRecalled(len(own), "、".join(map(str, years)))
        yield Finding(*CODES["last_year_filled"].identity, Verdict.UNVERIFIABLE, form=form, terms=terms, detail=detail)


def _not_given(gap: Gap, filings: Sequence[Filing], catalogue: Catalogue) -> Finding:
    """A figure not given, or a whole row or column of them: a question at every blank cell."""
    terms = tuple(cell_term(line, filings[line.filing], catalogue) for line in gap.cells)
    return Finding(
        *CODES["not_given"].identity,
        Verdict.UNVERIFIABLE,
        form=terms[0].form,
        row=terms[0].row if gap.row else "",
        column=terms[0].column if gap.column else "",
        unit=gap.cells[0].unit or "",
        terms=terms,
        detail=Several(len(terms)),
    )


def _common(labels: Iterator[str]) -> str:
    kept = list(dict.fromkeys(labels))
    return kept[0] if len(kept) == 1 else ""
