"""How questions of a slip are named where somebody answers them elsewhere than on their rows: by number or by place;
and what stands around such answers."""

import re

from guanbiao.text.labels import NUMERALS
from guanbiao.words.slips import action_of, in_a_line, is_printed

# How a question is named by its number: 第3题, 问题3, or 3 and what parts it from the words.
_NUMERAL = r"\d{1,3}(?:\.\d{1,3})?|[一二三四五六七八九十]{1,3}"
QUESTION = (
    rf"(?:第\s*(?:{_NUMERAL})\s*(?:题|条|项|号|行|点|个?问题)|(?:问题|序号|题号|编号)\s*(?:{_NUMERAL})"
    r"|\d{1,3}(?:\.\d{1,3})?(?=\s*[:：、．)）.\s]))"
    r"(?:\s*[:：、，,)）]|\s*[．.](?!\d)|\s)*"
)
_CALLED = re.compile(rf"(第|问题|序号|题号|编号)?\s*({_NUMERAL})\s*(?:题|条|项|号|行|点|个?问题)?[\s:：、．.，,)）]*")
_LABELS = frozenset(
    ("序号", "题号", "编号", "问题", "问题序号", "处理", "说明", "答复", "回复", "原因", "备注", "处理方式")
)
_PLACE = re.compile(
    r"[“\"'（(\[]?([^\s!！:：,，;；。“”\"'（(\[]{1,31})[!！]\$?([A-Za-z]{1,3}\$?\d{1,5})(?!\d)[”\"'）)\]]?"
)
_AROUND = " \t:：,，、;；-—–"
_PAGE = re.compile(r"(?:[第共页\W\d_]|Page|of|Sheet)*", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")


def number_said(text: str) -> tuple[bool, str]:
    """The number of a question that a text says and nothing else, and whether it calls it one; '' for none.

    >>> number_said("第3题："), number_said("十二、"), number_said("3"), number_said("七月闭馆")
    ((True, '3'), (False, '12'), (False, '3'), (False, ''))
    """
    found = _CALLED.fullmatch(text.strip())
    if found is None:
        return False, ""
    number = found[2] if found[2][0].isdecimal() else str(NUMERALS.get(found[2], ""))
    return bool(found[1]), number


def quoted_place(text: str) -> tuple[str, str]:
    """The place that a line begins with, or names in brackets, and what is said of it; '' where it names none.

    >>> quoted_place("流通!F16：应为 438171"), quoted_place("第3题：七月闭馆")
    (('流通!F16', '应为 438171'), ('', '第3题：七月闭馆'))
    """
    found = _PLACE.search(text)
    if found is None:
        return "", text
    left = in_a_line(each.strip(_AROUND) for each in (text[: found.start()], text[found.end() :]))
    return f"{found[1]}!{found[2].upper()}", left


def reads_as_answer(text: str) -> bool:
    """Whether a line answers a question: it quotes its place and says something, or names its number.

    >>> [reads_as_answer(text) for text in ("流通!F16：应为 85", "第3题 七月闭馆", "3：已更正为120", "3 展览 120")]
    [True, True, True, False]
    """
    place, said = quoted_place(text)
    if place:
        return has_words(said)
    found = re.match(QUESTION, text.strip())
    if found is None:
        return False
    rest = text.strip()[found.end() :]
    return bool(rest) and (number_said(found[0])[0] or bool(action_of(rest)[0]))


def has_words(text: str) -> bool:
    """Whether there are words in a text, and not just figures and signs."""
    return bool(_HAN.search(text))


def is_label(text: str) -> bool:
    """Whether a text is the head of a column in which answers are listed."""
    return text.strip() in _LABELS or is_printed(text)


def is_page_number(text: str) -> bool:
    """Whether the words in the header or footer of a page do nothing but number it.

    >>> is_page_number("第 页，共 页"), is_page_number("Page of"), is_page_number("七月闭馆")
    (True, True, False)
    """
    return bool(_PAGE.fullmatch(text))
