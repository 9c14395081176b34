"""Pages: what a sheet of the workbook will look like, before any writer is involved."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from msgspec import Struct

from guanbiao.forms.catalogue import Shape

LINE_POINTS = 15.5  # the height of a line of 宋体 at 11 points, as Excel sets it
POINTS_A_PIXEL = 0.75
_BESIDE = 1.5  # characters that a number leaves free beside it
_PADDING = 3  # points above and below the text of a cell
_LEAST_HEIGHT = LINE_POINTS + _PADDING
MIN_WIDTH = 5.0  # characters: a column of serial numbers
_POINTS_PER_LINE = {"title": 24.0, "cover": 34.0}  # the styles in a larger font
_SMALL_POINTS = 13.6  # the same at ten points
_SMALL_PADDING = 6  # of cells in print of ten points: fonts that stand in for 宋体 have higher lines
_MOST_GROWN = 1.6  # a table of few columns does not fill the page by being torn apart


Shown = str | int | float | None
Origin = tuple[str, str, str]  # file, sheet, address


class Declared(NamedTuple):
    """Which cell of a form a cell of a page is: its block, its row ('' for an entry of a register), its column, and the
    number of the entry (-1: it is none). A tuple, since cells are looked up by it."""

    block: int
    row: str
    column: str
    entry: int = -1


class Placed(Struct, frozen=True):
    """A cell of a page: row and column from 0, value, style name, and the last row and column that it is merged over
    (-1: it is not merged). `formula` is what gives its value, `link` where it leads to, `comment` what is shown beside
    it, `origin` the (file, sheet, address) it was filed at, `declared` which cell of a form it is."""

    row: int
    column: int
    value: Shown
    style: str
    to_row: int = -1
    to_column: int = -1
    origin: Origin | None = None
    formula: str = ""
    link: str = ""
    comment: str = ""
    declared: Declared | None = None

    @property
    def bottom(self) -> int:
        """The last row it covers."""
        return max(self.row, self.to_row)

    @property
    def right(self) -> int:
        """The last column it covers."""
        return max(self.column, self.to_column)


class Choice(Struct, frozen=True):
    """A box of cells (top, left, bottom, right) that take one of a few words."""

    top: int
    left: int
    bottom: int
    right: int
    words: tuple[str, ...]


class Hint(Struct, frozen=True):
    """A range of cells that say how they are to be filled in where somebody goes there, and ask whether it is meant so
    where a formula, about the first of them, does not hold."""

    cells: str
    title: str
    text: str
    holds: str


class Spark(Struct, frozen=True):
    """A small chart of columns, in one cell, over a range of cells such as `'表'!C4:G4`."""

    row: int
    column: int
    cells: str


class Box(NamedTuple):
    """A row or a column of cells of a page, or a single one: the first row and column, and the last ones."""

    top: int
    left: int
    bottom: int
    right: int


class Plot(Struct, frozen=True):
    """A chart over cells of its own page: its title, the cells of its labels, those of each thing that is drawn (the
    one of its name, if there is any, and those of its figures), how it draws, what its labels and its figures are, and
    where it stands: its upper left cell, and its size in pixels."""

    title: str
    labels: Box
    drawn: tuple[tuple[Box | None, Box], ...]
    row: int
    column: int = 0
    across: int = 0
    width: int = 300
    height: int = 190
    shape: Shape = Shape.COLUMNS
    along: str = ""
    unit: str = ""


class Page(Struct, frozen=True):
    """One sheet: cells, column widths in characters, row heights in points, its print set-up, the cells with a choice
    of words, the ranges that take numbers only, those that say how they are filled in, whether all but the cells styled
    `entry` are locked, whether rows may be inserted and deleted nevertheless, and the rows that are folded away below
    the one above them. `sparks`: small charts in cells; `plots` stand over them.
    `breaks`: the rows that begin a page of print. `hidden`: no menu shows it.
    `unprinted`: it is there to be looked at, and adds nothing to what is printed."""

    name: str
    cells: tuple[Placed, ...]
    widths: tuple[float, ...]
    heights: dict[int, float] = {}
    landscape: bool = False
    repeat: tuple[int, int] | None = None
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int, int, int] | None = None
    choices: tuple[Choice, ...] = ()
    numbers: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    protected: bool = False
    grows: bool = False
    folded: tuple[int, ...] = ()
    sparks: tuple[Spark, ...] = ()
    hidden: bool = False
    unprinted: bool = False
    plots: tuple[Plot, ...] = ()
    breaks: tuple[int, ...] = ()


@lru_cache(maxsize=65536)
def text_width(text: str) -> int:
    """The width of a line of text in characters of the default font: a Chinese character takes two."""
    if "\n" in text:
        return max(map(text_width, text.split("\n")))
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """The width of each character met."""

    def __missing__(self, character: str) -> int:
        self[character] = width = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def shown(value: Shown) -> str:
    """A value as a sheet shows it under the general format."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def _width(value: Shown) -> int:
    """The width of a value as a sheet shows it."""
    return text_width(value) if type(value) is str else len(shown(value))


def fit_widths(
    cells: Iterable[Placed], count: int, cap: float, caps: Mapping[int, float] | None = None
) -> tuple[float, ...]:
    """Column widths that show every unmerged value, a text wrapped where it is wider than `cap` (or its own cap); a
    number does not wrap, and is not shown at all where it has no room."""
    texts, numbers = [0] * count, [0] * count
    for cell in cells:
        column = cell.column
        if cell.to_column <= column < count:
            kept = texts if type(cell.value) is str else numbers
            kept[column] = max(kept[column], _width(cell.value))
    limits = caps or {}
    return tuple(
        max(MIN_WIDTH, number + _BESIDE, min(max(text, number) + 3.0, limits.get(at, cap)))
        for at, (text, number) in enumerate(zip(texts, numbers, strict=True))
    )


def stretch(widths: Sequence[float], natural: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths that make use of a page `room` characters wide: first what wraps gets more, then all grow alike."""
    spare = max(room - sum(widths), 0.0)
    wanting = [max(wish - width, 0.0) for wish, width in zip(natural, widths, strict=True)]
    share = min(spare / sum(wanting), 1.0) if sum(wanting) else 0.0
    grown = [width + share * more for width, more in zip(widths, wanting, strict=True)]
    factor = min(max(room / sum(grown), 1.0), _MOST_GROWN)
    return tuple(round(width * factor, 2) for width in grown)


def fit_heights(cells: Iterable[Placed], widths: Sequence[float]) -> dict[int, float]:
    """Row heights in points that show every wrapped value; a value merged down spreads over its rows."""
    heights: dict[int, float] = {}
    rooms = [_room(width) for width in widths]
    merged = []
    for cell in cells:
        if cell.to_row > cell.row:
            merged.append(cell)
        elif _is_short(cell, rooms):
            heights.setdefault(cell.row, _LEAST_HEIGHT)
        else:
            heights[cell.row] = max(heights.get(cell.row, _LEAST_HEIGHT), _points(cell, widths))
    for cell in sorted(merged, key=lambda each: (each.bottom - each.row, each.row)):
        rows = range(cell.row, cell.bottom + 1)
        lacking = _points(cell, widths) - sum(heights.get(row, _LEAST_HEIGHT) for row in rows)
        for row in rows:
            heights[row] = heights.get(row, _LEAST_HEIGHT) + max(lacking, 0) / len(rows)
    return heights


def _is_short(cell: Placed, rooms: Sequence[float]) -> bool:
    """Whether a cell shows its value in one line of the least height: most do, and need no more measuring. A number
    never wraps."""
    text, column = cell.value, cell.column
    if cell.style in _POINTS_PER_LINE:
        return False
    if type(text) is not str:
        return True
    return cell.to_column <= column < len(rooms) and text_width(text) <= rooms[column] and "\n" not in text


def _points(cell: Placed, widths: Sequence[float]) -> float:
    """How high a cell must be to show its value."""
    line = _SMALL_POINTS if " small" in cell.style else _POINTS_PER_LINE.get(cell.style, LINE_POINTS)
    room = sum(widths[cell.column : cell.right + 1])
    return lines_needed(shown(cell.value), room * LINE_POINTS / line) * line + (
        _SMALL_PADDING if " small" in cell.style else _PADDING
    )


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a cell `width` characters wide."""
    room = _room(width)
    return sum(max(1, ceil(text_width(line) / room)) for line in text.split("\n"))


def _room(width: float) -> float:
    """How many characters a line of a cell holds: words and marks that may not stand alone cost a little more than
    their width."""
    return max(width - 2.2, 1.0) * (0.94 if width > 30 else 1.0)
