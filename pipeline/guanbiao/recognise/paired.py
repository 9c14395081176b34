"""Two ranges whose rows are the same put beside each other as one sheet, which knows where each of its cells stands.

A row of that sheet is a pair: a row of the upper range, one of the lower one, or both. Where both are there, the lower
one adds its own columns alone: what it repeats is said already."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.books import Run, Sheet, value_at
from guanbiao.recognise.joined import Page
from guanbiao.text.cells import Position, Range, Value, a1, at_address

Pair = tuple[int | None, int | None]


class Pairing(Struct, frozen=True, dict=True):
    """Two ranges, where the columns of the `lower` one stand on the new sheet, and the pairs of rows that are its rows.
    Columns left of those that only the lower one has are repeated ones."""

    upper: Page
    lower: Page
    columns: Mapping[int, int]
    pairs: Sequence[Pair]

    @cached_property
    def above_at(self) -> Mapping[int, int]:
        """By row of the upper range, the row of the new sheet."""
        return {above: at for at, (above, _) in enumerate(self.pairs) if above is not None}

    @cached_property
    def below_at(self) -> Mapping[int, int]:
        """By row of the lower range, the row of the new sheet."""
        return {below: at for at, (_, below) in enumerate(self.pairs) if below is not None}

    def below(self, pair: Pair) -> Mapping[int, int]:
        """The columns that the lower range gives a row."""
        if pair[1] is None:
            return {}
        right = self.upper.area[3] if pair[0] is not None else -1
        return {column: place for column, place in self.columns.items() if place > right}

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        own, other = self.upper.sheet, self.lower.sheet
        return replace(
            own,
            rows=[self._row(pair) for pair in self.pairs],
            merges=tuple(self._merges()),
            formulas=dict(self._texts(own.formulas, other.formulas)),
            shown=dict(self._texts(own.shown, other.shown)),
            runs=tuple(run for at, pair in enumerate(self.pairs) for run in self._runs(at, pair)),
        )

    def _row(self, pair: Pair) -> list[Value]:
        above, below = pair
        row = [] if above is None else list(self.upper.sheet.rows[above][: self.upper.area[3] + 1])
        for column, place in self.below(pair).items():
            row += [None] * (place + 1 - len(row))
            row[place] = value_at(self.lower.sheet.rows, below or 0, column)
        return row

    def _runs(self, at: int, pair: Pair) -> Iterator[Run]:
        """Where the cells of a row stand: those of the upper range, and each stretch of columns of the lower one."""
        above, below = pair
        if above is not None:
            sheet, row, shift = self.upper.sheet.origin(above, 0)
            yield Run(at, sheet, row, shift)
        placed = sorted((place, column) for column, place in self.below(pair).items())
        for _, stretch in groupby(placed, key=lambda each: each[1] - each[0]):
            place, column = next(stretch)
            sheet, row, there = self.lower.sheet.origin(below or 0, column)
            yield Run(at, sheet, row, there - place, 0 if above is None and placed[0] == (place, column) else place)

    def _merges(self) -> Iterator[Range]:
        rows = self.above_at
        for top, left, bottom, right in self.upper.sheet.merges:
            first, last = rows.get(top), rows.get(bottom)
            if first is not None and last == first + bottom - top and left <= self.upper.area[3]:
                yield first, left, last, min(right, self.upper.area[3])
        for top, left, bottom, right in self.lower.sheet.merges:
            start, end = self._placed((top, left)), self._placed((bottom, right))
            if start and end and (end[0] - start[0], end[1] - start[1]) == (bottom - top, right - left):
                yield *start, *end

    def _texts(self, upper: Mapping[str, str], lower: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Texts by the addresses of both ranges, by those of the new sheet."""
        rows = self.above_at
        for address, text in upper.items():
            row, column = at_address(address)
            if row in rows and column <= self.upper.area[3]:
                yield a1(rows[row], column), text
        for address, text in lower.items():
            if place := self._placed(at_address(address)):
                yield a1(*place), text

    def _placed(self, at: Position) -> Position | None:
        """Where a cell of the lower range stands; None for one that is not there."""
        row = self.below_at.get(at[0])
        place = None if row is None else self.below(self.pairs[row]).get(at[1])
        return None if row is None or place is None else (row, place)
