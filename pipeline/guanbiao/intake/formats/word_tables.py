"""A table of Word laid out: every cell where its spans put it, merged ranges."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from guanbiao.intake.formats.blocks import Block, Table
from guanbiao.intake.formats.word_text import AROUND, W, value_of
from guanbiao.intake.limits import CELL_BOX, MOST_COLUMNS, within
from guanbiao.text.cells import Position

_DELETED = ("trPr/del", "tcPr/cellDel")


Flow = Callable[[Any], Sequence[Block]]  # what stands in a cell


def table_of(element: Any, flow: Flow) -> Table:
    """A table laid out; what stands in a cell is read by `flow`. Raises Refused where its cells are too many."""
    table, merged = Table(), dict[int, int]()
    for row in children(element, f"{W}tr"):
        if value_of(row, _DELETED[0]) is None:
            _add(table, merged, row, flow)
    return table


def children(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, those within insertions and content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND:
            yield from children(child, tag)


def _add(table: Table, merged: dict[int, int], row: Any, flow: Flow) -> None:
    """Lay out a row below what is there; `merged` is by column the range that is merged downwards there, which may go
    on."""
    at, column, cells = len(table.rows), _count(row, "trPr/gridBefore", 0), list[object]()
    table.rows.append(cells)
    for cell in children(row, f"{W}tc"):
        if value_of(cell, _DELETED[1]) is not None:
            continue
        across = _count(cell, "tcPr/gridSpan", 1)
        within("cells", (at + 1) * (column + across), CELL_BOX)
        if table.merges and value_of(cell, "tcPr/hMerge") in ("", "continue"):  # as Word 97 merged cells
            top, left, bottom, _ = table.merges[-1]
            table.merges[-1] = (top, left, bottom, column)
            column += 1
            continue
        cells += [""] * (column + across - len(cells))
        if not _goes_on(table, merged, cell, (at, column), across):
            table.put(at, column, flow(cell))
        column += across


def _goes_on(table: Table, open_: dict[int, int], cell: Any, place: Position, across: int) -> bool:
    """Whether a cell is part of one merged down from above; ranges are kept either way."""
    merged, (at, column) = value_of(cell, "tcPr/vMerge"), place
    if merged is not None and merged != "restart" and column in open_:
        top, left, _, right = table.merges[open_[column]]
        table.merges[open_[column]] = (top, left, at, right)
        return True
    open_.pop(column, None)
    if merged is not None or across > 1 or value_of(cell, "tcPr/hMerge") is not None:
        table.merges.append((at, column, at, column + across - 1))
    if merged is not None:
        open_[column] = len(table.merges) - 1
    return False


def _count(element: Any, path: str, least: int) -> int:
    """A number of columns that an element states; as many as a form may have at the most."""
    text = value_of(element, path) or ""
    return max(least, min(int(text), MOST_COLUMNS)) if text.isdigit() and len(text) < 9 else least
