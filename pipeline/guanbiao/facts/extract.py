"""Extract the tables of filings: one long frame of cells, each with its place, its state and what it says.

Every cell that a form declares is a line here, empty ones too. Texts are parsed once each, however often they stand. Of
the sheet

    | 季度 | 个人 | 单位 | 合计 |
    | 一季度 | 10 |  | 10 |
    | 二季度 | 约20 | 5 | 25 |
    | 上半年 | 30 | 5 |  |

with the header in its second row, the cells are

>>> from guanbiao.facts.frames import lines
>>> cells = list(lines(tables.cells, CellLine))
>>> [(cell.row, cell.column, cell.raw, cell.state, cell.value) for cell in cells[:4]]  # doctest: +NORMALIZE_WHITESPACE
[('一季度', '个人', '10', 'number', 10.0), ('一季度', '单位', None, 'blank', None),
 ('一季度', '合计', '10', 'number', 10.0), ('二季度', '个人', '约20', 'unreadable', None)]

and a figure knows what is declared of it: whether a blank means none, and whether it is a total.

>>> fact = list(lines(tables.facts, FactLine))[-1]
>>> fact.row, fact.column, fact.unit, fact.blank_is_none, fact.is_total, (fact.at_row, fact.at_column)
('上半年', '合计', '册', False, True, (4, 3))
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

import polars as pl
from msgspec import Struct

from guanbiao.facts.frames import CellLine, FactLine, FilingLine, PlacedLine, TypedLine, schema
from guanbiao.facts.measures import split
from guanbiao.facts.writing import as_declared
from guanbiao.forms.blocks import Block
from guanbiao.forms.catalogue import CARD_COLUMN, Blank, Card, Catalogue, Form, Grid, Kind, Leaf, Span, shown_row
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, FoundBlock, FoundRow
from guanbiao.text.cells import Position, Value
from guanbiao.text.figures import State, read_figure

_PLAIN = r"^\s*-?[0-9]{1,15}(\.[0-9]{1,9})?\s*$"


class Tables(Struct, frozen=True):
    """`cells`: every declared cell (CellLine). `facts`: every figure (FactLine). `typed`: the equations typed into
    cells, a line for the result and for each term (TypedLine). `filings`: form and year of each filing (FilingLine)."""

    cells: pl.DataFrame
    facts: pl.DataFrame
    typed: pl.DataFrame
    filings: pl.DataFrame


class _Row(Struct, frozen=True):
    """A row of a block with all its cells: the columns of CellLine, those from `column` on as lists."""

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


_LISTS = ("column", "kind", "at_column", "raw")


def extract(filings: Sequence[Filing], catalogue: Catalogue) -> Tables:
    """The tables of all filings, stacked; `filing` is the position in `filings`."""
    cells, placed = _with_states(_cells(filings, catalogue), catalogue.vocabulary.units), filing_frame(filings)
    cells = as_declared(cells, placed, declared_frame(catalogue), catalogue)
    facts, typed = _facts(cells, placed, catalogue)
    return Tables(cells, facts, typed, placed)


def _cells(filings: Sequence[Filing], catalogue: Catalogue) -> pl.DataFrame:
    """One line a cell of the filings (PlacedLine)."""
    wanted, rows = schema(PlacedLine), list(_rows(filings, catalogue))
    lists = {name: wanted[name] for name in _LISTS}
    whole = {name: kind for name, kind in wanted.items() if name not in lists}
    heads = pl.DataFrame({name: [getattr(row, name) for row in rows] for name in whole}, schema=whole)
    cells = pl.DataFrame(
        {name: list(chain.from_iterable(getattr(row, name) for row in rows)) for name in lists}, schema=lists
    )
    row_of_cell = [at for at, row in enumerate(rows) for _ in row.column]
    return heads[row_of_cell].hstack(cells).select(*wanted)


def _rows(filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[_Row]:
    for number, filing in enumerate(filings):
        for found in filing.blocks:
            yield from _block_rows(number, catalogue.by_id[filing.form], filing, found)


def as_text(value: Value) -> str | None:
    """A cell's value as the text that was typed, as far as the file still says: whole numbers without a point."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        text = f"{value:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    return str(value).upper() if isinstance(value, bool) else str(value)


def _block_rows(number: int, form: Form, filing: Filing, found: FoundBlock) -> Iterator[_Row]:
    """The rows of a block as they stand on the sheet, then its figures that stand alone."""
    block, year = form.blocks[found.index], filing.period or 0
    spanned = _spanned(block)
    rows = [row for row in found.rows if row.key not in spanned]
    leaves = [(at, leaf) for at, leaf in enumerate(block.leaves) if not leaf.column.floating] if rows else []
    columns = [leaf.key for _, leaf in leaves]
    kinds = [leaf.column.kind.value for _, leaf in leaves]
    places = [found.columns.get(at, -1) for at, _ in leaves]
    for seq, row in enumerate(rows):
        is_total = row.role == "total"
        own = _moved(row, leaves, places) if row.moved else places
        held = [_kind(form, row, leaf) for _, leaf in leaves] if is_total else kinds
        label, raw = _row_label(form, row, year), _raw(filing, row.at, own)
        yield _Row(
            number, found.index, row.role, row.key, label, seq, row.totals_above, row.at, columns, held, own, raw
        )
    for key, column, (at_row, at_column) in _alone(form, block, filing, found):
        place = ("single", key, shown_row(form, key, year), 0, 0, at_row)
        raw = _raw(filing, at_row, [at_column])
        yield _Row(number, found.index, *place, [column], [Kind.NUMBER.value], [at_column], raw)


def _spanned(block: Block) -> frozenset[str]:
    """The rows of a grid whose figures stand under several columns at once."""
    if not isinstance(block, Grid):
        return frozenset()
    return frozenset(key for key, row in zip(block.row_keys, block.rows, strict=True) if row.spans)


def _alone(form: Form, block: Block, filing: Filing, found: FoundBlock) -> Iterator[tuple[str, str, Position]]:
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
    return [value if type(value) is str else as_text(value) for value in values]


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
    first, last = (form.leaf(grid, name) for name in (span.first, span.last or span.first))
    return [found.columns[leaf] for leaf in range(first, last + 1) if leaf in found.columns]


def _figure_in(filing: Filing, rows: Sequence[int], columns: Sequence[int]) -> tuple[int, int]:
    places = [(row, column) for row in rows for column in columns]
    given = (at for at in places if value_at(filing.sheet.rows, *at) is not None)
    return next(given, places[0] if places else (rows[0], -1))


def _with_states(cells: pl.DataFrame, units: tuple[str, ...]) -> pl.DataFrame:
    """`cells` with the state of each figure cell and its main value; other cells are text or blank."""
    is_figure = pl.col("kind") == Kind.NUMBER.value
    plain = is_figure & pl.col("raw").str.contains(_PLAIN)
    texts = cells.filter(is_figure & ~plain.fill_null(True))["raw"].unique().drop_nulls().to_list()
    readings = [read_figure(text, units) for text in texts]
    known = pl.DataFrame(
        {
            "raw": texts,
            "kind": [Kind.NUMBER.value] * len(texts),
            "read_state": [reading.state.value for reading in readings],
            "read_value": [reading.quantities[0].value if reading.quantities else None for reading in readings],
        },
        schema={"raw": pl.String, "kind": pl.String, "read_state": pl.String, "read_value": pl.Float64},
    )
    value = pl.when(plain).then(pl.col("raw").str.strip_chars().cast(pl.Float64, strict=False))
    blank = pl.col("raw").is_null() | (pl.col("raw").str.strip_chars() == "")
    state = (
        pl.when(pl.col("at_column") < 0)
        .then(pl.lit(State.ABSENT.value))
        .when(blank)
        .then(pl.lit(State.BLANK.value))
        .when(plain)
        .then(pl.lit(State.NUMBER.value))
        .otherwise(pl.col("read_state").fill_null("text"))
    )
    joined = cells.join(known, on=["raw", "kind"], how="left", maintain_order="left")
    return joined.with_columns(state=state, value=value.otherwise(pl.col("read_value"))).select(*schema(CellLine))


def _facts(cells: pl.DataFrame, filings: pl.DataFrame, catalogue: Catalogue) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures of the cells (one a measure), with form and period; and the terms of typed equations."""
    placed = cells.join(filings, on="filing", how="left", maintain_order="left")
    placed = placed.join(declared_frame(catalogue), on=["form", "row", "column"], how="left", maintain_order="left")
    parts = split(placed, catalogue.vocabulary.units)
    simple = placed.filter(pl.col("kind") == Kind.NUMBER.value).join(
        parts.select("raw", "measures").unique(),
        on=["raw", "measures"],
        how="anti",
        maintain_order="left",
        nulls_equal=True,
    )
    # Of a cell that states no quantities (blank, a dash, no figure at all) each of its measures is as the cell is.
    simple = simple.with_columns(
        measure=pl.col("measures").fill_null("").str.split("|"),
        part=pl.lit(0, pl.Int32),
        of=pl.lit(None, pl.Int32),
        sign=pl.lit(0, pl.Int32),
    ).explode("measure")
    compound = (
        placed.filter(pl.col("kind") == Kind.NUMBER.value)
        .drop("value")
        .join(parts, on=["raw", "measures"], how="inner", maintain_order="left", nulls_equal=True)
    )
    compound = compound.with_columns(unit=pl.coalesce("read_unit", "unit")).drop("read_unit")
    facts = pl.concat([simple, compound.select(simple.columns)]).sort(
        "filing", "block", "at_row", "at_column", "part", maintain_order=True
    )
    return facts.select(*schema(FactLine)), facts.filter(pl.col("of").is_not_null()).select(*schema(TypedLine))


def filing_frame(filings: Sequence[Filing]) -> pl.DataFrame:
    """By the position of a filing: its form and its period."""
    return pl.DataFrame(
        {
            "filing": list(range(len(filings))),
            "form": [filing.form for filing in filings],
            "period": [filing.period for filing in filings],
        },
        schema=schema(FilingLine),
    )


def declared_frame(catalogue: Catalogue) -> pl.DataFrame:
    """What is declared of every figure: form, row, column → measures, unit, what a blank means, its side."""
    declared = [(form.id, figure) for form in catalogue.forms for figure in form.figures.values()]
    return pl.DataFrame(
        {
            "form": [form for form, _ in declared],
            "row": [figure.row for _, figure in declared],
            "column": [figure.column for _, figure in declared],
            "measures": ["|".join(figure.measures) for _, figure in declared],
            "unit": [figure.unit for _, figure in declared],
            "blank_is_none": [figure.blank is Blank.NONE for _, figure in declared],
            "is_optional": [figure.blank is Blank.OPTIONAL for _, figure in declared],
            "is_total": [figure.total for _, figure in declared],
        }
    )
