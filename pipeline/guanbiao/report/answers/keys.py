"""What an answer is bound to: the figures that it was given for, and nothing else."""

import hashlib
from collections.abc import Iterable
from itertools import chain, combinations

from guanbiao.model.findings import Finding, Role, Term


def figures_key(finding: Finding) -> str:
    """What an explanation is bound to: both figures of the finding, and of each of its cells the place, the value and
    the text as typed. Nothing else, so that no change of wording or of what a sentence needs ever voids an answer."""
    return _hashed(finding.reported, finding.expected, _figures(finding.terms))


def earlier_keys(finding: Finding) -> frozenset[str]:
    """The keys under which the same figures were answered before: they took in the numbers among the finding's details
    as well, of which there were fewer then, and none of the cells that it is merely held against."""
    figures = _figures([term for term in finding.terms if term.role is not Role.BESIDE])
    details = sorted([*finding.detail.numbers(), *([("again", finding.again)] if finding.again else [])])
    some = chain.from_iterable(combinations(details, size) for size in range(len(details) + 1))
    return frozenset(_hashed(finding.reported, finding.expected, figures, list(each)) for each in some)


def said_key(finding: Finding, said: str) -> str:
    """What an approval is bound to: the figures, and the very words that were approved."""
    return _hashed(figures_key(finding), said)


def _figures(terms: Iterable[Term]) -> list[str]:
    return sorted(repr((term.form, term.row, term.column, term.measure, term.value, term.raw)) for term in terms)


def _hashed(*figures: object) -> str:
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:8]
