"""The cells that forms declare, as they stand on the sheets of filings: each with its place and what it says.

A text merged over several entries holds for each of them; a figure merged over several cells counts once, in the first,
and is `merged` in all of them. Of a grid's spans and of a card every figure stands alone."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, repeat

import polars as pl
from msgspec import Struct
from msgspec.structs import astuple

from guanbiao.facts.frames import PlacedLine, schema
from guanbiao.facts.merged import as_text, counted_once, counts_once, holds_on, merged_down
from guanbiao.forms.blocks import Block
from guanbiao.forms.catalogue import CARD_COLUMN, Card, Catalogue, Form, Grid, Kind, Leaf, Register, Span, shown_row
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, FoundBlock, FoundRow
from guanbiao.text.cells import Position, a1


class _Row(Struct, frozen=True):
    """A row of a block with all its cells: the columns of CellLine, those from `column` on as lists. The last two are
    () for most rows: the sheet rows of its cells where they are not all `at_row`, and the ranges that these are merged
    over."""

    filing: int
    block: int
    role: str
    row: str
    label: str
    seq: int
    above: int
    at_row: int
    column: Sequence[str]
    kind: Sequence[str]
    at_column: Sequence[int]
    raw: Sequence[str | None]
    at_rows: Sequence[int] = ()
    merged: Sequence[str | None] = ()


_LISTS = ("column", "kind", "at_column", "raw")


def placed_cells(filings: Sequence[Filing], catalogue: Catalogue) -> pl.DataFrame:
    """One line a cell of the filings (PlacedLine)."""
    wanted, rows = schema(PlacedLine), list(_rows(filings, catalogue))
    lists = {name: wanted[name] for name in _LISTS}
    whole = {name: kind for name, kind in wanted.items() if name not in lists and name != "merged"}
    held = dict(zip(_Row.__struct_fields__, zip(*map(astuple, rows), strict=True), strict=False))
    heads = pl.DataFrame({name: held.get(name, ()) for name in whole}, schema=whole)
    cells = pl.DataFrame({name: list(chain.from_iterable(held.get(name, ()))) for name in lists}, schema=lists)
    row_of_cell = list(chain.from_iterable(map(repeat, count(), map(len, held.get("column", ())))))
    placed = heads[row_of_cell].hstack(cells).with_columns(merged=pl.lit(None, pl.String))
    return _as_given(placed, rows).select(*wanted)


def _as_given(placed: pl.DataFrame, rows: Sequence[_Row]) -> pl.DataFrame:
    """The cells of rows with the sheet rows and the merged ranges of those that have any of their own."""
    if any(row.at_rows for row in rows):
        at = (row.at_rows or [row.at_row] * len(row.column) for row in rows)
        placed = placed.with_columns(pl.Series("at_row", list(chain.from_iterable(at)), pl.Int32))
    if any(row.merged for row in rows):
        over = (row.merged or [None] * len(row.column) for row in rows)
        placed = placed.with_columns(pl.Series("merged", list(chain.from_iterable(over)), pl.String))
    return placed


def _rows(filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[_Row]:
    for number, filing in enumerate(filings):
        for found in filing.blocks:
            yield from _block_rows(number, catalogue.by_id[filing.form], filing, found)


def _block_rows(number: int, form: Form, filing: Filing, found: FoundBlock) -> Iterator[_Row]:
    """The rows of a block as they stand on the sheet, then its figures that stand alone."""
    block, year = form.blocks[found.index], filing.period or 0
    not_here = spanned(block)
    rows = [row for row in found.rows if row.key not in not_here]
    leaves = [(at, leaf) for at, leaf in enumerate(block.leaves) if not leaf.column.floating] if rows else []
    columns = [leaf.key for _, leaf in leaves]
    kinds = [leaf.column.kind.value for _, leaf in leaves]
    places = [found.columns.get(at, -1) for at, _ in leaves]
    held_on = [isinstance(block, Register) and holds_on(leaf) for _, leaf in leaves]
    merged = merged_down(filing) if any(held_on) else {}
    counted = [place for place, (_, leaf) in zip(places, leaves, strict=True) if counts_once(leaf)]
    once = counted_once(filing, rows, counted)
    for seq, row in enumerate(rows):
        is_total = row.role == "total"
        own = _moved(row, leaves, places) if row.moved else places
        held = [_kind(form, row, leaf) for _, leaf in leaves] if is_total else kinds
        label, raw = _row_label(form, row, year), _raw(filing, row.at, own)
        if row.role == "entry" and merged:
            cells = zip(raw, own, held_on, strict=True)
            raw = [text or merged.get((row.at, at)) if holds else text for text, at, holds in cells]
        at_rows: Sequence[int] = ()
        if row.given:
            at_rows, own, raw = _given(filing, row, leaves, [row.at] * len(leaves), own, raw)
        over = [once.get(at) for at in zip(at_rows or [row.at] * len(leaves), own, strict=True)] if once else ()
        head = (number, found.index, row.role, row.key, label, seq, row.totals_above, row.at)
        yield _Row(*head, columns, held, own, raw, at_rows, over)
    for key, column, (top, left) in alone(form, block, filing, found):
        place = ("single", key, shown_row(form, key, year), 0, 0, top)
        raw = _raw(filing, top, [left])
        yield _Row(number, found.index, *place, [column], [Kind.NUMBER.value], [left], raw)


def _given(
    filing: Filing,
    row: FoundRow,
    leaves: Sequence[tuple[int, Leaf]],
    at_row: list[int],
    places: Sequence[int],
    raw: Sequence[str | None],
) -> tuple[list[int], list[int], list[str | None]]:
    """The sheet rows and columns and the texts of a row's cells, with what it says elsewhere than in them."""
    order = {leaf: at for at, (leaf, _) in enumerate(leaves)}
    columns, texts = list(places), list(raw)
    for each in row.given:
        at = order[each.leaf]
        at_row[at], columns[at] = each.at
        said = as_text(value_at(filing.sheet.rows, *each.at)) if each.text is None else each.text
        texts[at] = said or None
    return at_row, columns, texts


def spanned(block: Block) -> frozenset[str]:
    """The rows of a grid whose figures stand under several columns at once."""
    if not isinstance(block, Grid):
        return frozenset()
    return frozenset(key for key, row in zip(block.row_keys, block.rows, strict=True) if row.spans)


def alone(form: Form, block: Block, filing: Filing, found: FoundBlock) -> Iterator[tuple[str, str, Position]]:
    """The figures that stand alone: the slots of a card, the spans and floating columns of a grid, as (row, column,
    address)."""
    if isinstance(block, Card):
        yield from ((key, CARD_COLUMN, at) for key, at in found.slots.items())
    elif isinstance(block, Grid):
        yield from _singles(form, block, filing, found)


def _kind(form: Form, row: FoundRow, leaf: Leaf) -> str:
    """What a total row's cell holds: a declared figure is a number even under a column of words (the count)."""
    return Kind.NUMBER.value if (row.key, leaf.key) in form.figures else leaf.column.kind.value


def _moved(row: FoundRow, leaves: Sequence[tuple[int, Leaf]], places: Sequence[int]) -> list[int]:
    """The sheet columns of a total row whose count stands under another column than declared."""
    own, other = row.moved or (0, 0)
    there = next(place for place, (at, _) in zip(places, leaves, strict=True) if at == other)
    return [there if at == own else -1 if at == other else place for place, (at, _) in zip(places, leaves, strict=True)]


def _raw(filing: Filing, at: int, columns: Sequence[int]) -> list[str | None]:
    """What stands in some columns of a row, as text; None for a blank and for a column that is not there."""
    cells = filing.sheet.rows[at] if at < len(filing.sheet.rows) else ()
    width = len(cells)
    values = [cells[column] if 0 <= column < width else None for column in columns]
    if shown := filing.sheet.shown:
        values = [shown.get(a1(at, column), value) for column, value in zip(columns, values, strict=True)]
    return [  # a call for each of a hundred thousand cells is dear
        value if value is None or type(value) is str else str(value) if type(value) is int else as_text(value)
        for value in values
    ]


def _row_label(form: Form, row: FoundRow, year: int) -> str:
    return row.label if row.role == "entry" else shown_row(form, row.key, year)


def _singles(form: Form, grid: Grid, filing: Filing, found: FoundBlock) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The figures of spans and floating columns: (row, column, address of the figure or where it should be)."""
    at = {row.key: row.at for row in found.rows}
    for key, declared in zip(grid.row_keys, grid.rows, strict=True):
        for span in declared.spans:
            if key in at:
                yield key, span.name, _figure_in(filing, [at[key]], _span_columns(form, grid, span, found))
    for leaf, column in found.columns.items():
        if grid.leaves[leaf].column.floating and at:
            yield grid.row_keys[-1], grid.leaves[leaf].key, _figure_in(filing, sorted(at.values()), [column])


def _span_columns(form: Form, grid: Grid, span: Span, found: FoundBlock) -> list[int]:
    return [found.columns[leaf] for leaf in _leaves_under(form, grid, span) if leaf in found.columns]


@lru_cache(maxsize=4096)
def _leaves_under(form: Form, grid: Grid, span: Span) -> range:
    """The leaves over which a span reaches."""
    first, last = (form.leaf(grid, name) for name in (span.first, span.last or span.first))
    return range(first, last + 1)


def _figure_in(filing: Filing, rows: Sequence[int], columns: Sequence[int]) -> tuple[int, int]:
    places = [(row, column) for row in rows for column in columns]
    given = (at for at in places if value_at(filing.sheet.rows, *at) is not None)
    return next(given, places[0] if places else (rows[0], -1))
