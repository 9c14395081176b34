"""Patterns: slips that touch many cells at once, what they would mend, and which of them mends most."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from guanbiao.causes.formulas import PROVEN
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind
from guanbiao.model.details import NOTHING, Detail

LEAST_CELLS = 3  # links to mend for a series to be taken for another: two figures of it may be alike by chance
LEAST_TOGETHER = 2  # links to mend where each figure has a partner that it must fit: a count and its sum are no more


class PatternKind(Struct, frozen=True):
    """What is asked of a kind of pattern: how many links it must mend at least; whether the totals of what it changes
    are made anew before that is seen; whether it says where the right figures stand (`is_named`), so that it comes
    before one that does not."""

    least: int
    is_followed: bool = False
    is_named: bool = True


_LIST = PatternKind(LEAST_TOGETHER, is_followed=True)  # what sums a list up is repeated in summaries
KINDS: Mapping[CauseKind, PatternKind] = {
    CauseKind.COLUMN_COPIED: PatternKind(LEAST_CELLS),
    CauseKind.ROW_COPIED: PatternKind(LEAST_CELLS),
    CauseKind.COLUMN_DIFFERS: PatternKind(LEAST_CELLS, is_named=False),
    CauseKind.ROWS_SWAPPED: PatternKind(LEAST_TOGETHER),
    CauseKind.COLUMNS_SWAPPED: PatternKind(LEAST_TOGETHER),
    CauseKind.GROUP_LEFT_OUT: PatternKind(LEAST_TOGETHER),
    **dict.fromkeys(PROVEN, PatternKind(1, is_followed=True)),  # what is proven needs no other relation to agree
    CauseKind.ENTRIES_MISSING: _LIST,
    CauseKind.ENTRIES_ADDED: _LIST,
    CauseKind.ENTRIES_UNCOUNTED: _LIST,
    CauseKind.ENTRIES_TWICE: _LIST,
}


class Pattern(Struct, frozen=True):
    """A slip of many cells: its kind, the changes that undo it, what its sentence needs, and whether nothing else of
    its kind would do."""

    kind: CauseKind
    change_set: ChangeSet
    detail: Detail = NOTHING
    is_sure: bool = True


class Effect(Struct, frozen=True):
    """What a pattern does in a network: its changes with all that follows, the links it mends, and those it breaks."""

    pattern: Pattern
    change_set: ChangeSet
    mended: frozenset[int]
    broken: frozenset[int]

    @property
    def is_good(self) -> bool:
        """Whether it breaks nothing and mends as much as is asked of its kind."""
        return not self.broken and len(self.mended) >= KINDS[self.pattern.kind].least

    @property
    def rank(self) -> tuple[bool, int]:
        """Among those that mend the same, first those that say most and change least."""
        return not KINDS[self.pattern.kind].is_named, len(self.pattern.change_set.roots)


def best_patterns(network: Network, patterns: Iterable[Pattern]) -> list[Effect]:
    """The pattern that mends most and breaks nothing, then those that mend the same; [] where there is none."""
    good = [
        effect for pattern in patterns if (effect := _effect(network, pattern)).is_good and _is_whole(network, effect)
    ]
    if not good:
        return []
    best = min(good, key=lambda each: (-len(each.mended), *each.rank))
    ties = {frozenset(each.pattern.change_set.roots): each for each in good if each.mended == best.mended}
    ties.pop(frozenset(best.pattern.change_set.roots))
    return [best, *sorted(ties.values(), key=lambda each: each.rank)]


def _is_whole(network: Network, effect: Effect) -> bool:
    """Whether no change makes a fraction of what is counted one by one."""
    return all(network.nodes[node].may_take(value) for node, value in effect.change_set.moves)


def _effect(network: Network, pattern: Pattern) -> Effect:
    change_set = pattern.change_set
    if KINDS[pattern.kind].is_followed:
        moves = change_set.moves
        after, values = dict(network.off), dict[int, float]()
        for at in range(len(moves)):
            after, values = network.followed(after, values, moves[: at + 1])
        following = tuple(move for move in values.items() if move not in change_set.roots)
        change_set = ChangeSet(change_set.roots, following)
    else:
        after = network.after_all(change_set.roots)
    mended = frozenset(network.off.keys() - after.keys())
    return Effect(pattern, change_set, mended, frozenset(after.keys() - network.off.keys()))
