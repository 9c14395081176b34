"""Entries that stand in two lists, or twice in one, where the totals of the list count them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from guanbiao.causes.entries import elsewhere, name_of
from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.patterns import Pattern
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfList
from guanbiao.reconcile.judge import TOLERANCE


def two_list_patterns(scene: Scene) -> Iterator[Pattern]:
    """An entry by which a list and its totals give more than a summary reports, and which stands in another list, or
    above in the same."""
    network = scene.network
    surplus: dict[tuple[str, str, str], dict[str, tuple[int, float]]] = defaultdict(dict)
    for number, gap in network.off.items():
        link = network.links[number]
        if link.kind is Source.CROSS and link.left >= 0 and len(link.weights) == 2 and link.lacking(gap) > 0:
            (total,) = link.right
            reported, listed = network.nodes[link.left].line, network.nodes[total].line
            if listed.is_total:
                surplus[reported.form, reported.row or "", listed.form][listed.column] = total, link.lacking(gap)
    own_twins = {node: scene.network.nodes[node].line.form for node in sorted(scene.repeated)}
    twins = {**elsewhere(scene), **own_twins} if surplus else {}
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
    is_same = network.nodes[node].line.form == other
    kind = CauseKind.ENTRIES_TWICE if is_same else CauseKind.ENTRY_ELSEWHERE
    return Pattern(kind, ChangeSet(((node, 0.0), *moves), shifts=shifts), detail)
