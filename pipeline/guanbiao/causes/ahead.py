"""Which of several slips of many cells to take first, where they contend for the same relations: the one with which,
and with what fits next, the whole is simplest.

    |      |  02  |  07  |     02 stands a month too low, and a column of 07 is a copy. That 07 stands a month too high
    | 1月  |  346 |  512 |     mends as much of what both are at odds about as that 02 does, and leaves the copy to be
    | 2月  |  401 |  346 |     told by single figures; that 02 is of another year mends all, and says nothing."""

from collections.abc import Callable, Iterator, Sequence

from guanbiao.causes.compete import Offer
from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.patterns import KINDS
from guanbiao.causes.search import ChangeSet

MOST_TRIED = 3  # that contend with the best one
STEPS_AHEAD = 2  # slips that are taken after each to see what it leads to
LEAST_CONTESTED = 5  # links: of fewer, single figures are as simple
UNNAMED = 0.5  # figures that each figure costs which is not said where it should have come from

Offers = Callable[[Scene], Sequence[Offer]]
Place = Callable[[Scene, ChangeSet], Scene]


def best_ahead(scene: Scene, offers: Sequence[Offer], offers_in: Offers, place: Place) -> Offer:
    """The best of some offers (one at least), of those that contend with the first the one that leads furthest."""
    contenders = [offers[0], *_contenders(offers)]
    if len(contenders) == 1:
        return offers[0]
    contested = frozenset(link for each in contenders for link in each.effect.mended)

    def worth(offer: Offer) -> float:
        at, total = offer, _worth(offer)
        now = scene
        for _ in range(STEPS_AHEAD):
            now = place(now, at.effect.change_set)
            following = (each for each in offers_in(now) if not contested.isdisjoint(each.effect.mended))
            nearest = max(following, key=_worth, default=None)
            if nearest is None or nearest.gain <= 0:
                break
            at, total = nearest, total + _worth(nearest)
        return total

    return max(contenders, key=worth)


def _contenders(offers: Sequence[Offer]) -> Iterator[Offer]:
    """Those that would mend much of what the first would, and something else, or say more of it: each of other links,
    those first that say where the right figures stand, and that mend most."""
    best = offers[0].effect
    seen = {frozenset(best.change_set.moves)}
    for each in sorted(offers[1:], key=lambda each: (not _is_named(each), -len(each.effect.mended))):
        mended, moves = each.effect.mended, frozenset(each.effect.change_set.moves)
        is_other = not mended <= best.mended or (_is_named(each) and not _is_named(offers[0]))
        if is_other and moves not in seen and len(mended & best.mended) >= LEAST_CONTESTED:
            seen.add(moves)
            yield each
        if len(seen) > MOST_TRIED:
            return


def _worth(offer: Offer) -> float:
    return offer.gain - UNNAMED * len(offer.effect.change_set.roots) * (not _is_named(offer))


def _is_named(offer: Offer) -> bool:
    return KINDS[offer.effect.pattern.kind].is_named
