"""Return slips (核对单): what a department has to answer, a row a problem, what others are asked that rests on its
figures, and its forms as it filed them.

    核实人及日期：____
    问题                                            单元格      填报数   应有数   处理   说明
    强制性问题 2 处：须更正，或说明原因和依据
    1、表07 文献流通册次“全年，合计”：疑为数字前后颠倒  流通!F16    438711   438171   ____   ______
     ⊞ 1.1、表07 文献流通册次“全年，合计”应等于…        流通!F16    438711   438171   ____   ______

What is gravest comes first. An answer on a problem counts for all relations below it, which are folded away. The
address leads to the department's own cell on one of the sheets behind (`rebuilt`). The list is not locked, or nothing
could be unfolded: the slip knows what it was issued with (`recognise/slips`), and what is changed is an answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from guanbiao.letters.rebuilt import Rebuilt, rebuilt_forms
from guanbiao.letters.slip_list import list_of
from guanbiao.model.slips import Copy, Issued, Line, SlipKind
from guanbiao.pages.page import Page, Placed
from guanbiao.pages.table import Entry, level, link, table_page
from guanbiao.recognise.slips.record import SHEET, in_cells, in_properties
from guanbiao.report.marks import marks_of
from guanbiao.report.report import Report
from guanbiao.report.story import Problem
from guanbiao.report.told import waits
from guanbiao.text.cells import Range, a1
from guanbiao.words import slips as words
from guanbiao.words.findings import Phrases
from guanbiao.words.workbook import LEVELS, listed


class Slip(Struct, frozen=True):
    """A workbook to answer in: its pages, and the properties in which it carries what it was issued with."""

    pages: tuple[Page, ...]
    properties: dict[str, str]


def slip_of(report: Report, department: str, phrases: Phrases) -> Slip:
    """A department's slip: its problems, what it waits for, its forms with the very cells marked."""
    own = report.asked_of(department)
    others = [each for each in report.problems if each.waited_for_by(department)]
    rebuilt = rebuilt_forms(report, department, [term for each in (*own, *others) for term in each.terms])
    found = list_of(report, department, rebuilt, phrases)
    pages = [found.page, *([_elsewhere(others, department, rebuilt, report, phrases)] if others else [])]
    forms = list(rebuilt.pages(marks_of(own, phrases)))
    printed = tuple(dict.fromkeys(chain(_texts(pages, found.lines), _comments(forms))))
    copies = tuple(
        _copy(page, place, rebuilt.areas.get(place, ())) for page, place in zip(forms, rebuilt.sheets, strict=True)
    )
    library = report.catalogue.library
    issued = Issued(SlipKind.SLIP, library, report.year, department, found.lines, printed, copies)
    return with_record([*pages, *forms], issued)


def with_record(pages: Iterable[Page], issued: Issued) -> Slip:
    """A workbook with the sheet and the properties by which it is known again."""
    cells = tuple(Placed(row, 0, text, "line") for row, text in enumerate(in_cells(issued)))
    return Slip((*pages, Page(SHEET, cells, (10.0,), hidden=True)), in_properties(issued))


def _copy(page: Page, place: tuple[str, str], areas: tuple[Range, ...]) -> Copy:
    cells = {a1(cell.row, cell.column): cell.value for cell in page.cells if cell.value not in (None, "")}
    return Copy(page.name, *place, cells, areas)


def _texts(pages: Iterable[Page], lines: Iterable[Line]) -> Iterator[str]:
    """What is printed on the lists besides their lines."""
    own = {text for line in lines for text in (*line.shown, line.action, line.text)}
    return (str(cell.value) for page in pages for cell in page.cells if cell.value and str(cell.value) not in own)


def _comments(pages: Iterable[Page]) -> Iterator[str]:
    return (cell.comment for page in pages for cell in page.cells if cell.comment)


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
    return table_page(words.ELSEWHERE, words.ELSEWHERE_TITLE, words.ELSEWHERE_HEAD, lines, 17.0, {2: 62.0})


def _own_cell(problem: Problem, department: str, rebuilt: Rebuilt) -> Entry:
    """The cell of a department that waits: the first that follows, else the first that takes part."""
    following = (change.term for each in problem.waiting if each.department == department for change in each.changes)
    terms = [*following, *problem.terms]
    own = next((term for term in terms if rebuilt.link(term)), terms[0])
    return link(own.address, rebuilt.link(own))
