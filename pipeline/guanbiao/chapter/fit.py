"""How a table fits the width of the paper: the size of its print, the widths of its columns, the bands it is cut into.

The largest of a few sizes is taken at which all columns get what they want; else one at which no figure in dispute is
broken; else, at the smallest of these, each column gets what its longest word needs and a share of the rest. Where even
that is too wide, the columns stand in bands below each other, each with the labels of the rows; a band never cuts a
merged cell in two, but for labels of the head. Only where no such cut helps, print gets smaller."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.chapter.disputed import in_lines
from guanbiao.chapter.drafts import Cell, Sheet
from guanbiao.chapter.measure import lines_in, points, wide
from guanbiao.chapter.squeeze import squeezed
from guanbiao.pages.page import text_width
from guanbiao.words.chapter import HEAD

SIZES = (10.5, 10.0, 9.0)  # points; 9 is the least that reads well on paper
_SMALLER = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # for a table that nothing else helps
LINES = (1.25, 1.2)  # the height of a line in sizes of the print, whatever the font; the least cuts no letter off
_ABOVE = {LINES[0]: 3.0, LINES[1]: 1.6}  # points above and below a cell's text, with its border
SIGNATURES = 4  # lines below a table that are never parted from it: who signs it
_TITLE, _LINE_ABOVE = 40.0, 18.0  # the height of a title with the space around it, and of a line above a table
_WORD = re.compile(r"[^\s\u2e80-\uffff]+")  # what a line never breaks in: Chinese breaks anywhere
_LEAST, _LONGEST = 4, 24  # characters: two Chinese ones; a longer word is broken
_LABEL = 8  # characters of a label that stay in one line: four Chinese ones
_NEARLY = 1.4  # of a page: a table that is no higher is made to fit one
_MOST_GROWN = 1.6  # a table of few columns does not fill the page by being torn apart


class Band(Struct, frozen=True):
    """Some columns of a table: which, their widths in points, the size of the print, and about how many points high
    they are with the title and the lines around them; `line`: how high a line is, in sizes of the print."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    high: float = 0.0
    line: float = LINES[0]


def bands(sheet: Sheet, room: float, high: float) -> tuple[Band, ...]:
    """A table as it fits a page `room` points wide, and `high` points high where a smaller print does that."""
    least, unbroken = _least(sheet)
    wanted = [max(width - 2, own) for width, own in zip(sheet.widths, unbroken, strict=True)]
    every = range(len(least))
    for needed, lowest in ((wanted, least), (unbroken, unbroken)):
        fitting_in = [size for size in SIZES if _needs(needed, every, size) <= room]
        drawn = [_band(sheet, every, lowest, wanted, size, room, line) for line in LINES for size in fitting_in]
        if drawn:
            return (_low(sheet, drawn, least, high),)
    if _needs(least, every, SIZES[-1]) <= room:
        drawn = [_band(sheet, every, least, wanted, SIZES[-1], room, line) for line in LINES]
        return (_low(sheet, drawn, least, high),)
    if parts := _cut(sheet, least, room):
        return tuple(_band(sheet, part, least, wanted, SIZES[-1], room) for part in parts)
    size = next((size for size in _SMALLER if _needs(least, every, size) <= room), _SMALLER[-1])
    return (_band(sheet, every, least, wanted, size, room),)


def _low(sheet: Sheet, drawn: Sequence[Band], least: Sequence[float], high: float) -> Band:
    """The first way to draw a table on which one page holds it, if need be with other widths; else the first."""
    found = next((band for band in drawn if band.high <= high), None)
    if found or drawn[0].high > high * _NEARLY:
        return found or drawn[0]
    for band in drawn:
        lowest = [points(each, band.size) for each in least]
        spare = ceil((band.high - high) / (band.size * band.line))
        if widths := squeezed(sheet.cells, band.widths, lowest, band.size, spare):
            lower = _high(sheet, band.columns, widths, band.size, band.line)
            if lower <= high:
                return replace(band, widths=widths, high=lower)
    return drawn[0]


def _high(sheet: Sheet, columns: Sequence[int], widths: Sequence[float], size: float, line: float) -> float:
    """About how many points high some columns are, with the title, the lines above and those who sign."""
    rows: dict[int, int] = {}  # of more than one line
    places = dict(zip(columns, widths, strict=True))
    for cell in sheet.cells:
        if cell.row != cell.bottom or not cell.text:
            continue
        if cell.column == cell.right:
            width = places.get(cell.column, 0.0)
        else:
            width = sum(places.get(at, 0.0) for at in range(cell.column, cell.right + 1))
        if width and (own := lines_in(cell, width, size)) > 1:
            rows[cell.row] = max(rows.get(cell.row, 1), own)
    count = len({cell.row for cell in sheet.cells})
    lines = count + sum(rows.values()) - len(rows)
    around = len(sheet.above) + (len(sheet.below) if len(sheet.below) <= SIGNATURES else 0)
    return _TITLE + around * _LINE_ABOVE + lines * size * line + count * _ABOVE[line]


def _least(sheet: Sheet) -> tuple[list[int], list[int]]:
    """The characters that each column cannot do without, and those without which it breaks figures in dispute."""
    found = [_LEAST] * len(sheet.widths)
    unbroken = list(found)
    for cell in sheet.cells:
        at = cell.column
        if at == cell.right and cell.text:
            label = min(text_width(cell.text), _LABEL) if cell.style == HEAD or at < sheet.stub else 0
            least, whole = _longest(cell)
            found[at] = max(found[at], label, min(least, _LONGEST))
            unbroken[at] = max(unbroken[at], label, min(whole, _LONGEST))
    return found, unbroken


def _longest(cell: Cell) -> tuple[int, int]:
    """The characters of the longest piece of a cell's text that stays in one line; those in which it is one piece."""
    if cell.disputed:
        return ceil(max(map(wide, in_lines(cell.text).split("\n")))), ceil(wide(cell.text))
    longest = ceil(max(map(wide, _WORD.findall(cell.text)), default=0))
    return longest, longest


def _needs(characters: Sequence[float], columns: Sequence[int], size: float) -> float:
    """How many points some columns take that are so many characters wide."""
    return sum(points(characters[at], size) for at in columns)


def _band(
    sheet: Sheet,
    columns: Sequence[int],
    least: Sequence[float],
    wanted: Sequence[float],
    size: float,
    room: float,
    line: float = LINES[0],
) -> Band:
    """Columns at their widths: where there is not room for all that they want, each gives way alike."""
    lowest, wish = ([points(of[at], size) for at in columns] for of in (least, wanted))
    if sum(wish) <= room:
        factor = min(room / sum(wish), _MOST_GROWN)
        widths = tuple(width * factor for width in wish)
    else:
        spare = max(room - sum(lowest), 0) / (sum(wish) - sum(lowest) or 1)
        widths = tuple(own + (more - own) * spare for own, more in zip(lowest, wish, strict=True))
    return Band(tuple(columns), widths, size, _high(sheet, columns, widths, size, line), line)


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
