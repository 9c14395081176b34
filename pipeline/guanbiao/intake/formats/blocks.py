"""What a text document is made of: paragraphs and tables in their order, whatever format it has."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field

from guanbiao.intake.formats.text import typed
from guanbiao.text.cells import Range
from guanbiao.text.reports import may_name_table

Piece = tuple[str, bool]  # a text, and whether it is struck out or hidden


class Block(Struct):
    """A paragraph, numbered where it is one of the body itself, or a table; `order` is its place from 1 on among all
    paragraphs, or among all tables, of the document."""

    order: int
    pieces: tuple[Piece, ...] = ()
    number: int = 0
    level: int = 0
    has_boxes: bool = False
    table: "Table | None" = None

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(text for text, _ in self.pieces)


class Cell(NamedTuple):
    """A cell where its spans put it, and what stands in it."""

    row: int
    column: int
    blocks: Sequence[Block]


class Table(Struct):
    """A table laid out: the values of its rows, merged ranges, and its cells in their order."""

    rows: list[list[object]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def put(self, row: int, column: int, blocks: Sequence[Block]) -> None:
        """Put what stands in a cell into its place of a row, which is as long as that; titles of tables within the cell
        are none of its own."""
        self.cells.append(Cell(row, column, blocks))
        has_tables = any(each.table for each in blocks)
        texts = [each.text for each in blocks if not each.table]
        own = [text for text in texts if not (has_tables and may_name_table(text))]
        self.rows[row][column] = typed(" ".join("\n".join(own).split()))
