"""What reading a drop folder gives: files and their sheets, as plain data that can cross from one process to another.

Nothing here imports anything of ours: a reader process starts with these nouns alone."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from guanbiao.text.cells import Position, Range, Value


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
    formulas: frozenset[Position] = frozenset()
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


def value_at(rows: Sequence[Sequence[Value]], row: int, column: int) -> Value:
    """The value at a zero-based address; None outside the sheet."""
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None
