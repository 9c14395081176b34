"""Certainty is earned: when a cause may be called the only simplest one.

    |      | 外借 | 阅览 | 合计 |     10 was meant for 50: its row and its column are off, by the same 40, and no
    | 1月  |  50  |  20  |  30  |     relation that holds speaks for the 50. Two witnesses, one figure, nothing against
    | 2月  |  40  |   5  |  45  |     it. Were 合计 70 and 115 to fit it, the form would be right in itself, and
    | 合计 |  50  |  25  |  75  |     whoever states 10 elsewhere be as likely wrong.

So a cause is certain where all of this is so: nothing else is as simple, be it listed or only close; every way was
seen; no figure has to follow, for what would have to vouches for the figure as it was filed; twice as many witnesses
speak for it as figures it changes (each relation within its form, and each other form, however often that states it);
no other form states the figure that it overwrites; its own form is off there, or a hand may well have slipped so; it
fills no blank at the end of a column, such as one leaves that was moved; no relation tells it from its neighbours, as
in a list, unless a hand may well have slipped so; and what speaks for it does not rest on
figures that another cause would change without being certain of it. What a formula proves of its own total needs no
witness."""

from collections.abc import Set

from msgspec import Struct

from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.choose import Choice
from guanbiao.causes.evidence import LEAST_TELLING, Scene
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfSource

BY_HAND = (
    CauseKind.FIGURES_SWAPPED,
    CauseKind.DIGITS_SWAPPED,
    CauseKind.DIGIT_WRONG,
    CauseKind.DIGIT_ADDED,
    CauseKind.DIGIT_LOST,
    CauseKind.SIGN,
    CauseKind.TEN_THOUSANDS,
    CauseKind.POINT,
)


COPIES = (CauseKind.COLUMN_COPIED, CauseKind.ROW_COPIED)
LEAST_ROWS = 4  # of a column that may have been moved as a whole
LEAST_COPIED = 6  # figures that a series has in common with one elsewhere: those of fewer are alike by chance


class Witnesses(Struct, frozen=True):
    """What speaks for a change: how many relations within the forms that it changes, and how many other forms."""

    own: int
    others: int


def certain_ones(choice: Choice, scene: Scene) -> frozenset[int]:
    """Which of what was chosen, by place, may be called the only simplest way: none whose evidence rests on figures
    that something which is not certain would change. What a formula proves rests on its own text."""
    found = {at for at, each in enumerate(choice.chosen) if _is_certain(each, choice, scene)}
    proven = {at for at in found if choice.chosen[at].best.is_proven}
    while resting := {at for at in found - proven if _rests_on_others(choice, found, at, scene.network)}:
        found -= resting
    return frozenset(found)


def _rests_on_others(choice: Choice, certain: Set[int], at: int, network: Network) -> bool:
    best = choice.chosen[at].best
    left_off = {link for node, _ in best.change_set.roots for link in network.at[node] if link in network.off}
    own = {node for link in best.mended | left_off for node in network.members[link]}
    source = _source(network, best)
    others = [each for place, each in enumerate(choice.chosen) if place != at and place not in certain]
    rests = any(not own.isdisjoint(_changed(each.best)) for each in others)
    return rests or any(not source.isdisjoint(_changed(way)) for each in others for way in (each.best, *each.others))


def _source(network: Network, best: Candidate) -> frozenset[int]:
    """The figures that a series is a copy of: where they are wrong themselves, they may as well be the copy."""
    if best.kind not in COPIES or not isinstance(best.detail, OfSource):
        return frozenset()
    axis = Axis.COLUMN if best.kind is CauseKind.COLUMN_COPIED else Axis.ROW
    return frozenset(network.series(axis).get((best.detail.form, best.detail.source), {}).values())


def _changed(best: Candidate) -> list[int]:
    return [*best.unknown, *(node for node, _ in best.change_set.moves)]


def _is_certain(chosen: Chosen, choice: Choice, scene: Scene) -> bool:
    best = chosen.best
    is_alone = chosen.complete and not chosen.others and not chosen.is_close and not best.kind.is_either
    if is_alone and best.is_proven:
        return True
    if not is_alone or best.change_set.following or best.change_set.loose or best.change_set.shifts:
        return False
    if any(_is_torn_end(scene.network, node) for node, _ in best.change_set.roots) or _is_any(scene.network, best):
        return False
    if not choice.doubted.isdisjoint(best.mended) or _is_stated(
        scene, choice.network.closed if best.kind in COPIES else frozenset(), best
    ):
        return False
    if best.kind in COPIES:
        return _is_telling(scene.network, best) and (
            _is_witnessed(scene.network, best) or _is_copy(scene.network, best)
        )
    return _is_witnessed(scene.network, best)


def _is_torn_end(network: Network, node: int) -> bool:
    """Whether a blank stands first or last in its column: forms whose columns were moved alike agree on all else."""
    own = network.nodes[node]
    beside = network.columns.get(own.column, {}).values()
    rows = [network.nodes[other].line.at_row for other in beside if not network.nodes[other].line.is_total]
    return own.is_blank and len(rows) >= LEAST_ROWS and own.line.at_row in (min(rows), max(rows))


def _is_any(network: Network, best: Candidate) -> bool:
    """Whether nothing but its size tells a figure from others that stand in all the same relations, such as the entries
    of a list: only the largest can be so much too large, but several of them may be so together."""
    return (
        not best.is_sure
        and best.kind not in BY_HAND
        and any(
            any(
                other != node and network.at[other] == network.at[node]
                for other in network.members[network.at[node][0]]
            )
            for node, _ in best.change_set.roots
            if network.at[node]
        )
    )


def _is_telling(network: Network, best: Candidate) -> bool:
    """Whether a series has enough different figures not to be like another one by chance."""
    return len({network.nodes[node].value for node, _ in best.change_set.roots} - {0.0}) >= LEAST_COPIED


def _is_witnessed(network: Network, best: Candidate) -> bool:
    """Whether more witnesses speak for a change than figures that it makes, twice as many where that is no slip of many
    cells; and whether its own form is off there, or a hand may have slipped so."""
    found, roots = witnesses(network, best), len(best.change_set.roots)
    least = roots + 1 if best.is_sure else 2 * roots
    return found.own + found.others >= least and (found.own > 0 or best.kind in BY_HAND)


def _is_copy(network: Network, best: Candidate) -> bool:
    """Whether a series that stands word for word elsewhere should hold what another form states, figure by figure, and
    this adds up there."""
    return best.is_sure and all(
        any(_is_vouched(network, link, node) for link in network.at[node] if link in best.mended)
        for node, _ in best.change_set.roots
    )


def _is_vouched(network: Network, link: int, node: int) -> bool:
    """Whether a link repeats a figure of another form, all relations of which within that form hold."""
    others = [other for other in network.members[link] if other != node]
    if len(others) != 1 or network.nodes[others[0]].line.form == network.nodes[node].line.form:
        return False
    within = [each for each in network.at[others[0]] if network.links[each].kind is Source.WITHIN]
    return bool(within) and network.off.keys().isdisjoint(within)


def witnesses(network: Network, best: Candidate) -> Witnesses:
    """What speaks for a candidate."""
    forms = {network.nodes[node].line.form for node, _ in best.change_set.roots}
    links = [network.links[link] for link in best.mended]
    own = sum(link.kind is Source.WITHIN for link in links)
    others = {network.nodes[node].line.form for link in links for node in link.nodes} - forms
    return Witnesses(own, len(others))


def _is_stated(scene: Scene, blamed: frozenset[int], best: Candidate) -> bool:
    """Whether another form, unless it is blamed for it, states a figure that would be overwritten."""
    return any(
        _is_same(scene.network, node, other)
        for node, _ in best.change_set.roots
        if abs(scene.network.nodes[node].value) >= LEAST_TELLING
        for other in scene.by_value[abs(scene.network.nodes[node].value)]
        if other not in blamed
    )


def _is_same(network: Network, node: int, other: int) -> bool:
    """Whether two equal figures of two forms count the same."""
    here, there = network.nodes[node].line, network.nodes[other].line
    return here.form != there.form and here.unit == there.unit
