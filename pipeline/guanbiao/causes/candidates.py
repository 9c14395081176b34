"""Candidates: change sets with the evidence for each, ranked by how much they ask one to believe."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.evidence import Scene
from guanbiao.causes.formulas.totals import PROVEN
from guanbiao.causes.kinds.odds import mirrored
from guanbiao.causes.kinds.patterns import KINDS, Effect, TextCell, changing, effect_of
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move, Off
from guanbiao.causes.search import ChangeSet, loose_ends, targets
from guanbiao.causes.slips import Clue, Evidence
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfPart, OfSource
from guanbiao.model.details import NOTHING, Detail

# Measured by benchmarks.tuning, as the constants of search.py.
PERSUASION = 0.15  # figures that a change set may be heavier for 1 more of evidence. 0: 75.0 % first; 0.3: as now
MOST_PERSUASIVE = 4.0  # of evidence a figure, 0.6 figures: it never outweighs a whole one. 2: 86.8 % first
MOVED = (CauseKind.SHIFTED, CauseKind.SHIFTED_ACROSS, CauseKind.BOOKED_NEXT)  # figures that stand in a wrong place
TELLING = 1.5  # evidence that outweighs a difference of definitions: that of one wrong digit among four


class Part(Struct, frozen=True):
    """What is still to be mended of a scene: the network with what was chosen before in place, and those of its links
    that are off and belong together."""

    scene: Scene
    network: Network
    off: Off


class Candidate(Struct, frozen=True):
    """A change set, by how much it moves each node (`steps`), the links that it mends, the kind of slip with the weight
    of the evidence for it, how many relations that hold speak for what it changes, what its sentence needs,
    whether the evidence alone makes it sure, the texts that it would change, and the
    nodes that are wrong without saying what would be right (`unknown`). `is_proven`: the cells themselves tell it."""

    change_set: ChangeSet
    steps: Mapping[int, float]
    mended: frozenset[int]
    kind: CauseKind
    weight: float = 0.0
    held: int = 0
    detail: Detail = NOTHING
    is_sure: bool = False
    texts: tuple[TextCell, ...] = ()
    unknown: tuple[int, ...] = ()
    is_proven: bool = False

    @property
    def rank(self) -> tuple[float, int, tuple[Move, ...]]:
        """What asks least of one's belief first: few figures, good evidence, few relations that hold as filed."""
        most = MOST_PERSUASIVE * max(1, len(self.change_set.roots))
        belief = self.change_set.weight - PERSUASION * min(self.weight, most)
        return round(belief, 3), self.held, self.change_set.moves

    @property
    def is_overdetermined(self) -> bool:
        """Whether more relations than need be agree on it: twice as many as figures that were entered wrong."""
        return len(self.mended) >= 2 * len(self.change_set.roots)


class Chosen(Struct, frozen=True):
    """A candidate that was chosen, the others that would do as well, whether all of them were seen, and whether
    something else is about as simple (`is_close`), be it listed or not."""

    best: Candidate
    others: tuple[Candidate, ...] = ()
    complete: bool = True
    is_close: bool = False


def candidate(part: Part, change_set: ChangeSet) -> Candidate:
    """A change set with its evidence: that its two figures were swapped, else the strongest that speaks for one of its
    roots, else that two definitions differ."""
    scene, network = part.scene, part.network
    change_set = scene.formulas.released(change_set)
    roots = change_set.roots
    after, steps = network.after_all(change_set.moves), _steps(network, change_set)
    mended = frozenset(network.off.keys() - after.keys())
    held = sum(scene.held(node) for node, _ in roots)
    if len(roots) == 2 and _are_swapped(network, *roots):
        swap = Clue.FIGURES_SWAPPED.evidence(OfPart(scene.name(roots[1][0])))
        return Candidate(change_set, steps, mended, swap.kind, swap.weight, held, swap.detail)
    weighed = [scene.weigh(node, value) for node, value in roots]
    best = max(weighed, key=lambda each: each.weight, default=Evidence())
    total = sum(each.weight for each in weighed)
    if best.weight < TELLING and _is_definition(part, change_set):
        definition, other = Clue.DEFINITION.evidence(), _other_side(network, roots[0][0], mended)
        detail = OfSource(network.nodes[other].line.form, scene.name(other))
        return Candidate(change_set, steps, mended, definition.kind, total + definition.weight, held, detail)
    is_proven = bool(weighed) and all(each.is_sure for each in weighed)
    return Candidate(change_set, steps, mended, best.kind, total, held, best.detail, is_proven=is_proven)


def of_pattern(network: Network, effect: Effect) -> Candidate:
    """A slip of many cells: that it fits all of them is its evidence."""
    pattern, steps = effect.pattern, _steps(network, effect.change_set)
    sure = pattern.is_sure and KINDS[pattern.kind].is_named
    is_own = effect.pattern.change_set.shifts == effect.change_set.shifts
    texts, unknown = (pattern.texts, pattern.unknown) if is_own else ((), ())
    return Candidate(
        effect.change_set,
        steps,
        effect.mended,
        pattern.kind,
        detail=pattern.detail,
        is_sure=sure,
        texts=texts,
        unknown=unknown,
        is_proven=pattern.kind in PROVEN,
    )


def halves_of(network: Network, effect: Effect) -> Iterator[Candidate]:
    """The slips that one of many cells is made of, if it is. A relation between two of them is mended by both, and told
    with the one of which less is to be told, else with either in turn."""
    whole, halves = of_pattern(network, effect), effect.pattern.halves
    own = [{link for node, _ in each.change_set.roots for link in network.at[node]} for each in halves]
    mended: list[set[int]] = [set() for _ in halves]
    for link in sorted(effect.mended, key=lambda link: (sum(link in each for each in own), link)):
        places = [at for at, each in enumerate(own) if link in each]
        mended[min(places, key=lambda at: len(mended[at]))].add(link)
    for each, links in zip(halves, mended, strict=True):
        change_set = ChangeSet(tuple(changing(network, each.change_set.roots)))
        yield replace(
            whole,
            change_set=change_set,
            steps=_steps(network, change_set),
            mended=frozenset(links),
            kind=each.kind,
            detail=each.detail,
            is_sure=False,
        )


def sides_of(network: Network, effect: Effect) -> list[Candidate]:
    """The other sides of a slip of which no figures can say who is right."""
    own = effect.pattern
    others = own.others or (mirrored(network, effect.change_set, effect.mended) if own.kind in MOVED else ())
    effects = [effect_of(network, other, own) for other in others]
    return [of_pattern(network, each) for each in effects if effect.mended <= each.mended]


def single_candidates(part: Part) -> list[Candidate]:
    """Every change of one figure, with what follows from it, that mends a link of the part and breaks none."""
    network, found = part.network, []
    for node in dict.fromkeys(node for link in part.off for node in network.members[link]):
        for value in targets(network, node, part.off, {}):
            moved, values = network.followed(network.off, {}, ((node, value),))
            if moved.keys() <= network.off.keys():
                following = tuple(move for move in values.items() if move[0] != node)
                change_set = ChangeSet(((node, value),), following, loose_ends(network, moved, values))
                found.append(candidate(part, change_set))
    return found


def _steps(network: Network, change_set: ChangeSet) -> dict[int, float]:
    return {node: value - network.nodes[node].value for node, value in change_set.moves}


def _are_swapped(network: Network, one: Move, other: Move) -> bool:
    """Whether two figures should be each other's."""
    first, second = (network.nodes[node].value for node, _ in (one, other))
    return one[1] == second and other[1] == first and first != second


def _other_side(network: Network, node: int, mended: frozenset[int]) -> int:
    """The figure of another form that a figure parts from."""
    form = network.nodes[node].line.form
    members = (other for link in network.at[node] if link in mended for other in network.links[link].nodes)
    return next((other for other in members if network.nodes[other].line.form != form), node)


def _is_definition(part: Part, change_set: ChangeSet) -> bool:
    """Whether forms agree with themselves and part from each other: every link of the part is across forms, all that
    is changed stands in one form, and in a relation within it that holds."""
    scene, links = part.scene, part.scene.network.links
    forms = {scene.network.nodes[node].line.form for node, _ in change_set.roots}
    across = all(links[link].kind is Source.CROSS for link in part.off)
    agrees = all(
        any(links[link].kind is Source.WITHIN and link not in scene.network.off for link in scene.network.at[node])
        for node, _ in change_set.roots
    )
    return across and agrees and len(forms) == 1
