"""The list of a return slip: a row a problem, folded below it its whole story and a row for each relation that proves
it; what is settled at the end, all of it folded."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from guanbiao.letters.rebuilt import Rebuilt
from guanbiao.model.slips import Line
from guanbiao.pages.page import Choice, Page, Placed, shown
from guanbiao.pages.table import Entry, answer_page, line, link, number, share, title
from guanbiao.report.answers.lines import Row, rows_of, whole_of
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, Problem, of_level
from guanbiao.text.figures import exact
from guanbiao.words import slips as words
from guanbiao.words.actions import ACTIONS
from guanbiao.words.findings import Phrases
from guanbiao.words.workbook import FINDINGS

# A page of A4 across at its full size, in print of ten points. Where the font that widths are counted in is not there,
# as on most Linux, programs take one that is wider by a third: so much room is left that the print stays above nine.
WIDTHS = (50.0, 17.0, 9.0, 9.0, 7.0, 24.0)
_SIGNED, _HEAD = 2, 3  # rows, below the title and how to answer
_ANSWER = 4  # the first column to answer in
_COLUMNS = len(WIDTHS)


class Listed(Struct, frozen=True):
    """The list as a page, and its rows as they may be answered."""

    page: Page
    lines: tuple[Line, ...]


class _Strip(Struct, frozen=True):
    """What stands in one row: a row to answer, or a text across all columns; whether it is folded away, and the row
    that a text tells more of: what is written on it answers that."""

    row: Row | None = None
    text: str = ""
    style: str = "text small"
    folded: bool = False
    of: Row | None = None


def list_of(report: Report, department: str, rebuilt: Rebuilt, phrases: Phrases) -> Listed:
    """The list of what a department has to answer."""
    strips = list(enumerate(_strips(report, department, phrases), _HEAD + 1))
    lines = tuple(filter(None, (_line(at, strip, rebuilt) for at, strip in strips)))
    cells = [*_top(report, department), *(cell for at, strip in strips for cell in _cells(at, strip, rebuilt))]
    answers = Choice(_HEAD + 1, _ANSWER, cells[-1].row, _ANSWER, ACTIONS)
    folded = [at for at, strip in strips if strip.folded]
    page = answer_page(FINDINGS, cells, WIDTHS, _HEAD, answers if lines else None, folded)
    return Listed(page, lines)


def _top(report: Report, department: str) -> Iterator[Placed]:
    """What stands above the list: its title, how to answer, a cell to sign in, the head."""
    heading = words.SLIP_TITLE.format(library=report.catalogue.library, year=report.year, department=department)
    yield title(heading, _COLUMNS)
    yield title(words.SLIP_NOTE, _COLUMNS, 1, "note small")
    yield Placed(_SIGNED, 0, words.SIGNED, "text small")
    yield Placed(_SIGNED, 1, None, "text small entry", _SIGNED, _COLUMNS - 1)
    yield from (Placed(_HEAD, column, text, "head small") for column, text in enumerate(words.SLIP_HEAD))


def _strips(report: Report, department: str, phrases: Phrases) -> Iterator[_Strip]:
    """The rows below the head: the gravest first, what is settled last."""
    own = report.asked_of(department)
    settled = [each for each in own if each.status.is_settled]
    sections = [(words.SECTIONS[each], of_level(report.open_of(department), each), False) for each in ANSWERED]
    number = 1
    for heading, problems, is_folded in (*sections, (words.SETTLED, settled, True)):
        if problems:
            level = "" if is_folded else f" {problems[0].level}"
            yield _Strip(text=heading.format(count=len(problems)), style=f"cause text{level} small")
        for problem, rows in rows_of(problems, department, report, phrases, number):
            yield from _of_problem(problem, rows, phrases, folded=is_folded)
        number += len(problems)


def _of_problem(problem: Problem, rows: Sequence[Row], phrases: Phrases, *, folded: bool) -> Iterator[_Strip]:
    first, *proof = rows
    yield _Strip(first, folded=folded)
    if told := whole_of(problem, phrases):
        yield _Strip(text=told, folded=True, of=first)
    yield from (_Strip(each, folded=True) for each in proof)


def _cells(at: int, strip: _Strip, rebuilt: Rebuilt) -> Iterator[Placed]:
    row = strip.row
    if row is None:
        yield title(strip.text, _COLUMNS, at, strip.style)
        return
    figure = share if row.is_share else number
    what, where, *_, action, text = _shown(row)
    yield from line(
        at,
        (
            Entry(what, "text small"),
            _small(link(where or None, rebuilt.link(row.term))),
            *(_small(figure(each)) for each in (row.filed, row.wanted)),
            *(Entry(each or None, "text small entry") for each in (action, text)),
        ),
    )


def _small(entry: Entry) -> Entry:
    return Entry(entry.value, f"{entry.style} small", entry.link)


def _shown(row: Row) -> tuple[str, ...]:
    """The texts of a row, cell by cell."""
    what = words.NUMBERED.format(number=row.number, text=row.what + row.said)
    figures = (shown(exact(each)) for each in (row.filed, row.wanted))
    return what, row.where, *figures, row.answer.action, row.answer.text


def _line(at: int, strip: _Strip, rebuilt: Rebuilt) -> Line | None:
    """A row as it may be answered, with the cells of the attached forms that it speaks of."""
    row = strip.row or strip.of
    if row is None:
        return None
    *shown, action, text = _shown(row) if strip.row else (strip.text, "", "")
    cells = (rebuilt.name_of(term) for term in row.terms)
    return Line(at, tuple(shown), row.cases, tuple(dict.fromkeys(filter(None, cells))), action, text)
