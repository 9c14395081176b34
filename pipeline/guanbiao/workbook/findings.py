"""The list of findings (问题清单): one row a finding, those of a cause below a row of its own."""

from collections.abc import Iterator, Sequence
from itertools import count

from guanbiao.model.causes import Cause
from guanbiao.model.findings import Finding, Term, gravest
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page
from guanbiao.pages.table import Entry, Line, centred, level, link, link_to, number, share, table_page
from guanbiao.report.report import Report
from guanbiao.text.figures import exact
from guanbiao.text.units import PER_CENT
from guanbiao.text.writing import is_percent
from guanbiao.words import workbook as words
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.habits import cell_shown
from guanbiao.workbook.official import Consolidated

_CAP = 16.0
_CAPS = {3: 12.0, 4: 20.0, 5: 24.0, 9: 52.0, 10: 22.0, 11: 16.0, 12: 13.0, 14: 30.0}  # the sentence takes most room


def findings_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """One row a finding, numbered, with a link to its cell in the official pages; the findings of a cause stand below
    it, the weightiest cause first, and what has no cause comes last."""
    lines = _lines(report, official, phrases)
    return table_page(words.FINDINGS, "", words.FINDINGS_HEAD, lines, _CAP, _CAPS, filtered=True)


def _lines(report: Report, official: Consolidated, phrases: Phrases) -> Iterator[Line]:
    numbers = count(1)
    for cause, findings in report.by_cause(report.findings):
        if cause:
            yield _cause_line(cause, findings, official, phrases)
        for finding in findings:
            yield _finding_line(next(numbers), finding, report, official, phrases)


def _cause_line(cause: Cause, findings: Sequence[Finding], official: Consolidated, phrases: Phrases) -> Line:
    """A cause: the gravest level of its findings, the first cell it would change, and its sentence."""
    change = cause.changes[0]
    term = change.term
    place = official.place((term.file, term.sheet, term.cell))
    target = link_to(*place) if place else ""
    step = None if change.suggested is None or term.value is None else round(term.value - change.suggested, 6)
    return (
        *(Entry(text, "cause") for text in (words.CAUSE, words.LEVELS[gravest(findings)], CAUSES[cause.kind])),
        _said(findings[0].department),
        Entry(phrases.table_of(term), "cause text link" if target else "cause text", target),
        _said(place_of(term.row, term.column, term.measure)),
        *(_figure(value, term) for value in (term.value, change.suggested, step)),
        *map(_said, (cause_message(phrases, cause), term.file, term.address, cause.id, "", "")),
    )


def _figure(value: float | None, term: Term) -> Entry:
    """A figure in the row of a cause, in per cent where it was filed so."""
    style = "cause number"
    return share(value, style) if is_percent(term.raw, term.value) else Entry(exact(value), style)


def _said(text: str) -> Entry:
    """A text in the row of a cause."""
    return Entry(text, "cause text")


def _finding_line(at: int, finding: Finding, report: Report, official: Consolidated, phrases: Phrases) -> Line:
    """A finding: what and where, both figures, its sentence, the cell that was filed, its id and what was answered."""
    first = finding.first
    return (
        at,
        level(words.LEVELS[finding.level], finding.level.value),
        centred(words.VERDICTS[finding.verdict]),
        finding.department or words.DEPARTMENT_UNKNOWN,
        link(phrases.table(finding.form), _target(finding, report, official)),
        place_of(finding.row, finding.column),
        *map(share if finding.unit == PER_CENT else number, (finding.reported, finding.expected, finding.difference)),
        phrases.message(finding),
        first.file,
        cell_shown(finding),
        finding.id,
        words.STATUSES[finding.status],
        finding.answer.text or finding.answer.lapsed,
    )


def _target(finding: Finding, report: Report, official: Consolidated) -> str:
    """Where a finding's figure stands in this workbook: its cell, else its form's sheet."""
    places = (official.place((term.file, term.sheet, term.cell)) for term in finding.terms)
    if place := next(filter(None, places), None):
        return link_to(*place)
    form = report.catalogue.by_id.get(finding.form)
    return link_to(sheet_name(form)) if form else ""
