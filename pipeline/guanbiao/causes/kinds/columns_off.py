"""A column that is wrong in most of its rows and tells nothing of where its figures came from: only the sums of the
rows speak against it, and of those any column may be it.

    |      | 外借 | 阅览 | 合计 |     Every row is off, and so is the sum of both totals. That 外借 is wrong from top to
    | 1月  |   41 |  20  |  500 |     bottom is one cause, as is that 阅览 is, or 合计; a figure of each row would be
    | 2月  |   12 |  30  |  376 |     many.
    | 合计 |   53 |  50  |  876 |
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from guanbiao.causes.kinds.patterns import LEAST_MOVED, Pattern
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Series, rounded
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfSource

Moves = Mapping[int, float]


def off_columns(network: Network) -> Iterator[Pattern]:
    """The columns of which most rows do not add up, each by itself, and two side by side of two such sums."""
    by_form: dict[str, list[Mapping[Series, Moves]]] = defaultdict(list)
    for (form, total), links in _sums(network).items():
        ways = _ways(network, links)
        by_form[form].append(ways)
        for (_, column), moves in ways.items():
            yield _pattern(form, total if column != total else _first_part(network, links, total), moves)
        for others in by_form[form][:-1]:
            for (one, first), (other, second) in product(others.items(), ways.items()):
                if _are_beside(network, one, other):
                    yield _pattern(form, total, {**first, **second})


def _sums(network: Network) -> dict[Series, list[int]]:
    """By column of totals, the relations that add up its rows and are off, where enough are."""
    found: dict[Series, list[int]] = defaultdict(list)
    for number in network.off:
        link = network.links[number]
        if link.kind is Source.WITHIN and link.left >= 0 and len(link.weights) > 2 and not link.products:
            row = network.nodes[link.left].line.at_row
            if all(network.nodes[node].line.at_row == row for node in link.nodes):
                found[network.nodes[link.left].column].append(number)
    return {series: links for series, links in found.items() if len(links) >= LEAST_MOVED}


def _first_part(network: Network, links: Sequence[int], total: str) -> str:
    """The first column that some relations add up to a total, which is at odds with it."""
    parts = (network.nodes[node].line for number in links for node in network.members[number])
    return min((line.at_column or 0, line.column) for line in parts if line.column != total)[1]


def _ways(network: Network, links: Sequence[int]) -> dict[Series, Moves]:
    """By column, what its figures should be for all of these relations to hold, if they can be."""
    found: dict[Series, dict[int, float]] = defaultdict(dict)
    for number in links:
        for node, weight in network.links[number].weights.items():
            value = rounded(network.nodes[node].value - network.off[number] / weight)
            if network.may_be(node, value):
                found[network.nodes[node].column][node] = value
    return {series: _emptied(network, series, moves) for series, moves in found.items() if len(moves) == len(links)}


def _emptied(network: Network, series: Series, moves: Mapping[int, float]) -> Moves:
    """The changes of a column, and nothing in rows that hold nothing else, where its total does not fit otherwise."""
    if network.after_all(tuple(moves.items())).keys() <= network.off.keys():
        return moves
    column = network.columns[series].values()
    beside = {node: {other for link in network.at[node] for other in network.members[link]} for node in column}
    empty = (node for node in column if node not in moves and beside[node] <= {*column})
    return {**moves, **{node: 0.0 for node in empty if network.nodes[node].value}}


def _are_beside(network: Network, one: Series, other: Series) -> bool:
    first, second = (
        {network.nodes[node].line.address[1] for node in network.columns[each].values()} for each in (one, other)
    )
    return any(abs(here - there) == 1 for here in first for there in second)


def _pattern(form: str, total: str, moves: Moves) -> Pattern:
    return Pattern(CauseKind.COLUMN_DIFFERS, ChangeSet(tuple(moves.items())), OfSource(form, total), least=LEAST_MOVED)
