"""The pages around the official ones: cover, contents, list of findings, provenance."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.forms.catalogue import Level
from guanbiao.model.causes import Cause
from guanbiao.model.findings import Finding, Verdict
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year
from guanbiao.words import findings as phrase
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.intake import FILE_STATUS, reason_of
from guanbiao.workbook.official import Consolidated

COVER_WIDTHS = (24.0, 12.0, 12.0, 12.0, 12.0, 26.0)
_FINDING_CAPS = {3: 12.0, 4: 20.0, 5: 24.0, 9: 52.0, 10: 22.0, 11: 16.0, 12: 13.0, 14: 30.0}


def front_pages(report: Report, consolidated: Consolidated, phrases: Phrases) -> tuple[Page, ...]:
    """The pages before the official ones."""
    return _cover(report), _contents(report, phrases), _findings(report, consolidated, phrases)


def tally(findings: Sequence[Finding]) -> Counter[Level]:
    """How many findings there are of each level."""
    return Counter(finding.level for finding in findings)


def _table(top: int, head: Sequence[str], lines: Sequence[Sequence[str | int]]) -> Iterator[Placed]:
    yield from (Placed(top, column, text, "head") for column, text in enumerate(head))
    for at, line in enumerate(lines, top + 1):
        for column, value in enumerate(line):
            yield Placed(at, column, value, "body" if isinstance(value, int) else "text")


def _cover(report: Report) -> Page:
    counts = tally(report.findings)
    owed = len(report.owed)
    wide = len(COVER_WIDTHS) - 1
    verdict = phrase.verdict_line(counts[Level.MANDATORY] - owed, counts[Level.QUERY], owed)
    cells = [
        Placed(0, 0, report.catalogue.library, "cover", 0, wide),
        Placed(1, 0, phrase.COVER_TITLE.format(year=report.year), "cover", 1, wide),
        Placed(3, 0, verdict, "verdict", 3, wide),
    ]
    cells += _table(5, phrase.COVER_LEVELS, _level_lines(report, counts))
    top = cells[-1].row + 2
    cells += _table(top, phrase.COVER_DEPARTMENTS, _department_lines(report))
    top = cells[-1].row + 2
    cells += _table(top, phrase.COVER_FILED, _filed_lines(report))
    if thanked := _thanked(report):
        text = phrase.COVER_THANKS.format(departments="、".join(thanked))
        cells.append(Placed(cells[-1].row + 2, 0, text, "note", cells[-1].row + 2, wide))
    cells.append(Placed(cells[-1].row + 2, 0, phrase.COVER_LEGEND, "note", cells[-1].row + 2, wide))
    return Page(phrase.COVER, tuple(cells), COVER_WIDTHS, fit_heights(cells, COVER_WIDTHS))


def _thanked(report: Report) -> list[str]:
    """The departments that have filed all they owe and have nothing to answer."""
    asked = {each.department for each in report.findings if each.level is not Level.INFO}
    asked |= {form.department for form in report.owed}
    return [each.name for each in report.catalogue.departments if each.name not in asked]


def _level_lines(report: Report, counts: Mapping[Level, int]) -> list[list[str | int]]:
    relations = report.reconciled.judged(report.year)
    verdicts = Counter(relations["verdict"].to_list())
    lines: list[list[str | int]] = [[phrase.LEVELS[level], counts[level]] for level in Level]
    return lines + [[f"{phrase.RELATIONS}{phrase.VERDICTS[each]}", verdicts[each.value]] for each in Verdict]


def _department_lines(report: Report) -> list[list[str | int]]:
    names = [each.name for each in report.catalogue.departments]
    names += sorted({finding.department for finding in report.findings} - set(names))
    lines: list[list[str | int]] = []
    for name in names:
        own = [finding for finding in report.findings if finding.department == name]
        counts = tally(own)
        head = next((finding.head for finding in own if finding.head), "")
        line: list[str | int] = [name or phrase.DEPARTMENT_UNKNOWN, *(counts[level] for level in Level), len(own), head]
        if name or own:
            lines.append(line)
    return lines


def _filed_lines(report: Report) -> list[list[str | int]]:
    lines: list[list[str | int]] = []
    for department in report.catalogue.departments:
        forms = [form for form in report.catalogue.forms if form.department == department.name]
        owed = [f"{form.number:02d} {form.name}" for form in report.owed if form.department == department.name]
        done = len(forms) - len(owed)
        state = phrase.ALL_FILED if not owed else phrase.NONE_FILED if not done else phrase.PARTLY_FILED
        lines.append([department.name, len(forms), done, len(owed), state, "、".join(owed)])
    return lines


def _contents(report: Report, phrases: Phrases) -> Page:
    counts = Counter(finding.form for finding in report.findings if finding.verdict is Verdict.BROKEN)
    cells = [Placed(0, 0, phrase.CONTENTS_TITLE.format(year=report.year), "title", 0, 5)]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(phrase.CONTENTS_HEAD)]
    for at, form in enumerate(report.catalogue.forms, 2):
        filed = phrase.FILED if form.id in report.counted else phrase.OWED
        cells.append(Placed(at, 0, form.number, "body"))
        cells.append(Placed(at, 1, for_year(form.title, report.year), "link", link=_to(sheet_name(form), "A1")))
        rest: list[str | int] = [form.section, form.department, filed, counts[form.id]]
        cells += [Placed(at, 2 + column, value, "body") for column, value in enumerate(rest)]
    widths = fit_widths(cells[1:], 6, 60.0)
    return Page(phrase.CONTENTS, tuple(cells), widths, fit_heights(cells, widths), repeat=(0, 1), frozen=(2, 0))


def _to(sheet: str, address: str) -> str:
    return f"internal:'{sheet}'!{address}"


def _findings(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """One row a finding, those of a cause under a row of its own, the weightiest cause first."""
    cells = [Placed(0, column, text, "head") for column, text in enumerate(phrase.HEADINGS)]
    by_cause: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_cause[finding.cause].append(finding)
    at = number = 0
    for cause in (*report.causes, None):
        own = by_cause.get(cause.id if cause else "", [])
        if cause and own:
            at += 1
            cells += _cause_line(at, cause, own, report, official, phrases)
        for finding in own:
            at, number = at + 1, number + 1
            cells += _finding_line(at, number, finding, report, official, phrases)
    widths = fit_widths(cells, len(phrase.HEADINGS), 16.0, _FINDING_CAPS)
    heights = fit_heights(cells, widths)
    box = (0, 0, max(at, 1), len(phrase.HEADINGS) - 1)
    return Page(phrase.FINDINGS, tuple(cells), widths, heights, True, (0, 0), (1, 0), box)


def _cause_line(
    at: int, cause: Cause, own: Sequence[Finding], report: Report, official: Consolidated, phrases: Phrases
) -> Iterator[Placed]:
    """A cause: the gravest level of its findings, the first cell it would change, and its sentence."""
    change = cause.changes[0]
    term = change.term
    level = min((finding.level for finding in own), key=list(Level).index)
    place = official.place((term.file, term.sheet, term.cell))
    link = _to(*place) if place else ""
    where = place_of(term.row, term.column, term.measure)
    step = None if change.suggested is None or term.value is None else round(term.value - change.suggested, 6)
    yield Placed(at, 0, phrase.CAUSE, "cause")
    yield Placed(at, 1, phrase.LEVELS[level], "cause")
    yield Placed(at, 2, CAUSES[cause.kind], "cause")
    yield Placed(at, 3, own[0].department, "cause text")
    yield Placed(at, 4, phrases.table_of(term), "cause text link" if link else "cause text", link=link)
    yield Placed(at, 5, where, "cause text")
    for column, value in enumerate((term.value, change.suggested, step), 6):
        yield Placed(at, column, exact(value), "cause number")
    yield Placed(at, 9, cause_message(phrases, cause), "cause text")
    cell = "!".join(part for part in (term.sheet, term.cell) if part)
    for column, text in enumerate((term.file, cell, cause.id, "", ""), 10):
        yield Placed(at, column, text, "cause text")


def _finding_line(
    at: int, number: int, finding: Finding, report: Report, official: Consolidated, phrases: Phrases
) -> Iterator[Placed]:
    first = finding.first
    link, level = _target(finding, report, official), f"level {finding.level.value}"
    yield Placed(at, 0, number, "body")
    yield Placed(at, 1, phrase.LEVELS[finding.level], level)
    yield Placed(at, 2, phrase.VERDICTS[finding.verdict], "body")
    yield Placed(at, 3, finding.department or phrase.DEPARTMENT_UNKNOWN, "text")
    yield Placed(at, 4, phrases.table(finding.form), "link" if link else "text", link=link)
    yield Placed(at, 5, place_of(finding.row, finding.column), "text")
    for column, value in enumerate((finding.reported, finding.expected, finding.difference), 6):
        yield Placed(at, column, exact(value), "number")
    yield Placed(at, 9, phrases.message(finding), "text")
    where = "!".join(part for part in (first.sheet, first.cell) if part)
    answer = finding.answer.text or finding.answer.lapsed
    for column, text in enumerate((first.file, where, finding.id, phrase.STATUSES[finding.status], answer), 10):
        yield Placed(at, column, text, "text")


def _target(finding: Finding, report: Report, official: Consolidated) -> str:
    """Where a finding's figure stands in this workbook: its cell, else its form's sheet."""
    for term in finding.terms:
        if place := official.place((term.file, term.sheet, term.cell)):
            return _to(*place)
    form = report.catalogue.by_id.get(finding.form)
    return _to(sheet_name(form), "A1") if form else ""


def provenance_page(report: Report, phrases: Phrases) -> Page:
    """Where every form comes from: file, sheet, range, hash."""
    cells = [Placed(0, 0, phrase.PROVENANCE_TITLE, "title", 0, 6)]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(phrase.PROVENANCE_HEAD)]
    for at, line in enumerate(_sources(report, phrases), 2):
        cells += [Placed(at, column, value, "text") for column, value in enumerate(line)]
    widths = fit_widths(cells[1:], 7, 20.0, {0: 40.0, 3: 34.0, 6: 68.0})
    return Page(phrase.PROVENANCE, tuple(cells), widths, fit_heights(cells, widths), True, (0, 1), (2, 0))


def _sources(report: Report, phrases: Phrases) -> Iterator[tuple[str, ...]]:
    """One line a filing, or a file without any: file, status, sheet, form, range, what became of it, SHA-256."""
    for book in report.books:
        own = [at for at, filing in enumerate(report.filings) if filing.book.file == book.file]
        status = FILE_STATUS[book.status]
        if not own:
            yield book.file, status, "", reason_of(book) if book.reason else "", "", "", book.sha256
        for at in own:
            filing = report.filings[at]
            top, left, bottom, right = filing.area
            area, became = f"{a1(top, left)}:{a1(bottom, right)}", phrase.FILING_STATUS[report.status[at]]
            yield book.file, status, filing.sheet.name, phrases.table(filing.form), area, became, book.sha256
