"""What ranges of a form hold, to be held against each other: copies hold the same, parts of one form hold others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from guanbiao.forms.catalogue import Block, Card, Form, Grid, Kind
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Filing, FoundBlock
from guanbiao.text.cells import text_of
from guanbiao.text.labels import AROUND_NUMERAL, NUMERALS, fold

_DIGITS = 9  # of a serial number
_KNOWN = 3  # cells by which an entry is known: two may be a date and a place
LEAST = 2  # entries that a range must hold to be a part of a list whose serial numbers begin anew: one is an example


class Contents(Struct, frozen=True, dict=True):
    """What stands in a block: in a grid or card the `cells` that are filled and no totals, by row and column; of a list
    the `entries`, without their serial numbers, and these (`serials`). `printed` are the rows of a grid that stand
    there, filled or not, but for those that add up others."""

    cells: Mapping[tuple[str, str], str] = {}
    entries: Counter[tuple[str, ...]] = Counter()
    serials: tuple[int, ...] = ()
    printed: frozenset[str] = frozenset()

    @cached_property
    def rows(self) -> frozenset[str]:
        """The rows of a grid that are filled."""
        return frozenset(row for row, _ in self.cells)

    def is_followed_by(self, other: "Contents", least: int = LEAST) -> bool:
        """Whether another range is certain to be a part of the form that this one is: its rows are others than those
        that are printed or filled here; its serial numbers come behind, or are others; or each has so many entries at
        `least` (0: that is not enough), and none in common."""
        if self.printed and other.printed:
            are_filled = bool(self.rows and other.rows) and self.rows.isdisjoint(other.rows)
            return are_filled or self.printed.isdisjoint(other.printed)
        common = (self.entries & other.entries).total()
        if self.serials and other.serials:
            if _behind(self.serials, other.serials):
                return common < other.entries.total()
            if least and not common and _are_apart(self, other):
                return True
        fewest = min(self.entries.total(), other.entries.total())
        return not common and fewest >= least > 0

    def complements(self, other: "Contents") -> bool:
        """Whether each of two holds what the other lacks, and they contradict each other nowhere; entries that differ
        in one cell alone are the same, as somebody corrected it, and so is one that says less than another. Lists that
        have as many entries in common as of their own are copies of which one was brought up to date."""
        if self.entries or other.entries:
            one, two = self.entries - other.entries, other.entries - self.entries
            is_copy = (self.entries & other.entries).total() >= min(one.total(), two.total())
            are_others = _are_others(one, two) and _are_others(two, one)
            return not is_copy and are_others and _but_one(one).isdisjoint(_but_one(two))
        here, there = self.cells.keys() - other.cells.keys(), other.cells.keys() - self.cells.keys()
        both = self.cells.keys() & other.cells.keys()
        return bool(here and there) and all(self.cells[at] == other.cells[at] for at in both)


def contents(block: Block, found: FoundBlock, sheet: Sheet) -> Contents:
    """What a block holds, as it was found on a sheet."""
    if isinstance(block, Card):
        slots = {(key, ""): _said(sheet, *at) for key, at in found.slots.items()}
        return Contents({place: text for place, text in slots.items() if text})
    if isinstance(block, Grid):
        cells = _cells(block, found, sheet)
        adding = {row for row in block.row_keys if all((row, column) in block.totals for column in block.numeric)}
        held = {place: text for place, text in cells if text and place not in block.totals}
        return Contents(held, printed=frozenset(row.key for row in found.rows).difference(adding))
    serial = next((at for at, leaf in enumerate(block.leaves) if leaf.column.kind is Kind.SERIAL), None)
    rows = [row.at for row in found.rows if row.role == "entry"]
    columns = [column for leaf, column in found.columns.items() if leaf != serial]
    entries = Counter(tuple(_said(sheet, row, column) for column in columns) for row in rows)
    column = found.columns.get(serial, -1) if serial is not None else -1
    return Contents({}, entries, tuple(_numbers(sheet, rows, column)))


def complement(one: Filing, other: Filing, form: Form) -> bool:
    """Whether two filings of a form complement each other: in some block each holds what the other lacks, in none they
    contradict each other. Ranges that say the same are copies, which is seen at once."""
    if one.area == other.area and one.sheet.rows == other.sheet.rows:
        return False
    held = [
        (contents(block, here, one.sheet), contents(block, there, other.sheet))
        for block, here, there in zip(form.blocks, one.blocks, other.blocks, strict=True)
    ]
    told = [(here, there) for here, there in held if here != there]
    return bool(told) and all(here.complements(there) for here, there in told)


def _but_one(entries: Iterable[tuple[str, ...]]) -> set[tuple[int, tuple[str, ...]]]:
    """The entries without each of their cells in turn, as far as enough is left to know them by."""
    left = ((at, (*entry[:at], *entry[at + 1 :])) for entry in entries for at in range(len(entry)))
    return {(at, rest) for at, rest in left if len(rest) - rest.count("") >= _KNOWN}


def _short(entries: Iterable[tuple[str, ...]]) -> set[frozenset[tuple[int, str]]]:
    """What entries say that are not known by enough cells: each cell by its place."""
    held = (frozenset(_held(entry)) for entry in entries)
    return {each for each in held if 0 < len(each) < _KNOWN}


def _are_others(short: Iterable[tuple[str, ...]], entries: Iterable[tuple[str, ...]]) -> bool:
    """Whether no short entry says what a part of another entry does."""
    said = _short(short)
    sizes = {len(each) for each in said}
    parts = (frozenset(each) for entry in entries for size in sizes for each in combinations(_held(entry), size))
    return not said or said.isdisjoint(parts)


def _held(entry: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(at, text) for at, text in enumerate(entry) if text]


def _cells(block: Grid, found: FoundBlock, sheet: Sheet) -> Iterator[tuple[tuple[str, str], str]]:
    for row in found.rows:
        for leaf, column in found.columns.items():
            yield (row.key, block.leaves[leaf].key), _said(sheet, row.at, column)


def _said(sheet: Sheet, row: int, column: int) -> str:
    """What a cell says; '' for one that is blank, and for a bare 0, as forms are printed before they are filled."""
    text = fold(text_of(value_at(sheet.rows, row, column)))
    return "" if text == "0" else text


def _numbers(sheet: Sheet, rows: Sequence[int], column: int) -> Iterator[int]:
    """The serial numbers in these rows, as far as they are numbers."""
    for row in rows if column >= 0 else ():
        text = text_of(value_at(sheet.rows, row, column)).removesuffix(".0")
        if text.isdecimal() and len(text) <= _DIGITS:
            yield int(text)
        elif number := NUMERALS.get(text.strip(AROUND_NUMERAL)):
            yield number


def _are_apart(one: Contents, other: Contents) -> bool:
    """Whether every entry of both has a serial number that no other has: one list, sorted into several."""
    both = (*one.serials, *other.serials)
    return len({*both}) == len(both) == one.entries.total() + other.entries.total()


def _behind(ones: Sequence[int], others: Sequence[int]) -> bool:
    """Whether serial numbers go on where others end, or both together are all from the least to the greatest."""
    both = {*ones, *others}
    is_whole = len(both) == len(ones) + len(others) == max(both) - min(both) + 1
    return others[0] == max(ones) + 1 or is_whole
