"""The widths of columns at which a table takes fewer lines: what a column has to spare goes to one whose texts break.

| 总藏量 | 〔2538345   | 解答咨询        |  lines are taken from rows one by one, each time from the one
|       | ／2494719   |                |  for which that costs the least width, as long as there is room
|       | 待核〕      |                |"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, inf

from guanbiao.chapter.drafts import Cell
from guanbiao.chapter.measure import lines_in, points, wide


def squeezed(
    cells: Sequence[Cell], widths: Sequence[float], least: Sequence[float], size: float, spare: int
) -> tuple[float, ...] | None:
    """The widths of all columns of a table in print of a size, at which its rows take `spare` lines fewer and none is
    narrower than at `least`; None where there are none."""
    rows = _rows(cells)
    lines = {row: max(lines_in(each, _across(each, widths), size) for each in own) for row, own in rows.items()}
    needs = list(least)
    for row, own in rows.items():
        needs = _grown(needs, own, lines[row], size)
    while spare > 0:
        fewer = {row: _grown(needs, rows[row], count - 1, size) for row, count in lines.items() if count > 1}
        row = min(fewer, key=lambda each: sum(fewer[each]), default=-1)
        if row < 0 or sum(fewer[row]) > sum(widths):
            return None
        needs, lines[row], spare = fewer[row], lines[row] - 1, spare - 1
    factor = sum(widths) / sum(needs)
    return tuple(each * factor for each in needs)


def _rows(cells: Sequence[Cell]) -> Mapping[int, Sequence[Cell]]:
    """The cells of one row that hold anything, by their row; those over several rows take what these leave."""
    found: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.row == cell.bottom and cell.text:
            found.setdefault(cell.row, []).append(cell)
    return found


def _across(cell: Cell, widths: Sequence[float]) -> float:
    return sum(widths[cell.column : cell.right + 1])


def _grown(needs: Sequence[float], cells: Sequence[Cell], lines: int, size: float) -> list[float]:
    """What columns need where cells of a row may take so many lines."""
    grown = list(needs)
    for cell in cells:
        missing = _needed(cell, lines, size) - _across(cell, grown)
        if missing > 0:
            for at in range(cell.column, cell.right + 1):
                grown[at] += missing / (cell.right + 1 - cell.column)
    return grown


def _needed(cell: Cell, lines: int, size: float) -> float:
    """The points that a cell's text needs to take so many lines."""
    return next((width for width in _tried(cell, lines, size) if lines_in(cell, width, size) <= lines), inf)


def _tried(cell: Cell, lines: int, size: float) -> Iterator[float]:
    """Widths from the narrowest at which a text may take so many lines to that at which it takes one."""
    whole = max(map(wide, cell.text.split("\n")))
    for characters in range(ceil(whole / lines), ceil(whole) + 1):
        yield points(characters, size)
    yield points(ceil(whole) + 1, size)
