"""Figures booked into the next row: the sum of both is right, and so are all totals of columns.

|      | 外借 | 阅览 | 合计 |     Half of May stands in June, in one column or in several. The rows are off by the same,
| 5月  |  120 |   80 |  320 |     the one too little and the other too much; of which columns is known where another
| 6月  |  410 |   90 |  380 |     form states them, or only one can be it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from guanbiao.causes.kinds.patterns import Pattern
from guanbiao.causes.kinds.wanted import wanted_series
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Move, Series
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfMonths
from guanbiao.reconcile.judge import TOLERANCE

MOST_ROUNDS = 4  # times that more columns are looked for, once some are put right

Rows = tuple[str, str, str]  # a form, the row that holds too much, and the one that lacks it
Pair = tuple[Move, Move]  # figures side by side: that which holds too much, and the one that lacks it


def booked_patterns(network: Network) -> Iterator[Pattern]:
    """The figures in the wrong one of two rows that what is off hints at."""
    for rows in _pairs(network):
        now, moves = network, dict[int, float]()
        for _ in range(MOST_ROUNDS):
            fresh = _clear(now, [pair for pair in _pairs(now).get(rows, ()) if pair[0][0] not in moves])
            moves |= dict(move for pair in fresh for move in pair)
            now = network.changed(tuple(moves.items()))
            if not fresh:
                break
        if moves:
            yield Pattern(CauseKind.BOOKED_NEXT, ChangeSet(tuple(moves.items())), _labels(network, list(moves)))
            yield from _with_rest(now, moves)
    yield from _of_some(network)


def _clear(network: Network, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that break nothing, and of which none other would mend the same."""
    after = {pair: network.after_all(pair).keys() for pair in pairs}
    mended = {pair: network.off.keys() - off for pair, off in after.items() if off <= network.off.keys()}
    times = Counter(link for links in mended.values() for link in links)
    return [pair for pair, links in mended.items() if any(times[link] == 1 for link in links)]


def _with_rest(network: Network, moves: Mapping[int, float]) -> Iterator[Pattern]:
    """Where the sums of both rows are off once what is known of them was moved: as much of the others was, nobody knows
    of which."""
    rows = {network.nodes[node].line.at_row for node in moves}
    forms = {network.nodes[node].line.form for node in moves}
    for pairs in _sums(network).values():
        for pair in pairs:
            left = network.nodes[network.links[pair[0]].left].line
            if left.form in forms and left.at_row in rows:
                rest = _some(network, pair)
                free = tuple(node for node in rest.unknown if node not in moves)
                change_set = replace(rest.change_set, roots=tuple(moves.items()))
                yield replace(rest, change_set=change_set, unknown=free, others=())


def _pairs(network: Network) -> dict[Rows, list[Pair]]:
    """By form and two rows side by side, the figures of which the one has too much what the other lacks."""
    together: dict[Rows, list[Pair]] = defaultdict(list)
    for series, moves in wanted_series(network, Axis.COLUMN):
        order = _order(network, series)
        for pair in _exchanged(network, [move for move in moves if move[0] in order], order):
            much, little = (network.nodes[node].line.row or "" for node, _ in pair)
            together[series[0], much, little].append(pair)
    return together


def _order(network: Network, series: Series) -> dict[int, int]:
    """The figures of a column that are no totals, by their place."""
    nodes = [node for node in network.columns[series].values() if not network.nodes[node].line.is_total]
    nodes.sort(key=lambda node: network.nodes[node].line.address)
    return {node: at for at, node in enumerate(nodes)}


def _exchanged(network: Network, moves: Sequence[Move], order: Mapping[int, int]) -> Iterator[Pair]:
    """Pairs of figures side by side of which the one lacks exactly what the other has too much, the one with too much
    first; no two that were swapped, unless one of them is nothing, which is the same as booked into the other."""
    steps = {node: value - network.nodes[node].value for node, value in moves}
    values = dict(moves)
    for much, too in steps.items():
        for little, lacking in steps.items():
            is_swap = 0 != values[much] == network.nodes[little].value
            is_beside = abs(order[much] - order[little]) == 1
            if is_beside and too < 0 and abs(too + lacking) <= TOLERANCE and not is_swap:
                yield (much, values[much]), (little, values[little])


def _of_some(network: Network) -> Iterator[Pattern]:
    """Two rows side by side whose totals are off by the same and nothing else tells of which columns: all of them may
    be it, or any one. Totals of several measures that are off in the same rows are one slip."""
    for pairs in _sums(network).values():
        every = [_some(network, pair) for pair in pairs]
        yield from every
        if len(every) > 1:
            yield _joined(every)


def _sums(network: Network) -> dict[Rows, list[tuple[int, int]]]:
    """By form and two rows side by side, the relations that add them up and are off by the same."""
    together: dict[Rows, list[tuple[int, int]]] = defaultdict(list)
    for (form, _), rows in network.columns.items():
        order = sorted(rows.values(), key=lambda node: network.nodes[node].line.address)
        for one, other in pairwise(order):
            first, second = (_row_link(network, node) for node in (one, other))
            if -1 not in (first, second) and abs(network.off[first] + network.off[second]) <= TOLERANCE:
                labels = [network.nodes[node].line.row or "" for node in (one, other)]
                together[form, labels[0], labels[1]].append((first, second))
    return together


def _joined(patterns: Sequence[Pattern]) -> Pattern:
    """What was booked into the next row under several totals."""
    shifts = tuple(shift for each in patterns for shift in each.change_set.shifts)
    unknown = tuple(node for each in patterns for node in each.unknown)
    others = tuple(ChangeSet(tuple(move for way in ways for move in way.roots)) for ways in _alike(patterns))
    return Pattern(CauseKind.BOOKED_NEXT, ChangeSet((), shifts=shifts), patterns[0].detail, True, others, (), unknown)


def _alike(patterns: Sequence[Pattern]) -> Iterator[Sequence[ChangeSet]]:
    """The ways of several patterns that are of the same column of each total, where each has as many."""
    if len({len(each.others) for each in patterns}) == 1:
        yield from zip(*(each.others for each in patterns), strict=True)


def _row_link(network: Network, total: int) -> int:
    """The relation that adds up a row, where it alone is off of all that its total stands in; -1 for none."""
    off = [link for link in network.at[total] if link in network.off]
    if len(off) != 1:
        return -1
    own, row = network.links[off[0]], network.nodes[total].line.at_row
    is_row = own.left == total and all(network.nodes[node].line.at_row == row for node in own.right)
    return off[0] if is_row and len(own.right) > 1 else -1


def _some(network: Network, links: Sequence[int]) -> Pattern:
    """Nothing is known but the two rows; each column by itself would do, that of their totals too."""
    first, second = (network.links[link] for link in links)
    columns = {network.nodes[node].line.column: node for node in second.right}
    pairs = [(node, columns[column]) for node in first.right if (column := network.nodes[node].line.column) in columns]
    lacking = first.lacking(network.off[links[0]])

    def moved(one: int, other: int, step: float) -> Pair:
        return (one, network.nodes[one].value + step), (other, network.nodes[other].value - step)

    ways = [moved(first.left, second.left, lacking), *(moved(one, other, -lacking) for one, other in pairs)]
    return Pattern(
        CauseKind.BOOKED_NEXT,
        ChangeSet((), shifts=tuple((link, -network.off[link]) for link in links)),
        _labels(network, [node for pair in pairs for node in pair]),
        others=tuple(ChangeSet(way) for way in ways if _may_be(network, way)),
        unknown=(*(node for pair in pairs for node in pair), first.left, second.left),
    )


def _may_be(network: Network, way: Sequence[Move]) -> bool:
    """Whether figures can be what a way says, and nothing breaks."""
    return all(network.may_be(*move) for move in way) and network.after_all(way).keys() <= network.off.keys()


def _labels(network: Network, nodes: Sequence[int]) -> OfMonths:
    lines = [network.nodes[node].line for node in nodes]
    rows = list(dict.fromkeys(line.label or line.row or "" for line in lines))
    return OfMonths(rows[0], rows[1] if len(rows) > 1 else "")
