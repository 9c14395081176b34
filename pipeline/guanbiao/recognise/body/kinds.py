"""What each row below a register's header is by itself: a total, a sum of a page, an entry, a line, or too little."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Kind, Register
from guanbiao.forms.rows import IN_ALL, SUBTOTAL
from guanbiao.model.books import Sheet
from guanbiao.recognise.apart import with_parts
from guanbiao.recognise.body.aside import aside_kind, is_page_sum, is_remark_row
from guanbiao.recognise.body.lines import Lines, joined_cells
from guanbiao.recognise.body.numbering import numbers_row
from guanbiao.recognise.body.rows import (
    Cells,
    are_foreign,
    are_units,
    filled,
    header_rows,
    is_figure,
    is_header,
    is_words,
)
from guanbiao.recognise.body.totals import total_word
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words, are_bracketed, are_signed, is_line, is_remark
from guanbiao.text.cells import Range, Value, text_of
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold, fold_heading
from guanbiao.text.units import bare_label
from guanbiao.text.years import without_whole_year

# How many of the cells that an entry must hold make one, or half of them where that is more: a single one may be a note
# somebody wrote in the margin of a list, and asking for all would lose entries to one blank cell, which is a finding.
LEAST = 2
_ANY_YEAR = 2000  # a leap year: it has every day that a date may name
# What a row is by itself. A total by its declared label, by another word for one, or by holding nothing but figures; a
# subtotal; a sum of a page; a part of a row above; what says something of others (月平均); only a serial number; the
# header once more; column numbers; a printed line; an entry; too sparse for one; a heading, or what nobody knows
# (`headings`).
RowKind = Literal[
    "declared",
    "worded",
    "bare",
    "subtotal",
    "page",
    "part",
    "statistic",
    "numbered",
    "header",
    "numbers",
    "line",
    "entry",
    "sparse",
    "heading",
    "unknown",
]

_SUMS: tuple[RowKind, ...] = ("declared", "worded", "page", "part", "subtotal", "statistic", "bare")  # the surest first
_BESIDE_FIGURES = ("statistic", "bare")  # said by a label only where nothing but figures stands behind it


class Row(Struct, frozen=True):
    """A row below the header: all its cells, those under the columns in declared order, and what it is by itself."""

    at: int
    cells: Cells
    own: Cells
    kind: RowKind

    @property
    def label(self) -> str:
        """The first of its cells under the columns, or of all where none stands there."""
        return text_of((self.own or self.cells)[0][1])


def columns_under(block: Register, header: Header) -> dict[int, Column]:
    """The columns of the form by those of the sheet, in declared order."""
    return {header.columns[leaf]: block.leaves[leaf].column for leaf in sorted(header.columns)}


def sums_of(block: Register, words: Words) -> Callable[[str], RowKind | None]:
    """A function from the first text of a row to the kind of sum that it says, if any, in a list."""
    return _sums(frozenset(fold(total.label) for total in block.totals if total.label), words)


class _List(Struct, frozen=True):
    """What rows are held against: the columns of the list by those of the sheet, what kind of sum a text says that its
    row is (`sum_of`), how many cells an entry must hold, its first column, and whether its columns stand `in_order`, as
    declared."""

    under: Mapping[int, Column]
    sum_of: Callable[[str], RowKind | None]
    needed: float
    left: int
    in_order: bool


def _list(block: Register, header: Header, words: Words) -> _List:
    under = columns_under(block, header)
    required = sum(column.required for column in under.values())
    needed = max(min(LEAST, required), required / 2)
    return _List(under, sums_of(block, words), needed, min(under, default=0), [*under] == sorted(under))


@lru_cache
def _sums(declared: frozenset[str], words: Words) -> Callable[[str], RowKind | None]:
    """A function from the first text of a row to the kind of sum that it says, for the labels of a list's totals; each
    text is worked out once."""
    return lru_cache(maxsize=8192)(partial(_sum_kind, declared, (*declared, *words.totals, SUBTOTAL), words))


def rows_below(block: Register, header: Header, sheet: Sheet, area: Range, words: Words, lines: Lines) -> list[Row]:
    """The rows below the header that hold anything; of an entry over several rows the first."""
    own, going_on = _list(block, header, words), lines.continued
    headers = header_rows(sheet, header, area)
    numbers = dict(numbers_row(header, sheet, area, words, lambda cells: _may_be_entry(cells, own.under)))
    headers += numbers.values()  # on a continued page they stand again
    rows: list[Row] = []
    for at in range(header.top + header.depth, area[2] + 1):
        cells = [] if at in going_on else filled(sheet, at, area)
        if cells:
            over = lines.joined.get(at)
            if over or header.apart or not own.in_order:
                held = joined_cells(sheet, over, own.under) if over else with_parts(dict(cells), header.apart.values())
                inside = [(column, held[column]) for column in own.under if column in held]
            else:
                inside = [cell for cell in cells if cell[0] in own.under]
            kind: RowKind = "numbers" if at in numbers else "header"
            if not is_header(cells, headers) and (rows or not are_foreign(cells)):
                kind = _sum_beside(cells, own) or _kind(inside or cells, own, words)
                if len(cells) == 1 and not _is_sum(kind, cells) and is_remark(at, cells, sheet, len(own.under)):
                    kind = "line"
            rows.append(Row(at, cells, inside, kind))
    return list(_with_parts(rows))


def _sum_beside(cells: Cells, own: _List) -> RowKind | None:
    """What kind of sum the first text of a row says that it is, where that stands left of the list: in its margin, or
    in a column that somebody added."""
    column, text = cells[0]
    kind = own.sum_of(text) if isinstance(text, str) and column < own.left and len(cells) > 1 else None
    return kind if kind not in _BESIDE_FIGURES or _are_figures(cells[1:], own) else None


def _is_sum(kind: RowKind, cells: Cells) -> bool:
    """Whether a row adds something up, as far as its label and what stands behind that go."""
    return kind in ("declared", "worded", "page") or (kind == "subtotal" and not is_words(cells[0][1]))


def _with_parts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; one right below a part that holds no more than that is a part, too: 其中：线上, and 线下 below it."""
    above: Row | None = None
    for row in rows:
        is_next = above is not None and row.at == above.at + 1 and row.kind in ("sparse", "bare", "entry")
        if above and is_next and bool(row.own) and {at for at, _ in row.own} <= {at for at, _ in above.own}:
            row = replace(row, kind="part")  # noqa: PLW2901
        above = row if row.kind == "part" else None
        yield row


def _kind(cells: Cells, own: _List, words: Words) -> RowKind:
    """What a row is by itself: some kind of total, a subtotal, a number alone, a line, an entry, or too sparse for
    one."""
    leading = cells[:1] if own.in_order else (cells[0], min(cells))
    texts = {value for _, value in leading if type(value) is str}
    if texts and (found := {kind for text in texts if (kind := own.sum_of(text))}):
        surest = min(found, key=_SUMS.index)
        if surest not in _BESIDE_FIGURES or _are_figures(cells[1:], own):
            return "line" if is_remark_row(cells) else surest
    columns = [(column, value) for at, value in cells if (column := own.under.get(at))]
    only = _only_kind(columns)
    if only is Kind.NUMBER:
        return (
            "line" if is_line(cells, words) or are_units(cells, words) else "bare" if _any_figure(cells) else "sparse"
        )
    if only is Kind.SERIAL:
        return "numbered" if is_figure(cells[0][1], words) and not _says_none(cells) else "line"
    if is_line(cells, words) or are_bracketed(cells):
        return "line"
    return _filled_kind(columns, cells, own, words)


def _filled_kind(columns: Sequence[tuple[Column, Value]], cells: Cells, own: _List, words: Words) -> RowKind:
    """What a row is that is neither a sum nor a line."""
    if columns and columns[-1][1] == 0 and _are_left_at_nought(columns):
        return "numbered"
    held = 0  # of every row of every list: a generator and a call for each cell would cost three times as much
    for column, value in columns:
        held += column.required and (type(value) is not str or _holds(column, value, words))
    if held >= own.needed and not _is_ruled(cells) and not are_signed(cells, words) and not _is_jotted(columns, own):
        return "entry"
    return "line" if _says_none(cells) or _is_ruled(cells) or are_signed(cells, words) else "sparse"


def _is_jotted(columns: Sequence[tuple[Column, Value]], own: _List) -> bool:
    """Whether a row of a numbered list holds nothing but numbers, no serial number, and one where words should be: what
    somebody worked out on the sheet."""
    if any(type(value) is str for _, value in columns):  # as in nearly every row
        return False
    kinds = {column.kind for column, _ in columns}
    is_numbered = any(column.kind is Kind.SERIAL for column in own.under.values())
    return is_numbered and Kind.SERIAL not in kinds and Kind.TEXT in kinds


def _only_kind(columns: Sequence[tuple[Column, Value]]) -> Kind | None:
    """The kind of all columns that hold anything; None where they are of several, as in nearly every row."""
    if not columns or columns[0][0].kind is not columns[-1][0].kind:
        return None
    kind = columns[0][0].kind
    return kind if all(column.kind is kind for column, _ in columns) else None


def _any_figure(cells: Cells) -> bool:
    """Whether any of the cells is more than words."""
    return not all(is_words(value) for _, value in cells)


def _are_figures(cells: Cells, own: _List) -> bool:
    """Whether cells behind a label hold figures, and no words that an entry must have."""
    needed = {at for at, column in own.under.items() if column.required and column.kind in (Kind.TEXT, Kind.DATE)}
    return _any_figure(cells) and not any(column in needed and is_words(value) for column, value in cells)


def _sum_kind(declared: frozenset[str], known: tuple[str, ...], words: Words, text: str) -> RowKind | None:
    """What kind of sum the first text of a row says that it is; None for none."""
    label = _label(text, known, words)
    if not label and text.strip():  # 全年, 1-12月: of the whole year
        return "bare"
    labels = {label, bare_label(label, words.units)[0]} if label.endswith(")") else {label}
    if not labels.isdisjoint(declared):
        return "declared"
    if not labels.isdisjoint(words.totals):
        return "worded"
    return aside_kind(tuple(labels)) or ("subtotal" if label.endswith(known) else None)


def _label(text: str, known: tuple[str, ...], words: Words) -> str:
    """A label as it is compared; of one with figures behind it, where it is a word for a total, that word."""
    folded, able = fold_heading(text), (*known, IN_ALL)
    bare = without_whole_year(folded)
    folded = bare if bare in known or not bare else folded
    is_sum = folded.startswith(able) and not is_page_sum(folded)
    word = total_word(text, able, words.units) if is_sum else ""
    return words.totals[0] if word == IN_ALL and folded != IN_ALL else word or folded


def _may_be_entry(cells: Cells, under: Mapping[int, Column]) -> bool:
    """Whether bare numbers may be an entry: they stand under no column of words or dates."""
    kinds = {under[column].kind for column, _ in cells if column in under}
    return kinds <= {Kind.NUMBER, Kind.SERIAL}


def _are_left_at_nought(columns: Sequence[tuple[Column, Value]]) -> bool:
    """Whether a row holds a number and the noughts that formulas give where nothing else was filled in."""
    return all(column.kind is Kind.SERIAL or (column.kind is Kind.NUMBER and value == 0) for column, value in columns)


def _is_ruled(cells: Cells) -> bool:
    """Whether a row is struck through with the same mark for nothing in every cell."""
    first, last = cells[0][1], cells[-1][1]
    if first != last or type(first) is not str or any(value != first for _, value in cells):
        return False
    return read_figure(first).state in (State.NONE, State.DASH)


def _says_none(cells: Cells) -> bool:
    """Whether a row says nothing but that there was nothing."""
    return all(isinstance(value, str) and read_figure(value).state is State.NONE for _, value in cells)


def _holds(column: Column, value: Value, words: Words) -> bool:
    """Whether a cell holds what its column is for, as far as its looks go."""
    if not isinstance(value, str) or column.kind is Kind.TEXT:
        return True
    if column.kind is Kind.DATE:
        return not is_words(value) or read_dates(value, _ANY_YEAR) is not None
    return is_figure(value, words)
