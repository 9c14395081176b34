"""What the relations that are off want of each figure of a column or a row."""

from collections import defaultdict
from collections.abc import Iterator

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Move, Series
from guanbiao.causes.search import targets


def wanted_series(network: Network, axis: Axis) -> Iterator[tuple[Series, tuple[Move, ...]]]:
    """Every column (or row) in which figures are off, with the likeliest value of each of them that has one."""
    troubled: dict[Series, list[int]] = defaultdict(list)
    for node in sorted({node for link in network.off for node in network.members[link]}):
        line = network.nodes[node].line
        if not line.measure and line.row:
            troubled[line.form, line.key(axis)].append(node)
    for series, nodes in troubled.items():
        beside = frozenset(network.series(axis)[series].values())
        yield series, tuple(move for node in nodes for move in _likeliest(network, node, beside))


def _likeliest(network: Network, node: int, beside: frozenset[int]) -> list[Move]:
    """The value of a node that mends most of its links that are off, and of as many those of fewest others, if it may
    take any of theirs. What adds up the series it stands in (`beside`) says nothing of one figure of it, where all of
    them may be wrong."""
    off = [link for link in network.at[node] if link in network.off]
    own = {link: network.off[link] for link in off if beside.intersection(network.members[link]) <= {node}}
    votes = [(node, value) for value in targets(network, node, own, {})]

    def rank(vote: Move) -> tuple[int, int]:
        left = network.after(own, {}, vote)
        return len(left), min((len(network.members[link]) for link in own if link not in left), default=0)

    return sorted(votes, key=rank)[:1]
