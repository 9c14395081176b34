"""The rule network of a year: figures joined by the equations they stand in, and by how much each equation is off.

Only equations that must hold exactly are links; of-which relations and rounded shares give no figure to solve for."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.frames import MetLine, RelationLine, lines
from guanbiao.forms.catalogue import Level
from guanbiao.forms.levels import Source
from guanbiao.forms.relation import Relation
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.judge import TOLERANCE, Reconciled
from guanbiao.text.figures import State

Change = tuple[int, float]
Place = tuple[str, str]  # a form and the name of one of its columns or rows
Key = tuple[int | None, int | None, int | None, str]  # filing, row, column, measure
_DIGITS = 6
_MOST_FOLLOWING = 60


class Node(Struct, frozen=True):
    """A figure that may be wrong: the line of terms it was met in, its value, and what values it may take."""

    line: MetLine
    value: float
    is_blank: bool
    is_whole: bool


class Link(Struct, frozen=True):
    """An equation as `constant` + Σ weight · node + Σ weight · node · node, which must be 0. `left` is the node that
    it defines, -1 where it defines no single one."""

    relation: int
    kind: Source
    weights: Mapping[int, float]
    products: tuple[tuple[float, int, int], ...]
    constant: float
    left: int

    @property
    def nodes(self) -> tuple[int, ...]:
        """Every node of the equation, once."""
        return tuple(dict.fromkeys([*self.weights, *(node for _, *pair in self.products for node in pair)]))


class Network(Struct, frozen=True, dict=True):
    """Nodes, the links between them, and `off`: by link, how much its two sides differ where they do. `origin` is the
    network that this one was made from by changes: what does not hang on values is the same in both."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    off: Mapping[int, float]
    origin: "Network | None" = None

    @cached_property
    def at(self) -> tuple[tuple[int, ...], ...]:
        """By node, the links that it stands in."""
        if self.origin:
            return self.origin.at
        found: list[list[int]] = [[] for _ in self.nodes]
        for number, members in enumerate(self.members):
            for node in members:
                found[node].append(number)
        return tuple(tuple(links) for links in found)

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """By link, its nodes."""
        if self.origin:
            return self.origin.members
        return tuple(link.nodes for link in self.links)

    @cached_property
    def by_place(self) -> dict[Place, dict[str, int]]:
        """The nodes by (form, column) and row."""
        if self.origin:
            return self.origin.by_place
        found: dict[Place, dict[str, int]] = defaultdict(dict)
        for at, node in enumerate(self.nodes):
            if not node.line.measure and node.line.row:
                found[node.line.form, node.line.column].setdefault(node.line.row, at)
        return dict(found)

    @cached_property
    def by_row(self) -> dict[Place, dict[str, int]]:
        """The nodes by (form, row) and column."""
        if self.origin:
            return self.origin.by_row
        found: dict[Place, dict[str, int]] = defaultdict(dict)
        for (form, column), rows in self.by_place.items():
            for row, node in rows.items():
                found[form, row][column] = node
        return dict(found)

    @cached_property
    def holding(self) -> dict[str, dict[tuple[str, float], list[Place]]]:
        """By axis, the columns (form, column) that hold a figure in a row, and the rows that hold it in a column."""
        return {"column": self._holding(self.by_place), "row": self._holding(self.by_row)}

    def _holding(self, lines: Mapping[Place, Mapping[str, int]]) -> dict[tuple[str, float], list[Place]]:
        found: dict[tuple[str, float], list[Place]] = defaultdict(list)
        for line, nodes in lines.items():
            for label, node in nodes.items():
                found[label, self.nodes[node].value].append(line)
        return dict(found)

    @cached_property
    def reach(self) -> Callable[[int], frozenset[int]]:
        """By node, the links that move with it where totals follow; each is worked out once."""
        return self.origin.reach if self.origin else cache(partial(_reach, self.links, self.at))

    @cached_property
    def signed(self) -> frozenset[Place]:
        """The columns (form, column) in which a negative figure stands."""
        return frozenset((node.line.form, node.line.column) for node in self.nodes if node.value < 0)

    def may_be(self, node: int, value: float) -> bool:
        """Whether a figure can take a value: whole where its column is, not negative where its column never is."""
        own = self.nodes[node]
        if own.is_whole and not float(value).is_integer():
            return False
        return value >= 0 or (own.line.form, own.line.column) in self.signed

    def slope(self, link: int, node: int, values: Mapping[int, float]) -> float:
        """By how much a link moves when a node grows by one."""
        own = self.links[link]
        steep = own.weights.get(node, 0.0)
        if not own.products:
            return steep
        for weight, first, second in own.products:
            if node in (first, second):
                other = second if node == first else first
                steep += weight * values.get(other, self.nodes[other].value)
        return steep

    def after(self, off: Mapping[int, float], values: Mapping[int, float], change: Change) -> dict[int, float]:
        """By how much the links are off once a node takes another value, `values` being those changed before."""
        moved = dict(off)
        self._move(moved, values, change)
        return moved

    def _move(self, off: dict[int, float], values: Mapping[int, float], change: Change) -> list[int]:
        """Move the links that a node stands in; which of them are off now."""
        node, value = change
        step = value - values.get(node, self.nodes[node].value)
        still = []
        for link in self.at[node]:
            gap = rounded(off.get(link, 0.0) + step * self.slope(link, node, values))
            if abs(gap) <= TOLERANCE:
                off.pop(link, None)
            else:
                off[link] = gap
                still.append(link)
        return still

    def followed(
        self, off: Mapping[int, float], values: Mapping[int, float], roots: Sequence[Change]
    ) -> tuple[dict[int, float], dict[int, float]]:
        """As `after` the last of the roots, and what held as filed is made to hold again by its own left side, step by
        step: the total is added up anew, the repetition is copied anew. Also the values that have changed by then."""
        fixed = {node for node, _ in roots}
        moved, changed = dict(off), dict(values)
        queue = dict(roots[-1:])
        for _ in range(_MOST_FOLLOWING):
            if not queue:
                break
            node = next(iter(queue))
            change = node, queue.pop(node)
            still = self._move(moved, changed, change)
            changed[node] = change[1]
            for link in still:
                left = self.links[link].left
                if left >= 0 and link not in self.off and left not in fixed:
                    now = changed.get(left, self.nodes[left].value)
                    queue.pop(left, None)
                    queue[left] = rounded(now - moved[link] / self.links[link].weights[left])
        return moved, changed

    def changed(self, changes: Sequence[Change]) -> "Network":
        """The network after several changes."""
        nodes = list(self.nodes)
        for node, value in changes:
            nodes[node] = replace(nodes[node], value=value)
        return Network(tuple(nodes), self.links, self.after_all(changes), self.origin or self)

    def after_all(self, changes: Sequence[Change]) -> dict[int, float]:
        """By how much the links are off after several changes."""
        off, values = dict(self.off), dict[int, float]()
        for change in changes:
            self._move(off, values, change)
            values[change[0]] = change[1]
        return off


def _reach(links: Sequence[Link], at: Sequence[Sequence[int]], node: int) -> frozenset[int]:
    moving = [node]
    for each in moving:
        moving += {links[link].left for link in at[each]} - {-1, *moving}
    return frozenset(link for each in moving for link in at[each])


def rounded(value: float) -> float:
    """A figure without the noise of arithmetic. Most are whole and have none, and to round them would cost most."""
    return value if value.is_integer() else round(value, _DIGITS)


def network(reconciled: Reconciled, period: int) -> Network:
    """The network of a period: its mandatory equations that could be judged."""
    judged = reconciled.judged(period).filter(
        (pl.col("verdict") != Verdict.UNVERIFIABLE.value) & pl.col("equal") & (pl.col("tolerance") < 2 * TOLERANCE)
    )
    relations = reconciled.plan.relations
    hard = [line for line in lines(judged, RelationLine) if relations[line.relation].rule.level is Level.MANDATORY]
    wanted = pl.DataFrame({"relation": [line.relation for line in hard]}, schema={"relation": pl.Int32})
    terms: dict[int, list[MetLine]] = defaultdict(list)
    for line in lines(reconciled.met(period).join(wanted, on="relation", how="semi"), MetLine):
        terms[line.relation].append(line)
    return _built(hard, terms, relations)


def _built(
    hard: Sequence[RelationLine], terms: Mapping[int, Sequence[MetLine]], relations: Sequence[Relation]
) -> Network:
    numbers: dict[Key, int] = {}
    met: list[MetLine] = []

    def number(line: MetLine) -> int:
        key = node_key(line)
        if key not in numbers:
            numbers[key] = len(met)
            met.append(line)
        return numbers[key]

    links = [_link(line.relation, relations[line.relation], terms[line.relation], number) for line in hard]
    whole = _whole_columns(met)
    nodes = tuple(Node(line, line.figure, line.state == State.BLANK, whole[line.form, line.column]) for line in met)
    off = {at: line.difference or 0.0 for at, line in enumerate(hard) if line.verdict == Verdict.BROKEN}
    return Network(nodes, tuple(links), off)


def node_key(line: MetLine) -> Key:
    """What tells one figure from another: its cell, and the measure where the cell states several."""
    return line.filing, line.at_row, line.at_column, line.measure


def _link(number: int, relation: Relation, terms: Sequence[MetLine], node: Callable[[MetLine], int]) -> Link:
    weights: dict[int, float] = defaultdict(float)
    products: list[tuple[float, int, int]] = []
    constant = 0.0
    lefts: list[int] = []
    pending: MetLine | None = None
    for line in terms:
        weight = float(line.factor if line.side == 0 else -line.factor)
        if line.at_column is None:
            constant += weight * line.figure
        elif line.power and pending is None:
            pending = line
        elif line.power and pending is not None:
            products.append((weight, node(pending), node(line)))
            pending = None
        else:
            at = node(line)
            weights[at] += weight
            lefts += [at] if line.side == 0 else []
    left = lefts[0] if len(lefts) == 1 else -1
    return Link(number, relation.kind, dict(weights), tuple(products), constant, left)


def _whole_columns(terms: Sequence[MetLine]) -> dict[Place, bool]:
    """By (form, column), whether its figures are whole numbers."""
    whole: dict[Place, bool] = defaultdict(lambda: True)
    for line in terms:
        whole[line.form, line.column] &= line.figure.is_integer()
    return whole
