"""The order of findings, and a number for those of one rule that speak of the same place."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.findings import Finding, Verdict

_NO_FORM = 99  # what is about no form comes after what is about any


def in_order(findings: Iterable[Finding], catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings, the gravest first, then what does not hold before what cannot be judged, then by form. Each id
    stands once: a rule that speaks of one place several times says so by a number."""
    numbers = {form.id: form.number for form in catalogue.forms}

    def rank(finding: Finding) -> tuple[int, bool, int]:
        return finding.level.rank, finding.verdict is not Verdict.BROKEN, numbers.get(finding.form, _NO_FORM)

    return tuple(_numbered(sorted(findings, key=rank)))


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for finding in findings:
        first = replace(finding, again=0) if finding.again else finding
        times = seen.get(first.id, 0)
        seen[first.id] = times + 1
        yield replace(first, again=times) if times else first
