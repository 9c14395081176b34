"""A workbook as its formulas see it: the cells that one adds, and what each of them adds to its result."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from guanbiao.model.books import Book, Sheet, value_at
from guanbiao.text.cells import Position, Range, Value, a1, at_address
from guanbiao.text.sums import Addend, Addition, Way, addition

MOST_CELLS = 20_000  # that a formula adds: a hundred times the longest column of a form
MOST_WORK = 2_000_000  # cells of a book that are looked at for all of its formulas together: two seconds
MOST_FORMULAS = 1_000  # of a sheet on which circles are looked for: a form has one in each cell at most
MOST_STEPS = 60  # formulas that a circle is followed through, and references of each: totals of totals are three deep
_HIDDEN_ROWS = ("filtered_rows", "hidden_rows")
_NESTED = re.compile(r"(?:SUBTOTAL|AGGREGATE)\(", re.IGNORECASE)  # SUBTOTAL leaves out what is one itself
Place = tuple[str, int, int]  # the name of a sheet in capitals, a row and a column of it


class Share(Struct, frozen=True):
    """What a cell has in the result of a formula: the factor by which it is taken, what it adds as it stands, and
    whether it adds nothing for being a text, for being blank, or for standing in a row that is not shown."""

    factor: float
    amount: float
    is_text: bool = False
    is_hidden: bool = False
    is_blank: bool = False

    def with_more(self, other: "Share") -> "Share":
        """The same where the formula takes the cell once more."""
        return Share(
            self.factor + other.factor,
            self.amount + other.amount,
            self.is_text and other.is_text,
            self.is_hidden and other.is_hidden,
            self.is_blank,
        )


class Workings(Struct, frozen=True, dict=True):
    """The formulas of a book, and what stands in the cells they add."""

    book: Book

    @cached_property
    def _work(self) -> list[int]:
        return [MOST_WORK]

    def _may_look(self, cells: int) -> bool:
        """Whether so many cells may be looked at still."""
        self._work[0] -= max(1, cells)
        return self._work[0] >= 0

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The sheets by their names, as formulas write them."""
        return {sheet.name.upper(): sheet for sheet in self.book.sheets}

    def value(self, place: Place) -> Value:
        """What stands in a cell; None where there is no such sheet."""
        sheet = self.sheets.get(place[0])
        return value_at(sheet.rows, *place[1:]) if sheet else None

    def formula(self, place: Place) -> str:
        """The text of a cell's formula; '' where it has none, or none is known."""
        sheet = self.sheets.get(place[0])
        return sheet.formulas.get(a1(*place[1:]), "") if sheet else ""

    def shares(self, at: Place, adds: Addition, *, shown_only: bool) -> dict[Place, Share] | None:
        """The cells that a formula in the cell `at` adds, with what each does; with or without rows that are not shown
        where it may skip them. None where that cannot be told: too many cells, an
        error, a text that an operator cannot add, a number under a merged range."""
        found: dict[Place, Share] = {}
        left = MOST_CELLS
        for addend in adds.addends:
            name = addend.sheet.upper() or at[0]
            if name not in self.sheets:
                return None
            unseen = self.hidden(name) if shown_only and addend.way is Way.SHOWN else frozenset[int]()
            area = _clipped(addend.cells, self.sheets[name])
            size = max(0, area[2] - area[0] + 1) * max(0, area[3] - area[1] + 1)
            left -= size
            if left < 0 or not self._may_look(size) or any(_holds(area, cell) for cell in self._covered(name)):
                return None
            for place, value in self._cells(name, area):
                if addend.way is Way.SHOWN and _NESTED.search(self.formula(place)):
                    continue
                share = _share(value, addend, is_hidden=place[1] in unseen)
                if share is None:
                    return None
                found[place] = found[place].with_more(share) if place in found else share
        return found

    def circle(self, at: Place) -> Place | None:
        """The cell that a formula adds and that, by its own formula or further ones, adds the formula's cell again; the
        cell itself where it adds itself."""
        first = self._added(at)
        if at in first:
            return at
        return next((place for place in sorted(first)[:MOST_STEPS] if self._leads(place, at)), None)

    def _leads(self, place: Place, to: Place) -> bool:
        """Whether a formula adds a cell by itself or by further ones."""
        seen, queue = {place}, [place]
        for _ in range(MOST_STEPS):
            if not queue:
                return False
            here = self._added(queue.pop())
            if to in here:
                return True
            if not self._may_look(len(here)):
                return False
            queue += here - seen
            seen |= here
        return False

    def _added(self, at: Place) -> frozenset[Place]:
        """The cell of each formula that a formula adds, itself perhaps among them."""
        return self._adds.setdefault(at, frozenset(self._formulas_added(at)))

    @cached_property
    def _adds(self) -> dict[Place, frozenset[Place]]:
        return {}

    def _formulas_added(self, at: Place) -> Iterator[Place]:
        adds = addition(self.formula(at))
        for addend in adds.addends[:MOST_STEPS] if adds else ():
            name = addend.sheet.upper() or at[0]
            cells = self._formula_cells(name)
            for row, column in cells if self._may_look(len(cells)) else ():
                if _holds(addend.cells, (row, column)):
                    yield name, row, column

    def _formula_cells(self, name: str) -> tuple[Position, ...]:
        if name not in self._positions:
            sheet = self.sheets.get(name)
            few = sheet.formulas if sheet and len(sheet.formulas) <= MOST_FORMULAS else ()
            self._positions[name] = tuple(at_address(each) for each in few)
        return self._positions[name]

    @cached_property
    def _positions(self) -> dict[str, tuple[Position, ...]]:
        return {}

    def _cells(self, name: str, area: Range) -> Iterator[tuple[Place, Value]]:
        top, left, bottom, right = area
        rows = self.sheets[name].rows
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield (name, row, column), value_at(rows, row, column)

    def hidden(self, name: str, *codes: str) -> frozenset[int]:
        """The rows of a sheet that hold something and are not shown, as notes of one of these codes say (of any)."""
        runs = [note.cell.split(":") for note in self.sheets[name].notes if note.code in (codes or _HIDDEN_ROWS)]
        return frozenset(row for first, last in runs for row in range(int(first) - 1, int(last)))

    def _covered(self, name: str) -> list[Position]:
        """The cells of a sheet under merged ranges, of which formulas add what nobody sees."""
        return [at_address(note.cell) for note in self.sheets[name].notes if note.code == "under_merge"]


def _clipped(area: Range, sheet: Sheet) -> Range:
    """A range no further than there is anything."""
    top, left, bottom, right = area
    return top, left, min(bottom, len(sheet.rows) - 1), min(right, max(map(len, sheet.rows), default=0) - 1)


def _holds(area: Range, at: Position) -> bool:
    return area[0] <= at[0] <= area[2] and area[1] <= at[1] <= area[3]


def _share(value: Value, addend: Addend, *, is_hidden: bool) -> Share | None:
    """What a cell adds; None where that cannot be told."""
    if value is None:
        return Share(addend.factor, 0.0, is_blank=True)
    if is_hidden:
        return Share(addend.factor, 0.0, is_text=isinstance(value, str), is_hidden=True)
    if isinstance(value, str | bool):
        return _of_text(str(value), addend)
    return Share(addend.factor, addend.factor * float(value))


def _of_text(text: str, addend: Addend) -> Share | None:
    """What a text adds: nothing to a function, its number to an operator, if it is one."""
    if text.startswith("#"):
        return None
    if addend.way is not Way.EACH:
        return Share(addend.factor, 0.0, is_text=True)
    plain = text.strip().replace(",", "")
    return Share(addend.factor, addend.factor * float(plain)) if _NUMBER.fullmatch(plain) else None


_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?")
