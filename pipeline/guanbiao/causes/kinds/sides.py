"""Entries on the wrong side of a division, and entries that stand in two lists.

08 讲座             01                        The lecture of 431 was held in the library and its place says 网上. By
| 地点 | 人次 |     |      | 期 | 人次 |      the list there are 18 lectures on site and 1147 people too few, and one
| 报告厅 | 70 |     | 阵地 | 19 | 1578 |      and 431 too many online: equal and opposite gaps, in the count and in the
| 网上 | 431 |      | 网上 | 22 | 13141 |     sum. No total is wrong, and no figure: the text in one column is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from guanbiao.causes.entries import elsewhere, name_of
from guanbiao.causes.evidence import MOST_CHOICES, Scene
from guanbiao.causes.kinds.patterns import Pattern, TextCell
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.equations import Entries
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfEntry, OfList
from guanbiao.reconcile.judge import TOLERANCE

MOST_MISPLACED = 3  # entries on the wrong side together; the sums of more meet any gap by chance


class Side(Struct, frozen=True):
    """A link that counts or adds up the entries on one side of a division, and by how much the list gives more than
    was reported."""

    link: int
    entries: Entries
    surplus: float


def side_patterns(scene: Scene) -> Iterator[Pattern]:
    """The entries on the wrong side, and those in two lists, that what is off hints at."""
    for sides in _divisions(scene).values():
        for much, little in combinations(sides, 2):
            yield from _misplaced(scene, sides[much], sides[little])
            yield from _misplaced(scene, sides[little], sides[much])
    yield from _in_two_lists(scene)


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
    """Entries that count on one side, where the list gives too much, and belong to the other, which lacks as much."""
    lacking = {_measure(side): -side.surplus for side in little}
    surplus = {_measure(side): side.surplus for side in much}
    if surplus != lacking or max(surplus.values()) <= 0:
        return
    counted = {side.surplus for side in much if side.entries.counted}
    sums = [side for side in much if not side.entries.counted and side.surplus]
    shifts = tuple((side.link, -scene.network.off[side.link]) for side in (*much, *little))
    total = scene.network.links[little[0].link].left
    for found in _choices(scene.network, sums, int(max(counted, default=1))):
        first = found[0]
        where = much[0].entries.where
        if where:
            texts = tuple(TextCell(node, where.column) for node in found)
            names = "、".join(name_of(scene, node) for node in found)
            form = scene.network.nodes[first].line.form
            detail = OfEntry(form, names, where.column, scene.name(total))
            other = ChangeSet(_reported(scene.network, (*much, *little)))
            yield Pattern(CauseKind.ENTRY_MISPLACED, ChangeSet((), shifts=shifts), detail, others=(other,), texts=texts)


def _measure(side: Side) -> str:
    return "" if side.entries.counted else side.entries.column


def _choices(network: Network, sums: Sequence[Side], count: int) -> Iterator[tuple[int, ...]]:
    """So many entries that together are the surplus of every sum: every single one, of several the only choice."""
    if not sums or not 1 <= count <= MOST_MISPLACED:
        return
    entries = [_entries(network, side) for side in sums]
    if len(entries[0]) ** count > MOST_CHOICES:
        return
    found = [
        rows
        for rows in combinations(entries[0], count)
        if all(
            abs(sum(own.get(row, (0, 0.0))[1] for row in rows) - side.surplus) <= TOLERANCE
            for side, own in zip(sums, entries, strict=True)
        )
    ]
    if count == 1 or len(found) == 1:
        yield from (tuple(entries[0][row][0] for row in rows) for rows in found)


def _entries(network: Network, side: Side) -> dict[int, tuple[int, float]]:
    """By row of the sheet, the figure of each entry that a side adds up, and what it adds."""
    link = network.links[side.link]
    nodes = (node for node in link.right if network.nodes[node].line.row is None)
    return {network.nodes[node].line.at_row: (node, link.amount(node, network.nodes[node].value)) for node in nodes}


def _reported(network: Network, sides: Sequence[Side]) -> tuple[tuple[int, float], ...]:
    """What the list gives for each figure that was reported of it: the other side, were the list right."""
    lefts = ((network.links[side.link].left, side.surplus) for side in sides)
    return tuple((node, network.nodes[node].value + surplus) for node, surplus in lefts)


def _in_two_lists(scene: Scene) -> Iterator[Pattern]:
    """An entry by which a list and its totals give more than a summary reports, and which stands in another list."""
    network = scene.network
    surplus: dict[tuple[str, str, str], dict[str, tuple[int, float]]] = defaultdict(dict)
    for number, gap in network.off.items():
        link = network.links[number]
        if link.kind is Source.CROSS and link.left >= 0 and len(link.weights) == 2 and link.lacking(gap) > 0:
            (total,) = link.right
            reported, listed = network.nodes[link.left].line, network.nodes[total].line
            if listed.is_total:
                surplus[reported.form, reported.row or "", listed.form][listed.column] = total, link.lacking(gap)
    twins = elsewhere(scene) if surplus else {}
    for (_, _, form), found in surplus.items():
        for node, other in twins.items():
            line = network.nodes[node].line
            own = found.get(line.column)
            if line.form == form and own and abs(own[1] - network.nodes[node].value) <= TOLERANCE:
                yield _entry_elsewhere(scene, node, other, found)


def _entry_elsewhere(scene: Scene, node: int, other: str, found: Mapping[str, tuple[int, float]]) -> Pattern:
    """An entry that is to be taken out of one of two lists; its totals follow, and its count is one less."""
    network, column = scene.network, scene.network.nodes[node].line.column
    counts = [total for name, (total, much) in found.items() if name != column and much == 1]
    moves = tuple((total, network.nodes[total].value - 1) for total in counts)
    links = [
        link
        for total in counts
        for link in network.at[total]
        if link not in network.off and scene.listed(network.links[link].relation)
    ]
    shifts = tuple((link, network.links[link].weights[network.links[link].left]) for link in links)
    detail = OfList(other, count=1, part=name_of(scene, node))
    return Pattern(CauseKind.ENTRY_ELSEWHERE, ChangeSet(((node, 0.0), *moves), shifts=shifts), detail)
