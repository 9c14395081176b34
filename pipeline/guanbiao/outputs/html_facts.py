"""What 核对报告.html says of a year: causes and findings as findings.json has them, in words, and all around them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.model.causes import Change
from guanbiao.model.findings import Finding, Role, Term, address
from guanbiao.outputs import html_page as page
from guanbiao.outputs.contract import FindingEntry, FindingsFile
from guanbiao.pages.layout import sheet_name
from guanbiao.report.changes import Changes, Moved
from guanbiao.report.indicators import contrast, wrong_statements
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, by_size, of_level
from guanbiao.report.told import whole
from guanbiao.words.causes import CAUSES
from guanbiao.words.figures import figure_of, figure_text, filed_text, number
from guanbiao.words.files import reason_of
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.relations import relation_sentence
from guanbiao.words.report import LIGHTS, WORDS
from guanbiao.words.story import other_ways
from guanbiao.words.workbook import FILING_STATUS, LEVELS, STATUSES, listed
from guanbiao.workbook.summary import changes_summary, verdict_on

MOST_BARS = 12  # differences drawn: what one looks over at a glance
MOST_TERMS = 60  # figures of a finding that are listed; a count of hundreds of entries stands in findings.json
MOST_WAYS = 12  # other ways to mend that are listed; findings.json has all that were kept
MOST_MOVED = 100  # changed cells that are listed; the workbook has them all
_BAR = 300.0  # the longest bar, in units of the drawing, which is 900 wide and has the labels on its left
_BAR_LABEL = 34  # characters that a label has room for
_HASH = 16  # digits of a hash that tell files apart
_COLOURS = {Level.MANDATORY: "red", Level.QUERY: "amber", Level.INFO: "grey"}


def html_facts(report: Report, found: FindingsFile, phrases: Phrases, changes: Changes | None = None) -> page.HtmlPage:
    """The facts of the whole page; `found` is what findings.json says of the same report, `changes` what changed since
    last time, if there was one."""
    entries = {each.id: each for each in found.findings}
    problems = tuple(_problem(each, entries, report, phrases) for each in report.problems)
    levels = {each.level for each in report.problems}
    return page.HtmlPage(
        title=WORDS.title.format(library=report.catalogue.library, year=report.year),
        mandatory=len(of_level(report.problems, Level.MANDATORY)),
        verdict=verdict_on(report),
        changed=changes_summary(report, changes) if changes else "",
        moved=tuple(_moved(each, phrases) for each in changes.cells[:MOST_MOVED]) if changes else (),
        departments=tuple(_departments(report)),
        indicator_forms=tuple(phrases.table(form) for form in _stating(report)),
        indicators=tuple(_indicators(report, phrases)),
        bars=tuple(_bars(report, phrases)),
        problems=problems,
        department_names=_each_once(name for each in problems for name in each.departments),
        level_names=tuple(LEVELS[level] for level in Level if level in levels),
        form_names=_each_once(name for each in problems for name in each.forms),
        sources=tuple(_sources(report, phrases)),
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in the order of their first appearance, without ''."""
    return tuple(dict.fromkeys(name for name in names if name))


def _moved(moved: Moved, phrases: Phrases) -> page.Moved:
    place = place_of(moved.row, moved.column, moved.measure)
    before, after = (phrases.shown(moved.form, moved.column, text) for text in (moved.before, moved.after))
    return page.Moved(phrases.table(moved.form), place, before, after)


def _departments(report: Report) -> Iterator[page.Department]:
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
        )


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
    light = "grey" if not filed else _COLOURS[gravest] if gravest else fine
    count = levels[gravest] if gravest else 0
    return page.Light(sheet_name(form), light, LIGHTS[light].format(count=count))


def _stating(report: Report) -> list[str]:
    """The forms that state any indicator, in the report's order."""
    stated = {total.terms[0][1].form for each in report.catalogue.indicators for total in each.stated}
    return [form.id for form in report.catalogue.forms if form.id in stated]


def _indicators(report: Report, phrases: Phrases) -> Iterator[page.Indicator]:
    for indicator in report.catalogue.indicators:
        own = [each for each in report.statements if each.indicator is indicator]
        by_form = {each.form: each.figure for each in own}
        wrong = wrong_statements(own, report)
        cells = tuple(page.Stated(_figure(by_form.get(form)), form in wrong) for form in _stating(report))
        yield page.Indicator(indicator.name, cells, contrast(own, report, phrases))


def _figure(value: float | None) -> str:
    """A figure as people write it; '' for none."""
    return "" if value is None else number(value)


def _bars(report: Report, phrases: Phrases) -> Iterator[page.Bar]:
    """The problems with the largest differences."""
    chosen = by_size(report.problems)[:MOST_BARS]
    most = max((abs(each.gap or 0.0) for each in chosen), default=1.0)
    for problem in chosen:
        gap, change = abs(problem.gap or 0.0), problem.farthest
        term = change.term if change else problem.first
        label = f"{phrases.table_of(term)} {term.cell} {place_of(term.row, term.column)}"[:_BAR_LABEL]
        shown = figure_text(gap, term)
        text = shown if change is None or problem.is_open else WORDS.step.format(figures=_figures(change), gap=shown)
        yield page.Bar(label, text, round(max(gap / most * _BAR, 1.0), 1))


def _figures(change: Change) -> str:
    """What a figure is and should be."""
    return f"{filed_text(change.term)}→{figure_text(change.suggested, change.term)}"


def _problem(problem: Problem, entries: Mapping[str, FindingEntry], report: Report, phrases: Phrases) -> page.Problem:
    first, cause = problem.findings[0], problem.cause
    term = problem.first if cause else first.first
    proofs = tuple(_proof(each, entries[each.id], report, phrases) for each in problem.findings)
    reported, expected, difference = _sides(problem)
    forms = (problem.first.form if cause else first.form, *(each.form for each in problem.findings))
    return page.Problem(
        id=cause.id if cause else first.id,
        level=LEVELS[problem.level],
        light=_COLOURS[problem.level],
        departments=problem.departments,
        forms=_each_once(map(phrases.table, forms)),
        table=phrases.table_of(term) if cause else phrases.table(first.form),
        place=place_of(term.row, term.column, term.measure) if cause else place_of(first.row, first.column),
        reported=reported,
        expected=expected,
        difference=difference,
        kind=CAUSES[cause.kind] if cause else "",
        message=whole(problem, phrases),
        mends=WORDS.mends.format(count=len(problem.findings)) if cause else "",
        cells=tuple(_changed(change, phrases) for change in cause.changes) if cause else (),
        others=tuple(other_ways(phrases, cause)[:MOST_WAYS]) if cause else (),
        proofs=proofs,
    )


def _sides(problem: Problem) -> tuple[str, str, str]:
    """What a problem's figure is, what it should be as far as that can be said, and the difference."""
    first, change = problem.findings[0], problem.blamed
    if problem.cause is None:
        figures = (first.reported, first.expected, first.difference)
        reported, expected, gap = ("" if each is None else figure_of(each, first) for each in figures)
        return reported, expected, gap
    term = problem.first
    if change is None:
        return filed_text(term), "", ""
    step = round((term.value or 0.0) - (change.suggested or 0.0), 6)
    return filed_text(term), figure_text(change.suggested, term), figure_text(step, term)


def _changed(change: Change, phrases: Phrases) -> page.Changed:
    return page.Changed(
        table=phrases.table_of(change.term),
        cell=change.term.address,
        place=place_of(change.term.row, change.term.column, change.term.measure),
        reported=filed_text(change.term),
        suggested="" if change.suggested is None else figure_text(change.suggested, change.term),
        follows=change.follows,
    )


def _proof(finding: Finding, entry: FindingEntry, report: Report, phrases: Phrases) -> page.Proof:
    has_relation = finding.relation >= 0
    plan = report.reconciled.plan
    return page.Proof(
        id=entry.id,
        status=STATUSES[entry.status],
        message=entry.message,
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
        value="" if term.value is None else figure_text(term.value, term),
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
