"""A grid on a page: every declared row with its labels and figures."""

from collections.abc import Iterator

from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Form, Grid, Row
from guanbiao.pages.filled import Filled, figure
from guanbiao.pages.page import Placed
from guanbiao.text.years import for_year


def grid_rows(form: Form, index: int, grid: Grid, filled: Filled, top: int) -> Iterator[Placed]:
    """The rows of a grid, block `index` of its form, from the row `top` of the page on."""
    stub = len(grid.stub)
    for at, (key, row) in enumerate(zip(grid.row_keys, grid.rows, strict=True), top):
        yield from _stub(grid, at, top, filled.year)
        if row.spans:
            yield from _spans(form, grid, row, key, index, filled, at)
            continue
        for leaf, declared in enumerate(grid.leaves):
            if not declared.column.floating:
                yield figure(filled, (index, key, declared.key), at, stub + leaf, declared.column)
    for leaf, declared in enumerate(grid.leaves):
        if declared.column.floating:
            yield from _floating(grid, index, declared.key, filled, top, stub + leaf)


def _stub(grid: Grid, at: int, top: int, year: int) -> Iterator[Placed]:
    """The labels of a row: a blank below a label merges into it, a blank right of one merges into it too."""
    row = grid.rows[at - top]
    for level, label in enumerate(row.labels):
        if label or (not any(row.labels) and not level):
            down = _blanks_below(grid, at - top, level)
            last = len(grid.stub) - 1
            wide = level == len(row.labels) - 1 or not any(row.labels[level + 1 :])
            text = for_year(label, year)
            value = int(text) if text.isdigit() else text
            yield Placed(at, level, value, "stub", at + down, last if wide else level)


def _blanks_below(grid: Grid, at: int, level: int) -> int:
    """How many rows below take this label over: blank at its level, labelled at a deeper one."""
    if not grid.rows[at].labels[level]:
        return 0
    count = 0
    for row in grid.rows[at + 1 :]:
        if any(row.labels[: level + 1]) or not any(row.labels):
            break
        count += 1
    return count


def _spans(form: Form, grid: Grid, row: Row, key: str, index: int, filled: Filled, at: int) -> Iterator[Placed]:
    stub, column = len(grid.stub), 0
    for span in row.spans:
        first, last = (form.leaf(grid, name) for name in (span.first, span.last or span.first))
        yield from (Placed(at, stub + gap, None, "body") for gap in range(column, first))
        placed = figure(filled, (index, key, span.name), at, stub + first, Column(span.name))
        yield replace(placed, style="span", to_row=at, to_column=stub + last)
        column = last + 1
    yield from (Placed(at, stub + gap, None, "body") for gap in range(column, len(grid.leaves)))


def _floating(grid: Grid, index: int, key: str, filled: Filled, top: int, column: int) -> Iterator[Placed]:
    """One figure for the whole table, in the row it was filed in; the column's inner borders are left out."""
    cell = filled.values.get((index, grid.row_keys[-1], key))
    found = filled.filing.blocks[index].rows if filled.filing else ()
    rows = {row.at: grid.row_keys.index(row.key) for row in found}
    own = rows.get(cell.at_row, 0) if cell else 0
    for at in range(len(grid.rows)):
        style = "open_top" if at == 0 else "open_bottom" if at == len(grid.rows) - 1 else "open"
        stated = figure(filled, (index, grid.row_keys[-1], key), top + at, column, Column(key))
        yield replace(stated, style=style) if at == own else Placed(top + at, column, None, style)
