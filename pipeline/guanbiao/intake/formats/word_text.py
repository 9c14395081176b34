"""The text of Word's paragraphs, character by character as Word shows it, and what their styles say.

Characters are those of python-docx's `Paragraph.text` that have any width, with what stands in tracked insertions,
content controls, fields and formulas: runs with their texts, tabs, line breaks and hyphens. What was deleted or moved
away is none of it; the text of drawings and text boxes is none either. What is struck out or hidden keeps its
characters, so that their places stay those of the document, and is told apart."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any

from msgspec import Struct

from guanbiao.intake.formats.blocks import Piece
from guanbiao.intake.formats.text_styles import TextStyle, asides_of, levels_of
from guanbiao.text.invisible import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
AROUND = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"))
_AROUND_RUNS = AROUND | {f"{W}{name}" for name in ("hyperlink", "fldSimple", "dir", "bdo")}
_MATHS = (  # a formula in the line, usual and strict: a figure may stand in one
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://purl.oclc.org/ooxml/officeDocument/math}oMath",
)
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_TEXTS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_ASIDES = ("strike", "dstrike", "vanish")
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])(?!\d)", re.IGNORECASE)
_LEVELS = 9  # of an outline; one that is stated as 9, counted from 0, is running text (ECMA-376-1, 17.3.1.20)


class Styles(Struct, frozen=True):
    """By the id of a style, the level of its headings (0: running text), and the styles whose text is struck out or
    hidden; `usual` is the id of the style of paragraphs that name none."""

    levels: Mapping[str, int] = {}
    asides: Set[str] = frozenset()
    usual: str = ""


def root_of(part: bytes) -> Any:
    """The root of a part. Raises lxml's XMLSyntaxError where it is not well-formed, or nested beyond measure."""
    from lxml import etree  # deferred: most folders hold no document

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(part.replace(_STRICT, _USUAL), parser)


def value_of(element: Any, path: str) -> str | None:
    """The value of the element at a path below another, such as `pPr/pStyle`; None for none, '' for one without."""
    found = element.find(_qualified(path)) if element is not None else None
    return None if found is None else str(found.get(f"{W}val") or "")


@cache
def _qualified(path: str) -> str:
    """A path of ours with the names as XML has them."""
    return "/".join(f"{W}{name}" for name in path.split("/"))


def styles_of(part: bytes) -> Styles:
    """The styles of a document, what each rests on taken into account."""
    if not part:
        return Styles()
    found: dict[str, TextStyle] = {}
    usual = ""
    for style in root_of(part).iter(f"{W}style"):
        name = str(style.get(f"{W}styleId") or "")
        found[name] = TextStyle(value_of(style, "basedOn") or "", _own_level(style), _aside(style.find(f"{W}rPr")))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            usual = name
    struck = frozenset(name for name, is_aside in asides_of(found).items() if is_aside)
    return Styles(levels_of(found), struck, usual)


def _own_level(style: Any) -> int | None:
    """The level of headings that a style itself says: by its outline level, else by its name."""
    stated = level_stated(style)
    if stated is not None:
        return stated
    named = _HEADING.match((value_of(style, "name") or "").strip())
    return int(named[1]) if named else None


def level_stated(element: Any) -> int | None:
    """The level that a paragraph or a style states, 0 for running text; None where it states none."""
    text = value_of(element, "pPr/outlineLvl")
    return None if not text or not text.isdigit() else (int(text) + 1 if int(text) < _LEVELS else 0)


def _aside(properties: Any) -> bool | None:
    """Whether properties of a run strike it out or hide it; None where they say neither."""
    said = [text for name in _ASIDES if (text := value_of(properties, name)) is not None]
    return None if not said else any(text not in _OFF for text in said)


def pieces(paragraph: Any, styles: Styles) -> Iterator[Piece]:
    """The text of a paragraph, run by run."""
    of_style = style_of(paragraph, styles) in styles.asides
    for run in _runs(paragraph):
        text = "".join(map(_text, [run] if run.tag in _MATHS else run))
        if text:
            own = _aside(run.find(f"{W}rPr"))
            named = value_of(run, "rPr/rStyle")
            yield text, (own if own is not None else of_style or named in styles.asides)


def style_of(paragraph: Any, styles: Styles) -> str:
    """The id of a paragraph's style."""
    return value_of(paragraph, "pPr/pStyle") or styles.usual


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}r" or child.tag in _MATHS:
            yield child
        elif child.tag in _AROUND_RUNS or child.tag == f"{_MATHS[0]}Para":
            yield from _runs(child)
        elif (choice := child.find(_CHOICE)) is not None:
            yield from _runs(choice)


def _text(element: Any) -> str:
    if element.tag == f"{W}t":
        return visible(str(element.text or ""))
    if element.tag == f"{W}br":
        return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else ""
    if element.tag == f"{W}ruby":  # with how it is spoken above it
        return "".join(text for base in element.iterchildren(f"{W}rubyBase") for text in base.itertext(f"{W}t"))
    if element.tag in _MATHS:
        return "".join(element.itertext(f"{element.tag.removesuffix('oMath')}t"))
    return _TEXTS.get(element.tag, "")
