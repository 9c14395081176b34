"""White ink: numbers in a white font on no ground, or on a white one, are on the sheet and nobody sees them."""

import re
from xml.etree import ElementTree

_WHITE = re.compile(rb"FFFFFF[\"']|theme=[\"']0[\"']|indexed=[\"'](?:1|9)[\"']", re.IGNORECASE)
_FONT = re.compile(rb"<(?:\w+:)?font(?=[\s/>])")
_USED = re.compile(rb"fontId=[\"'](\d{1,6})[\"']")


def may_be_white(styles: bytes, used: bytes) -> bool:
    """A cheap look: whether a white font is that of a cell style, from a part of styles and what it says of these."""
    fonts = styles.partition(b"fonts")[2].partition(b"fonts>")[0]
    if not _WHITE.search(fonts):  # most have none
        return False
    own = {int(at) for at in _USED.findall(used)}
    return any(at in own and _WHITE.search(font) for at, font in enumerate(_FONT.split(fonts)[1:]))


def is_white_font(font: ElementTree.Element) -> bool:
    """Whether words in a font are white (ECMA-376-1, 18.8.3)."""
    return any(_is_white(each) for each in _children(font, "color"))


def is_white_ground(fill: ElementTree.Element) -> bool:
    """Whether a fill leaves a cell as white as it is, or makes it so (ECMA-376-1, 18.8.32)."""
    patterns = _children(fill, "patternFill")
    return len(patterns) == len(fill) and all(map(_is_blank_or_white, patterns))


def _is_blank_or_white(pattern: ElementTree.Element) -> bool:
    kind = pattern.get("patternType", "none")
    return kind == "none" or (kind == "solid" and any(map(_is_white, _children(pattern, "fgColor"))))


def _is_white(colour: ElementTree.Element) -> bool:
    """By its own red, green and blue, as the first colour of the theme unless darker, or by its number."""
    if rgb := colour.get("rgb"):
        return rgb[-6:].upper() == "FFFFFF"
    if theme := colour.get("theme"):
        return theme == "0" and not colour.get("tint", "").startswith("-")
    return colour.get("indexed") in ("1", "9")


def _children(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [each for each in element if str(each.tag).rpartition("}")[2] == name]
