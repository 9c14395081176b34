"""What 核对报告.html says of a year: causes and findings as findings.json has them, in words, and all around them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, Role, Term, address, one_a_cause
from guanbiao.outputs import html_page as page
from guanbiao.outputs.contract import CauseEntry, FindingEntry, FindingsFile
from guanbiao.pages.layout import sheet_name
from guanbiao.reconcile.indicators import grouped
from guanbiao.report.changes import Changes, Moved
from guanbiao.report.report import Report
from guanbiao.text.units import PER_CENT
from guanbiao.words.causes import CAUSES
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases, number, place_of
from guanbiao.words.relations import parting, relation_sentence
from guanbiao.words.report import LIGHTS, WORDS
from guanbiao.words.workbook import FILING_STATUS, LEVELS, STATUSES, listed
from guanbiao.workbook.summary import changes_summary, tally, verdict_on

MOST_BARS = 12  # differences drawn: what one looks over at a glance
MOST_TERMS = 60  # figures of a finding that are listed; a count of hundreds of entries stands in findings.json
MOST_MOVED = 100  # changed cells that are listed; the workbook has them all
_BAR = 300.0  # the longest bar, in units of the drawing, which is 900 wide and has the labels on its left
_BAR_LABEL = 34  # characters that a label has room for
_HASH = 16  # digits of a hash that tell files apart
_COLOURS = {Level.MANDATORY: "red", Level.QUERY: "amber", Level.INFO: "grey"}


def html_facts(report: Report, found: FindingsFile, phrases: Phrases, changes: Changes | None = None) -> page.HtmlPage:
    """The facts of the whole page; `found` is what findings.json says of the same report, `changes` what changed since
    last time, if there was one."""
    counts = tally(report.findings)
    findings = zip(report.findings, found.findings, strict=True)
    causes = zip(report.causes, found.causes, strict=True)
    return page.HtmlPage(
        title=WORDS.title.format(library=report.catalogue.library, year=report.year),
        mandatory=counts[Level.MANDATORY],
        verdict=verdict_on(report),
        changed=changes_summary(report, changes) if changes else "",
        moved=tuple(_moved(each, phrases) for each in changes.cells[:MOST_MOVED]) if changes else (),
        departments=tuple(_departments(report)),
        indicator_forms=tuple(phrases.table(form) for form in _stating(report)),
        indicators=tuple(_indicators(report, phrases)),
        bars=tuple(_bars(report, phrases)),
        causes=tuple(_cause(cause, entry, phrases) for cause, entry in causes),
        findings=tuple(_finding(finding, entry, report, phrases) for finding, entry in findings),
        department_names=_each_once(each.department for each in report.findings),
        level_names=tuple(LEVELS[level] for level in Level if counts[level]),
        form_names=_each_once(phrases.table(each.form) for each in report.findings),
        sources=tuple(_sources(report, phrases)),
    )


def _each_once(names: Iterator[str]) -> tuple[str, ...]:
    """Names in the order of their first appearance, without ''."""
    return tuple(dict.fromkeys(name for name in names if name))


def _moved(moved: Moved, phrases: Phrases) -> page.Moved:
    place = place_of(moved.row, moved.column, moved.measure)
    before, after = (phrases.shown(moved.form, moved.column, text) for text in (moved.before, moved.after))
    return page.Moved(phrases.table(moved.form), place, before, after)


def _departments(report: Report) -> Iterator[page.Department]:
    levels: dict[str, Counter[Level]] = defaultdict(Counter)
    for finding in report.findings:
        levels[finding.form][finding.level] += 1
    for department in report.catalogue.departments:
        forms = [form for form in report.catalogue.forms if form.department == department.name]
        owed = [form.name for form in report.owed if form.department == department.name]
        yield page.Department(
            name=department.name,
            head=report.head_of(department),
            due=len(forms),
            done=len(forms) - len(owed),
            owed=listed(owed),
            forms=tuple(_light(form, levels[form.id], filed=form.id in report.counted) for form in forms),
        )


def _light(form: Form, levels: Counter[Level], *, filed: bool) -> page.Light:
    """A form's light: the colour of the gravest level that asks for an answer, and how many findings are of it."""
    gravest = next((level for level in (Level.MANDATORY, Level.QUERY) if levels[level]), None)
    light = "grey" if not filed else _COLOURS[gravest] if gravest else "green"
    count = levels[gravest] if gravest else 0
    return page.Light(sheet_name(form), light, LIGHTS[light].format(count=count))


def _stating(report: Report) -> list[str]:
    """The forms that state any indicator, in the report's order."""
    stated = {total.terms[0][1].form for each in report.catalogue.indicators for total in each.stated}
    return [form.id for form in report.catalogue.forms if form.id in stated]


def _indicators(report: Report, phrases: Phrases) -> Iterator[page.Indicator]:
    for indicator in report.catalogue.indicators:
        own = [each for each in report.statements if each.indicator is indicator]
        groups = grouped(own)
        by_form = {each.form: each.figure for each in own}
        usual = groups[0][0] if groups else None
        figures = [by_form.get(form) for form in _stating(report)]
        cells = tuple(page.Stated(_figure(each), each is not None and each != usual) for each in figures)
        said = [(number(figure), [phrases.table(form) for form in forms]) for figure, forms in groups]
        yield page.Indicator(indicator.name, cells, parting(said))


def _figure(value: float | None, unit: str = "") -> str:
    """A figure as people write it, a share in per cent; '' for none."""
    if value is None:
        return ""
    return f"{number(round(value * 100, 2))}%" if unit == PER_CENT else number(value)


def _bars(report: Report, phrases: Phrases) -> Iterator[page.Bar]:
    """The findings with the largest differences, one of each cause."""
    gaps = {each.id: gap for each in report.findings if (gap := each.difference)}
    ranked = sorted((each for each in report.findings if each.id in gaps), key=lambda each: -abs(gaps[each.id]))
    chosen = list(one_a_cause(ranked))[:MOST_BARS]
    most = max((abs(gaps[each.id]) for each in chosen), default=1.0)
    for finding in chosen:
        gap = gaps[finding.id]
        label = f"{phrases.table(finding.form)} {finding.row}"[:_BAR_LABEL]
        yield page.Bar(label, number(gap), round(max(abs(gap) / most * _BAR, 1.0), 1))


def _cause(cause: Cause, entry: CauseEntry, phrases: Phrases) -> page.Cause:
    return page.Cause(
        id=entry.id,
        kind=CAUSES[cause.kind],
        message=entry.message,
        mends=WORDS.mends.format(count=len(entry.explains)),
        cells=tuple(_changed(change, phrases) for change in cause.changes),
        explains=entry.explains,
    )


def _changed(change: Change, phrases: Phrases) -> page.Changed:
    return page.Changed(
        table=phrases.table_of(change.term),
        cell=change.term.address,
        place=place_of(change.term.row, change.term.column, change.term.measure),
        reported=number(change.term.value),
        suggested=_figure(change.suggested),
        follows=change.follows,
    )


def _finding(finding: Finding, entry: FindingEntry, report: Report, phrases: Phrases) -> page.Finding:
    has_relation = finding.relation >= 0
    plan = report.reconciled.plan
    return page.Finding(
        id=entry.id,
        level=LEVELS[entry.level],
        light=_COLOURS[entry.level],
        status=STATUSES[entry.status],
        department=entry.department,
        table=phrases.table(entry.form),
        place=place_of(entry.row, entry.column),
        reported=_figure(entry.reported, entry.unit),
        expected=_figure(entry.expected, entry.unit),
        difference=_figure(entry.difference, entry.unit),
        message=entry.message,
        cause=entry.cause or "",
        equation=relation_sentence(phrases, plan.relations[finding.relation]) if has_relation else "",
        terms=tuple(_term(term, phrases) for term in finding.terms[:MOST_TERMS]),
        count=len(finding.terms),
    )


def _term(term: Term, phrases: Phrases) -> page.Term:
    is_other = term.role in (Role.EXPECTED, Role.BESIDE)
    return page.Term(
        role=WORDS.role_expected if is_other else WORDS.role_reported,
        table=phrases.table_of(term),
        place=place_of(term.row, term.column, term.measure),
        value=_figure(term.value),
        cell=address(term.file, term.address),
    )


def _sources(report: Report, phrases: Phrases) -> Iterator[page.Source]:
    """One line a filing, and one for each file that holds none at all."""
    with_forms = {filing.book.file for filing in report.filings}
    for at, filing in enumerate(report.filings):
        book, status = filing.book, FILING_STATUS[report.status[at]]
        yield page.Source(book.file, filing.sheet.name, phrases.table(filing.form), status, book.sha256[:_HASH])
    for book in report.books:
        if book.file not in with_forms:
            yield page.Source(book.file, "", "", reason_of(book), book.sha256[:_HASH])
