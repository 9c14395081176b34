"""What reading a drop folder gives: files and their sheets, as plain data that can cross from one process to another.

Nothing here imports anything of ours: a reader process starts with these nouns alone."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

Value = str | int | float | bool | None
Range = tuple[int, int, int, int]
Cell = tuple[int, int]
NEVER_CALCULATED = "#未计算"  # stands in a cell whose formula has no cached result: an error value of our own


class FileStatus(StrEnum):
    """How a dropped file ended."""

    READ = "read"
    NO_FORM = "no_form"
    REFUSED = "refused"
    IGNORED = "ignored"


class Note(Struct, frozen=True):
    """What a reader would hide of a file or a sheet: a stable `code`, the cell or range it is about (''  for the
    whole), the text as typed, the figure shown and the one expected in its place."""

    code: str
    cell: str = ""
    raw: str = ""
    shown: float | None = None
    expected: float | None = None


class Sheet(Struct, frozen=True):
    """One sheet: rows of plain values from A1 on, its merged ranges (top, left, bottom, right; inclusive), the
    cells that hold a formula, the widths of its columns in characters where they were set, and what it hides."""

    name: str
    rows: Sequence[Sequence[Value]]
    merges: tuple[Range, ...] = ()
    formulas: frozenset[Cell] = frozenset()
    widths: Mapping[int, float] = {}
    notes: tuple[Note, ...] = ()


class Book(Struct, frozen=True):
    """A dropped file as read. `file` is its path under the drop folder; `modified` seconds since 1970; `detail` what
    the sentence about its `reason` needs."""

    file: str
    sha256: str
    modified: float
    status: FileStatus
    reason: str = ""
    sheets: tuple[Sheet, ...] = ()
    detail: Mapping[str, Value] = {}
    notes: tuple[Note, ...] = ()


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


def at_address(address: str) -> Cell:
    """The zero-based row and column of an address such as `C5` or `$C$5`."""
    plain = address.replace("$", "")
    name = plain.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(name) :]) - 1, column - 1
