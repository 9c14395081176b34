"""What a sheet says by its looks and no value does: struck-out figures, percentages, remarks beside cells.

Struck-out words within a cell are no part of it. A cell that is struck out as a whole counts as typed, since nobody
can tell whether it should. A number under a percent format is shown as Excel shows it: 69% of 0.69."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Literal, get_args

from msgspec import Struct

from guanbiao.intake.limits import REMARK_CHARACTERS, REMARKS
from guanbiao.model.books import Note, value_at
from guanbiao.text.cells import MOST_DIGITS, Position, Value, a1
from guanbiao.text.remarks import corrects

Altered = Literal["hidden", "scaled", "white"]  # how a number looks otherwise: its format hides it, or shows it in
# other units, or it is written in white on white
Run = tuple[bool, str]  # whether it is struck out, and its text
PERCENT = re.compile(r"\d(?:\.(\d{1,30}))?\s*%\s*$")  # how a percentage that is shown ends, with its decimals
_MOST = 500  # notes of one kind about a sheet: nobody reads more
_SHOWN = 80  # characters that a note quotes
_LARGEST = 10 ** (MOST_DIGITS - 3)  # what is larger is no share, and has no digits left for decimals
_TYPED = 4  # decimals of a percentage that somebody typed; one with more was worked out, and is shown rounded


class Marks(Struct):
    """The looks of a sheet's cells that tell something: what is left of texts of which a part is struck out, and that
    part; the cells struck out as a whole; the decimals of percent formats; the remarks (comments) beside cells;
    `beside`, other words that lie over cells; the numbers that are shown otherwise than they are. Of remarks and words
    beside there may be one more, and a longer one, than is kept."""

    kept: dict[Position, str] = {}
    struck: dict[Position, str] = {}
    crossed: set[Position] = set()
    percents: dict[Position, int] = {}
    remarks: dict[Position, str] = {}
    altered: dict[Position, Altered] = {}
    beside: dict[Position, str] = {}

    def put_beside(self, at: Position, words: str) -> None:
        """Keep words that lie over a cell, below those that do so already."""
        if words and (at in self.beside or len(self.beside) <= REMARKS):
            before = self.beside.get(at, "")
            self.beside[at] = _joined(before, words) if len(before) <= REMARK_CHARACTERS else before

    def judge(self, at: Position, runs: Iterable[Run]) -> None:
        """Keep what there is to know of a cell from its runs: nothing of it is struck out, all of it is, or a part."""
        parts: tuple[list[str], list[str]] = ([], [])
        for is_struck, text in runs:
            parts[is_struck].append(text)
        kept, struck = ("".join(part).strip() for part in parts)
        if struck and kept:
            self.kept[at], self.struck[at] = kept, struck
        elif struck:
            self.crossed.add(at)


def marked(rows: Sequence[Sequence[Value]], marks: Marks) -> Iterator[Note]:
    """A note of each struck-out part of a cell, of each cell and row that is struck out as a whole, and of each remark
    that corrects something, and of each number that is shown otherwise; of every kind no more than anybody reads."""
    parts = (Note("struck_part", a1(*at), _quoted(text)) for at, text in sorted(marks.struck.items()))
    remarks = (Note("remark", a1(*at), _quoted(text)) for at, text in sorted(marks.remarks.items()) if corrects(text))
    yield from islice(parts, _MOST)
    yield from islice(_crossed(rows, marks.crossed), _MOST)
    yield from islice(remarks, _MOST)
    for how in get_args(Altered):
        numbers = (at for at, each in sorted(marks.altered.items()) if each == how)
        yield from islice((Note(f"format_{how}", a1(*at), str(value_at(rows, *at) or "")) for at in numbers), _MOST)


def _joined(before: str, words: str) -> str:
    """Words below others, with some more of them than is kept, which tells that they were cut."""
    return (f"{before}\n{words}" if before else words)[: REMARK_CHARACTERS + 2]


def remarks_of(marks: Marks) -> tuple[dict[str, str], list[Note]]:
    """By address, the words of what lies over cells, and a note of each that is cut and of the first one that is left
    out."""
    kept, notes = dict[str, str](), list[Note]()
    for row, column in (*marks.remarks, *(at for at in marks.beside if at not in marks.remarks)):
        at = (row, column)
        words = _joined(marks.remarks.get(at, ""), marks.beside.get(at, "")).strip()
        if len(kept) == REMARKS:
            return kept, [*notes, Note("remark_cut", a1(row, column), _quoted(words))]
        if len(words) > REMARK_CHARACTERS:
            notes.append(Note("remark_cut", a1(row, column), _quoted(words)))
        if words:
            kept[a1(row, column)] = words[:REMARK_CHARACTERS]
    return kept, notes


def _quoted(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def _crossed(rows: Sequence[Sequence[Value]], crossed: set[Position]) -> Iterator[Note]:
    """A note of each row all of whose cells are struck out, as a range, and of each other such cell."""
    for row in sorted({row for row, _ in crossed}):
        cells = rows[row] if row < len(rows) else ()
        filled = [column for column, value in enumerate(cells) if value is not None]
        struck = [column for column in filled if (row, column) in crossed]
        if len(struck) > 1 and struck == filled:
            yield Note("struck_cell", f"{a1(row, struck[0])}:{a1(row, struck[-1])}")
        else:
            yield from (Note("struck_cell", a1(row, column), _quoted(str(cells[column]))) for column in struck)


def shown(
    rows: Sequence[Sequence[Value]], percents: Mapping[Position, int], formulas: Mapping[Position, str]
) -> dict[str, str]:
    """By address, what the numbers under a percent format are shown as."""
    found = {}
    for (row, column), decimals in percents.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if (type(value) is int or type(value) is float) and abs(value) < _LARGEST:
            found[a1(row, column)] = percent(value, decimals, exact=(row, column) not in formulas)
    return found


def percent(value: float, decimals: int, *, exact: bool = True) -> str:
    """A number as a percent format of some decimals shows it. With `exact`, decimals that were typed beyond those are
    shown, as the line in which a cell is edited shows them.

    >>> percent(0.69, 0), percent(0.1727, 0), percent(0.1727, 0, exact=False), percent(0.862068965, 2), percent(1, 1)
    ('69%', '17.27%', '17%', '86.21%', '100.0%')
    """
    points = Decimal(f"{value:.15g}") * 100
    typed = -int(points.normalize().as_tuple().exponent)
    wanted = max(decimals, typed) if exact and typed <= _TYPED else decimals
    places = max(0, min(wanted, MOST_DIGITS - len(f"{abs(int(points))}")))
    return f"{points.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0:f}%"
