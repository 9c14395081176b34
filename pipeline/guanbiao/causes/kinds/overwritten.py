"""Several columns of a form overwritten together by what stands elsewhere: none of them can be told from its rows
alone, as the others are wrong there too.

    |      | 外借 | 阅览 | 合计 |     外借 and 阅览 stand word for word in another form. What each should be is known
    | 1月  | 4127 | 6173 |  700 |     where a third form states it, and then the last one from the rows; else only which
    | 2月  |  745 |  675 |   20 |     are wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern, changing
from guanbiao.causes.kinds.series import source_of
from guanbiao.causes.kinds.solved import solved
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Series
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfSource

LEAST_COLUMNS = 2  # one alone is a copied column
MOST_BESIDE = 3  # columns that are pasted side by side; else all that may be it are told
MOSTLY = 0.5  # of the figures of a column that are off: columns may be alike that are right


def overwritten_patterns(network: Network) -> Iterator[Pattern]:
    """The columns of a form that were overwritten together."""
    by_form: dict[str, dict[str, Series]] = defaultdict(dict)
    off = frozenset(series for series in network.columns if _is_off(network, series))
    for form, column in (series for series in network.columns if series in off):
        nodes = list(network.columns[form, column].values())
        right = source_of(network, Axis.COLUMN, nodes, without=off)
        if source := right or source_of(network, Axis.COLUMN, nodes):
            by_form[form][column] = source
    for form, sources in by_form.items():
        columns = [each for each in sources if each not in _originals(network, form, sources)]
        beside = [column for own, column in network.columns if own == form and (own, column) in off]
        for some in (*_together(network, form, columns), *_joined(network, form, columns, beside)):
            nodes = [node for each in some for node in network.columns[form, each].values()]
            pattern = _pattern(network, nodes, next(sources[each] for each in some if each in sources))
            others = {node for node in pattern.unknown if network.nodes[node].value}
            if len(pattern.change_set.moves) + len(others) >= LEAST_COLUMNS * LEAST_CELLS:
                yield pattern


def _ordered(network: Network, form: str, columns: Iterable[str]) -> list[str]:
    """Columns from left to right."""

    def left(column: str) -> int:
        return min(network.nodes[node].line.address[1] for node in network.columns[form, column].values())

    return sorted(columns, key=left)


def _together(network: Network, form: str, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """Columns that may have been overwritten at once: two or three that stand side by side, or all."""
    ordered = _ordered(network, form, columns)
    for many in range(LEAST_COLUMNS, min(len(ordered), MOST_BESIDE + 1)):
        yield from (ordered[at : at + many] for at in range(len(ordered) - many + 1))
    if len(ordered) >= LEAST_COLUMNS:
        yield ordered


def _joined(network: Network, form: str, columns: Sequence[str], beside: Sequence[str]) -> Iterator[Sequence[str]]:
    """Columns that were overwritten, with those `beside` them that are off as well: of what stands there now too little
    may stand elsewhere to tell."""
    ordered = _ordered(network, form, {*columns, *beside})
    for many in range(LEAST_COLUMNS, MOST_BESIDE + 1):
        for at in range(len(ordered) - many + 1):
            some = ordered[at : at + many]
            if not {*some}.isdisjoint(columns) and not {*some} <= {*columns}:
                yield some


def _originals(network: Network, form: str, sources: Mapping[str, Series]) -> frozenset[str]:
    """The columns that others were rather overwritten by: of those that repeat each other, where none of them is right,
    the ones of which least is off, unless as much is of all."""
    alike: dict[str, set[str]] = {column: {column} for column in sources}
    for column, (there, other) in sources.items():
        if there == form and other in alike:
            joined = alike[column] | alike[other]
            alike |= dict.fromkeys(joined, joined)
    off = {column: _off(network, (form, column)) for column in sources}
    return frozenset(
        column
        for column, some in alike.items()
        if all(sources[each] in {(form, other) for other in some} for each in some)
        and min(off[each] for each in some) == off[column] < max(off[each] for each in some)
    )


def _off(network: Network, series: Series) -> int:
    """How many relations of a column are off."""
    return len(network.off.keys() & {link for node in network.columns[series].values() for link in network.at[node]})


def _is_off(network: Network, series: Series) -> bool:
    """Whether most figures of a column that are not nothing are off, and none is settled."""
    nodes = network.columns[series].values()
    off = [node for node in nodes if not network.off.keys().isdisjoint(network.at[node])]
    stated = [node for node in nodes if network.nodes[node].value or node in off]
    return LEAST_CELLS <= len(off) >= MOSTLY * len(stated) and network.settled_nodes.isdisjoint(nodes)


def _pattern(network: Network, nodes: Sequence[int], source: Series) -> Pattern:
    """All figures of the columns as far as they can be known, one relation after the other; the rest without."""
    known = solved(network, frozenset(nodes))
    moves = tuple(changing(network, known.items()))
    unknown = tuple(node for node in nodes if node not in known)
    after = network.after_all(moves)
    torn = after.keys() - network.explained
    open_ones = [link for link in torn if not frozenset(unknown).isdisjoint(network.members[link])]
    shifts = tuple((link, -after[link]) for link in sorted(open_ones))
    return Pattern(CauseKind.COLUMNS_OVERWRITTEN, ChangeSet(moves, shifts=shifts), OfSource(*source), unknown=unknown)
