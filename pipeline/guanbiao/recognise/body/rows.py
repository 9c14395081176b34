"""What the rows below a header turn out to be: what grids, registers and cards have in common."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import (
    FoundBlock,
    FoundRow,
    Mark,
    PrintedLine,
)
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words
from guanbiao.text.cells import Position, Range, Value, a1_range
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold, plain
from guanbiao.text.tokens import UNITS

Cells = list[tuple[int, Value]]  # the non-empty cells of a row, as (sheet column, value)


class Body(Struct):
    """What the rows below a header turned out to be: rows of the form, marks of what agrees with it and what does not,
    and printed lines."""

    rows: list[FoundRow] = []
    marks: list[Mark] = []
    lines: list[PrintedLine] = []


def filled(sheet: Sheet, row: int, area: Range) -> Cells:
    """The non-empty cells of a row inside `area`, as (sheet column, value)."""
    cells = sheet.rows[row]
    if area[1] or area[3] + 1 < len(cells):
        cells = cells[area[1] : area[3] + 1]
    return [(column, value) for column, value in enumerate(cells, area[1]) if value is not None]


def found_block(index: int, header: Header, body: Body, sheet: Sheet) -> FoundBlock:
    """A block under a header, with all that was found of it. The mark of a column that the form does not know says
    where all of it stands."""
    of_header = (mark if mark.declared else _with_range(mark, body, sheet) for mark in header.marks)
    marks = (*of_header, *body.marks)
    parts = sorted(at for each in header.apart.values() for at in each.columns)
    labels = tuple((row, at) for row in range(header.top, header.top + header.depth) for at in parts)
    stub = (*header.stub, *parts)
    return FoundBlock(index, tuple(body.rows), header.columns, {}, marks, header.top, header.depth, stub, labels)


def _with_range(mark: Mark, body: Body, sheet: Sheet) -> Mark:
    top, column = mark.at
    rows = [row.at for row in body.rows if value_at(sheet.rows, row.at, column) is not None]
    places: dict[str, list[Position]] = {}
    for row in (top, *sorted(rows)):
        name, *at = sheet.origin(row, column)
        places.setdefault(name, []).append((at[0], at[1]))
    own = sheet.origin(top, column)[0]
    ranges = {name: a1_range(min(cells), max(cells)) for name, cells in places.items()}
    return replace(mark, says=",".join(each if name == own else f"{name}!{each}" for name, each in ranges.items()))


def is_words(value: Value) -> bool:
    """Whether a cell holds a text without any digit.

    >>> is_words("暂无"), is_words("12册"), is_words(12)
    (True, False, False)
    """
    return isinstance(value, str) and not any(map(str.isdigit, value))


def are_units(cells: Cells, words: Words) -> bool:
    """Whether cells hold nothing but units, as in a row below a header.

    >>> from guanbiao.recognise.lines import USUAL
    >>> are_units([(5, "（人）"), (6, "学时")], USUAL), are_units([(0, "月份"), (1, "册")], USUAL)
    (True, False)
    """
    units = _units(words.units)
    texts = (plain(value) if type(value) is str else "" for _, value in cells)
    return all(text in units or text.strip("()") in units for text in texts)


@lru_cache(maxsize=64)
def _units(more: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*UNITS, *more))


def are_foreign(cells: Cells) -> bool:
    """Whether several cells hold nothing but Latin words, as where a header is printed once more in another language.

    >>> are_foreign([(0, "No."), (1, "Date")]), are_foreign([(0, "CNKI"), (1, 20)])
    (True, False)
    """
    return len(cells) > 1 and all(
        isinstance(text, str) and text.isascii() and any(map(str.isalpha, text)) and is_words(text) for _, text in cells
    )


def is_figure(value: Value, words: Words) -> bool:
    """Whether a cell says what a cell of figures may: a figure, or that there is none.

    >>> from guanbiao.recognise.lines import USUAL
    >>> is_figure("12册", USUAL), is_figure("无", USUAL), is_figure("约12", USUAL)
    (True, True, False)
    """
    return not isinstance(value, str) or read_figure(value, words.units).state is not State.UNREADABLE


def beside(cells: Cells, header: Header, row: int) -> Iterator[Mark]:
    """A mark for each cell under no column of the form; none under a column with a label of its own, which is reported
    as a column."""
    outside = [cell for cell in cells if cell[0] not in header.known]
    return strays(outside, row) if outside else iter(())


def strays(cells: Cells, row: int) -> Iterator[Mark]:
    """A mark for each cell of a row that belongs to nothing."""
    return (Mark("cell", str(value), False, 1, (row, column)) for column, value in cells)


def unknown_row(label: str, row: int, cells: Cells) -> Mark:
    """A row that the form does not know, and all that it says; its label may be ''."""
    return Mark("row", label, False, 1, (row, cells[0][0]), says=said(cells))


def said(cells: Cells) -> str:
    """All that a row says, in the order of its cells, with commas between them."""
    return "，".join(str(value) for _, value in cells)


def header_rows(sheet: Sheet, header: Header, area: Range) -> list[Cells]:
    """The cells of a header's rows, to know these again where they are printed on every page."""
    return [filled(sheet, row, area) for row in range(header.top, header.top + header.depth)]


def is_header(cells: Cells, headers: Sequence[Cells]) -> bool:
    """Whether a row says what one of the header's rows says, in the same columns."""
    for each in headers:  # of every row of every list: a generator would cost twice as much
        if len(each) == len(cells) and each[0][0] == cells[0][0] and all(map(_alike, cells, each)):
            return True
    return False


def header_again(row: int, cells: Cells) -> Mark:
    """A header that stands there once more."""
    return Mark("header", said(cells), True, 2, (row, cells[0][0]))


def _alike(cell: tuple[int, Value], other: tuple[int, Value]) -> bool:
    (at, value), (place, label) = cell, other
    return at == place and (value == label or fold(str(value)) == fold(str(label)))
