"""Write letters as .docx files, and mails with what is enclosed. The same drafts give the same bytes: no clock.

Format after GB/T 9704 without the red head: A4, title in 小标宋, text in 仿宋 of size 三号, lines of 28 points."""

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from guanbiao.letters.drafts import Letter, Packet
from guanbiao.pages.xlsx import write_workbook

TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
Enclosed = tuple[str, tuple[str, str], bytes]


def write_packet(packet: Packet) -> dict[str, bytes]:
    """The files of a packet by their paths: the slip, the letter, the mail that encloses both."""
    slip, letter = write_workbook(packet.pages, packet.subject), write_letter(packet.letter)
    enclosed = ((packet.names[0], _XLSX, slip), (packet.names[1], _DOCX, letter))
    written = (slip, letter, _mail(packet, enclosed))
    return {f"{packet.folder}/{name}": content for name, content in zip(packet.names, written, strict=True)}


def write_letter(letter: Letter) -> bytes:
    """A letter as the bytes of a .docx file."""
    document = _page()
    _paragraph(document, letter.title, TITLE_FONT, 22).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("", letter.to):
        _paragraph(document, text, TEXT_FONT, 16)
    for text in letter.paragraphs:
        _paragraph(document, text, TEXT_FONT, 16).paragraph_format.first_line_indent = Pt(32)
    _paragraph(document, "", TEXT_FONT, 16)
    for text in letter.closing:
        _paragraph(document, text, TEXT_FONT, 16).alignment = WD_ALIGN_PARAGRAPH.RIGHT
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
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    return document


def _paragraph(document: DocumentType, text: str, font: str, size: int) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(_CONTROL.sub(" ", text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28 if size < 20 else 36)
    return paragraph


def _bytes(document: DocumentType) -> bytes:
    """The document as a file without a clock: properties and zip entries carry a fixed time."""
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2000, 1, 1)
    raw, still = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(still, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, compresslevel=1)
    return still.getvalue()


def _mail(packet: Packet, enclosed: Sequence[Enclosed]) -> bytes:
    """A draft that mail programs open ready to send (X-Unsent); to nobody where no address is declared."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = packet.subject
    if packet.address:
        mail["To"] = packet.address
    mail["X-Unsent"] = "1"
    mail.set_content(packet.text)
    for name, (major, minor), content in enclosed:
        mail.add_attachment(content, maintype=major, subtype=minor, filename=name)
    mail.set_boundary("=-guanbiao-=")
    buffer = io.BytesIO()
    BytesGenerator(buffer).flatten(mail)
    return buffer.getvalue()
