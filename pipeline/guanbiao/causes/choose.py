"""What is chosen for each part of a network: slips of whole rows, columns and lists first, then exact minimal change
sets over each connected part of what is left, then, where a part is too tangled for that, the single change that mends
most. Ties are kept as ties."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from guanbiao.causes.candidates import Candidate, Chosen, Part, of_pattern, single_candidates
from guanbiao.causes.evidence import Scene
from guanbiao.causes.faulty import formula_patterns
from guanbiao.causes.groups import choose_by_group
from guanbiao.causes.lists import list_patterns
from guanbiao.causes.patterns import best_patterns
from guanbiao.causes.search import MOST_EXACT, Budget, least_changes, minimal_sets, parts
from guanbiao.causes.series import series_patterns

# Measured by benchmarks.tuning, as the constants of search.py.
STEPS_A_PART = 1200  # of a search, some 0.1 s. 300: two parts more of 2020 unseen; 600 and 5000: as now
STEPS_PEELED = 300  # of a search in what a single change leaves. 100: two parts more unseen; 1200: nothing more
CLEAR = 2  # links that one change must mend to be made before the rest is searched. 1: 81.6 % first; 3: 87.4 %


def choose(scene: Scene) -> Iterator[Chosen]:
    """What is chosen for all that is off in a scene, in the order in which it is chosen: each choice is made with
    those before it in place."""
    network = scene.network
    for each in _choose_patterns(scene):
        yield each
        network = network.changed(each.best.change_set.moves)
    queue = [(off, STEPS_A_PART) for off in parts(network, network.off)]
    while queue:
        off, steps = queue.pop(0)
        part = Part(scene, network, {link: gap for link, gap in off.items() if link in network.off})
        own = list(_choose_in(part, steps)) if part.off else []
        yield from own
        network = network.changed([move for each in own for move in each.best.change_set.moves])
        left = {link: gap for link, gap in network.off.items() if link in part.off}
        if left and any(each.best.mended and not each.complete for each in own):
            queue = [(each, STEPS_PEELED) for each in parts(network, left)] + queue


def _choose_patterns(scene: Scene) -> Iterator[Chosen]:
    """Slips of many cells, one after the other while one mends several links and breaks none."""
    now = scene
    while effects := (
        best_patterns(now.network, formula_patterns(now))
        or best_patterns(now.network, chain(series_patterns(now), list_patterns(now)))
    ):
        best, *others = [of_pattern(now.network, each) for each in effects]
        yield Chosen(best, tuple(others))
        now = replace(scene, network=now.network.changed(best.change_set.moves))


def _choose_in(part: Part, steps: int) -> Iterator[Chosen]:
    """A part's minimal change sets, one candidate for each group of figures that depend on each other. A part too wide
    for that is peeled: first the single change that mends several of its links and leaves none of its own off."""
    is_wide = least_changes(part.network, part.off, {}) > MOST_EXACT
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
