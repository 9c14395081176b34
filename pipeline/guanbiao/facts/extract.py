"""Extract the tables of filings: one long frame of cells, each with its place, its state and what it says.

Every cell that a form declares is a row here, empty ones too. Texts are parsed once each, however often they stand."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl
from msgspec import Struct

from guanbiao.forms.catalogue import CARD_COLUMN, Blank, Card, Catalogue, Form, Grid, Kind, Leaf, Span, shown_row
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, FoundBlock, FoundRow
from guanbiao.text.cells import Value
from guanbiao.text.figures import Quantity, Reading, State, read_figure
from guanbiao.text.labels import squeeze

_PLAIN = r"^\s*-?[0-9]{1,15}(\.[0-9]{1,9})?\s*$"
_SCHEMA = {
    "filing": pl.Int32,
    "block": pl.Int8,
    "role": pl.String,
    "row": pl.String,
    "label": pl.String,
    "column": pl.String,
    "kind": pl.String,
    "seq": pl.Int32,
    "above": pl.Int32,
    "at_row": pl.Int32,
    "at_column": pl.Int32,
    "raw": pl.String,
}


class Tables(Struct, frozen=True):
    """`cells`: one line a declared cell (filing, block, role, row, label, column, kind, seq, above, at_row,
    at_column, raw, state, value). `facts`: one line a figure: a cell's columns with measure, value, unit, place
    and what is declared of it. `typed`: equations typed into cells, as facts: one line
    for the result (`sign` 0) and one a term. `filings`: the form and the period of each filing."""

    cells: pl.DataFrame
    facts: pl.DataFrame
    typed: pl.DataFrame
    filings: pl.DataFrame


def extract(filings: Sequence[Filing], catalogue: Catalogue) -> Tables:
    """The tables of all filings, stacked; `filing` is the position in `filings`."""
    columns: dict[str, list[Value]] = {name: [] for name in _SCHEMA}
    for number, filing in enumerate(filings):
        form = catalogue.by_id[filing.form]
        for found in filing.blocks:
            _append(columns, number, form, filing, found)
    columns["raw"] = [value if type(value) is str else as_text(value) for value in columns["raw"]]
    cells = _with_states(pl.DataFrame(columns, schema=_SCHEMA, strict=False))
    placed = filing_frame(filings)
    facts, typed = _facts(cells, placed, catalogue)
    return Tables(cells, facts, typed, placed)


def as_text(value: Value) -> str | None:
    """A cell's value as the text that was typed, as far as the file still says: whole numbers without a point."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        text = f"{value:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    return str(value).upper() if isinstance(value, bool) else str(value)


def _append(columns: dict[str, list[Value]], number: int, form: Form, filing: Filing, found: FoundBlock) -> None:
    block = form.blocks[found.index]
    if isinstance(block, Card):
        singles = [(key, CARD_COLUMN, at) for key, at in found.slots.items()]
    elif isinstance(block, Grid):
        singles = list(_singles(form, block, filing, found))
    else:
        singles = []
    spanned = (
        {key for key, row in zip(block.row_keys, block.rows, strict=True) if row.spans}
        if isinstance(block, Grid)
        else ()
    )
    rows = [row for row in found.rows if row.key not in spanned]
    leaves = [(at, leaf) for at, leaf in enumerate(block.leaves) if not leaf.column.floating] if rows else []
    places = [found.columns.get(at, -1) for at, _ in leaves]
    width, size = len(leaves), len(leaves) * len(rows)
    year = filing.period or 0
    labels = [_row_label(form, row, year) for row in rows]
    columns["filing"] += [number] * (size + len(singles))
    columns["block"] += [found.index] * (size + len(singles))
    columns["role"] += [row.role for row in rows for _ in places] + ["single"] * len(singles)
    columns["row"] += [row.key for row in rows for _ in places] + [key for key, _, _ in singles]
    columns["label"] += [label for label in labels for _ in places] + [
        shown_row(form, key, year) for key, _, _ in singles
    ]
    columns["column"] += [leaf.key for _, leaf in leaves] * len(rows) + [column for _, column, _ in singles]
    kinds = [leaf.column.kind.value for _, leaf in leaves]
    for row in rows:
        columns["kind"] += [_kind(form, row, leaf) for _, leaf in leaves] if row.role == "total" else kinds
    columns["kind"] += [Kind.NUMBER.value] * len(singles)
    columns["seq"] += [at for at in range(len(rows)) for _ in range(width)] + [0] * len(singles)
    columns["above"] += [row.totals_above for row in rows for _ in places] + [0] * len(singles)
    columns["at_row"] += [row.at for row in rows for _ in places] + [at[0] for _, _, at in singles]
    placed = [_moved(row, leaves, places) if row.moved else places for row in rows]
    columns["at_column"] += [at for each in placed for at in each] + [at[1] for _, _, at in singles]
    values = [value_at(filing.sheet.rows, *at) if at[1] >= 0 else None for _, _, at in singles]
    columns["raw"] += _raw(filing, rows, placed) + values


def _kind(form: Form, row: FoundRow, leaf: Leaf) -> str:
    """What a total row's cell holds: a declared figure is a number even under a column of words (the count)."""
    return Kind.NUMBER.value if (row.key, leaf.key) in form.figures else leaf.column.kind.value


def _moved(row: FoundRow, leaves: Sequence[tuple[int, Leaf]], places: Sequence[int]) -> list[int]:
    """The sheet columns of a total row whose count stands under another column than declared."""
    own, other = row.moved or (0, 0)
    there = next(place for place, (at, _) in zip(places, leaves, strict=True) if at == other)
    return [there if at == own else -1 if at == other else place for place, (at, _) in zip(places, leaves, strict=True)]


def _raw(filing: Filing, rows: Sequence[FoundRow], placed: Sequence[Sequence[int]]) -> list[Value]:
    values: list[Value] = []
    for row, places in zip(rows, placed, strict=True):
        cells = filing.sheet.rows[row.at]
        width = len(cells)
        values += [cells[at] if 0 <= at < width else None for at in places]
    return values


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


def _with_states(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` with the state of each figure cell and its main value; other cells are text or blank."""
    is_figure = pl.col("kind") == Kind.NUMBER.value
    plain = is_figure & pl.col("raw").str.contains(_PLAIN)
    texts = cells.filter(is_figure & ~plain.fill_null(True))["raw"].unique().drop_nulls().to_list()
    readings = [read_figure(text) for text in texts]
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
    return joined.with_columns(state=state, value=value.otherwise(pl.col("read_value"))).drop(
        "read_state", "read_value"
    )


def _facts(cells: pl.DataFrame, filings: pl.DataFrame, catalogue: Catalogue) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures of the cells (one a measure), with form and period; and the terms of typed equations."""
    placed = cells.join(filings, on="filing", how="left", maintain_order="left")
    placed = placed.join(declared_frame(catalogue), on=["form", "row", "column"], how="left", maintain_order="left")
    split = _split(placed)
    simple = placed.filter(pl.col("kind") == Kind.NUMBER.value).join(
        split.select("raw", "measures").unique(),
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
        .join(split, on=["raw", "measures"], how="inner", maintain_order="left", nulls_equal=True)
    )
    compound = compound.with_columns(unit=pl.coalesce("read_unit", "unit")).drop("read_unit")
    facts = pl.concat([simple, compound.select(simple.columns)]).sort(
        "filing", "block", "at_row", "at_column", "part", maintain_order=True
    )
    return facts.drop("part", "of", "sign"), facts.filter(pl.col("of").is_not_null())


def filing_frame(filings: Sequence[Filing]) -> pl.DataFrame:
    """By the position of a filing: its form and its period."""
    return pl.DataFrame(
        {
            "filing": list(range(len(filings))),
            "form": [filing.form for filing in filings],
            "period": [filing.period for filing in filings],
        },
        schema={"filing": pl.Int32, "form": pl.String, "period": pl.Int32},
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


def _split(placed: pl.DataFrame) -> pl.DataFrame:
    """One line for each quantity of each distinct compound cell: its measure, value and unit. Where an equation
    was typed, `of` is the position (`part`) of its result, and `sign` that of a term, 0 for the result itself."""
    figures = placed.filter((pl.col("kind") == Kind.NUMBER.value) & (pl.col("state") == State.NUMBER.value))
    lines: list[tuple[str, str | None, str, int, float, str | None, int | None, int]] = []
    for raw, measures in figures.select("raw", "measures").unique(maintain_order=True).iter_rows():
        if measures or not raw.strip().lstrip("-").replace(".", "", 1).isdigit():
            lines += _lines(raw, measures, read_figure(raw))
    names = ["raw", "measures", "measure", "part", "value", "read_unit", "of", "sign"]
    kinds = [pl.String, pl.String, pl.String, pl.Int32, pl.Float64, pl.String, pl.Int32, pl.Int32]
    return pl.DataFrame(lines, schema=dict(zip(names, kinds, strict=True)), orient="row")


def _lines(
    raw: str, measures: str | None, reading: Reading
) -> Iterator[tuple[str, str | None, str, int, float, str | None, int | None, int]]:
    names = name_measures(tuple(measures.split("|")) if measures else (), reading.quantities)
    terms = {at: (each.result, sign) for each in reading.arithmetic for sign, at in ((0, each.result), *each.terms)}
    for part, (name, quantity) in enumerate(zip(names, reading.quantities, strict=True)):
        of, sign = terms.get(part, (None, 0))
        yield raw, measures, name, part, quantity.value, quantity.unit or None, of, sign


def name_measures(measures: tuple[str, ...], quantities: Sequence[Quantity]) -> list[str]:
    """The measure each quantity of a cell stands for: by its unit or label where the form declares measures, the
    unmarked ones in order; what is left over is numbered 项1, 项2 …. Without declared measures the first is ''."""
    left = list(measures or ("",))
    named: dict[int, str] = {}
    for at, quantity in enumerate(quantities):
        match = next((measure for measure in left if _is(measure, quantity)), None)
        if match is not None:
            named[at] = match
            left.remove(match)
    unmarked = [at for at, quantity in enumerate(quantities) if at not in named and not (measures and quantity.unit)]
    if unmarked and (len(unmarked) == len(left) or left[:1] == [""]):
        named |= dict(zip(unmarked, left, strict=False))
    rest = iter(range(1, len(quantities) + 1))
    return [named[at] if at in named else f"项{next(rest)}" for at in range(len(quantities))]


def _is(measure: str, quantity: Quantity) -> bool:
    aside, _, unit = measure.rpartition("/")
    if quantity.role == "term" or bool(aside) != (quantity.role == "aside"):
        return bool(measure) and measure == quantity.label
    typed = squeeze(quantity.unit)
    return bool(unit) and (unit == typed or typed.startswith(unit + "("))
