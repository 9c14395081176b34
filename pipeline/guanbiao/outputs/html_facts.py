"""What 核对报告.html says of a year: causes and findings as findings.json has them, in words, and all around them."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import asdict

from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs import html_page as page
from guanbiao.outputs.contract import FindingsFile
from guanbiao.outputs.html_problems import (
    COLOURS,
    bars,
    each_once,
    id_of,
    level_names,
    open_first,
    problem_row,
    state_names,
)
from guanbiao.outputs.html_trend import trend_of
from guanbiao.pages.layout import sheet_name
from guanbiao.report.answers.states import states_of, states_text
from guanbiao.report.changes import Changes, Moved
from guanbiao.report.indicators import contrast, wrong_statements
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, of_level
from guanbiao.report.told import brief
from guanbiao.report.trend import Series
from guanbiao.words.figures import number
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.report import LIGHTS, WORDS, asked_text
from guanbiao.words.workbook import ANSWERED_SO_FAR, FILING_STATUS, KEPT, LEVELS, STATUSES, listed
from guanbiao.workbook.summary import changes_summary, verdict_on

MOST_MOVED = 100  # changed cells that are listed; the workbook has them all
_HASH = 16  # digits of a hash that tell files apart


def html_facts(
    report: Report,
    found: FindingsFile,
    phrases: Phrases,
    changes: Changes | None = None,
    series: Sequence[Series] = (),
) -> page.HtmlPage:
    """The facts of the whole page; `found` is what findings.json says of the same report, `changes` what changed since
    last time, if there was one, `series` the headline figures over the years, where several are at hand."""
    entries = {each.id: each for each in found.findings}
    ordered = open_first(report.problems)
    problems = tuple(problem_row(each, entries, report, phrases) for each in ordered)
    return page.HtmlPage(
        title=WORDS.title.format(library=report.catalogue.library, year=report.year),
        department="",
        mandatory=_left(report.problems),
        verdict=verdict_on(report),
        progress=progress(states_text(report)),
        changed=changes_summary(report, changes) if changes else "",
        moved=moved_cells(changes, phrases),
        departments=tuple(_departments(report, phrases)),
        indicators=tuple(_indicators(report, phrases)),
        bars=tuple(bars(report.problems, phrases)),
        problems=problems,
        department_names=each_once(name for each in problems for name in each.departments),
        level_names=level_names(ordered),
        status_names=state_names(ordered),
        form_names=each_once(name for each in problems for name in each.forms),
        sources=tuple(_sources(report, phrases)),
        trends=tuple(map(trend_of, series)),
    )


def _left(problems: Iterable[Problem]) -> int:
    """How many mandatory problems are not explained, or not approved yet."""
    return sum(each.status is not FindingStatus.EXPLAINED for each in of_level(problems, Level.MANDATORY))


def progress(states: str) -> str:
    """How far problems are answered; '' where nobody has answered anything."""
    return ANSWERED_SO_FAR.format(states=states) if states else ""


def moved_cells(
    changes: Changes | None, phrases: Phrases, forms: Container[str] | None = None
) -> tuple[page.Moved, ...]:
    """The cells that changed since last time, of some forms (None: of all), as many as are listed."""
    cells = [each for each in changes.cells if forms is None or each.form in forms] if changes else []
    return tuple(_moved(each, phrases) for each in cells[:MOST_MOVED])


def _moved(moved: Moved, phrases: Phrases) -> page.Moved:
    place = place_of(moved.row, moved.column, moved.measure)
    before, after = (phrases.shown(moved.form, moved.column, text) for text in (moved.before, moved.after))
    return page.Moved(phrases.table(moved.form), place, before, after)


def _departments(report: Report, phrases: Phrases) -> Iterator[page.Department]:
    levels, waiting = _standing(report)
    for department in report.catalogue.departments:
        forms = [form for form in report.catalogue.forms if form.department == department.name]
        owed = [form.name for form in report.owed if form.department == department.name]
        yield page.Department(
            name=department.name,
            head=report.head_of(department),
            due=len(forms),
            done=len(forms) - len(owed),
            owed=listed(owed),
            forms=tuple(
                _light(each, levels[each.id], waits=each.id in waiting, filed=each.id in report.counted)
                for each in forms
            ),
            asked=asked_text(asdict(states_of(report, department.name))),
            problems=tuple(_lines(report, department.name, phrases)),
        )


def _lines(report: Report, department: str, phrases: Phrases) -> Iterator[page.Line]:
    """What a department has to answer, what is open first."""
    for each in open_first(report.asked_of(department)):
        text = brief(each, phrases, department)
        yield page.Line(id_of(each), LEVELS[each.level], COLOURS[each.level], STATUSES[each.status], text)


def _standing(report: Report) -> tuple[dict[str, Counter[Level]], set[str]]:
    """By form, how many problems of each level there are with its figures; the forms whose relations do not hold."""
    levels: dict[str, Counter[Level]] = defaultdict(Counter)
    off = set()
    for problem in report.problems:
        blamed = {change.term.form for asked in problem.asked for change in asked.changes}
        for form in blamed or {each.form for each in problem.findings}:
            levels[form][problem.level] += 1
        off |= {each.form for each in problem.findings if problem.cause}
    return levels, off


def _light(form: Form, levels: Counter[Level], waits: bool, filed: bool) -> page.Light:
    """A form's light: the colour of the gravest level that asks for an answer, and how many problems are of it; whether
    it waits for figures of other forms."""
    gravest = next((level for level in (Level.MANDATORY, Level.QUERY) if levels[level]), None)
    fine = "blue" if waits else "green"
    light = "grey" if not filed else COLOURS[gravest] if gravest else fine
    count = levels[gravest] if gravest else 0
    return page.Light(sheet_name(form), light, LIGHTS[light].format(count=count))


def _indicators(report: Report, phrases: Phrases) -> Iterator[page.Indicator]:
    order = [form.id for form in report.catalogue.forms]
    for indicator in report.catalogue.indicators:
        own = [each for each in report.statements if each.indicator is indicator]
        wrong = wrong_statements(own, report)
        by_form = {each.form: each for each in own if each.figure is not None}
        stated = sorted(by_form.values(), key=lambda each: order.index(each.form))
        cells = (page.Stated(phrases.table(each.form), _figure(each.figure), each.form in wrong) for each in stated)
        yield page.Indicator(indicator.name, tuple(cells), contrast(own, report, phrases))


def _figure(value: float | None) -> str:
    """A figure as people write it; '' for none."""
    return "" if value is None else number(value)


def _sources(report: Report, phrases: Phrases) -> Iterator[page.Source]:
    """One line a filing, and one for each file that holds none at all."""
    with_forms = {filing.book.file for filing in report.filings}
    yield from (source_of(report, at, phrases) for at in report.shown_at)
    for book in report.books:
        if book.file not in with_forms:
            yield page.Source(book.file, "", "", reason_of(book), book.sha256[:_HASH])


def source_of(report: Report, at: int, phrases: Phrases) -> page.Source:
    """The line of a filing, by its position."""
    filing = report.filings[at]
    status = KEPT if filing.kept else FILING_STATUS[report.status[at]]
    table, digits = phrases.table(filing.form), filing.book.sha256[:_HASH]
    return page.Source(filing.book.file, filing.sheet.name, table, status, digits)
