"""Slips of many cells against single figures: one is taken where it asks less of one's belief than all that it saves.

    |  外借 |  02   |  07   |     That the column of 02 differs from 07 would mend three relations, and leave the totals
    |  5月  | 41787 | 14787 |     of both forms off. Three wrong figures, two in 02 and one in 07, mend them all.
    |  6月  | 41708 | 14708 |
    | 11月  | 25282 | 35282 |

What is off before and after is priced by its minimal change sets, roughly where it is too tangled for these; a slip
that is not clearly cheaper is never certain, nor is what was chosen in its place."""

from collections.abc import Iterator, Sequence
from math import inf

from msgspec import Struct

from guanbiao.causes.kinds.patterns import Effect
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Off
from guanbiao.causes.rough import rough_price
from guanbiao.causes.search import MOST_EXACT, Budget, least_changes, minimal_sets, parts

STEPS_PRICED = 300  # of a search that only asks what a part would take
CLOSE = 0.75  # figures by which one explanation must be simpler than another to be preferred without doubt


class Offer(Struct, frozen=True):
    """A slip of many cells, by how many wrong figures it is simpler than what else would mend the same."""

    effect: Effect
    gain: float

    @property
    def rank(self) -> tuple[float, int, bool, int]:
        """What saves most first, then what mends most, says most and changes least."""
        return -self.gain, -len(self.effect.mended), *self.effect.rank


class Prices(Struct, frozen=True):
    """What it would take to mend parts of a network, in figures that were entered wrong; each is worked out once."""

    known: dict[frozenset[tuple[int, float]], float] = {}

    def offers(self, network: Network, effects: Sequence[Effect]) -> list[Offer]:
        """The effects with what they save, the best first."""
        before = parts(network, network.off)
        return sorted((Offer(each, self._gain(network, before, each)) for each in effects), key=lambda each: each.rank)

    def _gain(self, network: Network, before: Sequence[Off], effect: Effect) -> float:
        if effect.cost == inf:
            return -inf
        own = effect.change_set
        after = network.settled(own.roots, own.following, own.shifts)
        touched = [part for part in before if any(after.off.get(link) != gap for link, gap in part.items())]
        left = {link: after.off[link] for part in touched for link in part if link in after.off}
        saved = sum(self._price(network, part) for part in touched)
        return round(saved - effect.cost - sum(self._price(after, part) for part in parts(after, left)), 3)

    def _price(self, network: Network, part: Off) -> float:
        key = frozenset(part.items())
        if key not in self.known:
            is_wide = least_changes(network, part, {}) > MOST_EXACT
            found = () if is_wide else minimal_sets(network, part, Budget(STEPS_PRICED)).sets
            self.known[key] = min((each.weight for each in found), default=0.0) or rough_price(network, part)
        return self.known[key]


def rivals(best: Offer, offers: Sequence[Offer]) -> Iterator[Offer]:
    """The offers that save about as much as the best does of what it mends, by mending something else."""
    for each in offers:
        is_near = best.gain - each.gain < CLOSE
        is_other = not each.effect.mended <= best.effect.mended
        if is_near and is_other and not each.effect.mended.isdisjoint(best.effect.mended):
            yield each
