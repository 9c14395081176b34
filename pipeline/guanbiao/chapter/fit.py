"""How a table fits the width of the paper: the size of its print, the widths of its columns, the bands it is cut into.

The largest of a few sizes is taken at which all columns get what they want; else, at the smallest of these, each gets
what its longest word needs and a share of the rest. Where even that is too wide, the columns stand in bands below each
other, each with the labels of the rows; a band never cuts a merged cell in two, but for labels of the head. Only where
no such cut helps, print gets smaller."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from guanbiao.chapter.disputed import in_lines
from guanbiao.chapter.drafts import Cell, Sheet
from guanbiao.pages.page import lines_needed, text_width
from guanbiao.words.chapter import HEAD

SIZES = (10.5, 10.0, 9.0)  # points; 9 is the least that reads well on paper
_SMALLER = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # for a table that nothing else helps
PADDING = 4.7  # points on both sides of a cell's text: what the shipped template leaves, and its border
A_CHARACTER = 0.55  # of the size of the print: half of it in 宋体, and some more in fonts that stand in for that
_LINE, _ABOVE = 1.35, 3.0  # the height of a line in sizes of the print, and the points above and below a cell's text
_TITLE, _LINE_ABOVE = 40.0, 18.0  # the height of a title with the space around it, and of a line above a table
_WORD = re.compile(r"[^\s\u2e80-\uffff]+")  # what a line never breaks in: Chinese breaks anywhere
_LEAST, _LONGEST = 4, 24  # characters: two Chinese ones; a longer word is broken
_LABEL = 8  # characters of a label that stay in one line: four Chinese ones
_MOST_GROWN = 1.6  # a table of few columns does not fill the page by being torn apart


class Band(Struct, frozen=True):
    """Some columns of a table: which, their widths in points, and the size of the print."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float


def bands(sheet: Sheet, room: float, high: float) -> tuple[Band, ...]:
    """A table as it fits a page `room` points wide, and `high` points high where a smaller print does that."""
    least = _least(sheet)
    unbroken = _least(sheet, whole=True)
    wanted = [max(width - 2, own) for width, own in zip(sheet.widths, unbroken, strict=True)]
    every = range(len(least))
    whole = [_band(every, least, wanted, size, room) for size in SIZES if _needs(wanted, every, size) <= room]
    if whole:
        return (next((each for each in whole if height(sheet, each) <= high), whole[0]),)
    if _needs(least, every, SIZES[-1]) <= room:
        return (_band(every, least, wanted, SIZES[-1], room),)
    if parts := _cut(sheet, least, room):
        return tuple(_band(part, least, wanted, SIZES[-1], room) for part in parts)
    size = next((size for size in _SMALLER if _needs(least, every, size) <= room), _SMALLER[-1])
    return (_band(every, least, wanted, size, room),)


def height(sheet: Sheet, band: Band) -> float:
    """About how many points high a band is, with the title and the lines above it."""
    rows: dict[int, int] = {}
    places = dict(zip(band.columns, band.widths, strict=True))
    for cell in sheet.cells:
        width = sum(places.get(at, 0.0) for at in range(cell.column, cell.right + 1))
        if width and cell.row == cell.bottom:
            text = fitting(cell, width, band.size)
            lines = lines_needed(text, max(_room(width, band.size), 2) + 2.2)
            rows[cell.row] = max(rows.get(cell.row, 1), lines)
    return _TITLE + len(sheet.above) * _LINE_ABOVE + sum(lines * band.size * _LINE + _ABOVE for lines in rows.values())


def fitting(cell: Cell, width: float, size: float) -> str:
    """The text of a cell so many points wide: a figure in dispute in lines of its own where one does not hold it."""
    return in_lines(cell.text) if cell.disputed and text_width(cell.text) > _room(width, size) else cell.text


def _room(width: float, size: float) -> float:
    """How many characters a line of a cell holds that is so many points wide."""
    return (width - PADDING) / (size * A_CHARACTER)


def _least(sheet: Sheet, *, whole: bool = False) -> list[int]:
    """The characters that each column cannot do without, or not without breaking figures in dispute."""
    found = [_LEAST] * len(sheet.widths)
    for cell in sheet.cells:
        if cell.column == cell.right:
            label = min(text_width(cell.text), _LABEL) if cell.style == HEAD or cell.column < sheet.stub else 0
            found[cell.column] = max(found[cell.column], label, min(_longest(cell, whole=whole), _LONGEST))
    return found


def _longest(cell: Cell, *, whole: bool) -> int:
    """The characters of the longest piece of a cell's text that stays in one line."""
    if cell.disputed:
        return max(map(text_width, (cell.text if whole else in_lines(cell.text)).split("\n")))
    return max(map(len, _WORD.findall(cell.text)), default=0)


def _needs(characters: Sequence[float], columns: Sequence[int], size: float) -> float:
    """How many points some columns take that are so many characters wide."""
    return sum(characters[at] for at in columns) * size * A_CHARACTER + PADDING * len(columns)


def _band(columns: Sequence[int], least: Sequence[float], wanted: Sequence[float], size: float, room: float) -> Band:
    """Columns at their widths: where there is not room for all that they want, each gives way alike."""
    lowest, wish = ([of[at] * size * A_CHARACTER + PADDING for at in columns] for of in (least, wanted))
    if sum(wish) <= room:
        factor = min(room / sum(wish), _MOST_GROWN)
        return Band(tuple(columns), tuple(width * factor for width in wish), size)
    spare = max(room - sum(lowest), 0) / (sum(wish) - sum(lowest) or 1)
    widths = (own + (more - own) * spare for own, more in zip(lowest, wish, strict=True))
    return Band(tuple(columns), tuple(widths), size)


def _cut(sheet: Sheet, least: Sequence[float], room: float) -> list[list[int]]:
    """The columns of each band, as few bands as there can be; none where some would not fit. A cut
    between labels of the head that stand apart goes before one that parts them."""
    last, stub = len(least), list(range(sheet.stub))
    for rows in (0, sheet.head):
        crossed = {at for each in sheet.cells if each.row >= rows for at in range(each.column + 1, each.right + 1)}
        cuts = [at for at in range(sheet.stub + 1, last + 1) if at not in crossed]
        parts = list(_parts(cuts, least, stub, room, sheet.stub))
        if parts and parts[-1][-1] == last - 1:
            return parts
    return []


def _parts(
    cuts: Sequence[int], least: Sequence[float], stub: list[int], room: float, start: int
) -> Iterator[list[int]]:
    """Bands from `start` on, each as far as it goes."""
    while start < len(least):
        fitting = [at for at in cuts if at > start and _needs(least, [*stub, *range(start, at)], SIZES[-1]) <= room]
        if not fitting:
            return
        yield [*stub, *range(start, fitting[-1])]
        start = fitting[-1]
