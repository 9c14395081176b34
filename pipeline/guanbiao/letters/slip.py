"""Return slips (核对单): the list of what a department has to answer, its forms as it filed them, and what others are
asked that rests on its figures.

The list, after its title and a note on how to answer:

    序号  级别    报表               单元格    …  填报数  应有数  …  怎么办            处理  部门说明  …  编号
    原因：表07 文献流通册次“全年，合计”（流通!F16）：疑为数字前后颠倒，438711 改为 438171 后，2 条关系即可相符。
     1    强制性  表07 文献流通册次  流通!F16     438711  438171     更正后重新报送；…  ____  ________     F0a1…-9f8e…

A cause stands above the findings that it explains, as they are its proof; what is gravest comes first, and what has no
cause after the causes of its level. The address leads to the department's own
cell on one of the sheets behind (see `rebuilt`). All is locked but the four cells to answer in (____). The 编号 is the
id of the finding and the key of its figures, by which an answer is known again when the slip comes back."""

from collections.abc import Callable, Sequence
from itertools import count

from guanbiao.letters.rebuilt import Rebuilt, rebuilt_forms
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.pages.page import Choice, Page, Placed, fit_heights, fit_widths
from guanbiao.pages.table import Entry, Line, level, line, link, number, share, table, table_page, title
from guanbiao.report.answers import figures_key
from guanbiao.report.marks import marks_of
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, due, figure_of, is_of, off_by
from guanbiao.report.told import waits, whole
from guanbiao.text.units import PER_CENT
from guanbiao.text.writing import is_percent
from guanbiao.words import letters as words
from guanbiao.words.causes import cells_in_full
from guanbiao.words.figures import figure_text
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.habits import cell_shown
from guanbiao.words.workbook import FINDINGS, LEVELS, in_full, listed

_CAP = 13.0
_CAPS = {2: 18.0, 3: 20.0, 4: 22.0, 8: 34.0, 9: 44.0, 10: 20.0}  # in characters; the sentence takes most room
_ANSWER, _ANSWER_WIDTHS = 11, (10.0, 32.0, 16.0, 10.0)  # the columns to answer in: room to write, whatever they hold
_HEAD_ROW = 2
_STILL = 3  # columns that stay in sight when one scrolls: number, level, form
_OTHERS_SHOWN = 3  # figures of the other side, as many as a cell of that width shows


def owned(report: Report, department: str) -> list[Finding]:
    """The findings that a department has to answer, those of one problem side by side."""
    return [each for problem in report.asked_of(department) for each in problem.findings]


def slip_pages(report: Report, department: str, phrases: Phrases) -> tuple[Page, ...]:
    """The pages of a department's slip: its findings, its forms with the very cells marked, what it waits for."""
    own = report.asked_of(department)
    others = [each for each in report.problems if each.waited_for_by(department)]
    rebuilt = rebuilt_forms(report, department, [term for each in (*own, *others) for term in each.terms])
    marks = marks_of(own, phrases)
    pages = (_list(report, department, own, rebuilt, phrases), *rebuilt.pages(marks))
    return (*pages, _elsewhere(others, department, rebuilt, report, phrases)) if others else pages


def _list(report: Report, department: str, own: Sequence[Problem], rebuilt: Rebuilt, phrases: Phrases) -> Page:
    """The list of findings, with cells to answer in."""
    cells = _list_cells(report, department, own, rebuilt, phrases)
    fitted = fit_widths(cells, len(words.SLIP_HEAD), _CAP, _CAPS)
    widths = (*fitted[:_ANSWER], *_ANSWER_WIDTHS, *fitted[_ANSWER + len(_ANSWER_WIDTHS) :])
    choice = Choice(_HEAD_ROW + 1, _ANSWER, cells[-1].row, _ANSWER, words.ACTIONS)
    return Page(
        FINDINGS,
        tuple(cells),
        widths,
        fit_heights(cells, widths),
        landscape=True,
        repeat=(_HEAD_ROW, _HEAD_ROW),
        frozen=(_HEAD_ROW + 1, _STILL),
        choices=(choice,) if own else (),
        protected=True,
    )


def _list_cells(
    report: Report, department: str, own: Sequence[Problem], rebuilt: Rebuilt, phrases: Phrases
) -> list[Placed]:
    columns = len(words.SLIP_HEAD)
    heading = words.SLIP_TITLE.format(library=report.catalogue.library, year=report.year, department=department)
    note = words.SLIP_NOTE.format(department=report.catalogue.compiles or words.COMPILERS)
    cells = [title(heading, columns), title(note, columns, 1, "note")]
    cells += table(_HEAD_ROW, words.SLIP_HEAD, ())
    numbers, before = count(1), None
    for problem in own:
        if said := _heading(problem, before, phrases):
            cells.append(title(said, columns, cells[-1].row + 1, "cause text"))
        for finding in problem.findings:
            told = _line(next(numbers), finding, problem, department, rebuilt, phrases)
            cells += line(cells[-1].row + 1, told)
        before = problem
    return cells


def _heading(problem: Problem, before: Problem | None, phrases: Phrases) -> str:
    """What stands above a problem: its cause with every cell that this blames; that there is none, where causes stand
    before it."""
    if problem.cause is None:
        return words.SLIP_ALONE if before and before.cause else ""
    said = words.SLIP_CAUSE.format(message=whole(problem, phrases))
    return said + in_full(cells_in_full(phrases, problem.cause))


def _line(at: int, finding: Finding, problem: Problem, department: str, rebuilt: Rebuilt, phrases: Phrases) -> Line:
    """One finding: what and where, both figures, the other side, what to do, and the cells to answer in. What a cause
    explains proves it, and says what a figure should be only where the cause does."""
    answer = finding.answer
    is_blamed = problem.cause is None or problem.is_open or is_of(problem.cause, finding)
    own = _own_side(finding, problem, department)
    return (
        at,
        level(LEVELS[finding.level], finding.level.value),
        *(_others_place(own, rebuilt, phrases) if own else _place(finding, problem, rebuilt, phrases)),
        _other_side(finding, phrases, Role.REPORTED if own else Role.EXPECTED),
        phrases.message(finding),
        words.advice(finding, problem.cause, blamed=is_blamed),
        *(Entry(text or None, "text entry") for text in (answer.action, answer.text, answer.who, answer.approved)),
        f"{finding.id}-{figures_key(finding)}",
    )


def _own_side(finding: Finding, problem: Problem, department: str) -> Term | None:
    """The figure of a department on the other side of a finding, where nobody knows which side is wrong and the
    department is asked about its own."""
    own = next((each.changes for each in problem.asked[1:] if each.department == department), ())
    asked = {figure_of(each.term) for each in own if problem.is_choice and each.term.cell}
    sides = (term for term in finding.terms if term.role is Role.EXPECTED and figure_of(term) in asked)
    return next(sides, None)


def _place(finding: Finding, problem: Problem, rebuilt: Rebuilt, phrases: Phrases) -> Line:
    """Where a finding is, and its figures."""
    return (
        phrases.table(finding.form),
        link(cell_shown(finding) or None, rebuilt.link(finding.first)),
        place_of(finding.row, finding.column),
        *map(_figure(finding), (finding.reported, due(problem, finding), off_by(problem, finding))),
    )


def _others_place(own: Term, rebuilt: Rebuilt, phrases: Phrases) -> Line:
    """Where a department's own figure is that a finding holds another department's against."""
    shown = share if is_percent(own.raw, own.value) else number
    return (
        phrases.table_of(own),
        link(own.address, rebuilt.link(own)),
        place_of(own.row, own.column, own.measure),
        *map(shown, (own.value, None, None)),
    )


def _figure(finding: Finding) -> Callable[[float | None], Entry]:
    """How figures of a finding are shown: shares in per cent."""
    return share if finding.unit == PER_CENT else number


def _other_side(finding: Finding, phrases: Phrases, role: Role) -> str:
    """The other side's figures and where they stand, as far as a cell takes them."""
    others = [term for term in finding.terms if term.role is role and term.cell]
    shown = [
        words.OTHER_SIDE.format(table=phrases.table_of(term), address=term.address, value=figure_text(term.value, term))
        for term in others[:_OTHERS_SHOWN]
    ]
    return words.other_side(shown, len(others))


def _elsewhere(
    problems: Sequence[Problem], department: str, rebuilt: Rebuilt, report: Report, phrases: Phrases
) -> Page:
    """What waits for other departments and rests on this one's figures, and whom to talk to."""
    heads = {each.name: report.head_of(each) for each in report.catalogue.departments}
    lines = [
        (
            level(LEVELS[problem.level], problem.level.value),
            _own_cell(problem, department, rebuilt),
            waits(problem, phrases, department),
            listed(" ".join(filter(None, (name, heads.get(name, "")))) for name in problem.departments),
        )
        for problem in problems
    ]
    return table_page(words.ELSEWHERE, words.ELSEWHERE_TITLE, words.ELSEWHERE_HEAD, lines, 20.0, {2: 70.0})


def _own_cell(problem: Problem, department: str, rebuilt: Rebuilt) -> Entry:
    """The cell of a department that waits: the first that follows, else the first that takes part."""
    following = (change.term for each in problem.waiting if each.department == department for change in each.changes)
    terms = [*following, *problem.terms]
    own = next((term for term in terms if rebuilt.link(term)), terms[0])
    return link(own.address, rebuilt.link(own))
