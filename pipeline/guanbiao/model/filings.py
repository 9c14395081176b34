"""Filings: which form stands where on which sheet, and what was found of it. Frozen nouns that carry their origin."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.text.cells import Range, a1


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


class Line(Struct, frozen=True):
    """A printed line above or below a table: `role` is preface, signature or note; `value` what a signature says."""

    role: str
    text: str
    row: int
    column: int
    label: str = ""
    value: str = ""


class FoundRow(Struct, frozen=True):
    """A body row: its key, the label as typed, its role (row, entry, total), where it stands, how many total rows
    stand above it, and a figure that stands under another column than declared, as (leaf, leaf it stands under)."""

    key: str
    label: str
    role: str
    at: int
    totals_above: int = 0
    moved: tuple[int, int] | None = None


class Mark(Struct, frozen=True):
    """One label or cell of a layout against its declaration: `axis` is column, row, cell or header; `times` how often
    it was found; `instead` what stands in its place; `declared` whether the form knows it; `says` all that a row
    holds that is not taken."""

    axis: str
    label: str
    declared: bool
    times: int
    at: tuple[int, int]
    instead: str = ""
    says: str = ""


class FoundBlock(Struct, frozen=True):
    """A block located on a sheet: its rows, the sheet column of each leaf, or (on a card) the cell of each slot,
    and how its labels compare with the declaration."""

    index: int
    rows: tuple[FoundRow, ...] = ()
    columns: Mapping[int, int] = {}
    slots: Mapping[str, tuple[int, int]] = {}
    marks: tuple[Mark, ...] = ()


class Filing(Struct, frozen=True):
    """This form stands here in this file. `period` is the year it is of, `dated` what says so, `area` the range it
    takes, `official` whether its title reads as declared."""

    form: str
    book: Book
    sheet: Sheet
    title: str
    period: int | None
    title_at: tuple[int, int]
    area: Range
    blocks: tuple[FoundBlock, ...]
    lines: tuple[Line, ...]
    order: int = 0
    official: bool = True
    dated: Dated = Dated.TITLE

    def signed(self, *labels: str) -> str:
        """What stands behind the first of these signature labels, or ''."""
        found = (line.value for label in labels for line in self.lines if line.label == label and line.value)
        return next(found, "")

    @property
    def range(self) -> str:
        """The range that it takes on its sheet, such as `A1:F20`."""
        top, left, bottom, right = self.area
        return f"{a1(top, left)}:{a1(bottom, right)}"

    def spot(self, row: int, column: int) -> str:
        """A cell of the sheet as counted from the title: the same wherever the form stands."""
        return f"{row - self.title_at[0]},{column - self.title_at[1]}"

    @property
    def bare(self) -> "Filing":
        """The filing without the values of its sheet: what is known about it, small enough for another process."""
        sheet = Sheet(self.sheet.name, (), notes=self.sheet.notes)
        return replace(self, book=replace(self.book, sheets=()), sheet=sheet)
