"""Periods and dates in running text: of which time a sentence speaks.

    截止2020年末 · 1—9月 · 前三季度 · 9月12日早9:00 · 10月14、15、16日 · 2019年12月21日-2020年1月20日

Forms have a date alone in a cell (`text/dates.py`); in prose it stands among other words, and the year is often left
out, or is only `本年`, `去年`."""

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from guanbiao.text.counters import COUNTS
from guanbiao.text.numerals import numeral_value
from guanbiao.text.wide import narrow


class Period(Struct, frozen=True):
    """A period or a date, at [start, end) of the text. `year` and `last_year`: in which it begins and ends, 0 where
    none is typed; `back`: years before the one that the text is about (去年 1, 本年 0, None where no such word is
    typed). `first` and `last`: its months, both 0 where it says none of them (`2020年`), `last` 12 where it has no end
    (`3月以来`). `first_day`, `last_day`: month and day where it says them. `is_state`: not all that happened in it, but
    how things stood at its end (末, 截止)."""

    start: int
    end: int
    text: str
    year: int = 0
    last_year: int = 0
    back: int | None = None
    first: int = 0
    last: int = 0
    first_day: tuple[int, int] | None = None
    last_day: tuple[int, int] | None = None
    is_state: bool = False


_S = " {0,2}"
_TO = f"{_S}(?:[-—–―~─]{{1,4}}|至|到){_S}"
_AND = f"{_S}[、和与及]{_S}"
_YEAR = r"(?:(?<!\d)(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:(?<![\d.])[01]?\d|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[0-3]?\d(?!\d)|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CLOCK = rf"[012]?\d(?::{_S}[0-5]\d|[点时](?:[0-5]?\d分|半|整)?)"
_HALF = "(?:早上|上午|中午|下午|晚上|早晨|早|晚)"
_HOUR = rf"(?:{_S}{_HALF}?{_S}{_CLOCK}(?:{_TO}{_CLOCK})?|{_S}{_HALF})?"
# How many years back a word is.
_BACK = {
    **{"本年度": 0, "本年": 0, "今年": 0, "当年": 0, "同年": 0, "年内": 0, "年初": 0, "年末": 0, "年底": 0, "全年": 0},
    **{"去年": 1, "上年度": 1, "上年": 1, "上一年度": 1, "上一年": 1, "前年": 2, "次年": -1, "翌年": -1},
}
_RELATIVE = "本年度?|今年|当年|同年|去年|上一?年度?|前年|次年|翌年"
_DATE = rf"(?:{_MONTH}{_S}月|{_YEAR}{_S}年|{_DAY}{_S}[日号])"  # what a span may go on with


def _moment(at: int) -> str:
    """A month or days of it, with a year or without, in groups of this number: y, m (of days) or o (alone), d, n (the
    days that follow: 14、15、16日)."""
    day = rf"(?:[日号](?!线|楼)|(?={_TO}{_DATE})|(?=[，,。]))"  # 12月20---1月20日, 7月23，
    days = rf"(?P<d{at}>{_DAY})(?P<n{at}>(?:{_S}、{_S}{_DAY}){{0,30}}){_S}{day}{_HOUR}"
    month = rf"(?P<m{at}>{_MONTH}){_S}月份?{_S}{days}|(?P<o{at}>{_MONTH}){_S}月份?(?![亮球饼刊报季])"
    return rf"{_of_year(at)}(?:{month})"


def _of_year(at: int) -> str:
    """The year before a month or a part of it, or none: 2020年, 去年."""
    return rf"(?:(?:(?P<y{at}>{_YEAR}){_S}年度?|(?P<back_{at}_>{_RELATIVE})){_S})?"


_SPAN = (
    rf"{_moment(1)}(?:{_TO}(?:{_moment(2)}|(?P<d3>{_DAY}){_S}[日号]{_HOUR}))?"
    rf"(?:{_AND}(?:(?P<m4>{_MONTH})月)?(?P<d4>{_DAY}){_S}[日号]){{0,30}}"  # 1月18日、19日
)
_SAME = r"(?:(?<=\d) {0,2}、 {0,2}(?=\d)|(?<=[一二三四五六七八九十])、(?=[一二三四五六七八九十]))"
_MONTHS = (
    rf"(?:(?<![。；;:\n])|(?=\d{{4}})|(?=\d{{1,2}}{_TO})){_of_year(5)}"
    rf"(?P<o5>{_MONTH})(?:{_TO}|{_SAME})(?P<o6>{_MONTH}){_S}月份?(?!{_S}\d)"
)
_DOT = r"(?P<y{0}>(?:19|20)\d\d){1}(?P<m{0}>[01]?\d)(?:(?P=dot)(?P<d{0}>[0-3]?\d))?"
_DOT_DAY = r"(?P<m9>[01]?\d)(?P=dot)(?P<d9>[0-3]?\d)"  # 2020.1.1-12.31
_DOTTED = (
    rf"(?<![\d.]){_DOT.format(7, '(?P<dot>[./-])')}(?:{_TO}(?:{_DOT.format(8, '(?P=dot)')}|{_DOT_DAY}))?"
    rf"(?![\d./-]*\d)(?!{_S}(?:[万千百亿]|{COUNTS}))"
)
_QUARTER = "[一二三四1-4]"
_PART = (
    rf"{_of_year(6)}(?:(?P<half>上|下|上、?下)半年|第?(?P<q1>{_QUARTER})(?:(?:{_TO}|{_AND})第?(?P<q2>{_QUARTER}))?个?季度"
    rf"|[前头](?P<q3>[两二三23])个?季度|前(?P<p1>{_MONTH})个月|(?P<whole>全年)(?!级))"
)
_LISTED = rf"(?P<y10>{_YEAR})(?={_AND}(?:{_YEAR}{_S}年?{_AND}){{0,9}}{_YEAR}{_S}年)"  # 2020 和 2019、2018年
_NO_MONTH = rf"(?!{_S}{_MONTH}{_S}月)"  # 2018年至2020年3月 ends in a month
_UNTIL = rf"(?:{_TO}(?P<z9>{_YEAR})|{_S}年度?{_TO}(?P<z12>{_YEAR})(?={_S}年{_NO_MONTH}))?"
_WHOLE = rf"(?P<y9>{_YEAR}){_UNTIL}{_S}年(?!代[^表])(?:度(?!假))?"
_YEARS = rf"{_WHOLE}|{_LISTED}|[(（](?P<y11>{_YEAR})[)）]"
_TAIL = rf"(?P<tail>{_S}(?:以来|至今|起(?![来点步义始])|来(?=[，,])|年?[末底](?!级)))?"
_WORD = "|".join(f"{word}(?=以来)" if word == "年初" else word for word in sorted(_BACK, key=len, reverse=True))
_NUMBER = re.compile(
    r"[\s\-–—·•*]{0,20}+(?:注:|附:)?\s{0,3}(?:[(（]\d{1,3}[)）]|\d{1,3}(?:[、)）]|[.．](?!\d)|[.．](?=\d{4}\s?年|\d{1,2}月)))\s{0,3}"
)


def number_before(text: str) -> int:
    """Where a paragraph begins behind the number that it has in a list; 0 where it has none.

    >>> [number_before(text) for text in ("12、1月21日", "（3）地方文献", "注：1、2007年", "30组")]
    [3, 3, 4, 0]
    """
    found = _NUMBER.match(narrow(text))
    return found.end() if found else 0


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    """What finds a period; made where a text is read."""
    return re.compile(
        rf"(?=(?<![\d.])\d|[一二三四五六七八九十截第前头上下全本今当同年去次翌目（(])(?P<until>截[止至][到至]?{_S})?"
        rf"(?:{_MONTHS}|{_SPAN}|{_PART}|{_DOTTED}|{_YEARS}|(?P<word>{_WORD})|(?P<now>目前)){_TAIL}"
    )


def periods(text: str) -> list[Period]:
    """Every period and date of a text, in order. Never raises; days that no calendar has are none.

    >>> [(each.text, each.year, each.first, each.last) for each in periods("2020年1—9月，比2019年")]
    [('2020年1—9月', 2020, 1, 9), ('2019年', 2019, 0, 0)]
    >>> [(each.first_day, each.last_day) for each in periods("10月14、15、16日，截止12月1日")]
    [((10, 14), (10, 16)), (None, (12, 1))]
    >>> [each.text for each in periods("12、春节期间第33届")]
    []
    """
    return list(_found(text))


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[Period, ...]:
    return tuple(_each(narrow(text), text, number_before(text)))


def _each(plain: str, text: str, at: int) -> Iterator[Period]:
    for match in _any().finditer(plain, at):
        try:
            period = _period(match, text)
        except ValueError:
            continue
        yield period


def _period(match: re.Match[str], text: str) -> Period:
    """What a match says. Raises ValueError for days and months that there are not."""
    tail = (match["tail"] or "").strip()[-1:]
    first, last = _ends(match)
    for year, month, day in (first, last):
        if not 0 <= month <= 12 or (day and not 1 <= day <= calendar.monthrange(year or 2020, month)[1]):
            raise ValueError(match[0])
    words = match.group("back_1_", "back_5_", "back_6_", "word", "whole")
    word = next(filter(None, words), None) if not first.year else None
    is_open = tail in ("来", "今", "起")
    is_state = bool(match["until"] or match["now"]) or tail in ("末", "底") or word in ("年末", "年底")
    return Period(
        match.start(),
        match.end(),
        text[match.start() : match.end()],
        first.year,
        0 if is_open else last.year,
        _BACK[word] if word else None,
        last.month if is_state else first.month,
        12 if is_open and first.month else last.month,
        (first.month, first.day) if first.day and not is_state else None,
        (last.month, last.day) if last.day and not is_open else None,
        is_state,
    )


class _End(NamedTuple):
    """One end of a period, 0 for what it does not say."""

    year: int
    month: int
    day: int


def _ends(match: re.Match[str]) -> tuple[_End, _End]:
    """From when to when a match goes. Raises ValueError."""
    number = {name: _number(value) for name, value in match.groupdict().items() if value and name[-1].isdigit()}
    get = number.get
    if months := _months(match, number):
        return _End(get("y6", 0), months[0], 0), _End(get("y6", 0), months[1], 0)
    year = next((number[name] for name in ("y1", "y5", "y7", "y9", "y10", "y11") if name in number), 0)
    first = _End(year, get("m1") or get("o1") or get("o5") or get("m7") or 0, get("d1") or get("d7") or 0)
    until = get("y2") or get("y8") or get("z9") or get("z12") or year
    month = next((number[name] for name in ("m4", "m2", "o2", "o6", "m8", "m9") if name in number), first.month)
    day = next((number[name] for name in ("d4", "n2", "d2", "d3", "d8", "d9", "n1") if name in number), 0)
    is_one = not any(get(name) for name in ("m2", "o2", "o6", "m8", "m9"))
    return first, _End(until, month, day or (first.day if is_one else 0))


def _months(match: re.Match[str], number: dict[str, int]) -> tuple[int, int] | None:
    """From which to which month a part of a year goes; None for what is no part of one. Raises ValueError."""
    if match["whole"] or match["word"] == "年初":
        return 1, 12
    if half := match["half"]:
        return (1 if "上" in half else 7), (12 if "下" in half else 6)
    if "q1" in number:
        return number["q1"] * 3 - 2, number.get("q2", number["q1"]) * 3
    if "q3" in number:
        return 1, number["q3"] * 3
    return (1, number["p1"]) if "p1" in number else None


def _number(text: str) -> int:
    """A year, month or day in digits or numerals, the last one of several. Raises ValueError."""
    one = re.split(f"{_S}、{_S}", text)[-1]
    value = int(one) if one.isdecimal() else numeral_value(one)
    if value is None:
        raise ValueError(text)
    return value
