"""Columns of a form that were moved alike are one slip, though they were found one by one: what the other of two forms
states of one of them was wrong itself, and was put right first.

    |      |  07  |      |  02  |     Both columns of 07 stand a row too low, and 阅览 of 02 a row too high: only once
    |      | 外借 | 阅览 | 阅览 |     this is put right does 02 speak for 阅览 of 07 as it does for 外借."""

from collections.abc import Sequence

from msgspec.structs import replace

from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.network import Network
from guanbiao.causes.search import ChangeSet
from guanbiao.model.causes import CauseKind, OfShift


def moved_alike(network: Network, chosen: Sequence[Chosen]) -> list[Chosen]:
    """What was chosen, with columns of one form that were moved alike as one."""
    found: dict[object, Chosen] = {}
    for at, each in enumerate(chosen):
        key = _slip(network, each.best) or at
        found[key] = _together(found[key], each) if key in found else each
    return list(found.values())


def _slip(network: Network, best: Candidate) -> tuple[str, int] | None:
    """The form of which a column was moved, and which way; None where none was."""
    forms = {network.nodes[node].line.form for node, _ in best.change_set.roots}
    if best.kind is not CauseKind.SHIFTED or not isinstance(best.detail, OfShift) or len(forms) != 1:
        return None
    return min(forms), best.detail.count


def _together(one: Chosen, other: Chosen) -> Chosen:
    ways = [(one.best, other.best), *(zip(one.others, other.others, strict=True) if _are_even(one, other) else ())]
    best, *others = (_joined(*way) for way in ways)
    return Chosen(best, tuple(others), one.complete and other.complete, one.is_close or other.is_close)


def _are_even(one: Chosen, other: Chosen) -> bool:
    return len(one.others) == len(other.others) == 1


def _joined(one: Candidate, other: Candidate) -> Candidate:
    first, second = one.change_set, other.change_set
    following = (*first.following, *second.following)
    parts = [each.detail.part for each in (one, other) if isinstance(each.detail, OfShift)]
    return replace(
        one,
        change_set=ChangeSet((*first.roots, *second.roots), following, shifts=(*first.shifts, *second.shifts)),
        steps={**one.steps, **other.steps},
        mended=one.mended | other.mended,
        detail=replace(one.detail, part="、".join(parts)),
        unknown=(*one.unknown, *other.unknown),
    )
