"""Texts about persons: told by their form from other digits, and masked where they are not to be shown.

Telephone numbers by patterns of our own. `phonenumbers` was tried and does not fit: it takes only what an operator has
been given by now, so that a number of a new range would be shown; it knows neither 转 nor numbers without an area code;
and it is 23 MB. Check digits are python-stdnum's, loaded where a number is long enough to have one."""

import re
import unicodedata
from collections.abc import Iterator

from guanbiao.text.remembered import remembered

_DIGIT, _CARD_LENGTHS = "[0-9０-９]", range(15, 20)
_GAP = r"[ \u00a0\u3000\-－‐‑–—―_]?"  # what people put into a number, or nothing
_LEFT = r"(?:(?<![A-Za-z0-9０-９])(?<!\d\.)|(?<=[Tt][Ee][Ll]))"  # not within a word, a hash or a decimal
_RIGHT = rf"(?!{_DIGIT}|[A-DF-WYZa-df-wyz]|\.0*[1-9])"  # ext. and x begin an extension
_LONG = re.compile(rf"{_DIGIT}(?:[^\w@＠\n<>]{{0,2}}{_DIGIT}){{6,}}")  # as many digits as the shortest number has
_BEFORE, _BEHIND = 24, 4  # characters beside a number that say what it is
_COUNTED = r"(?! ?(?:人次|[次个册元件条万部台户页]))"


def _digits(count: str) -> str:
    return f"{_DIGIT}{{{count}}}"


_LAND = rf"{_digits('3,4')}{_GAP}{_digits('4')}"
_MOBILE = "|".join(
    rf"[1１][3-9３-９]{_DIGIT}{middle}"
    for middle in (
        rf"[ .．]?{_digits('4')}[ .．]?{_digits('4')}",
        rf"{_GAP}{_digits('4')}{_GAP}{_digits('4')}",
        rf"{_GAP}{_digits('3')}{_GAP}{_digits('5')}",
        rf"{_DIGIT}{_GAP}{_digits('3')}{_GAP}{_digits('4')}",
        rf"{_DIGIT}{_GAP}{_digits('4')}{_GAP}{_digits('3')}",
    )
)
_COUNTRY = rf"[8８][6６][)）]?{_GAP}"
_SIGNED = rf"(?:[+＋]|[0０]{{2}}){_COUNTRY}"
_AREA = rf"[0０]{_digits('2,3')}"
_PHONE = re.compile(
    rf"{_LEFT}(?:[(（]?(?:{_SIGNED}|{_COUNTRY})?(?P<mobile>{_MOBILE})"
    rf"|(?P<area>[(（]?(?:{_AREA}|{_SIGNED}[(（]?[0０]?[1-9１-９]{_digits('1,2')})[)）]?{_GAP}{_GAP})"
    rf"(?P<land>{_LAND})){_RIGHT}"
)
_SAID = re.compile(
    r"(?:电话|手机|传真|座机|话机|热线|联系方式|致电|拨打|[Tt][Ee][Ll]|TEL|[Pp]hone)"
    r"(?:号码?|[为是:： ]|[(（][^()（）]{1,4}[)）]){0,4}"
    rf"(?P<numbers>{_LAND}(?:[转、,，/;； 和或]{{1,2}}{_LAND})*){_COUNTED}{_RIGHT}"
)
_SHORT = re.compile(rf"(?<!{_DIGIT}){_LAND}(?!{_DIGIT})")
_CITIZEN = re.compile(
    rf"{_LEFT}[1-9]\d{{5}}{_GAP}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}\d{{3}}[\dXx](?![A-Za-z0-9])"
)
_CARD = re.compile(
    rf"{_LEFT}(?=62|60|65|4|5[1-5]|9558|3[457])(?:\d{{15,19}}|\d{{4}}(?:[ \-]\d{{4}}){{3}}(?:[ \-]?\d{{1,3}})?"
    r"|\d{4}[ \-]\d{6}[ \-]\d{5})(?![A-Za-z0-9]|\.\d)"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])([A-Za-z0-9_])[A-Za-z0-9._%+\-]{0,63}([@＠])"
    r"(?=[A-Za-z0-9\-]{1,63}(?:[.．][A-Za-z0-9\-]{1,63}){1,5})"
)
_ADDRESSED = re.compile(r"[@＠][A-Za-z0-9\-]+[.．][A-Za-z0-9]")
_BEFORE_LAST = re.compile(rf"{_DIGIT}(?=[0-9０-９ \u00a0\u3000\-－‐‑–—―_]{{2}})")
_WORDS = re.compile(r"(?<=[^\W\d_*])[^\W\d_]|(?<=\*)[^\W\d_]")


@remembered(8192)
def masked(text: str) -> str:
    """A text with the middle of everything in it starred that is known by its form to be about a person: telephone
    numbers (mobile, with an area code, or behind 电话, 手机 or 传真), numbers of identity cards (GB 11643) and of bank
    cards whose check digit is right, addresses of mail. Other digits stay.

    >>> masked("联系电话：13800000000，到馆 13800000 人次")
    '联系电话：138****0000，到馆 13800000 人次'
    >>> masked("110105194912310021，reader@library.example")
    '110105194912310021，r****@library.example'
    """
    if _ADDRESSED.search(text):
        text = _MAIL.sub(r"\1****\2", text)
    done, at = [], 0
    for start, end in _around_numbers(text):
        done += [text[at:start], _masked_numbers(text[start:end])]
        at = end
    return "".join((*done, text[at:])) if done else text


def _around_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has numbers that are long enough, each with what stands beside it: the patterns are slow, and most
    of what is written has none."""
    start = end = 0
    for found in _LONG.finditer(text):
        if found.start() - _BEFORE > end:
            if end:
                yield start, end
            start = found.start() - _BEFORE
        end = found.end() + _BEHIND
    if end:
        yield max(start, 0), min(end, len(text))


def _masked_numbers(text: str) -> str:
    citizens = _CITIZEN.finditer(_folded(text))
    text = _starred(text, [each.span() for each in citizens if _is_citizen(each[0])], 3, 2)
    cards = _CARD.finditer(_folded(text))
    text = _starred(text, [each.span() for each in cards if _is_card(each[0])], 4, 2)
    text = _PHONE.sub(_phone, text)
    return _SAID.sub(lambda said: said[0].replace(said["numbers"], _SHORT.sub(_land, said["numbers"])), text)


def hidden(text: str) -> str:
    """A text that is known to be about a person, starred but for the last two digits of each number and the first
    character of each word.

    >>> hidden("0000-000012"), hidden("王某某")
    ('****-****12', '王**')
    """
    return _WORDS.sub("*", _BEFORE_LAST.sub("*", text))


def _folded(text: str) -> str:
    """The same text, as long, with its wide digits as plain ones."""
    return re.sub("[０-９Ｘｘ]", lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _starred(text: str, spans: list[tuple[int, int]], first: int, last: int) -> str:
    """A text with some of its stretches starred but for so many of their first and last characters."""
    for start, end in reversed(spans):
        text = f"{text[: start + first]}****{text[end - last :]}"
    return text


def _phone(found: re.Match[str]) -> str:
    if mobile := found["mobile"]:
        return f"{found[0][: -len(mobile)]}{mobile[:3]}****{mobile[-4:]}"
    return f"{found['area']}{found['land'][:2]}****{found['land'][-2:]}"


def _land(found: re.Match[str]) -> str:
    return f"{found[0][:2]}****{found[0][-2:]}"


def _is_citizen(typed: str) -> bool:
    """Whether the check digit of what looks like the number of an identity card is right (ISO 7064, MOD 11-2)."""
    from stdnum.iso7064 import mod_11_2  # deferred: few texts are that long

    return mod_11_2.is_valid(re.sub(r"[^\dXx]", "", typed).upper())


def _is_card(typed: str) -> bool:
    """Whether what looks like the number of a bank card is one: its length, and its check digit (ISO/IEC 7812-1)."""
    from stdnum import luhn  # deferred, as above

    digits = re.sub(r"\D", "", typed)
    is_long = digits.startswith(("62", "60", "65", "9558")) and len(digits) >= 16
    usual = 15 if digits.startswith(("34", "37")) else 16
    return (is_long or len(digits) == usual) and luhn.is_valid(digits)
