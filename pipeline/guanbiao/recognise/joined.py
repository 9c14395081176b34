"""Several ranges put together as one sheet, which knows where each of its rows stands in the file."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Run, Sheet
from guanbiao.text.cells import Range, Value, a1, at_address

Order = Sequence[tuple[int, int]]  # the rows of the sheet to be: which of the ranges, and which row of its sheet


class Page(Struct, frozen=True):
    """A range of a sheet."""

    sheet: Sheet
    area: Range

    def has(self, column: int) -> bool:
        """Whether a sheet column is one of its own."""
        return self.area[1] <= column <= self.area[3]


def put_together(pages: Sequence[Page], shifts: Sequence[int], order: Order) -> Sheet:
    """One sheet of rows of several ranges in an order; each range stands so many columns further right than it should
    on that sheet."""
    placed: dict[tuple[int, int], int] = {each: new for new, each in enumerate(order)}
    return replace(
        pages[0].sheet,
        rows=[_row(pages[at], shifts[at], row) for at, row in order],
        merges=tuple(_merges(pages, shifts, placed)),
        formulas=dict(_moved(pages, shifts, placed, [page.sheet.formulas for page in pages])),
        shown=dict(_moved(pages, shifts, placed, [page.sheet.shown for page in pages])),
        runs=tuple(_runs(pages, shifts, order)),
    )


def _row(page: Page, shift: int, row: int) -> Sequence[Value]:
    """A row of a range as it stands on the joined sheet: only its own columns, moved."""
    _, left, _, right = page.area
    cells = page.sheet.rows[row]
    return [None] * (left - shift) + list(cells[left : right + 1])


def _runs(pages: Sequence[Page], shifts: Sequence[int], order: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Where the rows of the joined sheet stand: those that follow each other in a range are one run."""
    before: tuple[str, int, int] = ("", -1, 0)
    for new, (at, row) in enumerate(order):
        sheet, there, shift = pages[at].sheet.origin(row, shifts[at])
        if (sheet, there - 1, shift) != before:
            yield Run(new, sheet, there, shift)
        before = sheet, there, shift


def _merges(pages: Sequence[Page], shifts: Sequence[int], placed: Mapping[tuple[int, int], int]) -> Iterator[Range]:
    """The merged ranges of all ranges where their rows still follow each other."""
    for at, page in enumerate(pages):
        for top, left, bottom, right in page.sheet.merges:
            first, last = placed.get((at, top)), placed.get((at, bottom))
            if first is not None and last == first + bottom - top and page.has(left):
                yield first, left - shifts[at], last, min(right, page.area[3]) - shifts[at]


def _moved(
    pages: Sequence[Page],
    shifts: Sequence[int],
    placed: Mapping[tuple[int, int], int],
    texts: Sequence[Mapping[str, str]],
) -> Iterator[tuple[str, str]]:
    """Texts by address of all ranges, by their addresses on the joined sheet: formulas, which name the cells of the
    file, and what numbers are shown as."""
    for at, page in enumerate(pages):
        for address, text in texts[at].items():
            row, column = at_address(address)
            if (at, row) in placed and page.has(column):
                yield a1(placed[at, row], column - shifts[at]), text
