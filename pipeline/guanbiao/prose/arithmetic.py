"""What a text can be held against without any table: names that it lists, and what it says twice."""

import re
from collections.abc import Iterator, Sequence

from guanbiao.model.claims import Verdict
from guanbiao.prose.frames import Frame, Told
from guanbiao.prose.times import is_whole_year

_NAME = r"[^，,；;。：:、（）()“”《》\d]{2,20}"
_LIST = re.compile(rf"((?:{_NAME}、)+{_NAME}?)[，,]?(等|共计|共有|共|合计|总计)?$")
_COUNTED = ("个", "期", "人次")  # of what is counted one by one
LONG_LIST = 5  # names from which on a figure behind them counts them, though nothing says so
MOST_LISTED = 300  # characters before a figure in which names are looked for
LEAST_WORDS = 6  # characters that two sentences share at least, to be of the same


def names_listed(text: str, told: Told) -> tuple[int, Verdict] | None:
    """How many names stand in a list right before a figure, and whether it counts them rightly; None where it may count
    something else. After 等 there may be more names than are listed.

    >>> names_listed("办公室、外借部、阅览部共3个部门", told)  # told: the figure 3
    (3, <Verdict.AGREES: 'agrees'>)
    """
    claim = told.claim
    match = _LIST.search(text, max(claim.start - MOST_LISTED, 0), claim.start)
    if not match or told.frame.unit not in _COUNTED or claim.low != claim.high:
        return None
    count, said = match[1].count("、") + 1, match[2] or ""
    if claim.value == count and said != "等":
        return count, Verdict.AGREES
    if said == "等":
        return (count, Verdict.DIFFERS) if claim.value < count else None
    sure = count >= LONG_LIST and abs(claim.value - count) <= 2
    return (count, Verdict.DIFFERS) if sure or (said and claim.value < 2 * count) else None


def said_twice(every: Sequence[Told]) -> Iterator[tuple[Told, Told, Verdict]]:
    """Figures that stand for the same as an earlier one, as far as all that is said of them goes, with that one, and
    whether both can be right."""
    by_frame: dict[tuple[Frame, str], Told] = {}
    for each in every:
        known = sum(len(concept) for _, concept in each.frame.concepts)
        if known + len(each.frame.foreign) < LEAST_WORDS:
            continue
        first = by_frame.setdefault((each.frame, _of(each)), each)
        if first is not each:
            mine, its = each.claim, first.claim
            if (mine.value, mine.qualifier) == (its.value, its.qualifier):
                yield each, first, Verdict.AGREES
            elif mine.paragraph != its.paragraph and (mine.high < its.low or its.high < mine.low):
                yield each, first, Verdict.DIFFERS


def _of(told: Told) -> str:
    """The time that a figure is of, as far as it is told."""
    period = told.period
    if period is None:
        return ""
    return f"{period.year or ''}-{period.back or 0}" if is_whole_year(period) else period.text
