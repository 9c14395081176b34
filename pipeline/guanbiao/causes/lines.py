"""Slips that touch many cells at once: a column or row copied from elsewhere, two of them swapped, a group of columns
left out of the totals of some rows, lists that part from what sums them up. One cause each, not one for every cell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.evidence import Pattern, Scene, left_out
from guanbiao.causes.lists import OF_LISTS, list_patterns
from guanbiao.causes.network import Change, Network
from guanbiao.causes.search import ChangeSet, targets
from guanbiao.model.causes import Told
from guanbiao.reconcile.judge import TOLERANCE
from guanbiao.text.years import for_year

LEAST_CELLS = 3  # a column is copied, not a figure
LEAST_SWAPPED = 2


class Effect(Struct, frozen=True):
    """What a pattern does: the links it mends, and those it breaks."""

    pattern: Pattern
    moves: ChangeSet
    mended: frozenset[int]
    broken: frozenset[int]

    @property
    def gain(self) -> float:
        """How much better off the network is, for what it asks one to believe."""
        return len(self.mended) - 2 * len(self.broken)


def best_patterns(scene: Scene) -> list[Effect]:
    """The pattern that mends most and breaks nothing, with those that would do as well; [] where there is none."""
    effects = [_effect(scene.network, pattern) for pattern in _patterns(scene)]
    good = [each for each in effects if not each.broken and len(each.mended) >= _least(each.pattern)]
    if not good:
        return []
    best = max(good, key=lambda each: (each.gain, each.pattern.kind != "column_differs", -len(each.pattern.changes)))
    ties = {frozenset(each.pattern.changes): each for each in good if each.mended == best.mended}
    ties.pop(frozenset(best.pattern.changes))
    rank = sorted(ties.values(), key=lambda each: (each.pattern.kind == "column_differs", len(each.pattern.changes)))
    return [best, *rank]


def _least(pattern: Pattern) -> int:
    return LEAST_SWAPPED if pattern.kind.endswith(("swapped", "left_out", *OF_LISTS)) else LEAST_CELLS


def _effect(network: Network, pattern: Pattern) -> Effect:
    following = pattern.following
    if pattern.kind in OF_LISTS:
        moves = pattern.changes + pattern.following
        after, values = dict(network.off), dict[int, float]()
        for at in range(len(moves)):
            after, values = network.followed(after, values, moves[: at + 1])
        following = tuple(change for change in values.items() if change not in pattern.changes)
    else:
        after = network.after_all(pattern.changes)
    mended = frozenset(network.off.keys() - after.keys())
    broken = frozenset(after.keys() - network.off.keys())
    return Effect(pattern, ChangeSet(pattern.changes, following), mended, broken)


def _patterns(scene: Scene) -> Iterator[Pattern]:
    yield from _twin_columns(scene)
    yield from _copied_lines(scene)
    yield from _swapped_lines(scene.network)
    yield from _groups_left_out(scene)
    yield from list_patterns(scene)


def _twin_columns(scene: Scene) -> Iterator[Pattern]:
    """Two columns that should repeat each other and part in several rows: either may be the wrong one."""
    network = scene.network
    pairs: dict[tuple[tuple[str, str], tuple[str, str]], list[tuple[int, int]]] = defaultdict(list)
    for number in network.off:
        link = network.links[number]
        if len(link.weights) == 2 and not link.products and link.left >= 0:
            other = next(node for node in link.weights if node != link.left)
            pairs[_column(network, link.left), _column(network, other)].append((link.left, other))
    for found in pairs.values():
        if len(found) >= LEAST_CELLS:
            for wrong, right in ((0, 1), (1, 0)):
                changes = tuple({each[wrong]: network.nodes[each[right]].value for each in found}.items())
                yield from _named(scene, "column_differs", changes)


def _copied_lines(scene: Scene) -> Iterator[Pattern]:
    """A column or a row in which several figures are off, and which stands word for word elsewhere."""
    network = scene.network
    lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for node in sorted({node for link in network.off for node in network.members[link]}):
        line = network.nodes[node].line
        if not line.measure and line.row:
            for axis in ("column", "row"):
                lines[axis, line.form, line.key(axis)].append(node)
    for (axis, form, label), nodes in lines.items():
        beside = frozenset(_lines(network, axis)[form, label].values())
        changes = tuple(change for node in nodes for change in _likeliest(network, node, beside))
        if len(changes) >= LEAST_CELLS:
            yield from (each for each in _named(scene, f"{axis}_copied", changes) if each.told.source)


def _likeliest(network: Network, node: int, beside: frozenset[int]) -> list[Change]:
    """The value that most of the broken links of a node agree on, if it may take any of theirs. What adds up the line
    it stands in (`beside`) says nothing of one figure of it, where all of them may be wrong."""
    broken = [link for link in network.at[node] if link in network.off]
    own = {link: network.off[link] for link in broken if beside.intersection(network.members[link]) <= {node}}
    votes = [(node, value) for value in targets(network, node, own, {})]
    return sorted(votes, key=lambda vote: len(network.after(own, {}, vote)))[:1]


def _named(scene: Scene, kind: str, changes: tuple[Change, ...]) -> Iterator[Pattern]:
    """The pattern with the place the wrong figures were copied from, if they stand anywhere else in one line: of all
    its figures, and of those alone that stand there too."""
    nodes = [node for node, _ in changes]
    axis = "row" if kind.startswith("row") else "column"
    line = scene.network.nodes[nodes[0]].line
    told = Told(form=line.form, axis=axis, label=line.label or "" if axis == "row" else line.column)
    source = _source(scene.network, nodes, axis)
    if source is None:
        yield Pattern(kind, changes, told)
        return
    told = replace(told, source_form=source[0], source=source[1])
    there = _lines(scene.network, axis)[source]
    key = "column" if axis == "row" else "row"
    copied = tuple(change for change in changes if scene.network.nodes[change[0]].line.key(key) in there)
    yield Pattern(f"{axis}_copied", changes, told)
    yield Pattern(f"{axis}_copied", copied, told)


def _source(network: Network, nodes: Sequence[int], axis: str) -> tuple[str, str] | None:
    """The (form, column or row) that holds the same figures in the same order, most of them if there are several."""
    lines = _lines(network, axis)
    key = "row" if axis == "column" else "column"
    own = {network.nodes[node].line.key(key): network.nodes[node].value for node in nodes}
    telling = {key: value for key, value in own.items() if value}
    alike = Counter(line for each in telling.items() for line in network.holding[axis].get(each, ()))
    found = [
        line
        for line, times in alike.items()
        if LEAST_CELLS <= times == len(telling.keys() & lines[line].keys())
        and set(nodes).isdisjoint(lines[line].values())
    ]
    return max(sorted(found, key=list(lines).index), key=lambda line: alike[line], default=None)


def _lines(network: Network, axis: str) -> dict[tuple[str, str], dict[str, int]]:
    """The nodes by (form, column) and row, or by (form, row) and column."""
    return network.by_place if axis == "column" else network.by_row


def _column(network: Network, node: int) -> tuple[str, str]:
    line = network.nodes[node].line
    return line.form, line.column


def _swapped_lines(network: Network) -> Iterator[Pattern]:
    """Two rows or two columns of one form with each other's figures."""
    troubled = {node for link in network.off for node in network.members[link]}
    wanted = {node: targets(network, node, network.off, {}) for node in troubled}
    for axis in ("row", "column"):
        lines = _lines(network, axis)
        labels: dict[str, list[str]] = defaultdict(list)
        for (form, label), nodes in lines.items():
            if not wanted.keys().isdisjoint(nodes.values()):
                labels[form].append(label)
        hopes = Counter(
            (form, label, other)
            for (form, label), nodes in lines.items()
            for key, node in nodes.items()
            for value in wanted.get(node, ())
            for there, other in network.holding[axis].get((key, value), ())
            if there == form
        )
        for form, some in labels.items():
            for one, other in combinations(some, 2):
                if hopes[form, one, other] + hopes[form, other, one] >= LEAST_SWAPPED:
                    changes = _exchange(network, lines[form, one], lines[form, other])
                    yield Pattern(f"{axis}s_swapped", changes, Told(form, label=one, other=other))


def _exchange(network: Network, one: Mapping[str, int], other: Mapping[str, int]) -> tuple[Change, ...]:
    pairs = [(one[key], other[key]) for key in one if key in other]
    return tuple(
        change
        for left, right in pairs
        if network.nodes[left].value != network.nodes[right].value
        for change in ((left, network.nodes[right].value), (right, network.nodes[left].value))
    )


def _groups_left_out(scene: Scene) -> Iterator[Pattern]:
    """The totals of some rows lack the same columns (or one column) that those of the other rows hold."""
    network = scene.network
    totals: dict[tuple[str, str], list[tuple[int, float, dict[str, float]]]] = defaultdict(list)
    for number, gap in network.off.items():
        link = network.links[number]
        if link.left >= 0 and len(link.weights) > 3:
            scale = link.weights[link.left]
            amounts = {
                network.nodes[node].line.column: -weight / scale * network.nodes[node].value
                for node, weight in link.weights.items()
                if node != link.left
            }
            totals[_column(network, link.left)].append((link.left, -gap / scale, amounts))
    for (form, _), rows in totals.items():
        for columns in filter(None, dict.fromkeys(_lacking(lacking, amounts) for _, lacking, amounts in rows)):
            own = [
                (node, network.nodes[node].value + lacking)
                for node, lacking, amounts in rows
                if abs(sum(amounts.get(column, 0.0) for column in columns) - lacking) <= TOLERANCE
            ]
            if len(own) >= LEAST_SWAPPED:
                part = "、".join(for_year(name, scene.year) for name in columns)
                yield Pattern("group_left_out", tuple(own), Told(form, part=part))


def _lacking(lacking: float, amounts: Mapping[str, float]) -> tuple[str, ...]:
    """The columns that together are what a total lacks, where there is one choice of them."""
    names = [name for name, amount in amounts.items() if amount]
    parts = {at: amounts[name] for at, name in enumerate(names)}
    single = [at for at, amount in parts.items() if abs(amount - lacking) <= TOLERANCE]
    chosen = tuple(single) if len(single) == 1 else () if single else left_out(parts, lacking)
    return tuple(names[at] for at in chosen)
