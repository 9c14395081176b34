"""Cells of a sheet: what one may hold, and how one is called (`C5`).

Rows and columns are counted from 0 everywhere in the code, and from 1 and from `A` in the addresses that users see."""

from functools import lru_cache

from guanbiao.text.labels import squeeze

Value = str | int | float | bool | None  # what a cell holds as plain data; None is an empty cell
Position = tuple[int, int]  # row and column of a cell, from 0
Range = tuple[int, int, int, int]  # top, left, bottom, right, from 0, all of them inside
MOST_DIGITS = 15  # numbers in cells are IEEE 754 doubles, which hold every integer of so many digits, and of no more
NEVER_CALCULATED = "#未计算"  # stands in a cell whose formula has no cached result: an error value of our own

PICTURE = "（图片）"  # stands in a cell that shows a picture, as a formula says it


@lru_cache(maxsize=65536)
def a1(row: int, column: int) -> str:
    """The address of a position, as spreadsheet programs write it.

    >>> a1(4, 2)
    'C5'
    """
    return f"{letters(column)}{row + 1}"


def a1_range(first: Position, last: Position) -> str:
    """The address of a range, from its first cell to its last; of one cell its own.

    >>> a1_range((1, 0), (7, 2)), a1_range((1, 0), (1, 0))
    ('A2:C8', 'A2')
    """
    return a1(*first) if first == last else f"{a1(*first)}:{a1(*last)}"


@lru_cache(maxsize=16384)
def letters(column: int) -> str:
    """The name of a column, as spreadsheet programs write it.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def at_address(address: str) -> Position:
    """The position of an address in capitals; dollar signs do not matter. Raises ValueError where the row is missing.

    >>> at_address("$C$5")
    (4, 2)
    """
    plain = address.replace("$", "")
    name = plain.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(name) :]) - 1, column - 1


def text_of(value: Value) -> str:
    """A cell's text without white space; '' for an empty one.

    >>> text_of("合 计"), text_of(12), text_of(None)
    ('合计', '12', '')
    """
    return "" if value is None else squeeze(str(value))
