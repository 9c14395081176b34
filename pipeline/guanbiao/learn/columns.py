"""What the columns of a table hold: figures and their unit, words, dates, numbers of entries."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Group, Kind
from guanbiao.learn import hints
from guanbiao.learn.found import Table, amount, is_figure, one_line, reading
from guanbiao.text.cells import Value
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State
from guanbiao.text.labels import SERIAL, squeeze
from guanbiao.text.units import bare_label, units_alone

_NUMBERED = re.compile(SERIAL)
_MOST = 0.6  # of what a column holds that has to be figures or dates
Way = Literal["grid", "register"]


def kind_of(table: Table, column: int, year: int) -> Kind:
    """What a column holds, by its label and its cells."""
    label, values = table.paths[column][-1], table.values(column)
    if hints.is_serial(label) and sum(_is_serial(value) for value in values) * 2 >= len(values):
        return Kind.SERIAL
    if hints.is_code(label) or hints.is_remark(label):
        return Kind.TEXT
    if not values:
        return Kind.NUMBER if hints.is_counted(label) and not hints.is_date(label) else Kind.TEXT
    words = [value for value in values if isinstance(value, str) and not is_figure(value)]
    dates = sum(read_dates(str(value), year) is not None for value in values)
    if dates > _MOST * len(values) and (hints.is_date(label) or len(words) > _MOST * len(values)):
        return Kind.DATE
    figures = sum(is_figure(value) for value in values)
    empty = sum(reading(value).state in (State.NONE, State.DASH, State.ERROR) for value in values)
    return Kind.NUMBER if figures and figures >= _MOST * (len(values) - empty) else Kind.TEXT


def _is_serial(value: Value) -> bool:
    return bool(_NUMBERED.match(str(value)))


def unit_of(label: str, values: Sequence[Value], *, stated: bool) -> str:
    """The unit of a column's figures: what its label says, or most of its figures; '' where neither does, or where a
    line above the table has `stated` one for all."""
    own = bare_label(label)[1]
    if len(own) == 1:
        return own[0].text
    if is_unit(label):
        return squeeze(label)
    units = Counter(each.unit for value in values if isinstance(value, str) for each in reading(value).quantities[:1])
    unit, times = next(iter(units.most_common(1)), ("", 0))
    return unit if unit not in ("", "%") and times * 2 > len(values) and not stated else ""


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else.

    >>> is_unit("册 次"), is_unit("2019年"), is_unit("册、件")
    (True, False, True)
    """
    return len(units_alone(f"({squeeze(text)})")) == 1


def measures_of(value: Value) -> tuple[str, ...]:
    """The names of the figures of a compound cell; () for one that is none, or whose figures have no names."""
    quantities = [each for each in reading(value).quantities if each.role != "term"]
    if len(quantities) < 2:
        return ()
    names = [each.unit if each.role == "value" else hints.aside_name(each.label, each.unit) for each in quantities]
    return tuple(map(squeeze, names)) if all(each.unit for each in quantities) and len(set(names)) == len(names) else ()


def column_of(table: Table, column: int, year: int, rows: Sequence[int], way: Way, *, stated: bool) -> Column:
    """A column as it is declared; `rows` are those of entries."""
    label = table.paths[column][-1]
    values = [table.value(row, column) for row in rows]
    filled = [value for value in values if value is not None]
    kind = kind_of(table, column, year)
    found = Column(label, kind)
    if way == "register":
        found = replace(found, required=bool(filled) and len(filled) == len(values))
    if kind is Kind.NUMBER:
        found = _number(found, table, column, filled, way, stated=stated)
    elif kind is Kind.DATE and not all(_is_within(value, year) for value in filled):
        found = replace(found, within=False)
    elif kind is Kind.TEXT and way == "register":
        found = replace(found, phone=hints.is_phone(label), personal=hints.is_person(label))
    return found


def _number(found: Column, table: Table, column: int, filled: Sequence[Value], way: Way, *, stated: bool) -> Column:
    every = table.values(column)
    figures = [each for value in every if (each := amount(value)) is not None]
    is_share = hints.is_share(found.label) and _are_shares(table, column)
    return replace(
        found,
        unit="%" if is_share else unit_of(found.label, every, stated=stated),
        share=is_share,
        optional=is_share and way == "grid",
        signed=hints.is_change(found.label) or any(each < 0 for each in figures),
        required=found.required and all(map(is_figure, filled)),
        measures=next(filter(None, map(measures_of, every)), ()),
    )


def _are_shares(table: Table, column: int) -> bool:
    """Whether the figures of a column are shares of one: with a sign of per cent, or none above 100."""
    values = table.values(column)
    figures = [each for value in values if (each := amount(value)) is not None]
    return any("%" in str(value) or "％" in str(value) for value in values) or all(abs(each) <= 100 for each in figures)


def _is_within(value: Value, year: int) -> bool:
    dates = read_dates(str(value), year)
    return dates is None or not year or all(each.start.year <= year <= each.end.year for each in dates)


def tree(columns: Mapping[int, tuple[tuple[str, ...], Column]]) -> tuple[Column | Group, ...]:
    """Columns under the labels over them, as the header prints these."""
    return _grouped([columns[at] for at in sorted(columns)])


def _grouped(columns: Sequence[tuple[tuple[str, ...], Column]]) -> tuple[Column | Group, ...]:
    found: list[Column | Group] = []
    at = 0
    while at < len(columns):
        path, column = columns[at]
        end = at + 1
        if len(path) == 1:
            found.append(column)
        else:
            while end < len(columns) and len(columns[end][0]) > 1 and columns[end][0][0] == path[0]:
                end += 1
            found.append(Group(path[0], _grouped([(each[1:], own) for each, own in columns[at:end]])))
        at = end
    return tuple(found)


def key_of(path: Sequence[str]) -> str:
    """The key of a column: the labels over it without white space, joined."""
    return "/".join(squeeze(one_line(label)) for label in path)
