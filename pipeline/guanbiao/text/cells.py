"""Cells of a sheet: what one may hold, and how one is called (`C5`)."""

from functools import lru_cache

from guanbiao.text.labels import squeeze

Value = str | int | float | bool | None
Range = tuple[int, int, int, int]
Position = tuple[int, int]
NEVER_CALCULATED = "#未计算"  # stands in a cell whose formula has no cached result: an error value of our own


@lru_cache(maxsize=65536)
def a1(row: int, column: int) -> str:
    """The address `C5` of a zero-based row and column."""
    return f"{letters(column)}{row + 1}"


@lru_cache(maxsize=16384)
def letters(column: int) -> str:
    """The name `C` of a zero-based column."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def at_address(address: str) -> Position:
    """The zero-based row and column of an address such as `C5` or `$C$5`."""
    plain = address.replace("$", "")
    name = plain.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(name) :]) - 1, column - 1


def text_of(value: Value) -> str:
    """A cell's text without white space; '' for an empty one."""
    return "" if value is None else squeeze(str(value))
