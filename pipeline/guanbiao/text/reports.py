"""Titles and lines of a library's annual report as people write them: what names the report of a year, what is a
heading though no style says so, what stands above a table and what closes one."""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from guanbiao.text.labels import fold
from guanbiao.text.numerals import arabic_years
from guanbiao.text.years import part_of_year

OPENING_LINES = 12  # of a document in which its title stands: a cover has library, year, title, department and date
_PIECES = 4  # lines over which a title is cut: library, year, kind of report, remark
_LONGEST = 60  # characters of a title, or of a line above a table; those of the sample have up to 46
_HEADING = 40  # characters of a heading without a style: what is longer is a sentence that begins with a number
_YEAR = r"(?:19|20)\d{2}年?(?:度|全年)?"
_LIBRARY = r"[\u4e00-\u9fff]{2,16}?图书馆|[我本全]馆"
_PLAN = rf"(?:[及暨和与、]|以及)(?:{_YEAR})?(?:工作)?(?:计划|要点|思路|安排|打算|展望)"
_WORDS = r"关于|年度|事业|发展|业务|综合|开展|全年|工作|情况|总结|报告|年报|的|书"
_ASIDE = r"[(\[【][^()\[\]【】]{1,12}[)\]】]"
_TITLE = re.compile(rf"(?:{_ASIDE}|{_YEAR}|{_WORDS}|{_LIBRARY})+(?:{_PLAN})?(?:{_ASIDE})*")
_KIND, _OF_YEAR = re.compile("报告|总结|年报"), re.compile(rf"{_YEAR}|年度|年报|全年")
_DIGITS = re.compile(r"(?:19|20)\d{2}")
_QUOTES = str.maketrans("", "", "《》〈〉“”\"'·—-–:：")
_LEVELS = (
    re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}[、.．])"),
    re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
_NUMBERED = re.compile(
    rf"^\s*[(（]?[\d一二三四五六七八九十]{{1,3}}[)）、.．]|{_YEAR}"
)  # what says no figure in a label
_SENTENCE = re.compile(r"[。；;，,：:！？]")
_HAN, _TELLS = re.compile("[\u4e00-\u9fff]"), re.compile(r"\d|[，。；]")
_LEAST_SAID = 5  # characters of a text in a cell that is no label: 新增图书3册
_NAMES_TABLE = re.compile(r"表|统计|一览")
_CLOSES = re.compile(
    r"^(?:[^:：]{0,8}(?:负责人|主管|[填制]表人?|[填上]报人?|审核人?|复核人?|经办人?|日期|时间|电话|注|说明|备注|来源)\d*[:：]"
    r"|[\d〇一二]{4}年[\d一二三四五六七八九十]{1,2}月|\d{1,2}[、.．](?!\d)|[※*＊])"
)


class ReportTitle(Struct, frozen=True):
    """The title of an annual report, and the year that it or the line beside it names (0: neither names any)."""

    text: str
    year: int = 0


def report_title(lines: Iterable[str]) -> ReportTitle | None:
    """The title among the first lines of a document, whole or cut over several; None where these are of no annual
    report: of a letter, of a department, of a part of a year.

    >>> report_title(["2020", "鞍山市图书馆年度工作报告", "年度概况"])
    ReportTitle(text='2020鞍山市图书馆年度工作报告', year=2020)
    >>> report_title(["关于报送2020年度工作总结的通知", "各部门："]), report_title(["2020年上半年工作总结"])
    (None, None)
    """
    opening = [each for each in map(_plain, lines) if each][:OPENING_LINES]
    spans = ((start, start + size) for start in range(len(opening)) for size in range(1, _PIECES + 1))
    found = [text for start, end in spans if end <= len(opening) and _is_title(text := "".join(opening[start:end]))]
    if not found:
        return None
    best = max(found, key=lambda text: (bool(_DIGITS.search(text)), "图书馆" in text, -len(text)))
    year = _DIGITS.search(best)
    return ReportTitle(best, int(year[0]) if year else _beside(opening, best))


def _plain(line: str) -> str:
    return arabic_years(fold(line))


def _is_title(text: str) -> bool:
    bare = text.translate(_QUOTES)
    if not 4 <= len(bare) <= _LONGEST or not _KIND.search(bare) or not _OF_YEAR.search(bare):
        return False
    return _TITLE.fullmatch(bare) is not None and not part_of_year(text)


def _beside(opening: list[str], title: str) -> int:
    """The year that alone stands on a line next to one of a title; 0 for none."""
    for one, other in pairwise(opening):
        for line, near in ((one, other), (other, one)):
            if near in title and re.fullmatch(rf"[(\[]?{_YEAR}[)\]]?", line):
                return int(re.sub(r"\D", "", line))
    return 0


def heading_level(text: str) -> int:
    """The level of a heading by the number that it begins with; 0 for running text.

    >>> heading_level("一、年度业务工作"), heading_level("（二）党务工作"), heading_level("1、上半年闭馆，下半年开馆。")
    (1, 2, 0)
    """
    text = text.strip()
    if not text or len(text) > _HEADING or _SENTENCE.search(text):
        return 0
    return next((level for level, number in enumerate(_LEVELS, 1) if number.match(text)), 0)


def is_said(text: str) -> bool:
    """Whether a text in a cell may be running text that tells something, not a label and not a figure alone.

    >>> is_said("全年接待读者12.3万人次"), is_said("2020年11月"), is_said("少儿阅览室")
    (True, False, False)
    """
    return len(_HAN.findall(text)) >= _LEAST_SAID and bool(_TELLS.search(text))


def is_label(text: str) -> bool:
    """Whether a text in a cell may label what stands beside or below it.

    >>> is_label("少儿部"), is_label("1、2020年工作完成情况"), is_label("12"), is_label("1、接待读者12人次")
    (True, True, False, False)
    """
    is_short = len(text) <= _HEADING and _HAN.search(text) is not None and not _SENTENCE.search(text)
    return is_short and not is_said(_NUMBERED.sub("", text))


def may_name_table(text: str) -> bool:
    """Whether a line may be the title of the table below it.

    >>> may_name_table("文献流通册次统计表（2020年）"), may_name_table("从上述统计表来看，人次减少。")
    (True, False)
    """
    text = text.strip()
    is_title = len(text) <= _LONGEST and bool(_NAMES_TABLE.search(text)) and not re.search(r"[。；，]", text)
    return is_title and not closes_table(text)


def closes_table(text: str) -> bool:
    """Whether a line is of those that stand below a table: a signature, a date, a note.

    >>> closes_table("部门负责人： 李艳"), closes_table("2021年1月6日"), closes_table("填报部门：业务中心")
    (True, True, False)
    """
    return _CLOSES.match("".join(text.split())) is not None
