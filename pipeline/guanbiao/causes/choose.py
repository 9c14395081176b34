"""What is settled on for each part of a network: slips of whole rows and columns first, then exact minimal change sets
over each connected part of what is left, then, where a part is too tangled for that, the single changes that mend
most. Ties are kept as ties."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.evidence import Scene
from guanbiao.causes.guesses import Guess, guess, patterned
from guanbiao.causes.lines import best_patterns
from guanbiao.causes.network import Change as Move
from guanbiao.causes.network import Network
from guanbiao.causes.search import (
    MOST_EXACT,
    Budget,
    ChangeSet,
    Found,
    least_changes,
    loose_ends,
    minimal_sets,
    parts,
    targets,
)

STEPS_A_PART = 1200  # of the search: some 0.1 s
STEPS_PEELED = 300  # of what is left of a part that was too tangled
CLEAR = 2  # links that a change must mend to be peeled before the rest is looked at


class Settled(Struct, frozen=True):
    """A guess that was settled on, the others that would do as well, and whether all of them were seen."""

    best: Guess
    others: tuple[Guess, ...] = ()
    complete: bool = True


def settled(scene: Scene) -> Iterator[Settled]:
    """What was settled on for every part of the network, in the order in which it was."""
    now = scene.network
    while effects := best_patterns(replace(scene, network=now)):
        guesses = [patterned(now, each) for each in effects]
        yield Settled(guesses[0], tuple(guesses[1:]))
        now = now.changed(effects[0].moves.all)
    queue = [(part, STEPS_A_PART) for part in parts(now, now.off)]
    while queue:
        whole, steps = queue.pop(0)
        part = {link: gap for link, gap in whole.items() if link in now.off}
        own = list(_settle(scene, now, part, steps)) if part else []
        yield from own
        now = now.changed([move for each in own for move in each.best.moves.all])
        left = {link: gap for link, gap in now.off.items() if link in part}
        if left and any(each.best.mended and not each.complete for each in own):
            queue = [(each, STEPS_PEELED) for each in parts(now, left)] + queue


def _settle(scene: Scene, now: Network, part: dict[int, float], steps: int) -> Iterator[Settled]:
    """A part's minimal change sets, one guess for each group of figures that depend on each other. A part too wide
    for that is peeled: first the single change that mends several of its links and leaves none of its own off."""
    peels = _peels(scene, now, part) if least_changes(now, part, {}) > MOST_EXACT else []
    if clear := [each for each in peels if len(each.mended) >= CLEAR and not each.moves.loose]:
        yield _peeled(clear)
        return
    found = minimal_sets(now, part, Budget(steps))
    if found.sets:
        yield from _grouped(scene, now, part, found)
    elif peels := peels or _peels(scene, now, part):
        yield _peeled(peels)


def _grouped(scene: Scene, now: Network, part: dict[int, float], found: Found) -> Iterator[Settled]:
    guesses = sorted((guess(scene, now, part, each) for each in found.sets), key=lambda each: each.rank)
    best = guesses[0]
    groups = _groups(now, best.moves)
    if len(groups) == 1:
        yield Settled(best, tuple(guesses[1:]) or _other_sides(scene, now, part, best), found.complete)
        return
    if not found.complete:
        yield from _one_by_one(scene, now, part, groups)
        return
    for group in groups:
        rest = frozenset(best.moves.all) - frozenset(group.all)
        touched = _links(now, group.all)
        own = {link: gap for link, gap in part.items() if link in touched}
        others = [
            _only_of(each.moves, frozenset(each.moves.all) - rest)
            for each in guesses[1:]
            if rest <= frozenset(each.moves.all)
        ]
        ranked = sorted((guess(scene, now, own, each) for each in others), key=lambda each: each.rank)
        yield Settled(guess(scene, now, own, group), tuple(ranked), found.complete)


def _one_by_one(scene: Scene, now: Network, part: dict[int, float], groups: Sequence[ChangeSet]) -> Iterator[Settled]:
    """Each group searched again with the others in place: where a search finds more sets than it may keep, they are
    the same groups in ever other combinations, and most ways to mend each were never seen."""
    chosen = {move for group in groups for move in group.all}
    for group in groups:
        chosen -= set(group.all)
        beside = now.changed(tuple(chosen))
        own = {link: gap for link, gap in beside.off.items() if link in part}
        taken, sets = _links(now, chosen), minimal_sets(beside, own, Budget(STEPS_PEELED)).sets
        apart = [each for each in sets if taken.isdisjoint(_links(now, each.all))]
        guesses = sorted((guess(scene, now, own, each) for each in apart or [group]), key=lambda each: each.rank)
        chosen |= set(guesses[0].moves.all)
        yield Settled(guesses[0], tuple(guesses[1:]), complete=False)


def _links(now: Network, moves: Iterable[Move]) -> set[int]:
    """The links that any of the figures stands in that moves change."""
    return {link for node, _ in moves for link in now.at[node]}


def _other_sides(scene: Scene, now: Network, part: dict[int, float], best: Guess) -> tuple[Guess, ...]:
    """Where a single relation is all that speaks for a change: the changes of its other figures, heavier though."""
    if best.is_overdetermined:
        return ()
    others = [each for each in _peels(scene, now, part) if each.mended >= best.mended and each.moves != best.moves]
    return tuple(sorted(others, key=lambda each: each.rank))


def _groups(now: Network, moves: ChangeSet) -> list[ChangeSet]:
    """A change set in groups: moves that share a link belong together."""
    left = list(moves.all)
    groups = []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            move = queue.pop()
            group.append(move)
            near = {other for link in now.at[move[0]] for other in now.members[link]}
            queue += [each for each in left if each[0] in near]
            left = [each for each in left if each[0] not in near]
        groups.append(_only_of(moves, frozenset(group)))
    return groups


def _only_of(moves: ChangeSet, kept: frozenset[Move]) -> ChangeSet:
    return ChangeSet(
        tuple(move for move in moves.roots if move in kept), tuple(move for move in moves.following if move in kept)
    )


def _peeled(guesses: Sequence[Guess]) -> Settled:
    """The guess that mends most for what it asks one to believe, with those that mend the same as well."""
    best = min(guesses, key=lambda each: (each.moves.weight - len(each.mended), each.rank))
    same = (best.mended, best.moves.weight)
    ties = [each for each in guesses if each is not best and (each.mended, each.moves.weight) == same]
    return Settled(best, tuple(sorted(ties, key=lambda each: each.rank)), complete=False)


def _peels(scene: Scene, now: Network, part: dict[int, float]) -> list[Guess]:
    """Every single change, with what follows from it, that mends a link of the part and breaks none."""
    found = []
    for node in dict.fromkeys(node for link in part for node in now.members[link]):
        for value in targets(now, node, part, {}):
            moved, values = now.followed(now.off, {}, ((node, value),))
            if moved.keys() <= now.off.keys():
                following = tuple(each for each in values.items() if each[0] != node)
                moves = ChangeSet(((node, value),), following, loose_ends(now, moved, values))
                found.append(guess(scene, now, part, moves))
    return found
