"""One form in several ranges: what each of them holds, whether one goes on where another ends, and all of them joined.

The ranges are joined into one sheet, on which the form is read as if it had been filed so; `Run` says where each row of
it stands in the file. The rows below a second header go below the first table; of ranges beside each other, those that
hold entries go first, block after block or row after row. Of these, the first range is A3:B5, the second D3:E5:

           A      B            D      E                 A      B
     3     序号   名称         序号   名称         3     序号   名称
     4     1      读书会       3      展览         4     1      读书会
     5     2      讲座         合计   3            5     2      讲座
                                                   6     3      展览
                                                   7     合计   3
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from guanbiao.facts.contents import LEAST, Contents, contents
from guanbiao.forms.catalogue import Block, Card, Form, Grid, Register
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Filing, FoundBlock, Part
from guanbiao.recognise.agreement import headers_of
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.filing import BookSheet, read_block
from guanbiao.recognise.header import Header
from guanbiao.recognise.joined import Page, put_together
from guanbiao.text.cells import Range

JOINED = "、"  # between the parts of a year that several titles speak of


class Piece(Page, frozen=True):
    """A range in which a form stands, its title included: the header there, and what was found below it."""

    header: Header
    found: FoundBlock

    @property
    def top(self) -> int:
        """The first row below its header and the column numbers there."""
        numbers = (mark.at[0] + 1 for mark in self.found.marks if mark.axis == "numbers")
        return max((self.header.top + self.header.depth, *numbers))

    def holds(self, block: Block) -> Contents:
        """What stands below its header."""
        return contents(block, self.found, self.sheet)


def one_block(form: Form) -> Grid | Register | None:
    """The only block of a form, which stands under a header; None where it has several, or is a card."""
    first, *others = form.blocks
    return None if others or isinstance(first, Card) else first


def read_piece(here: BookSheet, block: Block, header: Header, area: Range, year: int) -> Piece:
    """What stands below a header in a range."""
    found, _ = read_block(0, block, header, here, (header.top, *area[1:]), year)
    return Piece(here.sheet, area, header, found)


def piece_of(here: BookSheet, filing: Filing, form: Form) -> Piece:
    """A filing of one block as a piece."""
    top, left, bottom, right = filing.area
    year = filing.period or here.usual
    below = (
        headers_of(filing.sheet, form, (row, left, bottom, right), year, here.words) for row in range(top, bottom + 1)
    )
    header = next(header for header, *_ in filter(None, below) if header)  # the filing was read below it
    return Piece(filing.sheet, filing.area, header, filing.blocks[0])


def as_one(
    here: BookSheet, first: Filing, block: Block, pieces: Sequence[Piece], others: Sequence[Filing] = ()
) -> Filing:
    """The first of several filings with all of their pieces. What stands above the tables of the others and not above
    its own becomes a line of it."""
    sheet, area = joined(block, pieces)
    own, year = replace(here, sheet=sheet), first.period or here.usual
    header = pieces[0].header
    found, body = read_block(0, block, header, own, (header.top, *area[1:]), year)
    above = [line for line in first.lines if line.row < header.top]
    said = {line.text for line in above}
    for piece, other in zip(pieces[1:], others, strict=False):
        above += [line for line in other.lines if line.row < piece.header.top and line.text not in said]
    foot = next(row for row in reversed(range(len(sheet.rows))) if filled(sheet, row, area))
    return replace(
        first,
        sheet=sheet,
        area=(*area[:2], foot, area[3]),
        blocks=(found,),
        lines=(*above, *body.lines),
        parts=tuple(_parts(first, pieces, others)),
        period=first.period or next((other.period for other in others if other.period), None),
        of_part=JOINED.join(filter(None, (first.of_part, *(other.of_part for other in others)))),
    )


def _parts(first: Filing, pieces: Sequence[Piece], others: Sequence[Filing]) -> Iterator[Part]:
    """The ranges of several pieces in the file."""
    titles = [first.title_at, *(other.title_at for other in others)]
    for at, piece in enumerate(pieces):
        if at == 0 and first.parts:
            yield from first.parts
        else:
            yield Part(piece.sheet, piece.area, titles[at] if at < len(titles) else piece.area[:2])


def shift_of(first: Piece, piece: Piece) -> int | None:
    """By how many columns the table of a piece stands further right than that of the first; None where their headers
    are not the same."""
    if first.header.columns.keys() != piece.header.columns.keys():
        return None
    pairs = [(first.header.columns[leaf], column) for leaf, column in piece.header.columns.items()]
    pairs += zip(first.header.stub, piece.header.stub, strict=True)
    shifts = {there - here for here, there in pairs}
    return shifts.pop() if len(shifts) == 1 else None


def goes_on(block: Block, one: Piece, other: Piece, least: int = LEAST) -> bool:
    """Whether a piece is certain to be a part of the form that another one is (Contents.is_followed_by)."""
    return one.holds(block).is_followed_by(other.holds(block), least)


def joined(block: Block, pieces: Sequence[Piece]) -> tuple[Sheet, Range]:
    """One sheet of several pieces whose tables have the same columns, and the range that the form takes on it. What
    stands above the header of a later piece is not on it."""
    first, *others = pieces
    is_beside = first.sheet is others[0].sheet and first.header.top == others[0].header.top
    order = _beside(block, pieces) if is_beside else _below(pieces)
    shifts = [shift_of(first, piece) or 0 for piece in pieces]
    right = max(piece.area[3] - shift for piece, shift in zip(pieces, shifts, strict=True))
    return put_together(pieces, shifts, order), (first.area[0], first.area[1], len(order) - 1, right)


def _below(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The rows of all pieces, as (piece, row): the first one's from the top of its sheet on, the others' below it."""
    first, *others = pieces
    order = [(0, row) for row in range(first.area[2] + 1)]
    return order + [(at, row) for at, piece in enumerate(others, 1) for row in range(piece.top, piece.area[2] + 1)]


def _beside(block: Block, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The same of pieces beside each other: what is known of all comes before all else. It is read block after block,
    or row after row where serial numbers say so."""
    first = pieces[0]
    down = [(at, row.at) for at, piece in enumerate(pieces) for row in piece.found.rows if row.role != "total"]
    across = sorted(down, key=lambda each: (each[1], each[0]))
    known = min((down, across), key=lambda order: _descents(block, pieces, order))
    taken = set(known)
    rest = [(at, row) for at, piece in enumerate(pieces) for row in range(piece.top, piece.area[2] + 1)]
    return [*((0, row) for row in range(first.top)), *known, *(each for each in rest if each not in taken)]


def _descents(block: Block, pieces: Sequence[Piece], order: Sequence[tuple[int, int]]) -> int:
    """How often a serial number is followed by a lower one."""
    numbers = {place: number for at, piece in enumerate(pieces) for place, number in _numbers(block, at, piece)}
    found = [numbers[each] for each in order if each in numbers]
    return sum(after < before for before, after in pairwise(found))


def _numbers(block: Block, at: int, piece: Piece) -> Iterator[tuple[tuple[int, int], int]]:
    """The serial numbers of a piece, by (piece, row), where all of its entries have one."""
    entries = [row.at for row in piece.found.rows if row.role == "entry"]
    serials = piece.holds(block).serials
    if len(serials) == len(entries):
        yield from (((at, row), number) for row, number in zip(entries, serials, strict=True))
