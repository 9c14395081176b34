"""How a table fits the width of the paper: the size of its print, the widths of its columns, the bands it is cut into.

The largest of a few sizes is taken at which all columns get what they want; else one at which no figure in dispute is
broken; else, at the smallest of these, each column gets what its longest word needs and a share of the rest. Where even
that is too wide, the columns stand in bands below each other, each with the labels of the rows; a band never cuts a
merged cell in two, but for labels of the head. Only where no such cut helps, print gets smaller."""

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
    """Some columns of a table: which, their widths in points, the size of the print, and about how many points high
    they are with the title and the lines above them."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    high: float = 0.0


def bands(sheet: Sheet, room: float, high: float) -> tuple[Band, ...]:
    """A table as it fits a page `room` points wide, and `high` points high where a smaller print does that."""
    least, unbroken = _least(sheet)
    wanted = [max(width - 2, own) for width, own in zip(sheet.widths, unbroken, strict=True)]
    every = range(len(least))
    for needed, lowest in ((wanted, least), (unbroken, unbroken)):
        fitting_in = [size for size in SIZES if _needs(needed, every, size) <= room]
        drawn = [_band(sheet, every, lowest, wanted, size, room) for size in fitting_in]
        if drawn:
            return (next((band for band in drawn if band.high <= high), drawn[0]),)
    if _needs(least, every, SIZES[-1]) <= room:
        return (_band(sheet, every, least, wanted, SIZES[-1], room),)
    if parts := _cut(sheet, least, room):
        return tuple(_band(sheet, part, least, wanted, SIZES[-1], room) for part in parts)
    size = next((size for size in _SMALLER if _needs(least, every, size) <= room), _SMALLER[-1])
    return (_band(sheet, every, least, wanted, size, room),)


def _high(sheet: Sheet, columns: Sequence[int], widths: Sequence[float], size: float) -> float:
    """About how many points high some columns are, with the title and the lines above."""
    rows: dict[int, int] = {}  # of more than one line
    places = dict(zip(columns, widths, strict=True))
    for cell in sheet.cells:
        if cell.row != cell.bottom or not cell.text:
            continue
        if cell.column == cell.right:
            width = places.get(cell.column, 0.0)
        else:
            width = sum(places.get(at, 0.0) for at in range(cell.column, cell.right + 1))
        room = max(_room(width, size), 2.0)
        if width and (text_width(cell.text) > room or "\n" in cell.text):
            own = lines_needed(fitting(cell, width, size), room + 2.2)
            rows[cell.row] = max(rows.get(cell.row, 1), own)
    count = len({cell.row for cell in sheet.cells})
    lines = count + sum(rows.values()) - len(rows)
    return _TITLE + len(sheet.above) * _LINE_ABOVE + lines * size * _LINE + count * _ABOVE


def fitting(cell: Cell, width: float, size: float) -> str:
    """The text of a cell so many points wide: a figure in dispute in lines of its own where one does not hold it."""
    return in_lines(cell.text) if cell.disputed and text_width(cell.text) > _room(width, size) else cell.text


def _room(width: float, size: float) -> float:
    """How many characters a line of a cell holds that is so many points wide."""
    return (width - PADDING) / (size * A_CHARACTER)


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
        return max(map(text_width, in_lines(cell.text).split("\n"))), text_width(cell.text)
    longest = len(cell.text) if cell.text.isdigit() else max(map(len, _WORD.findall(cell.text)), default=0)
    return longest, longest


def _needs(characters: Sequence[float], columns: Sequence[int], size: float) -> float:
    """How many points some columns take that are so many characters wide."""
    return sum(characters[at] for at in columns) * size * A_CHARACTER + PADDING * len(columns)


def _band(
    sheet: Sheet, columns: Sequence[int], least: Sequence[float], wanted: Sequence[float], size: float, room: float
) -> Band:
    """Columns at their widths: where there is not room for all that they want, each gives way alike."""
    lowest, wish = ([of[at] * size * A_CHARACTER + PADDING for at in columns] for of in (least, wanted))
    if sum(wish) <= room:
        factor = min(room / sum(wish), _MOST_GROWN)
        widths = tuple(width * factor for width in wish)
    else:
        spare = max(room - sum(lowest), 0) / (sum(wish) - sum(lowest) or 1)
        widths = tuple(own + (more - own) * spare for own, more in zip(lowest, wish, strict=True))
    return Band(tuple(columns), widths, size, _high(sheet, columns, widths, size))


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
