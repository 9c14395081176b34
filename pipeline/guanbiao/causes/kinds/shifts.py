"""A block of figures in the wrong rows or columns: one column or several, a month too low; columns, one too far right.

|      | 外借 | 应为 |
| 1月  |    0 |  512 |     Every figure stands a row too low. That is one slip, not four: the block is tried as a
| 2月  |  512 |  346 |     whole, and is one where it mends what is off. What was pushed out at one end stands at
| 3月  |  346 |  401 |     the other, or is what the total lacks.
| 4月  |  401 |  268 |
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from math import inf, log10
from typing import cast

from msgspec import Struct

from guanbiao.causes.kinds.patterns import LEAST_CELLS, LEAST_MOVED, LEAST_TOGETHER, Pattern, changing
from guanbiao.causes.kinds.sheets import (
    LEAST_PLACES,
    STEPS,
    Block,
    Places,
    Sheet,
    Way,
    blocks_of,
    moved_back,
    places_of,
    sheet_of,
)
from guanbiao.causes.kinds.solved import solved
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Link
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.reconcile.judge import TOLERANCE

FILLING = 0.5  # figures that a shift asks one to believe which tells why a line of a form is blank
CERTAINLY_OFF = 1e-3  # more than what many roundings of figures could come to
TRIED = 3  # relations of which most must fit before a whole block is worked out


class Speaking(Struct, frozen=True):
    """What speaks for moves: how many relations they mend that do not give one of their figures (`sure`), how many
    more than it takes to give these (`spare`), how many within a form they touch and leave off (`torn`), and by how
    many digits what speaks was off."""

    sure: int
    spare: int
    torn: int
    digits: float

    def is_enough(self, telling: float) -> bool:
        """Whether more speaks for them than would by chance, in relations or in digits."""
        checks = self.sure + self.spare - self.torn
        return checks >= LEAST_CELLS or (checks >= LEAST_TOGETHER and self.digits >= telling)


def shift_patterns(network: Network) -> Iterator[Pattern]:
    """The shifted blocks that what is off of a form hints at."""
    for form, links in off_forms(network).items():
        if len(links) >= LEAST_TOGETHER:
            yield from _of_form(network, form, links)


def off_forms(network: Network) -> Mapping[str, Sequence[int]]:
    """By form, the links that are off."""
    off: dict[str, list[int]] = defaultdict(list)
    for link in network.off:
        for form in dict.fromkeys(network.nodes[node].line.form for node in network.members[link]):
            off[form].append(link)
    return off


def state_of(network: Network, form: str, links: Sequence[int]) -> object:
    """A state of a form, by its figures and what of them is off: what was worked out of one is the same of its like."""
    nodes = [node for (own, _), rows in network.columns.items() if own == form for node in rows.values()]
    figures = tuple((network.nodes[node].value, node in network.settled_nodes) for node in nodes)
    return form, figures, tuple((link, network.off[link]) for link in sorted(links))


def _of_form(network: Network, form: str, links: Sequence[int]) -> Sequence[Pattern]:
    """The shifted blocks of a form: there are hundreds to try, so that is done once of a state of the form."""
    state = state_of(network, form, links)
    known = cast("dict[object, Sequence[Pattern]]", network.known)
    if state not in known:
        sheet = sheet_of(network, form, links)
        blocks = blocks_of(network, sheet)
        known[state] = [each for block in blocks for each in _shifted(network, sheet, block, links)]
    return known[state]


def _shifted(network: Network, sheet: Sheet, block: Block, links: Sequence[int]) -> Iterator[Pattern]:
    """A block moved back by a place, if most of what is off of it fits, and its totals added up anew."""
    places = places_of(block)
    for step in STEPS:
        if _fits(network, places, step, links) and not _breaks(network, block, places, step):
            way = moved_back(network, block, step)
            whole = {**way.inside, **_edges(network, way)}
            yield from _pattern(network, sheet, way, whole)


def _pattern(network: Network, sheet: Sheet, way: Way, whole: Mapping[int, float]) -> Iterator[Pattern]:
    """A block put back: a cause where enough speaks for it; else it is what may be wrong instead of another one."""
    inside, every = (len([*changing(network, moves.items())]) for moves in (way.inside, whole))
    if inside < LEAST_TOGETHER or every < LEAST_CELLS:
        return
    given = given_of(network, way, whole)
    is_torn = _is_torn(way, whole)
    said = None if is_torn and way.block.axis is Axis.ROW else speaking(network, whole, given)
    if said is None:
        return
    is_hole = _is_hole(network, whole)
    is_told = said.is_enough(sheet.telling) or bool(said.spare and is_hole)
    cost = FILLING if way.block.axis is Axis.ROW and is_hole else None
    yield Pattern(
        way.block.kind,
        ChangeSet(tuple(whole.items())),
        way.detail,
        others=(ChangeSet(tuple(solved(network, way.edges.keys()).items())),),
        cost=cost if is_told else inf,
        least=LEAST_MOVED if is_torn else LEAST_TOGETHER,
    )


def given_of(network: Network, way: Way, whole: Mapping[int, float]) -> frozenset[int]:
    """The figures at the ends of a block that only relations give: they stand nowhere else, nor there already."""
    stated = ((node, (value, network.nodes[node].value)) for node, value in way.edges.items())
    return frozenset(node for node, values in stated if whole[node] not in values)


def _is_torn(way: Way, whole: Mapping[int, float]) -> bool:
    """Whether figures would be lost that stand at an end: what belongs to the other was pushed out, so that nothing
    comes in at this one, unless a month there is blank and unseen."""
    lost = ((node, there) for node, there in way.across.items() if whole[node] != way.edges[node])
    return any(way.edges[node] and whole[there] != way.edges[node] for node, there in lost)


def speaking(network: Network, moves: Mapping[int, float], given: Set[int]) -> Speaking | None:
    """What speaks for moves of which relations give some figures (`given`); None where they put something where it
    cannot be, or break anything."""
    if not all(network.may_be(node, value) for node, value in moves.items()):
        return None
    after = network.after_all(tuple(moves.items()))
    if not after.keys() <= network.off.keys():
        return None
    mended = network.off.keys() - after.keys()
    sure = [link for link in mended if given.isdisjoint(network.members[link])]
    spare = len({link for node in given for link in network.at[node]} - after.keys()) - len(given)
    taken = sorted((abs(network.off[link]) for link in mended.difference(sure)), reverse=True)[: max(0, spare)]
    within = [link for link in after if network.links[link].kind is Source.WITHIN]
    torn = sum(not moves.keys().isdisjoint(network.members[link]) for link in within)
    digits = sum(log10(1 + gap) for gap in (*{abs(network.off[link]) for link in sure}, *taken))
    return Speaking(len(sure), len(taken), torn, digits)


def _is_hole(network: Network, moves: Mapping[int, float]) -> bool:
    """Whether cells of a block are blank that should hold figures."""
    return sum(network.nodes[node].is_blank and bool(value) for node, value in moves.items()) >= LEAST_PLACES


def _fits(network: Network, places: Places, step: int, links: Sequence[int]) -> bool:
    """Whether most of the first relations that are off hold once figures are moved, whatever stands at the ends; so do
    all of those that hold a figure at an end."""
    tried = fit = 0
    for number in links:
        moved = step_of(network, network.links[number], places, step)
        if moved is not None:
            tried, fit = tried + 1, fit + (abs(moved + network.off[number]) <= TOLERANCE)
            if tried == TRIED or (tried - fit) * 2 >= TRIED + 1:
                break
    return not tried or 2 * fit > tried


def _breaks(network: Network, block: Block, places: Places, step: int) -> bool:
    """Whether a relation that holds, and holds no figure at an end, does not once figures are moved. Nothing would
    speak for the block then (`speaking`), and one such relation is soon found."""
    for link in _held(network, places):
        moved = step_of(network, link, places, step)
        if moved is not None and abs(moved) > CERTAINLY_OFF and link.weights.keys().isdisjoint(block.totals):
            return True
    return False


def _held(network: Network, places: Places) -> Iterator[Link]:
    """The relations of a block's figures that hold, each once."""
    seen = set(network.off)
    for node in places:
        for number in network.at[node]:
            if number not in seen:
                seen.add(number)
                yield network.links[number]


def step_of(network: Network, link: Link, places: Places, step: int) -> float | None:
    """By how much a relation moves when its figures are moved by a place; None where none of them is, or one stands at
    an end."""
    own = [node for node in link.weights if node in places]
    moved = 0.0
    for node in own:
        line, at = places[node]
        if not 0 <= at + step < len(line):
            return None
        moved += link.weights[node] * (network.nodes[line[at + step]].value - network.nodes[node].value)
    return moved if own and not link.products else None


def _edges(network: Network, way: Way) -> dict[int, float]:
    """What stood at the ends: what relations give, once all else of the block is moved, else what stands at the
    other."""
    return dict(way.edges) | dict(solved(network, way.edges.keys(), moved=way.inside))
