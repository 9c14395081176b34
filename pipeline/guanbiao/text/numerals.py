"""Numbers in Chinese numerals: `一千二百`, `二〇二〇`; years in them; two neighbours, one to the other: `三四十`."""

import re

_ORDER = "零一二三四五六七八九"
DIGITS = {digit: at for at, digits in enumerate(("零〇○", "一", "二两", *"三四五六七八九")) for digit in digits}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
NUMERALS = "".join(DIGITS) + "".join(SCALES)
_SMALL = {"十", "百", "千"}
_PART = re.compile("零?[一二两三四五六七八九]?[十百千]")
_CHINESE_YEAR = re.compile(r"(?:二[〇○◯零o0]|一九)[〇○◯零o0一二三四五六七八九]{2}")
_YEAR_DIGITS = str.maketrans("〇○◯零o一二三四五六七八九", "00000123456789")
_LAST = re.compile("(零?)([一二三四五六七八九]?)")
_PAIR = re.compile("([一二两三四五六七八])([二三四五六七八九])")


def arabic_years(text: str) -> str:
    """The text with its years in Chinese numerals written in Arabic ones.

    >>> arabic_years("二〇二〇年一季度")
    '2020年一季度'
    """
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_YEAR_DIGITS), text)


def numeral_value(numeral: str) -> int | None:
    """The number below ten thousand that a numeral is, or a row of digits; None where it may be read in two ways
    (`三百五`, `三四`).

    >>> numeral_value("一千二百零五"), numeral_value("二〇二〇"), numeral_value("十五"), numeral_value("三百五")
    (1205, 2020, 15, None)
    """
    if not set(numeral) & _SMALL:
        if len(numeral) == 2 and not set(numeral) & {"零", "〇"}:
            return None
        return int("".join(str(DIGITS[each]) for each in numeral))
    total, least, rest = 0, 10**4, numeral
    for part in _PART.findall(numeral):
        scale = SCALES[part[-1]]
        digit = part.strip("零")[:-1]
        if scale >= least or (not digit and (scale > 10 or total)):
            return None
        total, least, rest = total + scale * (DIGITS[digit] if digit else 1), scale, rest[len(part) :]
    last = _LAST.fullmatch(rest)
    if last is None or (last[2] and (least > 10) is not bool(last[1])) or (last[1] and not last[2]):
        return None
    return total + (DIGITS[last[2]] if last[2] else 0)


def spoken_value(numeral: str) -> int | None:
    """The number that a numeral of any size is as people say it: `三百五` is 350, `一万二` 12,000, `百` 100; None for
    what is none, a row of digits too.

    >>> [spoken_value(each) for each in ("三百五", "一万二", "十二万三千", "百", "千万", "五", "六一", "一亿二千万")]
    [350, 12000, 123000, 100, 10000000, 5, None, 120000000]
    """
    for scale in ("亿", "万"):
        head, found, rest = numeral.rpartition(scale)
        if found:
            above, below = spoken_value(head) if head else 1, _below(rest, SCALES[scale])
            return None if above is None or below is None else above * SCALES[scale] + below
    if not numeral or (len(numeral) > 1 and not set(numeral) & _SMALL):
        return None
    if numeral[-1] in DIGITS and numeral[-2:-1] in {"百", "千"}:
        return spoken_value(numeral + {"百": "十", "千": "百"}[numeral[-2]])
    return numeral_value("一" + numeral if numeral[0] in "百千" else numeral)


def _below(rest: str, scale: int) -> int | None:
    """What stands behind a scale; a digit alone is of the scale just below it."""
    if not rest:
        return 0
    if len(rest) == 1 and rest in DIGITS:
        return DIGITS[rest] * scale // 10
    return spoken_value(rest.lstrip("零〇"))


def spoken_range(numeral: str) -> tuple[int, int] | None:
    """From which to which number a numeral with two neighbouring digits goes; None for every other.

    >>> spoken_range("三四十"), spoken_range("两三"), spoken_range("十七八"), spoken_range("三十四")
    ((30, 40), (2, 3), (17, 18), None)
    """
    pair = _PAIR.search(numeral)
    if pair is None or DIGITS[pair[2]] != DIGITS[pair[1]] + 1:
        return None
    low, high = (spoken_value(numeral[: pair.start()] + each + numeral[pair.end() :]) for each in pair.groups())
    return None if low is None or high is None else (low, high)
