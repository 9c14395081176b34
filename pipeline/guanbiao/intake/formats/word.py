"""A library's annual report in Word. Of any other text document no more is read than its first lines. ECMA-376-1, 17:
a body is paragraphs and tables, some of them within content controls."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from guanbiao.intake.formats.blocks import Block
from guanbiao.intake.formats.document import Report, report_of
from guanbiao.intake.formats.links import main_part
from guanbiao.intake.formats.properties import properties_of
from guanbiao.intake.formats.word_tables import table_of
from guanbiao.intake.formats.word_text import (
    AROUND,
    Styles,
    W,
    level_stated,
    pieces,
    root_of,
    style_of,
    styles_of,
)
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import (
    DOCUMENT_BYTES,
    DOCUMENT_TAGS,
    MEGABYTE,
    Refused,
    within,
)
from guanbiao.text.reports import OPENING_LINES, report_title

_STYLES, _PARAGRAPH, _TABLE, _BOX = "word/styles.xml", f"{W}p", f"{W}tbl", f"{W}txbxContent"
_HEAD, _FIRST = MEGABYTE, 200  # bytes and paragraphs of a document in which its title is looked for
_FIGURE = re.compile(r"\d")
_WRITTEN, _ENDS = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]*)"), re.compile(rb"</(?:\w+:)?p>")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # what a part in UTF-16 begins with
_NOTES = ("footnote", "endnote")
Notes = frozenset[tuple[str, str]]  # notes by the elements that refer to them, and their ids


def first_lines(document: bytes) -> list[str]:
    """How the text of a document's part begins, line by line, whatever it stands in: a cover may be a text box."""
    head = document[:_HEAD]
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "replace").encode()
    begun = _ENDS.split(head, _FIRST)[:_FIRST]
    lines = (unescape(b"".join(_WRITTEN.findall(each)).decode("utf-8", "replace")).strip() for each in begun)
    return [*dict.fromkeys(line for line in lines if line)]


def is_sealed(properties: Iterable[str], document: bytes) -> bool:
    """Whether a document is one of this program's that nobody has changed: the hash of its text stands behind a word in
    a property of ours."""
    return any(each.split(" ")[-1] == hashlib.sha256(document).hexdigest() for each in properties)


def annual_report(archive: Archive) -> Report | None:
    """The annual report in a package; None for a package that holds anything else, for one with macros, and for a draft
    of this program's as it was written. Raises Refused for one that is damaged or too large."""
    if not any(name.startswith("word/") for name in archive.names):
        return None
    main = main_part(archive)
    if not main.startswith("word/") or any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        return None
    document = archive.read(main)
    if is_sealed(properties_of(archive).values(), document):
        return None
    lines = first_lines(document)
    return _report(archive, main, lines[:OPENING_LINES]) if report_title(lines) else None


def _report(archive: Archive, main: str, opening: Sequence[str]) -> Report | None:
    """The document in a part, which begins as an annual report does; None where it has neither headings nor tables."""
    from lxml import etree  # deferred: most folders hold no document

    document, styles = archive.read(main), archive.read(_STYLES)
    notes = [archive.read(f"word/{kind}s.xml") for kind in _NOTES]
    every = (document, styles, *notes)
    within("document", sum(map(len, every)) // MEGABYTE, DOCUMENT_BYTES // MEGABYTE)
    within("tags", sum(part.count(b"<") for part in every) // 1000, DOCUMENT_TAGS // 1000)
    try:
        body, known, telling = root_of(document).find(f"{W}body"), styles_of(styles), _with_figures(notes)
    except etree.XMLSyntaxError as problem:
        raise Refused("damaged_document") from problem
    if body is None:
        raise Refused("damaged_document")
    return report_of(opening, _Reader(body, known, telling).blocks(body, is_body=True))


def _with_figures(notes: Iterable[bytes]) -> Notes:
    """The notes in these parts in which figures stand."""
    found = zip(_NOTES, (root_of(part) if part else () for part in notes), strict=True)
    return frozenset(
        (f"{W}{kind}Reference", str(each.get(f"{W}id")))
        for kind, root in found
        for each in root
        if _FIGURE.search("".join(each.itertext(f"{W}t")))
    )


class _Reader:
    """Paragraphs and tables of a body in their order, each with its place among all of them; those of drawings are
    nowhere. `notes` are those with figures."""

    def __init__(self, body: Any, styles: Styles, notes: Notes) -> None:
        self.styles, self.notes, self.number = styles, notes, 0
        self.places = {each: at for tag in (_PARAGRAPH, _TABLE) for at, each in enumerate(body.iter(tag), 1)}

    def blocks(self, element: Any, *, is_body: bool = False) -> Iterator[Block]:
        """What stands in an element that holds paragraphs and tables."""
        for child in element:
            if child.tag == _PARAGRAPH:
                self.number += is_body
                yield self._paragraph(child, self.number * is_body)
            elif child.tag == _TABLE:
                table = table_of(child, lambda cell: list(self.blocks(cell)))
                yield Block(self.places[child], table=table)
            elif child.tag in AROUND:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any, number: int) -> Block:
        level = level_stated(paragraph)
        level = self.styles.levels.get(style_of(paragraph, self.styles), 0) if level is None else level
        read = tuple(pieces(paragraph, self.styles))
        return Block(self.places[paragraph], read, number, level, self._has_more(paragraph))

    def _has_more(self, paragraph: Any) -> bool:
        """Whether figures stand in text boxes and notes that hang on a paragraph."""
        boxed = any(_FIGURE.search("".join(box.itertext(f"{W}t"))) for box in paragraph.iter(_BOX))
        named = {tag for tag, _ in self.notes}
        return boxed or any((each.tag, each.get(f"{W}id")) in self.notes for each in paragraph.iter(*named) if named)
