"""What is told of the figures in the text of the annual report: a finding for each that the tables, or other sentences,
contradict. It belongs to the department that compiles the report.

A table that a sentence is held against is not in question itself. Where it is, for a cause says so, nobody is accused:
the sentence waits for that cause."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.details import OfClaim
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.model.order import numbered, ranked
from guanbiao.report.report import Report
from guanbiao.text.units import PER_CENT
from guanbiao.words.claims import place_said
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases
from guanbiao.words.slips import COMPILERS
from guanbiao.words.story import cause_brief

_FIGURES = re.compile(r"[\d,，.．%％]+")


def with_claims(report: Report, checked: Sequence[Checked]) -> Report:
    """A report with the figures in the text of its annual report, as they were held against the tables, and what is to
    be told of them. Answers come after that."""
    disputes, file = disputes_of(report), report.annual.book.file if report.annual else ""
    found = (_finding(each, file, disputes) for each in checked)
    own = _addressed(list(numbered(each for each in found if each)), report)
    findings = ranked((*report.findings, *own), report.catalogue)
    return replace(report, findings=tuple(findings), claims=tuple(checked))


def code_of(checked: Checked) -> str:
    """The code of what is told of a figure; '' where nothing is."""
    match checked.verdict:
        case Verdict.DIFFERS:
            return "claim_differs" if checked.terms else "claim_inconsistent"
        case Verdict.DISPUTED:
            return "claim_disputed"
    return ""


def settled_in(report: Report) -> Mapping[tuple[int, int], FindingStatus]:
    """The figures of which nothing is left to be asked, by their paragraph and where they begin there."""
    asked = ((each.detail, each.status) for each in report.findings if each.status.is_settled)
    return {(detail.paragraph, detail.start): status for detail, status in asked if isinstance(detail, OfClaim)}


def disputes_of(report: Report) -> Mapping[str, str]:
    """By the id of a cause, what it says is in question."""
    phrases = Phrases(report.catalogue, report.year)
    return {each.id: cause_brief(phrases, each).rstrip("。") for each in report.causes}


def _finding(checked: Checked, file: str, disputes: Mapping[str, str]) -> Finding | None:
    """What is told of a figure: its place in the text, and the cells that it is held against."""
    if not (code := code_of(checked)):
        return None
    claim = checked.claim
    share = 100 if claim.unit == PER_CENT else 1  # a share is a fraction in all findings
    reported, expected = (None if each is None else each / share for each in (claim.value, checked.table_value))
    place = place_said(claim.paragraph, claim.inside)
    own = Term(Role.REPORTED, "", "", "", reported, claim.figure, file, place)
    said = (claim.heading, claim.quote, claim.figure, checked.against)
    detail = OfClaim(claim.paragraph, claim.start, *said, disputes.get(checked.cause, ""))
    return Finding(
        *CODES[code].identity,
        unit=claim.unit,
        reported=reported,
        expected=expected,
        terms=(own, *(replace(each, role=Role.BESIDE) for each in checked.terms)),
        detail=detail,
        spot=_spot(checked),
        cause=checked.cause if checked.cause in disputes else "",
    )


def _spot(checked: Checked) -> str:
    """What tells a figure from others in the text, whatever it is, and wherever the paragraph stands: the heading, the
    words around it, what it is of."""
    claim = checked.claim
    words = _FIGURES.sub("", claim.quote.replace(claim.figure, ""))
    return "\x1f".join((_FIGURES.sub("", claim.heading), words, claim.measure, claim.unit))


def _addressed(findings: Sequence[Finding], report: Report) -> Iterator[Finding]:
    """The findings with the department that compiles the report, and its head."""
    name = report.catalogue.compiles or COMPILERS
    department = next((each for each in report.catalogue.departments if each.name == name), None)
    head = report.head_of(department) if department else ""
    return (replace(each, department=name, head=head) for each in findings)
