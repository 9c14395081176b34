"""Figures and the parts that are told of them: what they show of each other."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from guanbiao.prose.told import Told
from guanbiao.text.clauses import GOES_ON, PARTS, SENTENCE

Is = Callable[[Told], bool]


def adds_up(text: str, told: Sequence[Told], at: int, is_accused: Is) -> bool:
    """Whether the parts behind a figure come to just that figure, and none of them differs for sure: it is of what they
    are of, though its words may say more (活动42场，其中讲座8场，展览34场)."""
    own = told[at]
    begins = PARTS.search(text, own.claim.end)
    ends = SENTENCE.search(text, begins.end()) if begins else None
    if not begins or len(SENTENCE.findall(text, own.claim.end, begins.start())) > 1:
        return False
    end = ends.start() if ends else len(text)
    behind = (each for each in told[at + 1 :] if begins.end() <= each.claim.start < end)
    parts = [each for each in behind if each.frame.unit == own.frame.unit]
    sums = [*accumulate(each.claim.value for each in parts)]
    return own.claim.value in sums[1:] and not any(map(is_accused, parts))


def is_part_of_other(text: str, told: Sequence[Told], at: int, is_doubted: Is, is_accused: Is) -> bool:
    """Whether a figure is told as a part of one that is not what the forms give, and does not differ for sure: of a
    part of something else nothing is known (接待81066人次，其中外借部51444人次: the readers of some house in it)."""
    own = told[at]
    if not own.is_part:
        return False
    starts = [0, *(match.end() for match in SENTENCE.finditer(text, 0, own.claim.start))]
    start = starts[-2] if GOES_ON.match(text, starts[-1]) and len(starts) > 1 else starts[-1]
    before = [each for each in told[:at] if each.claim.start >= start and each.frame.unit == own.frame.unit]
    whole = next((each for each in reversed(before) if not each.is_part), None)
    return whole is not None and is_doubted(whole) and not is_accused(whole)


def is_told_again(told: Told, first: Told) -> bool:
    """Whether a figure tells of the very same as one before it in its sentence: where that one is right, this one is of
    something else, though nobody knows what tells them apart (外借438711册次中，图书431200册次)."""
    is_same = (told.frame, told.direction) == (first.frame, first.direction)
    return is_same and told.period in (None, first.period)
