"""The bench: a year in which everything agrees, and the same year with slips planted in its books.

A slip is typed into the sheets as a hand would type it, and the books are recognised and extracted anew (some 0.1 s):
figures, texts and whole entries are planted alike, and everything that a run looks at is as it would be."""

import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from guanbiao.causes.assemble import network_of
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move
from guanbiao.intake.read import read_folder
from guanbiao.model.books import Book, Sheet
from guanbiao.model.causes import Cause
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Range, Value, a1
from msgspec import Struct
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import consistent, report_of, typed_in
from tests.stages import gather, reports_of, with_causes

ROOT = Path(__file__).resolve().parent.parent.parent
YEAR = 2020
Item = TypeVar("Item")
Place = tuple[str, str, str, str]  # file, sheet, address, measure
Blanked = tuple[int, float | None]  # a figure by its node, and what is typed in its place; None: nothing


class Dice(random.Random):
    """Chance that falls the same way for the same seed, and the number of the year that it falls for."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self._kind, _, number = seed.rpartition("/")
        self._next = int(number) if number.isdigit() else 0

    def in_turn(self, items: Sequence[Item]) -> Item:
        """One of the items: in years of consecutive numbers each of them comes up once before any does again."""
        order = random.Random(self._kind).sample(range(len(items)), len(items))
        at, self._next = order[self._next % len(items)], self._next + 7
        return items[at]


class RowEdit(Struct, frozen=True):
    """A row typed into the sheet of a filing above the row `at`, or (`values` None) the row `at` taken out."""

    filing: int
    at: int
    values: tuple[Value, ...] | None = None


class Slip(Struct, frozen=True):
    """Something that went wrong, as it is planted: figures typed over (`moves`), texts typed over by filing, row and
    column (`cells`), rows typed in or taken out (`rows`).

    `truth` are the cells that are wrong as planted, with what they should hold (None: not a figure); `roots` those that
    the hand got wrong itself, the others follow from them. Where it `is_whole`, its cause should name all of its cells,
    be it that they follow from others; else each root is to be found by itself. Where it is `of_any`, who names one of
    the roots names the slip: each is a cell of the same entry; so does who names one of its `labels` in its list."""

    moves: tuple[Blanked, ...] = ()
    cells: Mapping[tuple[int, int, int], Value] = {}
    rows: tuple[RowEdit, ...] = ()
    truth: Mapping[Place, float | None] = {}
    roots: frozenset[Place] = frozenset()
    forms: frozenset[str] = frozenset()
    is_whole: bool = False
    of_any: bool = False
    labels: frozenset[tuple[str, str]] = frozenset()


class Bench(Struct, frozen=True, dict=True):
    """The books of a consistent year, their report and its network of relations."""

    books: tuple[Book, ...]
    report: Report
    network: Network

    def planted(self, slips: Sequence[Slip]) -> Report:
        """The year with slips in it, without causes."""
        return report_of(self.typed(slips), YEAR)

    def typed(self, slips: Sequence[Slip]) -> list[Book]:
        """The books with slips in them."""
        figures = {self.key(node): value for slip in slips for node, value in slip.moves if value is not None}
        blanks = {self.key(node)[:3]: None for slip in slips for node, value in slip.moves if value is None}
        texts = blanks | {at: value for slip in slips for at, value in slip.cells.items()}
        books = typed_in(self.books, self.report, figures)
        rows = [row for slip in slips for row in slip.rows]
        return [self._edited(book, texts, rows) for book in books]

    def _edited(self, book: Book, texts: Mapping[tuple[int, int, int], Value], rows: Sequence[RowEdit]) -> Book:
        sheets = []
        for sheet in book.sheets:
            place = book.file, sheet.name
            own = {at[1:]: value for at, value in texts.items() if self._sheet(at[0]) == place}
            sheets.append(_edited(sheet, own, [each for each in rows if self._sheet(each.filing) == place]))
        return replace(book, sheets=tuple(sheets))

    def _sheet(self, filing: int) -> tuple[str, str]:
        own = self.report.filings[filing]
        return own.book.file, own.sheet.name

    def key(self, node: int) -> tuple[int, int, int, str]:
        """What tells a figure from others: its filing, its cell, its measure."""
        line = self.network.nodes[node].line
        return line.filing, *line.address, line.measure

    def place(self, node: int, down: int = 0) -> Place:
        """Where a figure stands, once the rows of its sheet moved down by some."""
        filing, row, column, measure = self.key(node)
        return *self._sheet(filing), a1(row + down, column), measure

    def place_of(self, filing: int, row: int, column: int) -> Place:
        """Where a cell stands, whatever it holds."""
        return *self._sheet(filing), a1(row, column), ""

    def slip(self, moves: Sequence[Blanked], roots: Sequence[int] | None = None) -> Slip:
        """The slip of typing figures over; of these, `roots` were typed wrong and the others follow (None: all)."""
        nodes = self.network.nodes
        own = [node for node, _ in moves] if roots is None else roots
        return Slip(
            moves=tuple(moves),
            truth={self.place(node): nodes[node].value for node, _ in moves},
            roots=frozenset(self.place(node) for node in own),
            forms=frozenset(nodes[node].line.form for node, _ in moves),
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """The findings of the year without slips: questions that its forms leave open."""
        return frozenset(name for each in self.report.findings for name in each.names)

    @cached_property
    def open(self) -> frozenset[int]:
        """The relations, by number, that do not hold in the year without slips: questions."""
        return frozenset(case.relation for each in self.report.findings for case in each.cases if case.relation >= 0)

    @cached_property
    def usual(self) -> frozenset[str]:
        """The causes of the year without slips."""
        return frozenset(cause.id for cause in causes_of(self.report))


def _edited(sheet: Sheet, texts: Mapping[tuple[int, int], Value], rows: Sequence[RowEdit]) -> Sheet:
    """A sheet with cells typed over, then rows typed in and taken out, from the lowest up."""
    if not texts and not rows:
        return sheet
    typed = [list(row) for row in sheet.rows]
    for (row, column), value in texts.items():
        typed[row] += [None] * (column + 1 - len(typed[row]))
        typed[row][column] = value
    merges = sheet.merges
    for edit in sorted(rows, key=lambda each: -each.at):
        typed[edit.at : edit.at + (edit.values is None)] = [] if edit.values is None else [list(edit.values)]
        merges = tuple(_moved(area, edit.at, -1 if edit.values is None else 1) for area in merges)
    return replace(sheet, rows=typed, merges=merges)


def _moved(area: Range, at: int, by: int) -> Range:
    """A merged range after a row was put in above the row `at` (by 1) or taken out (by -1)."""
    top, left, bottom, right = area
    return top + by * (top >= at + (by < 0)), left, bottom + by * (bottom >= at), right


def bench_of(books: Sequence[Book]) -> Bench:
    """The bench of a year's books, in which everything must agree."""
    report = report_of(books, YEAR)
    return Bench(tuple(books), report, network_of(report.reconciled, YEAR, CATALOGUE))


def filed() -> Report:
    """The sample year as it was filed."""
    return next(reports_of(gather(recognise(read_folder(ROOT / "inputs"), CATALOGUE), CATALOGUE), [YEAR], CATALOGUE))


def usual_bench() -> Bench:
    """The bench of the sample year with all that can be computed recomputed."""
    return bench_of(consistent(filed()))


def causes_of(report: Report) -> list[Cause]:
    """The causes of a report."""
    return list(with_causes(report).causes)


def as_moves(moves: Iterable[Blanked]) -> list[Move]:
    """Moves of the network: a blank counts 0."""
    return [(node, value or 0.0) for node, value in moves]
