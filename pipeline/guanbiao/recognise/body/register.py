"""Tell a register's entries from its totals, and both from what is neither.

Only what stands under the header's columns says what a row is. Of rows that say they are totals the declared label
goes before other words; below the last entry and total a row with too little of what an entry must hold is none. A
row that was numbered beforehand and left empty is none anywhere, nor is one that says that there was nothing:

            A      B             C       D
      2     序号   讲座名称      日期    人次
      3     1      读书会        3月5日  40       entry
      4     2                                     numbered: a mark, no entry
      5     其中：线上                   15       part: no entry, told
      6     合计   1 场                  40       declared: the total row
      7     填表人：王某                          line

A sum of a page is no total, nor is a 小计; either stands for the total that a list lacks where it is the only one and
stands below all entries.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from guanbiao.forms.catalogue import Column, Kind, Register
from guanbiao.forms.vocabulary import SUBTOTAL
from guanbiao.model.books import Sheet
from guanbiao.model.filings import FoundBlock, FoundRow, Mark
from guanbiao.recognise.body.aside import aside_kind, aside_marks, is_page_sum
from guanbiao.recognise.body.lines import Lines, given_over_lines, joined_cells, line_marks, lines_of
from guanbiao.recognise.body.numbering import numbers_mark, numbers_row
from guanbiao.recognise.body.rows import (
    Body,
    Cells,
    are_units,
    beside,
    filled,
    found_block,
    header_again,
    header_rows,
    is_figure,
    is_header,
    is_words,
    strays,
    unknown_row,
)
from guanbiao.recognise.body.totals import given_in_total, total_word
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words, footer_lines, is_line, is_remark
from guanbiao.text.cells import Range, Value, text_of
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State, read_figure
from guanbiao.text.labels import fold, squeeze

# How many of the cells that an entry must hold make one, or half of them where that is more: a single one may be a note
# somebody wrote in the margin of a list, and asking for all would lose entries to one blank cell, which is a finding.
LEAST = 2
_ANY_YEAR = 2000  # a leap year: it has every day that a date may name
# What a row is by itself. A total by its declared label, by another word for one, or by holding nothing but figures; a
# subtotal; a sum of a page; a part of a row above; only a serial number; the header once more; column numbers; a
# printed line; an entry; too sparse for one.
RowKind = Literal[
    "declared", "worded", "bare", "subtotal", "page", "part", "numbered", "header", "numbers", "line", "entry", "sparse"
]
_TOTALS = ("declared", "worded", "bare")  # kinds of rows that may be totals, the surest first
_STAND_INS = ("subtotal", "page")  # kinds that stand for a total that is not there


class _Row(Struct, frozen=True):
    """A row below the header: all its cells, those under the columns in declared order, and what it is by itself."""

    at: int
    cells: Cells
    own: Cells
    kind: RowKind

    @property
    def label(self) -> str:
        """The first of its cells under the columns, or of all where none stands there."""
        return text_of((self.own or self.cells)[0][1])


def read_register(
    index: int, block: Register, header: Header, sheet: Sheet, area: Range, words: Words
) -> tuple[FoundBlock, Body]:
    """The entries and total rows of a register from below its header to the foot of `area`, as the block number
    `index` of its form, and all that stands there besides."""
    lines = lines_of(sheet, _under(block, header), header.top + header.depth, area)
    rows = _rows(block, header, sheet, area, words, lines)
    totals = _totals(rows, len(block.totals))
    foot = max((row.at for row in rows if row.kind == "entry" or row.at in totals), default=header.top)
    on_top = _stand_on_top(rows, totals)
    body = Body(marks=list(line_marks(lines)))
    for row in rows:
        above = bisect_left(totals, row.at)
        if row.at in totals:
            _total(body, block, header, row, above, sheet, words)
        elif row.kind == "entry" or (row.kind in ("sparse", "bare") and row.own and row.at < foot):
            over = lines.joined.get(row.at)
            given = given_over_lines(sheet, over, _columns(block), header.columns) if over else ()
            counted = 0 if _counts_all(block, row) else max(above - on_top, 0)
            body.rows.append(FoundRow("", row.label, "entry", row.at, counted, given=tuple(given)))
        elif row.kind not in ("numbered", "page", "part"):
            _neither(body, row, words, is_below=row.at > foot)
            continue
        body.marks += beside(row.cells, header, row.at)
    body.rows.sort(key=lambda row: (row.totals_above, row.role == "total"))  # as declared: what is added up, its total
    body.marks += [
        Mark("row", key, True, 0, (foot, area[1])) for order, key in enumerate(block.row_keys) if order >= len(totals)
    ]
    body.marks += _told([row for row in rows if row.at not in totals])
    return found_block(index, header, body), body


def _under(block: Register, header: Header) -> dict[int, Column]:
    """The columns of the form by those of the sheet, in declared order."""
    return {header.columns[leaf]: block.leaves[leaf].column for leaf in sorted(header.columns)}


def _columns(block: Register) -> dict[int, Column]:
    return {at: leaf.column for at, leaf in enumerate(block.leaves)}


def _counts_all(block: Register, row: "_Row") -> bool:
    """Whether the total counts an entry wherever it stands: the only total of a list counts all, but for those that are
    called added ones (附加)."""
    return len(block.totals) == 1 and row.label not in map(squeeze, block.extra)


def _total(body: Body, block: Register, header: Header, row: "_Row", order: int, sheet: Sheet, words: Words) -> None:
    """A total row, with what it says elsewhere than where it should, and a mark where it is called otherwise."""
    given, loose = given_in_total(block, order, header, dict(row.own), row.at, sheet, words)
    taken = {each.at for each in given if each.text != ""}
    cells = {column: value for column, value in row.cells if (row.at, column) not in taken}
    is_given = any(fold(block.leaves[each.leaf].key) == fold(block.totals[order].count) for each in given)
    moved = None if is_given else _moved_count(block, order, header, cells)
    body.rows.append(FoundRow(block.row_keys[order], row.label, "total", row.at, order, moved, tuple(given)))
    called = row.label if row.kind in _STAND_INS else ""
    body.marks.append(Mark("row", block.row_keys[order], True, 1, (row.at, row.own[0][0]), called))
    body.marks += strays(loose, row.at)


def _rows(block: Register, header: Header, sheet: Sheet, area: Range, words: Words, lines: Lines) -> list[_Row]:
    """The rows below the header that hold anything; of an entry over several rows the first."""
    under = _under(block, header)
    declared = {fold(total.label) for total in block.totals if total.label}
    required = sum(column.required for column in under.values())
    needed = max(min(LEAST, required), required / 2)
    headers = header_rows(sheet, header, area)
    numbers = dict(numbers_row(header, sheet, area, words, lambda cells: _may_be_entry(cells, under)))
    headers += numbers.values()  # on a continued page they stand again
    rows: list[_Row] = []
    for at in range(header.top + header.depth, area[2] + 1):
        cells = [] if at in lines.continued else filled(sheet, at, area)
        if cells:
            over = lines.joined.get(at)
            held = joined_cells(sheet, over, under) if over else dict(cells)
            own = [(column, held[column]) for column in under if column in held]
            kind: RowKind = "numbers" if at in numbers else "header"
            if not is_header(cells, headers):
                kind = _kind(own or cells, under, declared, needed, words)
                is_sum = kind in ("declared", "worded", "page") or (kind == "subtotal" and not is_words(cells[0][1]))
                if not is_sum and is_remark(at, cells, sheet, len(under)):
                    kind = "line"
            rows.append(_Row(at, cells, own, kind))
    return rows


def _kind(cells: Cells, under: Mapping[int, Column], declared: set[str], needed: float, words: Words) -> RowKind:
    """What a row is by itself: some kind of total, a subtotal, a number alone, a line, an entry, or too sparse for
    one."""
    labels = {_label(value, declared, words) for _, value in (cells[0], min(cells))}
    if kind := _sum_kind(labels, declared, words):
        return kind
    columns = [(under[column], value) for column, value in cells if column in under]
    if columns and all(column.kind is Kind.NUMBER for column, _ in columns):
        return "line" if is_line(cells, words) or are_units(cells, words) else "bare"
    if columns and all(column.kind is Kind.SERIAL for column, _ in columns):
        return "numbered" if is_figure(cells[0][1], words) and not _says_none(cells) else "line"
    if is_line(cells, words):
        return "line"
    held = sum(column.required and _holds(column, value, words) for column, value in columns)
    return "entry" if held >= needed else "line" if _says_none(cells) else "sparse"


def _sum_kind(labels: Collection[str], declared: Collection[str], words: Words) -> RowKind | None:
    """What kind of sum the first labels of a row say that it is; None for none."""
    if any(label in declared for label in labels):
        return "declared"
    if any(label in words.totals for label in labels):
        return "worded"
    if aside := aside_kind(tuple(labels)):
        return aside
    return "subtotal" if any(label.endswith((*words.totals, SUBTOTAL)) for label in labels) else None


def _label(value: Value, declared: Collection[str], words: Words) -> str:
    """A label as it is compared; of one with figures behind it, where it is a word for a total, that word."""
    folded = fold(str(value))
    known = (*declared, *words.totals, SUBTOTAL)
    is_sum = folded.startswith(known) and not is_page_sum(folded)
    return (is_sum and total_word(value, known, words.units)) or folded


def _may_be_entry(cells: Cells, under: Mapping[int, Column]) -> bool:
    """Whether bare numbers may be an entry: they stand under no column of words or dates."""
    kinds = {under[column].kind for column, _ in cells if column in under}
    return kinds <= {Kind.NUMBER, Kind.SERIAL}


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


def _totals(rows: Sequence[_Row], wanted: int) -> list[int]:
    """Where the total rows stand. Of rows that say it equally well, those below the most entries are the totals; one
    of nothing but figures may be one below all entries."""
    entries = [row.at for row in rows if row.kind == "entry"]
    above = {row.at: bisect_left(entries, row.at) for row in rows if row.kind in _TOTALS}
    said = [row for row in rows if row.at in above and row.own]
    able = [row for row in said if row.kind != "bare" or above[row.at] == len(entries)]
    best = sorted(able, key=lambda row: (_TOTALS.index(row.kind), -above[row.at], row.at))
    return sorted(row.at for row in best[:wanted]) or [row.at for row in _stand_in(rows, entries) if wanted]


def _stand_in(rows: Sequence[_Row], entries: Sequence[int]) -> Sequence[_Row]:
    """The row that stands for the total where none says that it is one: the only sum of a page or 小计, below all
    entries."""
    found = [
        row for row in rows if row.kind == "page" or (row.kind == "subtotal" and fold(row.label).startswith(SUBTOTAL))
    ]
    sums = [row for row in found if any(not isinstance(value, str) or not is_words(value) for _, value in row.own)]
    return sums if len(found) == len(sums) == 1 and entries and sums[0].at > entries[-1] else []


def _stand_on_top(rows: Sequence[_Row], totals: Sequence[int]) -> bool:
    """Whether totals stand above what they add up: the first above the first entry, and entries below the last."""
    entries = [row.at for row in rows if row.kind == "entry"]
    return bool(entries and totals) and totals[0] < entries[0] and totals[-1] < entries[-1]


def _moved_count(block: Register, order: int, header: Header, cells: dict[int, Value]) -> tuple[int, int] | None:
    """Where a total row's count stands under another column of words than declared: (its leaf, the leaf there), or
    None where it stands in its own or nowhere."""
    name = fold(block.totals[order].count)
    leaves = [at for at, leaf in enumerate(block.leaves) if leaf.column.kind is not Kind.NUMBER]
    own = next((at for at in leaves if name and fold(block.leaves[at].key) == name), None)
    if own is None or cells.get(header.columns.get(own, -1)) is not None:
        return None
    others = (at for at in leaves[1:] if not is_words(cells.get(header.columns.get(at, -1), "")))
    return next(((own, at) for at in others), None)


def _told(rows: Sequence[_Row]) -> Iterator[Mark]:
    """The marks of rows that are no entries and are told together: left empty, sums of pages, parts."""
    yield from _left_empty([row for row in rows if row.kind == "numbered"])
    yield from aside_marks("page", [(row.at, row.cells) for row in rows if row.kind == "page"])
    yield from aside_marks("part", [(row.at, row.cells) for row in rows if row.kind == "part"])


def _left_empty(rows: Sequence[_Row]) -> Iterator[Mark]:
    """One mark for all rows that hold a number and nothing else."""
    if rows:
        yield Mark("entry", "，".join(row.label for row in rows), True, 0, (rows[0].at, rows[0].own[0][0]))


def _neither(body: Body, row: _Row, words: Words, *, is_below: bool) -> None:
    """A row that is neither entry nor total: the header again, a line, a row with a label of its own, or strays."""
    if row.kind == "header":
        body.marks.append(header_again(row.at, row.cells))
    elif row.kind == "numbers":
        body.marks.append(numbers_mark(row.at, row.cells))
    elif row.kind == "line" or (
        is_below and row.kind == "sparse" and not any(is_figure(value, words) for _, value in row.cells)
    ):
        body.lines += footer_lines(row.at, row.cells, words)
    elif row.kind in ("sparse", "bare"):
        body.marks += strays(row.cells, row.at)
    else:
        body.marks.append(unknown_row(row.label, row.at, row.cells))
