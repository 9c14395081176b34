"""What the style sheets and styles of a web page hide: rows that are not shown, numbers in white on white."""

import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from msgspec import Struct

_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_RULE, _CLASS = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}"), re.compile(r"\.([\w-]+)\s*(?:,|$)")  # of a style sheet
_INK = re.compile(r"(?<![\w-])color\s*:\s*([^;]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_WHITE = re.compile(r"white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,\s*1(?:\.0*)?\s*)?\)", re.IGNORECASE)
_MAY_BE_WHITE = re.compile(r"color\s*[:=]\s*[\"']?\s*(?:white|#fff|rgba?\(\s*255)", re.IGNORECASE)
_NO_GROUND = ("", "transparent", "none", "auto", "inherit", "initial")
_AROUND = ("tr", "tbody", "thead", "tfoot", "table", "body")


class PageStyles(Struct, frozen=True):
    """The classes that a page's own style sheets do not show, and what those of them say of ink and ground: whether it
    is white; whether there may be any white ink on the page."""

    hiding: Set[str] = frozenset()
    inks: Mapping[str, bool] = {}
    grounds: Mapping[str, bool] = {}
    may_be_white: bool = False


def page_styles(page: Any, text: str) -> PageStyles:
    """The styles of a page with this text."""
    rules = [rule for style in page.iter("style") for rule in _RULE.findall(style.text or "")]
    by_class = [(name, body) for heads, body in rules for name in _CLASS.findall(heads.strip())]
    inks = {name: ink for name, body in by_class if (ink := _ink_in(body)) is not None}
    grounds = {name: ground for name, body in by_class if (ground := _ground_in(body)) is not None}
    hiding = frozenset(name for name, body in by_class if _HIDES.search(body))
    return PageStyles(hiding, inks, grounds, _MAY_BE_WHITE.search(text) is not None)


def is_hidden(row: Any, styles: PageStyles) -> bool:
    """Whether a row of a table is not shown: itself, what it stands in, or all of its cells."""
    around = (row, *row.iterancestors("tbody", "thead", "tfoot", "table"))
    cells, hiding = list(row.iterchildren("td", "th")), styles.hiding
    return any(_hides(each, hiding) for each in around) or (bool(cells) and all(_hides(each, hiding) for each in cells))


def _hides(element: Any, hiding: Set[str]) -> bool:
    return (
        element.get("hidden") is not None
        or _HIDES.search(element.get("style") or "") is not None
        or not hiding.isdisjoint((element.get("class") or "").split())
    )


def is_white(colour: str) -> bool:
    """Whether a colour, as pages and XML 2003 spreadsheets write it, is white.

    >>> is_white("#FFFFFF"), is_white(" white "), is_white("rgb(255, 255, 255)"), is_white("#FFFFF0"), is_white("")
    (True, True, True, False, False)
    """
    return _WHITE.fullmatch(colour.replace("!important", "").strip()) is not None


def is_in_white(cell: Any, styles: PageStyles) -> bool:
    """Whether all words in a cell are white, and nothing that they stand on is of another colour."""
    around = (cell, *cell.iterancestors(*_AROUND))
    grounds = (_own_ground(each, styles.grounds) for each in around)
    if not next((each for each in grounds if each is not None), True):
        return False
    if any(_own_ground(each, styles.grounds) is False for each in cell.iter() if isinstance(each.tag, str)):
        return False
    inks = (_own_ink(each, styles.inks) for each in around)
    return _all_white(cell, styles, is_so=next((each for each in inks if each is not None), False))


def _all_white(element: Any, styles: PageStyles, *, is_so: bool) -> bool:
    """Whether all words in an element are white, where those around it are or not (`is_so`)."""
    own = _own_ink(element, styles.inks) if isinstance(element.tag, str) else None
    is_own = is_so if own is None else own
    if (element.text or "").strip() and not is_own:
        return False
    children = [(child, (child.tail or "").strip()) for child in element]
    return all(_all_white(child, styles, is_so=is_own) and (is_own or not tail) for child, tail in children)


def _own_ink(element: Any, inks: Mapping[str, bool]) -> bool | None:
    """Whether an element says itself that its words are white; None where it says nothing of their colour."""
    return _own(element, inks, _ink_in, "color")


def _own_ground(element: Any, grounds: Mapping[str, bool]) -> bool | None:
    """Whether an element says itself that it is white below; None where it says nothing of that."""
    return _own(element, grounds, _ground_in, "bgcolor")


def _own(element: Any, by_class: Mapping[str, bool], read: Callable[[str], bool | None], attribute: str) -> bool | None:
    """What an element says by its style, else by its classes, else by an attribute."""
    if (style := element.get("style")) and (said := read(style)) is not None:
        return said
    classes = [by_class[name] for name in (element.get("class") or "").split() if name in by_class] if by_class else ()
    if classes:
        return classes[-1]
    given = element.get(attribute)
    return None if given is None else is_white(given)


def _ink_in(style: str) -> bool | None:
    found = _INK.findall(style)
    return is_white(found[-1]) if found else None


def _ground_in(style: str) -> bool | None:
    found = [each.strip() for each in _GROUND.findall(style)]
    own = [each for each in found if each.lower() not in _NO_GROUND]
    return is_white(own[-1]) if own else None
