"""Filings: which form stands where on which sheet, and what was found of it. Frozen nouns that carry their origin.

Rows and columns of sheets are counted from 0; a leaf is a column of a block, by its position in the declaration."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet, value_at
from guanbiao.text.cells import Position, Range, Value, a1
from guanbiao.text.units import Unit

LineRole = Literal["preface", "signature", "note"]
RowRole = Literal["row", "entry", "total"]
_SAMPLE = 6  # figures that are all one: fewer may be alike by chance
_Part = Literal["column", "row", "entry", "cell", "header", "numbers"]
Axis = _Part | Literal["page", "part", "statistic", "lines", "shared", "ditto", "months_other", "months_unknown"]


class FilingStatus(StrEnum):
    """What became of a filing: the one that counts, an older one, one of another year, one without a year."""

    COUNTED = "counted"
    OLDER = "older"
    OTHER_YEAR = "other_year"
    NO_YEAR = "no_year"


class Dated(StrEnum):
    """What says which year a filing is of: its title, the years in its labels, the other forms of its file, its folder,
    the only year there is, what the run is asked for, or nothing."""

    TITLE = "title"
    LABELS = "labels"
    FILE = "file"
    FOLDER = "folder"
    ONLY = "only"
    ASKED = "asked"
    NOTHING = "nothing"


class Titled(StrEnum):
    """Where the title of a filing stands: on its sheet, or, where there is none, only in the sheet's name or in that of
    the file."""

    ON_SHEET = "on_sheet"
    SHEET_NAME = "sheet_name"
    FILE_NAME = "file_name"


class PrintedLine(Struct, frozen=True):
    """A printed line above, beside or below a table, and where it begins. A preface is one of department or unit, a
    signature has its `label` (填表人) and the `value` behind it, all else is a note."""

    role: LineRole
    text: str
    row: int
    column: int
    label: str = ""
    value: str = ""


class Given(Struct, frozen=True):
    """What a row says under a leaf where that is not what stands in its own cell: a text that goes on in the rows
    below, or a figure that stands elsewhere. `at` is the cell in which it, or its first line, stands, `text` what it
    says where that is not all that the cell does ('': nothing)."""

    leaf: int
    at: Position
    text: str | None = None


class FoundRow(Struct, frozen=True):
    """A row below a header: the key of the declared row or total ('' for an entry), its label as typed, its role, the
    sheet row it stands `at`, how many total rows stand above it, where a figure was `moved` to: (its leaf, the leaf
    it stands under), and what is `given` elsewhere than in its own cells."""

    key: str
    label: str
    role: RowRole
    at: int
    totals_above: int = 0
    moved: tuple[int, int] | None = None
    given: tuple[Given, ...] = ()


class Mark(Struct, frozen=True):
    """One label or cell of a layout against its declaration: what it is one of (`axis`), whether the form knows it, how
    many times it was found and where, what label stands `instead` of it (`misled`: one that the form has elsewhere,
    taken for it by where it stands), and all that a row `says` that is not taken. `entry` is a row of a register that
    was numbered and left empty, `header` one that is printed again, `numbers` a row of column numbers; `page` a row
    that adds up a page or carries a sum over, `part` one that says which part of the figures above it (其中),
    `statistic` one that says something of other rows (月平均), `lines` an entry that takes several rows, `shared` rows
    of figures of their own under one serial number, `ditto` a cell that says 同上; `months_other` are all rows of
    months of another year, `months_unknown` those of months in a writing that nobody knows."""

    axis: Axis
    label: str
    declared: bool
    times: int
    at: Position
    instead: str = ""
    says: str = ""
    misled: bool = False


class FoundBlock(Struct, frozen=True):
    """A block located on a sheet: its `index` in the form, its rows, the sheet column of each leaf by its position, or
    on a card the cell of each slot by its key, and how its labels compare with the declaration. A leaf or slot that was
    not found has no entry. Its header takes `depth` rows from `top` on, its row labels and the parts of dates stand in
    the sheet columns `stub`; `labels` are cells that hold labels besides: those of a card, and over parts of dates."""

    index: int
    rows: tuple[FoundRow, ...] = ()
    columns: Mapping[int, int] = {}
    slots: Mapping[str, Position] = {}
    marks: tuple[Mark, ...] = ()
    top: int = 0
    depth: int = 0
    stub: tuple[int, ...] = ()
    labels: tuple[Position, ...] = ()


class Part(Struct, frozen=True):
    """One of several ranges in which a form stands: a sheet, what it takes there, its title or header included, and the
    cell of that title, else the first cell."""

    sheet: Sheet
    area: Range
    at: Position

    @property
    def range(self) -> str:
        """Its range, such as `A1:F20`."""
        top, left, bottom, right = self.area
        return f"{a1(top, left)}:{a1(bottom, right)}"


class StatedUnit(Struct, frozen=True):
    """Units that a sheet states, in the text of the cell `at`: for some leaves of a block, for the row of a key, or,
    with neither, for every figure of the form that they fit."""

    text: str
    at: Position
    units: tuple[Unit, ...]
    block: int = -1
    leaves: tuple[int, ...] = ()
    row: str = ""


class Filing(Struct, frozen=True, dict=True):
    """This form, by its id, stands here on this sheet of this file. `period` is the year it is of (None: nobody knows),
    `dated` what says so, `title` the text as typed ('' for none), `title_at` its cell, `area` the range it takes, title
    included, `order` its place among all filings of a run, `official` whether its title reads as declared, `titled`
    where it stands: no cell holds one that is only a name, and `title_at` is then the first cell of the sheet. `units`
    are those that its sheet states, be they the form's own or not.

    A form that stands in several ranges is one filing of several `parts` (() for one). Its `sheet` is then joined of
    them: rows and columns are those of the joined sheet, `place` says where they stand in the file. `of_part` is the
    part of a year that its title speaks of ('' for the whole). `goes_on`: a further range looks like a part of it, and
    is none for want of proof. `kept`: it is no form that was dropped, but what was kept of one of a year before: its
    book is the archive, its sheet's name says on which sheet of which file it stood."""

    form: str
    book: Book
    sheet: Sheet
    title: str
    period: int | None
    title_at: Position
    area: Range
    blocks: tuple[FoundBlock, ...]
    lines: tuple[PrintedLine, ...]
    order: int = 0
    official: bool = True
    dated: Dated = Dated.TITLE
    titled: Titled = Titled.ON_SHEET
    parts: tuple[Part, ...] = ()
    of_part: str = ""
    units: tuple[StatedUnit, ...] = ()
    goes_on: bool = False
    kept: bool = False

    def signed(self, *labels: str) -> str:
        """What stands behind the first of these signature labels that has anything behind it; '' for none."""
        found = (line.value for label in labels for line in self.lines if line.label == label and line.value)
        return next(found, "")

    @cached_property
    def figures(self) -> list[Value]:
        """What stands in the cells of its body and in its card's slots: everything but labels and serial numbers,
        blanks and zeros."""
        rows = self.sheet.rows
        found: list[Value] = []
        for block in self.blocks:
            every = list(block.columns.values())
            unlabelled = [column for leaf, column in block.columns.items() if leaf]
            for row in block.rows:
                cells = rows[row.at] if row.at < len(rows) else ()
                found += [cells[column] for column in (every if row.key else unlabelled) if column < len(cells)]
            found += [value_at(rows, *at) for at in block.slots.values()]
        return [value for value in found if value]

    @cached_property
    def repeats_one(self) -> bool:
        """Whether its figures are one and the same throughout: several may be alike by chance, so many are not."""
        numbers = [value for value in self.figures if isinstance(value, int | float)]
        return len(numbers) >= _SAMPLE and len(set(numbers)) == 1

    @property
    def stands(self) -> tuple[Part, ...]:
        """The ranges that it takes, one or several."""
        return self.parts or (Part(self.sheet, self.area, self.title_at),)

    @property
    def range(self) -> str:
        """The range that it takes on its sheet, such as `A1:F20`; of several, those on other sheets with their names:
        `A1:F20,第2页!A1:F9`."""
        parts = ((each.sheet.name, each.range) for each in self.stands)
        return ",".join(area if name == self.sheet.name else f"{name}!{area}" for name, area in parts)

    def place(self, row: int, column: int) -> tuple[str, str]:
        """The name of the sheet on which a cell stands, and its address there; '' for a column that is not there."""
        sheet, row, at = self.sheet.origin(row, column)
        return sheet, a1(row, at) if column >= 0 else ""

    def row_origin(self, row: int) -> tuple[str, str, int]:
        """The file and the sheet on which a row stands, and which row it is there."""
        sheet, at, _ = self.sheet.origin(row, 0)
        return self.book.file, sheet, at

    def spot(self, row: int, column: int) -> str:
        """A cell of the sheet, counted in rows and columns from the title: the same wherever the form stands."""
        return f"{row - self.title_at[0]},{column - self.title_at[1]}"

    @property
    def bare(self) -> "Filing":
        """The filing without the values of its sheet: what is known about it, small enough for another process."""
        parts = tuple(replace(part, sheet=_bare(part.sheet)) for part in self.parts)
        return replace(self, book=replace(self.book, sheets=()), sheet=_bare(self.sheet), parts=parts)


def _bare(sheet: Sheet) -> Sheet:
    return Sheet(sheet.name, (), notes=sheet.notes, runs=sheet.runs)
