"""The frames that data flows in, each declared once: a Struct names its columns, and is what a line of it is read as.

A frame's schema is made from its Struct (`schema`), a line that leaves a frame is one of them (`lines`), and
checks/proof.py holds whole frames against them with pandera, in tests and where a run is asked to. `... | None` is a
column that may be null; whatever a frame holds besides, it holds for the stage that made it."""

from collections.abc import Iterator
from functools import cache
from itertools import starmap
from types import NoneType
from typing import Annotated, Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import polars as pl
from msgspec import Struct

Small: TypeAlias = Annotated[int, pl.Int8]
Number: TypeAlias = Annotated[int, pl.Int32]
_TYPES = {str: pl.String, float: pl.Float64, bool: pl.Boolean}
Line = TypeVar("Line", bound=Struct)


class FilingLine(Struct, frozen=True):
    """One filing: its number, its form, the year it is of (null: none is known), and where a form's parts were not put
    together, the filing that counts of which it is one, which may be itself (`part_of`; null: it is whole)."""

    filing: Number
    form: str
    period: Number | None
    part_of: Number | None


class PlacedLine(Struct, frozen=True):
    """One declared cell and where it stands. `role`: row of a grid, entry or total of a register, single (a slot, a
    span, a floating figure). `row`, `column` are keys of the declaration ('' for an entry), `label` what is printed;
    `kind` is the column's; `seq` counts the rows of a block from 0, `above` the total rows above this one; `at_row`,
    `at_column` are zero-based on the sheet, -1 for a column that was not found; `raw` is the text as typed; `merged`
    the range over which the figure of the cell is merged, in every one of the range's cells."""

    filing: Number
    block: Small
    role: str
    row: str
    label: str
    column: str
    kind: str
    seq: Number
    above: Number
    at_row: Number
    at_column: Number
    raw: str | None
    merged: str | None


class CellLine(PlacedLine, frozen=True):
    """A cell with its `state` (one of State, or text) and its main figure."""

    state: str
    value: float | None


class UnitLine(CellLine, frozen=True):
    """A cell of a figure whose sheet states another unit than its form declares: what was done about it (`way`, one of
    facts.units.Way), the `factor` that its figure was taken by (1: it stays as it was filed), by how much it may be off
    for having been rounded (`slack`), the unit `stated` and the one `declared`, and which of the filing's statements it
    is (`source`)."""

    way: str
    factor: float
    slack: float
    stated: str
    declared: str
    source: Number


class UnreadLine(Struct, frozen=True):
    """A cell in the range of a filing that is neither figure nor word, label nor line of its form, its text, and
    whether that is words in a header (`heading`)."""

    filing: Number
    at_row: Number
    at_column: Number
    raw: str
    heading: bool


class FactLine(CellLine, frozen=True):
    """One figure: a cell's columns with its form and year, and what is declared of it: `measures` of its cell joined
    by `|`, `unit` (as typed, else as declared), whether a blank means none, whether it need not be given, whether it
    is a total; null where no form declares it (entries). `measure` is the one that it states, '' for the only one."""

    form: str
    period: Number | None
    measures: str | None
    unit: str | None
    blank_is_none: bool | None
    is_optional: bool | None
    is_total: bool | None
    measure: str


class TypedLine(FactLine, frozen=True):
    """One figure of an equation typed into a cell (`12+3=15`): `part` is its place among the figures of the cell, `of`
    the part that is the result, `sign` that of a term, 0 for the result itself."""

    part: Number
    of: Number
    sign: Number


class TermLine(Struct, frozen=True):
    """One term of a relation with the fact it met (`filing` null: none). `side` 0 is what is reported, 1 what it is
    held against; `factor` its coefficient; `power` ±1 for a factor of a product, else 0; `back` how many years before
    the period it is of. `figure` is what it counts in the sum, null where it is missing; an entry that is counted has
    a row and no column. `merged`: the range that its figure is merged over. `of_nothing`: an empty total all of whose
    own parts are blank."""

    relation: Number
    period: Number
    side: Small
    order: Number
    factor: Number
    power: Small
    form: str
    row: str | None
    column: str
    measure: str
    back: Number | None
    label: str | None
    filing: Number | None
    at_row: Number | None
    at_column: Number | None
    figure: float | None
    state: str | None
    raw: str | None
    unit: str | None
    is_total: bool | None
    merged: str | None
    of_nothing: bool | None


class MetLine(TermLine, frozen=True):
    """A term of a relation that could be judged: it met a figure, in a cell or (an entry that is counted) in a row."""

    filing: Number
    at_row: Number
    figure: float

    @property
    def address(self) -> tuple[int, int]:
        """The zero-based row and column of its cell; column -1 for a row that is counted."""
        return self.at_row, -1 if self.at_column is None else self.at_column

    def key(self, axis: str) -> str:
        """Its key along an axis, `row` or `column`; '' for the row of an entry."""
        return self.column if axis == "column" else self.row or ""


class RelationLine(Struct, frozen=True):
    """One relation of a period, judged: both sides (null where a term is missing), how many terms are missing and how
    many blanks counted 0, whether it is an equation, by how much its sides may differ, and the verdict."""

    period: Number
    relation: Number
    reported: float | None
    expected: float | None
    difference: float | None
    missing: Number
    blanks: Number
    equal: bool
    tolerance: float
    verdict: str


@cache
def schema(kind: type[Struct]) -> dict[str, type[pl.DataType]]:
    """The columns of a frame with their types, in order."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: _type_of(hints[name]) for name in kind.__struct_fields__}


@cache
def nullable(kind: type[Struct]) -> frozenset[str]:
    """The columns of a frame that may be null."""
    return frozenset(name for name, hint in get_type_hints(kind).items() if NoneType in get_args(hint))


def lines(frame: pl.DataFrame, kind: type[Line]) -> Iterator[Line]:
    """The lines of a frame as what they are declared to be."""
    return starmap(kind, frame.select(kind.__struct_fields__).iter_rows())


def _type_of(hint: Any) -> type[pl.DataType]:
    """The polars type of a declared column: of `X | None` that of X."""
    if get_origin(hint) is Annotated:
        return get_args(hint)[1]  # type: ignore[no-any-return]
    own = [each for each in get_args(hint) if each is not NoneType]
    return _type_of(own[0]) if own else _TYPES[hint]
