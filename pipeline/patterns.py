"""Slips that touch many cells at once: a column or row copied from elsewhere, two of them swapped, a group of columns
left out of the totals of some rows, entries missing from a list. One cause each, not one for every cell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.evidence import Scene, left_out
from pipeline.model import Value
from pipeline.network import Change, Network
from pipeline.search import targets

LEAST_CELLS = 3  # a column is copied, not a figure
LEAST_SWAPPED = 2


@dataclass(frozen=True)
class Pattern:
    """A kind of slip, the changes that undo it, and what its sentence needs."""

    kind: str
    changes: tuple[Change, ...]
    detail: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """What a pattern does: the links it mends, and those it breaks."""

    pattern: Pattern
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
    return LEAST_SWAPPED if pattern.kind.endswith(("swapped", "left_out")) else LEAST_CELLS


def _effect(network: Network, pattern: Pattern) -> Effect:
    after = network.after_all(pattern.changes)
    mended = frozenset(link for link in network.off if link not in after)
    return Effect(pattern, mended, frozenset(link for link in after if link not in network.off))


def _patterns(scene: Scene) -> Iterator[Pattern]:
    yield from _twin_columns(scene)
    yield from _copied_lines(scene)
    yield from _swapped_lines(scene.network)
    yield from _groups_left_out(scene)


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
                changes = tuple((each[wrong], network.nodes[each[right]].value) for each in found)
                yield _named(scene, "column_differs", changes)


def _copied_lines(scene: Scene) -> Iterator[Pattern]:
    """A column or a row in which several figures are off, and which stands word for word elsewhere."""
    network = scene.network
    lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for node, own in enumerate(network.nodes):
        if not own.line["measure"] and own.line["row"] and any(link in network.off for link in network.at[node]):
            lines["column", own.line["form"], own.line["column"]].append(node)
            lines["row", own.line["form"], own.line["row"]].append(node)
    for (axis, _, _), nodes in lines.items():
        changes = tuple(change for node in nodes if (change := _only_target(network, node)))
        if len(changes) >= LEAST_CELLS:
            pattern = _named(scene, f"{axis}_copied", changes)
            if "source" in pattern.detail:
                yield pattern


def _only_target(network: Network, node: int) -> Change | None:
    """The value that most of the broken links of a node agree on."""
    votes = targets(network, node, network.off, {})
    if not votes:
        return None
    return node, min(votes, key=lambda value: len(network.after(network.off, {}, (node, value))))


def _named(scene: Scene, kind: str, changes: tuple[Change, ...]) -> Pattern:
    """The pattern with the place the wrong figures were copied from, if they stand anywhere else in one line."""
    nodes = [node for node, _ in changes]
    axis = "row" if kind.startswith("row") else "column"
    source = _source(scene.network, nodes, axis)
    line = scene.network.nodes[nodes[0]].line
    detail: dict[str, Value] = {"form": line["form"], "axis": axis}
    detail["label"] = line["label"] or "" if axis == "row" else line["column"]
    if source is None:
        return Pattern(kind, changes, detail)
    form, label = source
    return Pattern(f"{axis}_copied", changes, {**detail, "source_form": form, "source": label})


def _source(network: Network, nodes: Sequence[int], axis: str) -> tuple[str, str] | None:
    """The (form, column or row) that holds the same figures in the same order."""
    own = {
        network.nodes[node].line["row" if axis == "column" else "column"]: network.nodes[node].value for node in nodes
    }
    telling = {key: value for key, value in own.items() if value}
    if len(telling) < LEAST_CELLS:
        return None
    for (form, label), values in _lines(network, axis).items():
        if all(at not in nodes for at in values.values()) and _agrees(network, telling, values):
            return form, label
    return None


def _lines(network: Network, axis: str) -> dict[tuple[str, str], dict[str, int]]:
    """The nodes by (form, column) and row, or by (form, row) and column."""
    if axis == "column":
        return network.by_place
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (form, column), rows in network.by_place.items():
        for row, node in rows.items():
            found[form, row][column] = node
    return found


def _agrees(network: Network, telling: Mapping[str, float], values: Mapping[str, int]) -> bool:
    shared = [key for key in telling if key in values]
    return len(shared) >= LEAST_CELLS and all(network.nodes[values[key]].value == telling[key] for key in shared)


def _column(network: Network, node: int) -> tuple[str, str]:
    line = network.nodes[node].line
    return line["form"], line["column"]


def _swapped_lines(network: Network) -> Iterator[Pattern]:
    """Two rows or two columns of one form with each other's figures."""
    for axis in ("row", "column"):
        lines = _lines(network, axis)
        troubled: dict[str, list[str]] = defaultdict(list)
        for (form, label), nodes in lines.items():
            if any(link in network.off for node in nodes.values() for link in network.at[node]):
                troubled[form].append(label)
        for form, labels in troubled.items():
            for one, other in combinations(labels, 2):
                changes = _exchange(network, lines[form, one], lines[form, other])
                if len(changes) >= 2 * LEAST_SWAPPED:
                    yield Pattern(f"{axis}s_swapped", changes, {"form": form, "label": one, "other": other})


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
    found: dict[tuple[str, str, tuple[str, ...]], list[Change]] = defaultdict(list)
    for number, gap in network.off.items():
        link = network.links[number]
        if link.left >= 0 and len(link.weights) > 3:
            parts = {
                node: -weight / link.weights[link.left] * network.nodes[node].value
                for node, weight in link.weights.items()
                if node != link.left and network.nodes[node].value
            }
            lacking = -gap / link.weights[link.left]
            group = next(((node,) for node, amount in parts.items() if amount == lacking), ()) or left_out(
                parts, lacking
            )
            if group:
                columns = tuple(network.nodes[node].line["column"] for node in group)
                key = (*_column(network, link.left), columns)
                found[key].append((link.left, network.nodes[link.left].value + lacking))
    for (form, _, columns), changes in _merged(found).items():
        if len(changes) >= LEAST_SWAPPED and len(set(columns)) == len(columns):
            names: dict[str, Value] = {"form": form, "part": "、".join(columns)}
            yield Pattern("group_left_out", tuple(changes), names)


def _merged(
    found: Mapping[tuple[str, str, tuple[str, ...]], list[Change]],
) -> dict[tuple[str, str, tuple[str, ...]], list[Change]]:
    """Rows that lack fewer of the columns (the others being 0 there) join those that lack more."""
    merged: dict[tuple[str, str, tuple[str, ...]], list[Change]] = {}
    for (form, column, columns), changes in sorted(found.items(), key=lambda each: -len(each[0][2])):
        wider = next((key for key in merged if key[:2] == (form, column) and set(columns) <= set(key[2])), None)
        merged.setdefault(wider or (form, column, columns), []).extend(changes)
    return merged
