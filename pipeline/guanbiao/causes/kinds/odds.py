"""A form that is right in itself and at odds with the others.

02 of another year        07                      Both add up. That 02 is another year's, was not filed again, or is
|      | 外借 |           |      | 外借 |         another library's, is one cause; every month of it would be twelve.
| 1月  |  340 |           | 1月  |  512 |         Which side is wrong no figures can say, unless several other forms
| 2月  |  230 |           | 2月  |  346 |         agree against one; so both sides are named.
| 合计 |  570 |           | 合计 |  858 |
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, permutations

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Move, rounded
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfForms
from guanbiao.reconcile.judge import TOLERANCE

MOST_STEPS = 12  # parts of a total that may differ, of which choices are tried
FEW = 3  # figures: of so few nothing tells that a whole form is of another year


def odds_patterns(network: Network) -> Iterator[Pattern]:
    """Every form at odds with others."""
    at_odds = _at_odds(network)
    for form, every in at_odds.items():
        links = sorted(every, key=lambda link: _doubt(network, at_odds, link, form))
        for some in _chosen(network, form, links):
            moves = _moves(network, form, some)
            if len(some) >= LEAST_CELLS <= len(moves) + 1 and _is_right_in_itself(network, moves):
                yield from _form_differs(network, form, some, moves)


def _chosen(network: Network, form: str, links: Sequence[int]) -> Iterator[Sequence[int]]:
    """All links to other forms; those alone that do not rather speak against a figure of these, one that mends more of
    them than the figure of this form does; and of these those alone that fit what the totals of the form should be."""
    yield links
    own = [link for link in links if _is_own(network, link, form)]
    if len(own) < len(links):
        yield own
    fitting = own
    while apart := _unfitting(network, form, _moves(network, form, fitting)):
        fitting = [link for link in fitting if apart.isdisjoint(network.links[link].weights)]
    if len(fitting) < len(own):
        yield fitting


def _is_own(network: Network, link: int, form: str) -> bool:
    """Whether a figure of this form mends as many links as any of the other forms does by what mends this one, and
    those are right in themselves."""
    others = {network.nodes[node].line.form for node in network.links[link].weights} - {form}
    is_better = _most(network, link, {form}) >= _most(network, link, others)
    return is_better and _is_right_in_itself(network, _own(network, link, others))


def _most(network: Network, link: int, forms: Set[str]) -> int:
    """How many links between forms a figure of some forms mends at most, with what follows from it, by what mends this
    one."""
    found = [0]
    for node in _own(network, link, forms):
        value = rounded(network.nodes[node].value - network.off[link] / network.links[link].weights[node])
        after, _ = network.followed(network.off, {}, ((node, value),))
        found.append(sum(network.links[each].kind is Source.CROSS for each in network.off.keys() - after.keys()))
    return max(found)


def _unfitting(network: Network, form: str, moves: Mapping[int, float]) -> set[int]:
    """The figures whose changes the totals of a form rule out: those of the others alone add up to what other forms
    want of the total, or to nothing where they state it as it is."""
    found: set[int] = set()
    for link in dict.fromkeys(link for node in moves for link in network.at[node]):
        own = network.links[link]
        parts = [node for node in own.right if node in moves]
        is_known = own.left in moves or (own.left >= 0 and _is_vouched(network, own.left))
        if own.kind is Source.WITHIN and parts and is_known and not own.products:
            steps = {node: own.amount(node, moves[node] - network.nodes[node].value) for node in parts}
            value = network.nodes[own.left].value
            found |= _left_over(steps, moves.get(own.left, value) - value)
    return found


def _left_over(steps: Mapping[int, float], wanted: float) -> set[int]:
    """The steps that do not belong to the largest choice of some which adds up to what is wanted; none where all do, or
    none or several of as many."""
    for size in range(len(steps), -1, -1):
        choices = combinations(steps, size)
        met = [each for each in choices if abs(sum(steps[node] for node in each) - wanted) <= TOLERANCE]
        if met or len(steps) > MOST_STEPS:
            return set(steps).difference(met[0]) if len(met) == 1 else set()
    return set()


def _at_odds(network: Network) -> dict[str, list[int]]:
    """By form, the links to other forms that are off."""
    found: dict[str, list[int]] = defaultdict(list)
    for link in network.off:
        own = network.links[link]
        if own.kind is Source.CROSS and not own.products:
            for form in dict.fromkeys(network.nodes[node].line.form for node in own.weights):
                found[form].append(link)
    return found


def _doubt(network: Network, at_odds: Mapping[str, Sequence[int]], link: int, form: str) -> int:
    """How much the other forms of a relation are at odds themselves."""
    others = {network.nodes[node].line.form for node in network.links[link].weights} - {form}
    return max((len(at_odds[other]) for other in others), default=0)


def _moves(network: Network, form: str, links: Iterable[int]) -> dict[int, float]:
    """What the others want of the figures of a form: where they do not agree, what most of them do, or
    the first, which are least at odds themselves."""
    wanted: dict[int, list[float]] = defaultdict(list)
    for link in links:
        own = list(_own(network, link, {form}))
        if len(own) == 1 and own[0] not in network.settled_nodes:
            step = network.off[link] / network.links[link].weights[own[0]]
            wanted[own[0]].append(rounded(network.nodes[own[0]].value - step))
    return {node: max(values, key=values.count) for node, values in wanted.items()}


def _is_right_in_itself(network: Network, moves: Iterable[int]) -> bool:
    """Whether no relation within a form that these figures stand in is off."""
    within = (link for node in moves for link in network.at[node] if network.links[link].kind is Source.WITHIN)
    return not any(link in network.off for link in within)


def _form_differs(network: Network, form: str, links: Sequence[int], moves: Mapping[int, float]) -> Iterator[Pattern]:
    """A form with all that it is at odds about, and the others' figures as the other side."""
    columns = {network.nodes[node].column for link in links for node in network.links[link].weights}
    others = _others(network, form, links)
    if len(columns) > 2:  # of two it is said that the one column parts from the other
        own = of_forms(network, tuple(moves.items()), links)
        rest = tuple(of_forms(network, tuple(side.items()), links) for side in _sides(network, form, others, links))
        detail = OfForms(tuple(others), len(moves))
        unknown = tuple(_unknown(network, form, own))
        kind = CauseKind.FORM_DIFFERS if len(moves) > FEW else CauseKind.FIGURES_DIFFER
        yield Pattern(kind, own, detail, others=rest, unknown=unknown)


def _sides(network: Network, form: str, others: Sequence[str], links: Sequence[int]) -> Iterator[Mapping[int, float]]:
    """What each of the others would have to change for this form to be right; where a link is between several of them,
    one of them in its turn, and else the first that it is with."""
    seen: list[Mapping[int, float]] = []
    for first in others:
        side: dict[int, float] = {}
        for other in (first, *(each for each in others if each != first)):
            free = (link for link in links if side.keys().isdisjoint(network.links[link].weights))
            side |= _moves(network, other, [link for link in free if _own(network, link, {other})])
        if side and side not in seen:
            seen.append(side)
            yield side


def _unknown(network: Network, form: str, own: ChangeSet) -> Iterator[int]:
    """The figures of a form of which relations to others say that they are wrong together, and nothing says which."""
    known = {node for node, _ in own.moves}
    links = (link for link, _ in own.shifts if network.links[link].kind is Source.CROSS)
    found = dict.fromkeys(node for link in links for node in network.links[link].weights)
    yield from (node for node in found if node not in known and network.nodes[node].line.form == form)


def _others(network: Network, form: str, links: Iterable[int]) -> list[str]:
    forms = (network.nodes[node].line.form for link in links for node in network.links[link].weights)
    return list(dict.fromkeys(other for other in forms if other != form))


def of_forms(network: Network, moves: tuple[Move, ...], links: Iterable[int] = ()) -> ChangeSet:
    """The moves, and what they tear within their forms: totals follow, where they can; the other figures that these
    relations need, and those of several `links` to other forms, are not known before the form is filed again. Of a form
    at odds about all of its `links`, a total is known where all that it adds up is."""
    forms, values = {network.nodes[node].line.form for node, _ in moves}, dict(moves)
    following: dict[int, float] = {}
    while anew := _anew(network, forms, values | following, is_wrong=bool(links)):
        following |= anew
    after = network.after_all((*moves, *following.items()))
    doubtful = {node for link in links if link in after for node in _own(network, link, forms)}
    following = {node: value for node, value in following.items() if node not in doubtful}
    after = network.after_all((*moves, *following.items()))
    torn = {link: gap for link, gap in after.items() if link not in network.off and link not in network.explained}
    within = [(link, -gap) for link, gap in torn.items() if network.links[link].kind is Source.WITHIN]
    known = values.keys() | following.keys()
    unknown = [link for link in links if _own(network, link, forms) - known]
    across = [(link, -after[link]) for link in unknown if link in after]
    return ChangeSet(moves, tuple(following.items()), shifts=(*within, *across))


def mirrored(network: Network, change_set: ChangeSet, mended: Iterable[int]) -> Iterator[ChangeSet]:
    """Of a slip for which only another form speaks, figure by figure: that this other form is the wrong one."""
    roots = dict(change_set.roots)
    links = [network.links[link] for link in sorted(mended)]
    pairs = [(node, other) for link in links for node, other in permutations(link.nodes, 2) if node in roots]
    moves = {other: network.nodes[node].value for node, other in pairs}
    forms = {network.nodes[node].line.form for node in moves}
    is_free = len(forms) == 1 and network.settled_nodes.isdisjoint(moves)
    if is_free and all(link.kind is Source.CROSS and link.is_repetition for link in links):
        yield of_forms(network, tuple(moves.items()))


def _own(network: Network, link: int, forms: Set[str]) -> set[int]:
    """The figures of a relation that stand in some forms."""
    return {node for node in network.links[link].weights if network.nodes[node].line.form in forms}


def _anew(network: Network, forms: Set[str], values: Mapping[int, float], *, is_wrong: bool) -> dict[int, float]:
    """Totals within some forms that are to be made anew after these changes, and have not been: where all else of the
    forms may be wrong, those of which all parts are known."""
    after = network.after_all(tuple(values.items()))
    found: dict[int, float] = {}
    for link in after.keys() - network.off.keys():
        own = network.links[link]
        is_within = own.kind is Source.WITHIN and own.left >= 0 and network.nodes[own.left].line.form in forms
        is_known = not is_wrong or all(node in values or _is_vouched(network, node) for node in own.right)
        if is_within and is_known and own.left not in values and own.left not in network.settled_nodes:
            found[own.left] = rounded(network.nodes[own.left].value - after[link] / own.weights[own.left])
    return found


def _is_vouched(network: Network, node: int) -> bool:
    """Whether a figure is none, or another form states it as it is."""
    stated = (link for link in network.at[node] if network.links[link].kind is Source.CROSS)
    return not network.nodes[node].value or any(link not in network.off for link in stated)
