"""On what paper a page is printed: such that nobody needs a glass, in print of nine points or more."""

from math import ceil

from msgspec import Struct
from msgspec.structs import replace

A4, A3 = 9, 8  # Excel's numbers for them
_SIZE, _LEAST = 11, 9  # points: of what stands in cells, and of what everybody can read
_SIDES = {A4: (21.0, 29.7), A3: (29.7, 42.0)}  # centimetres
_MARGINS = 2 * 1.27
_CHARACTERS = 126 / (29.7 - _MARGINS)  # a centimetre at full size


class Paper(Struct, frozen=True):
    """A paper by Excel's number, whether it lies across, and how many sheets of it stand beside each other."""

    number: int
    landscape: bool
    across: int = 1

    @property
    def room(self) -> float:
        """How many characters in the least print stand between the margins of a sheet."""
        return (_SIDES[self.number][self.landscape] - _MARGINS) * _CHARACTERS * _SIZE / _LEAST


def paper_of(width: float, *, landscape: bool, beside: float = 0.0, largest: int = A3) -> Paper:
    """The paper for a page of so many characters across: A4 as it is meant to lie, else across, else the largest that
    it may be printed on, of which as many sheets stand beside each other as it takes, each with the first columns
    (`beside` characters) again.

    >>> [paper_of(width, landscape=False) for width in (84, 123, 162)]  # doctest: +NORMALIZE_WHITESPACE
    [Paper(number=9, landscape=False, across=1), Paper(number=9, landscape=True, across=1),
     Paper(number=8, landscape=True, across=1)]
    >>> paper_of(313, landscape=True, beside=16, largest=A4).across
    3
    """
    for paper in (Paper(A4, landscape), Paper(A4, True), Paper(largest, True)):
        if width <= paper.room:
            return paper
    wide = Paper(largest, True)
    return replace(wide, across=ceil((width - beside) / max(wide.room - beside, 1)))
