"""Telephone numbers: told from other digits, and masked wherever words are made."""

import re

_PHONE = re.compile(
    r"(?<![A-Za-z0-9.])(?:(1[3-9]\d)\d{4}(\d{4})|(0\d{2,3}[-－ ]?\d{2})\d{3,4}(\d{2})"
    r"|(?<=[话机真])([:： ]*\d{2})\d{3,4}(\d{2}))(?![A-Za-z0-9]|\.\d)"
)


def masked(text: str) -> str:
    """A text with the middle of every telephone number in it starred: mobile numbers, those with an area code, and
    those that follow 电话, 手机 or 传真. Other digits stay.

    >>> masked("联系电话：13800000000，到馆 13800000 人次")
    '联系电话：138****0000，到馆 13800000 人次'
    """
    return _PHONE.sub(lambda found: "****".join(part for part in found.groups() if part), text)


def hidden(text: str) -> str:
    """A text that is known to be telephone numbers, with all but the last two digits of each starred.

    >>> hidden("0000-000012")
    '****-****12'
    """
    return re.sub(r"\d(?=[\d-]{2})", "*", text)


_NUMBER = re.compile(r"1\d{10}|(?:0\d{2,3}-?)?\d{7,8}|400-?\d{3}-?\d{4}")  # mobile, fixed with or without area, 400
_BETWEEN = re.compile(r"[\s,，、;；/]+")


def is_phone(text: str) -> bool:
    """Whether a text is one telephone number or several, each of a length that numbers have.

    >>> is_phone("0412-5532102、13800000000"), is_phone("553210")
    (True, False)
    """
    return all(_NUMBER.fullmatch(each) for each in _BETWEEN.split(text.strip()) if each)
