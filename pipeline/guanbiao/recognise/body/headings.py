"""Texts that stand alone in a row of a list and are no entries: headings between these that nothing marks as such.

            A       B            C       D
      2     序号    活动名称     日期    人次
      3             线上活动
      4     1       读书会       3月5日  40
      5             线下活动
      6     2       讲座         3月9日  30

Such a text is none where the numbers leave no room for an entry, or above number 1. In a list without numbers it is
none where it is less than half of what an entry must hold, or where several stand in one column; elsewhere it may be an
entry that was begun."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Kind, Register
from guanbiao.recognise.body.kinds import Row, RowKind
from guanbiao.recognise.body.rows import is_words
from guanbiao.recognise.header import Header
from guanbiao.text.cells import Value
from guanbiao.text.labels import fold

_LEAST = 2  # texts alone in one column that are no entries, however little an entry must hold
_DIGITS = re.compile(r"\d{1,9}")


def with_headings(block: Register, header: Header, rows: Sequence[Row]) -> list[Row]:
    """The rows; those of texts that are no entries are headings, or where nothing proves it unknown rows."""
    alone = [row for row in rows if row.kind == "sparse" and len(row.own) == len(row.cells) == 1 and _is_text(row)]
    entries = [row for row in rows if row.kind == "entry"]
    numbers = _numbers(block, header, entries) if alone else []
    if numbers and all(number is not None for _, number in numbers):
        is_on_top = _number(numbers[0][1]) == 1
        known = [row for row in alone if _leave_no_room(numbers, row.at) or (is_on_top and row.at < numbers[0][0])]
        own: dict[int, RowKind] = dict.fromkeys((row.at for row in known), "heading")
    else:
        below = [row for row in alone if any(entry.at > row.at for entry in entries)]
        is_one_column = len({row.own[0][0] for row in below}) == 1 and len(below) >= _LEAST
        known = [row for row in below if is_one_column or _is_too_little(block, header, row, entries)]
        own = dict.fromkeys((row.at for row in known), "unknown")
    return [replace(row, kind=own.get(row.at, row.kind)) for row in rows] if own else list(rows)


def _is_too_little(block: Register, header: Header, row: Row, entries: Sequence[Row]) -> bool:
    """Whether a text is less than half of what an entry must hold, and not printed once for those below it."""
    own = {column: block.leaves[leaf].column for leaf, column in header.columns.items()}
    column, needed = own.get(row.own[0][0]), sum(each.required for each in own.values())
    below = next(entry for entry in entries if entry.at > row.at)
    fits = column is not None and (column.kind is Kind.TEXT or not is_words(row.own[0][1]))
    is_over = column is not None and column.grouped and row.own[0][0] not in dict(below.own)
    return column is not None and not is_over and 2 * (column.required and fits) < needed


def _numbers(block: Register, header: Header, entries: Sequence[Row]) -> list[tuple[int, Value]]:
    """By row what entries say as their serial numbers; none where the list has none."""
    serial = next((at for at, leaf in enumerate(block.leaves) if leaf.column.kind is Kind.SERIAL), -1)
    column = header.columns.get(serial, -1)
    return [(row.at, dict(row.own).get(column)) for row in entries] if column >= 0 else []


def _is_text(row: Row) -> bool:
    return isinstance(row.own[0][1], str)


def _leave_no_room(numbers: Sequence[tuple[int, Value]], at: int) -> bool:
    """Whether the serial number below a row, by row, follows the one above it, or begins anew; above the first number,
    whether that is no 2."""
    above = [_number(value) for row, value in numbers if row < at]
    below = [_number(value) for row, value in numbers if row > at]
    if not below or not above:
        return bool(below) and below[0] != 2
    return below[0] is None or above[-1] is None or below[0] in (above[-1] + 1, 1)


def _number(value: Value) -> int | None:
    found = _DIGITS.search(fold(str(value)))
    return int(found[0]) if found else None
