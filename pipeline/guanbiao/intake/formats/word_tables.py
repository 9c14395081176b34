"""A table of Word as a sheet: every cell where its spans put it, merged ranges, what is struck out."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from guanbiao.intake.formats.text import typed
from guanbiao.intake.formats.word_text import AROUND, Piece, Styles, W, pieces, value_of
from guanbiao.intake.limits import CELL_BOX, MOST_COLUMNS, within
from guanbiao.intake.marks import Marks
from guanbiao.intake.sheets import EngineSheet
from guanbiao.text.cells import Range

_DELETED = ("trPr/del", "tcPr/cellDel")


class _Grid(Struct):
    """A table being laid out below some lines: its rows, merged ranges, looks, and by column the range that is merged
    downwards there, which may go on."""

    rows: list[list[object]]
    merges: list[Range] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    open: dict[int, int] = field(default_factory=dict)


def sheet_of(name: str, table: Any, above: Sequence[str], below: Sequence[str], styles: Styles) -> EngineSheet:
    """A table with the lines above and below it. Raises Refused where its cells are too many."""
    grid = _Grid([_cells(line) for line in above])
    for row in children(table, f"{W}tr"):
        if value_of(row, _DELETED[0]) is None:
            _add(grid, row, styles)
    return EngineSheet(
        name, [*grid.rows, *map(_cells, below)], grid.merges, typed=False, marks=grid.marks, above=len(above)
    )


def children(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, those within insertions and content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND:
            yield from children(child, tag)


def _cells(line: str) -> list[object]:
    """A line above or below a table: a cell for each of its texts between tabs."""
    return [text.strip() for text in line.split("\t") if text.strip()]


def _add(grid: _Grid, row: Any, styles: Styles) -> None:
    """Lay out a row below what is there."""
    at, column, cells = len(grid.rows), _count(row, "trPr/gridBefore", 0), list[object]()
    for cell in children(row, f"{W}tc"):
        if value_of(cell, _DELETED[1]) is not None:
            continue
        across = _count(cell, "tcPr/gridSpan", 1)
        within("cells", (at + 1) * (column + across), CELL_BOX)
        if grid.merges and value_of(cell, "tcPr/hMerge") in ("", "continue"):  # as Word 97 merged cells
            top, left, bottom, _ = grid.merges[-1]
            grid.merges[-1] = (top, left, bottom, column)
            column += 1
            continue
        cells += [""] * (column + across - len(cells))
        if not _goes_on(grid, cell, at, column, across):
            words = list(_words(cell, styles))
            cells[column] = typed(" ".join("".join(text for text, _ in words).split()))
            if any(is_aside for _, is_aside in words):
                grid.marks.judge((at, column), ((is_aside, text) for text, is_aside in words))
        column += across
    grid.rows.append(cells)


def _goes_on(grid: _Grid, cell: Any, at: int, column: int, across: int) -> bool:
    """Whether a cell is part of one merged down from above; ranges are kept either way."""
    merged = value_of(cell, "tcPr/vMerge")
    if merged is not None and merged != "restart" and column in grid.open:
        place = grid.open[column]
        top, left, _, right = grid.merges[place]
        grid.merges[place] = (top, left, at, right)
        return True
    grid.open.pop(column, None)
    if merged is not None or across > 1 or value_of(cell, "tcPr/hMerge") is not None:
        grid.merges.append((at, column, at, column + across - 1))
    if merged is not None:
        grid.open[column] = len(grid.merges) - 1
    return False


def _count(element: Any, path: str, least: int) -> int:
    """A number of columns that an element states; as many as a form may have at the most."""
    text = value_of(element, path) or ""
    return max(least, min(int(text), MOST_COLUMNS)) if text.isdigit() and len(text) < 9 else least


def _words(cell: Any, styles: Styles) -> Iterator[Piece]:
    """The text of a cell's own paragraphs, a line each; tables within it are sheets of their own."""
    for paragraph in children(cell, f"{W}p"):
        yield from pieces(paragraph, styles)
        yield "\n", False
