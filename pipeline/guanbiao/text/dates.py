"""Dates and spans of dates as people type them into a form.

The same span is typed as `2020年3月5日-7日`, `2020.3.5—3.7` or `3月5日至7日`. A text is a date only where nothing of
it is left over."""

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from guanbiao.text.bounds import DATE_CHARACTERS
from guanbiao.text.labels import squeeze


class When(Struct, frozen=True):
    """A date or a span of dates, both ends inclusive; a month or a year alone spans its days. `hour` is the time of day
    at which it starts, as `09:30`; '' where none is typed."""

    start: datetime.date
    end: datetime.date
    hour: str = ""


_POINT = r"""
    (?:(?P<y@>\d{4}) (?:
        年 | (?P<s@>[./-])(?=\d{1,2}(?!\d)) | (?=[—–―−~至到-]+\d{4}年)
    ))?
    (?:(?P<m@>\d{1,2}) (?:
        月份?
        # 2020-5-3 and 5-3, but neither 2020.5-6 nor 7-9日
        | (?(s@)(?P=s@)|(?(y@)[./]|(?!-\d{1,2}[日号])[./-])) (?=\d{1,2}(?![\d月]))
        # 1-3月, 3、5月
        | (?=(?:[—–―−~至到、,-]+\d{1,2})+月)
        # 2020.4
        | (?(y@)(?![\d:点时])|(?!))
    ))?
    (?:(?P<d@>\d{1,2}) (?: 日 | 号 | (?![\d:点时月年.]) ))?
    (?:[T日]? (?P<h@> (?P<half@>早上|中午|晚上|[上下]午|早|晚)? (?P<hh@>\d{1,2})
        [:点时](?P<mm@>\d{2}|(?<=[点时])(?:半|一刻|三刻))?(?::\d{2})?分? ))?
    # 10月24日上午
    (?: (?<=[日号]) (?:早上|中午|晚上|[上下]午|全天|[早晚]) (?!\d))?
"""
_SPAN = re.compile(
    _POINT.replace("@", "1") + r"(?P<to>(?:[—–―−~-]+|至|到)" + _POINT.replace("@", "2") + r")?", re.VERBOSE
)
# 20200302, 202003.
_COMPACT = re.compile(r"(?<![\d.])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?![\d.])")
_ISO = re.compile(
    r"(?<!\d)(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)? ?([Zz]|[+-]\d{2}:?\d{2})?(?![\d:])"
)
_HERE = datetime.timezone(datetime.timedelta(hours=8))  # all of China
_NUMERALS = "〇○零一二三四五六七八九十"
_TENS = "[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"  # 一二月 are two months
_NUMERAL = re.compile(
    rf"(?<![\d{_NUMERALS}])(?:[{_NUMERALS[:-1]}]{{4}}(?=年)|(?:{_TENS})(?=[月日号]|[—–―−~至到、-]+(?:{_TENS})[月日号]))"
)
# The day of the week behind a day or an hour: 3月2日（周一）, 2020-03-02 星期一, 3.2（周一）, 3月2日9:30 周一.
_WEEKDAY = re.compile(
    r"((?:\d日|号)(?=\(?[周星礼])|\d{4}[./-]\d{1,2}[./-]\d{1,2}|(?<![\d./-])\d{1,2}[./-]\d{1,2}(?=\()"
    r"|(?::\d{2}|[点时分半刻])(?=\(?[周星礼]))"
    r"(?:\((?:周|星期|礼拜)[一二三四五六日天]\)|(?:周|星期|礼拜)[一二三四五六日天])"
)
_WEEKDAY_BEFORE = re.compile(r"^(?:周|星期|礼拜)[一二三四五六日天],?(?=\d)")
_SHORT_YEAR = re.compile(r"(?<![\d./])(\d{2})(?:年(?=\d{1,2}月)|([./-])(?=\d{1,2}\2\d{1,2}(?!\d|\2\d)))")
_SEPARATORS = re.compile(r"[,、;。和及]+")
_QUARTERS = {"一刻": "15", "半": "30", "三刻": "45"}
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_DAYS = range(20000, 80000)  # 1954 to 2119: a number of five digits outside is no date of a library's year
_DAY_NOUGHT = datetime.datetime(1899, 12, 30)  # so that day 61 is 1 March 1900: before, Excel counts a 29 February 1900


def has_impossible_month(text: str) -> bool:
    """Whether a text is a year and a month that no year has.

    >>> has_impossible_month("2020.23"), has_impossible_month("2020.12")
    (True, False)
    """
    match = re.match(r"\d{4}[.\-/年](\d{1,2})(?!\d)", _fold(text[:DATE_CHARACTERS]))
    return match is not None and not 1 <= int(match[1]) <= 12


@lru_cache(maxsize=65536)
def count_stated(text: str) -> int | None:
    """How many events a text says that it is, or None where it does not say.

    >>> count_stated("每周六（共18期）"), count_stated("3月5日")
    (18, None)
    """
    match = re.search(r"共(\d{1,9})[期次场]|\((\d{1,9})[期次场]\)", _fold(text[:DATE_CHARACTERS]))
    return int(match[1] or match[2]) if match else None


@lru_cache(maxsize=65536)
def read_dates(text: str, year: int) -> tuple[When, ...] | None:
    """Every date or span in a text, in order; None where the text holds anything else, or a day that no calendar has.

    `year` is what a date without a year belongs to, and what two digits for a year name (20.3.2, 20年3月); a span
    without years that ends before it starts began in the year before. A number of five digits is a day as spreadsheets
    count them, from 1900. Never raises.

    >>> [(str(when.start), str(when.end)) for when in read_dates("3月5日-7日、4.12", 2020)]
    [('2020-03-05', '2020-03-07'), ('2020-04-12', '2020-04-12')]
    >>> read_dates("2020年3月5日 14:30", 2020)[0].hour
    '14:30'
    >>> [str(read_dates(text, 2020)[0].start) for text in ("三月二十一日", "3.2（周一）", "3月2日9:30 周一", "20.3.2")]
    ['2020-03-21', '2020-03-02', '2020-03-02', '2020-03-02']
    >>> str(read_dates("周一 3月2日", 2020)[0].start)
    '2020-03-02'
    >>> read_dates("2月30日", 2020) is None, read_dates("待定", 2020) is None
    (True, True)
    """
    if len(text) > DATE_CHARACTERS:
        return None
    folded = re.sub(r"\(?共\d+[期次场]\)?|\(\d+[期次场]\)", "", _as_typed_usually(_folded(text), year)).rstrip(".")
    try:
        found = (_serial(folded),) if _SERIAL.fullmatch(folded) else tuple(_spans(folded, year))
    except ValueError:
        return None
    return found or None


def _fold(text: str) -> str:
    """The text without white space, but for a T between a day in figures and an hour; what programs write (20200302,
    2020-03-02T09:30:00.000+08:00) as people do."""
    found = _ISO.sub(_local, unicodedata.normalize("NFKC", text))
    return squeeze(re.sub(r"(?<=[./-])(\d{1,2})[ T]+(?=\d{1,2}:)", r"\1T", _COMPACT.sub(_parted, found)))


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    """What `_fold` gives, with its Chinese numerals in digits and without a day of the week before its days."""
    return _NUMERAL.sub(lambda found: _in_digits(found[0]), _WEEKDAY_BEFORE.sub("", _fold(text)))


def _as_typed_usually(digits: str, year: int) -> str:
    """A folded text with its years of two digits (those of `year`) in four, and without the days of the week behind its
    days: they say nothing more."""
    short = _SHORT_YEAR.sub(
        lambda found: f"{year}{found[0][2:]}" if int(found[1]) == year % 100 and year else found[0], digits
    )
    return _WEEKDAY.sub(r"\1", short)


def _in_digits(numeral: str) -> str:
    """A Chinese numeral as a date has it: a year digit by digit, a month or a day up to 99.

    >>> _in_digits("二〇二〇"), _in_digits("二十一"), _in_digits("十"), _in_digits("五")
    ('2020', '21', '10', '5')
    """
    value = {each: str(max(at - 2, 0)) for at, each in enumerate(_NUMERALS)}
    if "十" not in numeral:
        return "".join(value[each] for each in numeral)
    tens, _, ones = numeral.partition("十")
    return f"{value.get(tens, tens) if tens else '1'}{value.get(ones, ones) if ones else '0'}"


def _parted(match: re.Match[str]) -> str:
    """Digits as a day or a month; as they stand where they may be either (200302: of 2020, or of 2003)."""
    if not match[3] and 1 <= int(match[1][2:]) <= 12:
        return match[0]
    return f"{match[1]}年{match[2]}月" + (f"{match[3]}日" if match[3] else "")


def _local(match: re.Match[str]) -> str:
    """A moment as its clock here shows it. Of one in another zone only the day is kept, and only where it is the same
    day here: nobody knows whether the program that wrote the zone meant it."""
    day, hour, zone = match.groups()
    if zone is None:
        return f"{day} {hour}"
    try:
        typed = datetime.datetime.fromisoformat(f"{day}T{hour}{zone.upper()}")
        here = typed.astimezone(_HERE)
    except (ValueError, OverflowError):
        return match[0]
    if here.utcoffset() == typed.utcoffset():
        return f"{day} {hour}"
    return day if here.date() == typed.date() else f"{match[0]}Z"  # a letter that no date has


def _serial(text: str) -> When:
    """The day, and the hour, that a spreadsheet counts as a number. Raises ValueError outside `_SERIAL_DAYS`."""
    if int(float(text)) not in _SERIAL_DAYS:
        raise ValueError(text)
    moment = _DAY_NOUGHT + datetime.timedelta(minutes=round(float(text) * 24 * 60))
    return When(moment.date(), moment.date(), f"{moment:%H:%M}" if "." in text else "")


def _spans(text: str, year: int) -> Iterator[When]:
    """The spans of a text, which must be made of nothing else. Raises ValueError."""
    at, before = 0, None
    while at < len(text):
        separator = _SEPARATORS.match(text, at)
        if separator:
            at = separator.end()
            continue
        match = _SPAN.match(text, at)
        if not match or match.end() == at:
            raise ValueError(text)
        before = _when(match, year, before)
        yield before
        at = match.end()


def _when(match: re.Match[str], year: int, before: When | None) -> When:
    """What a match says; a lone day is one of the month of the date `before` it. Raises ValueError."""
    first, second = _parts(match, 1), _parts(match, 2)
    hour = _hour(match)
    if not first[0] and not first[1]:
        if before is None:
            raise ValueError(match[0])
        first = (before.end.year, before.end.month, first[2])
    if not any(second):
        return When(*_days(first[0] or year, first[1], first[2]), hour)
    if not second[1] and not second[0]:
        second = (None, first[1], second[2]) if first[2] else (None, second[2], None)
    start_year = first[0] or year
    start, _ = _days(start_year, first[1], first[2])
    _, end = _days(second[0] or start_year, second[1], second[2])
    if end < start and not first[0]:
        start, _ = _days((second[0] or start_year) - 1, first[1], first[2])
    if end < start:
        raise ValueError(match[0])
    return When(start, end, hour)


def _parts(match: re.Match[str], side: int) -> tuple[int | None, int | None, int | None]:
    year, month, day = (int(match[f"{part}{side}"]) if match[f"{part}{side}"] else None for part in "ymd")
    return year, month, day


def _hour(match: re.Match[str]) -> str:
    if not match["h1"]:
        return ""
    hour, minute = int(match["hh1"]), int(_QUARTERS.get(match["mm1"] or "0", match["mm1"] or 0))
    if (match["half1"] in ("下午", "晚上", "晚") and hour < 12) or (match["half1"] == "中午" and hour < 3):
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(match[0])
    return "" if match[0].find("T00:00") >= 0 else f"{hour:02d}:{minute:02d}"


def _days(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a date, a month or a year. Raises ValueError for impossible ones."""
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is not None:
        return datetime.date(year, month, day), datetime.date(year, month, day)
    if not 1 <= month <= 12:
        raise ValueError(month)
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
