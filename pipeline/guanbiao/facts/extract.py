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

from collections.abc import Mapping, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.frames import CellLine, FactLine, FilingLine, TypedLine, schema
from guanbiao.facts.measures import split
from guanbiao.facts.parts import parts_apart
from guanbiao.facts.placed import placed_cells
from guanbiao.facts.units import in_declared_units, unit_lines
from guanbiao.facts.unread import unread_frame
from guanbiao.facts.writing import as_declared
from guanbiao.forms.catalogue import Blank, Catalogue, Kind, of_forms
from guanbiao.model.filings import Filing
from guanbiao.text.figures import State, read_figure

_PLAIN = r"^\s*-?[0-9]{1,15}(\.[0-9]{1,9})?\s*$"


class Tables(Struct, frozen=True):
    """`cells`: every declared cell (CellLine). `facts`: every figure (FactLine). `typed`: the equations typed into
    cells, a line for the result and for each term (TypedLine). `filings`: form and year of each filing, and of which
    one it is a part (FilingLine).
    `units`: the cells whose sheets state another unit than declared (UnitLine). `unread`: the cells of the forms'
    ranges that are none of these, nor told otherwise (UnreadLine)."""

    cells: pl.DataFrame
    facts: pl.DataFrame
    typed: pl.DataFrame
    filings: pl.DataFrame
    units: pl.DataFrame
    unread: pl.DataFrame


def extract(filings: Sequence[Filing], catalogue: Catalogue) -> Tables:
    """The tables of all filings, stacked; `filing` is the position in `filings`."""
    cells = _with_states(placed_cells(filings, catalogue), catalogue.vocabulary.units)
    placed = filing_frame(filings, parts_apart(filings, catalogue))
    cells = as_declared(cells, placed, declared_frame(catalogue), catalogue)
    units = unit_lines(cells, filings, catalogue)
    cells = in_declared_units(cells, units)
    facts, typed = _facts(cells, placed, catalogue)
    return Tables(cells.drop("times"), facts, typed, placed, units, unread_frame(filings, catalogue))


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
        .when(blank & pl.col("merged").is_not_null())
        .then(pl.lit(State.MERGED.value))
        .when(blank)
        .then(pl.lit(State.BLANK.value))
        .when(plain)
        .then(pl.lit(State.NUMBER.value))
        .otherwise(pl.col("read_state").fill_null("text"))
    )
    joined = cells.join(known, on=["raw", "kind"], how="left", maintain_order="left") if texts else cells
    if not texts:
        joined = cells.with_columns(read_state=pl.lit(None, pl.String), read_value=pl.lit(None, pl.Float64))
    return joined.with_columns(state=state, value=value.otherwise(pl.col("read_value"))).select(*schema(CellLine))


def _facts(cells: pl.DataFrame, filings: pl.DataFrame, catalogue: Catalogue) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures of the cells (one a measure), with form and period; and the terms of typed equations."""
    placed = cells.join(filings, on="filing", how="left", maintain_order="left")
    placed = placed.join(declared_frame(catalogue), on=["form", "row", "column"], how="left", maintain_order="left")
    parts = split(placed, catalogue.vocabulary.units).with_columns(state=pl.lit(State.NUMBER.value))
    figures = placed.filter(pl.col("kind") == Kind.NUMBER.value)
    keys, order = ["raw", "measures", "state"], ("filing", "block", "at_row", "at_column", "part")
    if parts.is_empty():
        facts = _simple(figures).sort(order, maintain_order=True)
        return facts.select(*schema(FactLine)), facts.clear().select(*schema(TypedLine))
    simple = _simple(
        figures.join(parts.select(keys).unique(), on=keys, how="anti", maintain_order="left", nulls_equal=True)
    )
    compound = figures.drop("value").join(parts, on=keys, how="inner", maintain_order="left", nulls_equal=True)
    is_converted = pl.col("read_unit").is_null() & pl.col("times").is_not_null()
    compound = compound.with_columns(
        unit=pl.coalesce("read_unit", "unit"),
        value=pl.when(is_converted).then((pl.col("value") * pl.col("times")).round(6)).otherwise("value"),
    ).drop("read_unit")
    facts = pl.concat([simple, compound.select(simple.columns)]).sort(order, maintain_order=True)
    return facts.select(*schema(FactLine)), facts.filter(pl.col("of").is_not_null()).select(*schema(TypedLine))


def _simple(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures of cells that state no quantities (blank, a dash, no figure at all) or but one: each of the measures
    is as the cell is."""
    return figures.with_columns(
        measure=pl.col("measures").fill_null("").str.split("|"),
        part=pl.lit(0, pl.Int32),
        of=pl.lit(None, pl.Int32),
        sign=pl.lit(0, pl.Int32),
    ).explode("measure")


def filing_frame(filings: Sequence[Filing], parts: Mapping[int, int]) -> pl.DataFrame:
    """By the position of a filing: its form, its period, and of which one it is a part."""
    return pl.DataFrame(
        {
            "filing": list(range(len(filings))),
            "form": [filing.form for filing in filings],
            "period": [filing.period for filing in filings],
            "part_of": [parts.get(at) for at in range(len(filings))],
        },
        schema=schema(FilingLine),
    )


_DECLARED = dict.fromkeys(("form", "row", "column", "measures", "unit"), pl.String) | dict.fromkeys(
    ("blank_is_none", "is_optional", "is_total"), pl.Boolean
)


@of_forms
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
        },
        _DECLARED,  # lists without totals declare no figure
    )
