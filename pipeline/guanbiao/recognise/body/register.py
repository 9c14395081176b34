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
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import Column, Kind, Register
from guanbiao.forms.rows import SUBTOTAL
from guanbiao.model.books import Sheet
from guanbiao.model.filings import FoundBlock, FoundRow, Mark
from guanbiao.recognise.apart import dates_given, merged_over
from guanbiao.recognise.body.aside import Aside, aside_marks
from guanbiao.recognise.body.dittos import say_dittos
from guanbiao.recognise.body.headings import with_headings
from guanbiao.recognise.body.kinds import Row, columns_under, rows_below, sums_of
from guanbiao.recognise.body.lines import given_over_lines, line_marks, lines_of
from guanbiao.recognise.body.numbering import numbers_mark
from guanbiao.recognise.body.rows import (
    Body,
    beside,
    found_block,
    header_again,
    is_figure,
    is_words,
    said,
    strays,
    unknown_row,
)
from guanbiao.recognise.body.stretches import add_up_together, adds_up_last
from guanbiao.recognise.body.totals import given_in_total
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words, footer_lines
from guanbiao.text.cells import Range, Value
from guanbiao.text.labels import fold, squeeze

_TOTALS = ("declared", "worded", "bare")  # kinds of rows that may be totals, the surest first
_SAID = ("declared", "worded")  # those that say so in a word
_ASIDE: tuple[Aside, ...] = ("page", "part", "statistic")  # kinds of rows that are no data of their own
_STAND_INS = ("subtotal", "page")  # kinds that stand for a total that is not there


def read_register(
    index: int, block: Register, header: Header, sheet: Sheet, area: Range, words: Words
) -> tuple[FoundBlock, Body]:
    """The entries and total rows of a register from below its header to the foot of `area`, as the block number
    `index` of its form, and all that stands there besides."""
    under, top = columns_under(block, header), header.top + header.depth
    lines = lines_of(sheet, under, top, area, sums_of(block, words))
    rows = with_headings(block, header, rows_below(block, header, sheet, area, words, lines))
    totals = _totals(rows, len(block.totals))
    rows = _of_pages(rows, totals)
    rows, totals = _of_parts(block, header, rows, totals, words)
    rows = [replace(row, kind="numbered") if _is_nought(row) and row.at not in totals else row for row in rows]
    foot = max((row.at for row in rows if row.kind == "entry" or row.at in totals), default=header.top)
    on_top = _stand_on_top(rows, totals)
    body = Body(marks=list(line_marks(lines)))
    covered = merged_over(sheet, header.apart.values())
    has_beside = not header.known.issuperset(range(area[1], area[3] + 1))
    for row in rows:
        above = bisect_left(totals, row.at)
        if row.at in totals:
            _total(body, block, header, row, above, sheet, words)
        elif row.kind == "entry" or (row.kind in ("sparse", "bare") and row.own and row.at < foot):
            over = lines.joined.get(row.at)
            given = given_over_lines(sheet, over, _columns(block), header.columns) if over else []
            given += dates_given(sheet, row.at, header.apart, covered) if header.apart else []
            counted = max(above - on_top, 0)
            counted = 0 if counted and _counts_all(block, row) else counted
            body.rows.append(FoundRow("", row.label, "entry", row.at, counted, given=tuple(given)))
        elif row.kind not in ("numbered", *_ASIDE):
            _neither(body, row, words, is_below=row.at > foot)
            continue
        body.marks += beside(row.cells, header, row.at) if has_beside else ()
    say_dittos(body, _columns(block), header.columns, sheet, area)
    body.rows.sort(key=lambda row: (row.totals_above, row.role == "total"))  # as declared: what is added up, its total
    body.marks += [
        Mark("row", key, True, 0, (foot, area[1])) for order, key in enumerate(block.row_keys) if order >= len(totals)
    ]
    body.marks += _told([row for row in rows if row.at not in totals])
    return found_block(index, header, body, sheet), body


def _of_pages(rows: Sequence[Row], totals: Sequence[int]) -> list[Row]:
    """The rows; of several that say in one word that they are totals, those with entries below them add up a page."""
    last = next((row for row in rows if totals and row.at == totals[-1]), None)
    entries = [row.at for row in rows if row.kind == "entry"]
    return [
        replace(row, kind="page")
        if row.kind in _SAID and last and row.at not in totals and _is_above(row, last, entries)
        else row
        for row in rows
    ]


def _of_parts(
    block: Register, header: Header, rows: list[Row], totals: list[int], words: Words
) -> tuple[list[Row], list[int]]:
    """The rows and where the totals stand; where the last total adds up no more than the entries since a sum of a page
    of its label, it is one, too, as are several that are the total only together; another row may be the total."""
    last = next((row for row in rows if totals and row.at == totals[-1] and row.kind in _SAID), None)
    if last is None or len(block.totals) != 1:
        return rows, totals
    before = [row.at for row in rows if row.kind == "page" and row.label == last.label and row.at < last.at]
    entries = [row for row in rows if row.kind == "entry" and row.at < last.at]
    since = sum(row.at > before[-1] for row in entries) if before else 0
    figures = {at for at, column in columns_under(block, header).items() if column.kind is Kind.NUMBER}
    held = [row.own for row in entries]
    beside = [row for row in rows if row.kind in _SAID and row.label == last.label]  # of blocks beside each other
    are_parts = add_up_together([row.own for row in beside], held, figures, words)
    if not are_parts and not (since and adds_up_last(last.own, held, since, figures, words)):
        return rows, totals
    rows = [replace(row, kind="page") if row is last or (are_parts and row in beside) else row for row in rows]
    return rows, _totals(rows, len(block.totals))


def _is_above(row: Row, last: Row, entries: Sequence[int]) -> bool:
    """Whether a row of the label of the last total has entries between it and that."""
    return row.label == last.label and any(row.at < at < last.at for at in entries)


def _columns(block: Register) -> dict[int, Column]:
    return {at: leaf.column for at, leaf in enumerate(block.leaves)}


def _counts_all(block: Register, row: Row) -> bool:
    """Whether the total counts an entry wherever it stands: the only total of a list counts all, but for those that are
    called added ones (附加)."""
    return len(block.totals) == 1 and row.label not in map(squeeze, block.extra)


def _total(body: Body, block: Register, header: Header, row: Row, order: int, sheet: Sheet, words: Words) -> None:
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


def _totals(rows: Sequence[Row], wanted: int) -> list[int]:
    """Where the total rows stand. Of rows that say it equally well, those below the most entries are the totals; one
    of nothing but figures may be one below all entries."""
    entries = [row.at for row in rows if row.kind == "entry"]
    above = {row.at: bisect_left(entries, row.at) for row in rows if row.kind in _TOTALS}
    said = [row for row in rows if row.at in above and row.own]
    able = [row for row in said if row.kind != "bare" or above[row.at] == len(entries)]
    best = sorted(able, key=lambda row: (_TOTALS.index(row.kind), _is_nought(row), -above[row.at], row.at))
    return sorted(row.at for row in best[:wanted]) or [row.at for row in _stand_in(rows, entries) if wanted]


def _is_nought(row: Row) -> bool:
    """Whether a row holds nothing but noughts, as formulas give them where nothing was filled in."""
    return row.kind == "bare" and all(value == 0 for _, value in row.own)


def _stand_in(rows: Sequence[Row], entries: Sequence[int]) -> Sequence[Row]:
    """The row that stands for the total where none says that it is one: the only sum of a page or 小计, below all
    entries."""
    found = [
        row for row in rows if row.kind == "page" or (row.kind == "subtotal" and fold(row.label).startswith(SUBTOTAL))
    ]
    sums = [row for row in found if any(not isinstance(value, str) or not is_words(value) for _, value in row.own)]
    return sums if len(found) == len(sums) == 1 and entries and sums[0].at > entries[-1] else []


def _stand_on_top(rows: Sequence[Row], totals: Sequence[int]) -> bool:
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


def _told(rows: Sequence[Row]) -> Iterator[Mark]:
    """The marks of rows that are no entries and are told together: left empty, sums of pages, parts."""
    yield from _left_empty([row for row in rows if row.kind == "numbered"])
    for kind in _ASIDE:
        yield from aside_marks(kind, [(row.at, row.cells) for row in rows if row.kind == kind])


def _left_empty(rows: Sequence[Row]) -> Iterator[Mark]:
    """One mark for all rows that hold a number, or noughts, and nothing else."""
    if rows:
        yield Mark("entry", "，".join(said(row.own) for row in rows), True, 0, (rows[0].at, rows[0].own[0][0]))


def _neither(body: Body, row: Row, words: Words, *, is_below: bool) -> None:
    """A row that is neither entry nor total: the header again, a line, a row with a label of its own, or strays."""
    if row.kind == "header":
        body.marks.append(header_again(row.at, row.cells))
    elif row.kind == "numbers":
        body.marks.append(numbers_mark(row.at, row.cells))
    elif row.kind == "line" or (
        is_below and row.kind == "sparse" and not any(is_figure(value, words) for _, value in row.cells)
    ):
        body.lines += footer_lines(row.at, row.cells, words)
    elif row.kind in ("sparse", "bare", "heading"):
        body.marks += strays(row.cells, row.at)
    else:
        body.marks.append(unknown_row(row.label, row.at, row.cells))
