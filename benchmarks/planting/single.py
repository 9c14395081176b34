"""Slips of one figure: a hand or a sheet put another one in its cell. Cells that at least two relations touch, so that
something can tell the wrong one."""

import random
from collections import Counter
from collections.abc import Callable

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move

Draw = Callable[[random.Random, Network], list[Move]]
Change = Callable[[random.Random, Network, int], float | None]


def cells_of(net: Network, *, least: int = 10, twins: bool = False) -> list[int]:
    """The figures that at least two relations touch: those that stand in the same relations as some other figure do
    (`twins`, such as the entries of one list: no relation tells them apart), or those that do not."""
    alike = Counter(net.at)
    return [
        at
        for at, node in enumerate(net.nodes)
        if len(net.at[at]) >= 2 and abs(node.value) >= least and node.is_whole and (alike[net.at[at]] > 1) == twins
    ]


def _single(change: Change, least: int, twins: bool = False) -> Draw:
    def slip(dice: random.Random, net: Network) -> list[Move]:
        for _ in range(200):
            node = dice.choice(cells_of(net, least=least, twins=twins))
            value = change(dice, net, node)
            if value is not None and value != net.nodes[node].value:
                return [(node, value)]
        return []

    return slip


def _swapped(dice: random.Random, net: Network, node: int) -> float | None:
    digits = list(f"{abs(net.nodes[node].value):.0f}")
    at = dice.randrange(len(digits) - 1)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return None if digits[0] == "0" else float("".join(digits))


def _one_wrong(dice: random.Random, net: Network, node: int) -> float | None:
    digits = list(f"{abs(net.nodes[node].value):.0f}")
    at = dice.randrange(len(digits))
    digits[at] = dice.choice("123456789")
    return float("".join(digits))


def _one_more(dice: random.Random, net: Network, node: int) -> float | None:
    digits = f"{abs(net.nodes[node].value):.0f}"
    at = dice.randrange(1, len(digits) + 1)
    return float(digits[:at] + dice.choice("0123456789") + digits[at:])


def _one_less(dice: random.Random, net: Network, node: int) -> float | None:
    digits = f"{abs(net.nodes[node].value):.0f}"
    at = dice.randrange(len(digits))
    rest = digits[:at] + digits[at + 1 :]
    return None if rest.startswith("0") else float(rest)


def _sign(_: random.Random, net: Network, node: int) -> float | None:
    line = net.nodes[node].line
    return -net.nodes[node].value if (line.form, line.column) in net.signed else None


def _ten_thousands(_: random.Random, net: Network, node: int) -> float | None:
    return round(net.nodes[node].value / 10_000, 2) if net.nodes[node].value >= 10_000 else None


def _part(times: int) -> Change:
    """A total without one of its parts (-1), or with one twice (+1)."""

    def change(dice: random.Random, net: Network, node: int) -> float | None:
        links = [net.links[at] for at in net.at[node] if net.links[at].left == node and len(net.links[at].weights) > 2]
        parts = [
            other
            for link in links
            for other, weight in link.weights.items()
            if other != node and weight == -link.weights[node] and net.nodes[other].value
        ]
        value = net.nodes[node].value + times * net.nodes[dice.choice(parts)].value if parts else None
        return None if value is None or value < 0 else value

    return change


def _not_updated(_: random.Random, net: Network, node: int) -> float | None:
    for at in net.at[node]:
        link = net.links[at]
        entries = [other for other in link.weights if other != node and net.nodes[other].line.row is None]
        if link.left == node and len(entries) > 1:
            last = max(entries, key=lambda other: net.nodes[other].line.at_row)
            return net.nodes[node].value - net.nodes[last].value
    return None


def _copied(dice: random.Random, net: Network, node: int) -> float | None:
    own = net.nodes[node].line
    others = [
        other
        for other in cells_of(net, least=1000)
        if (net.nodes[other].line.form, net.nodes[other].line.column) != (own.form, own.column)
    ]
    return net.nodes[dice.choice(others)].value


def _last_year(_: random.Random, net: Network, node: int) -> float | None:
    line = net.nodes[node].line
    before = line.column.replace("{year}", "{year-1}")
    other = net.columns.get((line.form, before), {}).get(line.row or "") if before != line.column else None
    return None if other is None or line.column.count("year") > 1 else net.nodes[other].value


def _left_blank(_: random.Random, net: Network, node: int) -> float | None:
    return 0.0 if net.nodes[node].value >= 0 else None


TWINS = "digit among twins"
SINGLE: dict[str, Draw] = {
    "digits swapped": _single(_swapped, 100),
    "one digit wrong": _single(_one_wrong, 10),
    "a digit too many": _single(_one_more, 10),
    "a digit lost": _single(_one_less, 100),
    "sign": _single(_sign, 10),
    "ten thousands": _single(_ten_thousands, 10_000),
    "part left out": _single(_part(-1), 10),
    "part twice": _single(_part(1), 10),
    "total not updated": _single(_not_updated, 10),
    "copied figure": _single(_copied, 1000),
    "last year's figure": _single(_last_year, 10),
    "left blank": _single(_left_blank, 10),
}
AMONG_TWINS = _single(_one_wrong, 10, twins=True)


def mixed(count: int) -> Draw:
    """Many slips of all these kinds in one year."""

    def draw(dice: random.Random, net: Network) -> list[Move]:
        changes: dict[int, float] = {}
        while len(changes) < count:
            changes |= dict(dice.choice(list(SINGLE.values()))(dice, net))
        return list(changes.items())

    return draw
