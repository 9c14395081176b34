"""Totals that their formulas make wrong, each proven: those of one line with the same fault are one slip."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from guanbiao.causes.evidence import Scene
from guanbiao.causes.formulas.gaps import JOIN
from guanbiao.causes.formulas.totals import Reason
from guanbiao.causes.kinds.patterns import Pattern
from guanbiao.causes.nodes import rounded
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfFormula

_CELLS = ("texts", "left_out", "added", "filtered", "hidden", "itself", "through")
Fault = tuple[int, Reason]  # a total, and what its formula tells


def formula_patterns(scene: Scene) -> Iterator[Pattern]:
    """The totals that are off for what their formulas do: by themselves, and with those of their row or column."""
    lines: dict[tuple[CauseKind, int, int, int], list[Fault]] = defaultdict(list)
    for node, reason in _faults(scene):
        yield _pattern(scene, [(node, reason)])
        line = scene.network.nodes[node].line
        for axis in (0, 1):
            lines[reason.kind, line.filing, axis, line.address[axis]].append((node, reason))
    yield from (_pattern(scene, faults) for faults in lines.values() if len(faults) > 1)


def _faults(scene: Scene) -> Iterator[Fault]:
    """The totals of relations that are off still, where their formulas prove why."""
    for number in scene.network.off:
        node = scene.network.links[number].left
        reason = scene.formulas.look(node) if node >= 0 else None
        if isinstance(reason, Reason) and reason.is_sure and reason.link == number:
            yield node, reason


def _pattern(scene: Scene, faults: Sequence[Fault]) -> Pattern:
    """One slip of one or more totals."""
    moves = tuple((node, _due(scene, reason.link)) for node, reason in faults)
    (node, first), *others = faults
    detail = first.detail
    if others:
        detail = OfFormula(
            formula=detail.formula,
            at=scene.formulas.address(node),
            meant=detail.meant,
            **{name: _joined(faults, name) for name in _CELLS},
        )
    return Pattern(first.kind, ChangeSet(moves), detail)


def _joined(faults: Sequence[Fault], name: str) -> str:
    """Cells of several reasons, each once."""
    found = (part for _, reason in faults for part in getattr(reason.detail, name).split(JOIN) if part)
    return JOIN.join(dict.fromkeys(found))


def _due(scene: Scene, number: int) -> float:
    """What a total should be, what was changed before being in place."""
    link, gap = scene.network.links[number], scene.network.off[number]
    return rounded(scene.network.nodes[link.left].value + link.lacking(gap))
