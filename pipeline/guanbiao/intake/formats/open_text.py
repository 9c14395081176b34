"""The text of OpenDocument paragraphs (ODF 1.3, part 3, 5 and 6), character by character as it is shown, and what their
styles say.

Characters are those of the paragraph and of what it holds (spans, links, fields), with tabs, line breaks and repeated
spaces; those of notes, annotations, drawings and what was deleted are none of it. What is struck out or hidden keeps
its characters and is told apart."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from guanbiao.intake.formats.text_styles import TextStyle, asides_of, levels_of
from guanbiao.text.invisible import place_in, visible

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, DRAW = (_URN % name for name in ("office", "text", "table", "style", "drawing"))
PARAGRAPHS, NOTE = (f"{TEXT}p", f"{TEXT}h"), f"{OFFICE}annotation"
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPACES, _COUNT = f"{TEXT}s", f"{TEXT}c"
_NOT_SHOWN = frozenset(f"{TEXT}{name}" for name in ("note", "ruby-text", "script", "hidden-paragraph"))
_WHITE = re.compile(r"[ \t\r\n]+")
_HEADING = re.compile(r"(?:heading|标题)(?:\s|_20_)*([1-9])(?!\d)", re.IGNORECASE)
_MOST_SPACES = 200  # of one element that stands for many


class Part(NamedTuple):
    """Characters of a paragraph: the `element` in which they stand, or behind which (`is_tail`), what stands there in
    the document (`raw`, '' for an element that shows them itself), what is shown of it, and whether it is struck out
    or hidden."""

    element: Any
    is_tail: bool
    raw: str
    shown: str
    is_aside: bool


class OpenStyles(Struct, frozen=True):
    """By the name of a style, the level of its headings, and whether its text is struck out or hidden, what each rests
    on taken into account."""

    levels: Mapping[str, int] = {}
    asides: Mapping[str, bool] = {}


def styles_in(*roots: Any) -> OpenStyles:
    """The styles of the parts of a document."""
    found = {str(each.get(f"{STYLE}name")): _style(each) for root in roots for each in root.iter(f"{STYLE}style")}
    return OpenStyles(levels_of(found), asides_of(found))


def _style(style: Any) -> TextStyle:
    named = _HEADING.match(style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or "")
    stated = str(style.get(f"{STYLE}default-outline-level") or "")
    level = int(stated) if stated.isdigit() and len(stated) < 3 else int(named[1]) if named else None
    return TextStyle(
        str(style.get(f"{STYLE}parent-style-name") or ""), level, _aside(style.find(f"{STYLE}text-properties"))
    )


def _aside(looks: Any) -> bool | None:
    """Whether looks of a text strike it out or hide it; None where they say neither."""
    if looks is None:
        return None
    names = ("text-line-through-style", "text-line-through-type")
    struck = [each for name in names if (each := looks.get(f"{STYLE}{name}"))]
    shown = looks.get(f"{TEXT}display")
    return None if not struck and shown is None else any(each != "none" for each in struck) or shown == "none"


def level_of(paragraph: Any, styles: OpenStyles) -> int:
    """The level of a heading; 0 for running text."""
    stated = str(paragraph.get(f"{TEXT}outline-level") or "")
    if paragraph.tag == PARAGRAPHS[1]:
        return int(stated) if stated.isdigit() and len(stated) < 3 else 1
    return styles.levels.get(str(paragraph.get(f"{TEXT}style-name") or ""), 0)


def parts_of(paragraph: Any, styles: OpenStyles) -> Iterator[Part]:
    """Everything in a paragraph that shows characters, in its order."""
    yield from _within(paragraph, styles, is_aside=False)


def _within(element: Any, styles: OpenStyles, *, is_aside: bool) -> Iterator[Part]:
    own = styles.asides.get(str(element.get(f"{TEXT}style-name") or ""), is_aside)
    if element.text:
        yield Part(element, False, element.text, _shown(element.text), own)
    for child in element:
        if child.tag in _SIGNS:
            yield Part(child, False, "", _SIGNS[child.tag], own)
        elif child.tag == _SPACES:
            count = str(child.get(_COUNT) or "1")
            yield Part(child, False, "", " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), own)
        elif is_shown(child):
            yield from _within(child, styles, is_aside=own)
        if child.tail:
            yield Part(child, True, child.tail, _shown(child.tail), own)


def _shown(raw: str) -> str:
    """What is shown of a text of the document."""
    return visible(_WHITE.sub(" ", raw))


def is_shown(element: Any) -> bool:
    """Whether what an element within a paragraph holds is part of its text."""
    return element.tag not in _NOT_SHOWN and not element.tag.startswith((DRAW, OFFICE))


def raw_offset(raw: str, at: int) -> int:
    r"""Where in a text of the document the character stands that is the one at a place of what is shown of it.

    >>> raw_offset("借阅 \n 80 册", 3), raw_offset("借阅80册", 2)
    (5, 2)
    """
    at = place_in(_WHITE.sub(" ", raw), at)
    for match in _WHITE.finditer(raw):
        if match.start() >= at:
            break
        at += match.end() - match.start() - 1
    return at
