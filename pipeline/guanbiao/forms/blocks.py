"""What a form is made of: columns under a header tree, and the three kinds of block that hold them."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from guanbiao.forms.levels import Level
from guanbiao.text.labels import squeeze

CARD_COLUMN = "完成指标"


class SpecError(Exception):
    """A declaration that contradicts itself; the message names the form and the label."""


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    SERIAL = "serial"


class Blank(StrEnum):
    """What an empty cell means: nothing happened (counts 0), a figure that was not given, or one that need not be given
    unless a rule asks for it."""

    NONE = "none"
    MISSING = "missing"
    OPTIONAL = "optional"


class Column(Struct, frozen=True):
    """One column. `measures` names the figures of a compound cell; `floating`: one figure for the whole table,
    printed in any of its rows; `grouped`: printed once for a group of entries; `within`: dates lie in the period;
    `phone`: telephone numbers; `optional`: figures that need not be given, whatever blanks of the block mean."""

    label: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    required: bool = False
    optional: bool = False
    signed: bool = False
    measures: tuple[str, ...] = ()
    floating: bool = False
    grouped: bool = False
    within: bool = True
    share: bool = False
    phone: bool = False
    width: int = 0


class Group(Struct, frozen=True):
    """A header label over several columns."""

    label: str
    columns: tuple["Column | Group", ...]


class Leaf(Struct, frozen=True):
    """A column at the foot of the header tree: its key (levels joined by `/`), its printed levels and itself."""

    key: str
    path: tuple[str, ...]
    column: Column


def number(label: str, unit: str = "", **options: bool | int | tuple[str, ...]) -> Column:
    """A column of figures."""
    return Column(label, Kind.NUMBER, unit, **options)  # type: ignore[arg-type]


def text(label: str, **options: bool | int) -> Column:
    """A column of words."""
    return Column(label, Kind.TEXT, **options)  # type: ignore[arg-type]


def date(label: str, **options: bool | int) -> Column:
    """A column of dates or spans of dates."""
    return Column(label, Kind.DATE, **options)  # type: ignore[arg-type]


def serial(label: str = "序号") -> Column:
    """The running number of a register's entries."""
    return Column(label, Kind.SERIAL, required=True)


def group(label: str, *columns: Column | Group) -> Group:
    """A header label over the columns that follow it."""
    return Group(label, columns)


def _walk(columns: Sequence[Column | Group], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    for column in columns:
        path = (*above, column.label)
        if isinstance(column, Group):
            yield from _walk(column.columns, path)
        else:
            yield Leaf("/".join(squeeze(label) for label in path), path, column)


class Span(Struct, frozen=True):
    """A figure that stands under several columns at once, from the leaf `first` to the leaf `last`."""

    name: str
    first: str
    last: str = ""
    measures: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A fixed row: its printed stub labels (blank: as above), and a name where the print has none of its own."""

    labels: tuple[str, ...]
    name: str = ""
    spans: tuple[Span, ...] = ()
    unit: str = ""


def rows(*labels: str) -> tuple[Row, ...]:
    """Rows with one stub label each."""
    return tuple(Row((label,)) for label in labels)


MONTHS = tuple(str(month) for month in range(1, 13))


class Adds(Struct, frozen=True):
    """`total` = `parts` − `less`, among the rows (`down`) or the columns (`across`) of a grid, at the crossing
    labels `only`, or at all that hold figures."""

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    code: str = ""
    level: Level = Level.MANDATORY
    basis: str = ""


class Grid(Struct, frozen=True, dict=True):
    """Fixed rows under a header tree. `entries_blank` says what an empty entry cell means; an empty total is
    always a figure not given. `total_columns`: totals all the way down, by rules of their own."""

    stub: tuple[str, ...]
    columns: tuple[Column | Group, ...]
    rows: tuple[Row, ...]
    down: tuple[Adds, ...] = ()
    across: tuple[Adds, ...] = ()
    entries_blank: Blank = Blank.MISSING
    total_columns: tuple[str, ...] = ()

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns to the right of the stub, in printed order."""
        return tuple(_walk(self.columns))

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """One key a row: its stub levels, filled down and joined by `/`, or its name."""
        return tuple(row.name or key for row, key in zip(self.rows, _filled_keys(self.rows), strict=True))

    @cached_property
    def totals(self) -> frozenset[tuple[str, str]]:
        """The cells (row, column) that some rule of the block computes from others."""
        down = {(adds.total, column) for adds in self.down for column in self.crossing(adds, self.numeric)}
        across = {(row, adds.total) for adds in self.across for row in self.crossing(adds, self.plain_rows)}
        also = {(row, column) for row in self.plain_rows for column in self.total_columns}
        return frozenset(down | across | also)

    @cached_property
    def numeric(self) -> tuple[str, ...]:
        """The keys of the columns that hold one figure a row."""
        return tuple(leaf.key for leaf in self.leaves if leaf.column.kind is Kind.NUMBER and not leaf.column.floating)

    @cached_property
    def plain_rows(self) -> tuple[str, ...]:
        """The keys of the rows that hold one figure a column."""
        return tuple(key for key, row in zip(self.row_keys, self.rows, strict=True) if not row.spans)

    def crossing(self, adds: Adds, every: tuple[str, ...]) -> tuple[str, ...]:
        """The labels of the other direction at which `adds` holds."""
        return tuple(key for key in every if not adds.only or key in adds.only)


def _filled_keys(declared: Sequence[Row]) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for row in declared:
        above = fill_down(tuple(squeeze(label) for label in row.labels), above)
        yield "/".join(label for label in above if label)


def fill_down(labels: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """The stub labels of a row, its leading blanks taken from the row above it."""
    blanks = next((at for at, label in enumerate(labels) if label), len(labels))
    return above[:blanks] + labels[blanks:] if above else labels


class Total(Struct, frozen=True):
    """A total row of a register: the number of the entries above it in column `count`, and their sums."""

    label: str
    count: str = ""
    sums: tuple[str, ...] = ()
    name: str = ""
    unit: str = ""


class Register(Struct, frozen=True, dict=True):
    """One row an entry, then total rows. `extra`: words that may stand for a serial number; `unique`: columns
    that together tell two entries apart; `clash`: a date and a place that no two entries can share at one hour;
    `ordered`: the date by which entries are listed."""

    columns: tuple[Column | Group, ...]
    totals: tuple[Total, ...] = ()
    extra: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()
    ordered: str = ""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns in printed order."""
        return tuple(_walk(self.columns))

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """The keys of the total rows, in printed order."""
        return tuple(total.name or squeeze(total.label) for total in self.totals)

    @property
    def stub(self) -> tuple[str, ...]:
        """A register has no stub: its serial number is a column."""
        return ()


class Slot(Struct, frozen=True):
    """A labelled figure of a card; `name` tells it apart where its label is printed blank."""

    label: str = ""
    unit: str = ""
    measures: tuple[str, ...] = ()
    name: str = ""


class Item(Struct, frozen=True):
    """A card's item and its figures, one a line."""

    label: str
    slots: tuple[Slot, ...] = (Slot(),)


def item(label: str, unit: str = "", *measures: str) -> Item:
    """An item with one figure."""
    return Item(label, (Slot(unit=unit, measures=measures),))


class Card(Struct, frozen=True, dict=True):
    """Labelled figures in an irregular page, as columns of items side by side: item, sub-label, figure."""

    columns: tuple[tuple[Item, ...], ...]
    heading: tuple[str, ...] = ()

    @property
    def stub(self) -> tuple[str, ...]:
        """The headings of its row labels: a card has none."""
        return ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Its only column, unprinted."""
        return (Leaf(CARD_COLUMN, (CARD_COLUMN,), Column(CARD_COLUMN)),)

    @cached_property
    def slots(self) -> dict[str, tuple[Item, Slot]]:
        """The figures by their key: item, and sub-label or name, joined by `/`."""
        return {slot_key(item, slot): (item, slot) for column in self.columns for item in column for slot in item.slots}

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """The keys of the figures."""
        return tuple(self.slots)


def slot_key(item: Item, slot: Slot) -> str:
    """The key of a card's figure."""
    return "/".join(squeeze(part) for part in (item.label, slot.label or slot.name) if part)


Block = Grid | Register | Card
