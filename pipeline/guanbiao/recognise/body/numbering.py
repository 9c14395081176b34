"""The row of column numbers that many forms print right below their header: 甲 1 2, （1）（2）, A B, 栏次 1 2 3=1+2."""

import re
from collections.abc import Callable, Iterator, Sequence

from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Mark
from guanbiao.recognise.body.rows import Cells, are_units, filled, said
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words
from guanbiao.text.cells import Range, Value
from guanbiao.text.labels import STEMS, fold, plain

_NUMBER = re.compile(r"^\(?第?(\d{1,2})[栏列]?\)?(?:=.*)?$")
_LEAST = 3  # bare numbers that go on by one: two may be figures by chance, unless there are no more columns
_TOO_MANY = 7  # numbers that go on one by one and may be figures
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ABLE = frozenset((*STEMS, *_LETTERS))


def numbers_row(
    header: Header,
    sheet: Sheet,
    area: Range,
    words: Words,
    may_be_row: Callable[[Cells], bool],
    label: Callable[[str], str] = str,
) -> list[tuple[int, Cells]]:
    """The column numbers right below a header, or below a row of units, as (sheet row, cells); [] where there are none.
    Bare numbers may be figures: they number columns only where they cannot be a row of the form (`may_be_row`), or
    where what stands first in them, as `label` makes labels of it, stands first in a row further down, too, or the row
    below goes on with another number."""
    rows = ((row, filled(sheet, row, area)) for row in range(header.top + header.depth, area[2] + 1))
    row, cells = next(((row, cells) for row, cells in rows if cells and not are_units(cells, words)), (0, []))
    least = min(_LEAST, len(header.columns) + len(header.stub)) if _are_bare(cells) else 2
    if not _are_numbers(cells, words, least) or len(cells) * 2 < len(header.columns):
        return []
    below = [label(_plain(value)) for value in _below(sheet, row, cells[0][0], area)]
    first = label(_plain(cells[0][1]))
    stands_again = any(other.rstrip(".、") == first for other in below)
    is_long = len(cells) >= _TOO_MANY  # so many figures of an entry would not go on so
    if is_long or not _are_bare(cells) or not may_be_row(cells) or stands_again or _skips(first, below):
        return [(row, cells)]
    return []


def numbers_mark(row: int, cells: Cells) -> Mark:
    """Column numbers, which are no row of any form."""
    return Mark("numbers", said(cells), False, 1, (row, cells[0][0]))


def _are_numbers(cells: Cells, words: Words, least: int) -> bool:
    """Whether cells number columns: numbers from 0 or 1 on, and among them stems from 甲 or letters from A on, at
    `least` so many of them all; one is enough behind a heading.

    >>> from guanbiao.recognise.lines import USUAL
    >>> rows = ["甲", 1, 2, "乙"], ["（1）", "（2）"], [1, 2, "3=1+2"], ["A", "B", 1], ["栏次", 1]
    >>> all(_are_numbers(list(enumerate(row)), USUAL, 2) for row in rows)
    True
    >>> [_are_numbers(list(enumerate(row)), USUAL, 2) for row in ([1, 2, 4], ["甲", "丙"])]
    [False, False]
    """
    texts = [_plain(value) for _, value in cells]
    if texts and fold(texts[0]) in words.numberings:
        texts, least = texts[1:], 1
    found = [_NUMBER.match(text) for text in texts]
    if not all(number or text in _ABLE for number, text in zip(found, texts, strict=True)):  # as in nearly every row
        return False
    stems = [text for text, number in zip(texts, found, strict=True) if number is None]
    numbers = [int(number[1]) for number in found if number]
    before = next((at for at, number in enumerate(found) if number), 0)  # stems before the first number
    first = numbers[0] if numbers else 1
    goes_on = first in (0, 1, before + 1) and numbers == list(range(first, first + len(numbers)))
    return goes_on and any(stems == list(each[: len(stems)]) for each in (STEMS, _LETTERS)) and len(texts) >= least


def _are_bare(cells: Cells) -> bool:
    """Whether cells hold nothing but numbers, as figures do."""
    return all(_plain(value).isdigit() for _, value in cells)


def _plain(value: Value) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return plain(text)


def _below(sheet: Sheet, row: int, column: int, area: Range) -> Iterator[Value]:
    """What stands below a cell in its column."""
    values = (value_at(sheet.rows, other, column) for other in range(row + 1, area[2] + 1))
    return (value for value in values if value is not None)


def _skips(first: str, below: Sequence[str]) -> bool:
    """Whether a number is followed by another one than the next.

    >>> _skips("1", ["7", "8"]), _skips("1", ["2", "3"]), _skips("1", ["合计"])
    (True, False, False)
    """
    return first.isdigit() and bool(below) and below[0].isdigit() and int(below[0]) != int(first) + 1
