"""A register on a page: its entries in their order, and among them the total rows, where they were filed."""

from collections.abc import Iterator, Mapping
from operator import itemgetter

from guanbiao.forms.catalogue import Column, Form, Kind, Register
from guanbiao.pages.filled import LAST, Filled, Held, placed
from guanbiao.pages.page import Placed


def register_rows(form: Form, index: int, block: Register, filled: Filled, top: int) -> Iterator[Placed]:
    """The rows of a register, block `index` of its form, from the row `top` of the page on."""
    totals = {
        key: {leaf.key: held for leaf in block.leaves if (held := filled.values.get((index, key, leaf.key)))}
        for key in block.row_keys
    }
    lines = [(_first(entry, 0), "", entry) for entry in filled.entries.get(index, ())]
    lines += [(_first(cells, LAST), key, cells) for key, cells in totals.items()]
    for at, (_, key, cells) in enumerate(sorted(lines, key=itemgetter(0)), top):
        yield from _total(form, block, key, cells, at) if key else _entry(block, cells, at)


def _first(cells: Mapping[str, Held], otherwise: int) -> int:
    """Where a row stands in its block, by its cells; `otherwise` where it has none."""
    return min((cell.seq for cell in cells.values()), default=otherwise)


def _entry(block: Register, cells: Mapping[str, Held], at: int) -> Iterator[Placed]:
    for column, leaf in enumerate(block.leaves):
        cell = cells.get(leaf.key)
        yield placed(cell, at, column, _entry_style(leaf.column, is_blank=cell is None or cell.raw is None))


def _entry_style(column: Column, *, is_blank: bool) -> str:
    """A value printed once for a group has no line above the entries that share it."""
    if column.grouped:
        return "open" if is_blank else "open_top"
    return {Kind.NUMBER: "number", Kind.TEXT: "text"}.get(column.kind, "body")


def _total(form: Form, block: Register, key: str, cells: Mapping[str, Held], at: int) -> Iterator[Placed]:
    label = next(total.label for name, total in zip(block.row_keys, block.totals, strict=True) if name == key)
    for column, leaf in enumerate(block.leaves):
        cell = cells.get(leaf.key)
        if not column and (cell is None or not cell.raw):
            yield Placed(at, 0, label or None, "stub")
        else:
            yield placed(cell, at, column, "total" if (key, leaf.key) in form.figures else "stub")
