"""What the chapter consists of, as plain data that can be handed to another process."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from guanbiao.forms.catalogue import Shape


class Cell(NamedTuple):
    """A cell of a table: the first and the last row and column that it covers, its text, its style in the template,
    which borders it has none of (of `top`, `bottom`), and whether its figure is in dispute."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    style: str
    without: tuple[str, ...] = ()
    disputed: bool = False


class Sheet(Struct, frozen=True):
    """An official form: its title, the lines above and below its table, the cells and the wanted widths (in characters)
    of that, how many of its rows are its head, how many columns are the labels of its rows, and how its page lies."""

    title: str
    above: tuple[str, ...]
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    head: int
    stub: int
    below: tuple[str, ...]
    landscape: bool


class Row(Struct, frozen=True):
    """A row of figures of a chart, by its name."""

    name: str
    figures: tuple[float | None, ...]


class Drawing(Struct, frozen=True):
    """A chart: its title, how it draws, the labels along it, its rows of figures."""

    title: str
    shape: Shape
    labels: tuple[str, ...]
    rows: tuple[Row, ...]


class Charts(Struct, frozen=True):
    """The charts of a form, which stand together, and the lines below them."""

    drawings: tuple[Drawing, ...]
    notes: tuple[str, ...] = ()


class Heading(Struct, frozen=True):
    """A heading, of a level from 1."""

    text: str
    level: int


class Prose(Struct, frozen=True):
    """A paragraph."""

    text: str


Block = Heading | Prose | Sheet | Charts


class Chapter(Struct, frozen=True):
    """The chapter, by the path of its file: what stands in the fields of its template, its blocks in their order, and
    the folder with a library's own templates ('' for none)."""

    path: str
    fields: Mapping[str, str | int]
    blocks: tuple[Block, ...]
    folder: str = ""
