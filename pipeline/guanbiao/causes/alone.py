"""Relations that stand alone: those outside the network, or that nothing in it mends. Each is a cause of its own, with
its figures as the ways to mend it, but for those of which another cause says what they should be."""

from collections.abc import Iterator, Sequence

from guanbiao.causes.corrected import Corrected
from guanbiao.causes.kinds.miscounts import share_alone, unknown
from guanbiao.facts.whole import adds_up_whole
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.details import OfRelation
from guanbiao.model.findings import Finding, Role, Term


def cause_alone(finding: Finding, year: Corrected, catalogue: Catalogue) -> Cause | None:
    """The cause of a broken relation by itself, judged in the corrected year: a share that is not its quotient, a part
    above its whole, a figure that is not what the others give; None where another cause settled all of them."""
    free = year.open_terms(finding)
    reported = [term for term in free if term.role is Role.REPORTED]
    others = [term for term in free if term.role is not Role.REPORTED and term.cell]
    detail = finding.detail if isinstance(finding.detail, OfRelation) else OfRelation()
    if len([term for term in finding.terms if term.role is Role.REPORTED]) != 1 or finding.expected is None:
        return None
    now = year.judged(finding)
    if detail.rounded:
        return share_alone(now, reported, others)
    if detail.at_most:
        return _first_of(CauseKind.EXCEEDS, now, unknown([*reported, *others]))
    ways = [*_reported(now, reported), *_only(now, others)]
    possible = [each for each in ways if all(year.may_be(finding, change) for change in each)]
    whole = [each for each in possible if not _has_fraction(each) or not adds_up_whole(finding, catalogue)]
    return _first_of(CauseKind.ARITHMETIC, now, whole)


def _first_of(kind: CauseKind, finding: Finding, ways: Sequence[tuple[Change, ...]]) -> Cause | None:
    return Cause(kind, (finding.id,), ways[0], tuple(ways[1:])) if ways else None


def _has_fraction(changes: Sequence[Change]) -> bool:
    return any(each.suggested is not None and not float(each.suggested).is_integer() for each in changes)


def _reported(finding: Finding, reported: Sequence[Term]) -> Iterator[tuple[Change, ...]]:
    """The figure that was reported, as the other side gives it."""
    for term in reported:
        yield (Change(term, finding.expected),)


def _only(finding: Finding, others: Sequence[Term]) -> Iterator[tuple[Change, ...]]:
    """The other side's figures, each as the one that is wrong."""
    for term in others:
        if term.value is not None and finding.difference is not None and not term.power:
            yield (Change(term, term.value + finding.difference * term.factor),)
