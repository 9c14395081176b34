"""Numbers in running text as they are typed, in digits or in Chinese numerals: `1千2百`, `35余万`, `三十多`, `十几`,
`数百`, `百分之四十二`, `四成五`."""

import re
from decimal import Decimal

from msgspec import Struct

from guanbiao.text.cells import MOST_DIGITS
from guanbiao.text.numerals import DIGITS, NUMERALS, SCALES, spoken_range, spoken_value


class Magnitude(Struct, frozen=True):
    """A number as typed: the lowest and the highest value that it is of itself, the step of its last digit, whether a
    scale was typed, and the words of more or less within it."""

    low: Decimal
    high: Decimal
    step: Decimal
    is_scaled: bool = False
    more: str = ""

    def and_half(self) -> "Magnitude":
        """The number of 一个半月."""
        half = Decimal("0.5")
        return Magnitude(self.low + half, self.high + half, self.step, self.is_scaled, self.more)


_S = " {0,3}"
NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3}){1,5}+(?!\d)|[1-9]\d{0,2}(?: \d{3}){1,5}+(?![\d,])|\d++)(?:\.\d++)?"
_SCALE = "(?:[百千]?(?:万(?!达广|科)|亿)|千(?![克米瓦字伏山])|百(?![货姓科度家讲]))"
MORE = "(?:余(?![额款下])|多(?!媒体|功能|元|语)|几|来(?=[个人名位次本件种家场项条幅]))"
_REST = r"(?:(?:\d{1,4}[千百十万]){0,3}+(?:\d{1,4}+)?(?![\d.,]))"  # 1千2百, 1万2千, 1万2
FIGURE = rf"{NUMBER}(?:{_S}{MORE})?(?:{_S}{_SCALE}{_REST}?)?(?:{_S}{MORE}[万亿]?)?"
_POINT = rf"[{NUMERALS}]{{1,4}}点[一二三四五六七八九]{{1,2}}(?=[万亿倍]|个百分点)"
CHINESE = rf"{_POINT}|[{NUMERALS}几]{{1,12}}|(?<![人次总册件种天场参分指函读倍户])数[十百千万亿]{{1,3}}"
_PARTS = re.compile(rf"({NUMBER}){_S}([余多几来]?){_S}(?:({_SCALE})({_REST}?))?{_S}([余多几来]?)([万亿]?)")
_CHUNK = re.compile(r"(\d+)([千百十万]?)")
_TEN_THOUSAND = 10**4
_AS_FRACTION = Decimal(5)  # per cent: who says 三分之二 rounds to the nearest simple fraction


def in_digits(typed: str) -> Magnitude | None:
    """A figure in digits; None where it has more digits than a number holds, or begins with 0 like a code."""
    parts = _PARTS.fullmatch(typed)
    if parts is None or sum(each.isdigit() for each in typed) > MOST_DIGITS or re.match(r"0\d", typed):
        return None
    number, inner, scale, rest, outer, beyond = parts.groups()
    digits = Decimal(re.sub("[, ]", "", number))
    times = Decimal(_scale((scale or "") + beyond))
    step = times.scaleb(int(digits.as_tuple().exponent))
    value = digits * times
    for chunk, small in _CHUNK.findall(rest or ""):
        step = Decimal(SCALES[small]) if small else times / 10 if len(chunk) == 1 else Decimal(1)
        times = step
        value += int(chunk) * step
    return Magnitude(value, value, step, bool(scale or beyond), (inner or "") + (outer or ""))


def _scale(typed: str) -> int:
    """How many ones a scale is: 万, 百万, 千."""
    product = 1
    for each in typed:
        product *= SCALES[each]
    return product


def in_numerals(numeral: str, between: str, *, is_about: bool) -> Magnitude | None:
    """A figure in Chinese numerals, `三点五` too, with what stands between it and its unit (余万).

    None for what is none, as 百 alone with no word that says how near it is (百人百场), and 二 and 几 alone, which
    count nothing.

    >>> in_numerals("三十", "多", is_about=False).low, in_numerals("几十", "", is_about=False).high
    (Decimal('30'), Decimal('99'))
    """
    more = "".join(each for each in between if each not in SCALES)
    scale = _scale("".join(each for each in between if each in SCALES))
    if (numeral in ("二", "几") and not between) or (not set(numeral) - set("百千万亿") and not more and not is_about):
        return None
    if "点" in numeral:
        exact = number_of(numeral)
        step = Decimal(scale).scaleb(int(exact.as_tuple().exponent)) if exact else Decimal(1)
        return Magnitude(exact * scale, exact * scale, step, scale > 1, more) if exact else None
    if "几" in numeral or numeral[0] == "数":
        return _some(numeral, scale)
    if reach := spoken_range(numeral):
        return Magnitude(Decimal(reach[0] * scale), Decimal(reach[1] * scale), Decimal(1))
    value = spoken_value(numeral)
    if value is None:
        return None
    whole = Decimal(value * scale)
    step = Decimal(1).scaleb(int(whole.normalize().as_tuple().exponent)) if whole else Decimal(1)
    return Magnitude(whole, whole, step, step >= _TEN_THOUSAND, more)


def _some(numeral: str, scale: int) -> Magnitude | None:
    """几十, 十几, 数百: from the least to the most that is meant."""
    low, high = (spoken_value(numeral.replace("几", each).replace("数", each)) for each in ("二", "九"))
    if low is None or high is None:
        return None
    if numeral.endswith("几"):
        low -= 1  # 十几 may be eleven
    else:
        high += high // 9 - 1  # 几十 may be ninety-nine
    return Magnitude(Decimal(low * scale), Decimal(high * scale), Decimal(1))


def share_of(of: str, part: str) -> Magnitude | None:
    """百分之四十二, 三分之二, in per cent."""
    whole, share = number_of(of), number_of(part)
    if not whole or share is None:
        return None
    value = share * 100 / whole
    is_hundredth = whole in (100, 1000, 10_000)
    step = Decimal(1).scaleb(int(share.as_tuple().exponent)) * 100 / whole if is_hundredth else _AS_FRACTION
    return Magnitude(value, value, step)


def tenths_of(typed: str, half: str) -> Magnitude:
    """三成, 四成五, in per cent."""
    tenths = (number_of(typed) or Decimal(0)) * 10
    value = tenths + (5 if half == "半" else (spoken_value(half) or 0) if half else 0)
    return Magnitude(value, value, Decimal(1 if half else 10))


def number_of(typed: str) -> Decimal | None:
    """A number in digits or in numerals, with a decimal part or without."""
    if typed[0].isdecimal():
        return Decimal(typed.replace(",", "").replace(" ", ""))
    head, _, rest = typed.partition("点")
    value = spoken_value(head) if head != "零" else 0
    decimals = "".join(str(DIGITS[each]) for each in rest if each in DIGITS)
    return None if value is None else Decimal(f"{value}.{decimals}" if decimals else value)


def spell_of(typed: str, more: str) -> Magnitude | None:
    """How many years or weeks something took; half a one too."""
    value = Decimal("0.5") if typed == "半" else number_of(typed)
    return None if value is None else Magnitude(value, value, Decimal(1), more=more)
