"""A library's annual report in Word: its running text, and its tables as sheets.

    统计表（2020年）      ┐ what stands above a table, since the last one or the last heading
    填报部门：业务中心     ┘
    | 月份 | 合计 |       a sheet is these lines, the table and
    | 1    | 10   |
    填表人：李某           ┐ what stands below it, until a heading or the title of the next
    2021年1月6日          ┘

Of any other text document no more is read than its first lines. ECMA-376-1, 17: a body is paragraphs and tables, some
of them within content controls."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from msgspec import Struct

from guanbiao.intake.formats.links import main_part
from guanbiao.intake.formats.properties import properties_of
from guanbiao.intake.formats.word_tables import children, sheet_of
from guanbiao.intake.formats.word_text import (
    AROUND,
    Piece,
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
    LINES_ABOVE,
    LINES_BELOW,
    MEGABYTE,
    OPENING,
    SHEETS,
    Refused,
    within,
)
from guanbiao.intake.sheets import EngineSheet
from guanbiao.model.documents import Paragraph
from guanbiao.text.reports import OPENING_LINES, closes_table, heading_level, may_name_table, report_title

_STYLES, _TABLES = "word/styles.xml", f"{W}tbl"
_HEAD, _FIRST = MEGABYTE, 200  # bytes and paragraphs of a document in which its title is looked for
_FIGURE = re.compile(r"\d")
_WRITTEN = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_FRAME = 4  # cells of a table that may be a frame around others: title and table, two tables side by side
_LEAST = 2  # headings or tables of a document that is more than its title
_ELSEWHERE = (f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")


class Report(Struct, frozen=True):
    """The first lines of an annual report, its text, and its tables as sheets."""

    opening: str
    paragraphs: tuple[Paragraph, ...]
    sheets: list[EngineSheet]


class _Block(Struct):
    """A paragraph, numbered where it is one of the body itself, or a table."""

    element: Any
    pieces: tuple[Piece, ...] = ()
    number: int = 0
    level: int = 0
    has_boxes: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def is_table(self) -> bool:
        return bool(self.element.tag == _TABLES)


def first_lines(document: bytes) -> list[str]:
    """How the text of a document's part begins, line by line, whatever it stands in: a cover may be a text box."""
    begun = document[:_HEAD].split(b"</w:p>", _FIRST)[:_FIRST]
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
    within("document", (len(document) + len(styles)) // MEGABYTE, DOCUMENT_BYTES // MEGABYTE)
    within("tags", (document.count(b"<") + styles.count(b"<")) // 1000, DOCUMENT_TAGS // 1000)
    try:
        body, known = root_of(document).find(f"{W}body"), styles_of(styles)
    except etree.XMLSyntaxError as problem:
        raise Refused("damaged_document") from problem
    if body is None:
        raise Refused("damaged_document")
    blocks = _levelled(list(_blocks(body, known, is_body=True)))
    tables = [block for block in blocks if block.is_table]
    within("tables", len(tables), SHEETS)
    if max(len(tables), sum(block.level > 0 for block in blocks)) < _LEAST:
        return None
    around = [_around(blocks, at) for at, block in enumerate(blocks) if block.is_table]
    names = [f"第{at}个表格" for at in range(1, len(tables) + 1)]
    sheets = [
        sheet_of(name, block.element, above, below, known)
        for name, block, (above, below) in zip(names, tables, around, strict=True)
    ]
    return Report("\n".join(opening)[:OPENING], tuple(_paragraphs(blocks)), sheets)


def _blocks(element: Any, styles: Styles, *, is_body: bool) -> Iterator[_Block]:
    """Paragraphs and tables in their order: those of drawings nowhere."""
    number = 0
    for child in element:
        if child.tag == f"{W}p":
            number += is_body
            level = level_stated(child)
            level = styles.levels.get(style_of(child, styles), 0) if level is None else level
            yield _Block(child, tuple(pieces(child, styles)), number * is_body, level, _has_boxes(child))
        elif child.tag == _TABLES:
            yield from _of_table(child, styles)
        elif child.tag in AROUND:
            yield from _blocks(child, styles, is_body=False)


def _has_boxes(paragraph: Any) -> bool:
    """Whether figures stand in text boxes that hang on a paragraph."""
    return any(_FIGURE.search("".join(box.itertext(f"{W}t"))) for box in paragraph.iter(_ELSEWHERE[0]))


def _of_table(table: Any, styles: Styles) -> Iterator[_Block]:
    """A table, and those within its cells behind it; of one that is only a frame around others what stands in it."""
    inner = [each for each in table.iter(_TABLES) if not any(up.tag in _ELSEWHERE for up in each.iterancestors())]
    cells = [cell for row in children(table, f"{W}tr") for cell in children(row, f"{W}tc")]
    if len(inner) > 1 and len(cells) <= _FRAME:
        for cell in cells:
            yield from _blocks(cell, styles, is_body=False)
    else:
        yield from map(_Block, inner)


def _levelled(blocks: list[_Block]) -> list[_Block]:
    """The blocks with headings of running text as none, and, where no style says of any that it is one, those that
    begin with the number of a heading as such."""
    for block in blocks:
        block.level = block.level if block.text.strip() else 0
    if not any(block.level for block in blocks):
        for block in blocks:
            block.level = heading_level(block.text)
    return blocks


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Paragraph]:
    """The numbered paragraphs, each with the headings that it stands below."""
    above: list[tuple[int, str]] = []
    for block in blocks:
        if block.level:
            above = [each for each in above if each[0] < block.level]
        if block.number:
            headings = tuple(text for _, text in above)
            asides = tuple(_asides(block.pieces))
            yield Paragraph(block.number, block.text, headings, block.level, asides, block.has_boxes)
        if block.level:
            above.append((block.level, block.text.strip()))


def _asides(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The ranges of characters that are struck out or hidden, joined where they touch."""
    at, start = 0, -1
    for text, is_aside in (*pieces, ("", False)):
        if is_aside and start < 0:
            start = at
        elif not is_aside and start >= 0:
            yield start, at
            start = -1
        at += len(text)


def _around(blocks: Sequence[_Block], at: int) -> tuple[list[str], list[str]]:
    """The lines above and below the table at a place."""
    before = next((back for back in range(at - 1, -1, -1) if blocks[back].is_table), -1)
    after = next((on for on in range(at + 1, len(blocks)) if blocks[on].is_table), len(blocks))
    gap = blocks[before + 1 : at]
    above = gap[_opens(gap) if before >= 0 else _last_heading(gap) or 0 :]
    following = blocks[at + 1 : after]
    below = following[: _opens(following)]
    heading = next((place for place, block in enumerate(below) if block.level), len(below))
    return _lines(above)[-LINES_ABOVE:], _lines(below[:heading])[:LINES_BELOW]


def _opens(gap: Sequence[_Block]) -> int:
    """Where between two tables that begins which belongs to the second: with the last heading, else with the first line
    that may be its title, else behind what closes the first."""
    heading = _last_heading(gap)
    if heading is not None:
        return heading
    named = next((place for place, block in enumerate(gap) if may_name_table(block.text)), None)
    if named is not None:
        return named
    text = ((place, block.text.strip()) for place, block in enumerate(gap))
    return next((place for place, each in text if each and not closes_table(each)), len(gap))


def _last_heading(gap: Sequence[_Block]) -> int | None:
    """The place of the last heading; None for none."""
    return next((place for place in range(len(gap) - 1, -1, -1) if gap[place].level), None)


def _lines(blocks: Sequence[_Block]) -> list[str]:
    """The lines of paragraphs, without empty ones."""
    return [line.strip() for block in blocks for line in block.text.split("\n") if line.strip()]
