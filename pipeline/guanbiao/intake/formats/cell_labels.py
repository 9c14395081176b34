"""What labels a cell of a table in a text document: the head of its column, what stands across the table above it, what
stands beside it."""

from collections.abc import Sequence, Set

from guanbiao.intake.formats.blocks import Cell, Table
from guanbiao.text.reports import is_label, report_title

_HEAD_ROWS = 5  # of a table that may be its header


def spread(table: Table) -> list[list[object]]:
    """The values of a table with those of merged cells in all that they take."""
    width = max(map(len, table.rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in table.rows]
    for top, left, bottom, right in table.merges:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * (min(right + 1, width) - left)
    return rows


def whole_rows(table: Table) -> set[int]:
    """The rows that are one cell across, which head what follows."""
    last = max(map(len, table.rows), default=0) - 1
    merged = (box for box in table.merges if box[1] == 0 < last <= box[3])
    return {row for top, _, bottom, _ in merged for row in range(top, bottom + 1)}


def labels(rows: Sequence[Sequence[object]], cell: Cell, section: str, whole: Set[int]) -> list[str]:
    """What labels a cell: the texts at the top of its column, that across the table above it (`section`), and those
    beside it in its row."""
    heads = []
    for at in range(min(cell.row, _HEAD_ROWS)):
        text = "" if at in whole else str(rows[at][cell.column])
        if text and not is_label(text):
            break
        heads.append(text)
    heads.append(section)
    beside = (str(value) for at, value in enumerate(rows[cell.row]) if at != cell.column)
    return [each for each in dict.fromkeys((*heads, *beside)) if is_label(each) and not report_title([each])]
