"""Exact minimal change sets: the fewest figures that must change so that every equation of the network holds.

Depth first with a growing bound. A broken link needs one of its nodes changed; a node is tried with each value that
mends one of its broken links; broken links that share no node need a change each, which bounds the search from below.
A second search lets totals and repetitions follow: they are made anew from a change and do not count as changes."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.causes.network import Change, Network, rounded

MOST_EXACT = 3  # figures, before totals are let follow
MOST_ROOTS = 5  # deeper sets are beyond what anyone would believe
MOST_SETS = 60  # more ties than anybody reads
LOOSE = 0.75  # what an equation weighs that a change touches and does not mend
NEAR = 0.5  # how much heavier a set may be and still be told of
FOLLOWING = 0.25  # what a figure that merely follows weighs against one that was entered wrong


class Budget(Struct):
    """How many nodes of the search tree may still be visited."""

    left: int

    def spend(self, steps: int) -> bool:
        """Take so many steps; False where there are not as many left."""
        self.left -= steps
        return self.left >= 0


class ChangeSet(Struct, frozen=True):
    """Figures to change, by node: those entered wrong, and those that follow from them. `loose` is how many links
    that are none of its business it touches and leaves off."""

    roots: tuple[Change, ...]
    following: tuple[Change, ...] = ()
    loose: int = 0

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change."""
        return (*self.roots, *self.following)

    @property
    def weight(self) -> float:
        """How much it asks one to believe."""
        return len(self.roots) + FOLLOWING * len(self.following) + LOOSE * self.loose


class Found(Struct, frozen=True):
    """The minimal change sets of a part of the network; `complete` is False where the search gave up first."""

    sets: tuple[ChangeSet, ...] = ()
    complete: bool = True


class State(Struct, frozen=True):
    """Where a search stands: by link, how much it is off; the values changed by now; and, of the links that are off,
    those that a set must still mend."""

    off: dict[int, float]
    values: dict[int, float]
    left: dict[int, float]


class _Search(Struct):
    """One search at one depth. Links that are off but not in `part` are none of its business."""

    network: Network
    budget: Budget
    part: Mapping[int, float]
    follow: bool
    seen: set[frozenset[Change]] = set()
    found: dict[frozenset[Change], ChangeSet] = {}

    def open(self, off: Mapping[int, float]) -> dict[int, float]:
        """The links that a set must still mend: those of the part, and those it broke itself."""
        return {link: gap for link, gap in off.items() if link in self.part or link not in self.network.off}

    def descend(self, state: State, roots: tuple[Change, ...], depth: int) -> None:
        """Every set of at most `depth` more roots that leaves nothing open."""
        if not state.left:
            following = tuple(change for change in state.values.items() if change not in roots)
            loose = loose_ends(self.network, state.off, state.values)
            self.found.setdefault(frozenset(state.values.items()), ChangeSet(roots, following, loose))
            return
        for change, moved in self._tries(state, roots, depth):
            if len(self.found) >= MOST_SETS or self.budget.left < 0:
                return
            key = frozenset(moved.values.items())
            if key not in self.seen and self._may_do(depth - 1, moved):
                self.seen.add(key)
                self.descend(moved, (*roots, change), depth - 1)

    def start(self) -> State:
        """Everything as it was filed."""
        return State(dict(self.network.off), {}, self.open(self.network.off))

    def _may_do(self, depth: int, state: State) -> bool:
        """Whether so many more roots may mend what is left, by the lower bound; a link that a following figure stands
        in may yet be mended by what follows next."""
        left, values = state.left, state.values
        if not (left and depth):
            return not left
        if self.follow:
            left = {link: gap for link, gap in left.items() if values.keys().isdisjoint(self.network.members[link])}
        return least_changes(self.network, left, values) <= depth

    def _tries(self, state: State, roots: tuple[Change, ...], depth: int) -> list[tuple[Change, State]]:
        """What mends the link that is to be mended first, the most promising first; a last root must reach all that is
        left."""
        members, values = self.network.members, state.values
        link = min(state.left, key=lambda each: (*self._order(members[each], values), each))
        free = [node for node in members[link] if node not in values]
        if depth == 1:
            free = [node for node in free if state.left.keys() <= self._reach(node)]
        choices = [(node, value) for node in free for value in targets(self.network, node, state.off, values)]
        if not self.budget.spend(len(choices)):
            return []
        tries = [(choice, self._try(state, (*roots, choice))) for choice in choices]
        return sorted(tries, key=lambda each: (len(each[1].left), len(each[1].values), each[0]))

    def _order(self, nodes: tuple[int, ...], values: Mapping[int, float]) -> tuple[bool, int]:
        """Which link to mend first: the one with the fewest choices, but one that may yet follow last."""
        free = len(nodes) - len(values.keys() & nodes)
        return self.follow and free < len(nodes), free

    def _reach(self, node: int) -> frozenset[int]:
        return self.network.reach(node) if self.follow else frozenset(self.network.at[node])

    def _try(self, state: State, roots: tuple[Change, ...]) -> State:
        if self.follow:
            off, values = self.network.followed(state.off, state.values, roots)
        else:
            off = self.network.after(state.off, state.values, roots[-1])
            values = {**state.values, roots[-1][0]: roots[-1][1]}
        return State(off, values, self.open(off))


def targets(network: Network, node: int, off: Mapping[int, float], values: Mapping[int, float]) -> list[float]:
    """The values of a node that each mend one of the links that are off, as far as it may take them."""
    now = values.get(node, network.nodes[node].value)
    found: dict[float, None] = {}
    for link in network.at[node]:
        if link in off and (steep := network.slope(link, node, values)):
            value = rounded(now - off[link] / steep) + 0.0
            if network.may_be(node, value):
                found[value] = None
    return list(found)


def loose_ends(network: Network, off: Mapping[int, float], values: Mapping[int, float]) -> int:
    """How many of the links that are off have a node among the values that were changed."""
    return len(off.keys() & {link for node in values for link in network.at[node]})


def least_changes(network: Network, off: Mapping[int, float], values: Mapping[int, float]) -> int:
    """A lower bound: links that are off and share no node that may still change need a change each."""
    taken: set[int] = set()
    count = 0
    for free in sorted((set(network.members[link]).difference(values) for link in off), key=len):
        if not free:
            return MOST_ROOTS + 1
        if taken.isdisjoint(free):
            taken |= free
            count += 1
    return count


def minimal_sets(network: Network, part: Mapping[int, float], budget: Budget) -> Found:
    """The lightest change sets that mend the links of a part and break no other: of few figures if there are such,
    else of few roots with what follows from them."""
    exact = _at_growing_depth(network, part, budget, follow=False, most=MOST_EXACT)
    if len(part) > 1 and any(each.weight <= len(part) / 2 for each in exact.sets):
        return exact
    loose = _at_growing_depth(network, part, budget, follow=True, most=MOST_ROOTS)
    sets = {frozenset(each.all): each for each in (*loose.sets, *exact.sets)}
    least = min((each.weight for each in sets.values()), default=0.0)
    near = tuple(each for each in sets.values() if each.weight <= least + NEAR)
    return Found(near, bool(sets) and loose.complete)


def _at_growing_depth(network: Network, part: Mapping[int, float], budget: Budget, *, follow: bool, most: int) -> Found:
    sets: dict[frozenset[Change], ChangeSet] = {}
    for depth in range(least_changes(network, part, {}), most + 1):
        search = _Search(network, budget, part, follow)
        search.descend(search.start(), (), depth)
        sets |= search.found
        lightest = min((each.weight for each in sets.values()), default=most + 1.0)
        if budget.left < 0 or lightest < depth + 1:
            break
    return Found(tuple(sets.values()), bool(sets) and budget.left >= 0 and len(sets) < MOST_SETS)


def parts(network: Network, off: Mapping[int, float]) -> list[dict[int, float]]:
    """The links that are off, in groups that share nodes."""
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
