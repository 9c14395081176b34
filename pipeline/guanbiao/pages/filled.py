"""What a filing gives its page: what each declared cell holds, and how that is placed on the page."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.catalogue import Column, Kind
from guanbiao.model.filings import Filing
from guanbiao.pages.page import Declared, Origin, Placed, shown
from guanbiao.text.figures import State
from guanbiao.text.labels import plain

Address = tuple[int, str, str]  # of a declared cell that stands alone: its block, row and column
LAST = 10**6  # the place of a total row that was not filed: below all entries
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?")
_BLANK, _NUMERIC = State.BLANK.value, (Kind.NUMBER.value, Kind.SERIAL.value)


class Held(Struct, frozen=True):
    """What a declared cell of a form holds: `raw` as typed (None: blank), its state, the kind of its column, the row of
    its block (from 0), the row of its sheet, the (file, sheet, address) it was filed at, if it was, and which cell of
    the declaration it is, where somebody asks for it (block, row, column, entry)."""

    raw: str | None = None
    state: str = State.BLANK.value
    kind: str = Kind.NUMBER.value
    seq: int = LAST
    at_row: int = 0
    origin: Origin | None = None
    declared: Declared | None = None


class Filled(Struct, frozen=True):
    """What a filing gives a page: its cells that stand alone, its entries by block in their order,
    and the filing itself, of which the lines above and below the tables are taken."""

    year: int
    filing: Filing | None = None
    values: Mapping[Address, Held] = {}
    entries: Mapping[int, Sequence[Mapping[str, Held]]] = {}


def figure(filled: Filled, key: Address, at: int, column: int, declared: Column) -> Placed:
    """A figure or text that stands alone, in the row `at` and the column `column` of the page."""
    style = "number" if declared.kind is Kind.NUMBER else "text"
    return placed(filled.values.get(key), at, column, style)


def placed(cell: Held | None, at: int, column: int, style: str) -> Placed:
    """What a declared cell holds, in a row and a column of the page; a blank in that style where it holds nothing."""
    if cell is None:
        return Placed(at, column, None, style)
    return Placed(at, column, as_filed(cell), style, origin=cell.origin, declared=cell.declared)


def as_filed(cell: Held) -> str | int | float | None:
    """What was filed, as a sheet should hold it: a plain number as a number, everything else as its text."""
    raw = cell.raw
    if raw is None or cell.state == _BLANK:
        return None
    if cell.kind in _NUMERIC and _NUMBER.fullmatch(folded := plain(raw)):
        digits = folded.replace(",", "")
        if shown(value := float(digits) if "." in digits else int(digits)) == digits:
            return value
    return raw
