"""Figures of which nothing is known, as far as relations give them one after the other.

|      | 外借 | 阅览 | 合计 |     Neither column is known. The months of 外借 are, where another form states them; then
| 1月  |   ?  |   ?  |  700 |     each row gives 阅览, and the months of both their totals.
| 合计 |   ?  |   ?  |  860 |
"""

from collections.abc import Mapping, Set
from types import MappingProxyType

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import rounded
from guanbiao.forms.levels import Source


def solved(
    network: Network,
    unknown: Set[int],
    only: Source | None = None,
    moved: Mapping[int, float] = MappingProxyType({}),
) -> Mapping[int, float]:
    """The figures that relations give which hold no other unknown one, those within a form first, and then those of
    which all others are known; of one kind `only`, where it is named, and with others `moved` before."""
    known: dict[int, float] = {}
    places = {node: at for at, node in enumerate(moved)}
    every = {link for node in unknown for link in network.at[node] if not network.links[link].products}
    every = {link for link in every if only in (None, network.links[link].kind)}
    links = sorted(every, key=lambda link: (network.links[link].kind is Source.CROSS, link))
    sought = [(link, [node for node in network.members[link] if node in unknown]) for link in links]
    fresh = True
    while fresh:
        fresh = False
        for number, every_unknown in sought:
            left = [node for node in every_unknown if node not in known]
            if len(left) == 1:
                own = sorted(places.keys() & network.links[number].weights.keys(), key=places.__getitem__)
                gap = network.gap_after(number, [(node, moved[node]) for node in own])
                known[left[0]] = _value(network, number, left[0], gap, known)
                fresh = True
    return known


def _value(network: Network, number: int, node: int, gap: float, known: Mapping[int, float]) -> float:
    """What a relation that is off by so much gives for a figure, the others being as they are known."""
    link = network.links[number]
    gap += sum(
        weight * (known[other] - network.nodes[other].value) for other, weight in link.weights.items() if other in known
    )
    return rounded(network.nodes[node].value - gap / link.weights[node])
