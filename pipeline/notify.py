"""Notices to department heads: a page in the manner of official documents, a line for the chat, a draft of a mail.

Nothing is sent. Format after GB/T 9704 without the red head: A4, title in 小标宋, text in 仿宋 of size 三号, lines of
28 points. The same findings give the same bytes: no document carries a clock."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.annual import Report
from pipeline.model import Finding
from pipeline.phrase import Phrases, number, place_of
from pipeline.phrase_slips import (
    AND_MORE,
    CHAT,
    CHAT_FILE,
    CHAT_MOST,
    CHAT_OWED,
    MAIL_FILE,
    NOTICE_ATTACHED,
    NOTICE_BODY,
    NOTICE_DATE,
    NOTICE_FILE,
    NOTICE_FROM,
    NOTICE_GRAVEST,
    NOTICE_TITLE,
    NOTICE_TO,
    NOTICES,
    NUMERALS,
    REMINDER_BODY,
    REMINDER_CHAT_FILE,
    REMINDER_FILE,
    REMINDER_TITLE,
    SLIP_FILE,
    SUBJECT,
)
from pipeline.slip import owned, slip_pages
from pipeline.spec import Department, Level
from pipeline.workbook import write_workbook

TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
DAYS = 5  # working days to answer in
GRAVEST = 4
_MOST_A_LINE = 56  # characters of a grave finding: two lines of the page
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def notices(report: Report, phrases: Phrases) -> Iterator[tuple[str, bytes]]:
    """The files of every department that has something to answer or forms to file, by path in the year's folder."""
    for department in report.catalogue.departments:
        folder = f"{NOTICES}/{department.name}"
        findings = owned(report, department.name)
        head = report.head_of(department)
        if findings:
            yield from _answering(report, department, head, findings, folder, phrases)
        owed = [form.name for form in report.owed if form.department == department.name]
        if owed:
            yield f"{folder}/{REMINDER_FILE}", _reminder(report, department, head, owed)
            text = _owing(report, department, head, owed)
            yield f"{folder}/{REMINDER_CHAT_FILE}", text.encode()


def _answering(
    report: Report, department: Department, head: str, findings: Sequence[Finding], folder: str, phrases: Phrases
) -> Iterator[tuple[str, bytes]]:
    subject = SUBJECT.format(year=report.year, department=department.name)
    slip = write_workbook(slip_pages(report, department.name, phrases), subject)
    notice = _notice(report, department, head, findings, phrases)
    mandatory, query = (sum(each.level is level for each in findings) for level in (Level.MANDATORY, Level.QUERY))
    chat = _chat(CHAT, report, department, head, mandatory=mandatory, query=query)
    yield f"{folder}/{SLIP_FILE}", slip
    yield f"{folder}/{NOTICE_FILE}", notice
    yield f"{folder}/{CHAT_FILE}", chat.encode()
    attached = ((SLIP_FILE, _XLSX, slip), (NOTICE_FILE, _DOCX, notice))
    yield f"{folder}/{MAIL_FILE}", _mail(subject, chat, department, attached)


def _chat(template: str, report: Report, department: Department, head: str, **facts: object) -> str:
    """A line for the chat, at most 120 characters: what is too long is cut and says so."""
    text = template.format(year=report.year, department=department.name, head=head, days=DAYS, **facts)
    return text if len(text) <= CHAT_MOST else text[: CHAT_MOST - 1] + "…"


def _owing(report: Report, department: Department, head: str, owed: Sequence[str]) -> str:
    """A line for the chat about forms owed: as many of them named as the line holds."""
    text = ""
    for shown in range(len(owed), -1, -1):
        forms = "、".join(owed[:shown]) + ("" if shown == len(owed) else AND_MORE)
        facts = {"year": report.year, "department": department.name, "head": head, "days": DAYS}
        text = CHAT_OWED.format(**facts, count=len(owed), forms=forms)
        if len(text) <= CHAT_MOST:
            break
    return text[:CHAT_MOST]


def _notice(report: Report, department: Department, head: str, findings: Sequence[Finding], phrases: Phrases) -> bytes:
    """The notice: whom, what by when, the gravest, the list attached, from whom."""
    document = _page(NOTICE_TITLE.format(year=report.year), department, head)
    mandatory, query = (sum(each.level is level for each in findings) for level in (Level.MANDATORY, Level.QUERY))
    _text(document, NOTICE_BODY.format(year=report.year, mandatory=mandatory, query=query, days=DAYS))
    _text(document, NOTICE_GRAVEST)
    for at, finding in zip(NUMERALS, gravest(findings), strict=False):
        _text(document, f"{at}、{_short(finding, phrases)}")
    _text(document, NOTICE_ATTACHED.format(slip=SLIP_FILE))
    _close(document, report)
    return _bytes(document)


def gravest(findings: Sequence[Finding]) -> list[Finding]:
    """The findings to name first: one of each cause, mandatory before queries, the largest difference first."""
    order = list(Level)
    ranked = sorted(findings, key=lambda each: (order.index(each.level), -abs(each.difference or 0.0)))
    seen: set[str] = set()
    chosen = []
    for finding in ranked:
        if not finding.cause or finding.cause not in seen:
            chosen.append(finding)
            seen.add(finding.cause)
    return chosen[:GRAVEST]


def _short(finding: Finding, phrases: Phrases) -> str:
    """A finding in two lines at most: its place and both figures, or its sentence."""
    if finding.reported is None or finding.expected is None:
        text = phrases.message(finding)
    else:
        place = place_of(finding.row, finding.column)
        text = f"{phrases.table(finding.form)}“{place}”填报{number(finding.reported)}，应为{number(finding.expected)}。"
    return text if len(text) <= _MOST_A_LINE else text[: _MOST_A_LINE - 1] + "…"


def _reminder(report: Report, department: Department, head: str, owed: Sequence[str]) -> bytes:
    document = _page(REMINDER_TITLE.format(year=report.year), department, head)
    forms = "、".join(f"《{name}》" for name in owed)
    _text(document, REMINDER_BODY.format(year=report.year, count=len(owed), forms=forms, days=DAYS))
    _close(document, report)
    return _bytes(document)


def _page(title: str, department: Department, head: str) -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    heading = _paragraph(document, title, TITLE_FONT, 22)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _paragraph(document, "", TEXT_FONT, 16)
    _paragraph(document, NOTICE_TO.format(department=department.name, head=head), TEXT_FONT, 16)
    return document


def _text(document: DocumentType, text: str) -> None:
    """A paragraph of the text, its first line two characters in."""
    _paragraph(document, text, TEXT_FONT, 16).paragraph_format.first_line_indent = Pt(32)


def _close(document: DocumentType, report: Report) -> None:
    _paragraph(document, "", TEXT_FONT, 16)
    for text in (NOTICE_FROM.format(library=report.catalogue.library), NOTICE_DATE):
        _paragraph(document, text, TEXT_FONT, 16).alignment = WD_ALIGN_PARAGRAPH.RIGHT


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
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return still.getvalue()


def _mail(
    subject: str, text: str, department: Department, attached: Sequence[tuple[str, tuple[str, str], bytes]]
) -> bytes:
    """A draft that mail programs open ready to send (X-Unsent); to nobody where no address is declared."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    if department.mail:
        mail["To"] = department.mail
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    for name, (major, minor), content in attached:
        mail.add_attachment(content, maintype=major, subtype=minor, filename=name)
    mail.set_boundary("=-guanbiao-=")
    buffer = io.BytesIO()
    BytesGenerator(buffer).flatten(mail)
    return buffer.getvalue()
