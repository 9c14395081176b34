"""Which columns of a sheet hold the labels of a table's rows."""

from collections.abc import Mapping, Sequence, Set

from guanbiao.model.books import Sheet
from guanbiao.recognise.columns import Paths
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold_row


def stub_columns(
    sheet: Sheet, body: Range, paths: Paths, stub: Sequence[str], labels: Set[str], places: Mapping[int, int]
) -> tuple[int, ...]:
    """The columns of the row labels: by their corner label, else those that hold some of the labels, or where none does
    anything, that are left of the leftmost figure and next to it."""
    leftmost = min(places.values(), default=body[1] + len(stub))
    named: dict[int, int] = {}
    for position, label in enumerate(stub):
        at = next((at for at, path in paths.items() if label and path == label and at < leftmost), None)
        if at is not None and at not in named.values():
            named[position] = at
    unnamed = [position for position in range(len(stub)) if position not in named]
    free = [at for at in range(body[1], leftmost) if at not in named.values()] if unnamed else []
    free = _with_labels(sheet, body, free, labels, len(unnamed))
    paired = dict(zip(reversed(unnamed), reversed(free), strict=False))
    beside = {at: column for at, column in paired.items() if _in_order(at, column, named)}  # not a mark in the margin
    placed = beside | named
    return tuple(placed.get(at, max(leftmost - len(stub) + at, body[1])) for at in range(len(stub)))


def _with_labels(sheet: Sheet, body: Range, free: Sequence[int], labels: Set[str], least: int) -> list[int]:
    """Of some columns those that hold the most labels of rows, or where fewer than `least` hold any, anything."""
    rows = sheet.rows[body[0] : body[2] + 1]
    held = {at: {str(row[at]) for row in rows if at < len(row) and row[at] is not None} for at in free}
    told = {at: len(labels & set(map(fold_row, texts))) for at, texts in held.items()}
    best = sorted(filter(told.get, free), key=lambda at: -told[at])[:least]
    return sorted(best) if len(best) == least else [at for at in free if held[at]]


def _in_order(position: int, column: int, named: Mapping[int, int]) -> bool:
    """Whether a stub column stands on the same side of those that are named as its label does."""
    return all((position < other) == (column < at) for other, at in named.items())
