"""Return slips (核对单): for each department its findings under their causes, columns to answer in, its forms as filed.

A form is rebuilt at the addresses it was filed at, so that a link lands on the cell that the department knows; the
department's own file is never written to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Sheet
from guanbiao.model.causes import Cause
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Term, Verdict
from guanbiao.pages.formulas import quoted
from guanbiao.pages.page import Choice, Page, Placed, fit_heights, fit_widths
from guanbiao.report.answers import figures_key
from guanbiao.report.report import Report
from guanbiao.text.cells import at_address
from guanbiao.text.figures import exact
from guanbiao.words import findings as phrase
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases, comment, number, place_of
from guanbiao.words.letters import (
    ACTIONS,
    ELSEWHERE,
    ELSEWHERE_HEAD,
    ELSEWHERE_TITLE,
    SLIP_HEAD,
    SLIP_NOTE,
    SLIP_TITLE,
    advice,
)

ANSWERED = (Level.MANDATORY, Level.QUERY)
_CAPS = {2: 18.0, 3: 20.0, 4: 22.0, 8: 34.0, 9: 44.0, 10: 20.0, 12: 30.0}
_FIRST_ANSWER, _LAST_ANSWER = 11, 14
_NOT_IN_NAMES, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31
Place = tuple[str, str]


class Rebuilt(Struct, frozen=True):
    """The sheets of a slip that hold filed forms: by (file, sheet) the name it has there."""

    names: Mapping[Place, str]

    def link(self, term: Term) -> str:
        """The cell of a term in the slip, '' where its sheet is not in it."""
        name = self.names.get((term.file, term.sheet))
        return f"internal:{quoted(name)}!{term.cell}" if name and term.cell else ""


def owned(report: Report, department: str) -> list[Finding]:
    """The findings that a department has to answer."""
    return [each for each in report.findings if each.department == department and each.level in ANSWERED]


def slip_pages(report: Report, department: str, phrases: Phrases) -> tuple[Page, ...]:
    """The pages of a department's slip: its findings, its forms with the very cells marked, what others will ask."""
    own = owned(report, department)
    elsewhere = _elsewhere(report, department)
    sheets = _sheets(report, [*own, *elsewhere], department)
    rebuilt = Rebuilt(_names(list(sheets)))
    pages = [_list(report, department, own, rebuilt, phrases)]
    pages += [_form(rebuilt.names[place], sheet, place, own, phrases) for place, sheet in sheets.items()]
    if elsewhere:
        pages.append(_others(elsewhere, rebuilt, phrases))
    return tuple(pages)


def _elsewhere(report: Report, department: str) -> list[Finding]:
    """Findings of others that rest on figures this department filed."""
    own = {form.id for form in report.catalogue.forms if form.department == department}
    return [
        each
        for each in report.findings
        if each.department != department
        and each.level in ANSWERED
        and each.verdict is Verdict.BROKEN
        and any(term.form in own and term.cell for term in each.terms)
    ]


def _sheets(report: Report, findings: Sequence[Finding], department: str) -> dict[Place, Sheet]:
    """The sheets on which this department filed a form that a finding speaks of, in the order of the forms."""
    spoken = {(term.file, term.sheet) for each in findings for term in each.terms if term.cell}
    forms = {form.id: form.department for form in report.catalogue.forms}
    filings: list[Filing] = [report.filings[at] for at in report.counted_at]
    return {
        (filing.book.file, filing.sheet.name): filing.sheet
        for filing in filings
        if forms[filing.form] == department and (filing.book.file, filing.sheet.name) in spoken
    }


def _names(places: Sequence[Place]) -> dict[Place, str]:
    """A sheet name for each place: its own as far as Excel takes it, numbered where two are called alike."""
    taken = {phrase.FINDINGS, ELSEWHERE}
    names: dict[Place, str] = {}
    for place in places:
        own = _NOT_IN_NAMES.sub("_", place[1]).strip("'")[:_LONGEST_NAME] or "Sheet"
        name, count = own, 1
        while name.casefold() in taken:
            count += 1
            mark = f"({count})"
            name = own[: _LONGEST_NAME - len(mark)] + mark
        taken.add(name.casefold())
        names[place] = name
    return names


def _list(report: Report, department: str, own: Sequence[Finding], rebuilt: Rebuilt, phrases: Phrases) -> Page:
    wide = len(SLIP_HEAD) - 1
    title = SLIP_TITLE.format(library=report.catalogue.library, year=report.year, department=department)
    cells = [Placed(0, 0, title, "title", 0, wide), Placed(1, 0, SLIP_NOTE, "note", 1, wide)]
    cells += [Placed(2, column, text, "head") for column, text in enumerate(SLIP_HEAD)]
    by_cause: dict[str, list[Finding]] = defaultdict(list)
    for finding in own:
        by_cause[finding.cause].append(finding)
    at, count = 2, 0
    for cause in (*report.causes, None):
        some = by_cause.get(cause.id if cause else "", [])
        if cause and some:
            at += 1
            cells.append(Placed(at, 0, f"{phrase.CAUSE}：{cause_message(phrases, cause)}", "cause text", at, wide))
        for finding in some:
            at, count = at + 1, count + 1
            cells += _row(at, count, finding, cause, rebuilt, phrases)
    widths = fit_widths([cell for cell in cells if cell.row > 1], wide + 1, 13.0, _CAPS)
    widths = (*widths[:_FIRST_ANSWER], 10.0, 32.0, 16.0, 10.0, *widths[_LAST_ANSWER + 1 :])
    choices = (Choice(3, _FIRST_ANSWER, max(at, 3), _FIRST_ANSWER, ACTIONS),) if own else ()
    return Page(
        phrase.FINDINGS,
        tuple(cells),
        widths,
        fit_heights(cells, widths),
        landscape=True,
        repeat=(2, 2),
        frozen=(3, 3),
        choices=choices,
        protected=True,
    )


def _row(
    at: int, count: int, finding: Finding, cause: Cause | None, rebuilt: Rebuilt, phrases: Phrases
) -> Iterator[Placed]:
    """One finding: what and where, both figures, the other side, what to do, and the cells to answer in."""
    first = finding.first
    link = rebuilt.link(first)
    where = place_of(finding.row, finding.column)
    yield Placed(at, 0, count, "body")
    yield Placed(at, 1, phrase.LEVELS[finding.level], f"level {finding.level.value}")
    yield Placed(at, 2, phrases.table(finding.form), "text")
    cell = "!".join(part for part in (first.sheet, first.cell) if part)
    yield Placed(at, 3, cell or None, "link" if link else "text", link=link if cell else "")
    yield Placed(at, 4, where, "text")
    for column, value in enumerate((finding.reported, finding.expected, finding.difference), 5):
        yield Placed(at, column, exact(value), "number")
    yield Placed(at, 8, _other_side(finding, phrases), "text")
    yield Placed(at, 9, phrases.message(finding), "text")
    yield Placed(at, 10, advice(finding, cause), "text")
    answer = finding.answer
    for column, text in enumerate((answer.action, answer.text, answer.who, answer.approved), _FIRST_ANSWER):
        yield Placed(at, column, text or None, "text entry")
    yield Placed(at, _LAST_ANSWER + 1, f"{finding.id}-{figures_key(finding)}", "text")


def _other_side(finding: Finding, phrases: Phrases) -> str:
    """The other side's figures and where they stand, as far as a line takes them."""
    others = [term for term in finding.terms if term.role is Role.EXPECTED and term.cell]
    shown = [f"{phrases.table_of(term)}（{term.sheet}!{term.cell}）{number(term.value)}" for term in others[:3]]
    return "；".join(shown) + (f" 等 {len(others)} 处" if len(others) > len(shown) else "")


def _form(name: str, sheet: Sheet, place: Place, own: Sequence[Finding], phrases: Phrases) -> Page:
    """A sheet as it was filed, at its own addresses, with the cells of findings filled and commented."""
    marks = _marks(place, own, phrases)
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
    hidden = {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(merged)
    cells = []
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            at = (row, column)
            if at in hidden or (value in (None, "") and at not in merged and at not in marks):
                continue
            bottom, right = merged.get(at, at)
            level, said = marks.get(at, ("", ""))
            style = f"body {level}" if level else "body"
            shown = value if not isinstance(value, bool) else str(value).upper()
            cells.append(Placed(row, column, shown, style, bottom, right, comment=said))
    count = max((len(row) for row in sheet.rows), default=1)
    fitted = fit_widths(cells, count, 24.0)
    widths = tuple(sheet.widths.get(column, fitted[column]) for column in range(count))
    return Page(name, tuple(cells), widths, fit_heights(cells, widths), landscape=True, protected=True)


def _marks(place: Place, own: Sequence[Finding], phrases: Phrases) -> dict[tuple[int, int], tuple[str, str]]:
    """By cell of a sheet, the gravest level of the findings that point at it and their sentences."""
    said: dict[tuple[int, int], list[tuple[Level, str]]] = defaultdict(list)
    for finding in own:
        for term in finding.terms:
            if (term.file, term.sheet) == place and term.cell and term.role in (Role.REPORTED, Role.CELL, Role.TITLE):
                said[at_address(term.cell)].append((finding.level, comment(phrases.message(finding), finding.level)))
    order = list(Level)
    return {
        at: (min((level for level, _ in lines), key=order.index).value, "\n".join(dict.fromkeys(t for _, t in lines)))
        for at, lines in said.items()
    }


def _others(findings: Sequence[Finding], rebuilt: Rebuilt, phrases: Phrases) -> Page:
    """What other departments have to answer that rests on this one's figures, and whom to talk to."""
    wide = len(ELSEWHERE_HEAD) - 1
    cells = [Placed(0, 0, ELSEWHERE_TITLE, "title", 0, wide)]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(ELSEWHERE_HEAD)]
    for at, finding in enumerate(findings, 2):
        own = next((term for term in finding.terms if rebuilt.link(term)), finding.terms[0])
        link = rebuilt.link(own)
        whom = " ".join(part for part in (finding.department, finding.head) if part)
        cells += [
            Placed(at, 0, phrase.LEVELS[finding.level], f"level {finding.level.value}"),
            Placed(at, 1, f"{own.sheet}!{own.cell}", "link" if link else "text", link=link),
            Placed(at, 2, phrases.message(finding), "text"),
            Placed(at, 3, whom, "text"),
        ]
    widths = fit_widths(cells[1:], wide + 1, 20.0, {2: 70.0})
    return Page(ELSEWHERE, tuple(cells), widths, fit_heights(cells, widths), True, (0, 1), (2, 0))
