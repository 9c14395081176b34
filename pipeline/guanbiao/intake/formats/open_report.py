"""A library's annual report in OpenDocument, as LibreOffice writes it. Of any other text no more is read than its first
lines. ODF 1.3, part 3: a text is paragraphs, headings, lists, sections and tables."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from guanbiao.intake.formats.blocks import Block, Table
from guanbiao.intake.formats.document import Report, report_of
from guanbiao.intake.formats.open_text import (
    NOTE,
    OFFICE,
    PARAGRAPHS,
    TABLE,
    TEXT,
    OpenStyles,
    level_of,
    parts_of,
    styles_in,
)
from guanbiao.intake.formats.opendoc import is_locked
from guanbiao.intake.formats.word_text import root_of
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import CELL_BOX, DOCUMENT_BYTES, DOCUMENT_TAGS, MEGABYTE, MOST_COLUMNS, Refused, within
from guanbiao.text.reports import OPENING_LINES, report_title

OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_HEAD, _FIRST = MEGABYTE, 200  # bytes and paragraphs of a document in which its title is looked for
_ENDS, _TAGS = re.compile(rb"</text:[ph]>"), re.compile(rb"<[^>]*>")
_CHANGES = re.compile(rb"<text:tracked-changes[ >].*?</text:tracked-changes>", re.DOTALL)  # what was deleted, by whom
_REMARKS = re.compile(rb"<office:annotation[ >].*?</office:annotation>", re.DOTALL)
_TABLE, _CELL, _COVERED = f"{TABLE}table", f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROW, _ROWS = f"{TABLE}table-row", frozenset(f"{TABLE}table-{name}" for name in ("header-rows", "rows", "row-group"))
_HOLDS = frozenset(f"{TEXT}{name}" for name in ("section", "list", "list-item", "list-header", "numbered-paragraph"))
_FIGURE = re.compile(r"\d")
_REPEATED = 200  # rows that one element may stand for: only blank ones do


def is_open_text(archive: Archive) -> bool:
    """Whether a package is a text in OpenDocument."""
    return archive.read("mimetype").strip() == OPEN_TEXT


def open_report(archive: Archive) -> Report | None:
    """The annual report in a package; None for one that holds anything else. Raises Refused for one that is damaged,
    locked or too large."""
    if not is_open_text(archive):
        return None
    if is_locked(archive.read("META-INF/manifest.xml")):
        raise Refused("password")
    content, styles = archive.read(_CONTENT), archive.read(_STYLES)
    lines = first_lines(content)
    return _report(content, styles, lines[:OPENING_LINES]) if report_title(lines) else None


def first_lines(content: bytes) -> list[str]:
    """How the text of a document begins, line by line, whatever it stands in."""
    head = _CHANGES.sub(b"", content.partition(b"<office:text")[2], 1)[:_HEAD]
    begun = _ENDS.split(_REMARKS.sub(b"", b"<" + head), _FIRST)[:_FIRST]
    lines = (unescape(_TAGS.sub(b"", each).decode("utf-8", "replace")).strip() for each in begun)
    return [*dict.fromkeys(line for line in lines if line)]


def _report(content: bytes, styles: bytes, opening: Sequence[str]) -> Report | None:
    from lxml import etree  # deferred: most folders hold no document

    within("document", (len(content) + len(styles)) // MEGABYTE, DOCUMENT_BYTES // MEGABYTE)
    within("tags", (content.count(b"<") + styles.count(b"<")) // 1000, DOCUMENT_TAGS // 1000)
    try:
        root = root_of(content)
        known = styles_in(*([root_of(styles)] if styles else []), root)
    except etree.XMLSyntaxError as problem:
        raise Refused("damaged_document") from problem
    if (body := body_of(root)) is None:
        raise Refused("damaged_document")
    return report_of(opening, OpenReader(body, known).blocks(body, is_body=True))


def body_of(root: Any) -> Any:
    """What holds the text of a document; None where nothing does."""
    return root.find(f"{OFFICE}body/{OFFICE}text")


def paragraphs_of(body: Any) -> list[Any]:
    """All paragraphs of a text, whatever they stand in; those of annotations are none of it."""
    remarks = {each for note in body.iter(NOTE) for each in note.iter(*PARAGRAPHS)}
    return [each for each in body.iter(*PARAGRAPHS) if each not in remarks]


class OpenReader:
    """Paragraphs and tables of a text in their order, each with its place among all of them; those of drawings, notes
    and indexes are nowhere."""

    def __init__(self, body: Any, styles: OpenStyles) -> None:
        self.styles, self.number = styles, 0
        every = paragraphs_of(body), body.iter(_TABLE)
        self.places = {each: at for kind in every for at, each in enumerate(kind, 1)}

    def blocks(self, element: Any, *, is_body: bool = False) -> Iterator[Block]:
        """What stands in an element that holds paragraphs and tables."""
        for child in element:
            if child.tag in PARAGRAPHS:
                self.number += is_body
                yield self._paragraph(child, self.number * is_body)
            elif child.tag == _TABLE:
                yield Block(self.places[child], table=self.table(child))
            elif child.tag in _HOLDS:
                yield from self.blocks(child, is_body=is_body)

    def _paragraph(self, paragraph: Any, number: int) -> Block:
        read = tuple((each.shown, each.is_aside) for each in parts_of(paragraph, self.styles))
        return Block(self.places[paragraph], read, number, level_of(paragraph, self.styles), _has_boxes(paragraph))

    def table(self, element: Any) -> Table:
        """A table laid out. Raises Refused where its cells are too many."""
        table = Table()
        for row in _rows(element):
            for _ in range(_count(row, "number-rows-repeated", _REPEATED)):
                self._add(table, row)
        return table

    def _add(self, table: Table, row: Any) -> None:
        """Lay out a row below what is there."""
        at, column, cells = len(table.rows), 0, list[object]()
        table.rows.append(cells)
        for cell in row.iterchildren(_CELL, _COVERED):
            across, down = (_count(cell, f"number-{each}-spanned", MOST_COLUMNS) for each in ("columns", "rows"))
            held = list(self.blocks(cell))
            for _ in range(_count(cell, "number-columns-repeated", MOST_COLUMNS)):
                within("cells", (at + 1) * (column + 1), CELL_BOX)
                cells.append("")
                if cell.tag == _CELL:
                    table.put(at, column, held)
                    if across > 1 or down > 1:
                        table.merges.append((at, column, at + down - 1, column + across - 1))
                column += 1


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table, those within groups of them too."""
    for child in element:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _count(element: Any, name: str, most: int) -> int:
    text = str(element.get(f"{TABLE}{name}") or "1")
    return max(1, min(int(text), most)) if text.isdigit() and len(text) < 9 else 1


def _has_boxes(paragraph: Any) -> bool:
    """Whether figures stand in text boxes and notes that hang on a paragraph."""
    return any(_FIGURE.search("".join(each.itertext())) for each in _held(paragraph) if each.tag in PARAGRAPHS)


def _held(element: Any) -> Iterator[Any]:
    """What an element holds, but for annotations."""
    for child in element:
        if not child.tag.startswith(OFFICE):
            yield child
            yield from _held(child)
