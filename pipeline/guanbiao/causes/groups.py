"""A change set taken apart: figures that share no equation went wrong independently and are a cause each.

    |      | 外借 | 阅览 | 合计 |     10 was meant for 11, and 5 for 7: both rows and both columns are off, and as the
    | 1月  |  11  |  20  |  30  |     row of 1月 and the column 阅览 share a figure, all four are one part
    | 2月  |  40  |   7  |  45  |
    | 合计 |  50  |  25  |  75  |

The one minimal change set of this part is {1月 外借 → 10, 2月 阅览 → 5}. The two figures stand in no equation together,
so it is two groups of one figure each, and two causes. The other ways to mend a group are those change sets that agree
with the best one on all other groups. Had both months been off by 1, {1月 阅览 → 19, 2月 外借 → 39} would do as
well; as it changes both groups, it is a way to mend neither alone, and leaves both in doubt."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.causes.candidates import Candidate, Chosen, Part, candidate, single_candidates
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move
from guanbiao.causes.search import Budget, ChangeSet, MinimalSets, minimal_sets, targets

STEPS_A_GROUP = 300  # of a search; a group is small: 100 and 1200 find the same (benchmarks.tuning)


def choose_by_group(part: Part, found: MinimalSets) -> Iterator[Chosen]:
    """What is chosen of the minimal change sets of a part (one at least): a candidate for each group of the best."""
    ranked = _ranked(part, found.sets)
    best, *others = ranked
    groups = _groups(part.network, best.change_set)
    if len(groups) == 1:
        yield Chosen(best, tuple(others) or _other_sides(part, best), found.complete)
    elif found.complete:
        yield from _apart(part, best.change_set, groups, [each.change_set for each in others])
    else:
        yield from _one_by_one(part, groups)


def _apart(part: Part, best: ChangeSet, groups: Sequence[ChangeSet], others: Sequence[ChangeSet]) -> Iterator[Chosen]:
    """Each group with the ways that differ from the best change set in this group alone; one that differs in others as
    well is no way to mend it, and leaves it in doubt."""
    for group in groups:
        rest = frozenset(best.moves) - frozenset(group.moves)
        touched = _links(part.network, group.moves)
        own = Part(part.scene, part.network, {link: gap for link, gap in part.off.items() if link in touched})
        ways = [each.only(frozenset(each.moves) - rest) for each in others if rest <= frozenset(each.moves)]
        is_close = any(not frozenset(group.moves) <= frozenset(each.moves) for each in others)
        yield Chosen(candidate(own, group), tuple(_ranked(own, ways)), is_close=is_close)


def choose_jointly(part: Part, changes: ChangeSet) -> Iterator[Chosen]:
    """What is chosen of changes that mend a tangled part together: a candidate for each figure that mends something by
    itself once those before it are in place, and for each group of those that only mend it together."""
    yield from _one_by_one(part, _in_turn(part.network, changes))


def _in_turn(network: Network, changes: ChangeSet) -> list[ChangeSet]:
    """Changes in the order in which each figure, with what follows from it, mends something and breaks nothing; then
    what is left, in groups."""
    found, left = list[ChangeSet](), list(changes.roots)
    may_follow = frozenset(node for node, _ in changes.following)
    while ways := [each for move in left if (each := _alone(network, move, may_follow))]:
        best = max(ways, key=lambda each: len(network.off) - len(network.after_all(each.moves)))
        found.append(best)
        network = network.changed(best.moves)
        left = [move for move in left if move not in best.roots]
    rest = tuple(move for move in changes.following if network.nodes[move[0]].value != move[1]) if left else ()
    return [*found, *_groups(network, ChangeSet(tuple(left), rest))]


def _alone(network: Network, move: Move, may_follow: frozenset[int]) -> ChangeSet | None:
    """A change by itself, else with what follows from it and may, if it mends something and breaks nothing."""
    if network.after(network.off, {}, move).keys() < network.off.keys():
        return ChangeSet((move,))
    off, values = network.followed(network.off, {}, (move,))
    following = tuple(each for each in values.items() if each != move)
    is_good = off.keys() < network.off.keys() and may_follow.issuperset(node for node, _ in following)
    return ChangeSet((move,), following) if is_good else None


def _one_by_one(part: Part, groups: Sequence[ChangeSet]) -> Iterator[Chosen]:
    """Each group searched again with the others in place: where a search finds more sets than it may keep, they are
    combinations of the same few ways, and most ways to mend each group were never seen. A way that touches an
    equation of another group, which this one does not, is none."""
    in_place = {move for group in groups for move in group.moves}
    now = part.network
    for group in groups:
        in_place -= set(group.moves)
        beside = part.network.changed(tuple(in_place))
        own = Part(part.scene, beside, {link: gap for link, gap in beside.off.items() if link in part.off})
        taken = _links(part.network, in_place) - _links(part.network, group.moves)
        sets = minimal_sets(beside, own.off, Budget(STEPS_A_GROUP)).sets
        settled = {node for node, _ in in_place}
        ways = [
            each
            for each in sets
            if taken.isdisjoint(_links(part.network, each.moves)) and settled.isdisjoint(node for node, _ in each.roots)
        ]
        best, *others = _ranked(own, ways or [group])
        in_place |= set(best.change_set.moves)
        chosen = candidate(Part(part.scene, now, own.off), best.change_set)
        yield Chosen(chosen, tuple(others) or _contested(own, best), complete=False)
        now = now.changed(best.change_set.moves)


def _contested(part: Part, best: Candidate) -> tuple[Candidate, ...]:
    """Where nothing but sums speaks for a change: the figures of the same relations for which a slip would speak, had
    they not been settled otherwise. It may as well be one of them that is wrong."""
    if best.weight > 0:
        return ()
    free = replace(part.network, closed=frozenset(), made=frozenset())
    own = {node for node, _ in best.change_set.moves}
    nodes = dict.fromkeys(node for link in sorted(best.mended) for node in free.members[link] if node not in own)
    off = {link: gap for link, gap in part.off.items() if link in best.mended}
    moves = [(node, value) for node in nodes for value in targets(free, node, off, {})]
    told = [move for move in moves if part.scene.weigh(*move).weight > 0]
    return tuple(_ranked(part, (ChangeSet((move,)) for move in told)))


def _other_sides(part: Part, best: Candidate) -> tuple[Candidate, ...]:
    """Where a single relation is all that speaks for a change: the changes of its other figures, heavier though."""
    if best.is_overdetermined:
        return ()
    singles = single_candidates(part)
    others = [each for each in singles if each.mended >= best.mended and each.change_set != best.change_set]
    return tuple(sorted(others, key=lambda each: each.rank))


def _ranked(part: Part, sets: Iterable[ChangeSet]) -> list[Candidate]:
    """Change sets with their evidence, the likeliest first."""
    return sorted((candidate(part, each) for each in sets), key=lambda each: each.rank)


def _groups(network: Network, change_set: ChangeSet) -> list[ChangeSet]:
    """A change set in groups: moves that share a link belong together."""
    left = list(change_set.moves)
    groups = []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            move = queue.pop()
            group.append(move)
            near = {other for link in network.at[move[0]] for other in network.members[link]}
            queue += [each for each in left if each[0] in near]
            left = [each for each in left if each[0] not in near]
        groups.append(change_set.only(frozenset(group)))
    return groups


def _links(network: Network, moves: Iterable[Move]) -> set[int]:
    """The links that any of the figures stands in that moves change."""
    return {link for node, _ in moves for link in network.at[node]}
