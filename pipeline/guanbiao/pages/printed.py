"""On what paper a page is printed, so that nobody needs a glass: in print of nine points or more, as long as there is
such a paper."""

from msgspec import Struct

A4, A3 = 9, 8  # Excel's numbers for them
_SIZE, _LEAST = 11, 9  # points: of what stands in cells, and of what everybody can read
_SIDES = {A4: (21.0, 29.7), A3: (29.7, 42.0)}  # centimetres
_MARGINS = 2 * 1.27
ACROSS = 126.0  # characters that A4 across holds between the margins at full size
_CHARACTERS = ACROSS / (_SIDES[A4][True] - _MARGINS)  # a centimetre


class Paper(Struct, frozen=True):
    """A paper by Excel's number, and whether it lies across."""

    number: int
    landscape: bool

    @property
    def room(self) -> float:
        """How many characters in the least print stand between the margins."""
        return (_SIDES[self.number][self.landscape] - _MARGINS) * _CHARACTERS * _SIZE / _LEAST


def paper_of(width: float, *, landscape: bool) -> Paper:
    """The paper for a page of so many characters across: A4 as it is meant to lie, else across, else A3.

    >>> [paper_of(width, landscape=False) for width in (84, 123, 162)]  # doctest: +NORMALIZE_WHITESPACE
    [Paper(number=9, landscape=False), Paper(number=9, landscape=True), Paper(number=8, landscape=True)]
    """
    papers = (Paper(A4, landscape), Paper(A4, True), Paper(A3, True))
    return next((paper for paper in papers if width <= paper.room), papers[-1])
