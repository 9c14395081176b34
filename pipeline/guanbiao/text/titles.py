"""Titles of forms as they are compared, and the reporting year that one states."""

import re
from functools import lru_cache

from guanbiao.text.bilingual import in_chinese
from guanbiao.text.labels import fold
from guanbiao.text.remembered import remembered
from guanbiao.text.years import unnumbered, without_years, year_offsets, years_in

# What stands in a name of a file or a sheet besides the title: its number (07 , 表7-), and what marks a copy.
_NUMBER = re.compile(r"表?\s*\d{1,3}(?:\s*[-—_.、．)）]\s*|\s+|(?=[^\W\d_]))(?!\d{1,3}(?!\d)|[年月季度日])")
_COPY_AFTER = re.compile(r"(?:\s*[-—_]*\s*(?:的?副本|复件|拷贝|[Cc]opy)\s*\d{0,2}|\s*[(（]\d{1,2}[)）])+$")
_COPY_BEFORE = re.compile(r"(?:副本|复件)\s*(?:[(（]\d{1,2}[)）])?\s*[-—_]*\s*(?=\S)")
# What says that a table goes on from another page: behind its title, before it, or in its place.
_PAGE = r"第[\d一二三四五六七八九十]{1,3}页(?:[,/]?共\d{1,3}页)?|共\d{1,3}页[,/]?第\d{1,3}页"
_CARRIED = rf"(?:续表?|接(?:上|前)[页表]|上接)(?:[\d一二三四五六七八九十]{{1,2}})?页?|之[二三四五六七八九十]|{_PAGE}"
_ON_BEHIND = re.compile(rf"(?:[(\[【](?:{_CARRIED})[)\]】]|(?<=[表)\]】])[-—:]*(?:{_CARRIED}))$")
_ON_BEFORE = re.compile(rf"^(?:[(\[【](?:{_CARRIED})[)\]】]|续表[-—:]?|(?:{_CARRIED})[-—:])(?=.)")
_ON_ALONE = re.compile(rf"^[(\[【]?(?:{_CARRIED})[)\]】]?[:,]?$")
_PAGE_NUMBER = re.compile(r"^([-—–―])\1{0,2}\d{1,3}[-—–―]{1,3}$")  # - 2 -, as it is printed at the foot of a page
_LINE_BEHIND = re.compile(r"(?<=.)(?:(?:填报|填表|制表|上报)(?:部门|单位|科室|日期|时间|人)|(?:计量)?单位):.*$")
_TABLE = re.compile("(?:情况)?(?:统计|一览|登记|明细|汇总)?表$")
_PUNCTUATION = re.compile(r"[()\[\]{}【】《》〈〉“”\"'‘’:：,，、。.\-—_/]+")


@remembered(8192)
def title_key(text: str) -> str:
    """What the wordings of one title share: the text without its number in a list, years, parts of a year, the day on
    which it was filed, what says it again in another language, a line of department or unit behind it, punctuation,
    white space, widths and case.

    >>> title_key("表3：鞍山市图书馆 2020年度总流通人次统计表（少儿）")
    '鞍山市图书馆总流通人次统计表少儿'
    >>> title_key("鞍山市少年儿童图书馆（  年度）35岁以下青年读者统计表")
    '鞍山市少年儿童图书馆35岁以下青年读者统计表'
    """
    folded = in_chinese(_LINE_BEHIND.sub("", fold(unnumbered(text))))
    return _PUNCTUATION.sub("", without_years(uncontinued(folded)))


def uncontinued(text: str) -> str:
    """A folded title without what says that its table goes on from another page.

    >>> uncontinued("讲座一览表(续表)"), uncontinued("讲座一览表第2页"), uncontinued("续表:讲座表"), uncontinued("续表")
    ('讲座一览表', '讲座一览表', '讲座表', '')
    """
    return "" if _ON_ALONE.match(text) else _ON_BEFORE.sub("", _ON_BEHIND.sub("", text))


def is_continued(text: str) -> bool:
    """Whether a title, the name of a sheet, or a line above a table says that it goes on from another page.

    >>> is_continued("讲座一览表（续）"), is_continued("接上页"), is_continued("第2页"), is_continued("手续")
    (True, True, True, False)
    """
    folded = fold(text)
    return uncontinued(folded) != folded


@lru_cache(maxsize=8192)
def is_page_mark(text: str) -> bool:
    """Whether a text says that a table goes on from another page, and nothing else.

    >>> is_page_mark("（续表）"), is_page_mark("第 2 页 共 3 页"), is_page_mark("— 2 —")
    (True, True, True)
    >>> is_page_mark("讲座一览表（续表）"), is_page_mark("")
    (False, False)
    """
    folded = fold(text)
    return bool(text) and (_ON_ALONE.match(folded) or _PAGE_NUMBER.match(folded)) is not None


def bare_name(name: str) -> str:
    """The name of a file, without its ending, or of a sheet, without a number before it and the marks of a copy.

    >>> bare_name("07 讲座 - 副本 (2)"), bare_name("复件 表8-讲座(1)"), bare_name("2020年讲座"), bare_name("1-6月讲座")
    ('讲座', '讲座', '2020年讲座', '1-6月讲座')
    """
    text = _COPY_AFTER.sub("", name.strip())
    text = text[found.end() :] if (found := _COPY_BEFORE.match(text)) else text
    return text[found.end() :] if (found := _NUMBER.match(text)) else text


def subject(name: str) -> str:
    """What the name of a table says that it is about.

    >>> subject("讲座一览表"), subject("用户培训情况统计表"), subject("讲座")
    ('讲座', '用户培训', '讲座')
    """
    return _TABLE.sub("", name)


@lru_cache(maxsize=8192)
def period_of(title: str, template: str) -> int | None:
    """The reporting year that a typed title states, or None where it states none.

    Where the title names as many years as its template, each year votes for a period and the most votes win, of equals
    the later period. A title that names more or fewer years than its template is of the latest that it names.

    >>> period_of("2018-2020年总流通人次对比表", "{year-2}-{year}年总流通人次对比表")
    2020
    >>> period_of("总流通人次统计表", "{year}年总流通人次统计表") is None
    True
    """
    years, offsets = years_in(title), year_offsets(template)
    if not years:
        return None
    if len(years) != len(offsets):
        return max(years)
    votes = [year - offset for year, offset in zip(years, offsets, strict=True)]
    return max(votes, key=lambda vote: (votes.count(vote), vote))
