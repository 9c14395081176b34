"""Pages of labelled figures, drafted: items side by side, each with its figures."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Card, Item, Slot
from guanbiao.learn.columns import measures_of
from guanbiao.learn.drafted import Learned
from guanbiao.learn.found import Table, cells_of, is_figure, one_line, reading
from guanbiao.text.cells import Value
from guanbiao.text.labels import squeeze
from guanbiao.text.units import bare_label

Stretch = tuple[int, int, int]  # the columns of items, of the last sub-label, of figures


def learned_card(table: Table) -> Learned | None:
    """A page of labelled figures as a block; None where no label stands beside a figure."""
    stretches = _under_header(table) if table.depth else _by_pairs(table)
    columns = tuple(filter(None, (tuple(_items(table, each)) for each in stretches)))
    heading = _heading(table)
    keys = [item.label for column in columns for item in column]
    if not columns or len(set(map(squeeze, keys))) < len(keys):
        return None
    return Learned(Card(columns, heading))


def _heading(table: Table) -> tuple[str, ...]:
    labels = [one_line(value) for _, value in cells_of(table.sheet, table.top)] if table.depth else []
    return tuple(dict.fromkeys(labels))


def _under_header(table: Table) -> list[Stretch]:
    """The columns of a card whose header has the same labels over each of them."""
    labels = [(at, squeeze(str(value))) for at, value in cells_of(table.sheet, table.top)]
    first, last = labels[0][1], labels[-1][1]
    starts = [at for at, label in labels if label == first]
    ends = [at for at, label in labels if label == last]
    return [(start, end - 1, end) for start, end in zip(starts, ends, strict=False)]


def _by_pairs(table: Table) -> list[Stretch]:
    """The columns of a card without a header: each figure of its fullest row with the label before it."""
    fullest = max(table.rows, key=lambda row: len(cells_of(table.sheet, row)))
    cells = cells_of(table.sheet, fullest)
    pairs = zip(cells[::2], cells[1::2], strict=False)
    return [(label, figure - 1, figure) for (label, _), (figure, _) in pairs]


def _items(table: Table, stretch: Stretch) -> Iterator[Item]:
    """The items of a column, from top to bottom; what stands without a label goes on with the one above."""
    item: Item | None = None
    for row in table.rows:
        label, value = table.value(row, stretch[0]), table.value(row, stretch[2])
        sub = next(
            (text for at in range(stretch[0] + 1, stretch[2]) if (text := table.value(row, at)) is not None), None
        )
        if label is not None and not is_figure(label):
            if item:
                yield _named(item)
            item = Item(one_line(label), (_slot(label, sub, value),))
        elif item and (sub is not None or value is not None):
            item = replace(item, slots=(*item.slots, _slot(None, sub, value)))
    if item:
        yield _named(item)


def _slot(label: Value, sub: Value, value: Value) -> Slot:
    said = reading(value)
    measures = measures_of(value)
    unit = said.quantities[0].unit if said.quantities and not measures else ""
    own = bare_label(str(sub or label or ""))[1]
    return Slot(one_line(sub or ""), unit or (own[0].text if own else ""), measures, "" if sub else said.label)


def _named(item: Item) -> Item:
    """An item whose figures without a sub-label have names of their own."""
    if len(item.slots) == 1:
        return Item(item.label, (replace(item.slots[0], name=""),))
    slots: list[Slot] = []
    for at, slot in enumerate(item.slots):
        known: Sequence[str] = [each.label or each.name for each in slots]
        name = slot.name or (slot.unit if at and slot.unit not in known else "") or (str(at + 1) if at else "")
        slots.append(slot if slot.label else replace(slot, name=name))
    return Item(item.label, tuple(slots))
