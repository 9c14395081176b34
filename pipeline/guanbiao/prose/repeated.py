"""Figures that a text states more than once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from guanbiao.model.claims import Verdict
from guanbiao.prose.frames import Frame, Told
from guanbiao.prose.times import has_days, is_whole_year

Twice = tuple[Told, Told, Verdict]
_NONE: tuple[Verdict | None, float, Told | None] = (None, 0.0, None)
_MEANT = re.compile(r"[^\W\d_]+")
BEFORE, BEHIND = 16, 12  # characters around a figure that tell what it is of
LEAST_WORDS = 6  # characters that two sentences share at least, to be of the same
LEAST_SHARED = 4  # characters in a row that the words around two equal figures share, to be of the same
MUCH_ALIKE = 0.6  # of the words around two figures, to be of the same at other times


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


def _worded_alike(every: Sequence[Told], texts: Mapping[int, str]) -> Iterator[Twice]:
    """Figures with much the same words around them: confirmed where they are equal, never accused; of other times they
    are not to be compared."""
    by_unit: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for each in every:
        around = _around(each, texts.get(each.claim.paragraph, ""))
        others = [other for other in by_unit[each.frame.unit] if other[0].claim.paragraph != each.claim.paragraph]
        alike = [(*_alike(each, around, *other), other[0]) for other in others]
        verdict, _, first = max(alike, key=lambda each: (each[0] is Verdict.AGREES, each[1]), default=_NONE)
        if verdict and first:
            yield each, first, verdict
        by_unit[each.frame.unit].append((each, around))


def _alike(told: Told, around: str, first: Told, its: str) -> tuple[Verdict | None, float]:
    """What two figures are to each other, and how much the words around them are alike."""
    words = SequenceMatcher(None, around, its, autojunk=False)
    if _same(told, first) and _may_be_of_one_time(told, first):
        size = words.find_longest_match().size
        return (Verdict.AGREES if size >= LEAST_SHARED else None), size
    if _of(told) == _of(first) or words.real_quick_ratio() < MUCH_ALIKE:
        return None, 0.0
    ratio = words.ratio()
    return (Verdict.NOT_COMPARABLE if ratio >= MUCH_ALIKE else None), ratio


def _same(told: Told, first: Told) -> bool:
    mine, its = told.claim, first.claim
    return (mine.value, mine.qualifier) == (its.value, its.qualifier)


def _may_be_of_one_time(told: Told, first: Told) -> bool:
    """Whether two figures may be of the same time: not where both say days, and other ones."""
    mine, its = (each.period if each.period and has_days(each.period) else None for each in (told, first))
    return mine is None or its is None or (mine.first_day, mine.last_day) == (its.first_day, its.last_day)


def _around(told: Told, text: str) -> str:
    claim = told.claim
    before, behind = text[max(claim.start - BEFORE, 0) : claim.start], text[claim.end : claim.end + BEHIND]
    return "".join(_MEANT.findall(before)) + told.frame.unit + "".join(_MEANT.findall(behind))


def _of(told: Told) -> str:
    """The time that a figure is of, as far as it is told."""
    period = told.period
    if period is None:
        return ""
    return f"{period.year or ''}-{period.back or 0}" if is_whole_year(period) else period.text
