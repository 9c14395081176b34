"""How wide texts are in print, and how many lines they take: measured for the widest font that is likely, since the
machine that shows a document may have none of those that it names."""

from math import ceil

from guanbiao.chapter.disputed import in_lines
from guanbiao.chapter.drafts import Cell

PADDING = 4.7  # points on both sides of a cell's text: what the shipped template leaves, and its border
_CHARACTER = 0.55  # of the size of the print: half of it in 宋体, and some more in fonts that stand in for that
_WIDER = 1.16  # how much wider digits and letters are in such fonts (DejaVu)
_LEAST = 2.0  # characters that a line holds in any case


def wide(text: str) -> float:
    """The characters that a line of text is wide, each Chinese one for two.

    >>> wide("馆藏"), round(wide("2020"), 2)
    (4.0, 4.64)
    """
    plain = sum(map(str.isascii, text))
    return (len(text) - plain) * 2.0 + plain * _WIDER


def points(characters: float, size: float) -> float:
    """How many points a column takes whose lines hold so many characters in print of a size."""
    return characters * size * _CHARACTER + PADDING


def fitting(cell: Cell, width: float, size: float) -> str:
    """The text of a cell so many points wide: a figure in dispute in lines of its own where one does not hold it."""
    return in_lines(cell.text) if cell.disputed and wide(cell.text) > _room(width, size) else cell.text


def lines_in(cell: Cell, width: float, size: float) -> int:
    """How many lines the text of a cell takes that is so many points wide."""
    room = max(_room(width, size), _LEAST)
    if wide(cell.text) <= room and "\n" not in cell.text:
        return 1
    return sum(max(1, ceil(wide(line) / room)) for line in fitting(cell, width, size).split("\n"))


def _room(width: float, size: float) -> float:
    """How many characters a line holds that is so many points wide; a little more than that, for what is computed."""
    return (width - PADDING) / (size * _CHARACTER) + 1e-6
