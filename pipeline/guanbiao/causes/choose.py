"""What is chosen for each part of a network: slips of whole rows, columns, lists and forms where they are simpler than
single figures (compete), then exact minimal change sets over each connected part of what is left, then, where a part is
too tangled for that, the single change that mends most. Ties are kept as ties. Every choice is made with those before
it in place, and changes nothing that they settled: a figure has one suggestion."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.ahead import best_ahead, once_each
from guanbiao.causes.candidates import (
    Candidate,
    Chosen,
    Part,
    halves_of,
    of_pattern,
    sides_of,
    single_candidates,
)
from guanbiao.causes.compete import CLOSE, Offer, Prices, rivals
from guanbiao.causes.evidence import Scene
from guanbiao.causes.groups import choose_by_group, choose_jointly
from guanbiao.causes.impossible import impossible_figures
from guanbiao.causes.joint import joint_changes
from guanbiao.causes.kinds.booked import booked_patterns
from guanbiao.causes.kinds.both_moved import both_moved
from guanbiao.causes.kinds.columns_off import off_columns
from guanbiao.causes.kinds.faulty import formula_patterns
from guanbiao.causes.kinds.lists import list_patterns
from guanbiao.causes.kinds.odds import odds_patterns
from guanbiao.causes.kinds.overwritten import overwritten_patterns
from guanbiao.causes.kinds.patterns import Effect, Pattern, good_effects, ties_of
from guanbiao.causes.kinds.rows_twice import row_twice_patterns
from guanbiao.causes.kinds.series import series_patterns
from guanbiao.causes.kinds.shifts import shift_patterns
from guanbiao.causes.kinds.sides import side_patterns
from guanbiao.causes.kinds.signs import sign_patterns
from guanbiao.causes.kinds.two_lists import two_list_patterns
from guanbiao.causes.kinds.units import unit_patterns
from guanbiao.causes.moved import moved_alike
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Off
from guanbiao.causes.search import MOST_EXACT, Budget, ChangeSet, least_changes, minimal_sets, parts
from guanbiao.model.causes import CauseKind, OfShift

# Measured by benchmarks.tuning, as the constants of search.py.
STEPS_A_PART = 1200  # of a search, some 0.1 s. 300: two parts more of 2020 unseen; 600 and 5000: as now
STEPS_PEELED = 300  # of a search in what a single change leaves. 100: two parts more unseen; 1200: nothing more
CLEAR = 2  # links that one change must mend to be made before the rest is searched. 1: 81.6 % first; 3: 87.4 %


class Choice(Struct, frozen=True):
    """What was chosen, in the order in which it was, and the network with all of it in place; `doubted` are the links
    that a slip of many cells would mend about as simply as what was chosen does."""

    chosen: tuple[Chosen, ...]
    network: Network
    doubted: frozenset[int]


def choose(scene: Scene) -> Choice:
    """What is chosen for all that is off in a scene."""
    chosen: list[Chosen] = []
    first = _choose_impossible(scene, chosen)
    network, offers = _choose_patterns(_choose_proven(first, chosen), chosen)
    doubted = frozenset(link for each in offers if each.gain > -CLOSE for link in each.effect.mended)
    queue = [(off, STEPS_A_PART) for off in parts(network, network.off)]
    while queue:
        off, steps = queue.pop(0)
        own = list(_choose_in(_part_of(scene, network, off), steps))
        chosen += [_with_blocks(network, each, offers) for each in own]
        network = _in_place(network, [each.best.change_set for each in own])
        left = {link: gap for link, gap in network.off.items() if link in off}
        if left and any(each.best.mended and not each.complete for each in own):
            queue = [(each, STEPS_PEELED) for each in parts(network, left)] + queue
    last = _choose_impossible(replace(scene, network=network), chosen, is_last=True)
    return Choice(tuple(_latest(moved_alike(network, chosen))), last.network, doubted)


def _latest(chosen: Sequence[Chosen]) -> list[Chosen]:
    """What was chosen, without the changes of figures of which a later cause says otherwise."""
    later, found = set[int](), list[Chosen]()
    for each in reversed(chosen):
        own = each.best.change_set
        roots = tuple(move for move in own.roots if move[0] not in later)
        later.update(node for node, _ in own.moves)
        kept = replace(each.best, change_set=replace(own, roots=roots)) if len(roots) < len(own.roots) else each.best
        found.append(each if kept is each.best else replace(each, best=kept))
    return found[::-1]


def _part_of(scene: Scene, network: Network, off: Off) -> Part:
    """What is still off of a part; evidence is looked for in the figures as they were filed."""
    left = {link: gap for link, gap in network.off.items() if link in off}
    return Part(scene.without(network.closed), network, left)


def _in_place(network: Network, change_sets: Sequence[ChangeSet]) -> Network:
    for each in change_sets:
        network = network.settled(each.roots, each.following, each.shifts)
    return network


def _with(scene: Scene, change_set: ChangeSet) -> Scene:
    """The scene with what was chosen in place."""
    return replace(scene, network=_in_place(scene.network, [change_set]))


def _choose_impossible(scene: Scene, chosen: list[Chosen], *, is_last: bool = False) -> Scene:
    """What can be right nowhere, one figure after the other. Returns the scene with that in place."""
    while found := next(impossible_figures(scene, is_last=is_last), None):
        chosen.append(found)
        scene = _with(scene, found.best.change_set)
    return scene


def _choose_proven(scene: Scene, chosen: list[Chosen]) -> Scene:
    """What formulas prove of their totals, before anything is guessed. Returns the scene with that in place."""
    while effects := good_effects(scene.network, formula_patterns(scene)):
        best = min(effects, key=lambda each: (-len(each.mended), *each.rank))
        chosen.append(Chosen(of_pattern(scene.network, best)))
        scene = _with(scene, best.change_set)
    return scene


def _choose_patterns(scene: Scene, chosen: list[Chosen]) -> tuple[Network, Sequence[Offer]]:
    """Slips of many cells, one after the other while one is simpler than what else would mend the same. Returns the
    network with them in place, and those that are not simpler than single figures."""
    now, prices = scene, Prices()

    @once_each
    def offers_in(each: Scene) -> Sequence[Offer]:
        return prices.offers(each.network, good_effects(each.network, patterns_of(each)))

    while True:
        offers = offers_in(now)
        if not offers or offers[0].gain <= 0:
            return now.network, offers
        best = best_ahead(now, offers, offers_in, _with)
        chosen += _of_offers(now.network, best, offers)
        now = _with(now, best.effect.change_set)


def patterns_of(scene: Scene) -> Iterator[Pattern]:
    """Every slip of many cells that what is off hints at."""
    network = scene.network
    return chain(
        series_patterns(scene),
        overwritten_patterns(network),
        shift_patterns(network),
        both_moved(network),
        booked_patterns(network),
        off_columns(network),
        sign_patterns(network),
        row_twice_patterns(scene),
        odds_patterns(network),
        unit_patterns(network),
        list_patterns(scene),
        side_patterns(scene),
        two_list_patterns(scene),
    )


def _of_offers(network: Network, best: Offer, offers: Sequence[Offer]) -> list[Chosen]:
    """The best offer, with those that mend the same, and whether anything else is about as simple; or the slips that it
    is made of."""
    if best.effect.pattern.halves:
        return [Chosen(each, is_close=True) for each in halves_of(network, best.effect)]
    others = [of_pattern(network, each) for each in ties_of(best.effect, (each.effect for each in offers))]
    others += sides_of(network, best.effect)
    is_close = best is not offers[0] or best.gain < CLOSE or any(rivals(best, offers))
    return [Chosen(of_pattern(network, best.effect), tuple(others), is_close=is_close)]


def _with_blocks(network: Network, chosen: Chosen, offers: Sequence[Offer]) -> Chosen:
    """What was chosen, with the blocks that may have been moved instead, the smallest of each way, be it that less
    speaks for them: two totals that changed places, say, or the columns that they add up."""
    same = (each.effect for each in offers if each.effect.mended == chosen.best.mended)
    smallest: dict[tuple[CauseKind, int], Effect] = {}
    for each in sorted(same, key=lambda effect: -len(effect.change_set.roots)):
        if isinstance(each.pattern.detail, OfShift):
            smallest[each.pattern.kind, each.pattern.detail.count] = each
    ways = {frozenset(each.change_set.roots): of_pattern(network, each) for each in smallest.values()}
    return replace(chosen, others=(*chosen.others, *ways.values())) if ways else chosen


def _choose_in(part: Part, steps: int) -> Iterator[Chosen]:
    """A part's minimal change sets, one candidate for each group of figures that depend on each other. A part too wide
    for that is peeled: first the single change that mends several of its links and leaves none of its own off."""
    if not part.off:
        return
    is_wide = least_changes(part.network, part.off, {}) > MOST_EXACT
    if is_wide and (joint := joint_changes(part)):
        yield from choose_jointly(part, joint)
        return
    singles = single_candidates(part) if is_wide else []
    if clear := [each for each in singles if len(each.mended) >= CLEAR and not each.change_set.loose]:
        yield _peeled(clear)
        return
    found = minimal_sets(part.network, part.off, Budget(steps))
    if found.sets:
        yield from choose_by_group(part, found)
    elif singles := singles or single_candidates(part):
        yield _peeled(singles)


def _peeled(singles: Sequence[Candidate]) -> Chosen:
    """The single change that mends most for what it asks one to believe, with those that mend the same as well."""
    best = min(singles, key=lambda each: (each.change_set.weight - len(each.mended), each.rank))
    same = (best.mended, best.change_set.weight)
    ties = [each for each in singles if each is not best and (each.mended, each.change_set.weight) == same]
    return Chosen(best, tuple(sorted(ties, key=lambda each: each.rank)), complete=False)
