"""What stands in the range of a form and was read as nothing: cells held against those that are accounted for.

Every cell that holds anything is a figure, a word, a label, part of a title, or stands in a line or in what a mark
tells. What is left over was typed where the form has no room for it, such as a figure in the blank corner of a total
row:

            A      B      C
      2     月份   总计   成人
      3     1      12     12
      4     累计   12     7      C4 is no figure of the form
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

import polars as pl

from guanbiao.facts.frames import UnreadLine, schema
from guanbiao.facts.merged import as_text
from guanbiao.facts.placed import alone, spanned
from guanbiao.forms.blocks import Block
from guanbiao.forms.catalogue import Card, Catalogue, Form, Kind, Register
from guanbiao.model.books import value_at
from guanbiao.model.filings import Filing, FoundBlock, FoundRow, Mark
from guanbiao.text.cells import Position, Value, at_address, text_of
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold, fold_heading, squeeze
from guanbiao.text.years import for_year, years_in

_ROWS = frozenset(
    ("row", "page", "part", "statistic", "header", "numbers")
)  # marks of a whole row, with all that it says
_AGAIN = frozenset(("header", "numbers"))  # of which the label is all that the row says
_RANGES = frozenset(("lines", "shared"))  # marks of ranges
_SAYING = frozenset(("months_other", "months_unknown", "entry"))  # marks of rows of which only the first has a place
_NOTHING = (State.NONE, State.DASH, State.BLANK)
_NONE = frozenset[int]()  # of a row nothing of which is accounted for
_Taken = dict[int, Set[int] | None]  # by row, the columns that are accounted for; None: all of them


def unread_frame(filings: Sequence[Filing], catalogue: Catalogue) -> pl.DataFrame:
    """The cells of filings that are left over (UnreadLine)."""
    lines = [
        (number, row, column, as_text(value), isinstance(value, str) and _is_over(filing, row))
        for number, filing in enumerate(filings)
        for (row, column), value in unread_cells(filing, catalogue.by_id[filing.form], catalogue.vocabulary.units)
    ]
    return pl.DataFrame(lines, schema(UnreadLine), orient="row")


def unread_cells(filing: Filing, form: Form, units: tuple[str, ...] = ()) -> Iterator[tuple[Position, Value]]:
    """The cells of a filing that are left over, with what they hold."""
    taken = _taken(filing, form, units)
    top, left, bottom, right = filing.area
    every = frozenset(range(left, right + 1))
    for row, cells in enumerate(filing.sheet.rows[top : bottom + 1], top):
        own = taken.get(row, _NONE)
        if own is None or own >= every:  # as in most rows
            continue
        for column in range(left, min(right + 1, len(cells))):
            value = cells[column]
            if value is not None and column not in own and not _is_told(filing, row, value):
                yield (row, column), value


def _is_over(filing: Filing, row: int) -> bool:
    """Whether a row is one of a header."""
    return any(block.top <= row < block.top + block.depth for block in filing.blocks)


def _is_told(filing: Filing, row: int, value: Value) -> bool:
    """Whether what stands in no place that is known is a part of the title, or of what is said of several rows."""
    text = str(value)
    if filing.title_at[0] <= row <= filing.title_at[0] + 2 and isinstance(value, str) and text in filing.title:
        return True
    marks = (mark for block in filing.blocks for mark in block.marks if mark.axis in _SAYING)
    return any(text in mark.says or text_of(value) in mark.label.split("，") for mark in marks)


def _taken(filing: Filing, form: Form, units: tuple[str, ...]) -> _Taken:
    """By row, the columns of the cells that are accounted for."""
    taken: _Taken = {}
    for found in filing.blocks:
        block = form.blocks[found.index]
        _take(taken, found.labels)
        _take_rows(taken, filing, form, block, found, units)
        _take(taken, (at for _, _, at in alone(form, block, filing, found)))
        for mark in found.marks:
            _take_mark(taken, mark)
    for line in filing.lines:
        _take(taken, [(line.row, line.column)])
        if line.role == "signature":  # what stands behind a label may be its value
            following = _next_filled(filing, line.row, line.column)
            _take(taken, [(line.row, following)])
    _take(taken, (unit.at for unit in filing.units))
    return taken


def _take(taken: _Taken, places: Iterable[Position]) -> None:
    for row, column in places:
        own = taken.get(row, _NONE)
        if type(own) is set:
            own.add(column)
        elif own is not None and column not in own:
            taken[row] = {*own, column}


def _next_filled(filing: Filing, row: int, column: int) -> int:
    cells = filing.sheet.rows[row]
    return next((at for at in range(column + 1, len(cells)) if cells[at] is not None), -1)


def _take_mark(taken: _Taken, mark: Mark) -> None:
    """The cells that a mark tells."""
    if mark.axis in _ROWS and (mark.says or mark.axis in _AGAIN):
        taken[mark.at[0]] = None
    elif mark.axis in _RANGES:
        first, _, last = mark.says.partition(":")
        (top, left), (bottom, right) = at_address(first), at_address(last or first)
        _take(taken, ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)))
    elif mark.times and mark.axis != "column":
        _take(taken, [mark.at])


def _take_rows(
    taken: _Taken, filing: Filing, form: Form, block: Block, found: FoundBlock, units: tuple[str, ...]
) -> None:
    """The cells of the rows of a block and of its header."""
    unknown = [mark.at[1] for mark in found.marks if mark.axis == "column" and not mark.declared]
    under = [*found.stub, *unknown]
    _take(taken, _header_cells(filing, block, found, (*under, *found.columns.values()), units))
    alone_in = spanned(block)
    of_key: dict[tuple[int, ...], frozenset[int]] = {}  # many rows hold something under the same leaves
    for row in found.rows:
        own = taken.get(row.at, _NONE)
        if own is None:
            continue
        held = () if row.key in alone_in else _held(form, found.index, "" if row.role == "entry" else row.key)
        if held not in of_key:
            of_key[held] = frozenset((*under, *(found.columns[leaf] for leaf in held if leaf in found.columns)))
        if type(own) is set:
            own |= of_key[held]
        else:  # shared with other rows, as nearly always
            taken[row.at] = own | of_key[held] if own else of_key[held]
        if row.given:
            _take(taken, (each.at for each in row.given))
        if row.role == "total":
            _take(taken, _words_of_total(filing, block, found, row, units))


def _header_cells(
    filing: Filing, block: Block, found: FoundBlock, columns: Sequence[int], units: tuple[str, ...]
) -> Iterator[Position]:
    """The cells of a header over some columns that are labels of theirs: a year, or words of the form, or such that a
    mark tells."""
    labels = _labels(block, filing.period or 0) if found.depth else frozenset()
    marked = "/".join(f"{mark.label}/{mark.instead}" for mark in found.marks if mark.axis == "column")
    rows = range(found.top, found.top + found.depth)
    for at in ((row, column) for row in rows for column in columns):
        value = value_at(filing.sheet.rows, *at)
        if value is None:
            continue
        is_label = _is_label(str(value), labels, marked, units) or years_in(str(value))
        if is_label or _is_corner(value, at[1], found, units):
            yield at


def _is_corner(value: Value, column: int, found: FoundBlock, units: tuple[str, ...]) -> bool:
    """Whether a text stands over the labels of rows, where it may be any word."""
    return isinstance(value, str) and column in found.stub and read_figure(value, units).state is not State.NUMBER


@lru_cache(maxsize=4096)
def _labels(block: Block, year: int) -> frozenset[str]:
    """The words of a block's header, as printed for a year."""
    parts = (part for leaf in block.leaves for part in leaf.path)
    stub = () if isinstance(block, Card) else block.stub
    return frozenset(fold_heading(for_year(part, year)) for part in (*parts, *stub) if part)


def _is_label(text: str, labels: frozenset[str], marked: str, units: tuple[str, ...]) -> bool:
    """Whether a text in a header is a label: one of the form, with more or less to it, or one that a mark names."""
    if (folded := fold_heading(text)) in labels:
        return True
    if read_figure(text, units).state is State.NUMBER:
        return False
    is_like = any(folded in each or each in folded for each in labels)
    return is_like or squeeze(text) in marked or folded in fold(marked)


@lru_cache(maxsize=4096)
def _held(form: Form, index: int, key: str) -> tuple[int, ...]:
    """The leaves under which a row of a block may hold something: an entry (no key) under all; a total only figures;
    any other row also words. What floats in its column is looked for by itself."""
    block = form.blocks[index]
    return tuple(
        at
        for at, leaf in enumerate(block.leaves)
        if not leaf.column.floating
        and (
            not key
            or (key, leaf.key) in form.figures
            or (not isinstance(block, Register) and leaf.column.kind is not Kind.NUMBER)
        )
    )


def _words_of_total(
    filing: Filing, block: Block, found: FoundBlock, row: FoundRow, units: tuple[str, ...]
) -> Iterator[Position]:
    """The cells of a total row that hold no figure of it and say nothing besides: its label, a count under another
    column than declared, and strokes for nothing."""
    if row.moved:
        yield row.at, found.columns.get(row.moved[1], -1)
    for column in found.columns.values():
        value = value_at(filing.sheet.rows, row.at, column)
        if isinstance(value, str) and (text_of(value) == row.label or read_figure(value, units).state in _NOTHING):
            yield row.at, column
