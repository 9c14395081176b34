"""Telephone numbers: told from other digits, masked wherever words are made, and checked for their length."""

import re

_PHONE = re.compile(
    r"(?<![A-Za-z0-9.])(?:(1[3-9]\d)\d{4}(\d{4})|(0\d{2,3}[-－ ]?\d{2})\d{3,4}(\d{2})"
    r"|(?<=[话机真])([:： ]*\d{2})\d{3,4}(\d{2}))(?![A-Za-z0-9]|\.\d)"
)


def masked(text: str) -> str:
    """A text with the middle of every telephone number in it starred: mobile numbers, those with an area code, and
    those that follow 电话, 手机 or 传真."""
    return _PHONE.sub(lambda found: "****".join(part for part in found.groups() if part), text)


def hidden(text: str) -> str:
    """A text of telephone numbers with all but the last two digits of each starred."""
    return re.sub(r"\d(?=[\d-]{2})", "*", text)
