"""Guesses: change sets with the evidence for them."""

from msgspec import Struct

from guanbiao.causes.evidence import NOTHING, Evidence, Scene
from guanbiao.causes.lines import Effect
from guanbiao.causes.network import Change as Move
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import PLAIN, Told

DEFINITION = "definition"
PERSUASION = 0.15  # how far evidence outweighs another figure to change


class Guess(Struct, frozen=True):
    """A change set, by how much it moves each node, the links that it mends, the evidence for it, and whether
    that alone makes it sure."""

    moves: ChangeSet
    steps: dict[int, float]
    mended: frozenset[int]
    kind: str = NOTHING
    weight: float = 0.0
    vouched: int = 0
    told: Told = PLAIN
    is_sure: bool = False

    @property
    def rank(self) -> tuple[float, int, tuple[Move, ...]]:
        """What asks least of one's belief first: few figures, good evidence, few relations that vouch for them."""
        return round(self.moves.weight - PERSUASION * min(self.weight, 4.0), 3), self.vouched, self.moves.all

    @property
    def is_overdetermined(self) -> bool:
        """Whether more relations than need be agree on it: twice as many as figures that were entered wrong."""
        return len(self.mended) >= 2 * len(self.moves.roots)


def guess(scene: Scene, now: Network, part: dict[int, float], moves: ChangeSet) -> Guess:
    """A change set with its evidence: the swap of two figures, else the strongest of its roots, else how it lies."""
    after, steps = now.after_all(moves.all), _steps(now, moves)
    mended = frozenset(now.off.keys() - after.keys())
    vouched = sum(scene.held(node) for node, _ in moves.roots)
    if len(moves.roots) == 2:
        (one, new), (other, newer) = moves.roots
        if new == now.nodes[other].value and newer == now.nodes[one].value and new != newer:
            return Guess(moves, steps, mended, "figures_swapped", 5.0, vouched, Told(part=scene.name(other)))
    weighed = [scene.weigh(node, value) for node, value in moves.roots]
    best = max(weighed, key=lambda each: each.weight, default=Evidence())
    total = sum(each.weight for each in weighed)
    if best.weight < 1.5 and _is_definition(scene, moves, part):
        return Guess(moves, steps, mended, DEFINITION, total + 0.1, vouched)
    return Guess(moves, steps, mended, best.kind, total, vouched, best.told)


def patterned(now: Network, effect: Effect) -> Guess:
    """A slip of a whole row or column, which is evidence enough."""
    pattern, steps = effect.pattern, _steps(now, effect.moves)
    return Guess(effect.moves, steps, effect.mended, pattern.kind, 5.0, 0, pattern.told, pattern.is_sure)


def _steps(now: Network, moves: ChangeSet) -> dict[int, float]:
    return {node: value - now.nodes[node].value for node, value in moves.all}


def _is_definition(scene: Scene, moves: ChangeSet, part: dict[int, float]) -> bool:
    """Each form agrees with itself and they part: every mended relation is across forms, what is changed is vouched."""
    links = scene.network.links
    forms = {scene.network.nodes[node].line.form for node, _ in moves.roots}
    across = all(links[link].kind is Source.CROSS for link in part)
    vouched = all(
        any(links[link].kind is Source.WITHIN and link not in scene.network.off for link in scene.network.at[node])
        for node, _ in moves.roots
    )
    return across and vouched and len(forms) == 1
