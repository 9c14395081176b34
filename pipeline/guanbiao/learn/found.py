"""What is found on a sheet before anything is said of it: tables, with the lines around them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from guanbiao.learn.hints import unit_behind
from guanbiao.model.books import Sheet, value_at
from guanbiao.text.cells import Value
from guanbiao.text.figures import Reading, State, read_figure

Cells = list[tuple[int, Value]]  # the cells of a row that hold anything, as (column, value)


class Table(Struct, frozen=True):
    """A table on a sheet: its header takes the rows from `top` on, `depth` of them (0: a card without one), its body
    the rows `rows`; it goes from column `left` to column `right`. `paths` are by column the labels over it, from top to
    bottom; `is_card`: labels and figures side by side."""

    sheet: Sheet
    top: int
    depth: int
    left: int
    right: int
    rows: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    is_card: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that have labels, from left to right."""
        return tuple(sorted(self.paths))

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; an empty text is nothing."""
        return value_of(self.sheet, row, column)

    def values(self, column: int) -> list[Value]:
        """What the cells of a column hold that hold anything."""
        return [value for row in self.rows if (value := self.value(row, column)) is not None]


class Page(Struct, frozen=True):
    """A form as it stands on a sheet: its title as typed ('' for none, the sheet's name then), the lines above and
    below its tables, and these."""

    sheet: Sheet
    title: str
    above: tuple[str, ...]
    tables: tuple[Table, ...]
    below: tuple[Cells, ...] = ()


def value_of(sheet: Sheet, row: int, column: int) -> Value:
    """What a cell holds; an empty text is nothing."""
    value = value_at(sheet.rows, row, column)
    return None if isinstance(value, str) and not value.strip() else value


def cells_of(sheet: Sheet, row: int) -> Cells:
    """The cells of a row that hold anything."""
    return [(at, value) for at in range(len(sheet.rows[row])) if (value := value_of(sheet, row, at)) is not None]


def reading(value: Value) -> Reading:
    """What a cell says as a figure, be it in a unit that only this library's forms have."""
    found = read_figure("" if value is None else str(value))
    unit = unit_behind(str(value)) if found.state is State.UNREADABLE else ""
    return read_figure(str(value), (unit,)) if unit else found


def is_figure(value: Value) -> bool:
    """Whether a cell holds a figure, alone or with its unit."""
    if isinstance(value, int | float):
        return not isinstance(value, bool)
    return isinstance(value, str) and reading(value).state is State.NUMBER


def is_words(value: Value) -> bool:
    """Whether a cell holds a text that is nothing else."""
    return isinstance(value, str) and reading(value).state is State.UNREADABLE


def amount(value: Value) -> float | None:
    """The figure of a cell; None where it holds none, or several."""
    if not is_figure(value):
        return None
    own = [each for each in reading(value).quantities if each.role == "value"]
    return own[0].value if len(own) == 1 else None


def one_line(text: Value) -> str:
    """A label as it is declared: what is printed, in one line."""
    return " ".join(str(text).split())


def next_filled(sheet: Sheet, rows: Sequence[int]) -> Iterator[int]:
    """Those of some rows that hold anything."""
    return (row for row in rows if row < len(sheet.rows) and cells_of(sheet, row))


def own_units(sheet: Sheet) -> Iterator[str]:
    """The units behind figures of a sheet that are none of those known anyway."""
    texts = {value for row in sheet.rows for value in row if isinstance(value, str) and len(value) < 20}
    units = {unit for text in texts if (unit := unit_behind(text)) and read_figure(text).state is State.UNREADABLE}
    return iter(sorted(units))
