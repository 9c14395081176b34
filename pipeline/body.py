"""Find a block's rows below its header; tell entries, totals and lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.books import Range, Sheet, Value
from pipeline.header import Header, value_at
from pipeline.labels import fold, fold_row, for_year, squeeze
from pipeline.lines import footer_lines, is_line
from pipeline.model import FoundBlock, FoundRow, Line, Mark
from pipeline.spec import Grid, Kind, Register, fill_down

TOTAL_WORDS = frozenset({"合计", "总计", "累计", "小计", "共计"})
Cells = list[tuple[int, Value]]


@dataclass(slots=True)
class Body:
    """What the rows below a header turned out to be."""

    rows: list[FoundRow] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def filled(sheet: Sheet, row: int, area: Range) -> Cells:
    """The non-empty cells of a row inside `area`, as (column, value)."""
    cells = sheet.rows[row]
    if area[1] or area[3] + 1 < len(cells):
        cells = cells[area[1] : area[3] + 1]
    return [(column, value) for column, value in enumerate(cells, area[1]) if value is not None]


def read_grid(index: int, grid: Grid, header: Header, sheet: Sheet, area: Range, year: int) -> tuple[FoundBlock, Body]:
    """The rows of a grid from below its header to the foot of `area`."""
    wanted = {_row_path(key, year): key for key in grid.row_keys}
    nameless = _nameless(grid)
    body, last = Body(), ""
    above: tuple[str, ...] = ()
    for row in range(header.top + header.depth, area[2] + 1):
        cells = filled(sheet, row, area)
        if not cells:
            continue
        typed = tuple(_stub_text(sheet, row, column) for column in header.stub)
        labels = tuple(fold_row(text) for text in typed)
        path = fill_down(labels, above)
        key = nameless.get(last) if not any(labels) else wanted.get("/".join(label for label in path if label))
        if key and not _is_taken(body, key):
            body.rows.append(FoundRow(key, squeeze("/".join(text for text in typed if text)), "row", row))
            body.marks += _strays(cells, header, row)
            above, last = path, key
        else:
            _unmatched_grid_row(body, header, row, cells, key or "", typed)
    body.marks += [
        Mark("row", key, True, int(_is_taken(body, key)), (header.top, header.stub[0])) for key in grid.row_keys
    ]
    return _found(index, header, body), body


def _row_path(key: str, year: int) -> str:
    return "/".join(fold_row(label) for label in for_year(key, year).split("/"))


def _nameless(grid: Grid) -> dict[str, str]:
    """Rows printed without any label, by the key of the row above them."""
    pairs = zip(grid.row_keys, grid.row_keys[1:], grid.rows[1:], strict=False)
    return {above: key for above, key, row in pairs if not any(row.labels)}


def _stub_text(sheet: Sheet, row: int, column: int) -> str:
    value = value_at(sheet.rows, row, column)
    return "" if value is None else str(value)


def _is_taken(body: Body, key: str) -> bool:
    return any(row.key == key for row in body.rows)


def _unmatched_grid_row(body: Body, header: Header, row: int, cells: Cells, key: str, typed: tuple[str, ...]) -> None:
    """A row under no declared label: a second one of a label, a line, or a row the form does not know."""
    figures = [column for column, value in cells if column in header.columns.values() and not is_words(value)]
    if key:
        body.marks.append(Mark("row", key, True, 2, (row, header.stub[0])))
    elif is_line(cells) or not figures:
        body.lines += footer_lines(row, cells)
    else:
        body.marks.append(Mark("row", squeeze("/".join(text for text in typed if text)), False, 1, (row, cells[0][0])))


def is_words(value: Value) -> bool:
    """Whether a cell holds a text without any digit."""
    return isinstance(value, str) and not any(character.isdigit() for character in value)


def _strays(cells: Cells, header: Header, row: int) -> Iterator[Mark]:
    """Cells under no column of the form; a column with a label of its own is reported as a column."""
    return strays([cell for cell in cells if cell[0] not in header.known], row)


def strays(cells: Cells, row: int) -> Iterator[Mark]:
    """A mark for each cell of a row that belongs to nothing."""
    return (Mark("cell", str(value), False, 1, (row, column)) for column, value in cells)


def _found(index: int, header: Header, body: Body) -> FoundBlock:
    return FoundBlock(index, tuple(body.rows), header.columns, marks=(*header.marks, *body.marks))


def read_register(index: int, block: Register, header: Header, sheet: Sheet, area: Range) -> tuple[FoundBlock, Body]:
    """The entries and total rows of a register from below its header to the foot of `area`."""
    body, totals = Body(), 0
    words = TOTAL_WORDS | {fold(total.label) for total in block.totals if total.label}
    kinds = {column: block.leaves[leaf].column.kind for leaf, column in header.columns.items()}
    for row in range(header.top + header.depth, area[2] + 1):
        cells = filled(sheet, row, area)
        if not cells:
            continue
        if _is_total(cells, words, kinds) and totals < len(block.totals):
            moved = _moved_count(block, totals, header, dict(cells))
            body.rows.append(FoundRow(block.row_keys[totals], _text(cells[0]), "total", row, totals, moved))
            totals += 1
        elif is_line(cells) or _is_after_all(cells, totals == len(block.totals) > 0):
            body.lines += footer_lines(row, cells)
            continue
        elif _is_total(cells, words, kinds):
            body.marks.append(Mark("row", _text(cells[0]), False, 1, (row, cells[0][0])))
            continue
        else:
            body.rows.append(FoundRow("", _text(cells[0]), "entry", row, totals))
        body.marks += _strays(cells, header, row)
    foot = body.rows[-1].at if body.rows else header.top
    body.marks += [
        Mark("row", key, True, int(order < totals), (foot, area[1])) for order, key in enumerate(block.row_keys)
    ]
    return _found(index, header, body), body


def _moved_count(block: Register, order: int, header: Header, cells: dict[int, Value]) -> tuple[int, int] | None:
    """Where a total row's count stands under another column of words than usual: (its leaf, the leaf there)."""
    name = fold(block.totals[order].count)
    leaves = [at for at, leaf in enumerate(block.leaves) if leaf.column.kind is not Kind.NUMBER]
    own = next((at for at in leaves if name and fold(block.leaves[at].key) == name), None)
    if own is None or cells.get(header.columns.get(own, -1)) is not None:
        return None
    others = (at for at in leaves[1:] if not is_words(cells.get(header.columns.get(at, -1), "")))
    return next(((own, at) for at in others), None)


def _text(cell: tuple[int, Value]) -> str:
    return squeeze(str(cell[1]))


def _is_total(cells: Cells, words: frozenset[str], kinds: dict[int, Kind]) -> bool:
    """A total row says so in its first cell, or has nothing but figures under the columns of figures."""
    if fold(str(cells[0][1])) in words:
        return True
    return all(kinds.get(column) is Kind.NUMBER for column, _ in cells)


def _is_after_all(cells: Cells, totals_are_over: bool) -> bool:
    """Below the last total a lone text is a line, not an entry."""
    return totals_are_over and len(cells) == 1 and isinstance(cells[0][1], str)
