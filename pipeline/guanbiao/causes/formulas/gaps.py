"""What a formula adds, held against what belongs to its total: cell by cell, why the one is not the other."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, groupby

from msgspec import Struct

from guanbiao.causes.formulas.workings import Place, Share, Workings
from guanbiao.model.causes import CauseKind
from guanbiao.model.filings import Filing
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.cells import a1
from guanbiao.text.sums import addition

JOIN = "、"  # between addresses
ALIKE = 0.5  # of the cells of a formula and of a relation that are the same where the one is meant to be the other


class Wanted(Struct, frozen=True):
    """What a relation adds up to a total, by the number of its link: by cell, the factor and what it adds; whether it
    holds, and whether it is one across forms."""

    link: int
    parts: Mapping[Place, tuple[float, float]]
    holds: bool
    is_cross: bool = False

    @property
    def due(self) -> float:
        """What the total should be."""
        return sum(amount for _, amount in self.parts.values())

    def likeness(self, shares: Mapping[Place, Share]) -> float:
        """How much of the cells that a formula and the relation add is the same, from 0 to 1; blank cells that are no
        parts aside."""
        added = {place for place, share in shares.items() if not share.is_blank}
        return len(self.parts.keys() & shares.keys()) / len(self.parts.keys() | added)


class Gap(Struct, frozen=True):
    """The cells by which a formula's result parts from its total: texts that it skips, cells that it leaves out, cells
    that are no part or that it adds again, cells in rows that are not shown; the kind is that of the largest part."""

    kind: CauseKind
    texts: tuple[Place, ...] = ()
    left_out: tuple[Place, ...] = ()
    added: tuple[Place, ...] = ()
    hidden: tuple[Place, ...] = ()


_KINDS = {
    "texts": CauseKind.TEXT_SKIPPED,
    "left_out": CauseKind.RANGE_TOO_SHORT,
    "added": CauseKind.RANGE_TOO_WIDE,
    "hidden": CauseKind.FILTERED_OUT,
}


def compared(shares: Mapping[Place, Share], wanted: Wanted, book: Workings, filing: Filing) -> Gap | None:
    """Why a formula that gives the figure of its cell gives another than the relation wants; None where any part of
    the gap has no reason that is certain."""
    found: dict[str, dict[Place, float]] = {}
    for place in sorted(shares.keys() | wanted.parts.keys()):
        share, (factor, amount) = shares.get(place), wanted.parts.get(place, (0.0, 0.0))
        missing = amount - (share.amount if share else 0.0)
        if abs(missing) > TOLERANCE:
            word = _word(share, factor, amount)
            if not word:
                return None
            found.setdefault(word, {})[place] = missing
    added, lacking = found.get("added", {}), found.get("left_out", {})
    foreign = [place for place in added if place not in wanted.parts]
    likeness = wanted.likeness(shares)
    if not found or not likeness or (likeness < ALIKE and added and lacking):
        return None
    if any(_adds(place, lacking, book) or not _is_no_part(place, wanted, book, filing) for place in foreign):
        return None
    largest = max(found, key=lambda word: abs(sum(found[word].values())))
    return Gap(_KINDS[largest], **{word: tuple(places) for word, places in found.items()})


def _word(share: Share | None, factor: float, amount: float) -> str:
    """What becomes of a cell that a formula does not add as the relation does; '' where nothing explains it."""
    if share is None:
        return "left_out"
    if not factor:
        return "added"
    if share.factor == factor and share.is_hidden:
        return "hidden"
    if share.factor == factor and share.is_text:
        return "texts"
    times = share.factor / factor
    return "added" if times > 1 and abs(share.amount - times * amount) <= TOLERANCE else ""


def _is_no_part(place: Place, wanted: Wanted, book: Workings, filing: Filing) -> bool:
    """Whether a cell that a formula adds besides is certain not to belong to the total: a figure that the form
    declares and the relation does not count, what stands above all rows, or a total of some of the same parts."""
    name, row, _ = place
    declared, tops = _declared(filing)
    if place in declared or _adds(place, wanted.parts, book) or _is_subtotal(place, wanted, book):
        return True
    return row < min((top for sheet, top in tops if sheet == name), default=0)


def _declared(filing: Filing) -> tuple[frozenset[Place], list[tuple[str, int]]]:
    """The cells of a filing under its columns in its rows, as they stand in the file, and the first of these rows."""
    found = set()
    for block in filing.blocks:
        for row in block.rows:
            for column in block.columns.values():
                name, at, there = filing.sheet.origin(row.at, column)
                found.add((name.upper(), at, there))
    return frozenset(found), [(name, at) for name, at, _ in found]


def _is_subtotal(place: Place, wanted: Wanted, book: Workings) -> bool:
    """Whether a number is what some of the parts come to, two at least, that stand right before it or right after."""
    value = book.value(place)
    for along, across in ((1, 2), (2, 1)):
        own = {
            _at(part, along): amount
            for part, (_, amount) in wanted.parts.items()
            if part[0] == place[0] and _at(part, across) == _at(place, across)
        }
        for step in (-1, 1):
            beside = [own[at] for at in sorted(own, key=lambda at: at * step) if (at - _at(place, along)) * step > 0]
            if any(at and total and value == total for at, total in enumerate(accumulate(beside))):
                return True
    return False


def _at(place: Place, axis: int) -> int:
    """The row (axis 1) or the column (2) of a cell."""
    return place[1] if axis == 1 else place[2]


def _adds(place: Place, cells: Iterable[Place], book: Workings) -> bool:
    """Whether a cell is a formula that adds any of some others."""
    adds = addition(book.formula(place))
    shares = book.shares(place, adds, shown_only=False) if adds else None
    return shares is not None and not shares.keys().isdisjoint(cells)


def addresses(places: Sequence[Place], names: Mapping[str, str], own: str) -> str:
    """Cells as addresses, runs of them as ranges, in as few words as down or across takes; with the name of their
    sheet where it is not their `own`.

    >>> addresses([("A", 4, 4), ("A", 5, 4), ("A", 8, 4)], {"A": "1月"}, "A")
    'E5:E6、E9'
    """
    down = _runs(sorted(places, key=lambda place: (place[0], place[2], place[1])), 1)
    across = _runs(sorted(places), 2)
    words = min((down, across), key=len)
    prefix = {name: "" if name == own else f"{shown}!" for name, shown in names.items()}
    ranges = [(prefix[first[0]], a1(*first[1:]), a1(*last[1:])) for first, last in words]
    return JOIN.join(f"{sheet}{first}" + (f":{last}" if last != first else "") for sheet, first, last in ranges)


def _runs(places: Sequence[Place], along: int) -> list[tuple[Place, Place]]:
    """Cells as runs along rows (1) or columns (2), each by its first and last."""
    runs: list[tuple[Place, Place]] = []
    for place in places:
        name, row, column = runs[-1][1] if runs else ("", -2, -2)
        following = (name, row + 1, column) if along == 1 else (name, row, column + 1)
        if following == place:
            runs[-1] = runs[-1][0], place
        else:
            runs.append((place, place))
    return runs


def rows(numbers: Iterable[int]) -> str:
    """Rows, counted from 0, as users call them.

    >>> rows([5, 6, 9])
    '6:7、10'
    """
    runs = [list(run) for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda each: each[1] - each[0])]
    ends = [(run[0][1] + 1, run[-1][1] + 1) for run in runs]
    return JOIN.join(f"{first}:{last}" if last > first else f"{first}" for first, last in ends)
