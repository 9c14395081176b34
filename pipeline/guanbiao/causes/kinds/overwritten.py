"""Several columns of a form overwritten together by what stands elsewhere: none of them can be told from its rows
alone, as the others are wrong there too.

    |      | 外借 | 阅览 | 合计 |     外借 and 阅览 stand word for word in another form. What each should be is known
    | 1月  | 4127 | 6173 |  700 |     where a third form states it, and then the last one from the rows; else only which
    | 2月  |  745 |  675 |   20 |     are wrong.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern
from guanbiao.causes.kinds.series import source_of
from guanbiao.causes.kinds.solved import solved
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Series
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfSource

LEAST_COLUMNS = 2  # one alone is a copied column
MOSTLY = 0.6  # of the figures of a column that are off: columns may be alike that are right


def overwritten_patterns(network: Network) -> Iterator[Pattern]:
    """The columns of a form that were overwritten together, and each of them left out once, as if it were right."""
    by_form: dict[str, dict[str, Series]] = defaultdict(dict)
    for form, column in network.columns:
        if source := _copied_from(network, (form, column)):
            by_form[form][column] = source
    for form, sources in by_form.items():
        columns = [each for each in sources if not _is_source(network, form, each, sources)]
        if len(columns) >= LEAST_COLUMNS:
            nodes = [node for each in columns for node in network.columns[form, each].values()]
            pattern = _pattern(network, nodes, sources[columns[0]])
            others = {node for node in pattern.unknown if network.nodes[node].value}
            if len(pattern.change_set.moves) + len(others) >= LEAST_COLUMNS * LEAST_CELLS:
                yield pattern


def _is_source(network: Network, form: str, column: str, sources: Mapping[str, Series]) -> bool:
    """Whether a column is rather what others were overwritten by: it repeats one of them; where both repeat each other,
    the one that less is off of."""
    there, other = sources[column]
    if there != form or other not in sources:
        return False
    own, beside = (_off(network, (form, each)) for each in (column, other))
    return sources[other] != (form, column) or own < beside or (own == beside and column < other)


def _off(network: Network, series: Series) -> int:
    """How many relations of a column are off."""
    return len(network.off.keys() & {link for node in network.columns[series].values() for link in network.at[node]})


def _copied_from(network: Network, series: Series) -> Series | None:
    """What a column in which several figures are off stands word for word in; None for others."""
    nodes = [node for node in network.columns[series].values() if network.nodes[node].value]
    off = sum(not network.off.keys().isdisjoint(network.at[node]) for node in nodes)
    is_settled = not network.settled_nodes.isdisjoint(nodes)
    is_off = off >= LEAST_CELLS and off >= MOSTLY * len(nodes)
    return source_of(network, Axis.COLUMN, nodes) if is_off and not is_settled else None


def _pattern(network: Network, nodes: Sequence[int], source: Series) -> Pattern:
    """All figures of the columns as far as they can be known, one relation after the other; the rest without."""
    known = solved(network, frozenset(nodes))
    moves = tuple(move for move in known.items() if move[1] != network.nodes[move[0]].value)
    unknown = tuple(node for node in nodes if node not in known)
    after = network.after_all(moves)
    torn = after.keys() - network.explained
    open_ones = [link for link in torn if not frozenset(unknown).isdisjoint(network.members[link])]
    shifts = tuple((link, -after[link]) for link in sorted(open_ones))
    return Pattern(CauseKind.COLUMNS_OVERWRITTEN, ChangeSet(moves, shifts=shifts), OfSource(*source), unknown=unknown)
