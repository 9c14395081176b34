"""The first two pages: the cover (封面) with the verdict and who has filed, the contents (目录) with a link a form."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import asdict

from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.model.findings import Verdict
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page, fit_heights
from guanbiao.pages.table import Line, centred, link, link_to, table, table_page, title
from guanbiao.report.answers.states import by_department, states_text
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, counted, of_level
from guanbiao.report.told import brief
from guanbiao.report.unjudged import counted_wants
from guanbiao.text.years import for_year
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.words.years import COVER_DAMAGED, COVER_KEPT
from guanbiao.workbook.summary import verdict_on

_COVER_WIDTHS = (24.0, 12.0, 12.0, 12.0, 12.0, 26.0)  # one A4 page in all; names of departments and of forms are long
_FIRST = 5  # problems named: with all else the cover stays one page
_CONTENTS_CAP = 60.0  # the longest printed title in one line: a link does not wrap everywhere


def cover_page(report: Report, phrases: Phrases) -> Page:
    """The library, the year and the verdict; the gravest problems; how many there are by level and by department; what
    each department has filed; why relations could not be judged."""
    columns = len(_COVER_WIDTHS)
    cells = [
        title(report.catalogue.library, columns, style="cover"),
        title(words.COVER_TITLE.format(year=report.year), columns, 1, "cover"),
        title(verdict_on(report), columns, 3, "verdict"),
    ]
    for said in (*_progress(report), *_first_lines(report, phrases)):
        cells.append(title(said, columns, cells[-1].row + 1, "note"))
    tables = (
        (words.COVER_LEVELS, _level_lines(report)),
        (words.COVER_DEPARTMENTS, _department_lines(report)),
        (words.COVER_FILED, _filed_lines(report)),
    )
    for head, lines in tables:
        cells += table(cells[-1].row + 2, head, lines)
    for note in _notes(report):
        cells.append(title(note, columns, cells[-1].row + 2, "note"))
    return Page(words.COVER, tuple(cells), _COVER_WIDTHS, fit_heights(cells, _COVER_WIDTHS))


def _progress(report: Report) -> Iterator[str]:
    """How far the year is answered, in all and by department, where anybody has answered anything."""
    if not (said := states_text(report)):
        return
    yield words.ANSWERED_SO_FAR.format(states=said)
    own = ((name, words.states_text(asdict(states))) for name, states in by_department(report))
    yield "；".join(words.ANSWERED_BY.format(department=name, states=told) for name, told in own if told) + "。"


def _first_lines(report: Report, phrases: Phrases) -> Iterator[str]:
    """The gravest problems that are left, a line each; that there are more."""
    asked = [each for each in report.problems if each.level in ANSWERED and not each.status.is_settled]
    if asked:
        yield words.COVER_FIRST
    for at, problem in enumerate(asked[:_FIRST], 1):
        yield words.COVER_ITEM.format(at=at, text=brief(problem, phrases))
    if len(asked) > _FIRST:
        yield words.COVER_MORE


def _level_lines(report: Report) -> Iterator[Line]:
    """Problems by level, with the causes among them and the relations that these explain; relations by verdict."""
    verdicts = Counter(report.reconciled.relations_of(report.year)["verdict"].to_list())
    for level in Level:
        count = counted(of_level(report.problems, level))
        causes = (count.causes, count.relations) if count.causes else ("", "")
        yield words.LEVELS[level], count.problems, *map(centred, causes)
    for each in Verdict:
        yield words.COVER_RELATIONS.format(verdict=words.VERDICTS[each]), verdicts[each.value], "", ""


def _department_lines(report: Report) -> Iterator[Line]:
    """The problems that each department is asked about, by level; those of no department, where there are any, last."""
    heads = {each.name: report.head_of(each) for each in report.catalogue.departments}
    others = {name for problem in report.problems for name in problem.departments} - heads.keys()
    for name in (*heads, *sorted(others)):
        own = [problem for problem in report.problems if name in problem.departments]
        counts = [len(of_level(own, level)) for level in Level]
        yield name or words.DEPARTMENT_UNKNOWN, *counts, len(own), heads.get(name, "")


def _filed_lines(report: Report) -> Iterator[Line]:
    for department in report.catalogue.departments:
        forms = [form for form in report.catalogue.forms if form.department == department.name]
        owed = [form for form in report.owed if form.department == department.name]
        done = len(forms) - len(owed)
        state = words.ALL_FILED if not owed else words.NONE_FILED if not done else words.PARTLY_FILED
        yield department.name, len(forms), done, len(owed), state, words.listed(map(sheet_name, owed))


def _notes(report: Report) -> Iterator[str]:
    """Where last year's figures are from, if not from forms; why relations could not be judged; thanks to the
    departments that have filed all they owe and have nothing to answer; what the colours mean."""
    if report.archive:
        yield (COVER_DAMAGED if report.archive.is_damaged else COVER_KEPT).format(year=report.archive.year)
    if report.unjudged:
        yield words.unjudged_line(counted_wants(report.unjudged))
    asked = {name for each in report.problems if each.level in ANSWERED for name in each.departments}
    asked |= {form.department for form in report.owed}
    if thanked := [each.name for each in report.catalogue.departments if each.name not in asked]:
        yield words.COVER_THANKS.format(departments=words.listed(thanked))
    yield words.COVER_LEGEND


def contents_page(report: Report) -> Page:
    """One row a form: its number, its title with a link to its page, whether it is filed, and how many findings say
    that something does not hold."""
    broken = Counter(finding.form for finding in report.findings if finding.verdict is Verdict.BROKEN)
    lines = (_contents_line(report, form, broken[form.id]) for form in report.catalogue.forms)
    heading = words.CONTENTS_TITLE.format(year=report.year)
    return table_page(words.CONTENTS, heading, words.CONTENTS_HEAD, lines, _CONTENTS_CAP, landscape=False)


def _contents_line(report: Report, form: Form, broken: int) -> Line:
    filed = words.FILED if form.id in report.counted else words.OWED
    named = link(for_year(form.title, report.year), link_to(sheet_name(form)))
    return form.number, named, *map(centred, (form.section, form.department, filed)), broken
