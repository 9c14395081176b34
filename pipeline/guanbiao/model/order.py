"""The order of findings, and a number for those of one rule that speak of the same place; which columns keep their
order."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.findings import Finding, Verdict

_NO_FORM = 99  # what is about no form comes after what is about any


def in_order(findings: Iterable[Finding], catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings in their order. Each id stands once: a rule that speaks of one place several times says so by a
    number."""
    return tuple(numbered(ranked(findings, catalogue)))


def ranked(findings: Iterable[Finding], catalogue: Catalogue) -> list[Finding]:
    """The findings, the gravest first, then what does not hold before what cannot be judged, then by form."""
    numbers = {form.id: form.number for form in catalogue.forms}

    def rank(finding: Finding) -> tuple[int, bool, int]:
        return finding.level.rank, finding.verdict is not Verdict.BROKEN, numbers.get(finding.form, _NO_FORM)

    return sorted(findings, key=rank)


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one rule that speak of the same place with a number each."""
    seen: dict[str, int] = {}
    for finding in findings:
        first = replace(finding, again=0) if finding.again else finding
        times = seen.get(first.id, 0)
        seen[first.id] = times + 1
        yield replace(first, again=times) if times else first


def increasing(columns: Sequence[int]) -> set[int]:
    """The most of the columns that stand in increasing order: all others have moved.

    >>> sorted(increasing([3, 1, 2, 4]))
    [1, 2, 4]
    """
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for column in columns:
        at = bisect_left(ends, column)
        chain = (*(chains[at - 1] if at else ()), column)
        ends[at : at + 1], chains[at : at + 1] = [column], [chain]
    return set(chains[-1]) if chains else set()
