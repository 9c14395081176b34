"""When two cells say the same, though they are typed otherwise: in a report's table and in a form."""

import re

from guanbiao.facts.frames import CellLine
from guanbiao.forms.catalogue import Kind
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold

NOTHING = ""
_EMPTY = frozenset(map(str, (State.BLANK, State.NONE, State.DASH, State.ABSENT, State.MERGED)))
_DASHES, _REST = re.compile(r"[-—–―─－~～]+"), re.compile(r"[^\w.%+:/-]+")
_PERCENT, _EXACT = re.compile(r"\d(?:\.(\d{1,9}))?\s*[%％]\s*$"), 1e-9
_NOUGHT = "0"


def said(cell: CellLine, year: int, units: tuple[str, ...] = ()) -> str:
    """What a cell says, so that spelling, spaces and punctuation tell nothing: a figure by its value, a date by its
    days, a text by its words; `NOTHING` for a blank, a dash and 无."""
    raw = cell.raw or ""
    if cell.kind == Kind.NUMBER.value:
        return NOTHING if cell.state in _EMPTY else _figure(cell, units) or words(raw)
    if cell.state == State.ABSENT or not words(raw) or read_figure(raw).state in _EMPTY:
        return NOTHING
    days = read_dates(raw, year) if cell.kind == Kind.DATE.value else None
    return str(days) if days else words(raw)


def _figure(cell: CellLine, units: tuple[str, ...]) -> str:
    """The figures of a cell, the first in the unit that is declared; '' where it holds none."""
    if cell.value is None or cell.state != State.NUMBER:
        return ""
    others = [each.value for each in read_figure(cell.raw or "", units).quantities if each.role == "value"][1:]
    return " ".join(f"{value:.9g}" for value in (cell.value, *others))


def words(text: str) -> str:
    """A text without what is only typed otherwise.

    >>> words("1月20日——2月20日 （周一）"), words("1月20日-2月20日(周一)")
    ('1月20日-2月20日周一', '1月20日-2月20日周一')
    """
    return _REST.sub("", _DASHES.sub("-", fold(text))).strip(".-:/")


def same(one: str, other: str, *, blank_is_none: bool) -> bool:
    """Whether two cells say the same; where a blank means none, it says what a nought does."""
    return one == other or (blank_is_none and {one, other} == {NOTHING, _NOUGHT})


def is_typed_otherwise(one: CellLine | None, other: CellLine | None) -> bool:
    """Whether two cells that do not say the same differ in nothing that counts: in their spaces, for which one of them
    is no figure, or as percentages in how many digits are printed."""
    if one is None or other is None:
        return False
    if one.state == other.state == State.NUMBER:
        return _is_rounded(one, other)
    return fold(one.raw or "") == fold(other.raw or "")


def _is_rounded(one: CellLine, other: CellLine) -> bool:
    """Whether two percentages are one share, printed to more digits and to fewer."""
    shares = [_PERCENT.search(each.raw or "") for each in (one, other)]
    if not all(shares) or one.value is None or other.value is None:
        return False
    digits = min(len(share[1] or "") for share in shares if share)
    return abs(one.value - other.value) * 100 <= 0.5 / 10.0**digits + _EXACT
