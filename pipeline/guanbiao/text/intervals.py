"""What words beside a figure, and its printed digits, allow it to be: from which to which value.

近5000人 is at most 5,000; 300余种 at least 300; 11.5万册 was rounded, 5203册 was not. Words that only stress a figure
(达, 累计, 共, 仅) allow nothing besides: with them it is as it stands."""

import re
from decimal import Decimal
from math import inf

_BEFORE = re.compile(
    r"(?:(?P<near>(?<![附最临邻靠邻])近|将近|接近|几近|几乎|近乎)"
    r"|(?P<about>(?<![预节签违条公特邀合相制契简俭])约|大约|大概|约莫)"
    r"|(?P<over>超过|(?<!未)超|逾|突破|不少于|不低于|不下于?|至少|最少|起码|高于|大于|多于)"
    r"|(?P<under>不足|不到|未满|不满|少于|低于|小于)"
    r"|(?P<most>不超过|不多于|不高于|至多|最多|未超过?))"
    r"(?:约)?(?:[为有达了计共占](?!于))?:? {0,3}\Z"
)
_HUNDREDS = re.compile(r"(?P<over>(?<![以至])上|(?<!通)过|破)\Z|(?P<as_it_is>[达成足])\Z")
BEHIND = "及?以上|及?以下|以内|之内|左右|上下(?![联半左学班级层游午])|不等|有余|余(?![额款下])"
LOOKED_AT = 8  # characters before a figure in which a qualifier of it may stand
_KINDS = {"以上": "over", "以下": "most", "以内": "most", "之内": "most", "左右": "about", "上下": "about"}
_MORE = frozenset("余多几来")
_LEAST, _MOST = Decimal("0.1"), Decimal("0.2")


def word_before(text: str, start: int, *, is_bare: bool) -> tuple[str, str]:
    """The qualifier before a figure that starts there, and its kind (near, about, over, under, most); two empty texts
    for none. `is_bare`: of a figure that is nothing but 百, 千 or 万, before which 上 and 过 stand too.

    >>> word_before("调配图书近11.5万册", 5, is_bare=False), word_before("在附近3家", 3, is_bare=False)
    (('近', 'near'), ('', ''))
    """
    for pattern in (_BEFORE, _HUNDREDS) if is_bare else (_BEFORE,):
        if found := pattern.search(text, max(0, start - LOOKED_AT), start):
            kind = str(found.lastgroup)
            return found[kind], kind
    return "", ""


def interval(
    value: Decimal, step: Decimal, before: str, behind: str, *, is_rounded: bool, is_cut: bool
) -> tuple[float, float]:
    """From which to which value a figure may be. `value` is 0 or more, `step` of its last printed digit; `before` the
    kind of the qualifier before it, `behind` the words within and behind it; `is_rounded`: the last digit is rounded
    (42.4%), `is_cut`: or what lies below it is left out (11.5万 of 115,900).

    >>> one = Decimal(1)
    >>> interval(Decimal(5000), one, "near", "", is_rounded=False, is_cut=False)
    (4000.0, 5000.0)
    >>> interval(Decimal(300), one, "", "余", is_rounded=False, is_cut=False)
    (300.0, 399.0)
    >>> interval(Decimal("42.4"), Decimal("0.1"), "", "", is_rounded=True, is_cut=False)
    (42.35, 42.45)
    """
    kinds = {before, *(_KINDS.get(word.removeprefix("及"), "") for word in behind.split())} - {""}
    counted = _counted(value)
    low = high = value
    if is_rounded or is_cut:
        low, high = value - step / 2, (_below(value + step, step) if is_cut else value + step / 2)
    if _MORE & set(behind):
        low, high = value, _below(value + _more(counted, value), counted)
    if "来" in behind:
        low = value * (1 - _LEAST)
    if "near" in kinds:
        low = value - _between(counted, _LEAST * value, _MOST * value)
        high = high if _MORE & set(behind) else value
    if "about" in kinds:
        around = _between(counted, value / 100, _LEAST * value)
        low, high = min(low, value - around), max(high, value + around)
    if "most" in kinds or "under" in kinds:
        low, high = Decimal(0), value
    if "over" in kinds:
        low = value
    return float(low), inf if "over" in kinds else float(high)


def _counted(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 1000 of 5000, 10 of 120. Who says 近5000 has rounded to thousands, who
    says 近120 to tens; what somebody rounds is seldom further off than that, so `近` reaches down by it, yet a tenth at
    least (近11.5万 is said of 108,000 too) and a fifth at most (近百 is not said of 50)."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)


def _more(counted: Decimal, value: Decimal) -> Decimal:
    """By how much 余 may exceed: 5000余 is below 6000; behind a figure that is not round (65余), up to the next ten."""
    return counted if counted > 1 or value < 10 else 9 - value % 10


def _below(end: Decimal, step: Decimal) -> Decimal:
    """The last value below an end: what is written in steps of more than one is a whole number."""
    return end - 1 if step > 1 else end


def _between(value: Decimal, least: Decimal, most: Decimal) -> Decimal:
    return min(max(value, least), most)
