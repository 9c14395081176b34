"""Years and parts of years as labels and titles name them, and labels declared as templates of a year."""

import re
import unicodedata
from functools import lru_cache

from guanbiao.text.labels import CHINESE_MONTHS, fold
from guanbiao.text.numerals import arabic_years
from guanbiao.text.remembered import remembered

_YEAR = re.compile(r"\{year(?:([+-]\d+))?\}")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MONTH = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_MONTHS = rf"(?<!\d){_MONTH}月?[-—–~至到](?:\d{{4}}年)?{_MONTH}月份?"
_PART_OF_YEAR = re.compile(rf"[上下]半年|前[二三]季度|第?[一二三四1-4]季度|{_MONTHS}|全年")
_MONTHS_ALONE = re.compile(rf"{_MONTHS}|^{_MONTH}月份?$")
_ONE_MONTH = re.compile(rf"(?<![至止到\d])\d{{4}}年{_MONTH}月份?(?!\d)")
_ORDINAL = r"(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
_NUMBERING = re.compile(
    rf"(?:附?[表件] ?{_ORDINAL}?(?: ?[、.:] ?| )|{_ORDINAL} ?[、.:] ?|\({_ORDINAL}\)[、.:]? ?)(?=\S)"
)
_DAY = r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}(?:日|号)?|(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)\d{1,2})(?![\d月])"
_FROM_DAY_TO_DAY = re.compile(rf"{_DAY}[-—–~至到]+(?:{_DAY}|\d{{1,2}}[月./-]\d{{1,2}})")
_MADE = "(?:填报|上报|报送|制表|填表|填制|编制|印制)"
_DAY_OF_FILING = re.compile(rf"{_DAY}{_MADE}?|(?:19|20)\d{{2}}年\d{{1,2}}月{_MADE}")
_JANUARY_TO_DECEMBER = r"0?1月?份?[-—–−~至到]12月份?"
_HERE = "\0"  # where a year stood
_OF_A_YEAR = re.compile(rf"{_HERE}(?:年度?)?|(?<![^\W\d_])年度?|年度")


@lru_cache(maxsize=8192)
def for_year(template: str, year: int) -> str:
    """A declared label with `{year}`, `{year-1}` … replaced by the years of a period.

    >>> for_year("{year-1}年与{year}年对比", 2020)
    '2019年与2020年对比'
    """
    return _YEAR.sub(lambda match: str(year + int(match[1] or 0)), template)


def year_offsets(template: str) -> tuple[int, ...]:
    """How far from the period the years are that a template names, in the order in which they stand.

    >>> year_offsets("{year-1}年与{year}年对比")
    (-1, 0)
    """
    return tuple(int(match[1] or 0) for match in _YEAR.finditer(template))


@remembered(8192)
def years_in(text: str) -> tuple[int, ...]:
    """The years from 1900 to 2099 that a text names, in order, in Arabic or Chinese figures.

    >>> years_in("2019年与二〇二〇年对比"), years_in("附件3 统计表")
    ((2019, 2020), ())
    """
    return tuple(int(year) for year in _FOUR_DIGITS.findall(undated(arabic_years(fold(unnumbered(text))))))


def undated(folded: str) -> str:
    """A folded title without the day on which it was filed, where it names the year of its figures, too.

    >>> undated("2020年统计表(2021.1.5)"), undated("2021年1月填报2020年统计表"), undated("统计表2021.1.5")
    ('2020年统计表()', '2020年统计表', '统计表2021.1.5')
    """
    if ("20" not in folded and "19" not in folded) or _FROM_DAY_TO_DAY.search(folded):
        return folded
    bare = _DAY_OF_FILING.sub("", folded)
    return bare if _FOUR_DIGITS.search(bare) else folded


@remembered(8192)
def part_of_year(text: str) -> str:
    """The part of a year that a title speaks of, as typed; '' where it speaks of whole years.

    >>> part_of_year("2020年1-6月统计表"), part_of_year("2020年3月统计表"), part_of_year("2020年1-12月统计表")
    ('1-6月', '3月', '')
    """
    folded = undated(arabic_years(fold(text)))
    for match in _PART_OF_YEAR.finditer(folded):
        months = [CHINESE_MONTHS.get(month, month) for month in match.groups() if month]
        if match[0] != "全年" and [month.lstrip("0") for month in months] != ["1", "12"]:
            return match[0]
    month = _ONE_MONTH.search(_PART_OF_YEAR.sub("", folded))
    return f"{month[1]}月" if month else ""


def without_whole_year(folded: str, year: int = 0) -> str:
    """The folded label of a total without what says that it is the whole year's; '' where it says nothing else.

    >>> [without_whole_year(text, 2020) for text in ("合计(1-12月)", "2020年合计", "2019年合计", "1至12月")]
    ['合计', '合计', '2019年合计', '']
    """
    return _of_whole_year(year).sub("", folded) if "年" in folded or "月" in folded else folded


@lru_cache(maxsize=64)
def _of_whole_year(year: int) -> re.Pattern[str]:
    own = rf"(?:(?:{year}年度?)?(?:全年度?|{_JANUARY_TO_DECEMBER})|{year}年度?)"
    return re.compile(rf"^{own}|\({own}\)$|{own}$")


def months_of_part(part: str) -> frozenset[int]:
    """The months of a part of a year, as `part_of_year` gives it; none of what is no part.

    >>> sorted(months_of_part("下半年")), sorted(months_of_part("第二季度")), sorted(months_of_part("1-3月"))
    ([7, 8, 9, 10, 11, 12], [4, 5, 6], [1, 2, 3])
    """
    if part.endswith("半年"):
        return frozenset(range(1, 7) if part[0] == "上" else range(7, 13))
    if part.endswith("季度"):
        quarter = int(CHINESE_MONTHS.get(part[-3], part[-3]))
        return frozenset(range(1 if part[0] == "前" else 3 * quarter - 2, 3 * quarter + 1))
    found = _MONTHS_ALONE.search(part)
    months = [int(CHINESE_MONTHS.get(month, month)) for month in found.groups() if month] if found else []
    return frozenset(range(months[0], months[-1] + 1)) if months else frozenset()


def unnumbered(text: str) -> str:
    """A title without its number in a list. To be asked of the text as typed: white space says where the number ends.

    >>> unnumbered("附件3 2020年统计表"), unnumbered("一、基本情况")
    ('2020年统计表', '基本情况')
    """
    spaced = " ".join(unicodedata.normalize("NFKC", text).split())
    return _NUMBERING.sub("", spaced, count=1) if _NUMBERING.match(spaced) else text


def without_years(text: str) -> str:
    """A folded text without the years, the parts of a year and the templates of years that it names, each with the 年
    that belongs to it: behind it, or where a year was left blank. Any other 年 stays.

    >>> without_years("2020年1-6月统计表"), without_years("{year}年度统计表"), without_years("年统计表(年)")
    ('统计表', '统计表', '统计表()')
    >>> without_years("少年儿童2020年末青少年读者统计表")
    '少年儿童末青少年读者统计表'
    """
    parts = _PART_OF_YEAR.sub(_HERE, _YEAR.sub(_HERE, undated(arabic_years(text))))
    return _OF_A_YEAR.sub("", _FOUR_DIGITS.sub(_HERE, parts))
