"""The list of problems (问题清单): one row a cause, the findings that prove it folded below; one a finding without."""

from collections.abc import Iterator

from msgspec.structs import replace

from guanbiao.model.causes import Cause
from guanbiao.model.findings import Finding, Term
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page
from guanbiao.pages.table import Entry, Line, centred, level, link, link_to, number, share, table_page
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, due, off_by
from guanbiao.report.told import whole
from guanbiao.text.figures import exact
from guanbiao.text.units import PER_CENT
from guanbiao.text.writing import is_percent
from guanbiao.words import workbook as words
from guanbiao.words.causes import CAUSES, cells_in_full
from guanbiao.words.figures import is_blank
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.habits import cell_shown
from guanbiao.workbook.official import Consolidated

_CAP = 14.0
_CAPS = {3: 12.0, 4: 18.0, 5: 20.0, 9: 46.0, 10: 20.0, 11: 14.0, 12: 13.0, 14: 30.0}  # the sentence takes most room


def findings_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """One row a problem, numbered, with a link to its cell in the official pages. The findings that a cause explains
    are its proof: they are folded below it."""
    told = list(_lines(report, official, phrases))
    page = table_page(words.FINDINGS, "", words.FINDINGS_HEAD, (line for line, _ in told), _CAP, _CAPS, filtered=True)
    return replace(page, folded=tuple(row for row, (_, is_proof) in enumerate(told, 1) if is_proof))


def _lines(report: Report, official: Consolidated, phrases: Phrases) -> Iterator[tuple[Line, bool]]:
    """The rows, each with whether it is proof of the cause above it."""
    for at, problem in enumerate(report.problems, 1):
        is_caused = problem.cause is not None
        if problem.cause:
            yield _cause_line(at, problem, problem.cause, official, phrases), False
        for finding in problem.findings:
            number_of = "" if is_caused else at
            yield _finding_line(number_of, finding, problem, report, official, phrases), is_caused


def _cause_line(at: int, problem: Problem, cause: Cause, official: Consolidated, phrases: Phrases) -> Line:
    """A cause: the gravest level of its findings, the first cell it would change, and its sentence."""
    term = problem.first
    place = official.place((term.file, term.sheet, term.cell))
    target = link_to(*place) if place else ""
    wanted = problem.blamed.suggested if problem.blamed else None
    filed = None if is_blank(term) else term.value
    step = None if wanted is None else round((filed or 0.0) - wanted, 6)
    said = whole(problem, phrases) + words.in_full(cells_in_full(phrases, cause))
    statuses, answers = {each.status for each in problem.findings}, (_answer(each) for each in problem.findings)
    status = words.STATUSES[statuses.pop()] if len(statuses) == 1 else ""
    return (
        Entry(at, "cause"),
        level(words.LEVELS[problem.level], problem.level.value),
        Entry(CAUSES[cause.kind], "cause"),
        _said(words.listed(problem.departments)),
        Entry(phrases.table_of(term), "cause text link" if target else "cause text", target),
        _said(place_of(term.row, term.column, term.measure)),
        *(_figure(value, term) for value in (filed, wanted, step)),
        *map(_said, (said, term.file, term.address, cause.id, status, words.notes(dict.fromkeys(answers)))),
    )


def _figure(value: float | None, term: Term) -> Entry:
    """A figure in the row of a cause, in per cent where it was filed so."""
    style = "cause number"
    return share(value, style) if is_percent(term.raw, term.value) else Entry(exact(value), style)


def _said(text: str) -> Entry:
    """A text in the row of a cause."""
    return Entry(text, "cause text")


def _finding_line(
    at: int | str, finding: Finding, problem: Problem, report: Report, official: Consolidated, phrases: Phrases
) -> Line:
    """A finding: what and where, both figures, its sentence, the cell that was filed, its id and what was answered."""
    first = finding.first
    figures = (finding.reported, due(problem, finding), off_by(problem, finding))
    return (
        at,
        centred(words.PROOF) if problem.cause else level(words.LEVELS[finding.level], finding.level.value),
        centred(words.VERDICTS[finding.verdict]),
        finding.department or words.DEPARTMENT_UNKNOWN,
        link(phrases.about(finding), _target(finding, report, official)),
        place_of(finding.row, finding.column),
        *map(share if finding.unit == PER_CENT else number, figures),
        phrases.message(finding),
        first.file,
        cell_shown(finding),
        finding.id,
        words.STATUSES[finding.status],
        _answer(finding),
    )


def _answer(finding: Finding) -> str:
    """What was answered to a finding, or had been before its figures changed."""
    return finding.answer.text or finding.answer.lapsed


def _target(finding: Finding, report: Report, official: Consolidated) -> str:
    """Where a finding's figure stands in this workbook: its cell, else its form's sheet."""
    places = (official.place((term.file, term.sheet, term.cell)) for term in finding.terms)
    if place := next(filter(None, places), None):
        return link_to(*place)
    form = report.catalogue.by_id.get(finding.form)
    return link_to(sheet_name(form)) if form else ""
