"""What is off of a tangled part, mended together: many figures that were entered wrong, each for a reason of its own.

    |      | 外借 | 阅览 | 合计 |     41 for 14, and 92 for 29. That 41 should be 5 mends the first column at once, and
    | 1月  |  41  |  20  |  34  |     leaves two rows for which nothing speaks; the two swaps of digits mend all.
    | 2月  |  92  |   5  |  34  |
    | 合计 |  43  |  25  |  68  |

Sets of changes grow by one figure at a time, and of all that were grown so far the likeliest few are kept, which ask
least of belief, the evidence for each figure and what is still off being counted. The order in which figures are
put right does not matter, so each set is met once. Bounded by how many are kept, never by a clock."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from guanbiao.causes.candidates import MOST_PERSUASIVE, PERSUASION, TELLING, Part
from guanbiao.causes.nodes import Move
from guanbiao.causes.search import FOLLOWING, ChangeSet, parts, targets

KEPT = 8  # sets of each size
GROWN = 6  # changes by which each of them grows
UNMENDED = 0.5  # what a relation that is off yet will ask, in figures that were entered wrong
CLEAR = 2  # relations that a figure must mend to be put right before others
MOST_CHANGED = 40  # figures of a set
IMPOSSIBLE = 0.3  # figures less that a change of one asks which can be right nowhere: it must be wrong
LEAST = 0.05  # what any change asks


class Grown(Struct, frozen=True):
    """Some changes: the figures that were entered wrong, every value that has changed, what is off then, and what they
    ask one to believe."""

    roots: frozenset[Move]
    values: dict[int, float]
    off: dict[int, float]
    cost: float

    @property
    def rank(self) -> tuple[float, float]:
        """What asks least in the end first, as far as that is to be seen."""
        return round(self.cost + UNMENDED * len(self.off), 3), round(self.cost, 3)


def joint_changes(part: Part) -> ChangeSet | None:
    """The likeliest changes that mend all of a part and leave nothing else off; None where none are found. What is
    clear is put right first, so that what is left falls apart."""
    first = _cleared(part, Grown(frozenset(), {}, dict(part.off), 0.0))
    roots, values = set(first.roots), dict(first.values)
    for off in parts(part.network, first.off):
        best = _best(part, Grown(frozenset(first.values.items()), first.values, off, 0.0))
        if best is None:
            return None
        roots |= best.roots - first.values.items()
        values |= {node: value for node, value in best.values.items() if first.values.get(node) != value}
    changes = ChangeSet(tuple(sorted(roots)), tuple(sorted(values.items() - roots)))
    return changes if part.network.after_all(changes.moves).keys().isdisjoint(part.off) else None


def _cleared(part: Part, one: Grown) -> Grown:
    """A set with all that a slip tells which mends several relations, leaves none of its figure off, and stands against
    no other such figure."""
    while True:
        clear = [each for move in _moves(part, one) if (each := _clear(part, one, move))]
        mended = Counter(link for each in clear for link in one.off.keys() - each.off.keys())
        alone = (each for each in clear if all(mended[link] == 1 for link in one.off.keys() - each.off.keys()))
        best = min(alone, key=lambda each: (*each.rank, sorted(each.roots)), default=None)
        if best is None:
            return one
        one = best


def _clear(part: Part, one: Grown, move: Move) -> Grown | None:
    off = part.network.after(one.off, one.values, move)
    is_clear = len(one.off) - len(off) >= CLEAR and off.keys().isdisjoint(part.network.at[move[0]])
    if not is_clear or part.scene.weigh(*move).weight < TELLING:
        return None
    return Grown(one.roots | {move}, {**one.values, move[0]: move[1]}, off, one.cost + _cost(part, move))


def _best(part: Part, first: Grown) -> Grown | None:
    """The likeliest set that mends all, beginning with what is settled."""
    kept, best = [first], None
    for _ in range(MOST_CHANGED):
        grown = {each.roots: each for one in kept for each in _grown(part, one)}
        ranked = sorted(grown.values(), key=lambda each: (*each.rank, sorted(each.roots)))
        for each in ranked:
            if not each.off and (best is None or each.cost < best.cost):
                best = each
        kept = [each for each in ranked if each.off and (best is None or each.cost < best.cost)][:KEPT]
        if not kept:
            break
    return best


def _grown(part: Part, one: Grown) -> list[Grown]:
    """A set with one change more, the likeliest."""
    found = [each for move in _moves(part, one) for each in _with(part, one, move)]
    return sorted(found, key=lambda each: (*each.rank, sorted(each.roots)))[:GROWN]


def _moves(part: Part, one: Grown) -> Iterator[Move]:
    network = part.network
    for node in dict.fromkeys(node for link in one.off for node in network.members[link]):
        if node not in one.values:
            yield from ((node, value) for value in targets(network, node, one.off, one.values))


def _with(part: Part, one: Grown, move: Move) -> Iterator[Grown]:
    """The set with this change: alone, and, where that breaks what held, with what follows from it."""
    network = part.network
    cost = one.cost + _cost(part, move)
    roots = one.roots | {move}
    off = network.after(one.off, one.values, move)
    yield Grown(roots, {**one.values, move[0]: move[1]}, off, cost)
    if off.keys() - one.off.keys():
        off, values = network.followed(one.off, one.values, (*one.roots, move))
        more = len(values) - len(one.values) - 1
        yield Grown(roots, values, off, cost + FOLLOWING * more)


def _cost(part: Part, move: Move) -> float:
    """What one figure that was entered wrong asks one to believe; of one that can be right nowhere, less."""
    belief = 1 - PERSUASION * min(part.scene.weigh(*move).weight, MOST_PERSUASIVE)
    return max(LEAST, belief - IMPOSSIBLE) if part.network.nodes[move[0]].is_impossible else belief
