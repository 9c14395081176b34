"""A row that was typed twice, of which the form takes the first: its total may add both, the second may be the one that
was meant, or both may be parts of one.

    |      | 外借 |
    | 1月  |  512 |     The total adds the second 2月 as well; or the rows are those of two departments, 696 in
    | 2月  |  346 |     all, and were to be one; or the second is meant and the total wrong besides. Nothing here
    | 2月  |  350 |     says which.
    | 合计 | 1208 |
"""

from collections.abc import Iterator, Mapping

from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.patterns import Pattern, changing
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move, rounded
from guanbiao.causes.search import ChangeSet
from guanbiao.model.books import value_at
from guanbiao.model.causes import CauseKind, OfPart
from guanbiao.model.filings import Filing, Mark
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.cells import text_of
from guanbiao.text.figures import State, read_figure

Second = Mapping[int, float]  # by figure of the row that was taken, what the row that was not says in its column


def row_twice_patterns(scene: Scene) -> Iterator[Pattern]:
    """What may have been meant by every row that stands in its form a second time."""
    for at, filing in enumerate(scene.filings):
        for mark in (mark for block in filing.blocks for mark in block.marks if mark.axis == "row" and mark.times > 1):
            second = _second(scene.network, at, filing, mark)
            for moves in _ways(scene.network, second):
                if moves:
                    yield Pattern(CauseKind.ROW_TWICE, ChangeSet(moves), OfPart(mark.label))


def _second(network: Network, at: int, filing: Filing, mark: Mark) -> Second:
    """The figures of a row that was not taken, by those of the row that was."""
    lines = [(node, each.line) for node, each in enumerate(network.nodes)]
    own = [(node, line) for node, line in lines if (line.filing, line.row, line.measure) == (at, mark.label, "")]
    said = [(node, value_at(filing.sheet.rows, mark.at[0], line.address[1])) for node, line in own]
    read = {node: read_figure(text_of(value)) for node, value in said}
    return {node: each.quantities[0].value for node, each in read.items() if each.state is State.NUMBER}


def _ways(network: Network, second: Second) -> Iterator[tuple[Move, ...]]:
    """The totals without the second row, both rows in one, the second in place of the first, and that with totals that
    have both."""
    first = {node: network.nodes[node].value for node in second}
    meant = tuple(changing(network, second.items()))
    yield _less(network, second, second)
    yield tuple(changing(network, ((node, rounded(value + second[node])) for node, value in first.items())))
    yield meant
    yield (*meant, *less) if (less := _less(network, second, first)) else ()


def _less(network: Network, second: Second, gone: Mapping[int, float]) -> tuple[Move, ...]:
    """The totals that are too large by what stands in the second row, without what is `gone`."""
    found: dict[int, float] = {}
    for node, value in second.items():
        for number in network.at[node]:
            link = network.links[number]
            is_sum = link.left not in (-1, node) and not link.products
            much = link.amount(node, value) if number in network.off and is_sum else 0.0
            if much and abs(link.lacking(network.off[number]) + much) <= TOLERANCE:
                found[link.left] = rounded(network.nodes[link.left].value - link.amount(node, gone[node]))
    return tuple(found.items())
