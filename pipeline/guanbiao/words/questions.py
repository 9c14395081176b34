"""How questions of a slip are named where somebody answers them elsewhere than on their rows: by number or by place;
and what stands around such answers."""

import re
from collections.abc import Iterable

from guanbiao.forms.rows import DITTOS
from guanbiao.text.labels import NUMERALS
from guanbiao.words.actions import action_of
from guanbiao.words.slips import in_a_line, is_printed

# How questions are named by their numbers: 第3题, 问题3, 第3、5题, 第3至5题, or 3 and what parts it from the words.
_NUMERAL = r"\d{1,3}(?:\.\d{1,3})?|[一二三四五六七八九十]{1,3}"
_BEFORE, _BEHIND = "(?:第|问题|序号|题号|编号)", "(?:题|条|项|个?问题)"
AND, _TO = r"\s*[、,，和与及]\s*", r"\s*[-—–~～至到]\s*"
_ONE = rf"(?:{_BEFORE}\s*)?(?:{_NUMERAL})(?:\s*{_BEHIND})?"
SEVERAL = rf"{_ONE}(?:(?:{AND}|{_TO}){_ONE})*"
_PARTED = r"(?:\s*(?:均|都|同)?\s*[:：、，,)）]|\s*[．.](?!\d)|\s)*"
_COUNTS = "[月年日号万千百亿个册件人场期种项次元楼层]"  # what a number before a space may be counting
QUESTION = (
    rf"(?:(?=第){SEVERAL}(?<=[题条项])|(?=\d){SEVERAL}(?<=题)|(?=问题|序号|题号|编号){SEVERAL}"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})?(?=\s*[:：、)）]|\s*[．.](?!\d)|\s(?!\s*{_COUNTS}))){_PARTED}"
)
_CALLED = re.compile(rf"({SEVERAL}){_PARTED}")
_NAMED = re.compile(rf"({_NUMERAL})|({_TO})")
_LABELS = frozenset(
    ("序号", "题号", "编号", "问题", "问题序号", "处理", "说明", "答复", "回复", "原因", "备注", "处理方式")
)
_NUMBERS, _ANSWERED = ("序号", "题号", "编号", "问题序号"), ("答复", "回复", "处理", "处理方式")
_LETTER = re.compile(
    r"(?:尊敬的)?[\u4e00-\u9fff]{0,6}(?:老师|主任|馆长|科长|部长|同志|领导|大家|各位|中心|部门|办公室)"
    r"(?:[:：,，]?(?:您好|你们?好|好)[:：,，!！。]?|[:：,，])"
    r"|(?:您好|你们?好)[:：,，!！。]?|(?:现)?(?:答复|回复|说明|情况)如下[:：]?|以上[。.]?|多?谢谢?[!！。]?|此致|敬礼[!！。]?"
)
_BACK = re.compile(
    r"(?:把|将)?(?:我|我们|本部门)?(?:原来?|以前|之前|上次|前面|先前|原先|此前)?(?:写|填|答)?的?(?:答复|回复|说明|解释|这条|本条|内容)?"
    r"(?:全部|都|均|已|予以|现|请)*(?:撤回|撤销|撤消|作废|收回|不算数?|无效|删除|删去)(?:了|掉|处理)?[，,]?(?:另行(?:答复|说明))?[。.!！]*"
)
_PLACE = re.compile(
    r"[“\"'（(\[]?([^\s!！:：,，;；。“”\"'（(\[]{1,31})[!！]\$?([A-Za-z]{1,3}\$?\d{1,5})(?!\d)[”\"'）)\]]?"
)
_AND_MORE = re.compile(r"^\s*等\s*\d+\s*处")  # as a slip prints the place of a question that is about several cells
_AROUND = " \t:：,，、;；-—–"
_OF_SLIP = re.compile(
    "(?:核对单|问题清单|核对通知).{0,6}(?:答复|回复|反馈|回执)|(?:答复|回复|反馈).{0,6}(?:核对单|问题清单)"
)
_DITTO = re.compile(
    r"[（(]?(?:说明|原因|理由|情况|答复|回复)?(?:均|都|也)?(?:同[上前](?:面|述)?(?:一?[条题项行个])?"
    r"|[与同和][上前](?:面|一)?[条题项行]?的?(?:说明|原因|答复)?(?:相同|一样))[）)]?[。.!！]?"
)
_PAGE = re.compile(r"(?:[第共页\W\d_]|Page|of|Sheet)*", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")


def numbers_said(text: str) -> tuple[bool, tuple[str, ...]]:
    """The numbers of questions that a text says and nothing else, and whether it calls them so; none where it says
    more.

    >>> numbers_said("第3题："), numbers_said("十二、"), numbers_said("3"), numbers_said("七月闭馆")
    ((True, ('3',)), (False, ('12',)), (False, ('3',)), (False, ()))
    >>> numbers_said("第3、5题"), numbers_said("第2题和第7题："), numbers_said("3至5题")
    ((True, ('3', '5')), (True, ('2', '7')), (True, ('3', '4', '5')))
    """
    found = _CALLED.fullmatch(text.strip())
    if found is None:
        return False, ()
    numbers: list[str] = []
    is_range = False
    for each in _NAMED.finditer(found[1]):
        number = each[1] and (each[1] if each[1][0].isdecimal() else str(NUMERALS.get(each[1], "")))
        if number and is_range and number.isdecimal() and numbers[-1].isdecimal():
            numbers += map(str, range(int(numbers[-1]) + 1, int(number) + 1))
        elif number:
            numbers.append(number)
        is_range = bool(each[2])
    return re.search(f"{_BEFORE}|{_BEHIND}", found[1]) is not None, tuple(numbers)


def quoted_place(text: str) -> tuple[str, str]:
    """The place that a line begins with, or names in brackets, and what is said of it; '' where it names none.

    >>> quoted_place("流通!F16：应为 438171"), quoted_place("第3题：七月闭馆")
    (('流通!F16', '应为 438171'), ('', '第3题：七月闭馆'))
    >>> quoted_place("流通!F16 等 2 处；七月闭馆")
    ('流通!F16', '七月闭馆')
    """
    found = _PLACE.search(text) if "!" in text or "！" in text else None
    if found is None:
        return "", text
    behind = _AND_MORE.sub("", text[found.end() :])
    left = in_a_line(each.strip(_AROUND) for each in (text[: found.start()], behind))
    cell = found[2].upper().replace("$", "")
    return f"{found[1]}!{cell}", left


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
    return bool(rest) and (numbers_said(found[0])[0] or bool(action_of(rest)[0]))


def has_words(text: str) -> bool:
    """Whether there are words in a text, and not just figures and signs."""
    return bool(_HAN.search(text))


def is_label(text: str) -> bool:
    """Whether a text is the head of a column in which answers are listed, or what a letter begins and ends with.

    >>> is_label("题号"), is_label("王老师："), is_label("谢谢！"), is_label("因闭馆：")
    (True, True, True, False)
    """
    return text.strip() in _LABELS or is_printed(text) or _LETTER.fullmatch(text.strip()) is not None


def is_head(texts: Iterable[str]) -> bool:
    """Whether a row is the head of a list of answers by the numbers of their questions.

    >>> is_head(["题号", "答复"]), is_head(["序号", "内容"])
    (True, False)
    """
    labels = {text.strip() for text in texts}
    return labels <= _LABELS and not labels.isdisjoint(_ANSWERED) and not labels.isdisjoint(_NUMBERS)


def heads_answers(texts: Iterable[str]) -> bool:
    """Whether a row says that what stands below answers a slip.

    >>> heads_answers(["业务中心核对单答复"]), heads_answers(["对问题清单的回复："]), heads_answers(["核对单"])
    (True, True, False)
    """
    return any(_OF_SLIP.search(text) for text in texts)


def is_numbered(text: str) -> bool:
    """Whether a line is words behind a number.

    >>> is_numbered("1、七月闭馆"), is_numbered("3. 120"), is_numbered("七月闭馆")
    (True, False, False)
    """
    found = re.match(QUESTION, text.strip())
    return found is not None and has_words(text.strip()[found.end() :])


def is_ditto(text: str) -> bool:
    """Whether a text says nothing but that it is what stands above.

    >>> is_ditto("同上。"), is_ditto("原因同上"), is_ditto("〃"), is_ditto("同上年"), is_ditto("同上，属实")
    (True, True, True, False, False)
    """
    return text.strip() in DITTOS or _DITTO.fullmatch(text.strip()) is not None


def takes_back(text: str) -> bool:
    """Whether a text does nothing but take back what was said before.

    >>> takes_back("原来的说明作废"), takes_back("撤回。"), takes_back("分馆撤销")
    (True, True, False)
    """
    return _BACK.fullmatch(text.strip()) is not None


def is_page_number(text: str) -> bool:
    """Whether the words in the header or footer of a page do nothing but number it.

    >>> is_page_number("第 页，共 页"), is_page_number("Page of"), is_page_number("七月闭馆")
    (True, True, False)
    """
    return bool(_PAGE.fullmatch(text))
