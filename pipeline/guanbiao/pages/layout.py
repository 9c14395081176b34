"""Lay an official form out as a page: title, lines, the merged header tree, every row, totals, signatures, notes.

Figures stand as filed. What a filing lacks stays blank; a form nobody filed is laid out empty."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import CARD_COLUMN, Block, Card, Column, Form, Grid, Group, Kind, Register, Row, slot_key
from guanbiao.model.filings import Filing, PrintedLine
from guanbiao.pages.page import Declared, Origin, Page, Placed, fit_heights, fit_widths, shown, stretch
from guanbiao.text.figures import State
from guanbiao.text.labels import plain
from guanbiao.text.years import for_year

Values = Mapping[tuple[int, str, str], "Held"]
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?")
_BLANK, _NUMERIC = State.BLANK.value, (Kind.NUMBER.value, Kind.SERIAL.value)
LAST = 10**6  # the place of a total row that was not filed: below all entries
TEXT_CAP = 30.0
CARD_WIDTH = 3
PORTRAIT_ROOM, LANDSCAPE_ROOM = 84.0, 126.0


class Held(Struct, frozen=True):
    """What a declared cell of a form holds: `raw` as typed (None: blank), its state, the kind of its column, the row of
    its block (from 0), the row of its sheet, the (file, sheet, address) it was filed at, if it was, and which cell of
    the declaration it is, where somebody asks for it (block, row, column, entry)."""

    raw: str | None = None
    state: str = State.BLANK.value
    kind: str = Kind.NUMBER.value
    seq: int = LAST
    at_row: int = 0
    origin: Origin | None = None
    declared: Declared | None = None


class Filled(Struct, frozen=True):
    """What a filing gives a page: its cells by (block, row, column), its entries by block in order, its lines."""

    year: int
    filing: Filing | None = None
    values: Values = {}
    entries: Mapping[int, Sequence[Mapping[str, Held]]] = {}


def official_page(form: Form, filled: Filled) -> Page:
    """The form's official page for a year, with the figures of its filing in place."""
    width = page_width(form)
    cells = list(_heading(form, filled, width))
    top = cells[-1].row + 1
    header_top = top
    repeat = top
    for index, block in enumerate(form.blocks):
        placed = list(_block(form, index, block, filled, top))
        cells += placed
        repeat = repeat if index else _header_depth(block) + top - 1
        top = max((cell.bottom for cell in placed), default=top - 1) + 1
    cells += _footing(form, filled, top, width)
    widths = _widths(form, cells, width, header_top)
    heights = fit_heights(cells, widths)
    name = sheet_name(form)
    return Page(name, tuple(cells), widths, heights, form.landscape, (0, max(repeat, 0)), (repeat + 1, 0))


def sheet_name(form: Form) -> str:
    """The name of the form's official sheet."""
    return f"{form.number:02d} {form.name}"


def page_width(form: Form) -> int:
    """How many columns the printed form takes."""
    return max(
        len(block.columns) * CARD_WIDTH if isinstance(block, Card) else len(block.stub) + len(block.leaves)
        for block in form.blocks
    )


def _widths(form: Form, cells: Sequence[Placed], width: int, top: int) -> tuple[float, ...]:
    longest = {
        len(block.stub) + at: TEXT_CAP if leaf.column.required else 18.0
        for block in form.blocks
        for at, leaf in enumerate(block.leaves)
        if leaf.column.kind is Kind.TEXT
    }
    card = {column * CARD_WIDTH + 2: 20.0 for block in form.blocks if isinstance(block, Card) for column in range(3)}
    table = [cell for cell in cells if cell.row >= top]
    widths = fit_widths(table, width, 14.0, longest | card)
    return stretch(widths, fit_widths(table, width, 60.0), LANDSCAPE_ROOM if form.landscape else PORTRAIT_ROOM)


def _heading(form: Form, filled: Filled, width: int) -> Iterator[Placed]:
    yield Placed(0, 0, for_year(form.title, filled.year), "title", 0, width - 1)
    filed = [line.text for line in filled.filing.lines if line.role == "preface"] if filled.filing else []
    for row, text in enumerate(filed or [for_year(line, filled.year) for line in form.preface], 1):
        yield Placed(row, 0, text, "line", row, width - 1)


def _footing(form: Form, filled: Filled, top: int, width: int) -> Iterator[Placed]:
    lines: Sequence[PrintedLine] = (
        [line for line in filled.filing.lines if line.role != "preface"] if filled.filing else ()
    )
    texts = [line.text for line in lines] if filled.filing else [f"{label}：" for label in form.signatures]
    for row, text in enumerate(texts, top):
        yield Placed(row, 0, text, "note", row, width - 1)


def _block(form: Form, index: int, block: Block, filled: Filled, top: int) -> Iterator[Placed]:
    if isinstance(block, Card):
        yield from _card(index, block, filled, top)
        return
    yield from _header(block, filled.year, top)
    below = top + _header_depth(block)
    if isinstance(block, Grid):
        yield from _grid(form, index, block, filled, below)
    else:
        yield from _register(form, index, block, filled, below)


def _header_depth(block: Block) -> int:
    if isinstance(block, Card):
        return int(bool(block.heading))
    return max(len(leaf.path) for leaf in block.leaves)


def _header(block: Grid | Register, year: int, top: int) -> Iterator[Placed]:
    bottom = top + _header_depth(block) - 1
    for at, label in enumerate(block.stub):
        if label or not at:
            wide = at + 1 if block.stub[at + 1 : at + 2] == ("",) else at
            yield Placed(top, at, for_year(label, year), "head", bottom, wide)
    at = len(block.stub)
    for column in block.columns:
        yield from _head(column, year, top, bottom, at)
        at += _breadth(column)


def _head(column: Column | Group, year: int, top: int, bottom: int, at: int) -> Iterator[Placed]:
    label = for_year(column.label, year)
    if isinstance(column, Column):
        yield Placed(top, at, label, "head", bottom, at)
        return
    yield Placed(top, at, label, "head", top, at + _breadth(column) - 1)
    for inner in column.columns:
        yield from _head(inner, year, top + 1, bottom, at)
        at += _breadth(inner)


def _breadth(column: Column | Group) -> int:
    return 1 if isinstance(column, Column) else sum(_breadth(inner) for inner in column.columns)


def _grid(form: Form, index: int, grid: Grid, filled: Filled, top: int) -> Iterator[Placed]:
    stub = len(grid.stub)
    for at, (key, row) in enumerate(zip(grid.row_keys, grid.rows, strict=True), top):
        yield from _stub(grid, at, top, filled.year)
        if row.spans:
            yield from _spans(form, grid, row, key, index, filled, at)
            continue
        for leaf, declared in enumerate(grid.leaves):
            if not declared.column.floating:
                yield _figure(filled, (index, key, declared.key), at, stub + leaf, declared.column)
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
        placed = _figure(filled, (index, key, span.name), at, stub + first, Column(span.name))
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
        figure = _figure(filled, (index, grid.row_keys[-1], key), top + at, column, Column(key))
        style = "open_top" if at == 0 else "open_bottom" if at == len(grid.rows) - 1 else "open"
        yield replace(figure, style=style) if at == own else Placed(top + at, column, None, style)


def _register(form: Form, index: int, block: Register, filled: Filled, top: int) -> Iterator[Placed]:
    entries = filled.entries.get(index, ())
    totals: list[tuple[str, Mapping[str, Held | None]]] = [
        (key, {leaf.key: filled.values.get((index, key, leaf.key)) for leaf in block.leaves}) for key in block.row_keys
    ]
    lines: list[tuple[int, str, Mapping[str, Held | None]]] = [
        (min((cell.seq for cell in entry.values()), default=0), "", entry) for entry in entries
    ]
    for key, cells in totals:
        seqs = [cell.seq for cell in cells.values() if cell]
        lines.append((min(seqs, default=LAST), key, cells))
    for at, (_, key, cells) in enumerate(sorted(lines, key=lambda line: line[0]), top):
        yield from _total(form, block, key, cells, at) if key else _entry(block, cells, at)


def _entry(block: Register, cells: Mapping[str, Held | None], at: int) -> Iterator[Placed]:
    for column, leaf in enumerate(block.leaves):
        cell = cells.get(leaf.key)
        yield _placed(cell, at, column, _entry_style(leaf.column, is_blank=cell is None or cell.raw is None))


def _entry_style(column: Column, *, is_blank: bool) -> str:
    """A value printed once for a group has no line above the entries that share it."""
    if column.grouped:
        return "open" if is_blank else "open_top"
    return {Kind.NUMBER: "number", Kind.TEXT: "text"}.get(column.kind, "body")


def _total(form: Form, block: Register, key: str, cells: Mapping[str, Held | None], at: int) -> Iterator[Placed]:
    label = next(total.label for name, total in zip(block.row_keys, block.totals, strict=True) if name == key)
    for column, leaf in enumerate(block.leaves):
        cell = cells.get(leaf.key)
        if not column and (cell is None or not cell.raw):
            yield Placed(at, 0, label or None, "stub")
        else:
            yield _placed(cell, at, column, "total" if (key, leaf.key) in form.figures else "stub")


def _card(index: int, card: Card, filled: Filled, top: int) -> Iterator[Placed]:
    for side, items in enumerate(card.columns):
        left, at = side * CARD_WIDTH, top
        if card.heading:
            yield Placed(at, left, card.heading[0], "head", at, left + 1)
            yield Placed(at, left + 2, card.heading[1], "head")
            at += 1
        for item in items:
            bare = not any(slot.label for slot in item.slots)
            yield Placed(at, left, item.label, "stub", at + len(item.slots) - 1, left + int(bare))
            for slot in item.slots:
                if not bare:
                    yield Placed(at, left + 1, slot.label, "stub")
                key = (index, slot_key(item, slot), CARD_COLUMN)
                yield _placed(filled.values.get(key), at, left + 2, "total")
                at += 1


def _figure(filled: Filled, key: tuple[int, str, str], at: int, column: int, declared: Column) -> Placed:
    style = "number" if declared.kind is Kind.NUMBER else "text"
    return _placed(filled.values.get(key), at, column, style)


def _placed(cell: Held | None, at: int, column: int, style: str) -> Placed:
    if cell is None:
        return Placed(at, column, None, style)
    return Placed(at, column, as_filed(cell), style, origin=cell.origin, declared=cell.declared)


def as_filed(cell: Held) -> str | int | float | None:
    """What was filed, as a sheet should hold it: a plain number as a number, everything else as its text."""
    raw = cell.raw
    if raw is None or cell.state == _BLANK:
        return None
    if cell.kind in _NUMERIC and _NUMBER.fullmatch(folded := plain(raw)):
        digits = folded.replace(",", "")
        if shown(value := float(digits) if "." in digits else int(digits)) == digits:
            return value
    return raw
