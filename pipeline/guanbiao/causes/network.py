"""The rule network of a year: figures joined by the equations they stand in, and by how much each equation is off.

A node is a figure, a link is an equation that must hold exactly. A column of two months with its total, and a form that
repeats the total:

    |      | 人次 |             link 0:  合计 − 1月 − 2月 = 0
    | 1月  |  512 |  node 0     link 1:  重复 − 合计 = 0
    | 2月  |  364 |  node 1
    | 合计 |  858 |  node 2     and elsewhere, node 3:  重复 858

>>> from guanbiao.causes.nodes import Link, Node
>>> from guanbiao.facts.frames import MetLine
>>> from guanbiao.forms.levels import Source
>>> def node(row, figure):
...     line = MetLine(relation=0, period=2020, side=0, order=0, factor=1, power=0, form="visits", row=row,
...         column="人次", measure="", back=0, label=row, filing=0, at_row=0, at_column=1, figure=figure,
...         state="number", raw=None, unit="人次", is_total=False, merged=None, of_nothing=False)
...     return Node(line, figure, is_blank=False, is_whole=True)
>>> nodes = node("1月", 512.0), node("2月", 364.0), node("合计", 858.0), node("重复", 858.0)
>>> total = Link(0, Source.WITHIN, {0: -1.0, 1: -1.0, 2: 1.0}, (), 0.0, left=2)
>>> repeated = Link(1, Source.CROSS, {2: -1.0, 3: 1.0}, (), 0.0, left=3)
>>> net = Network(nodes, (total, repeated), off={0: -18.0})

The total is 18 less than its parts. With 346 in February both links hold; with a total of 876 the first does, and the
second is off until what follows from it, the repetition, is copied anew.

>>> net.after_all([(1, 346.0)])
{}
>>> net.after_all([(2, 876.0)])
{1: -18.0}
>>> net.followed(net.off, {}, [(2, 876.0)])
({}, {2: 876.0, 3: 876.0})
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.nodes import Axis, Link, Move, Node, Off, Series, Values, rounded
from guanbiao.reconcile.judge import TOLERANCE

MOST_FOLLOWING = 60  # figures made anew from one change: rules in a circle would never end. 20 and 200 find the same


class Network(Struct, frozen=True, dict=True):
    """Nodes, the links between them, and which links are off. `origin` is the network that this one was made from by
    moves: all that does not depend on values is the same in both, and is worked out there once. `closed` are the nodes
    that were put right before, which nothing is to change again; `made` those that only followed: they may follow
    again, and are no slip of their own."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    off: Off
    origin: "Network | None" = None
    closed: frozenset[int] = frozenset()
    made: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()

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
        return self.origin.members if self.origin else tuple(link.nodes for link in self.links)

    def series(self, axis: Axis) -> Mapping[Series, Mapping[str, int]]:
        """The nodes by column and the key of their row, or by row and the key of their column."""
        return self.columns if axis is Axis.COLUMN else self.rows

    @cached_property
    def columns(self) -> Mapping[Series, Mapping[str, int]]:
        """The nodes by (form, column) and row; of a cell with several measures none, of an entry none."""
        if self.origin:
            return self.origin.columns
        found: dict[Series, dict[str, int]] = defaultdict(dict)
        for at, node in enumerate(self.nodes):
            if not node.line.measure and node.line.row:
                found[node.column].setdefault(node.line.row, at)
        return dict(found)

    @cached_property
    def rows(self) -> Mapping[Series, Mapping[str, int]]:
        """The same nodes by (form, row) and column."""
        if self.origin:
            return self.origin.rows
        found: dict[Series, dict[str, int]] = defaultdict(dict)
        for (form, column), rows in self.columns.items():
            for row, node in rows.items():
                found[form, row][column] = node
        return dict(found)

    @property
    def explained(self) -> frozenset[int]:
        """The links that were off as filed and hold now: an earlier cause says why, and they must hold to the end."""
        return frozenset((self.origin or self).off.keys() - self.off.keys())

    @cached_property
    def settled_nodes(self) -> frozenset[int]:
        """The nodes that are no slips any more: an earlier cause says what they should be."""
        return (self.closed | self.made) - self.open

    @cached_property
    def holding(self) -> Mapping[Axis, Mapping[tuple[str, float], Sequence[Series]]]:
        """The columns that hold a value in a row, and the rows that hold it in a column, by (row or column, value)."""
        return {axis: self._holding(axis) for axis in Axis}

    def _holding(self, axis: Axis) -> Mapping[tuple[str, float], Sequence[Series]]:
        found: dict[tuple[str, float], list[Series]] = defaultdict(list)
        for series, nodes in self.series(axis).items():
            for key, node in nodes.items():
                found[key, self.nodes[node].value].append(series)
        return dict(found)

    @cached_property
    def reach(self) -> Callable[[int], frozenset[int]]:
        """By node, the links that move with it where totals follow; each is worked out once."""
        return self.origin.reach if self.origin else cache(partial(_reach, self.links, self.at))

    @cached_property
    def known(self) -> dict[object, object]:
        """What was worked out of one state of a form, by whoever did and that state: it is the same in every network
        that was made from one."""
        return self.origin.known if self.origin else {}

    @cached_property
    def signed(self) -> frozenset[Series]:
        """The columns of changes, as declared, and those in which a negative figure stands that may be one."""
        may_be = (node for node in self.nodes if node.is_signed or (node.value < 0 and not node.is_unsigned))
        return frozenset(node.column for node in may_be)

    def may_be(self, node: int, value: float) -> bool:
        """Whether a figure can take a value: whole where its column is, not negative where its column never is."""
        own = self.nodes[node]
        if not own.may_take(value) or (own.is_whole and not float(value).is_integer()):
            return False
        return value >= 0 or own.column in self.signed

    def slope(self, link: int, node: int, values: Values) -> float:
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

    def after(self, off: Off, values: Values, move: Move) -> dict[int, float]:
        """Which links are off once a node takes another value, where `off` were before it and `values` had changed."""
        moved = dict(off)
        self._apply(moved, values, move)
        return moved

    def after_all(self, moves: Sequence[Move]) -> dict[int, float]:
        """Which links are off after several moves from this network."""
        off, values = dict(self.off), dict[int, float]()
        for move in moves:
            self._apply(off, values, move)
            values[move[0]] = move[1]
        return off

    def gap_after(self, link: int, moves: Sequence[Move]) -> float:
        """By how much a link without products is off after several moves of its nodes, 0 where it holds: what
        `after_all` says of it, without looking at any other."""
        weights, gap = self.links[link].weights, self.off.get(link, 0.0)
        for node, value in moves:
            gap = rounded(gap + (value - self.nodes[node].value) * weights[node])
            gap = 0.0 if abs(gap) <= TOLERANCE else gap
        return gap

    def _apply(self, off: dict[int, float], values: Values, move: Move) -> list[int]:
        """Correct `off` for one move; returns those links of its node that are off now."""
        node, value = move
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

    def followed(self, off: Off, values: Values, roots: Sequence[Move]) -> tuple[dict[int, float], dict[int, float]]:
        """As `after` the last of the roots, with what follows from it: a link that held as filed and does not now gets
        the node that it defines made anew (the total is added up, the repetition copied), step by step, but never a
        root, nor to a fraction of what is counted. Returns the links that are off then, and every value that has
        changed by then."""
        fixed = {node for node, _ in roots} | (self.closed - self.open)
        moved, changed = dict(off), dict(values)
        queue = dict(roots[-1:])
        for _ in range(MOST_FOLLOWING):
            if not queue:
                break
            node = next(iter(queue))
            move = node, queue.pop(node)
            still = self._apply(moved, changed, move)
            changed[node] = move[1]
            for link in still:
                left = self.links[link].left
                if left >= 0 and link not in self.off and left not in fixed:
                    now = changed.get(left, self.nodes[left].value)
                    anew = rounded(now - moved[link] / self.links[link].weights[left])
                    queue.pop(left, None)
                    if self.nodes[left].may_take(anew):
                        queue[left] = anew
        return moved, changed

    def changed(self, moves: Sequence[Move]) -> "Network":
        """The network with several moves made."""
        nodes = list(self.nodes)
        for node, value in moves:
            nodes[node] = replace(nodes[node], value=value)
        return replace(self, nodes=tuple(nodes), off=self.after_all(moves), origin=self.origin or self)

    def settled(self, roots: Sequence[Move], following: Sequence[Move], shifts: Sequence[Move] = ()) -> "Network":
        """The network with a cause in place: its roots are closed, those that no relation which it mends speaks for
        may yet be changed; what follows may follow again; `shifts` move links themselves, where what a cause puts right
        is no figure."""
        moved, changed = self.changed((*roots, *following)), {node for node, _ in roots}
        off = shifted(moved.off, shifts)
        mended = self.off.keys() - off.keys()
        fresh = {node for node in changed if mended.isdisjoint(self.at[node])}
        made = (self.made | {node for node, _ in following}) - self.closed - changed
        return replace(moved, off=off, closed=self.closed | changed, made=made, open=(self.open - changed) | fresh)


def shifted(off: Off, shifts: Sequence[Move]) -> dict[int, float]:
    """Which links are off once some of them are moved by so much."""
    moved = dict(off)
    for link, step in shifts:
        gap = rounded(moved.pop(link, 0.0) + step)
        if abs(gap) > TOLERANCE:
            moved[link] = gap
    return moved


def _reach(links: Sequence[Link], at: Sequence[Sequence[int]], node: int) -> frozenset[int]:
    moving = [node]
    for each in moving:
        moving += {links[link].left for link in at[each]} - {-1, *moving}
    return frozenset(link for each in moving for link in at[each])
