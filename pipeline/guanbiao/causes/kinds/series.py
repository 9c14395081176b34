"""Slips of whole rows and columns: one copied from elsewhere, two of them swapped, a group of columns left out of the
totals of some rows. One cause each, not one for every cell.

A series is a column of a form with a figure in each row, or a row with a figure in each column."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from guanbiao.causes.evidence import Scene, left_out
from guanbiao.causes.kinds.odds import of_forms
from guanbiao.causes.kinds.patterns import LEAST_CELLS, LEAST_TOGETHER, Pattern
from guanbiao.causes.kinds.wanted import wanted_series
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Move, Series
from guanbiao.causes.search import ChangeSet, targets
from guanbiao.model.causes import CauseKind, OfPart, OfSource, OfSwap
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.years import for_year

COPIED = {Axis.COLUMN: CauseKind.COLUMN_COPIED, Axis.ROW: CauseKind.ROW_COPIED}
SWAPPED = {Axis.ROW: CauseKind.ROWS_SWAPPED, Axis.COLUMN: CauseKind.COLUMNS_SWAPPED}
ALIKE = 0.6  # of the figures of columns that are the same as a rule: some may be wrong
LEAST_DIGITS = 6  # of the different figures of a series that another repeats: small ones are alike by chance


def series_patterns(scene: Scene) -> Iterator[Pattern]:
    """The slips of whole rows and columns that the links which are off hint at."""
    yield from _twin_columns(scene.network)
    yield from _copied_series(scene.network)
    yield from _blank_series(scene.network)
    yield from _swapped_series(scene.network)
    yield from _groups_left_out(scene)


def _twin_columns(network: Network) -> Iterator[Pattern]:
    """Two columns that should repeat each other and part in several rows: either may be the wrong one."""
    pairs: dict[tuple[Series, Series], list[tuple[int, int]]] = defaultdict(list)
    for number in network.off:
        link = network.links[number]
        if len(link.weights) == 2 and not link.products and link.left >= 0:
            (other,) = link.right
            pairs[network.nodes[link.left].column, network.nodes[other].column].append((link.left, other))
    for found in pairs.values():
        if len(found) >= LEAST_CELLS:
            for wrong, right in ((0, 1), (1, 0)):
                moves = tuple({each[wrong]: network.nodes[each[right]].value for each in found}.items())
                copied = _copied(network, Axis.COLUMN, moves)
                if not copied and len(moves) >= LEAST_CELLS:
                    yield _differs(network, moves, found, right)
                yield from copied


def _differs(network: Network, moves: tuple[Move, ...], pairs: Sequence[tuple[int, int]], right: int) -> Pattern:
    """A column that parts from another one without any reason to be seen: either may be right."""
    there = network.nodes[pairs[0][right]].line
    mirrored = tuple({each[right]: network.nodes[each[1 - right]].value for each in pairs}.items())
    others = (of_forms(network, mirrored),)
    return Pattern(CauseKind.COLUMN_DIFFERS, ChangeSet(moves), OfSource(there.form, there.column), others=others)


def _copied_series(network: Network) -> Iterator[Pattern]:
    """A column or a row in which several figures are off, and which stands word for word elsewhere."""
    for axis in Axis:
        for _, moves in wanted_series(network, axis):
            if len(moves) >= LEAST_CELLS:
                yield from _copied(network, axis, moves)


def _blank_series(network: Network) -> Iterator[Pattern]:
    """A column or a row that was left blank and of which most figures are wanted."""
    for axis in Axis:
        for series, moves in wanted_series(network, axis):
            is_blank = all(network.nodes[node].is_blank for node, _ in moves)
            if is_blank and len(moves) >= max(LEAST_CELLS, len(network.series(axis)[series]) / 2):
                yield Pattern(CauseKind.LEFT_BLANK, ChangeSet(moves), is_sure=False)


def _copied(network: Network, axis: Axis, moves: tuple[Move, ...]) -> list[Pattern]:
    """The series whose figures the moves replace as one that was copied: all of its figures, and those alone that
    stand in the source too; [] where they stand nowhere else in one series."""
    source = source_of(network, axis, [node for node, _ in moves])
    if source is None:
        return []
    there = network.series(axis)[source]
    copied = tuple(move for move in moves if network.nodes[move[0]].line.key(axis.across) in there)
    return [Pattern(COPIED[axis], ChangeSet(each), OfSource(*source)) for each in (moves, copied)]


def source_of(
    network: Network, axis: Axis, nodes: Sequence[int], without: frozenset[Series] = frozenset()
) -> Series | None:
    """The series that holds the same figures in the same order, most of them if there are several; none of some."""
    series = network.series(axis)
    own = {network.nodes[node].line.key(axis.across): network.nodes[node].value for node in nodes}
    twins = _twins(network, axis, nodes[0]) | _repeated(network, axis, nodes)
    telling = {key: value for key, value in own.items() if value}
    if sum(len(f"{abs(value):.0f}") for value in set(telling.values())) < LEAST_DIGITS:
        return None
    alike = Counter(other for each in telling.items() for other in network.holding[axis].get(each, ()))
    found = [
        other
        for other, times in alike.items()
        if other not in without | twins
        and LEAST_CELLS <= times == len(telling.keys() & series[other].keys())
        and set(nodes).isdisjoint(series[other].values())
    ]
    return max(sorted(found, key=list(series).index), key=lambda other: alike[other], default=None)


def _twins(network: Network, axis: Axis, node: int) -> frozenset[Series]:
    """The columns beside the one of a figure that repeat it as a rule, as those of other headings repeat each other:
    that they are the same is no copy.

    |      | 阅览部       | 外借部       |
    |      | 人次 | 条次 | 人次 | 条次 |"""
    line = network.nodes[node].line
    heading, _, name = line.column.rpartition("/")
    if axis is Axis.ROW or not heading:
        return frozenset()
    own = {column: _values(network, rows) for (form, column), rows in network.columns.items() if form == line.form}
    others = {column.rpartition("/")[0] for column in own} - {heading, ""}
    beside = (column for column in own if column.rpartition("/")[0] == heading and column != line.column)
    return frozenset(
        (line.form, column)
        for column in beside
        if any(_is_alike(own, f"{each}/{name}", f"{each}/{column.rpartition('/')[2]}") for each in others)
    )


def _repeated(network: Network, axis: Axis, nodes: Sequence[int]) -> frozenset[Series]:
    """The series of other forms that figures are to repeat: that they are the same is no copy either."""
    links = (network.links[link] for node in nodes for link in network.at[node])
    lines = (network.nodes[node].line for link in links if link.is_repetition for node in link.nodes)
    return frozenset((line.form, line.key(axis)) for line in lines)


def _is_alike(columns: Mapping[str, Mapping[str, float]], one: str, other: str) -> bool:
    """Whether two columns hold the same figures, most of them if some are wrong."""
    first, second = columns.get(one, {}), columns.get(other, {})
    stated = [row for row in first if first[row] or second.get(row)]
    same = [row for row in stated if first[row] == second.get(row)]
    return LEAST_CELLS <= len(same) >= ALIKE * len(stated)


def _values(network: Network, rows: Mapping[str, int]) -> dict[str, float]:
    return {row: network.nodes[node].value for row, node in rows.items()}


def _swapped_series(network: Network) -> Iterator[Pattern]:
    """Two rows or two columns of one form with each other's figures."""
    troubled = {node for link in network.off for node in network.members[link]}
    wanted = {node: targets(network, node, network.off, {}) for node in troubled}
    for axis, kind in SWAPPED.items():
        series = network.series(axis)
        labels: dict[str, list[str]] = defaultdict(list)
        for (form, label), nodes in series.items():
            if not wanted.keys().isdisjoint(nodes.values()):
                labels[form].append(label)
        hopes = _hopes(network, axis, wanted)
        for form, some in labels.items():
            for one, other in combinations(some, 2):
                if hopes[form, one, other] + hopes[form, other, one] >= LEAST_TOGETHER:
                    moves = _exchange(network, series[form, one], series[form, other])
                    if len(moves) > 2:  # two figures swapped are no two rows
                        yield Pattern(kind, ChangeSet(moves), OfSwap(one, other))


def _hopes(network: Network, axis: Axis, wanted: Mapping[int, Sequence[float]]) -> Counter[tuple[str, str, str]]:
    """By form, series and another series of it, how many figures wanted in the one stand in the other."""
    return Counter(
        (form, label, other)
        for (form, label), nodes in network.series(axis).items()
        for key, node in nodes.items()
        for value in wanted.get(node, ())
        for there, other in network.holding[axis].get((key, value), ())
        if there == form
    )


def _exchange(network: Network, one: Mapping[str, int], other: Mapping[str, int]) -> tuple[Move, ...]:
    """The moves that give two series each other's figures, where these differ."""
    pairs = [(one[key], other[key]) for key in one if key in other]
    return tuple(
        move
        for left, right in pairs
        if network.nodes[left].value != network.nodes[right].value
        for move in ((left, network.nodes[right].value), (right, network.nodes[left].value))
    )


class _Short(Struct, frozen=True):
    """A total that is off: by how much it is too small, and what each column adds to it."""

    total: int
    lacking: float
    amounts: Mapping[str, float]

    def is_met_by(self, columns: Sequence[str]) -> bool:
        """Whether these columns together are what it lacks."""
        return abs(sum(self.amounts.get(column, 0.0) for column in columns) - self.lacking) <= TOLERANCE


def _groups_left_out(scene: Scene) -> Iterator[Pattern]:
    """The totals of some rows lack the same columns (or one column) that those of the other rows hold."""
    network = scene.network
    totals: dict[Series, list[_Short]] = defaultdict(list)
    for number, gap in network.off.items():
        link = network.links[number]
        if link.left >= 0 and len(link.weights) > 3:
            nodes = network.nodes
            amounts = {nodes[node].line.column: link.amount(node, nodes[node].value) for node in link.right}
            totals[nodes[link.left].column].append(_Short(link.left, link.lacking(gap), amounts))
    for rows in totals.values():
        for columns in filter(None, dict.fromkeys(_lacking(each) for each in rows)):
            short = [each for each in rows if each.is_met_by(columns)]
            if len(short) >= LEAST_TOGETHER:
                moves = tuple((each.total, network.nodes[each.total].value + each.lacking) for each in short)
                part = "、".join(for_year(name, scene.year) for name in columns)
                yield Pattern(CauseKind.GROUP_LEFT_OUT, ChangeSet(moves), OfPart(part))


def _lacking(short: _Short) -> tuple[str, ...]:
    """The columns that together are what a total lacks, where there is one choice of them.

    >>> parts = {"甲": 10, "乙": 7, "丙": 7, "丁": 25}
    >>> [_lacking(_Short(0, lacking, parts)) for lacking in (10, 35, 7)]
    [('甲',), ('甲', '丁'), ()]
    """
    names = [name for name, amount in short.amounts.items() if amount]
    parts = {at: short.amounts[name] for at, name in enumerate(names)}
    single = [at for at, amount in parts.items() if abs(amount - short.lacking) <= TOLERANCE]
    chosen = tuple(single) if len(single) == 1 else () if single else left_out(parts, short.lacking)
    return tuple(names[at] for at in chosen)
