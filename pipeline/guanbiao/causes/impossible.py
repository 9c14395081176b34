"""Impossible figures are the first suspects: a month below 0, a fraction of a person. Whatever else is wrong, they are.

|      | 外借 |
| 1月  |  512 |     The total is off by 347. That February is -1 is not one of three ways to mend it.
| 2月  |   -1 |
| 合计 |  858 |
"""

from collections.abc import Iterator, Sequence

from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.evidence import Scene
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move
from guanbiao.causes.search import ChangeSet, targets
from guanbiao.model.causes import CauseKind


def impossible_figures(scene: Scene) -> Iterator[Chosen]:
    """A cause for each impossible figure of relations that are off: with its value where one relation or several that
    hold no other such figure give it, else, for all of a relation together, without."""
    network = scene.network
    suspects = [at for at, node in enumerate(network.nodes) if node.is_impossible]
    known = {node: _values(network, node, frozenset(suspects)) for node in suspects}
    for node, values in known.items():
        if values:
            ranked = sorted((_candidate(scene, (node, value)) for value in values), key=_rank)
            yield Chosen(ranked[0], tuple(ranked[1:]))
    yield from _unknown(network, [node for node in suspects if not known[node]])


def _values(network: Network, node: int, suspects: frozenset[int]) -> list[float]:
    """What relations that hold no other impossible figure give for one."""
    others = suspects - {node}
    alone = {
        link: network.off[link]
        for link in network.at[node]
        if link in network.off and others.isdisjoint(network.members[link])
    }
    return targets(network, node, alone, {})


def _rank(each: Candidate) -> tuple[int, float]:
    """What most relations give, and a slip of the hand may have made of it, first."""
    return -len(each.mended), -each.weight


def _candidate(scene: Scene, move: Move) -> Candidate:
    network, evidence = scene.network, scene.weigh(*move)
    after = network.after(network.off, {}, move)
    mended = frozenset(network.off.keys() - after.keys())
    held = sum(link not in network.off for link in network.at[move[0]])
    step = {move[0]: move[1] - network.nodes[move[0]].value}
    kind = evidence.kind if evidence.weight else CauseKind.IMPOSSIBLE
    return Candidate(ChangeSet((move,)), step, mended, kind, evidence.weight, held, evidence.detail)


def _unknown(network: Network, suspects: Sequence[int]) -> Iterator[Chosen]:
    """Those that stand in a relation with others of their kind: what each should be is not to be known from it."""
    left = [node for node in suspects if any(link in network.off for link in network.at[node])]
    while left:
        links = frozenset(link for link in network.at[left[0]] if link in network.off)
        own = [node for node in left if not links.isdisjoint(network.at[node])]
        links = frozenset(link for node in own for link in network.at[node] if link in network.off)
        shifts = tuple((link, -network.off[link]) for link in sorted(links))
        yield Chosen(Candidate(ChangeSet((), shifts=shifts), {}, links, CauseKind.IMPOSSIBLE, unknown=tuple(own)))
        left = [node for node in left if node not in own]
