"""Years and parts of years as labels and titles name them, and labels declared as templates of a year."""

import re
import unicodedata
from functools import lru_cache

from guanbiao.text.labels import CHINESE_MONTHS, fold

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
_DIGITS = str.maketrans("〇○◯零o一二三四五六七八九", "00000123456789")


@lru_cache(maxsize=65536)
def for_year(template: str, year: int) -> str:
    """A declared label with `{year}`, `{year-1}` … replaced by the years of a period."""
    return _YEAR.sub(lambda match: str(year + int(match[1] or 0)), template)


def year_offsets(template: str) -> tuple[int, ...]:
    """The offsets of the years a template names, in the order in which they stand."""
    return tuple(int(match[1] or 0) for match in _YEAR.finditer(template))


def years_in(text: str) -> tuple[int, ...]:
    """The four-digit years a text names, in order (`二〇二〇年` and `二O二〇` count too)."""
    return tuple(int(year) for year in _FOUR_DIGITS.findall(arabic_years(fold(unnumbered(text)))))


def part_of_year(text: str) -> str:
    """The part of a year that a title speaks of (`上半年`, `1-6月`, `3月`), or '' where it speaks of whole years."""
    folded = arabic_years(fold(text))
    for match in _PART_OF_YEAR.finditer(folded):
        months = [CHINESE_MONTHS.get(month, month) for month in match.groups() if month]
        if match[0] != "全年" and [month.lstrip("0") for month in months] != ["1", "12"]:
            return match[0]
    month = _ONE_MONTH.search(_PART_OF_YEAR.sub("", folded))
    return f"{month[1]}月" if month else ""


def unnumbered(text: str) -> str:
    """A title without its number in a list; looked for while white space still says where it ends: `附件3 2020年`."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    return _NUMBERING.sub("", spaced, count=1) if _NUMBERING.match(spaced) else text


def arabic_years(text: str) -> str:
    """The text with years in Chinese numerals (`二〇二〇`) in Arabic ones."""
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


def without_years(text: str) -> str:
    """A folded text without the years, the parts of a year and the templates of years that it names."""
    return _FOUR_DIGITS.sub("", _PART_OF_YEAR.sub("", _YEAR.sub("", arabic_years(text))))
