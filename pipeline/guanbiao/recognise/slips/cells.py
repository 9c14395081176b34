"""What stands on the rows of a sheet: cells, those that reach over several rows, comments and text boxes."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from guanbiao.model.books import Sheet
from guanbiao.model.findings import Role, Term
from guanbiao.recognise.slips.known import norm
from guanbiao.recognise.slips.struck import struck_at
from guanbiao.text.cells import NEVER_CALCULATED, Value, a1, at_address
from guanbiao.text.remarks import words_in
from guanbiao.words.slips import in_a_line, without_marks


class Cell(Struct, frozen=True):
    """A text on a row: as typed, as it is compared, and the address it stands at. `top` and `bottom` are the rows that
    it reaches over; `is_beside`: it is a comment or a text box; `is_struck`: it is struck out."""

    value: Value
    norm: str
    address: str
    top: int
    bottom: int
    is_beside: bool = False
    is_struck: bool = False


def cells_of(sheet: Sheet) -> dict[int, list[Cell]]:
    """By row, what stands on it: its cells, those that reach over it from above, comments and text boxes."""
    tall = {(top, left): bottom for top, left, bottom, _ in sheet.merges if bottom > top}
    struck = struck_at(sheet)
    found: dict[int, list[Cell]] = defaultdict(list)
    for at, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if value not in (None, ""):
                bottom = tall.get((at, column), at)
                typed = _typed(sheet, a1(at, column), value)
                address = a1(at, column)
                cell = Cell(typed, norm(typed), address, at, bottom, is_struck=address in struck)
                for row in range(at, bottom + 1):
                    found[row].append(cell)
    for address, text in sheet.remarks.items():
        at, words = at_address(address)[0], without_marks(words_in(text))
        found[at] += [] if not words else [Cell(words, norm(words), address, at, at, True)]
    return dict(sorted(found.items()))


def _typed(sheet: Sheet, address: str, value: Value) -> Value:
    """What a cell holds; of a formula without a result what was typed."""
    return f"={sheet.formulas.get(address, '')}" if value == NEVER_CALCULATED else value


def text_of(value: Value) -> str:
    """A value as a text, whole figures without a point."""
    return (f"{value:.10g}" if isinstance(value, float) else str(value)).strip()


def term_at(file: str, sheet: str, address: str, texts: Iterable[str]) -> Term:
    """Where something is written in a slip, with the words."""
    return Term(Role.CELL, "", "", "", None, in_a_line(texts), file, sheet, address)
