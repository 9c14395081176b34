"""Shares that are not their quotients: one head count that several were worked out from, or each share for itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.judged import MetRelation, met_relations
from guanbiao.causes.nodes import CellKey, cell_key
from guanbiao.facts.frames import MetLine
from guanbiao.model.causes import Cause, CauseKind, Change, OfShares
from guanbiao.model.findings import Finding, Role, Term, Verdict
from guanbiao.reconcile.judge import TOLERANCE, Reconciled
from guanbiao.text.labels import plain
from guanbiao.text.writing import is_percent

CELL = ["filing", "at_row", "at_column", "measure", "column"]  # the columns of a cell key
LEAST_MENDED = 2  # relations: one share that is off may as well be wrong itself
MOST_TRIED = 1000  # values of a count: a share that so many values give says nothing of it


class Miscount(Struct, frozen=True):
    """A head count, the value that mends what is broken around it (None where several do), and the relations that it
    mends; `others` are counts of which the same can be said."""

    line: MetLine
    value: float | None
    mended: tuple[MetRelation, ...]
    others: tuple["Miscount", ...] = ()

    @property
    def relations(self) -> frozenset[int]:
        """The numbers of the relations it mends."""
        return frozenset(each.relation for each in self.mended)


def miscounts(reconciled: Reconciled, period: int) -> list[Miscount]:
    """The head counts of a period of which one other value mends several relations, shares among them, and breaks
    none; each relation is mended by one."""
    around = _around(reconciled, period)
    found = [each for count, relations in around.items() if (each := _miscount(count, relations))]
    found.sort(key=lambda each: -len(each.mended))
    kept = []
    while found:
        best, *rest = found
        kept.append(replace(best, others=tuple(each for each in rest if each.relations == best.relations)))
        found = [each for each in rest if each.relations.isdisjoint(best.relations)]
    return kept


def _around(reconciled: Reconciled, period: int) -> dict[CellKey, list[MetRelation]]:
    """The relations that each count of a broken share stands in, that share among them."""
    rules = [each.rule for each in reconciled.plan.relations]
    judged = reconciled.relations_of(period).filter(pl.col("verdict") != Verdict.UNVERIFIABLE.value)
    broken = judged.filter(pl.col("verdict") == Verdict.BROKEN.value)["relation"]
    shares = [number for number in broken if rules[number].rounded]
    if not shares:
        return {}
    met = reconciled.terms_of(period)
    factors = pl.col("relation").is_in(shares) & (pl.col("power") != 0) & (pl.col("at_column") >= 0)
    counts = met.filter(factors).select(CELL).unique()
    near = judged.join(met.join(counts, on=CELL, how="semi"), on="relation", how="semi", maintain_order="left")
    around: dict[CellKey, list[MetRelation]] = defaultdict(list)
    wanted = set(counts.iter_rows())
    for own in met_relations(near, met):
        for count in dict.fromkeys(map(cell_key, own.lines)):
            if count in wanted:
                around[count].append(own)
    return around


def _miscount(count: CellKey, relations: Sequence[MetRelation]) -> Miscount | None:
    """A count and the value of it that mends most; None where there is none that mends several and breaks none. A share
    of more than the whole speaks against its count, too."""
    tries = [_values(each, count) for each in relations if each.is_share and each.is_broken]
    must = [each for each in relations if (each.is_share or not each.is_broken) and not _is_above_whole(each)]
    broken = [each for each in relations if each.is_broken]
    mended = {
        value: tuple(each for each in broken if each.holds({count: value}))
        for value in min(filter(None, tries), key=len, default=())
        if all(each.holds({count: value}) for each in must)
    }
    most = max(mended.values(), key=len, default=())
    values = [float(value) for value, some in mended.items() if len(some) == len(most)]
    if len(most) + sum(map(_is_above_whole, relations)) < LEAST_MENDED or not most:
        return None
    line = next(line for line in most[0].lines if cell_key(line) == count)
    return Miscount(line, values[0] if len(values) == 1 else None, most)


def _is_above_whole(each: MetRelation) -> bool:
    """Whether a share of more than the whole was worked out from its counts: it speaks against them, and for none."""
    return each.is_share and not each.is_broken and any(line.figure > 1 for line in each.lines if not line.power)


def _values(share: MetRelation, count: CellKey) -> range:
    """The whole numbers that a count may be for a share to be as it was printed; none where they are too many."""
    (printed,) = (line.figure for line in share.lines if not line.power)
    own, other = sorted((line for line in share.lines if line.power), key=lambda line: cell_key(line) != count)
    low, high = printed - share.tolerance, printed + share.tolerance
    if own.power > 0:
        bounds = low * other.figure, high * other.figure
    elif low > 0:
        bounds = other.figure / high, other.figure / low
    else:
        return range(0)
    values = range(ceil(bounds[0] - TOLERANCE), floor(bounds[1] + TOLERANCE) + 1)
    return values if len(values) <= MOST_TRIED else range(0)


def miscounted(found: Miscount, by_relation: Mapping[int, Finding], term: Callable[[MetLine], Term]) -> Cause:
    """The cause that a count was entered wrong. Where shares alone say so, they may be those of an older count."""
    findings = [by_relation[each.relation] for each in found.mended if each.relation in by_relation]
    alternatives: list[tuple[Change, ...]] = [(Change(term(each.line), each.value),) for each in found.others]
    if all(each.is_share for each in found.mended):
        alternatives.append(tuple(_recomputed(each) for each in findings))
    is_sure = found.value is not None and not alternatives and any(each.is_sum for each in found.mended)
    changes = (Change(term(found.line), found.value),)
    detail = OfShares(sum(each.is_share for each in found.mended))
    explains = tuple(each.id for each in findings)
    return Cause(CauseKind.MISCOUNTED, explains, changes, tuple(alternatives), certain=is_sure, detail=detail)


def share_alone(finding: Finding, reported: Sequence[Term], counts: Sequence[Term]) -> Cause | None:
    """The cause of a share that is not its quotient: itself, else either of its counts, as far as these are open. No
    share is more than the whole: where the counts give that, the part is the first suspect, then the whole."""
    share = _recomputed(finding)
    if share.suggested is not None and share.suggested > 1 and counts:
        parts = sorted(counts, key=lambda each: -each.power)
        ways = [(_counted_back(finding, parts[0], parts[1:]),), *unknown(parts[1:])]
    else:
        ways = [*((share,) for _ in reported), *unknown(counts)]
    return Cause(CauseKind.SHARE, (finding.id,), ways[0], tuple(ways[1:])) if ways else None


def _counted_back(finding: Finding, part: Term, wholes: Sequence[Term]) -> Change:
    """A part as the printed share of its whole gives it, where that is one whole number."""
    share, scale = _printed(finding)
    whole = next((each.value for each in wholes if each.value), None)
    if part.power < 0 or whole is None or share.value is None or share.value > 1:
        return Change(part, None)
    low, high = ((share.value + step / scale / 2) * whole for step in (-1, 1))
    values = range(ceil(low), floor(high) + 1)
    return Change(part, float(values[0]) if len(values) == 1 else None)


def unknown(terms: Iterable[Term]) -> tuple[tuple[Change, ...], ...]:
    """Figures either of which may be the wrong one, what it should be unknown."""
    return tuple((Change(term, None),) for term in terms if term.cell)


def _recomputed(finding: Finding) -> Change:
    """A share worked out from its counts, rounded half up to the digits that were printed."""
    term, scale = _printed(finding)
    return Change(term, int((finding.expected or 0.0) * scale + 0.5) / scale)


def _printed(finding: Finding) -> tuple[Term, float]:
    """A share as it was reported, and in what fraction of 1 it was printed."""
    term = next(term for term in finding.terms if term.role is Role.REPORTED)
    digits = len(plain(term.raw).partition(".")[2].rstrip("%"))
    in_percent = is_percent(term.raw, term.value) or (finding.unit == "%" and not digits)
    return term, 10.0 ** (digits + (2 if in_percent else 0))
