"""Characters without any width, which are pasted along with others: soft hyphens, joiners, marks of direction."""

import re

_NONE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_INVISIBLE = re.compile(_NONE)


def visible(text: str) -> str:
    r"""A text without characters that nobody sees.

    >>> visible("438\u200b712册次")
    '438712册次'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def place_in(text: str, at: int) -> int:
    r"""Where in a text the character stands that is the one at a place of what is visible of it.

    >>> place_in("外\u200b借438", 1), place_in("外借\u200b438", 2), place_in("外借438", 5)
    (2, 3, 5)
    """
    for match in _INVISIBLE.finditer(text):
        if match.start() > at:
            break
        at += 1
    return at
