"""What a form is made of: grids of fixed rows, registers of entries, cards of labelled figures."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from guanbiao.forms.columns import Column, Group, Kind, Leaf, leaves_of
from guanbiao.forms.levels import Level
from guanbiao.text.labels import squeeze

CARD_COLUMN = "完成指标"  # what the one column of a card is called in outputs; cards print no label over it


class SpecError(Exception):
    """A declaration that contradicts itself; the message names the form and the label. Raised when the declaration is
    built, which is when the catalogue is imported."""


class Blank(StrEnum):
    """What an empty cell means: nothing happened (counts 0), a figure that was not given, or one that need not be given
    unless a rule asks for it."""

    NONE = "none"
    MISSING = "missing"
    OPTIONAL = "optional"


class Span(Struct, frozen=True):
    """A figure called `name` that stands in one row under several columns at once, from the leaf `first` to the leaf
    `last` ('': under the first alone). `measures` names its figures where it is a compound cell; `additive` as in
    `Column`."""

    name: str
    first: str
    last: str = ""
    measures: tuple[str, ...] = ()
    additive: bool = True


class Row(Struct, frozen=True):
    """A fixed row: its printed stub labels, one a level ('': as in the row above), a `name` of ours where the print has
    no label for it, figures over several columns in place of one a column, and the unit of its figures where it is not
    that of their columns; `additive` as in `Column`, False for a row of averages or rates."""

    labels: tuple[str, ...]
    name: str = ""
    spans: tuple[Span, ...] = ()
    unit: str = ""
    additive: bool = True


def rows(*labels: str) -> tuple[Row, ...]:
    """Rows with one stub label each.

    >>> [row.labels for row in rows("1", "2")]
    [('1',), ('2',)]
    """
    return tuple(Row((label,)) for label in labels)


# The labels of the rows of months; `text.labels.fold_row` knows every other way to write them.
MONTHS = tuple(str(month) for month in range(1, 13))


class Adds(Struct, frozen=True):
    """`total` = `parts` − `less`, by the keys of rows (in `Grid.down`) or of columns (in `Grid.across`), at the keys
    `only` of the other direction, or at all that hold figures. It is a rule: `code`, `level` and `basis` are those of
    `Rule`, the code made of the form's number and the total where none is given."""

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    code: str = ""
    level: Level = Level.MANDATORY
    basis: str = ""


class Grid(Struct, frozen=True, dict=True, cache_hash=True):
    """Fixed rows under a header tree. `stub` are the printed headings of the row labels, one a level; `down` and
    `across` what adds up. `entries_blank` says what an empty entry cell means; an empty total is always a figure not
    given. `total_columns` are totals in every row, by rules of their own."""

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
        return tuple(leaves_of(self.columns))

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
    """The stub labels of a row, its leading blanks taken from the row above it.

    >>> fill_down(("", "外文"), ("图书", "中文")), fill_down(("合计", ""), ("图书", "中文"))
    (('图书', '外文'), ('合计', ''))
    """
    blanks = next((at for at, label in enumerate(labels) if label), len(labels))
    return above[:blanks] + labels[blanks:] if above else labels


class Total(Struct, frozen=True):
    """A total row of a register: its printed label, the column that holds the number of the entries above it, the
    columns that hold their sums, a `name` of ours where the print has no label for it or has it twice, and the unit of
    its count, whose column has none."""

    label: str
    count: str = ""
    sums: tuple[str, ...] = ()
    name: str = ""
    unit: str = ""


class Register(Struct, frozen=True, dict=True, cache_hash=True):
    """One row an entry, and total rows among or below them. `extra`: texts that an entry may have in place of its
    serial number, so that it is none of the numbered ones (附加, an entry added to those of the list); `unique`:
    columns that together tell two entries apart; `clash`: the columns of a date and a place that no two entries can
    share at one hour; `ordered`: the column of the date by which entries are listed ('': in no order)."""

    columns: tuple[Column | Group, ...]
    totals: tuple[Total, ...] = ()
    extra: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()
    ordered: str = ""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns in printed order."""
        return tuple(leaves_of(self.columns))

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """The keys of the total rows, in printed order."""
        return tuple(total.name or squeeze(total.label) for total in self.totals)

    @property
    def stub(self) -> tuple[str, ...]:
        """A register has no stub: its serial number is a column."""
        return ()


class Slot(Struct, frozen=True):
    """A labelled figure of a card: its printed sub-label ('': none), its unit, the names of its figures where it is a
    compound cell; `name` tells it apart where its label is printed blank; `additive` as in `Column`."""

    label: str = ""
    unit: str = ""
    measures: tuple[str, ...] = ()
    name: str = ""
    additive: bool = True


class Item(Struct, frozen=True):
    """A card's item and its figures, one a line."""

    label: str
    slots: tuple[Slot, ...] = (Slot(),)


def item(label: str, unit: str = "", *measures: str) -> Item:
    """An item with one figure without a sub-label, in a unit."""
    return Item(label, (Slot(unit=unit, measures=measures),))


class Card(Struct, frozen=True, dict=True, cache_hash=True):
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
    """The key of a card's figure: item, and sub-label or name, without white space.

    >>> slot_key(Item("藏 书 量"), Slot("图书")), slot_key(Item("藏 书 量"), Slot())
    ('藏书量/图书', '藏书量')
    """
    return "/".join(squeeze(part) for part in (item.label, slot.label or slot.name) if part)


Block = Grid | Register | Card
