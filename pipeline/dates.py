"""Dates and spans of dates as people type them into a form."""

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span, both ends inclusive; a lone month spans its days. `hour` is `09:30`, '' where none is typed."""

    start: datetime.date
    end: datetime.date
    hour: str = ""


_POINT = (
    r"(?:(?P<y{0}>\d{{4}})(?:年|[.\-/](?=\d)))?"
    r"(?:(?P<m{0}>\d{{1,2}})(?:月份?|[.\-/](?=\d)|(?=[—–\-~至到]+\d{{1,2}}月)|(?=$)))?"
    r"(?:(?P<d{0}>\d{{1,2}})(?:日|号|(?![\d:点月年.])))?"
    r"(?:[T日]?(?P<h{0}>(?P<half{0}>上午|下午|早|晚)?(?P<hh{0}>\d{{1,2}})(?:[:点时](?P<mm{0}>\d{{2}})?(?::\d{{2}})?分?)))?"
)
_SPAN = re.compile(_POINT.format(1) + r"(?P<to>(?:[—–―−\-~]+|至|到)" + _POINT.format(2) + r")?")
_SEPARATORS = re.compile(r"[,、;。]+")
_COUNT = re.compile(r"\(?共?(\d+)(?:期|次|场)\)?")
_SERIAL_DAYS = range(20000, 80000)


def has_impossible_month(text: str) -> bool:
    """Whether a text is a year and a month that no year has: `2020.23`."""
    match = re.match(r"\d{4}[.\-/年](\d{1,2})(?!\d)", _fold(text))
    return match is not None and not 1 <= int(match[1]) <= 12


def count_stated(text: str) -> int | None:
    """The n of `（共18期）`, `（5期）` or `共4次`, or None."""
    match = re.search(r"共(\d+)[期次场]|\((\d+)[期次场]\)", _fold(text))
    return int(match[1] or match[2]) if match else None


@lru_cache(maxsize=65536)
def read_dates(text: str, year: int) -> tuple[When, ...] | None:
    """Every date or span in the text, in order; None where the text is not a date. `year` is what a date without
    a year belongs to; a span without years that ends before it starts began in the year before."""
    folded = re.sub(r"\(?共\d+[期次场]\)?|\(\d+[期次场]\)", "", _fold(text))
    if folded.isdigit() and int(folded) in _SERIAL_DAYS:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(folded))
        return (When(day, day),)
    try:
        found = tuple(_spans(folded, year))
    except ValueError:
        return None
    return found or None


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"(\d{4}-\d\d-\d\d)[ T](\d\d:)", r"\1T\2", unicodedata.normalize("NFKC", text)))


def _spans(text: str, year: int) -> Iterator[When]:
    """The spans of a text, which must be made of nothing else. Raises ValueError."""
    at = 0
    while at < len(text):
        separator = _SEPARATORS.match(text, at)
        if separator:
            at = separator.end()
            continue
        match = _SPAN.match(text, at)
        if not match or match.end() == at:
            raise ValueError(text)
        yield _when(match, year)
        at = match.end()


def _when(match: re.Match[str], year: int) -> When:
    first, second = _parts(match, 1), _parts(match, 2)
    hour = _hour(match)
    if not match["to"] or not (second[0] or second[1] or second[2]):
        if not first[0] and not first[1]:
            raise ValueError(match[0])
        return When(*_days(first[0] or year, first[1], first[2]), hour)
    if not second[1] and not second[0]:
        second = (None, first[1], second[2]) if first[2] else (None, second[2], None)
    if not first[1]:
        first = (first[0], first[2], None)
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
    hour, minute = int(match["hh1"]), int(match["mm1"] or 0)
    if match["half1"] in ("下午", "晚") and hour < 12:
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
