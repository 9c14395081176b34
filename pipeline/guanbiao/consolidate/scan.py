"""The facts of all libraries as lazy frames: those of the libraries that are consolidated, with their places, and the
small tables that they are joined with.

A sum of floats hangs on the order in which they are added, which no engine promises. Figures are added as whole numbers
of millionths instead, in two columns, so that sums are exact and the same each time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import polars as pl
from msgspec import Struct

from guanbiao.consolidate.returns import Together
from guanbiao.forms.catalogue import Blank, Form
from guanbiao.model.exports import OTHER_UNIT
from guanbiao.text.figures import State, exact
from guanbiao.text.years import for_year

_MILLIONTHS = 1_000_000
_ZEROS = (State.NONE.value, State.DASH.value)
_NOTHING = pl.col("state").is_in(_ZEROS)
_IS_FIGURE = (pl.col("value").is_not_null() | _NOTHING) & (pl.col("state") != OTHER_UNIT)
PLACE = ("form", "block", "key", "column")


class Cell(Struct, frozen=True):
    """A figure of a form: where it stands, its measure, and what the declaration says of it. `column` is its key in the
    declaration, `shown` as it is printed in the year."""

    form: str
    block: int
    key: str
    column: str
    shown: str
    measure: str
    unit: str
    blank: Blank
    additive: bool


def cells_of(form: Form, year: int) -> tuple[Cell, ...]:
    """The figures of a form, in its order; of a cell that states several, each."""
    blocks = {key: at for at, block in enumerate(form.blocks) for key in block.row_keys}
    return tuple(
        Cell(
            form.id,
            blocks[row],
            row,
            column,
            for_year(column, year),
            measure,
            each.unit,
            each.blank,
            each.additive,
        )
        for (row, column), each in form.figures.items()
        for measure in each.measures or ("",)
    )


def of_libraries(facts: pl.LazyFrame, together: Together, year: int | None = None) -> pl.LazyFrame:
    """The facts of the libraries that are consolidated, each with its library's place (`at`), of a year if one is
    named."""
    places = pl.DataFrame(
        {"library": together.names, "at": range(len(together.names))}, {"library": pl.String, "at": pl.Int32}
    )
    own = facts if year is None else facts.filter(pl.col("year") == year)
    return own.join(places.lazy(), on="library", how="inner")


def figures(facts: pl.LazyFrame) -> pl.LazyFrame:
    """Those that state a figure that can be added up: a word for nothing is 0, and a figure in a unit that is no other
    way of counting the same is none."""
    value = pl.when(_NOTHING & pl.col("value").is_null()).then(0.0).otherwise("value").alias("value")
    return facts.filter(_IS_FIGURE).with_columns(value)


def no_figures(facts: pl.LazyFrame) -> pl.LazyFrame:
    """All others."""
    return facts.filter(~_IS_FIGURE)


_TYPES: dict[str, type[pl.DataType]] = {
    "form": pl.String,
    "block": pl.Int8,
    "key": pl.String,
    "column": pl.String,
    "measure": pl.String,
}


def table(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> pl.LazyFrame:
    """A small table to join facts with: texts but for blocks and numbers."""
    types = pl.Schema([(name, _TYPES.get(name, pl.Int32)) for name in columns])
    return pl.LazyFrame(list(lines), types, orient="row")


def parts(of: str = "value", name: str = "") -> tuple[pl.Expr, pl.Expr]:
    """The exact sum of a column, in an aggregation: its whole part and its millionths."""
    whole = pl.col(of).floor()
    rest = ((pl.col(of) - whole) * _MILLIONTHS).round()
    return whole.cast(pl.Int64).sum().alias(f"{name}whole"), rest.cast(pl.Int64).sum().alias(f"{name}rest")


def added(whole: int, rest: int) -> int | float:
    """The sum that `parts` give."""
    return exact(float(Decimal(whole) + Decimal(rest) / _MILLIONTHS)) or 0
