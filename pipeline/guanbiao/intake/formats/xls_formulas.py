"""The texts of formulas in an .xls, which xlrd can make of their tokens and does not: [MS-XLS] 2.4.127, 2.4.277."""

import re
import struct
from collections.abc import Collection, Iterator
from typing import Any

from guanbiao.intake.limits import FORMULA_CHARACTERS
from guanbiao.intake.sheets import SheetDetails
from guanbiao.text.cells import Position

_BOF, _EOF, _FORMULA, _SHARED = 0x0809, 0x000A, 0x0006, 0x04BC
_EXP = 0x01  # the token of a formula that another one holds: it says where that stands
_FILTER = 0x009D  # stands where a filter is set
_WHOLE = re.compile(r"(?<![\w.])(\d+)\.0(?![\w.])")  # how a whole number comes out
_HEAD, _SHARED_HEAD = 22, 10  # bytes before the tokens
_BIFF8 = 80
_FAILS = (
    *(AssertionError, LookupError, ArithmeticError, TypeError, ValueError, NotImplementedError, RecursionError),
    *(NameError, AttributeError),  # of xlrd's own, over tokens that nobody has tried
)


def look_into(details: SheetDetails, book: Any, sheet: int) -> None:
    """Add the texts of a sheet's formulas ('' for one that cannot be made a text), and whether its rows are filtered.
    `book` must hold its resources still."""
    own, shared, firsts = dict[Position, bytes](), dict[Position, bytes](), dict[Position, Position]()
    at: Position = (-1, -1)
    for kind, data in records(book, sheet, (_FORMULA, _SHARED, _FILTER)):
        if kind == _FORMULA and len(data) >= _HEAD:
            row, column = struct.unpack_from("<HH", data)
            at, tokens = (row, column), _tokens(data, _HEAD)
            own[at] = tokens
            if tokens[:1] == bytes([_EXP]) and len(tokens) >= 5:
                first_row, first_column = struct.unpack_from("<HH", tokens, 1)
                firsts[at] = first_row, first_column
        elif kind == _SHARED and len(data) > _SHARED_HEAD and at in firsts:
            shared[firsts[at]] = _tokens(data, _SHARED_HEAD)
        details.filtered |= kind == _FILTER
    for place, tokens in own.items():
        is_shared = place in firsts
        text = _text(book, shared.get(firsts[place], b"") if is_shared else tokens, place, is_shared=is_shared)
        details.formulas[place] = text


def records(book: Any, sheet: int, wanted: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """The records of some kinds in a sheet's own stream, without those of charts in it; none of formats before
    BIFF8."""
    if book.biff_version != _BIFF8:
        return
    at, depth, content = book._sh_abs_posn[sheet], 0, book.mem
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 and kind in wanted:
            yield kind, bytes(content[at + 4 : at + 4 + size])
        elif not depth:
            return
        at += 4 + size


def _tokens(data: bytes, head: int) -> bytes:
    size = int.from_bytes(data[head - 2 : head], "little")
    return data[head : head + size]


def _text(book: Any, tokens: bytes, at: Position, *, is_shared: bool) -> str:
    """Tokens as a formula that stands in a cell."""
    from xlrd import XLRDError
    from xlrd.formula import FMLA_TYPE_CELL, FMLA_TYPE_SHARED, FormulaError, decompile_formula

    kind = FMLA_TYPE_SHARED if is_shared else FMLA_TYPE_CELL
    if not 0 < len(tokens) <= FORMULA_CHARACTERS:
        return ""
    try:
        text = decompile_formula(book, tokens, len(tokens), kind, browx=at[0], bcolx=at[1])
    except (XLRDError, FormulaError, struct.error, *_FAILS):
        return ""
    return _WHOLE.sub(r"\1", text or "")
