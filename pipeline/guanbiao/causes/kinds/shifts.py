"""Figures in the wrong row or column: a column, or several, a row too low; a month's figures booked into the next.

|      | 外借 | 应为 |
| 1月  |    0 |  512 |     Every figure stands a row too low. That is one slip, not four.
| 2月  |  512 |  346 |
| 3月  |  346 |  401 |
| 4月  |  401 |    … |
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern
from guanbiao.causes.kinds.wanted import wanted_series
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Move, Series
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfMonths, OfShift
from guanbiao.reconcile.judge import TOLERANCE

STEPS = (1, -1, 2, -2)  # rows or columns by which figures stand too low or too high
MOST_EDGES = 2  # figures of a series that a shift pushed out at its ends


def shift_patterns(network: Network) -> Iterator[Pattern]:
    """The shifted columns and rows, alone and all of a form together, and the figures booked into another row."""
    for axis in Axis:
        wanted = dict(wanted_series(network, axis))
        yield from _shifted(network, axis, wanted)
        yield from _booked(network, axis, wanted)


def _shifted(network: Network, axis: Axis, wanted: Mapping[Series, Sequence[Move]]) -> Iterator[Pattern]:
    together: dict[tuple[str, int], list[tuple[Series, Sequence[Move]]]] = defaultdict(list)
    for series, moves in wanted.items():
        for step in STEPS:
            if _is_shifted(network, _in_order(network, axis, series), dict(moves), step):
                together[series[0], step].append((series, moves))
    for (form, step), found in together.items():
        every = tuple(move for _, moves in found for move in moves)
        labels = "、".join(label for (_, label), _ in found)
        yield Pattern(CauseKind.SHIFTED, ChangeSet(every), OfShift(step, labels))
        whole = _whole_block(network, axis, form, step, dict(every))
        if whole:
            yield Pattern(CauseKind.SHIFTED, ChangeSet(whole), OfShift(step, labels))


def _in_order(network: Network, axis: Axis, series: Series) -> list[int]:
    """The figures of a series that are no totals, as they stand."""
    nodes = [node for node in network.series(axis)[series].values() if not network.nodes[node].line.is_total]
    return sorted(nodes, key=lambda node: network.nodes[node].line.address)


def _is_shifted(network: Network, nodes: Sequence[int], wanted: Mapping[int, float], step: int) -> bool:
    """Whether what is filed is what is wanted so many places before, but for what was pushed out at the ends."""
    off = [at for at, node in enumerate(nodes) if node in wanted]
    right = [wanted.get(node, network.nodes[node].value) for node in nodes]
    inside = [at for at in off if 0 <= at - step < len(nodes)]
    fit = [at for at in inside if abs(network.nodes[nodes[at]].value - right[at - step]) <= TOLERANCE]
    telling = {right[at - step] for at in fit if right[at - step]}
    return len(telling) >= LEAST_CELLS and len(off) - len(fit) <= min(MOST_EDGES, abs(step))


def _whole_block(network: Network, axis: Axis, form: str, step: int, known: Mapping[int, float]) -> tuple[Move, ...]:
    """All columns (rows) of a form shifted back, where what its other forms know of some of them says so of all: what
    was pushed out at one end stands at the other, or is known."""
    moves: dict[int, float] = {}
    for series in network.series(axis):
        nodes = _in_order(network, axis, series) if series[0] == form else []
        for at, node in enumerate(nodes):
            moves[node] = known.get(node, network.nodes[nodes[(at + step) % len(nodes)]].value)
    return tuple(move for move in moves.items() if network.nodes[move[0]].value != move[1])


def _booked(network: Network, axis: Axis, wanted: Mapping[Series, Sequence[Move]]) -> Iterator[Pattern]:
    """In one column or several, what belongs to a row stands in another one beside it: the sum of both is right."""
    together: dict[tuple[str, str, str], list[Move]] = defaultdict(list)
    for (form, label), moves in wanted.items():
        order = {node: at for at, node in enumerate(_in_order(network, axis, (form, label)))}
        for pair in _exchanged(network, [move for move in moves if move[0] in order], order):
            low, high = (network.nodes[node].line.key(axis.across) for node, _ in pair)
            together[form, low, high] += pair
    for (_, low, high), found in together.items():
        labels = {network.nodes[node].line.key(axis.across): network.nodes[node].line.label for node, _ in found}
        names = (labels[low] or low, labels[high] or high) if axis is Axis.COLUMN else (low, high)
        yield Pattern(CauseKind.BOOKED_NEXT, ChangeSet(tuple(found)), OfMonths(*names))


def _exchanged(network: Network, moves: Sequence[Move], order: Mapping[int, int]) -> Iterator[tuple[Move, Move]]:
    """Pairs of figures side by side of which the one lacks exactly what the other has too much, the one with too much
    first; no two that were swapped."""
    steps = {node: value - network.nodes[node].value for node, value in moves}
    values = dict(moves)
    for much, too in steps.items():
        for little, lacking in steps.items():
            is_swap = values[much] == network.nodes[little].value
            is_beside = abs(order[much] - order[little]) == 1
            if is_beside and too < 0 and abs(too + lacking) <= TOLERANCE and not is_swap:
                yield (much, values[much]), (little, values[little])
