"""The corrected year: every relation judged again with all that causes change in place.

What a correction answers is no problem of its own: a question that holds in the corrected year is part of what the
cause explains."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.judged import MetRelation, met_relations
from guanbiao.causes.nodes import CellKey, cell_key
from guanbiao.facts.frames import MetLine
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, Term, Verdict
from guanbiao.reconcile.judge import Reconciled


class Corrected(Struct, frozen=True):
    """By cell, what it holds in the corrected year where a cause changes it, and which cause does (its place among
    them); the relations that were broken as filed, by number; and which figures are never below 0."""

    values: Mapping[CellKey, float]
    causes: Mapping[CellKey, int]
    relations: Mapping[int, MetRelation]
    is_unsigned: Callable[[MetLine], bool]

    def answered(self, relation: int) -> int | None:
        """The cause that answers a broken relation: one that changes a figure of it, where it holds in the corrected
        year. None where none does."""
        met = self.relations.get(relation)
        if met is None or not met.holds(self.values):
            return None
        return max((self.causes[key] for line in met.lines if (key := cell_key(line)) in self.causes), default=None)

    def judged(self, finding: Finding) -> Finding:
        """A finding of a relation with what its sides come to in the corrected year."""
        met = self.relations.get(finding.relation)
        both = met.sides(self.values) if met else None
        return finding if both is None else replace(finding, reported=both[0], expected=both[1])

    def open_terms(self, finding: Finding) -> tuple[Term, ...]:
        """The terms of a finding of a relation of which no cause says what they should be."""
        return tuple(term for term, line in self._pairs(finding) if cell_key(line) not in self.values)

    def may_be(self, finding: Finding, change: Change) -> bool:
        """Whether a figure of a relation can be what a change makes of it: not below 0 where nothing is, nor such that
        it breaks what another cause mends."""
        lines = [line for term, line in self._pairs(finding) if term is change.term]
        value = change.suggested
        if value is None or (value < 0 and any(map(self.is_unsigned, lines))):
            return value is None
        keys = {cell_key(line) for line in lines}
        then = {**self.values, **dict.fromkeys(keys, value)}
        mended = (each for each in self.relations.values() if not keys.isdisjoint(map(cell_key, each.lines)))
        return all(each.holds(then) or not each.holds(self.values) for each in mended)

    def _pairs(self, finding: Finding) -> Iterator[tuple[Term, MetLine]]:
        """The terms of a finding with the lines that they were made of."""
        met = self.relations.get(finding.relation)
        yield from zip(finding.terms, met.lines, strict=True) if met else ()

    def taking(self, finding: Finding, cause: Cause, at: int) -> "Corrected":
        """The year with the first change of the cause of one finding in place, which is the one `at` this place."""
        first = cause.changes[0]
        if first.suggested is None:
            return self
        keys = [cell_key(line) for term, line in self._pairs(finding) if term is first.term]
        values = {**self.values, **dict.fromkeys(keys, first.suggested)}
        return replace(self, values=values, causes={**self.causes, **dict.fromkeys(keys, at)})


def corrected(
    reconciled: Reconciled,
    period: int,
    values: Mapping[CellKey, float],
    causes: Mapping[CellKey, int],
    is_unsigned: Callable[[MetLine], bool],
) -> Corrected:
    """The corrected year, of the values that causes give."""
    broken = reconciled.relations_of(period).filter(pl.col("verdict") == Verdict.BROKEN.value)
    relations = met_relations(broken, reconciled.terms_of(period))
    return Corrected(values, causes, {each.relation: each for each in relations}, is_unsigned)
