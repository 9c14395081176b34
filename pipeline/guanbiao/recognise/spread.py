"""A header of one level whose labels go on in the row below, where they were too long for their cells.

      A      B      C      D
2     月     成人   少儿   合
3     份     外借   外借   计        月份, 成人外借, 少儿外借, 合计
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from guanbiao.model.books import Sheet
from guanbiao.recognise.header import Header, Target, find_header
from guanbiao.recognise.lines import Words
from guanbiao.text.cells import Range, Value
from guanbiao.text.headings import column_label


def over_two_rows(
    sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str], words: Words | None
) -> Header | None:
    """What looks most like a header of one level in two rows, each label cut or in one of them; None for none."""
    found = []
    for row in _rows(sheet, area, wanted):
        rows = [*sheet.rows[:row], joined_rows(sheet, row), (), *sheet.rows[row + 2 :]]
        header = find_header(replace(sheet, rows=rows), (row, *area[1:]), wanted, labels, words)
        found += [replace(header, depth=2)] if header and header.top == row else []
    return max(found, key=lambda each: each.named, default=None)


def _rows(sheet: Sheet, area: Range, wanted: Target) -> Iterator[int]:
    """The rows that spell half of the labels together with the next one, and more than one of them does alone."""
    every = set(wanted.paths)
    for row in range(area[0], area[2]):
        pair = (sheet.rows[row], sheet.rows[row + 1])
        if all(type(value) is str or value is None for cells in pair for value in cells):
            together = len(every & _said(joined_rows(sheet, row)))
            if together * 2 >= len(every) and together > max(len(every & _said(cells)) for cells in pair):
                yield row


def joined_rows(sheet: Sheet, row: int) -> list[Value]:
    """What two rows say together, column by column."""
    pairs = zip_longest(sheet.rows[row], sheet.rows[row + 1])
    return ["".join(str(value) for value in pair if value is not None) or None for pair in pairs]


def _said(cells: Sequence[Value]) -> set[str]:
    return {column_label(value) for value in cells if type(value) is str}
