"""Labels as people type them and as they are compared: white space, widths, years and months."""

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")  # and what has no width
_YEAR = re.compile(r"\{year(?:([+-]\d+))?\}")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CHINESE_YEAR = re.compile(r"(?:二[〇○◯零o0]|一九)[〇○◯零o0一二三四五六七八九]{2}")
_MONTH = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_MONTHS = rf"(?<!\d){_MONTH}月?[-—–~至到](?:\d{{4}}年)?{_MONTH}月份?"
_PART_OF_YEAR = re.compile(rf"[上下]半年|前[二三]季度|第?[一二三四1-4]季度|{_MONTHS}|全年")
_ONE_MONTH = re.compile(rf"(?<![至止到\d])\d{{4}}年{_MONTH}月份?(?!\d)")
_ORDINAL = r"(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
_NUMBERING = re.compile(
    rf"(?:附?[表件] ?{_ORDINAL}?(?: ?[、.:] ?| )|{_ORDINAL} ?[、.:] ?|\({_ORDINAL}\)[、.:]? ?)(?=\S)"
)
_PUNCTUATION = re.compile(r"[()\[\]{}【】《》〈〉“”\"'‘’:：,，、。.\-—_/]+")
_MONTH_OR_YEAR = re.compile(r"^0?([1-9]|1[0-2])(?:月份?|\.0)?$|^(\d{4})(?:年度?|\.0)?$")
_MONTH_OF_YEAR = re.compile(r"^(\d{4})[-/](\d{1,2})(?:-01(?:00:00:00)?)?$")
_BARE_MONTH = re.compile("月份?$")
_DIGITS = str.maketrans("〇○◯零o一二三四五六七八九", "00000123456789")
_MONTH_NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTHS = {name: str(number) for number, name in enumerate(_MONTH_NAMES, 1)} | {"元": "1"}


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """The text without any white space: a label as outputs show it."""
    return _SPACE.sub("", text)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text without what typing adds: full-width forms, white space, line breaks and case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as labels are compared: `plain`, and without a colon behind it."""
    return plain(text).rstrip(":")


@lru_cache(maxsize=8192)
def fold_row(text: str, year: int = 0) -> str:
    """A row label as compared: `fold`, months alike whether `3`, `03`, `3.0`, `3月份`, `三月`, `三` or, of that year,
    `2020年3月`, `2020-03` or the date that a sheet makes of it, its first day; `2020年` as `2020`."""
    folded = fold(text)
    month = _month_of(folded, year) or folded
    match = _MONTH_OR_YEAR.match(month)
    return (match[1] or match[2]) if match else _CHINESE_MONTHS.get(_BARE_MONTH.sub("", month), folded)


def _month_of(folded: str, year: int) -> str:
    """What a label says after its year, or ''."""
    dated = _MONTH_OF_YEAR.match(folded)
    return dated[2] if dated and int(dated[1]) == year else folded.removeprefix(f"{year}年")


@lru_cache(maxsize=65536)
def for_year(template: str, year: int) -> str:
    """A declared label with `{year}`, `{year-1}` … replaced by the years of a period."""
    return _YEAR.sub(lambda match: str(year + int(match[1] or 0)), template)


def year_offsets(template: str) -> tuple[int, ...]:
    """The offsets of the years a template names, in the order in which they stand."""
    return tuple(int(match[1] or 0) for match in _YEAR.finditer(template))


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """What two wordings of one title share: no time, no punctuation, no number before it (`表3：`, `一、`), nothing of
    the typing."""
    folded = _PART_OF_YEAR.sub("", _YEAR.sub("", _arabic_years(fold(_unnumbered(text)))))
    return _PUNCTUATION.sub("", _FOUR_DIGITS.sub("", folded)).replace("年度", "年").replace("年", "")


def years_in(text: str) -> tuple[int, ...]:
    """The four-digit years a text names, in order (`二〇二〇年` and `二O二〇` count too)."""
    return tuple(int(year) for year in _FOUR_DIGITS.findall(_arabic_years(fold(_unnumbered(text)))))


def part_of_year(text: str) -> str:
    """The part of a year that a title speaks of (`上半年`, `1-6月`, `3月`), or '' where it speaks of whole years."""
    folded = _arabic_years(fold(text))
    for match in _PART_OF_YEAR.finditer(folded):
        months = [_CHINESE_MONTHS.get(month, month) for month in match.groups() if month]
        if match[0] != "全年" and [month.lstrip("0") for month in months] != ["1", "12"]:
            return match[0]
    month = _ONE_MONTH.search(_PART_OF_YEAR.sub("", folded))
    return f"{month[1]}月" if month else ""


def period_of(title: str, template: str) -> int | None:
    """The reporting year that a typed title states, or None where it states none.

    Where the title names as many years as its template, each votes for a period; a title that names
    other years than its template is taken at its latest."""
    years, offsets = years_in(title), year_offsets(template)
    if not years:
        return None
    if len(years) != len(offsets):
        return max(years)
    votes = [year - offset for year, offset in zip(years, offsets, strict=True)]
    return max(votes, key=lambda vote: (votes.count(vote), vote))


def _unnumbered(text: str) -> str:
    """A title without its number in a list; looked for while white space still says where it ends: `附件3 2020年`."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    return _NUMBERING.sub("", spaced, count=1) if _NUMBERING.match(spaced) else text


def _arabic_years(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


_PHONE = re.compile(
    r"(?<![A-Za-z0-9.])(?:(1[3-9]\d)\d{4}(\d{4})|(0\d{2,3}[-－ ]?\d{2})\d{3,4}(\d{2})"
    r"|(?<=[话机真])([:： ]*\d{2})\d{3,4}(\d{2}))(?![A-Za-z0-9]|\.\d)"
)


def masked(text: str) -> str:
    """A text with the middle of every telephone number in it starred: mobile numbers, those with an area code, and
    those that follow 电话, 手机 or 传真."""
    return _PHONE.sub(lambda found: "****".join(part for part in found.groups() if part), text)


def hidden(text: str) -> str:
    """A text of telephone numbers with all but the last two digits of each starred."""
    return re.sub(r"\d(?=[\d-]{2})", "*", text)
