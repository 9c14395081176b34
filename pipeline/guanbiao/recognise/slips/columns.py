"""The columns of a slip's list, by what its head says wherever it stands now."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from guanbiao.recognise.slips.cells import Cell
from guanbiao.recognise.slips.known import norm
from guanbiao.text.cells import at_address
from guanbiao.text.labels import fold
from guanbiao.words.slips import APPROVAL_HEAD, ELSEWHERE_HEAD, SLIP_HEAD

_TO_ANSWER_IN = frozenset(map(fold, SLIP_HEAD[4:]))
_TO_DECIDE_IN = frozenset(map(fold, APPROVAL_HEAD[5:]))
_WAITING = frozenset(map(fold, ELSEWHERE_HEAD))  # of the list of what others are asked
_FIGURES = range(2, 4)  # of the texts of a line, those that are figures: filed, and due


class Columns(Struct, frozen=True):
    """The column in which words are asked for (None: it is not there), and those of the figures that were filed and
    that are due, each with its place among the texts of a line."""

    words: int | None = None
    figures: Mapping[int, int] = {}


def first_to_answer_in(rows: Iterable[Sequence[Cell]]) -> int:
    """The first column to answer in; 0 where no header says which it is."""
    for cells in rows:
        places = {cell.norm: at_address(cell.address)[1] for cell in cells}
        for labels in (_TO_ANSWER_IN, _TO_DECIDE_IN):
            if places.keys() >= labels:
                return min(places[label] for label in labels)
        if places.keys() >= _WAITING:
            return max(places[label] for label in _WAITING) + 1
    return 0


def columns_of(rows: Iterable[Sequence[Cell]]) -> Columns:
    """The columns of the head among some rows; none where a sheet has lost those to answer in."""
    for cells in rows:
        places = {cell.norm: at_address(cell.address)[1] for cell in cells}
        if places.keys() >= _TO_ANSWER_IN:
            figures = {places[label]: at for at in _FIGURES if (label := norm(SLIP_HEAD[at])) in places}
            return Columns(places[norm(SLIP_HEAD[5])], figures)
    return Columns()
