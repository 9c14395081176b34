"""Impossible figures are the first suspects: a month below 0, a fraction of a person. Whatever else is wrong, they are.

|      | 外借 |
| 1月  |  512 |     The total is off by 347. That February is -1 is not one of three ways to mend it.
| 2月  |   -1 |
| 合计 |  858 |
"""

from collections.abc import Iterator, Sequence
from math import floor

from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.evidence import Scene
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move, rounded
from guanbiao.causes.search import ChangeSet, loose_ends, targets
from guanbiao.model.causes import CauseKind


def impossible_figures(scene: Scene, *, is_last: bool = False) -> Iterator[Chosen]:
    """A cause for each impossible figure of relations that are off, as long as no other is in place: with its value
    where a relation that holds no other such figure gives it, else, for all of a relation together, without. A total
    is what its parts make it. Where the relations of a figure that are off give others, something else is wrong there,
    too, and that waits until all else is in place (`is_last`)."""
    nodes, settled = scene.network.nodes, scene.network.settled_nodes
    suspects = frozenset(
        at for at, node in enumerate(nodes) if node.is_impossible and not node.line.is_total and at not in settled
    )
    waiting = set[int]()
    for node in sorted(suspects):
        every = (_candidate(scene, (node, value)) for value in dict.fromkeys(_values(scene.network, node, suspects)))
        ranked = sorted((each for each in every if each.mended), key=_rank)
        if ranked and (is_last or _is_clear(scene.network, node, ranked[0])):
            yield Chosen(ranked[0], tuple(ranked[1:]))
        waiting |= {node} if ranked else set()
    left = [node for node in sorted(suspects - waiting) if not scene.held(node)]
    yield from _unknown(scene.network, [node for node in left if is_last or _is_beside(scene.network, node, left)])


def _is_beside(network: Network, node: int, suspects: Sequence[int]) -> bool:
    """Whether a figure stands in a relation that is off with another one of its kind."""
    off = (network.members[link] for link in network.at[node] if link in network.off)
    return any(other != node and other in members for members in off for other in suspects)


def _is_clear(network: Network, node: int, best: Candidate) -> bool:
    """Whether a value mends all that is off of its figure."""
    return best.mended.issuperset(link for link in network.at[node] if link in network.off)


def _values(network: Network, node: int, suspects: frozenset[int]) -> list[float]:
    """What relations that hold no other impossible figure give for one; where all of its own hold, what those of its
    totals do."""
    others = suspects - {node}
    alone = {link: gap for link, gap in network.off.items() if others.isdisjoint(network.members[link])}
    own = targets(network, node, alone, {})
    return own or [value for link in network.reach(node) if link in alone for value in _carried(network, node, link)]


def _carried(network: Network, node: int, link: int) -> list[float]:
    """The value of a figure with which a relation holds that its totals stand in, if they follow as far as that."""
    value, gap = network.nodes[node].value, network.off[link]
    probe = floor(value) + 1.0  # a whole number: no total follows to a fraction of what is counted
    step = (network.followed(network.off, {}, ((node, probe),))[0].get(link, 0.0) - gap) / (probe - value)
    wanted = rounded(value - gap / step) if step else value
    return [wanted] if wanted != value and network.may_be(node, wanted) else []


def _rank(each: Candidate) -> tuple[int, float]:
    """What most relations give, and a slip of the hand may have made of it, first."""
    return -len(each.mended), -each.weight


def _candidate(scene: Scene, move: Move) -> Candidate:
    """A figure made possible, with what follows from it; it mends nothing where that breaks anything."""
    network, evidence = scene.network, scene.weigh(*move)
    after, values = network.followed(network.off, {}, (move,))
    following = tuple(each for each in values.items() if each != move)
    mended = frozenset(network.off.keys() - after.keys()) if after.keys() <= network.off.keys() else frozenset[int]()
    kind = evidence.kind if evidence.weight > 0 else CauseKind.IMPOSSIBLE
    steps = {node: value - network.nodes[node].value for node, value in values.items()}
    change_set = ChangeSet((move,), following, loose_ends(network, after, values))
    return Candidate(change_set, steps, mended, kind, evidence.weight, scene.held(move[0]), evidence.detail)


def _unknown(network: Network, suspects: Sequence[int]) -> Iterator[Chosen]:
    """Those that stand in a relation with others of their kind, and so on: what each should be is not to be known from
    it."""
    left = [node for node in suspects if any(link in network.off for link in network.at[node])]
    while left:
        own, links = {left[0]}, frozenset[int]()
        while (wider := frozenset(link for node in own for link in network.at[node] if link in network.off)) != links:
            links = wider
            own |= {node for node in left if not links.isdisjoint(network.at[node])}
        shifts = tuple((link, -network.off[link]) for link in sorted(links))
        yield Chosen(
            Candidate(ChangeSet((), shifts=shifts), {}, links, CauseKind.IMPOSSIBLE, unknown=tuple(sorted(own)))
        )
        left = [node for node in left if node not in own]
