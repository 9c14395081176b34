"""Two forms that state the same series, both moved: neither can be put right alone, for what they repeat of each other
would be off, be it as they stand.

| 02   | 外借 |        | 07   | 外借 | 阅览 | 合计 |     Both stand a row too low, 07 alone would break the months that
| 1月  |    0 |        | 1月  |    0 |   20 |  532 |     agree now. So what puts one right within itself is tried with
| 2月  |  512 |        | 2月  |  512 |   30 |  376 |     what does so of the other; what neither knows of the ends, the
| 3月  |  346 |        | 3月  |  346 |    4 |  405 |     other form gives.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from typing import cast

from msgspec import Struct

from guanbiao.causes.kinds.patterns import LEAST_MOVED, Pattern, changing
from guanbiao.causes.kinds.sheets import LEAST_PLACES, STEPS, Block, Way, blocks_of, moved_back, places_of, sheet_of
from guanbiao.causes.kinds.shifts import given_of, off_forms, speaking, state_of, step_of
from guanbiao.causes.kinds.solved import solved
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.reconcile.judge import TOLERANCE

SLIPS = 2.0  # that it asks one to believe


class Half(Struct, frozen=True):
    """A way of one form that fits within it: what its figures should be, as far as it says so itself, and those of its
    ends that it does not know."""

    way: Way
    known: Mapping[int, float]
    unknown: frozenset[int]
    telling: float


def both_moved(network: Network) -> Iterator[Pattern]:
    """Blocks of two forms that were moved at once."""
    off = off_forms(network)
    for one, other in _alike(network):
        links = off.get(one, ()), off.get(other, ())
        if len({*links[0], *links[1]}) >= LEAST_MOVED:
            yield from _of_forms(network, (one, links[0]), (other, links[1]))


def _alike(network: Network) -> Sequence[tuple[str, str]]:
    """The pairs of forms that repeat a column of each other, which depends on no values."""
    known = cast("dict[object, Sequence[tuple[str, str]]]", network.known)
    if both_moved not in known:
        columns = (
            tuple(sorted({network.nodes[node].column for node in link.weights}))
            for link in network.links
            if link.is_repetition
        )
        times = Counter(pair for pair in columns if len({form for form, _ in pair}) > 1)
        alike = (pair for pair, many in times.items() if many >= LEAST_PLACES)
        known[both_moved] = list(dict.fromkeys((pair[0][0], pair[1][0]) for pair in alike))
    return known[both_moved]


def _of_forms(network: Network, *forms: tuple[str, Sequence[int]]) -> Sequence[Pattern]:
    """The blocks of two forms, worked out once of a state of both."""
    states = tuple(state_of(network, form, links) for form, links in forms)
    known = cast("dict[object, Sequence[Pattern]]", network.known)
    if states not in known:
        halves = [_halves(network, form, links, state) for (form, links), state in zip(forms, states, strict=True)]
        repeated = _repeated(network, forms[0][0], forms[1][0])
        fitting = [(one, other) for one, other in product(*halves) if _repeat(network, one, other, repeated)]
        known[states] = [each for one, other in fitting for each in _pattern(network, one, other)]
    return known[states]


def _repeated(network: Network, one: str, other: str) -> Sequence[tuple[int, ...]]:
    """The figures of two forms that are to be the same, the first form's first."""
    pairs = (link.nodes for link in network.links if link.is_repetition)
    ordered = (sorted(pair, key=lambda node: network.nodes[node].line.form != one) for pair in pairs)
    return [tuple(pair) for pair in ordered if [network.nodes[node].line.form for node in pair] == [one, other]]


def _repeat(network: Network, one: Half, other: Half, pairs: Sequence[tuple[int, ...]]) -> bool:
    """Whether two halves say the same, as far as both know: it is looked at first, for most do not."""
    nodes = network.nodes
    return all(
        one.known.get(first, nodes[first].value) == other.known.get(second, nodes[second].value)
        for first, second in pairs
        if (first in one.known or second in other.known) and not (first in one.unknown or second in other.unknown)
    )


def _halves(network: Network, form: str, links: Sequence[int], state: object) -> Sequence[Half]:
    """The ways of a form after which no relation within it is off that says nothing of unknown figures, worked out once
    of a state of it."""
    known = cast("dict[object, Sequence[Half]]", network.known)
    if (Half, state) not in known:
        sheet = sheet_of(network, form, links, is_whole=True)
        ways = (each for block in blocks_of(network, sheet) for each in _ways(network, form, block))
        telling = sheet.telling
        known[Half, state] = [each for way in ways for each in _half(network, way, telling)]
    return known[Half, state]


def _ways(network: Network, form: str, block: Block) -> Iterator[Way]:
    """A block put back, where every relation within its form holds that says nothing of its ends."""
    places = places_of(block)
    within = _within(network, form)
    for step in STEPS:
        moved = ((link, step_of(network, network.links[link], places, step)) for link in within)
        if all(by is None or abs(by + network.off.get(link, 0.0)) <= TOLERANCE for link, by in moved):
            way = moved_back(network, block, step)
            if len([*changing(network, way.inside.items())]) >= LEAST_PLACES:
                yield way


def _within(network: Network, form: str) -> Sequence[int]:
    """The links within a form, those of fewest figures first, which depends on no values."""
    known = cast("dict[object, Sequence[int]]", network.known)
    if (_within, form) not in known:
        nodes = [node for (own, _), rows in network.columns.items() if own == form for node in rows.values()]
        links = dict.fromkeys(link for node in nodes for link in network.at[node])
        own = [link for link in links if network.links[link].kind is Source.WITHIN]
        known[_within, form] = sorted(own, key=lambda link: len(network.members[link]))
    return known[_within, form]


def _half(network: Network, way: Way, telling: float) -> Iterator[Half]:
    """What a way says of its figures, if that fits within its form."""
    given = solved(network, way.edges.keys(), Source.WITHIN, way.inside)
    known = {**way.inside, **given}
    unknown = frozenset(way.edges.keys() - given.keys())
    if _fits(network, known, unknown) and all(network.may_be(*move) for move in known.items()):
        yield Half(way, known, unknown, telling)


def _fits(network: Network, moves: Mapping[int, float], unknown: Set[int]) -> bool:
    """Whether the relations within a form that moves touch hold after them, but for those of unknown figures."""
    after = network.after_all(tuple(moves.items()))
    touched = (link for link in after if network.links[link].kind is Source.WITHIN)
    return not any(
        unknown.isdisjoint(network.members[link]) and not moves.keys().isdisjoint(network.members[link])
        for link in touched
    )


def _pattern(network: Network, one: Half, other: Half) -> Iterator[Pattern]:
    """Both blocks put back, if that leaves nothing off between them and enough speaks for it."""
    known, unknown = {**one.known, **other.known}, one.unknown | other.unknown
    edges = {**one.way.edges, **other.way.edges}
    ends = solved(network, unknown, moved=known) if unknown else {}
    whole = {**edges, **known, **ends}
    if not _agree(network, whole):
        return
    given = {each for half in (one, other) for each in given_of(network, half.way, whole)}
    said = speaking(network, whole, given)
    if said and said.is_enough(one.telling + other.telling):
        halves = tuple(_of_half(half, whole) for half in (one, other))
        moves = ChangeSet(tuple(whole.items()))
        yield Pattern(
            halves[0].kind, moves, halves[0].detail, is_sure=False, cost=SLIPS, least=LEAST_MOVED, halves=halves
        )


def _agree(network: Network, moves: Mapping[int, float]) -> bool:
    """Whether no relation is off after moves that says nothing of any other form than theirs."""
    forms = {network.nodes[node].line.form for node in moves}
    after = network.after_all(tuple(moves.items()))
    touched = {link for node, _ in changing(network, moves.items()) for link in network.at[node]}
    return not any(
        forms.issuperset(network.nodes[node].line.form for node in network.members[link])
        for link in touched & after.keys()
    )


def _of_half(half: Half, whole: Mapping[int, float]) -> Pattern:
    own = tuple((node, value) for node, value in whole.items() if node in half.way.inside or node in half.way.edges)
    return Pattern(half.way.block.kind, ChangeSet(own), half.way.detail)
