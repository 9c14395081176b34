"""What a sentence itself gives for its figures: a share of what it names before, a whole of its parts, an average by
the day, by how much something changed."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.prose.times import is_whole_year
from guanbiao.prose.told import Told
from guanbiao.text.clauses import (
    BY_DAYS,
    CAME_TO,
    CHANGED_BY,
    DAYS,
    NEW,
    OF_CHANGE,
    RESPECTIVELY,
    TOGETHER,
    WAS,
    WITHIN_SENTENCE,
)
from guanbiao.text.numerals import spoken_value
from guanbiao.text.units import PER_CENT
from guanbiao.words.prose import MINUS, OVER, PLUS

BEFORE = 16  # characters before a figure that say what it is of a change
NEAR = 8  # characters behind 两项合计 in which its figure stands
_SENTENCE = re.compile(WITHIN_SENTENCE)
_APART = re.compile(f"{RESPECTIVELY.pattern}|{NEW.pattern}")  # between a figure and a share that is not of it alone


class Recomputed(Struct, frozen=True):
    """A figure, what its sentence gives for it, the figures which that is made of with the sign between them, and from
    which to which value it may be, as they are rounded (`low`, `high`)."""

    told: Told
    figure: float
    parts: tuple[Told, ...]
    low: float
    high: float
    sign: str


def recomputed(text: str, every: Sequence[Told], grown: str) -> Iterator[Recomputed]:
    """The figures of a paragraph that its own sentences give otherwise or alike; `grown` is the concept that is said of
    what grew."""
    for match in _SENTENCE.finditer(text):
        own = [each for each in every if match.start() <= each.claim.start < match.end()]
        yield from _shares(text, own)
        yield from _wholes(own)
        yield from _averages(own)
        yield from _changes(text, own, grown)
    yield from _together(text, every)


def _shares(text: str, own: Sequence[Told]) -> Iterator[Recomputed]:
    """Shares of the figure right before, in the last larger one of its unit before that of which it may be a part; of
    shares in a row (分别占) it is not the figure right before that each is of."""
    for at, each in enumerate(own):
        if each.claim.unit != PER_CENT or each.frame.whole is None or not at:
            continue
        part = own[at - 1]
        if part.claim.unit == PER_CENT or _APART.search(text, part.claim.end, each.claim.start):
            continue
        wholes = (
            other for before, other in enumerate(own[: at - 1]) if not _is_part_beside(other, own[before + 1], part)
        )
        larger = [other for other in wholes if _is_whole_of(other, part)]
        is_its = each.frame.foreign in ("", part.frame.foreign)
        if larger and is_its and each.frame.whole <= larger[-1].frame.concepts:
            yield _quotient(each, part, larger[-1], 100)


def _is_part_beside(other: Told, behind: Told, part: Told) -> bool:
    """Whether a figure is a part itself, beside another one and no whole of it: its own share stands right behind it
    (本科72人，占82.8%，大专12人，占13.8%), and the other one is not told as a part of it."""
    is_share = behind.claim.unit == PER_CENT and behind.frame.whole is not None
    return is_share and (other.is_part or not part.is_part)


def _is_whole_of(other: Told, part: Told) -> bool:
    """Whether a figure may be the whole of which another one is a part: of the same, as far as that is said, and of no
    other time."""
    is_larger = other.frame.unit == part.frame.unit and other.claim.value >= part.claim.value > 0
    is_same = other.frame.concepts <= part.frame.concepts and other.frame.years == part.frame.years
    is_known = not other.frame.foreign or part.is_part or other.frame.foreign in part.frame.foreign
    is_of_time = other.period is None or is_whole_year(other.period) or other.period == part.period
    return is_larger and is_same and is_known and is_of_time


def _wholes(own: Sequence[Told]) -> Iterator[Recomputed]:
    """Figures whose parts, told apart in one way, come to more."""
    for at, each in enumerate(own):
        parts: list[Told] = []
        for other in own[at + 1 :]:
            if not other.is_part or other.frame.unit != each.frame.unit:
                break
            parts.append(other)
        ways = [_way(each, other) for other in parts]
        if len(parts) > 1 and len({way for way, _ in ways}) == 1 and len(set(ways)) == len(ways) and ways[0][0]:
            total, low, high = (sum(of) for of in zip(*map(_values, parts), strict=True))
            if low > each.claim.high:
                yield Recomputed(each, total, tuple(parts), low, high, PLUS)


def _way(whole: Told, part: Told) -> tuple[str, str]:
    """In which way a part is told from its whole, and as what; '' where it is in no way, or in several."""
    more = part.frame.concepts - whole.frame.concepts
    if len(more) != 1 or not whole.frame.concepts <= part.frame.concepts or part.frame.foreign != whole.frame.foreign:
        return "", ""
    ((facet, concept),) = more
    return facet, concept


def _averages(own: Sequence[Told]) -> Iterator[Recomputed]:
    """Averages by the day, of the figure before them and the number of days behind them."""
    for at, each in enumerate(own):
        days = [other for other in own[at + 1 :] if other.claim.unit in DAYS]
        if at and days and each.claim.unit.endswith(BY_DAYS) and days[0].claim.value:
            yield _quotient(each, own[at - 1], days[0])


def _changes(text: str, own: Sequence[Told], grown: str) -> Iterator[Recomputed]:
    """By how much something changed from one figure to the next of its unit (原 … 变更为 …), where the figure before
    these or behind them says so."""
    for at, (was, now) in enumerate(pairwise(own)):
        if was.frame.unit != now.frame.unit:
            continue
        is_told = _said(WAS, text, was) and _said(CAME_TO, text, now)
        sides = (*own[max(at - 1, 0) : at], *own[at + 2 : at + 3]) if is_told else own[at + 2 : at + 3]
        for each in sides:
            is_its = is_told and _is_its_change(now, each, grown)
            if not _said(CHANGED_BY, text, each) or not (is_its or _are_of_two_years(was, now, each)):
                continue
            if each.frame.unit == now.frame.unit:
                yield _gap(each, was, now)
            elif each.claim.unit == PER_CENT and was.claim.low > 0 and now.claim.low > 0:
                gap, first = _gap(each, was, now), was if is_its or was.frame.years else now
                low, high = 100 * gap.low / first.claim.high, 100 * gap.high / first.claim.low
                yield replace(gap, figure=100 * gap.figure / first.claim.value, low=low, high=high)


def _is_its_change(now: Told, change: Told, grown: str) -> bool:
    """Whether a change is of what has changed, and of no part of it (其中少儿增长30%)."""
    own, its = ({each for each in told.frame.concepts if each[1] != grown} for told in (now, change))
    return own == its and not _says_more(change, now) and not (change.is_part and not now.is_part)


def _says_more(change: Told, now: Told) -> bool:
    """Whether a figure behind another one has words that nobody knows and that are not said of that one, but for those
    of a change: it may be of something else (…，晚间增长8%)."""
    own = set(OF_CHANGE.sub("", change.frame.foreign))
    return change.claim.start > now.claim.start and not own <= set(now.frame.foreign)


def _are_of_two_years(one: Told, other: Told, change: Told) -> bool:
    """Whether two figures tell the same of two years, and the one behind them nothing else: 流通358029人次，较上年的
    801033人次减少443004人次."""
    years = {one.frame.years, other.frame.years}
    same = {each.frame.concepts for each in (one, other, change)}
    is_same = len(same) == 1 and one.frame.foreign == other.frame.foreign and not _says_more(change, other)
    return is_same and len(years) == 2 and max(map(len, years)) == 1


def _said(words: re.Pattern[str], text: str, told: Told) -> bool:
    """Whether some words stand right before a figure."""
    return words.search(text, max(told.claim.start - BEFORE, 0), told.claim.start) is not None


def _gap(told: Told, was: Told, now: Told) -> Recomputed:
    """How far apart two figures are."""
    low, high = sorted((was, now), key=lambda each: each.claim.value)
    least = max(high.claim.low - low.claim.high, 0.0)
    gap, most = high.claim.value - low.claim.value, high.claim.high - low.claim.low
    return Recomputed(told, gap, (high, low), least, most, MINUS)


def _together(text: str, every: Sequence[Told]) -> Iterator[Recomputed]:
    """Figures that are said to be so many others together: the last ones of their unit before them."""
    for match in TOGETHER.finditer(text):
        count, behind = spoken_value(match[1]) or 0, [each for each in every if each.claim.start >= match.end()]
        if not behind or behind[0].claim.start > match.end() + NEAR:
            continue
        unit = behind[0].claim.unit
        parts = [each for each in every if each.claim.end <= match.start() and each.claim.unit == unit][-int(count) :]
        if len(parts) == count:
            total, low, high = (sum(of) for of in zip(*map(_values, parts), strict=True))
            yield Recomputed(behind[0], total, tuple(parts), low, high, PLUS)


def _quotient(told: Told, part: Told, whole: Told, times: int = 1) -> Recomputed:
    """What one figure by another gives, as exactly as both are told."""
    (value, low, high), (by, least, most) = _values(part), _values(whole)
    lowest, highest = (times * low / most if most else 0.0), (times * high / least if least else math.inf)
    return Recomputed(told, times * value / by, (part, whole), lowest, highest, OVER)


def _values(told: Told) -> tuple[float, float, float]:
    return told.claim.value, told.claim.low, told.claim.high
