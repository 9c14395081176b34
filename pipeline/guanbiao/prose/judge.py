"""Figures held against what they are about: whether they agree, and where the tables contradict each other."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.equations import Sum
from guanbiao.forms.prose import Average
from guanbiao.model.causes import Cause
from guanbiao.model.claims import Verdict
from guanbiao.prose.told import Told
from guanbiao.prose.values import Given, Place, Reading, place_of

FAR = 2  # times that a figure may be more or less than one that is told in round figures
_NEAR = 1e-6  # by which figures of the same worth may differ as the machine counts


class Judged(Struct, frozen=True):
    """A verdict, the figure that it rests on, and the id of the cause that holds the tables to be in dispute there."""

    verdict: Verdict
    figure: float | None = None
    cause: str = ""


class Doubts(Struct, frozen=True):
    """What causes say of a year's figures: by place, the ids of those that speak of it; and other readings of the year,
    each with its cause."""

    at: Mapping[Place, str]
    readings: tuple[tuple[str, Reading], ...] = ()


def doubts_of(causes: Sequence[Cause]) -> Doubts:
    """What the causes of a year say of its figures."""
    at: dict[Place, str] = {}
    readings = []
    for cause in causes:
        for changes in (cause.changes, *cause.alternatives):
            places = {place_of(each.term): each.suggested for each in changes}
            at.update({place: cause.id for place in places if place not in at})
            readings.append((cause.id, {place: to for place, to in places.items() if to is not None}))
    return Doubts(at, tuple(readings))


def judged(told: Told, given: Given, doubts: Doubts) -> Judged:
    """The verdict on a figure that is about what the forms give. One that holds in another reading of forms that
    contradict each other is in dispute; one that holds in none differs, whichever of the forms is right. What is worked
    out from figures (a share, a change) is held against those that were filed."""
    figure = as_told(told, given.figure())
    if figure is None:
        return Judged(Verdict.NOT_COMPARABLE)
    places = [place_of(each) for each in given.terms]
    cause = next((doubts.at[place] for place in places if place in doubts.at), "")
    verdict = agreement(told, figure)
    if isinstance(given.stated, Average) and abs(told.claim.value - figure) < 1:
        verdict = Verdict.ROUNDED if verdict is Verdict.DIFFERS else verdict
    if verdict is not Verdict.DIFFERS or not cause or not isinstance(given.stated, Sum):
        return Judged(verdict, figure, cause)
    for by, reading in doubts.readings:
        other = as_told(told, given.figure(reading)) if any(each in reading for each in places) else None
        if other is not None and agreement(told, other) is not verdict:
            return Judged(Verdict.DISPUTED, figure, by)
    return Judged(verdict, figure, cause)


def as_told(told: Told, figure: float | None) -> float | None:
    """A figure as it would be told: a change to less is told without its sign, in the unit of the text."""
    return None if figure is None else figure * (told.direction or 1) * told.scale


def agreement(told: Told, figure: float) -> Verdict:
    """Whether a figure is what is told, as exactly as that is told: what is said to be more than 400 may be 450, while
    376926 is more than that, too, but not what is meant."""
    claim = told.claim
    if not claim.low - _NEAR <= figure <= claim.high + _NEAR:
        return Verdict.DIFFERS
    if abs(claim.value - figure) < _NEAR:
        return Verdict.AGREES
    return Verdict.ROUNDED if claim.value <= figure * FAR <= claim.value * FAR * FAR else Verdict.NOT_COMPARABLE
