"""What reading a drop folder gives: files and their sheets, as plain data that can cross from one process to another.

Nothing here imports more of ours than what a cell is: a reader process starts with these nouns alone."""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, json

from guanbiao.model.documents import Paragraph
from guanbiao.text.cells import Range, Value


class FileStatus(StrEnum):
    """How a dropped file ended: read with a form on it, read without one, refused, or ignored as nobody's filing.
    `status` of files in findings.json."""

    READ = "read"
    NO_FORM = "no_form"
    REFUSED = "refused"
    IGNORED = "ignored"


class Note(Struct, frozen=True):
    """What a reader would hide of a file or a sheet: a stable `code`, the cell or range it is about ('' for the whole),
    the text as typed, the figure shown and the one expected in its place."""

    code: str
    cell: str = ""
    raw: str = ""
    shown: float | None = None
    expected: float | None = None


class Run(Struct, frozen=True):
    """Rows of a sheet that was joined of several ranges: from its row `at` on they are those of the sheet called
    `sheet` from row `top` on, where they stand `shift` columns further right. Of rows whose columns come from several
    ranges a run each says so for those from its column `left` on; the first begins at 0."""

    at: int
    sheet: str
    top: int
    shift: int = 0
    left: int = 0


class Sheet(Struct, frozen=True):
    """One sheet: rows of plain values from A1 on, each as long as it has cells; its merged ranges, by address the texts
    of its formulas without `=` ('' where only that there is one is known), the widths in characters of the columns
    where one was set, notes of what it hides, and by address what numbers are shown as that a format makes look
    otherwise (`69%` of 0.69). One that was joined of several ranges knows in `runs` where its rows stand, the first
    from row 0 on. `remarks` are, by address, the words of the comments beside a cell and of the text boxes whose corner
    lies on it; `margins` the words in the headers and footers of its printed pages. `above` is how many of its first
    rows are lines of a text document that stand above the table there, `table` which of all tables of that it is, those
    within others too, from 1 on."""

    name: str
    rows: Sequence[Sequence[Value]]
    merges: tuple[Range, ...] = ()
    formulas: Mapping[str, str] = {}
    widths: Mapping[int, float] = {}
    notes: tuple[Note, ...] = ()
    shown: Mapping[str, str] = {}
    runs: tuple[Run, ...] = ()
    remarks: Mapping[str, str] = {}
    above: int = 0
    margins: tuple[str, ...] = ()
    table: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether it is not hidden."""
        return all(note.code != "hidden_sheet" for note in self.notes)

    def origin(self, row: int, column: int) -> tuple[str, int, int]:
        """Where a cell stands in the file: the name of its sheet, its row and its column.

        >>> Sheet("第1页", [], runs=(Run(0, "第1页", 0), Run(9, "第2页", 3, 1))).origin(10, 2)
        ('第2页', 4, 3)
        """
        if not self.runs:
            return self.name, row, column
        place = bisect_right(self.runs, row, key=lambda each: each.at) - 1
        while self.runs[place].left > max(column, 0):
            place -= 1
        run = self.runs[place]
        return run.sheet, row - run.at + run.top, column + run.shift


class Book(Struct, frozen=True, dict=True):
    """A dropped file as read. `file` is its path under the drop folder; `sha256` that of its content ('' where it could
    not be copied); `modified` seconds since 1970; `reason` why it was not read, as a code ('' where it was), `detail`
    what the sentence about that needs. `properties` are the texts of the document's properties whose names begin with
    this program's; `paragraphs` the running text of a text document."""

    file: str
    sha256: str
    modified: float
    status: FileStatus
    reason: str = ""
    sheets: tuple[Sheet, ...] = ()
    detail: Mapping[str, Value] = {}
    notes: tuple[Note, ...] = ()
    properties: Mapping[str, str] = {}
    paragraphs: tuple[Paragraph, ...] = ()

    @cached_property
    def content(self) -> str:
        """What it holds, as a hash: the same whatever it is called and in whatever order its sheets stand."""
        sheets = sorted(hashlib.sha256(json.encode((each.name, each.rows))).digest() for each in self.sheets)
        return hashlib.sha256(b"".join(sheets)).hexdigest()


def value_at(rows: Sequence[Sequence[Value]], row: int, column: int) -> Value:
    """The value at a position of a sheet's rows; None outside of them.

    >>> value_at([["月份", "册次"], [1]], 1, 0), value_at([["月份", "册次"], [1]], 1, 1)
    (1, None)
    """
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None
