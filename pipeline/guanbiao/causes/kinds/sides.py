"""Entries on the wrong side of a division.

08 讲座             01                        The lecture of 431 was held in the library and its place says 网上. By
| 地点 | 人次 |     |      | 期 | 人次 |      the list there are 18 lectures on site and 1147 people too few, and one
| 报告厅 | 70 |     | 阵地 | 19 | 1578 |      and 431 too many online: equal and opposite gaps, in the count and in the
| 网上 | 431 |      | 网上 | 22 | 13141 |     sum. No total is wrong, and no figure: the text in one column is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from typing import TypeAlias

from msgspec import Struct

from guanbiao.causes.entries import likeness, name_of
from guanbiao.causes.evidence import MOST_CHOICES, Scene
from guanbiao.causes.kinds.patterns import Pattern, TextCell
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.equations import Entries
from guanbiao.model.causes import CauseKind, OfEntry
from guanbiao.reconcile.judge import TOLERANCE

_Rows: TypeAlias = tuple[
    tuple[int, ...], tuple[int, ...]
]  # rows of entries on one side of a division, and on the other
MOST_MISPLACED = 3  # entries on the wrong side together; the sums of more meet any gap by chance


class Side(Struct, frozen=True):
    """A link that counts or adds up the entries on one side of a division, and by how much the list gives more than
    was reported."""

    link: int
    entries: Entries
    surplus: float


def side_patterns(scene: Scene) -> Iterator[Pattern]:
    """The entries on the wrong side that what is off hints at."""
    for sides in _divisions(scene).values():
        for much, little in combinations(sides, 2):
            yield from _misplaced(scene, sides[much], sides[little])
            yield from _misplaced(scene, sides[little], sides[much])


def _divisions(scene: Scene) -> dict[str, dict[str, list[Side]]]:
    """By list that is divided, and by condition, the links that are off."""
    found: dict[str, dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
    for number, gap in scene.network.off.items():
        link = scene.network.links[number]
        entries = scene.aggregates.get(link.relation)
        if entries and entries.where and link.left >= 0 and not link.products:
            found[entries.form][entries.where.key].append(Side(number, entries, link.lacking(gap)))
    return found


def _misplaced(scene: Scene, much: Sequence[Side], little: Sequence[Side]) -> Iterator[Pattern]:
    """Entries that count on one side, where the list gives too much, and belong to the other, which lacks as much; and
    entries the other way round, where fewer than these are."""
    surplus, lacking = ({_measure(side): side.surplus for side in sides} for sides in (much, little))
    if surplus != {measure: -value for measure, value in lacking.items()} or not _is_first(surplus):
        return
    here, there = (_Division(scene.network, sides) for sides in (much, little))
    choices = _choices(here, there, surplus, int(surplus.get("", 0 if _is_counted(scene, much[0]) else 1)))
    for found in sorted(choices, key=lambda rows: -_likelihood(scene, here, there, rows)):
        yield _pattern(
            scene,
            much,
            little,
            [_node(side, row) for side, rows in zip((here, there), found, strict=True) for row in rows],
        )


def _is_first(surplus: Mapping[str, float]) -> bool:
    """Whether the count is too large, or, where it is right, the first sum: of two sides one is so."""
    return next((value for _, value in sorted(surplus.items()) if value), 0.0) > 0


def _measure(side: Side) -> str:
    """What a side adds up: a column, '' where it counts."""
    return "" if side.entries.counted else side.entries.column


def _is_counted(scene: Scene, side: Side) -> bool:
    """Whether any relation counts the entries on a side."""
    own = side.entries
    return any(each.counted and each.form == own.form and each.where == own.where for each in scene.aggregates.values())


class _Division(Struct, frozen=True, dict=True):
    """The entries on one side of a division, by row of the sheet and column: the figure, and what it adds."""

    network: Network
    sides: Sequence[Side]

    @cached_property
    def columns(self) -> Mapping[str, Mapping[int, tuple[int, float]]]:
        """By column that is added up, the figures of its entries."""
        return {side.entries.column: self._entries(side) for side in self.sides if not side.entries.counted}

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows of its entries."""
        return list(next(iter(self.columns.values()), ()))

    def amount(self, column: str, rows: Iterable[int]) -> float:
        """What the entries of some rows add to a column."""
        own = self.columns[column]
        return sum(own[row][1] for row in rows if row in own)

    def _entries(self, side: Side) -> dict[int, tuple[int, float]]:
        link, nodes = self.network.links[side.link], self.network.nodes
        entries = (node for node in link.right if nodes[node].line.row is None)
        return {nodes[node].line.at_row: (node, link.amount(node, nodes[node].value)) for node in entries}


def _choices(here: _Division, there: _Division, surplus: Mapping[str, float], count: int) -> list[_Rows]:
    """The fewest entries here, and there, that together are the surplus of every sum, so many more here than there."""
    if not here.columns or not there.columns or not 0 <= count <= MOST_MISPLACED:
        return []
    for back in range(not count, MOST_MISPLACED):
        ahead = count + back
        if ahead + back > MOST_MISPLACED or len(here.rows) ** ahead * max(1, len(there.rows) ** back) > MOST_CHOICES:
            break
        pairs = product(combinations(here.rows, ahead), combinations(there.rows, back))
        if found := [pair for pair in pairs if _fits(here, there, surplus, pair)]:
            return found
    return []


def _fits(here: _Division, there: _Division, surplus: Mapping[str, float], rows: _Rows) -> bool:
    return all(
        abs(here.amount(column, rows[0]) - there.amount(column, rows[1]) - surplus.get(column, 0.0)) <= TOLERANCE
        for column in here.columns
    )


def _node(side: _Division, row: int) -> int:
    return next(own[row][0] for own in side.columns.values() if row in own)


def _likelihood(scene: Scene, here: _Division, there: _Division, rows: _Rows) -> float:
    """How much entries are like those of the other side rather than like those of their own."""
    return sum(
        likeness(scene, _node(own, row), [_node(other, each) for each in other.rows])
        - likeness(scene, _node(own, row), [_node(own, each) for each in own.rows if each != row])
        for own, other, some in ((here, there, rows[0]), (there, here, rows[1]))
        for row in some
    )


def _pattern(scene: Scene, much: Sequence[Side], little: Sequence[Side], nodes: Sequence[int]) -> Pattern:
    """The entries of some figures, put on the other side of the division."""
    network, sides = scene.network, (*much, *little)
    column = next(side.entries.where.column for side in sides if side.entries.where)
    detail = OfEntry(
        form=network.nodes[nodes[0]].line.form,
        part="、".join(name_of(scene, node) for node in nodes),
        column=column,
        source=scene.name(network.links[little[0].link].left),
    )
    return Pattern(
        CauseKind.ENTRY_MISPLACED,
        ChangeSet((), shifts=tuple((side.link, -network.off[side.link]) for side in sides)),
        detail,
        others=(ChangeSet(_reported(network, sides)),),
        texts=tuple(TextCell(node, column) for node in nodes),
    )


def _reported(network: Network, sides: Sequence[Side]) -> tuple[Move, ...]:
    """What the list gives for each figure that was reported of it: the other side, were the list right."""
    lefts = ((network.links[side.link].left, side.surplus) for side in sides)
    return tuple((node, network.nodes[node].value + surplus) for node, surplus in lefts)
