"""A department's own page of 核对报告.html, to be sent in a chat: what it has to answer, its forms and its figures, and
nothing that belongs to others.

Of a relation with another department's form the other figure stays, without which nobody could say what is off; the
file it stands in, what others have to answer, and their heads do not."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Department
from guanbiao.forms.levels import Level
from guanbiao.model.causes import Change
from guanbiao.outputs import html_page as page
from guanbiao.outputs.html_facts import moved_cells, source_of
from guanbiao.outputs.html_problems import bars, each_once, id_of, level_names, mends_text, open_first, state_names
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, of_level
from guanbiao.report.told import brief, is_aside
from guanbiao.words.figures import filed_text
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.report import ALL_ANSWERED, WORDS
from guanbiao.workbook.summary import verdict_of


def department_pages(
    whole: page.HtmlPage, report: Report, phrases: Phrases, changes: Changes | None = None
) -> Iterator[tuple[str, page.HtmlPage]]:
    """By its name, the page of every department that has forms to file, made of what the whole page says."""
    rows = {each.id: each for each in whole.problems}
    for department in report.catalogue.departments:
        if any(form.department == department.name for form in report.catalogue.forms):
            yield department.name, _page(whole, rows, report, phrases, department, changes)


def _page(
    whole: page.HtmlPage,
    rows: Mapping[str, page.Problem],
    report: Report,
    phrases: Phrases,
    department: Department,
    changes: Changes | None,
) -> page.HtmlPage:
    name, forms = department.name, _forms(report, department)
    tables = {phrases.table(form) for form in forms}
    own = open_first(each for each in report.problems if name in each.departments)
    problems = tuple(_problem(each, rows[id_of(each)], name, tables, phrases) for each in own)
    facts = {"library": report.catalogue.library, "year": report.year, "department": name}
    return replace(
        whole,
        title=WORDS.title_of.format(**facts),
        department=name,
        mandatory=len(of_level(report.open_of(name), Level.MANDATORY)),
        verdict=_verdict(report, name, sum(form.id in forms for form in report.owed)),
        progress="",
        changed="",
        moved=moved_cells(changes, phrases, forms),
        trends=(),
        departments=tuple(replace(each, problems=()) for each in whole.departments if each.name == name),
        indicators=tuple(_indicators(whole.indicators, tables)),
        bars=tuple(bars((each for each in own if _is_alone(each, name)), phrases)),
        problems=problems,
        department_names=(),
        level_names=level_names(own),
        status_names=state_names(own),
        form_names=each_once(form for each in problems for form in each.forms),
        sources=tuple(source_of(report, at, phrases) for at in report.shown_at if report.filings[at].form in forms),
    )


def _verdict(report: Report, department: str, owed: int) -> str:
    """What is left for a department to do; thanks where it has answered everything."""
    still = report.open_of(department)
    asked = report.asked_of(department)
    return verdict_of(asked, owed) if still or not asked else ALL_ANSWERED


def _forms(report: Report, department: Department) -> frozenset[str]:
    return frozenset(form.id for form in report.catalogue.forms if form.department == department.name)


def _is_alone(problem: Problem, department: str) -> bool:
    """Whether nobody else has to answer a problem."""
    return problem.departments == (department,)


def _indicators(indicators: Sequence[page.Indicator], tables: set[str]) -> Iterator[page.Indicator]:
    """What a department's own forms state of headline figures; where they part in words, if no others state any."""
    for each in indicators:
        if own := tuple(cell for cell in each.cells if cell.table in tables):
            yield replace(each, cells=own, said=each.said if own == each.cells else "")


def _problem(problem: Problem, row: page.Problem, department: str, tables: set[str], phrases: Phrases) -> page.Problem:
    """A problem as one department is told of it, which may share it with others."""
    proofs = tuple(_proof(each, tables) for each in row.proofs if not problem.cause or _has_own(each, tables))
    forms = tuple(form for form in row.forms if form in tables)
    row = replace(row, proofs=proofs, forms=forms, mends=mends_text(proofs) if problem.cause else "")
    if _is_alone(problem, department):
        return row
    own = tuple(each for each in row.cells if each.table in tables)
    row = replace(row, message=brief(problem, phrases, department), cells=own, others=())
    return _about(row, _own(problem, department)[0], phrases) if is_aside(problem, department) else row


def _own(problem: Problem, department: str) -> Sequence[Change]:
    return next((each.changes for each in problem.asked if each.department == department), ())


def _about(row: page.Problem, change: Change, phrases: Phrases) -> page.Problem:
    """A row about another cell, of which nobody can say what it should be."""
    term = change.term
    place = place_of(term.row, term.column, term.measure)
    return replace(
        row, table=phrases.table_of(term), place=place, reported=filed_text(term), expected="", difference=""
    )


def _has_own(proof: page.Proof, tables: set[str]) -> bool:
    return any(term.table in tables for term in proof.terms)


def _proof(proof: page.Proof, tables: set[str]) -> page.Proof:
    """A proof that names the files of no other department."""
    terms = (each if each.table in tables else replace(each, file="", sheet="") for each in proof.terms)
    return replace(proof, terms=tuple(terms))
