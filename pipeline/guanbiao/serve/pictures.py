"""A small picture of a form around the cells that a problem speaks of: the rows and columns that tell what these are,
with the letters and numbers by which a spreadsheet program has them, drawn from the file as it was checked.

    A            B       …  D
    1  流通统计表（2020年）
    2  月份      成人    …  合计
    …
    14 12月      1,234   …  2,345
    15 合计      9,876   …  [12,345]  似应为 12,354
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.intake.read import read_file
from guanbiao.intake.snapshot import is_link
from guanbiao.model.books import Book, FileStatus, Sheet, value_at
from guanbiao.outputs.contract import FindingsFile
from guanbiao.serve.seen import Cell
from guanbiao.text.cells import Position, Range, Value, a1, at_address, letters
from guanbiao.text.personal import hidden, masked
from guanbiao.words.figures import number

MOST_PICTURES, MOST_ROWS, MOST_COLUMNS = 4, 26, 14
_HEAD_ROWS, _STUB, _AROUND = 4, 2, 1  # shown of a form: its first rows and columns, and those around a cell
_LONGEST = 60  # characters of a cell
_BOOKS = 6  # that are kept: problems of one file are looked at one after the other


class Box(Struct, frozen=True):
    """A cell of the picture: its text, `wrong` or `beside` where a problem speaks of it, whether it is a figure, what
    it should be, and over how many columns and rows of the picture it reaches."""

    text: str
    mark: str = ""
    figure: bool = False
    should: str = ""
    across: int = 1
    down: int = 1


class Line(Struct, frozen=True):
    """A row of the picture: its number on the sheet ('': rows that are left out), and its cells."""

    number: str
    boxes: tuple[Box, ...]


class Picture(Struct, frozen=True):
    """A part of a sheet: the letters of its columns ('': columns that are left out), and its rows; none of them where
    the file is not what it was any more."""

    file: str
    sheet: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


class Books:
    """The files of a drop folder as they were when they were checked, the last ones kept in memory."""

    def __init__(self, inputs: Path) -> None:
        self._inputs, self._lock = inputs, Lock()
        self._kept: OrderedDict[str, Book] = OrderedDict()

    def book(self, file: str, sha256: str) -> Book | None:
        """A file with the content that was checked; None where it is another by now, or none can be read."""
        with self._lock:
            book = self._kept.get(sha256) or self._read(file)
            if book is None or book.sha256 != sha256 or book.status is FileStatus.REFUSED:
                return None
            self._kept[sha256] = book
            self._kept.move_to_end(sha256)
            while len(self._kept) > _BOOKS:
                self._kept.popitem(last=False)
            return book

    def _read(self, file: str) -> Book | None:
        path = self._inputs / file
        try:
            inside = path.resolve().is_relative_to(self._inputs.resolve()) and not is_link(path)
            return read_file(path, file) if inside else None
        except (OSError, ValueError):
            return None


def pictures(
    cells: Sequence[Cell], found: FindingsFile, books: Books, personal: Iterable[tuple[str, str]]
) -> tuple[list[Picture], int]:
    """The pictures of the cells of a problem, sheet by sheet, those with cells that are blamed first, and how many
    cells are on none. `personal` are the columns whose texts are about persons."""
    hashes = {each.file: each.sha256 for each in found.files}
    areas = {(each.file, each.sheet, each.form): at_range(each.range) for each in found.filings}
    private = {form for form, _ in personal}
    by_sheet: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in sorted(cells, key=lambda each: not each.wrong):
        by_sheet.setdefault((cell.file, cell.sheet, cell.form), []).append(cell)
    drawn: list[Picture] = []
    left = 0
    for (file, sheet, form), own in by_sheet.items():
        if len(drawn) == MOST_PICTURES:
            left += len(own)
            continue
        book = books.book(file, hashes.get(file, ""))
        there = next((each for each in book.sheets if each.name == sheet), None) if book else None
        area = areas.get((file, sheet, form)) or (_whole(there) if there else (0, 0, 0, 0))
        blank = Picture(masked(file), masked(sheet), (), ())
        drawn.append(drawing(there, area, own, file, is_private=form in private) if there else blank)
    return drawn, left


def drawing(sheet: Sheet, area: Range, cells: Sequence[Cell], file: str, *, is_private: bool = False) -> Picture:
    """A sheet's part around some cells of a form that stands in an area. What is typed in a form that has columns about
    persons is hidden, but for its head and its first columns."""
    marks = {at_address(each.cell): each for each in cells}
    top, left, bottom, right = area
    head = range(top, min(top + _HEAD_ROWS, bottom + 1))
    stub = range(left, min(left + _STUB, right + 1))
    rows = _with_gaps(_chosen(head, (row for row, _ in marks), (top, bottom), MOST_ROWS))
    columns = _with_gaps(_chosen(stub, (column for _, column in marks), (left, right), MOST_COLUMNS))
    private = (head.stop, stub.stop) if is_private else None
    view = _View(sheet, marks, rows, columns, tuple(_spans(sheet, rows, columns)), private)
    lines = tuple(Line("" if row < 0 else str(row + 1), tuple(_boxes(view, at))) for at, row in enumerate(rows))
    names = tuple("" if column < 0 else letters(column) for column in columns)
    return Picture(masked(file), masked(sheet.name), names, lines)


def at_range(address: str) -> Range | None:
    """The range of an address such as A1:F20; None for none.

    >>> at_range("A1:F20"), at_range("")
    ((0, 0, 19, 5), None)
    """
    first, _, last = address.partition(":")
    return (*at_address(first), *at_address(last or first)) if first else None


def _whole(sheet: Sheet) -> Range:
    return 0, 0, max(len(sheet.rows) - 1, 0), max((len(row) for row in sheet.rows), default=1) - 1


def _chosen(always: Iterable[int], marked: Iterable[int], within: tuple[int, int], most: int) -> list[int]:
    """The rows, or columns, that are shown: those that tell what the others are, and those around what is marked."""
    wanted, (first, last) = set(always), within
    for at in sorted(set(marked)):
        around = {each for each in range(at - _AROUND, at + _AROUND + 1) if first <= each <= last} | {at}
        if len(wanted | around) > most:
            break
        wanted |= around
    return sorted(wanted)


def _with_gaps(chosen: Sequence[int]) -> list[int]:
    """With -1 where some are left out."""
    found: list[int] = []
    for at in chosen:
        if found and at > found[-1] + 1:
            found.append(-1)
        found.append(at)
    return found


class _Span(Struct, frozen=True):
    """A merged range by the places that it takes in the picture: its rows and columns there, and where its text is."""

    down: range
    across: range
    at: Position


class _View(Struct, frozen=True):
    """What a picture is drawn from: the rows and columns of a sheet that are shown (-1: some are left out), merged
    ranges, and from which row and column on texts are hidden (None: none are)."""

    sheet: Sheet
    marks: dict[Position, Cell]
    rows: list[int]
    columns: list[int]
    spans: tuple[_Span, ...]
    private: Position | None


def _spans(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Iterator[_Span]:
    for top, left, bottom, right in sheet.merges:
        down = [place for place, row in enumerate(rows) if top <= row <= bottom]
        across = [place for place, column in enumerate(columns) if left <= column <= right]
        if down and across:
            yield _Span(range(down[0], down[-1] + 1), range(across[0], across[-1] + 1), (top, left))


def _boxes(view: _View, at: int) -> Iterator[Box]:
    """The cells of a row of the picture; a merged one once, over all that it covers of what is shown."""
    row = view.rows[at]
    for place, column in enumerate(view.columns):
        span = next((each for each in view.spans if at in each.down and place in each.across), None)
        if span is None:
            yield _box(view, (row, column)) if row >= 0 and column >= 0 else Box("")
        elif (span.down[0], span.across[0]) == (at, place):
            yield replace(_box(view, span.at), across=len(span.across), down=len(span.down))


def _box(view: _View, at: Position) -> Box:
    value, cell = value_at(view.sheet.rows, *at), view.marks.get(at)
    is_hidden = view.private and isinstance(value, str) and at[0] >= view.private[0] and at[1] >= view.private[1]
    text = view.sheet.shown.get(a1(*at)) or _shown(value)
    text = hidden(text) if is_hidden else masked(text)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    mark = "" if cell is None else "wrong" if cell.wrong else "beside"
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return Box(text, mark, is_figure, cell.should if cell else "")


def _shown(value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(value)
