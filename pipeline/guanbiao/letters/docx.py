"""Letters as .docx files. The same drafts give the same bytes: no clock.

Format after GB/T 9704 without the red head: A4, title in 小标宋, text in 仿宋 of size 三号, lines of 28 points."""

import datetime
import io
import re
import zipfile
from functools import cache

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.packuri import PackURI
from docx.opc.phys_pkg import PhysPkgWriter
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from guanbiao.letters.drafts import Letter
from guanbiao.words.letters import TEXT_FONT, TITLE_FONT

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
_TITLE_SIZE, _TEXT_SIZE = 22, 16  # points: 二号, 三号
_TITLE_LINE, _TEXT_LINE = 36, 28  # points from line to line
_INDENT = 2 * _TEXT_SIZE  # two characters
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # millimetres
_THEN = (2000, 1, 1)  # a file without a clock: the same day every day


def write_letter(letter: Letter) -> bytes:
    """A letter as the bytes of a .docx file."""
    document = _page()
    _title(document, letter.title)
    for text in ("", letter.to):
        _text(document, text)
    for text in letter.paragraphs:
        _text(document, text).paragraph_format.first_line_indent = Pt(_INDENT)
    _text(document, "")
    for text in letter.closing:
        _text(document, text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _bytes(document)


def _page() -> DocumentType:
    """An empty page: python-docx takes longest to open its template, so one document serves all letters in turn."""
    document = _template()
    for paragraph in document.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)
    return document


@cache
def _template() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, width in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    return document


def _title(document: DocumentType, text: str) -> None:
    _paragraph(document, text, TITLE_FONT, _TITLE_SIZE, _TITLE_LINE).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _text(document: DocumentType, text: str) -> Paragraph:
    return _paragraph(document, text, TEXT_FONT, _TEXT_SIZE, _TEXT_LINE)


def _paragraph(document: DocumentType, text: str, font: str, size: int, line: int) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(_CONTROL.sub(" ", text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    return paragraph


def _bytes(document: DocumentType) -> bytes:
    """The document as a file without a clock: properties and zip entries carry a fixed time. python-docx writes its
    parts into a zip of its own by the clock, and not at all before 1980: here they go into ours."""
    document.core_properties.created = document.core_properties.modified = datetime.datetime(*_THEN)
    package, target = document.part.package, io.BytesIO()
    with zipfile.ZipFile(target, "w") as still:
        parts = _Parts(still)
        PackageWriter._write_content_types_stream(parts, package.parts)  # type: ignore[no-untyped-call]
        PackageWriter._write_pkg_rels(parts, package.rels)  # type: ignore[no-untyped-call]
        PackageWriter._write_parts(parts, package.parts)
    return target.getvalue()


class _Parts(PhysPkgWriter):
    """The parts of a document, as python-docx writes them, put into a zip under a fixed time."""

    def __new__(cls, archive: zipfile.ZipFile) -> "_Parts":
        return object.__new__(cls)

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """One part under its name."""
        entry = zipfile.ZipInfo(pack_uri.membername, (*_THEN, 0, 0, 0))
        self._archive.writestr(entry, blob, zipfile.ZIP_DEFLATED, compresslevel=1)
