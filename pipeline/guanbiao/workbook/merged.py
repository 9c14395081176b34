"""Figures that are merged over several cells, on the official pages: merged over the cells that they were merged over,
so that a page says what was filed, and reads back as it was."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl
from msgspec.structs import replace

from guanbiao.pages.page import Origin, Page, Placed
from guanbiao.report.report import Report
from guanbiao.text.cells import a1

Box = tuple[str, str, str]  # file, sheet and range


def merged_figures(report: Report) -> Mapping[Origin, Box]:
    """By filed cell, the range over which its figure is merged."""
    own = pl.col("filing").is_in(report.counted_at) & pl.col("merged").is_not_null()
    places = report.tables.cells.filter(own).select("filing", "at_row", "at_column", "merged")
    found = {}
    for at, row, column, merged in places.iter_rows():
        place = (report.filings[at].book.file, report.filings[at].sheet.name)
        found[*place, a1(row, column)] = (*place, merged)
    return found


def with_merges(page: Page, boxes: Mapping[Origin, Box]) -> Page:
    """A page with the cells of each range as one, where they stand side by side on it, too."""
    groups: dict[Box, list[Placed]] = defaultdict(list)
    for cell in page.cells if boxes else ():
        if cell.origin and cell.origin in boxes:
            groups[boxes[cell.origin]].append(cell)
    wholes = {cell: whole for own in groups.values() if (whole := _whole(own)) for cell in own}
    if not wholes:
        return page
    cells = (wholes.get(cell, cell) for cell in page.cells)
    return replace(page, cells=tuple(dict.fromkeys(cells)))


def _whole(cells: Sequence[Placed]) -> Placed | None:
    """Cells as one, merged over them all; None where they make no rectangle, or are merged already."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    first = min(cells, key=lambda cell: (cell.row, cell.column))
    size = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    if len(cells) < 2 or size != len(cells) or any(cell.to_row >= 0 for cell in cells):
        return None
    return replace(first, to_row=max(rows), to_column=max(columns))
