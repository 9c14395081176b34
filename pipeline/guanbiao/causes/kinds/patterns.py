"""Patterns: slips that touch many cells at once, and what they would mend."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.formulas.totals import PROVEN
from guanbiao.causes.network import Network, shifted
from guanbiao.causes.nodes import Move
from guanbiao.causes.search import ChangeSet, loose_ends
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind
from guanbiao.model.details import NOTHING, Detail

LEAST_CELLS = 3  # links to mend for a series to be taken for another: two figures of it may be alike by chance
LEAST_MOVED = 5  # links to mend for a block to be moved: there are hundreds of blocks to try
LEAST_TOGETHER = 2  # links to mend where each figure has a partner that it must fit: a count and its sum are no more


class PatternKind(Struct, frozen=True):
    """What is asked of a kind of pattern: how many links it must mend at least; what it asks one to believe, in figures
    that were entered wrong (`cost`); whether the totals of what it changes are made anew before that is seen; whether
    it says where the right figures stand (`is_named`): then it comes before one that does not, and may be certain."""

    least: int
    cost: float = 1.0
    is_followed: bool = False
    is_named: bool = True


_LIST = PatternKind(LEAST_TOGETHER, is_followed=True)  # what sums a list up is repeated in summaries
KINDS: Mapping[CauseKind, PatternKind] = {
    CauseKind.COLUMN_COPIED: PatternKind(LEAST_CELLS),
    CauseKind.ROW_COPIED: PatternKind(LEAST_CELLS),
    CauseKind.COLUMNS_OVERWRITTEN: PatternKind(LEAST_MOVED, cost=1.5),
    CauseKind.COLUMN_DIFFERS: PatternKind(LEAST_CELLS, cost=2.5, is_named=False),
    CauseKind.ROW_TWICE: PatternKind(1),  # the row itself speaks for it
    CauseKind.ROWS_SWAPPED: PatternKind(LEAST_TOGETHER),
    CauseKind.COLUMNS_SWAPPED: PatternKind(LEAST_TOGETHER),
    CauseKind.LEFT_BLANK: PatternKind(LEAST_CELLS),
    CauseKind.SIGN: PatternKind(LEAST_TOGETHER),
    CauseKind.GROUP_LEFT_OUT: PatternKind(LEAST_TOGETHER),
    **dict.fromkeys(PROVEN, PatternKind(1, is_followed=True)),  # what is proven needs no other relation to agree
    CauseKind.SHIFTED: PatternKind(LEAST_MOVED),
    CauseKind.SHIFTED_ACROSS: PatternKind(LEAST_MOVED),
    CauseKind.BOOKED_NEXT: PatternKind(LEAST_TOGETHER, is_followed=True),
    CauseKind.FORM_DIFFERS: PatternKind(LEAST_CELLS, cost=2.5, is_named=False),
    CauseKind.FIGURES_DIFFER: PatternKind(LEAST_CELLS, cost=2.5, is_named=False),
    CauseKind.OTHER_UNIT: PatternKind(LEAST_CELLS, cost=1.5),
    CauseKind.ENTRY_MISPLACED: _LIST,
    CauseKind.ENTRY_ELSEWHERE: _LIST,
    CauseKind.ENTRIES_MISSING: _LIST,
    CauseKind.ENTRIES_ADDED: _LIST,
    CauseKind.ENTRIES_UNCOUNTED: _LIST,
    CauseKind.ENTRIES_TWICE: _LIST,
}


class TextCell(Struct, frozen=True):
    """A text that decides where an entry counts: a figure of the entry (`node`), and the key of the text's column."""

    node: int
    column: str


class Pattern(Struct, frozen=True):
    """A slip of many cells: its kind, the changes that undo it, what its sentence needs, and whether nothing else of
    its kind would do. `others` are change sets that would do as well where no figures can say which side is right;
    `texts` are those that it would change, `unknown` figures of which some are wrong and nobody knows which. `cost` and
    `least` stand for those of its kind, where it has its own; of an infinite cost it is never chosen, and told beside
    what mends the same. `halves` are the slips that it is made of, a cause each, where one breaks what another one
    mends."""

    kind: CauseKind
    change_set: ChangeSet
    detail: Detail = NOTHING
    is_sure: bool = True
    others: tuple[ChangeSet, ...] = ()
    texts: tuple[TextCell, ...] = ()
    unknown: tuple[int, ...] = ()
    cost: float | None = None
    least: int | None = None
    halves: "tuple[Pattern, ...]" = ()


class Effect(Struct, frozen=True):
    """What a pattern does in a network: its changes with all that follows, the links it mends, those it breaks, and how
    many within a form it touches and leaves off."""

    pattern: Pattern
    change_set: ChangeSet
    mended: frozenset[int]
    broken: frozenset[int]
    loose: int = 0

    @property
    def is_good(self) -> bool:
        """Whether it breaks nothing and mends as much as is asked of its kind, or three links and one a figure; and,
        where nothing but that it mends speaks for it, leaves nothing off that it touches."""
        kind, mended = KINDS[self.pattern.kind], len(self.mended)
        least = kind.least if self.pattern.least is None else self.pattern.least
        is_enough = mended >= least or mended >= max(LEAST_CELLS, len(self.change_set.moves))
        return not self.broken and is_enough and (kind.is_named or not self.loose)

    @property
    def cost(self) -> float:
        """What it asks one to believe, in figures that were entered wrong."""
        return KINDS[self.pattern.kind].cost if self.pattern.cost is None else self.pattern.cost

    @property
    def rank(self) -> tuple[bool, int]:
        """Among those that mend the same, first those that say most and change least."""
        return not KINDS[self.pattern.kind].is_named, len(self.pattern.change_set.roots)


def good_effects(network: Network, patterns: Iterable[Pattern]) -> list[Effect]:
    """What the patterns do that break nothing, mend as much as is asked of their kind, and change nothing that is
    settled."""
    return [
        effect
        for pattern in patterns
        if network.settled_nodes.isdisjoint(node for node, _ in pattern.change_set.roots)
        and (effect := effect_of(network, pattern.change_set, pattern)).is_good
        and _is_whole(network, effect)
    ]


def ties_of(best: Effect, effects: Iterable[Effect]) -> Iterator[Effect]:
    """Those that mend the same as the best does by other changes, the likeliest first."""
    ties = {_key(each): each for each in effects if each.mended == best.mended}
    ties.pop(_key(best), None)
    yield from sorted(ties.values(), key=lambda each: each.rank)


def _key(effect: Effect) -> tuple[frozenset[tuple[int, float]], frozenset[tuple[int, float]], str]:
    own = effect.change_set
    return frozenset(own.roots), frozenset(own.shifts), repr(effect.pattern.detail) if own.shifts else ""


def changing(network: Network, moves: Iterable[Move]) -> Iterator[Move]:
    """Those moves that change something: what is as it should be is no part of a slip."""
    return (move for move in moves if move[1] != network.nodes[move[0]].value)


def _is_whole(network: Network, effect: Effect) -> bool:
    """Whether no change makes a fraction of what is counted one by one."""
    return all(network.nodes[node].may_take(value) for node, value in effect.change_set.moves)


def effect_of(network: Network, change_set: ChangeSet, pattern: Pattern) -> Effect:
    """What a change set does as one of a pattern's kind; what it leaves as it is is no change."""
    change_set = replace(change_set, roots=tuple(changing(network, change_set.roots)))
    if KINDS[pattern.kind].is_followed:
        moves = change_set.moves
        after, values = dict(network.off), dict[int, float]()
        for at in range(len(moves)):
            after, values = network.followed(after, values, moves[: at + 1])
        following = tuple(changing(network, (move for move in values.items() if move not in change_set.roots)))
        change_set = ChangeSet(change_set.roots, following, shifts=change_set.shifts)
    else:
        after = network.after_all(change_set.moves)
    after = shifted(after, change_set.shifts)
    mended = frozenset(network.off.keys() - after.keys())
    broken = frozenset(after.keys() - network.off.keys())
    own = {link: gap for link, gap in after.items() if network.links[link].kind is Source.WITHIN}
    return Effect(pattern, change_set, mended, broken, loose_ends(network, own, dict(change_set.moves)))
