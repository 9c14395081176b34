"""Exact minimal change sets: the fewest figures that must change so that every equation of the network holds.

Depth first with a growing bound. A link that is off needs one of its nodes changed; a node is tried with each value
that mends one of its links that are off; links that are off and share no node need a change each, which bounds the
search from below. A second search lets totals and repetitions follow: they are made anew from a change and are none
of their own. Bounded by a number of steps, never by a clock, so that the same input gives the same causes.

    |      | 外借 | 阅览 | 合计 |     nodes 0 1 2
    | 1月  |  10  |  20  |  30  |           3 4 5
    | 2月  |  40  |   5  |  45  |           6 7 8
    | 合计 |  50  |  25  |  75  |     and node 9, 75 again in another form

>>> from guanbiao.causes.nodes import Link, Node
>>> from guanbiao.facts.frames import MetLine
>>> from guanbiao.forms.levels import Source
>>> def node(at, figure):
...     line = MetLine(relation=0, period=2020, side=0, order=0, factor=1, power=0, form="visits", row=str(at // 3),
...         column=str(at % 3), measure="", back=0, label="", filing=0, at_row=at // 3, at_column=at % 3, figure=figure,
...         state="number", raw=None, unit="人次", is_total=False, merged=None, of_nothing=False)
...     return Node(line, figure, is_blank=False, is_whole=True)
>>> nodes = tuple(node(at, float(figure)) for at, figure in enumerate((10, 20, 30, 40, 5, 45, 50, 25, 75, 75)))
>>> sums = (2, (0, 1)), (5, (3, 4)), (8, (6, 7)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5)), (9, (8,))
>>> links = [Link(0, Source.WITHIN, {**dict.fromkeys(of, -1.0), left: 1.0}, (), 0.0, left) for left, of in sums]
>>> right = Network(nodes, tuple(links), off={})

50 typed for the 40 breaks a row and a column, and one change mends both:

>>> net = right.changed([(3, 50.0)])
>>> minimal_sets(net, net.off, Budget(100))
MinimalSets(sets=(ChangeSet(roots=((3, 40.0),), following=(), loose=0, shifts=()),), complete=True)

A total of 54 for 45 that was carried into the grand total and the other form is one wrong figure, from which two
follow. A figure of its row and the total of that column, both 9 too small, would do as well, but weigh more:

>>> net = right.changed([(5, 54.0), (8, 84.0), (9, 84.0)])
>>> for each in sorted(minimal_sets(net, net.off, Budget(1200)).sets, key=lambda each: each.weight):
...     print(each.weight, each.roots, each.following)
1.5 ((5, 45.0),) ((8, 75.0), (9, 75.0))
2.0 ((3, 49.0), (6, 59.0)) ()
2.0 ((4, 14.0), (7, 34.0)) ()
"""

from msgspec import Struct

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move, Off, Values, rounded

# What the constants of this room are worth, measured by benchmarks.tuning: of 80 errors planted at once in each of ten
# years 97.4 % stand first and 98.0 % first or tied; the 2020 forms have 37 causes, 12 of them of parts not seen whole.
# What is said of other values was measured when tangled parts were peeled figure by figure: 87.1 %, 38 causes and 11.
MOST_EXACT = 3  # figures of a set from which nothing follows. 2: one more part unseen; 4: 88.1 % first
MOST_ROOTS = 5  # figures of any set. 3: three parts more unseen, 85.3 % first; 8: 87.3 %, in more time
MOST_SETS = 60  # change sets that are kept of a part. 20: three parts more unseen; 200: nothing more
LOOSE = 0.75  # weight of a link that a set touches and leaves off, below a figure. 1.5: 81.1 % first; 0.25: 88.4 %
NEAR = 0.5  # how much heavier than the lightest a set may be: two figures that follow. 0: 87.9 % tied; 1: 88.8 %
FOLLOWING = 0.25  # weight of a figure that merely follows. 0: 85.4 % first; 0.5: two parts more of 2020 unseen


class Budget(Struct):
    """How many nodes of the search tree may still be visited."""

    left: int

    def spend(self, steps: int) -> bool:
        """Take so many steps; False where there are not as many left."""
        self.left -= steps
        return self.left >= 0


class ChangeSet(Struct, frozen=True):
    """Figures to change: those entered wrong (`roots`), and those that follow from them. `loose` counts the links
    beyond the part that was searched which it touches and leaves off; `shifts` are links that move by so much without
    any figure, where a text decides what they add up, or the right figures are nowhere known."""

    roots: tuple[Move, ...]
    following: tuple[Move, ...] = ()
    loose: int = 0
    shifts: tuple[Move, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every change."""
        return (*self.roots, *self.following)

    @property
    def weight(self) -> float:
        """How much it asks one to believe, in figures that were entered wrong."""
        return len(self.roots) + FOLLOWING * len(self.following) + LOOSE * self.loose

    def only(self, moves: frozenset[Move]) -> "ChangeSet":
        """Those of its changes that are among these moves."""
        return ChangeSet(
            tuple(move for move in self.roots if move in moves), tuple(move for move in self.following if move in moves)
        )


class MinimalSets(Struct, frozen=True):
    """The minimal change sets of a part of the network; `complete` is False where the search gave up first."""

    sets: tuple[ChangeSet, ...] = ()
    complete: bool = True


class Position(Struct, frozen=True):
    """Where a search stands: which links are off, the values changed by now, and, of the links that are off, those that
    a set must still mend."""

    off: dict[int, float]
    values: dict[int, float]
    left: dict[int, float]


class _Search(Struct):
    """One search at one depth. It has to mend the links of `part`; what else was off before, it leaves as it is."""

    network: Network
    budget: Budget
    part: Off
    follow: bool
    seen: set[frozenset[Move]] = set()
    found: dict[frozenset[Move], ChangeSet] = {}

    def to_mend(self, off: Off) -> dict[int, float]:
        """The links that a set must still mend: those of the part, and those that it broke itself."""
        return {link: gap for link, gap in off.items() if link in self.part or link not in self.network.off}

    def start(self) -> Position:
        """Everything as it was filed."""
        return Position(dict(self.network.off), {}, self.to_mend(self.network.off))

    def descend(self, at: Position, roots: tuple[Move, ...], depth: int) -> None:
        """Add to `found` every set of these roots and at most `depth` more that leaves nothing to mend."""
        if not at.left:
            following = tuple(move for move in at.values.items() if move not in roots)
            loose = loose_ends(self.network, at.off, at.values)
            self.found.setdefault(frozenset(at.values.items()), ChangeSet(roots, following, loose))
            return
        for move, moved in self._tries(at, roots, depth):
            if len(self.found) >= MOST_SETS or self.budget.left < 0:
                return
            key = frozenset(moved.values.items())
            if key not in self.seen and self._may_do(depth - 1, moved):
                self.seen.add(key)
                self.descend(moved, (*roots, move), depth - 1)

    def _may_do(self, depth: int, at: Position) -> bool:
        """Whether so many more roots may mend what is left, by the lower bound; a link that a following figure stands
        in may yet be mended by what follows next."""
        left, values = at.left, at.values
        if not (left and depth):
            return not left
        if self.follow:
            left = {link: gap for link, gap in left.items() if values.keys().isdisjoint(self.network.members[link])}
        return least_changes(self.network, left, values) <= depth

    def _tries(self, at: Position, roots: tuple[Move, ...], depth: int) -> list[tuple[Move, Position]]:
        """The moves that mend the link that is to be mended first, each with where it leads, the most promising first.
        A last root must reach all that is left."""
        members, values = self.network.members, at.values
        link = min(at.left, key=lambda each: (*self._order(members[each], values), each))
        free = [node for node in members[link] if node not in values]
        if depth == 1:
            free = [node for node in free if at.left.keys() <= self._reach(node)]
        moves = [(node, value) for node in free for value in targets(self.network, node, at.off, values)]
        if not self.budget.spend(len(moves)):
            return []
        tries = [(move, self._try(at, (*roots, move))) for move in moves]
        return sorted(tries, key=lambda each: (len(each[1].left), len(each[1].values), each[0]))

    def _order(self, nodes: tuple[int, ...], values: Values) -> tuple[bool, int]:
        """Which link to mend first: the one with the fewest choices, but one that may yet follow last."""
        free = len(nodes) - len(values.keys() & nodes)
        return self.follow and free < len(nodes), free

    def _reach(self, node: int) -> frozenset[int]:
        """The links that a change of a node can mend."""
        return self.network.reach(node) if self.follow else frozenset(self.network.at[node])

    def _try(self, at: Position, roots: tuple[Move, ...]) -> Position:
        """Where the last of the roots leads."""
        if self.follow:
            off, values = self.network.followed(at.off, at.values, roots)
        else:
            off = self.network.after(at.off, at.values, roots[-1])
            values = {**at.values, roots[-1][0]: roots[-1][1]}
        return Position(off, values, self.to_mend(off))


def targets(network: Network, node: int, off: Off, values: Values) -> list[float]:
    """The values of a node that each mend one of the links that are off, as far as it may take them: none where a cause
    that was found before has settled what it is."""
    if node in network.settled_nodes:
        return []
    now = values.get(node, network.nodes[node].value)
    found: dict[float, None] = {}
    for link in network.at[node]:
        if link in off and (steep := network.slope(link, node, values)):
            value = rounded(now - off[link] / steep) + 0.0
            if network.may_be(node, value):
                found[value] = None
    return list(found)


def loose_ends(network: Network, off: Off, values: Values) -> int:
    """How many of the links that are off have a node among the values that were changed."""
    return len(off.keys() & {link for node in values for link in network.at[node]})


def least_changes(network: Network, off: Off, values: Values) -> int:
    """A lower bound of the changes that mend all links that are off, those in `values` being made: links that share no
    node that may still change need a change each. More than MOST_ROOTS where a link has no such node."""
    taken: set[int] = set()
    count = 0
    settled = network.settled_nodes.union(values)
    for free in sorted((set(network.members[link]) - settled for link in off), key=len):
        if not free:
            return MOST_ROOTS + 1
        if taken.isdisjoint(free):
            taken |= free
            count += 1
    return count


def minimal_sets(network: Network, part: Off, budget: Budget) -> MinimalSets:
    """The lightest change sets that mend the links of a part and break no other. Sets of few figures without any that
    follow are enough where one of them mends two links a figure. Else sets of roots and what follows from them join in,
    and those are kept that weigh at most NEAR more than the lightest."""
    exact = _at_growing_depth(network, part, budget, follow=False, most=MOST_EXACT)
    if len(part) > 1 and any(each.weight <= len(part) / 2 for each in exact.sets):
        return exact
    loose = _at_growing_depth(network, part, budget, follow=True, most=MOST_ROOTS)
    sets = {frozenset(each.moves): each for each in (*loose.sets, *exact.sets)}
    least = min((each.weight for each in sets.values()), default=0.0)
    near = tuple(each for each in sets.values() if each.weight <= least + NEAR)
    return MinimalSets(near, bool(sets) and loose.complete)


def _at_growing_depth(network: Network, part: Off, budget: Budget, *, follow: bool, most: int) -> MinimalSets:
    """The change sets of as few roots as will do, at most so many. Deeper sets are looked for only while they could be
    lighter than the lightest that was found."""
    sets: dict[frozenset[Move], ChangeSet] = {}
    for depth in range(least_changes(network, part, {}), most + 1):
        search = _Search(network, budget, part, follow)
        search.descend(search.start(), (), depth)
        sets |= search.found
        lightest = min((each.weight for each in sets.values()), default=most + 1.0)
        if budget.left < 0 or lightest < depth + 1:
            break
    return MinimalSets(tuple(sets.values()), bool(sets) and budget.left >= 0 and len(sets) < MOST_SETS)


def parts(network: Network, off: Off) -> list[dict[int, float]]:
    """The links that are off, in groups that share nodes: what each group needs does not depend on the others."""
    left = dict(off)
    groups = []
    while left:
        group: dict[int, float] = {}
        queue = [next(iter(left))]
        while queue:
            link = queue.pop()
            if link in left:
                group[link] = left.pop(link)
                queue += [other for node in network.members[link] for other in network.at[node] if other in left]
        groups.append(dict(sorted(group.items())))
    return groups
