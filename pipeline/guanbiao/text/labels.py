"""Labels as people type them and as they are compared: white space, widths, case, months."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache

from guanbiao.text.bilingual import in_chinese, without_line_above
from guanbiao.text.numerals import arabic_years
from guanbiao.text.remembered import remembered
from guanbiao.text.traditional import simplified

_SPACE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")  # and what has no width
_MONTH_OR_YEAR = re.compile(r"^0?([1-9]|1[0-2])(?:月[份末底度]?|\.0|[.、])?$|^(\d{4})(?:年度?|\.0)?$")
# 2020-03, 2020/3, 2020-03-01, 2020.3月, 2020.03, 202003, 2020M03, 2020.3; not 2020.1, which is October too, typed as a
# number.
_MONTH_OF_YEAR = re.compile(
    r"^(\d{4})(?:[-/](\d{1,2})(?:[-/]0?1(?:t?00:00:00)?)?|[-/.](\d{1,2})月份?|[-.]?m?(0[1-9]|1[0-2])月?|(?:-?m|\.(?!1))([1-9]))$"
)
_DAYS_BEHIND = re.compile(
    r"(?<=月)(份?)\(((?:共|开放|开馆)?\d{1,2}天|[-\d.,/年月日号上本去今—–―−~至到]+)\)$"
)  # 1月(1.1-1.30)
# The first or the last day of a month (which, `_month_of_day` looks at), all days of one, and 2-digit years.
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:t?00:00:00(?:\.0+)?)?$")
_DAY_IN_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\.0)?$")  # 20200301
_ALL_DAYS = re.compile(
    r"^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月]0?1日?[—–―−~至到-]+(?:(\d{4})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})日?$"
)
_SHORT_YEAR = re.compile(
    r"^(\d{2})(?:年(?=[\d一二三四五六七八九十元]{1,2}月)|[.](?=(?:0[1-9]|1[0-2])$))"
)  # 20年1月, 20.01
_ENGLISH = re.compile(r"^(\d{4})?[-./]?([a-z]{3,9})\.?[-./,']*(\d{4}|\d{2})?$")
_BEFORE_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")  # 3/2020
_DAY_NOUGHT = date(1899, 12, 30).toordinal()  # from which spreadsheets count days
_DAYS_COUNTED = range(20000, 80000)  # 1954 to 2119
_BARE_MONTH = re.compile("月[份末底度]?$")
_SHUT = re.compile(
    r"(?<=月)(份?)\([^()\d]*(?:闭|休|停|疫|春节|寒假|暑假|开放|开馆|试运行|预约|限流|恢复|装修|维修|盘点|搬迁)[^()\d]*\)$"
)  # 2月（闭馆）
_CIRCLED = re.compile(r"^[\u2460-\u2473\u2776-\u277f](?=\s*\w)")  # ①, before it becomes a bare 1
_NUMBERED = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))(?=[^\W\d_]|\()"
)
_YEAR_ALONE = re.compile(r"^((?:19|20)\d{2})(?:年度?|\.0)?$")
_MARKED = re.compile(r"^[*★☆※]+|[*★☆※]+$|\((?:必填|选填|可不填|必填项)\)$")
# A number of a footnote behind a label, before ① and ¹ become a bare 1: 人次①, 人次¹, 人次[1], 人次（注1）, 人次1)
_FOOTNOTE = re.compile(
    r"(?<=[\u4e00-\u9fff)）])\s*(?:[\u2460-\u2473\u2776-\u277f¹²³⁴-⁹]+|[\[［【(（]\s*注\s*\d{0,2}\s*[\])）］】]"
    r"|[\[［]\d{1,2}[\]］]|\d{1,2}[)）])\s*$"
)
_MONTH_NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ENGLISH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
ENGLISH_MONTHS = {short: str(number) for number, name in enumerate(_ENGLISH_NAMES, 1) for short in (name, name[:3])} | {
    "sept": "9"
}
CHINESE_MONTHS = {name: str(number) for number, name in enumerate(_MONTH_NAMES, 1)} | {"元": "1"}  # 元月 is January

_MONTHS = frozenset(CHINESE_MONTHS.values())

# The number of an entry: 1, 01, 1., （1）, 【1】, No.1, 第1号, 1#; behind letters, or the year, of a code: A1, JZ-001.
_BEFORE_SERIAL = r"[Nn][Oo][.．]?|第|[(（【\[]|[A-Za-z]{1,4}[-—_]?|20\d\d[-—]"
SERIAL = rf"^\s*(?:{_BEFORE_SERIAL})?\s*(\d{{1,9}})\s*(?:\.0)?[.．、)）】\]号#＃]?\s*$"
_CIRCLES = {chr(0x2460 + at): at + 1 for at in range(20)}
NUMERALS = (
    _CIRCLES
    | {  # numbers of entries in words, without brackets and points: 一, 二十一, ③
        f"{tens}{ones}": 10 * (tens_at + 1) * bool(tens) + ones_at
        for tens_at, tens in [(0, ""), *((at, f"{'' if not at else _MONTH_NAMES[at]}十") for at in range(9))]
        for ones_at, ones in enumerate(("", *_MONTH_NAMES[:9]))
        if tens or ones
    }
)
AROUND_NUMERAL = "第号（()）、.．, "
STEMS = "甲乙丙丁戊己庚辛壬癸"  # number what has no number: columns of labels

# Caches of texts hold those of a large run with room to spare: 2,900 forms of a hundred years have some 21,000
# different ones. Labels repeat from sheet to sheet, and looking one up takes 50 ns where folding it takes 700.


@remembered(8192)
def squeeze(text: str) -> str:
    """The text without any white space or characters without width: a label as outputs show it.

    >>> squeeze("合　计\\n（册）")
    '合计（册）'
    """
    return _SPACE.sub("", text)


@remembered(8192)
def plain(text: str) -> str:
    """The text without what typing adds: full-width forms, white space, line breaks and case.

    >>> plain("ＧＢ　／ 册")
    'gb/册'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


@remembered(8192)
def fold(text: str) -> str:
    """The text as labels are compared: `plain`, in simplified characters, and without a colon behind it.

    >>> fold("填表人 ：") == fold("填表人"), fold("總計（冊次）")
    (True, '总计(册次)')
    """
    return simplified(plain(text)).rstrip(":")


def without_footnote(text: str) -> str:
    """A label as typed, without the number of a footnote behind it.

    >>> [without_footnote(text) for text in ("人次①", "人次（注1）", "人次[2]", "面积（m²）", "合计（41）")]
    ['人次', '人次', '人次', '面积（m²）', '合计（41）']
    """
    return _FOOTNOTE.sub("", text)


@remembered(8192)
def fold_heading(text: str) -> str:
    """The label of a row or a column as such labels are compared: `fold`, without a number before it, the marks of what
    must be filled in and of footnotes, brackets, and what says it again in another language; a year as `2020年`,
    however it is written.

    >>> {fold_heading(label) for label in ("时间", "*时 间", "1、时间", "(2)时间", "三、时间：", "③时间", "时间(必填)")}
    {'时间'}
    >>> {fold_heading(label) for label in ("2020", "2020 年", "2020年度", "2020.0")}
    {'2020年'}
    >>> fold_heading("24h 自助图书馆"), fold_heading("1.5小时"), fold_heading("2020.1"), fold_heading("（1）")
    ('24h自助图书馆', '1.5小时', '2020.1', '(1)')
    """
    folded = fold(_CIRCLED.sub("", without_footnote(without_line_above(text)).lstrip())).rstrip("。")
    if year := _YEAR_ALONE.match(folded):
        return f"{year[1]}年"
    return in_chinese(_MARKED.sub("", _NUMBERED.sub("", _MARKED.sub("", folded))) or folded).rstrip(":")


@lru_cache(maxsize=8192)
def fold_row(text: str, year: int = 0) -> str:
    """A row label as row labels are compared: `fold`, a month as its number and a year as its four digits.

    With `year`, a month of that year counts too: `2020年3月`, `2020-03`, `202003`, or its first or last day, which is
    what a sheet makes of it. Days in parentheses behind a month (`3月(3.1-3.31)`) say nothing more, unless all of them
    are another year's.

    >>> {fold_row(label, 2020) for label in ("3", "03", "3.0", "3.", "3月份", "三月", "2020年3月", "2020-03-01")}
    {'3'}
    >>> {fold_row(label, 2020) for label in ("2020-01-31", "1月1日-31日", "1月(2019.12.21–2020.1.20)", "Jan", "43831")}
    {'1'}
    >>> {fold_row(label, 2020) for label in ("2020.3.1-2020.3.31", "3.1—3.31", "3月（31天）", "20.03", "202003月")}
    {'3'}
    >>> {fold_row(label, 2020) for label in ("20200301", "20200331", "二〇二〇年三月", "3/2020")}
    {'3'}
    >>> fold_row("2月（疫情闭馆）"), fold_row("3月度"), fold_row("2月（少儿）")
    ('2', '3', '2月(少儿)')
    >>> fold_row("2020年度"), fold_row("合 计")
    ('2020', '合计')
    """
    folded = fold_heading(text)
    dated = arabic_years(folded)
    month = _month_of(dated, year) or dated
    match = _MONTH_OR_YEAR.match(month)
    return (match[1] or match[2]) if match else CHINESE_MONTHS.get(_BARE_MONTH.sub("", month), folded)


@lru_cache(maxsize=8192)
def other_months_year(text: str, year: int) -> int | None:
    """The year of a row label that is a month of another year than `year`; None for every other label.

    >>> other_months_year("2019年3月", 2020), other_months_year("2020年3月", 2020), other_months_year("2019年", 2020)
    (2019, None, None)
    """
    folded = arabic_years(fold(text))
    named = {int(each) for each in re.findall(r"(?<!\d)(?:19|20)\d{2}(?=\D|$|\d{2}$|\d{4}$)", folded)}
    named |= {2000 + int(one or other) for one, other in re.findall(r"^(\d{2})年|[a-z][-']?(\d{2})$", folded)}
    found = [other for other in sorted(named - {year}) if fold_row(text, other) in _MONTHS]
    return found[0] if len(found) == 1 and fold_row(text, year) not in _MONTHS else None


def _month_of(folded: str, year: int) -> str:
    """What a label says after its year and without the days, and what was shut, behind it, or ''."""
    folded = _BEFORE_YEAR.sub(r"\2-\1", _SHUT.sub(r"\1", folded))
    days = _DAYS_BEHIND.search(folded)
    if days:
        years = set(map(int, re.findall(r"\d{4}", days[2])))
        if not years or (year in years and years <= {year - 1, year, year + 1}):  # a month may begin in December
            folded = folded[: days.start(2) - 1]
    folded = _SHORT_YEAR.sub(lambda found: f"{year}年" if int(found[1]) == year % 100 else found[0], folded)
    if month := _month_of_day(_day_counted(folded) if len(folded) in (5, 7) else folded, year):
        return month
    dated = _MONTH_OF_YEAR.match(folded)
    if dated and int(dated[1]) == year:
        return next(month for month in dated.groups()[1:] if month)
    return _english(folded, year) or folded.removeprefix(f"{year}年").removeprefix("第")


def names_day(text: str) -> bool:
    """Whether a text is a date and nothing else: a month's row may be labelled so, and so is the day of filing.

    >>> names_day("2020 年 12 月 31 日"), names_day("2020年12月")
    (True, False)
    """
    return bool(_DAY.match(fold(text)))


def _month_of_day(folded: str, year: int) -> str:
    """The month of which a label names the first day, the last, or all from the first to the last; '' for none."""
    if (day := _DAY.match(folded) or _DAY_IN_DIGITS.match(folded)) and int(day[1]) == year and 1 <= int(day[2]) <= 12:
        return day[2].lstrip("0") if int(day[3]) in (1, monthrange(year, int(day[2]))[1]) else ""
    days = _ALL_DAYS.match(folded)
    if days is None or {days[1], days[3]} - {None, str(year)} or not 1 <= int(days[2]) <= 12:
        return ""
    is_whole = int(days[4] or days[2]) == int(days[2]) and int(days[5]) in range(28, 32)
    return days[2].lstrip("0") if is_whole else ""


def _day_counted(folded: str) -> str:
    """A day as spreadsheets count it, 43831 or 43831.0, as one that is written; every other text as it is."""
    days = folded.removesuffix(".0")
    is_day = len(days) == 5 and days.isdecimal() and int(days) in _DAYS_COUNTED
    return f"{date.fromordinal(_DAY_NOUGHT + int(days))}" if is_day else folded


def _english(folded: str, year: int) -> str:
    """The number of a month in English, of `year` or without one; '' for every other label."""
    found = _ENGLISH.match(folded)
    if found is None or {found[1], found[3]} - {None, str(year), f"{year % 100:02}"}:
        return ""
    return ENGLISH_MONTHS.get(found[2], "")
