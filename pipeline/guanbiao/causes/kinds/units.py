"""Columns and forms in another unit than all others: what others say of them is one power of ten.

| 07   | 外借  |     02 states 512, 346, 858: all that others say of 07 is a tenth of what it states. That
| 1月  |  5120 |     every figure ends in 0 tells the same of the form by itself, as four decimals of persons
| 2月  |  3460 |     do: then one relation to another form is enough to tell it, no form is held against this
| 合计 |  8580 |     one, nor is this one put right by any other power.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern
from guanbiao.causes.kinds.wanted import wanted_series
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import DIGITS, Axis, Move, rounded
from guanbiao.causes.search import ChangeSet
from guanbiao.causes.slips import is_scaled
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfPower

POWERS = tuple(10.0**power for power in (4, 3, 2, 1, -1, -2, -3, -4))  # 万, 千, 百, 十, and as many times too large
LEAST_TELLING = 5  # different figures that all end in 0, or are of tens of thousands: of fewer it may be chance
MOST_ROUNDS = 3  # of other forms that agree with one in the wrong unit, because they are in it too
TOLD_ONCE = 0.5  # what a form that tells its own unit asks one to believe, in figures that were entered wrong
TOLD = -3.0  # the same where several relations agree with it: chance does neither
MIXED = 0.2  # of the relations that tell a power: so many may tell others, for what is wrong in the form besides


def unit_patterns(network: Network) -> Iterator[Pattern]:
    """Every column, or form, in another unit."""
    told = _Told(network)
    for (_, ratio), some in _votes(network, told).items():
        yield from _patterns(network, told, dict(some), ratio)
    for _, moves in wanted_series(network, Axis.COLUMN):
        for ratio in POWERS:
            filed = _filed(network, moves, ratio)
            if len(filed) >= LEAST_CELLS and not _is_beside(network, told, filed):
                yield from _patterns(network, told, filed, ratio)


class _Told(Struct, frozen=True, dict=True):
    """What the figures of a form, or of a column, tell of their unit by themselves."""

    network: Network
    known: dict[tuple[str, str, bool], float] = {}

    def of(self, node: int) -> float:
        """The power of ten by which the figures around one are too small, as all that are of its unit in its form say,
        or all of its column; 0 where they say nothing."""
        return self.of_form(node) or self._of_column(node)

    def of_form(self, node: int) -> float:
        """The same, as all that are of its unit in its form say."""
        line = self.network.nodes[node].line
        own = line.form, line.unit or "", True
        if own not in self.known:
            self.known[own] = power_of(self.network, of_unit(self.network, node))
        return self.known[own]

    def _of_column(self, node: int) -> float:
        line = self.network.nodes[node].line
        own = line.form, line.column, False
        if own not in self.known:
            self.known[own] = power_of(self.network, self.network.columns.get(own[:2], {}).values())
        return self.known[own]


def of_unit(network: Network, node: int) -> list[int]:
    """The figures of a form of fixed rows that are of the same unit as one of them."""
    line = network.nodes[node].line
    return [
        other
        for (form, _), rows in network.columns.items()
        if form == line.form
        for other in rows.values()
        if network.nodes[other].line.unit == line.unit
    ]


def power_of(network: Network, nodes: Iterable[int]) -> float:
    """The power of ten by which figures are too small, by themselves: of what is counted by decimals, or, a fraction,
    by the noughts that they all end in. 0 where they tell none."""
    own = [network.nodes[node] for node in nodes if network.nodes[node].value]
    values = {each.value for each in own}
    if len(values) < LEAST_TELLING:
        return 0.0
    broken = sum(not value.is_integer() for value in values)
    if broken * 2 > len(values) and all(each.is_counted for each in own):
        return 10.0 ** max(map(_decimals, values))
    return 10.0 ** -min(map(_noughts, values)) if not broken and all(value % 10 == 0 for value in values) else 0.0


def _decimals(value: float) -> int:
    return len(f"{value:.{DIGITS}f}".rstrip("0").partition(".")[2])


def _noughts(value: float) -> int:
    digits = f"{abs(value):.0f}"
    return len(digits) - len(digits.rstrip("0"))


def _votes(network: Network, told: _Told) -> Mapping[tuple[str, float], list[Move]]:
    """By form and power of ten, the figures of which other forms, whose own figures tell of no other unit, say that
    they are so many times too small."""
    found: dict[tuple[str, float], dict[int, float]] = defaultdict(dict)
    against: dict[str, set[int]] = defaultdict(set)
    for link, gap in network.off.items():
        own = network.links[link]
        if own.kind is not Source.CROSS or own.products:
            continue
        for node, weight in own.weights.items():
            if _is_alone(network, link, node) and network.nodes[node].value and node not in network.settled_nodes:
                form = network.nodes[node].line.form
                wanted = rounded(network.nodes[node].value - gap / weight)
                ratio = _ratio(network.nodes[node].value, wanted)
                others = [told.of(other) for other in own.weights if other != node]
                if ratio and not any(others) and told.of(node) in (0.0, ratio):
                    found[form, ratio].setdefault(node, wanted)
                elif not any(others):
                    against[form].add(node)
    return {
        key: list(moves.items())
        for key, moves in found.items()
        if all(told.of(node) for node in moves)
        or (len(moves) >= LEAST_CELLS and len(against[key[0]] - moves.keys()) <= MIXED * len(moves))
    }


def _is_alone(network: Network, link: int, node: int) -> bool:
    """Whether a figure is the only one of its form in a relation."""
    form = network.nodes[node].line.form
    return all(other == node or network.nodes[other].line.form != form for other in network.links[link].weights)


def _ratio(filed: float, wanted: float) -> float:
    """The power of ten by which a figure is too small; 0 where it is by none."""
    return next((ratio for ratio in POWERS if wanted and is_scaled(filed, wanted, ratio)), 0.0)


def _filed(network: Network, moves: Sequence[Move], ratio: float) -> dict[int, float]:
    """The figures of a column with what is wanted of them, where all of them that are not 0 are so many times too
    small."""
    own = {node: value for node, value in moves if network.nodes[node].value}
    fits = all(is_scaled(network.nodes[node].value, value, ratio) for node, value in own.items())
    return own if fits else {}


def _is_beside(network: Network, told: _Told, nodes: Mapping[int, float]) -> bool:
    """Whether another form that these figures are held against tells that it is in another unit itself."""
    links = {link for node in nodes for link in network.at[node] if link in network.off}
    forms = {network.nodes[node].line.form for node in nodes}
    others = {node for link in links for node in network.members[link] if network.nodes[node].line.form not in forms}
    return any(map(told.of, sorted(others)))


def _patterns(network: Network, told: _Told, wanted: Mapping[int, float], ratio: float) -> Iterator[Pattern]:
    """Figures that are so many times too small, with the others of their columns, with all that they add up with, and
    with all of their form that is of the same unit, where this tells itself that it is in another one."""
    is_told = all(told.of(node) == ratio for node in wanted)
    every = [_with_column(network, wanted), _reached(network, wanted)]
    if all(told.of_form(node) == ratio for node in wanted):
        every = [list(dict.fromkeys(other for node in wanted for other in of_unit(network, node)))]
    for nodes in every:
        scaled = {node: rounded(network.nodes[node].value * ratio) for node in nodes} | dict(wanted)
        for _ in range(MOST_ROUNDS):
            if not (more := _agreeing(network, told, scaled, ratio)):
                break
            scaled |= more
        moves = tuple(move for move in scaled.items() if move[0] not in network.settled_nodes)
        cost = (TOLD if len(wanted) > 1 else TOLD_ONCE) if is_told else None
        least = 1 if is_told else None
        yield Pattern(CauseKind.OTHER_UNIT, ChangeSet(moves), OfPower(ratio), cost=cost, least=least)


def _agreeing(network: Network, told: _Told, scaled: Mapping[int, float], ratio: float) -> dict[int, float]:
    """What agreed with figures as they were filed and does not once they are scaled, where this tells that it is in the
    same unit."""
    torn = network.after_all(tuple(scaled.items())).keys() - network.off.keys()
    others = {node for link in torn for node in network.members[link] if node not in scaled}
    same = {each for node in sorted(others) if told.of(node) == ratio for each in of_unit(network, node)}
    return {node: rounded(network.nodes[node].value * ratio) for node in sorted(same - scaled.keys())}


def _with_column(network: Network, nodes: Iterable[int]) -> list[int]:
    """The figures with the others of their columns."""
    columns = dict.fromkeys(network.nodes[node].column for node in nodes)
    return [node for column in columns for node in network.columns.get(column, {}).values()]


def _reached(network: Network, nodes: Iterable[int]) -> list[int]:
    """The figures with all of their forms that they add up with, one relation after the other."""
    found = dict.fromkeys(nodes)
    pending = list(found)
    while pending:
        for link in network.at[pending.pop()]:
            if network.links[link].kind is Source.WITHIN:
                fresh = [node for node in network.members[link] if node not in found]
                found |= dict.fromkeys(fresh)
                pending += fresh
    return list(found)
