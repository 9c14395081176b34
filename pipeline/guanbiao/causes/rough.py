"""What it would take to mend a part of a network that is too tangled to be searched: roughly, figure by figure.

    |      | 外借 | 阅览 | 合计 |     Each month of 外借 is off, and its total is not: that it stands a row too low
    | 1月  |    0 |  20  |  532 |     is one slip; a figure of each row, and whatever that breaks, are many.
    | 2月  |  512 |  30  |  376 |
    | 合计 |  858 |  50  |  908 |

A figure that mends more than it breaks is put right, the one that gains most first; of what is left, each relation asks
for a figure, and for one more in each relation that this would break."""

from collections import Counter
from collections.abc import Iterator, Set

from msgspec import Struct

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Off, rounded
from guanbiao.causes.search import targets

MOST_BROKEN = 2  # figures that a relation asks for besides its own


class _Part(Struct):
    """What is still off of a part, once some figures were put right; `beside` is what is off besides, and stays so."""

    network: Network
    off: dict[int, float]
    beside: Set[int]
    values: dict[int, float] = {}

    @property
    def nodes(self) -> Iterator[int]:
        """The figures of what is off that may yet be put right."""
        every = dict.fromkeys(node for link in self.off for node in self.network.members[link])
        return (node for node in every if node not in self.values)

    def held(self, node: int) -> int:
        """How many relations of a figure hold."""
        return sum(link not in self.off and link not in self.beside for link in self.network.at[node])

    def best(self, node: int) -> tuple[int, float]:
        """How many more relations a figure mends than it breaks, at best, and with which value."""
        values = targets(self.network, node, self.off, self.values)
        mended = Counter(value for link in self.network.at[node] for value in values if self._is_met(link, node, value))
        value, count = max(mended.items(), key=lambda each: (each[1], -abs(each[0])), default=(0.0, 0))
        return count - self.held(node), value

    def _is_met(self, link: int, node: int, value: float) -> bool:
        if link not in self.off:
            return False
        now = self.values.get(node, self.network.nodes[node].value)
        step = (value - now) * self.network.slope(link, node, self.values)
        return not rounded(self.off[link] + step)

    def put_right(self, node: int, value: float) -> set[int]:
        """Change a figure; returns those whose relations moved."""
        after = self.network.after(self.off, self.values, (node, value))
        self.off = {link: gap for link, gap in after.items() if link not in self.beside}
        self.values[node] = value
        return {other for link in self.network.at[node] for other in self.network.members[link]}

    def least(self, link: int) -> int:
        """The figures that a relation asks for by itself."""
        free = [
            self.held(node) for node in self.network.members[link] if targets(self.network, node, self.off, self.values)
        ]
        return 1 + min((*free, MOST_BROKEN))


def rough_price(network: Network, off: Off) -> float:
    """About how many figures must change so that all relations of a part hold."""
    part = _Part(network, dict(off), network.off.keys() - off.keys())
    gains = {node: part.best(node) for node in part.nodes}
    while gains:
        node = max(gains, key=lambda each: (gains[each][0], -each))
        gain, value = gains[node]
        if gain <= 0:
            break
        moved = part.put_right(node, value)
        gains = {each: part.best(each) if each in moved or each not in gains else gains[each] for each in part.nodes}
    return float(len(part.values) + sum(part.least(link) for link in part.off))
