"""Figures that a text states more than once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from guanbiao.model.claims import Verdict
from guanbiao.prose.times import has_days, is_whole_year
from guanbiao.prose.told import Frame, Told
from guanbiao.text.clauses import CLAUSE_BEFORE

Twice = tuple[Told, Told, Verdict]
_NONE: tuple[Verdict | None, float, Told | None] = (None, 0.0, None)
_MEANT = re.compile(r"[^\W\d_]+")
BEFORE, BEHIND = 16, 12  # characters around a figure that tell what it is of
LEAST_WORDS = 6  # characters that two sentences share at least, to be of the same
LEAST_SHARED = 4  # characters in a row that the words around two equal figures share, to be of the same
FAR = 40  # characters before a figure that tell of which of several it is
LEAST_CLAUSE = 3  # characters of the words before a figure that tell what it is of
TELLING = 10  # the least figure that says something by being equal
MOST_COMPARED = 80  # figures of one unit, and of one value, that each is compared with: a report has some forty
MUCH_ALIKE = 0.5  # of the words before two figures, to be of the same at other times


def said_twice(every: Sequence[Told], texts: Mapping[int, str]) -> Iterator[Twice]:
    """Figures that stand for the same as an earlier one, with that one: both right, at odds, or of other times. `texts`
    are the paragraphs by number."""
    found: dict[int, Twice] = {id(each[0]): each for each in _told_alike(every)}
    rest = [each for each in every if id(each) not in found]
    yield from found.values()
    yield from _worded_alike(rest, texts)


def _told_alike(every: Sequence[Told]) -> Iterator[Twice]:
    """Figures of one frame and time."""
    by_frame: dict[tuple[Frame, str], Told] = {}
    for each in every:
        known = sum(len(concept) for _, concept in each.frame.concepts)
        if known + len(each.frame.foreign) < LEAST_WORDS:
            continue
        first = by_frame.setdefault((each.frame, _of(each)), each)
        if first is not each:
            mine, its = each.claim, first.claim
            if _same(each, first):
                yield each, first, Verdict.AGREES
            elif mine.paragraph != its.paragraph and _are_at_odds(each, first):
                yield each, first, Verdict.DIFFERS


def _are_at_odds(told: Told, first: Told) -> bool:
    mine, its = told.claim, first.claim
    return told.is_sure and first.is_sure and (mine.high < its.low or its.high < mine.low)


class _Worded(Struct, frozen=True):
    """A figure with the words around it, those before it in its clause, and farther before it."""

    told: Told
    around: str
    clause: str
    far: str


def _worded_alike(every: Sequence[Told], texts: Mapping[int, str]) -> Iterator[Twice]:
    """Figures with much the same words around them: confirmed where they are equal, never accused; of other times they
    are not to be compared."""
    by_unit: dict[str, list[_Worded]] = defaultdict(list)
    by_figure: dict[tuple[str, float, str], list[_Worded]] = defaultdict(list)
    for each in every:
        own, unit = _worded(each, texts.get(each.claim.paragraph, "")), each.frame.unit
        near, equal = by_unit[unit], by_figure[unit, each.claim.value, each.claim.qualifier]
        met = {id(other): other for other in (*near, *equal)}.values()
        others = [other for other in met if other.told.claim.paragraph != each.claim.paragraph]
        alike = [(*found, other.told) for other in others if (found := _alike(own, other))[0]]
        verdict, _, first = max(alike, key=lambda each: (each[0] is Verdict.AGREES, each[1]), default=_NONE)
        if verdict and first:
            yield each, first, verdict
        for known in (near, equal):
            if len(known) < MOST_COMPARED:
                known.append(own)


def _worded(told: Told, text: str) -> _Worded:
    claim = told.claim
    before, behind = text[max(claim.start - BEFORE, 0) : claim.start], text[claim.end : claim.end + BEHIND]
    around = "".join(_MEANT.findall(before)) + told.frame.unit + "".join(_MEANT.findall(behind))
    clause = CLAUSE_BEFORE.search(text, 0, claim.start)
    far = text[max(claim.start - FAR, 0) : claim.start]
    return _Worded(told, around, "".join(_MEANT.findall(clause[0] if clause else "")), far)


def _alike(own: _Worded, other: _Worded) -> tuple[Verdict | None, float]:
    """What two figures are to each other, and how much the words around them are alike."""
    told, first = own.told, other.told
    if _same(told, first) and _may_be_of_one_time(told, first):
        shared = SequenceMatcher(None, own.around, other.around, autojunk=False).find_longest_match()
        least = LEAST_SHARED - (
            told.claim.value >= TELLING and told.frame.unit in own.around[shared.a :][: shared.size]
        )
        return (Verdict.AGREES if shared.size >= least else None), shared.size
    shorter, longer = sorted((own.clause, other.clause), key=len)
    if _of(told) == _of(first) or len(shorter) < LEAST_CLAUSE:
        return None, 0.0
    ratio = 1.0 if shorter in longer else SequenceMatcher(None, shorter, longer, autojunk=False).ratio()
    if ratio < MUCH_ALIKE:
        return None, 0.0
    return Verdict.NOT_COMPARABLE, ratio + SequenceMatcher(None, own.far, other.far, autojunk=False).ratio()


def _same(told: Told, first: Told) -> bool:
    mine, its = told.claim, first.claim
    return (mine.value, mine.qualifier) == (its.value, its.qualifier)


def _may_be_of_one_time(told: Told, first: Told) -> bool:
    """Whether two figures may be of the same time: not where both say days, and other ones."""
    mine, its = (each.period if each.period and has_days(each.period) else None for each in (told, first))
    return mine is None or its is None or (mine.first_day, mine.last_day) == (its.first_day, its.last_day)


def _of(told: Told) -> str:
    """The time that a figure is of, as far as it is told."""
    period = told.period
    if period is None:
        return ""
    return f"{period.year or ''}-{period.back or 0}" if is_whole_year(period) else period.text
