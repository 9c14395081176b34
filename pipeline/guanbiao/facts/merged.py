"""What merged cells say of the cells that they cover: texts hold for each entry, figures count once, in the first."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from guanbiao.forms.catalogue import Kind, Leaf
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, FoundRow
from guanbiao.text.cells import Position, Value, a1


def as_text(value: Value) -> str | None:
    """A cell's value as the text that was typed, as far as the file still says: whole numbers without a point."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        text = f"{value:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    return str(value).upper() if isinstance(value, bool) else str(value)


def holds_on(leaf: Leaf) -> bool:
    """Whether what is merged over several entries holds for each: words and dates do. A figure counts once, and what
    the form itself prints once for a group stays where it stands."""
    return leaf.column.kind in (Kind.TEXT, Kind.DATE) and not leaf.column.grouped


def merged_down(filing: Filing) -> Mapping[Position, str | None]:
    """By cell, what a text says that is merged from above over it: it holds for each of the rows."""
    rows = filing.sheet.rows
    return {
        (row, left): as_text(value_at(rows, top, left))
        for top, left, bottom, _ in filing.sheet.merges
        for row in range(top + 1, min(bottom + 1, len(rows)))
    }


def counts_once(leaf: Leaf) -> bool:
    """Whether what is merged over several cells is still one: figures and serial numbers are."""
    return leaf.column.kind in (Kind.NUMBER, Kind.SERIAL)


def counted_once(filing: Filing, rows: Sequence[FoundRow], columns: Sequence[int]) -> dict[Position, str]:
    """The range over which the figure of a cell is merged, by each of the range's cells that stand in some `rows` and
    sheet `columns`; none of a range of which only one cell does, or whose first cell is blank or none of them."""
    found: dict[Position, str] = {}
    boxes = filing.sheet.merges if rows and columns else ()
    if not boxes:
        return found
    own = {row.at: row.role for row in rows if row.role != "total"}
    first, last, under = min(own, default=0), max(own, default=-1), frozenset(columns)
    for top, left, bottom, right in boxes:
        if first <= top <= last and left in under and top in own and value_at(filing.sheet.rows, top, left) is not None:
            down = [row for row in range(top, min(bottom, last) + 1) if own.get(row) == own[top]]
            cells = [(row, column) for row in down for column in range(left, right + 1) if column in under]
            if len(cells) > 1:
                found |= dict.fromkeys(cells, f"{a1(top, left)}:{a1(bottom, right)}")
    return found
