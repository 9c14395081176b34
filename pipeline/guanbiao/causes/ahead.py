"""Which of several slips of many cells to take first, where they contend for the same relations: the one with which,
and with what fits next, the whole is simplest.

    |      |  02  |  07  |     02 stands a month too low, and a column of 07 is a copy. That 07 stands a month too high
    | 1月  |  346 |  512 |     mends as much of what both are at odds about as that 02 does, and leaves the copy to be
    | 2月  |  401 |  346 |     told by single figures; that 02 is of another year mends all, and says nothing."""

from collections.abc import Callable, Iterator, Sequence, Set

from guanbiao.causes.compete import Offer
from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.patterns import KINDS, Effect
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet, parts
from guanbiao.model.causes import CauseKind

MOST_TRIED = 4  # that contend with the best one
STEPS_AHEAD = 4  # slips that are taken after each to see what it leads to
LEAST_CONTESTED = 1  # links: of fewer, single figures are as simple
UNNAMED = 0.5  # figures that each figure costs which is not said where it should have come from

Offers = Callable[[Scene], Sequence[Offer]]
Place = Callable[[Scene, ChangeSet], Scene]


def once_each(offers_in: Offers) -> Offers:
    """The offers in a scene, worked out once of each state: many ways lead to the same."""
    known: dict[object, Sequence[Offer]] = {}

    def offers_of(scene: Scene) -> Sequence[Offer]:
        network = scene.network
        placed = frozenset((node, network.nodes[node].value) for node in network.closed | network.made)
        state = placed, network.open, frozenset(network.off.items())
        if state not in known:
            known[state] = offers_in(scene)
        return known[state]

    return offers_of


def best_ahead(scene: Scene, offers: Sequence[Offer], offers_in: Offers, place: Place) -> Offer:
    """The best of some offers (one at least), of those that contend with the first the one that leads furthest."""
    contenders = [offers[0], *_contenders(scene.network, offers)]
    if len(contenders) == 1:
        return offers[0]
    touched = _touched(scene.network, offers[0].effect)
    contested = {link for part in parts(scene.network, scene.network.off) if touched & part.keys() for link in part}
    while True:
        ways = [_way(scene, each, contested, offers_in, place) for each in contenders]
        mended = {link for way in ways for each in way for link in each.effect.mended}
        if mended <= contested:
            break
        contested |= mended
    totals = [sum(map(_worth, way)) for way in ways]
    return contenders[totals.index(max(totals))]


def _way(scene: Scene, first: Offer, contested: Set[int], offers_in: Offers, place: Place) -> Sequence[Offer]:
    """An offer, and the best that would follow it one after the other in what is contested."""
    way = [first]
    for _ in range(STEPS_AHEAD):
        scene = place(scene, way[-1].effect.change_set)
        following = (each for each in offers_in(scene) if not contested.isdisjoint(each.effect.mended))
        nearest = max(following, key=_worth, default=None)
        if nearest is None or nearest.gain <= 0:
            break
        way.append(nearest)
    return way


def _contenders(network: Network, offers: Sequence[Offer]) -> Iterator[Offer]:
    """Those that would move much of what the first would, and mend something else, or say more of it: each of other
    links, those first that say where the right figures stand, and that save most."""
    best = offers[0].effect
    touched = _touched(network, best)
    seen = {frozenset(best.change_set.moves)}
    for each in sorted(offers[1:], key=lambda each: not _is_named(each)):
        mended, moves = each.effect.mended, frozenset(each.effect.change_set.moves)
        is_other = not mended <= best.mended or not _is_named(offers[0])
        if is_other and moves not in seen and len(_touched(network, each.effect) & touched) >= LEAST_CONTESTED:
            seen.add(moves)
            yield each
        if len(seen) > MOST_TRIED:
            return


def _touched(network: Network, effect: Effect) -> frozenset[int]:
    """The links that a slip mends or moves."""
    return effect.mended.union(link for node, _ in effect.change_set.moves for link in network.at[node])


def _worth(offer: Offer) -> float:
    """What a slip saves, less what it leaves unsaid; what single figures are left with says nothing either."""
    unsaid = len(offer.effect.change_set.moves) * (not _is_named(offer))
    return offer.gain + UNNAMED * (offer.gain + offer.effect.cost - unsaid)


def _is_named(offer: Offer) -> bool:
    kind = offer.effect.pattern.kind
    return KINDS[kind].is_named and kind is not CauseKind.ENTRIES_MISSING
