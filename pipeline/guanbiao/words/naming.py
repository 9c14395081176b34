"""Sentences on the row of one question that name others, of which they may be said as well: by number, or together."""

import re
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from guanbiao.text.labels import NUMERALS
from guanbiao.words.questions import AND, SEVERAL, numbers_said


class Group(StrEnum):
    """Questions that are named together: those above a row or below it, the one next to it, all others, or all."""

    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    NEXT = "next"
    REST = "rest"
    ALL = "all"


class Named(Struct, frozen=True):
    """Other questions, as a sentence names them: where it begins in a text, where what it says of them does, and where
    the words end that say nothing else; their numbers, or the group, and how many these are (0: it does not say).
    `is_same`: what is said around it holds for them too; `with_own`: it takes in the question of the row; `is_called`:
    numbers are called those of questions, or can be nothing else; `is_certain`: the sentence is about them."""

    start: int
    words: int
    end: int
    numbers: tuple[str, ...] = ()
    group: Group | None = None
    count: int = 0
    is_same: bool = False
    with_own: bool = False
    is_called: bool = True
    is_certain: bool = True


_NAMED, _ONE, _AT, _MORE = 5, "第{number}题{place}", "（{place}）", " 等 {count} 题"
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)、")
_ASKED = "(?:[道个]?题目?|个?问题)"  # what only a question is called
_LINE = f"(?:{_ASKED}|条|行)"
_CALLED = re.compile("[题序编]|问题")  # 第2条、第3次 may count anything
_OWN = f"[本此该这]一?(?:{_LINE}|处|项)"
_WITH = f"(?:{AND}|以及|连同|还有)"
_MANY = r"\d{1,2}|[二两三四五六七八九十]{1,2}"
_HOW_MANY = f"(?:的?这?(?:各|几|所有|全部|{_MANY}){_LINE}?|的{_LINE}|{_LINE})?"
_GROUPS = (
    (Group.BEFORE, f"[上前](?:[面边]的?)?一?{_LINE}"),
    (Group.NEXT, f"[下后](?:[面边]的?)?一?{_LINE}"),
    (Group.ABOVE, f"(?:以上|上述|前述|[上前][面边]|前(?={_MANY})){_HOW_MANY}"),
    (Group.BELOW, f"(?:以下|下述|[下后][面边]|后(?={_MANY})){_HOW_MANY}"),
    (Group.REST, f"(?:其[余他它]|余下|剩[下余]|别的|另外(?=[各几两]|{_LINE})|余(?=均?同)){_HOW_MANY}"),
    (Group.ALL, f"(?:各|每一?|所有|全部|上下各|这?几|这?(?:{_MANY})){_ASKED}"),
)
_ANY_GROUP = "|".join(f"(?P<{group}>{pattern})" for group, pattern in _GROUPS)
_NAME = re.compile(
    rf"(?:^|(?<=[\s,，.。;；:：、!！(（)）\]】]))(?P<own>{_OWN}{_WITH})?(?P<as>[与和跟同]\s*(?=第|\d))?"
    rf"(?:(?P<called>(?=[\d第问序题编一二三四五六七八九十]){SEVERAL})|{_ANY_GROUP})(?P<also>{_WITH}{_OWN})?"
)
_OF = r"\s*的?(?:原因|情况|理由|问题|说明|答复)?\s*"
_BOTH = "(?:也|均|都|全|皆|亦|一律|一样|同样|一并|统一)*"
_ALIKE = re.compile(
    rf"{_OF}[:：,，]?\s*{_BOTH}[是系属按]?"
    rf"(?:同(?:[上前](?![年月季期半学])[面边]?一?{_LINE}?|此|样|理|因|一?个?(?=原因|理由|情况)|[本该这]{_LINE}?|第|以上|左)"
    r"(?:的?(?:原因|理由|情况|说明|答复))?|同(?=[\s,，。;；:：)）]|$)|[与和跟]\S{1,4}(?:相同|一样)|相同|一样|[如照]此|如上|[这此]个?(?:样|原因|情况))"
)
_SAME = re.compile(rf"{_ALIKE.pattern}|(?<=[题条])(?=[:：，,])")  # behind “同第3题”
_SAID = re.compile(
    rf"{_OF}(?:[:：、\s]\s*(?=\S)|[,，]?\s*{_BOTH}(?:(?=[是系为]?[因由受])|(?<=题)(?=[是系属])|(?=已?(?:更正|改正|订正|改为|应为|应是|说明))))"
)
_ABOUT = re.compile(f"{_OF}(?:也|均|都|全|皆|亦|一律|同样|一并)")
_NEAR = 100  # characters behind a name in which it is said that the question of the row is meant, too
_TOO = r"\s*(?:也|亦|均|都|同|一样)"
_OWN_TOO = re.compile(_OWN + _TOO)
_MIXES = re.compile(f"(?:{_OWN}|[本此]格)(?!{_TOO})")  # says something else of the row's own question


def named_in(text: str) -> list[Named]:
    """The other questions that a text names, in their order.

    >>> [(each.numbers, each.is_same) for each in named_in("第1至第3题都是因闭馆") + named_in("2、3同上一行原因：闭馆")]
    [(('1', '2', '3'), False), (('2', '3'), True)]
    >>> [each.group.value for each in named_in("因闭馆，其余同此") + named_in("以上各题均因闭馆")]
    ['rest', 'above']
    >>> [named_in(text) for text in ("与第3题无关", "1、2月闭馆", "其他读者也因闭馆", "因下面漏雨", "其余同上年")]
    [[], [], [], [], []]
    """
    return [named for found in _NAME.finditer(text) if (named := _named(text, found))]


def _named(text: str, found: re.Match[str]) -> Named | None:
    end, own = (
        found.end(),
        bool(found["own"] or found["also"] or found["as"] or _OWN_TOO.search(text, found.end(), found.end() + _NEAR)),
    )
    same, said, about = (each.match(text, end) for each in (_SAME if found["as"] else _ALIKE, _SAID, _ABOUT))
    words = said.end() if said and not (same or about) else found.start()
    place = (found.start(), words, same.end() if same else end)
    if found["called"]:
        is_called, (_, numbers) = _CALLED.search(found["called"]) is not None, numbers_said(found["called"])
        is_list = len(numbers) > 1 and about and said
        if not numbers or not (same or ((is_called or is_list) and not found["as"])):
            return None
        is_certain = bool(same or said or about) and (bool(same) or not _MIXES.search(text, end, end + _NEAR))
        return Named(*place, numbers, None, 0, bool(same), own, is_called or bool(same), is_certain)
    group, name = next((group, found[group]) for group, _ in _GROUPS if found[group])
    is_asked = re.search(f"{_ASKED}$", name) is not None
    is_line = re.search(f"{_LINE}$", name) is not None or name in ("以上", "上述")
    if not (same or (about and said and is_line) or (said and is_asked)):
        return None
    return Named(*place, (), group, _count(name), bool(same), own, is_certain=bool(same) or is_asked)


def _count(name: str) -> int:
    found = re.search(f"({_MANY}){_LINE}", name)
    return (
        0 if found is None else int(found[1]) if found[1].isdecimal() else NUMERALS.get(found[1].replace("两", "二"), 0)
    )


def questions_text(shown: Sequence[Sequence[str]]) -> str:
    """Questions by what their rows show, their number and place: of many the first, and how many there are."""
    named = [
        _ONE.format(number=found[1], place=_AT.format(place=place) if place else "")
        for what, place, *_ in shown
        if (found := _NUMBER.match(what))
    ]
    return "、".join(named[:_NAMED]) + (_MORE.format(count=len(named)) if len(named) > _NAMED else "")
