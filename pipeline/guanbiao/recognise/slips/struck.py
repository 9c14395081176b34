"""What is struck out on a slip: words that somebody wrote and takes back, and rows that were printed, which to strike
out answers nothing."""

from collections.abc import Iterable, Iterator, Set

from guanbiao.model.books import Sheet, value_at
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Line, Struck
from guanbiao.recognise.slips.known import LONG, norm, shown_on
from guanbiao.text.cells import a1, at_address
from guanbiao.words.slips import is_line, is_printed

_WHOLE, _PART = "struck_cell", "struck_part"  # notes of readers


def struck_at(sheet: Sheet) -> frozenset[str]:
    """The addresses of the cells of a sheet that are struck out as a whole."""
    return frozenset(address for note in sheet.notes if note.code == _WHOLE for address in _each(note.cell))


def _each(cells: str) -> Iterator[str]:
    """The addresses in a range of one row, or of a single cell."""
    first, _, last = cells.partition(":")
    row, left = at_address(first)
    yield from (a1(row, column) for column in range(left, at_address(last or first)[1] + 1))


def struck_on(
    file: str, sheet: Sheet, lines: Iterable[Line], printed: Set[str], *, is_copy: bool = False
) -> Iterator[Struck]:
    """What is struck out on a sheet of a slip, cell by cell, but for answers that the slip was issued with: that they
    are gone is told of these."""
    own = list(lines)
    asked = {text for line in own for text in shown_on(line)} | printed
    answers = {norm(text) for line in own for text in (line.action, line.text) if text}
    whole = (
        (address, str(value))
        for address in struck_at(sheet)
        if (value := value_at(sheet.rows, *at_address(address))) not in (None, "")
    )
    parts = ((note.cell, note.raw) for note in sheet.notes if note.code == _PART)
    for address, text in sorted((*whole, *parts), key=lambda each: at_address(each[0])):
        said = norm(text)
        is_piece = len(said) >= LONG and any(said in each for each in asked)
        is_asked = is_copy or said in asked or is_piece or is_printed(text) or is_line(text)
        if said not in answers:
            term = Term(Role.CELL, "", "", "", None, text, file, sheet.name, address)
            yield Struck(term, is_asked)
