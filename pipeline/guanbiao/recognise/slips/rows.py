"""The rows of a slip: which line each is of, and what is written on each.

A row is known by its texts, wherever they stand; what else stands on it was written, in whatever column, in a merged
cell that reaches over it, in a comment or a text box beside it."""

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from guanbiao.model.books import Sheet
from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.cells import Cell, cells_of, term_at, text_of
from guanbiao.recognise.slips.columns import columns_of, first_to_answer_in
from guanbiao.recognise.slips.known import LONG, Lines, shown_on
from guanbiao.recognise.slips.said import said_on
from guanbiao.recognise.slips.signed import is_signed, signed
from guanbiao.text.cells import at_address
from guanbiao.words.slips import in_a_line, is_line, is_printed


class Rows(Struct, frozen=True):
    """The rows of a sheet that hold anything: what stands on each, and the line that it is of."""

    cells: Mapping[int, Sequence[Cell]]
    lines: Mapping[int, Line | None]


def decided_on(file: str, sheet: Sheet) -> Iterator[Written]:
    """What is decided on an approval sheet that was put into the slip of a department, where it decides nothing."""
    every = cells_of(sheet)
    first = first_to_answer_in(every.values())
    for cells in every.values():
        every_own = (cell for cell in cells if cell.is_beside or at_address(cell.address)[1] >= first)
        own = [text_of(cell.value) for cell in every_own if not cell.is_struck]
        if own and not all(map(is_printed, own)):
            term = term_at(file, sheet.name, cells[0].address, own)
            yield Written(None, "", "", term, approved=in_a_line(own), cells=tuple(own), anew=False)


def rows_on(sheet: Sheet, lines: Lines, printed: Set[str]) -> Rows:
    """The rows of a sheet of a slip that was issued with these lines, and with what was `printed` around them."""
    every = cells_of(sheet)
    return Rows(every, {at: _line_of(cells, lines, printed, at) for at, cells in every.items()})


def written_on(file: str, sheet: Sheet, rows: Rows, lines: Lines, printed: Set[str]) -> Iterator[Written]:
    """What is written on a sheet of a slip, row by row; of a row that is of no known line all that was not `printed`,
    which, where it is not known what was printed, is an answer if anything stands in the columns to answer in."""
    every, of_rows = rows.cells, rows.lines
    first = 0 if printed else first_to_answer_in(every.values())
    remains = lines.remains({at: _own_texts(at, cells) for at, cells in every.items() if not of_rows[at]})
    columns = columns_of(every.values())
    for at, cells in every.items():
        if is_signed(cells):
            yield from signed(file, sheet.name, [cell for cell in cells if cell.norm not in printed])
        elif (line := of_rows[at]) and not _goes_on(at, line, of_rows, every):
            more = (each for each in _rows_below(at, line, of_rows, every))
            yield from said_on(file, sheet.name, line, [*cells, *more], at, columns)
        elif line:
            continue
        else:
            left = [cell for cell in cells if cell.norm not in printed and not _is_taken_back(cell, printed, first)]
            own = [cell for cell in left if cell.top == at and not _reaches(cell, of_rows)]
            if own and at not in remains:
                texts = [text_of(cell.value) for cell in own]
                anew = any(cell.is_beside or at_address(cell.address)[1] >= first for cell in own) or _is_alone(texts)
                term = term_at(file, sheet.name, own[0].address, texts)
                yield Written(None, "", "", term, cells=tuple(texts), anew=anew)


def _is_taken_back(cell: Cell, printed: Set[str], first: int) -> bool:
    """Whether a cell is struck out and was written: a row that is of no known line is known by what was printed."""
    return cell.is_struck and bool(printed or at_address(cell.address)[1] >= first > 0)


def _goes_on(at: int, line: Line, of_rows: Mapping[int, Line | None], every: Mapping[int, Sequence[Cell]]) -> bool:
    """Whether a row is a part of the one above, which was split: all that is there of its line reaches over it."""
    return of_rows.get(at - 1) is line and shown_on(line).isdisjoint(_own_texts(at, every[at]))


def _rows_below(
    at: int, line: Line, of_rows: Mapping[int, Line | None], every: Mapping[int, Sequence[Cell]]
) -> Iterator[Cell]:
    """What stands on the further rows into which the row of a line was split."""
    while (at := at + 1) in every and of_rows[at] is line and _goes_on(at, line, of_rows, every):
        yield from (cell for cell in every[at] if cell.top == at)


def _line_of(cells: Sequence[Cell], lines: Lines, printed: Set[str], at: int) -> Line | None:
    """The line that a row is of. One with another sentence that was printed, as of what waits for others, is of none,
    though it names the same place."""
    texts = {cell.norm for cell in cells}
    is_other = any(len(text) >= LONG and text in printed for text in texts)
    return lines.line_of(texts, at, by_place=not is_other)


def _own_texts(at: int, cells: Sequence[Cell]) -> Set[str]:
    """What stands on a row alone, without what reaches over it from above."""
    return {cell.norm for cell in cells if cell.top == at}


def _is_alone(texts: Sequence[str]) -> bool:
    """Whether a single text stands on a row, and is none of those that the program writes so."""
    return len(texts) == 1 and not is_line(texts[0]) and not is_printed(texts[0])


def _reaches(cell: Cell, of_rows: Mapping[int, Line | None]) -> bool:
    """Whether a cell reaches over a row that is of a line, which it is then said of."""
    return any(of_rows.get(row) for row in range(cell.top, cell.bottom + 1))
