"""Figures of filings that state another unit than their form declares, in the declared one.

A form declared in 册次 whose unit line says 万册次:

    typed      counts      why
    1.1799     11799       every figure under the line is taken times 10,000
    1.2万      12000       says its own unit
    0          0

That is done only where the one unit is a power of ten of the other, and only where the figures may have been written
in what is stated (`_way`): of things that are counted, most figures in 万 have a fraction, and whole ones throughout
were never written so; a sum of money in 元 that comes to less than one 万元 was not either. Such figures stay as they
are, as do those in a unit that counts something else; a finding says of each filing what was done."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from math import log10

import polars as pl
from msgspec import Struct
from msgspec.structs import astuple

from guanbiao.facts.frames import CellLine, UnitLine, lines, schema
from guanbiao.forms.catalogue import Catalogue, Form, Kind
from guanbiao.model.filings import Filing, StatedUnit
from guanbiao.text.figures import State
from guanbiao.text.labels import fold
from guanbiao.text.units import PER_CENT, Unit, read_unit

_CELL = ["filing", "at_row", "at_column"]
_OWN_UNIT = r"[A-Za-z\p{Han}%％]"  # a cell with any of these says its unit itself
_MOST_DIGITS = 9  # decimals that anybody types


class Way(StrEnum):
    """What was done with figures in another unit than declared: converted; converted though they were rounded to fewer
    digits than the declared unit has; left, since they look as if they were in the declared unit after all; left, since
    the unit counts something else. The last is the gravest."""

    CONVERTED = "converted"
    ROUNDED = "rounded"
    DOUBTED = "doubted"
    OTHER = "other"


class _Spoken(Struct, frozen=True):
    """What a sheet states of a figure: by which statement and unit, and the factor to the declared unit, None where the
    unit counts something else; whether another statement says that it is in the declared one."""

    source: int
    stated: str
    declared: str
    factor: float | None
    is_denied: bool = False


def unit_lines(cells: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> pl.DataFrame:
    """The cells of figures that their sheets state in another unit than declared (UnitLine)."""
    declared: dict[str, frozenset[tuple[int, str]]] = {}
    asked = []
    for number, filing in enumerate(filings):
        if filing.units:
            if filing.form not in declared:
                declared[filing.form] = _units_of(catalogue.by_id[filing.form], catalogue.vocabulary.units)
            asked += [number] if not _agree(filing.units, declared[filing.form]) else []
    own = (
        cells.filter(pl.col("filing").is_in(asked) & (pl.col("kind") == Kind.NUMBER.value)) if asked else cells.clear()
    )
    says_own = (pl.col("state") == State.NUMBER.value) & pl.col("raw").str.contains(_OWN_UNIT).fill_null(False)
    found: list[UnitLine] = []
    for (number,), each in own.filter(~says_own).partition_by("filing", as_dict=True, maintain_order=True).items():
        filing = filings[number]
        found += _judged(list(lines(each, CellLine)), filing, catalogue.by_id[filing.form], catalogue)
    names = schema(UnitLine)
    return pl.DataFrame({name: [getattr(line, name) for line in found] for name in names}, schema=names)


def in_declared_units(cells: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """`cells` with the figures that are to be converted (`units`) in the declared unit, and `times`, what they were
    taken by; null for all others."""
    factors = units.filter(pl.col("factor") != 1).select(*_CELL, times="factor").unique(_CELL)
    if factors.is_empty():
        return cells.with_columns(times=pl.lit(None, pl.Float64))
    joined = cells.join(factors, on=_CELL, how="left", maintain_order="left")
    value = (pl.col("value") * pl.col("times")).round(6)
    return joined.with_columns(value=pl.when(pl.col("times").is_null()).then("value").otherwise(value))


def _units_of(form: Form, more: tuple[str, ...]) -> frozenset[tuple[int, str]]:
    """The units that a form declares, as their scale and what they count."""
    texts = {figure.unit for figure in form.figures.values()}
    texts |= {leaf.column.unit for block in form.blocks for leaf in block.leaves} | {form.unit}
    return frozenset((unit.scale, unit.base) for text in texts if (unit := read_unit(text, more)))


def _agree(stated: Sequence[StatedUnit], declared: frozenset[tuple[int, str]]) -> bool:
    """Whether every unit that is stated is of the whole form and one of its own: a quick look, since most are."""
    return all(each.block < 0 and all((unit.scale, unit.base) in declared for unit in each.units) for each in stated)


def declared_unit(form: Form, line: CellLine) -> str:
    """The unit that a form declares of the figure in a cell; '' for none."""
    figure = form.figures.get((line.row, line.column))
    if figure is not None:
        return "" if figure.measures else figure.unit
    columns = (leaf.column for leaf in form.blocks[line.block].leaves if leaf.key == line.column)
    return next((column.unit for column in columns if not column.measures), "") or form.unit


def _judged(own: Sequence[CellLine], filing: Filing, form: Form, catalogue: Catalogue) -> Iterator[UnitLine]:
    """Of the figures of a filing those that are stated in another unit, with what becomes of them."""
    more = catalogue.vocabulary.units
    known = {text: unit for text in {declared_unit(form, line) for line in own} if (unit := read_unit(text, more))}
    groups: dict[_Spoken, list[CellLine]] = defaultdict(list)
    for line in own:
        if (text := declared_unit(form, line)) in known and (spoken := _spoken(line, text, filing, form, known)):
            groups[spoken].append(line)
    for spoken, together in groups.items():
        is_counted = fold(spoken.declared) in catalogue.vocabulary.all_counted
        way, slack = _way(spoken, [line.value for line in together if line.value], is_counted)
        factor = spoken.factor if way in (Way.CONVERTED, Way.ROUNDED) else 1.0
        for line in together:
            about = (way.value, factor or 1.0, slack, spoken.stated, spoken.declared, spoken.source)
            yield UnitLine(*astuple(line), *about)  # type: ignore[call-arg]


def _spoken(line: CellLine, text: str, filing: Filing, form: Form, known: Mapping[str, Unit]) -> _Spoken | None:
    """What the sheet states of a figure that is declared in the unit `text`; None where that is the
    same, or nothing."""
    declared = known[text]
    leaf = next((at for at, each in enumerate(form.blocks[line.block].leaves) if each.key == line.column), -1)
    stated = list(enumerate(filing.units))
    own = [each for each in stated if each[1].block == line.block and leaf in each[1].leaves]
    own = own or [each for each in stated if each[1].row and (each[1].block, each[1].row) == (line.block, line.row)]
    every = [(source, unit) for source, each in own or stated if own or each.block < 0 for unit in each.units]
    if declared.base == PER_CENT or not every:
        return None
    said = [(source, unit) for source, unit in every if unit.base == declared.base]
    said = said or [(source, unit) for source, unit in every if not unit.base]
    said = said or [(source, unit) for source, unit in every if _is_short(unit, declared, known)]
    if not said:
        near = [(source, unit) for source, unit in every if unit.is_near(declared)]
        is_same = bool(own) and all(
            unit.scale == declared.scale for _, unit in near
        )  # 人 over 人次: as people label it
        is_of_others = not own and any(unit.is_near(other) for _, unit in every for other in known.values())
        source, unit = (near or every)[0]
        is_silent = is_same if near else is_of_others
        return None if is_silent else _Spoken(source, unit.text, text, None)
    scales = {unit.scale for _, unit in said}
    if scales == {declared.scale}:
        return None
    source, unit = next(each for each in said if each[1].scale != declared.scale)
    return _Spoken(source, unit.text, text, unit.scale / declared.scale, len(scales) > 1)


def _is_short(unit: Unit, declared: Unit, known: Mapping[str, Unit]) -> bool:
    """Whether a unit is but a short word for the declared one: no figure of the form is declared in what it says."""
    return unit.is_short_for(declared) and not any(unit.base == other.base for other in known.values())


def _way(spoken: _Spoken, values: Sequence[float], is_counted: bool) -> tuple[Way, float]:
    """What becomes of figures that are stated in another unit, and by how much each of them may be off then for having
    been rounded."""
    factor = spoken.factor
    if factor is None:
        return Way.OTHER, 0.0
    is_proven = factor > 1 and is_counted and sum(not value.is_integer() for value in values) * 2 >= len(values)
    was_whole = factor > 1 and is_counted and not is_proven
    is_nothing = factor < 1 and bool(values) and max(map(abs, values)) * factor < 1
    if was_whole or is_nothing or (spoken.is_denied and not is_proven):
        return Way.DOUBTED, 0.0
    digits = max(map(_decimals, values), default=_MOST_DIGITS)
    if is_counted and digits < round(log10(factor), 6):
        return Way.ROUNDED, factor * 0.5 * 10**-digits
    return Way.CONVERTED, 0.0


def _decimals(value: float) -> int:
    """How many digits a figure has behind its point."""
    return len(f"{value:.{_MOST_DIGITS}f}".rstrip("0").partition(".")[2])
