"""What stands over each column of a sheet: the labels of a header, one level a row.

A header is stripped one level at a time. A merged range says outright which columns its label is over; where nobody
merged, a blank cell right of a label belongs to it as long as the levels above agree, and a blank cell below a label
belongs to it."""

from collections.abc import Mapping, Sequence

from guanbiao.model.books import Sheet, value_at
from guanbiao.text.cells import Position, Range
from guanbiao.text.headings import column_label

Paths = dict[int, str]  # by sheet column, the folded labels over it from top to bottom, joined by `/`


def paths_over(sheet: Sheet, area: Range, top: int, depth: int) -> Paths:
    """The header path over each sheet column of `area`, of the `depth` rows from `top` on.

    >>> rows = [["月份", "册次", None, "合计"], [None, "成人", "少儿", None], [1, 10, 2, 12]]
    >>> paths_over(Sheet("Sheet1", rows), (0, 0, 2, 3), top=0, depth=2)
    {0: '月份', 1: '册次/成人', 2: '册次/少儿', 3: '合计'}
    """
    origins = _origins(sheet, top, depth)
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(area[1], area[3] + 1):
        labels = [_label_at(sheet, (row, column), origins) for row in range(top, top + depth)]
        paths[column] = filled_from_left(labels, paths.get(column - 1, ()))
    return {column: "/".join(label for label in path if label) for column, path in paths.items()}


def filled_from_left(labels: Sequence[str | None], left: tuple[str, ...]) -> tuple[str, ...]:
    """The labels over a column, level by level. A blank one (None) is that of the column to its left, as long as all
    levels above it are alike there; '' where they are not, or where there is no such column.

    >>> filled_from_left([None, "少儿"], ("册次", "成人"))
    ('册次', '少儿')
    >>> filled_from_left(["合计", None], ("册次", "少儿"))
    ('合计', '')
    """
    path: tuple[str, ...] = ()
    for level, label in enumerate(labels):
        if label is None:
            label = left[level] if left and left[:level] == path else ""  # noqa: PLW2901
        path = (*path, label)
    return path


def _origins(sheet: Sheet, top: int, depth: int) -> dict[Position, Position]:
    """The first cell of the merged range that covers a cell, for the cells of the header's rows that one covers."""
    return {
        (row, column): (box[0], box[1])
        for box in sheet.merges
        if box[0] < top + depth and box[2] >= top
        for row in range(max(box[0], top), min(box[2], top + depth - 1) + 1)
        for column in range(box[1], box[3] + 1)
    }


def _label_at(sheet: Sheet, at: Position, origins: Mapping[Position, Position]) -> str | None:
    """The folded label of a cell: its own, else that of its merged range in the first row of that and '' in the rows
    below; None for a blank cell that is not merged."""
    own = value_at(sheet.rows, *at)
    if own is not None:
        return column_label(str(own))
    origin = origins.get(at)
    if origin is None:
        return None
    return column_label(str(value_at(sheet.rows, *origin) or "")) if origin[0] == at[0] else ""
