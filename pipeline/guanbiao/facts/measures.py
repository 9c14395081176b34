"""What the figures of a cell measure: several in one cell, each with its unit, and equations typed into it."""

from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.forms.columns import Kind
from guanbiao.text.figures import Reading, State, read_figure
from guanbiao.text.labels import squeeze
from guanbiao.text.tokens import Quantity
from guanbiao.text.writing import bare

_Part = tuple[str, str | None, str, int, float, str | None, int | None, int]
_SPLIT = {
    "raw": pl.String,
    "measures": pl.String,
    "measure": pl.String,
    "part": pl.Int32,
    "value": pl.Float64,
    "read_unit": pl.String,
    "of": pl.Int32,
    "sign": pl.Int32,
}


def split(placed: pl.DataFrame, units: tuple[str, ...]) -> pl.DataFrame:
    """One line for each quantity of each distinct compound cell: its measure, value and unit. Where an equation
    was typed, `of` is the position (`part`) of its result, and `sign` that of a term, 0 for the result itself.
    `units` are those that the catalogue adds to the usual ones."""
    figures = placed.filter((pl.col("kind") == Kind.NUMBER.value) & (pl.col("state") == State.NUMBER.value))
    lines: list[_Part] = []
    for raw, measures in figures.select("raw", "measures").unique(maintain_order=True).iter_rows():
        if measures or not (raw.strip().lstrip("-").replace(".", "", 1).isdigit() or bare(raw) is not None):
            lines += _lines(raw, measures, read_figure(raw, units))
    return pl.DataFrame(lines, schema=_SPLIT, orient="row")


def _lines(raw: str, measures: str | None, reading: Reading) -> Iterator[_Part]:
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
