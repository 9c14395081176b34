"""The bytes of a file as sheets, or the reason why not: told apart by content, passed through the gate, then read.

Runs in a reader process. Neither polars nor pandera is imported here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guanbiao.intake import gate
from guanbiao.intake.formats import markup, xls
from guanbiao.intake.formats.open_report import open_report
from guanbiao.intake.formats.package import package_sheets
from guanbiao.intake.formats.properties import ole_properties, properties_of
from guanbiao.intake.formats.text import text_sheet
from guanbiao.intake.formats.word import annual_report
from guanbiao.intake.kinds import FileKind, kind_of
from guanbiao.intake.limits import FILE_BYTES, MEGABYTE, MEMORY_BYTES, Refused, within
from guanbiao.intake.sheets import EngineSheet, plain_sheets
from guanbiao.intake.signs import Signs, only_where
from guanbiao.intake.wire import Parsed
from guanbiao.model.books import FileStatus, Note
from guanbiao.model.documents import Paragraph
from guanbiao.text.cells import Value

_FOREIGN_STREAMS = (("worddocument", "foreign_document"), ("powerpoint document", "foreign_slides"))
_ABOUT = "\x05DocumentSummaryInformation"  # the stream with the properties of a document ([MS-OSHARED] 2.3.3.2)


class Contents(NamedTuple):
    """The sheets of a file, notes about all of it, the properties in it that are ours; of an annual report its text and
    its first lines."""

    sheets: list[EngineSheet]
    notes: Sequence[Note] = ()
    properties: Mapping[str, str] = {}
    paragraphs: tuple[Paragraph, ...] = ()
    opening: str = ""


def parse(content: bytes, *, cautious: bool = False, signs: Signs | None = None) -> Parsed:
    """The content of a file as plain sheets, or the reason why it was refused; never raises for what a file holds.
    Formulas and looks are looked at only on sheets with `signs` of a form, without these on all. `cautious` does
    without calamine, which some files make abort the process."""
    try:
        within("file", len(content) // MEGABYTE, FILE_BYTES // MEGABYTE)
        found = _contents(content, signs, cautious=cautious)
        sheets = plain_sheets(found.sheets)
        detail: dict[str, Value] = {"opening": found.opening} if found.opening else {}
        whole = (tuple(found.notes), found.properties, found.paragraphs)
        return Parsed(FileStatus.READ, "", detail, sheets, *whole)
    except Refused as refused:
        return Parsed(FileStatus.REFUSED, refused.reason, refused.detail)
    except MemoryError:
        return Parsed(FileStatus.REFUSED, "limit_memory", {"most": MEMORY_BYTES // MEGABYTE})
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the one place: whatever a parser makes of a broken file (its panics too) costs that file
        return Parsed(FileStatus.REFUSED, "damaged") if cautious else parse(content, cautious=True, signs=signs)


def _contents(content: bytes, signs: Signs | None, *, cautious: bool) -> Contents:
    """The sheets of a file by the reader of its family. Raises Refused, and whatever a parser raises."""
    if not content:
        raise Refused("empty")
    kind = kind_of(content)
    if kind is FileKind.ZIP:
        return _package(content, signs, cautious=cautious)
    if kind is FileKind.OLE:
        return _compound(content, signs, cautious=cautious)
    if kind is FileKind.BIFF:
        return Contents(*xls.xls_sheets(content, signs, alone=cautious))
    if kind is FileKind.TEXT:
        return Contents(*text_sheet(content))
    page = {
        FileKind.XML_2003: markup.xml_2003_sheets,
        FileKind.HTML: markup.html_sheet,
        FileKind.MHTML: markup.mhtml_sheet,
    }
    return Contents(only_where(page[kind](content), signs))


def _package(content: bytes, signs: Signs | None, *, cautious: bool, notes: Sequence[Note] = ()) -> Contents:
    archive = gate.passed(content)
    if report := annual_report(archive) or open_report(archive):
        return Contents(report.sheets, notes, {}, report.paragraphs, report.opening)
    return Contents(package_sheets(archive, cautious=cautious, signs=signs), notes, properties_of(archive))


def _compound(content: bytes, signs: Signs | None, *, cautious: bool) -> Contents:
    """An OLE file: an .xls, or a locked workbook of any kind."""
    streams = gate.streams_of(content)
    for name, reason in _FOREIGN_STREAMS:
        if name in streams:
            raise Refused(reason, ours=bool(ole_properties(gate.stream_of(content, _ABOUT))))
    if not streams & {"workbook", "book", "encryptedpackage"}:
        raise Refused("foreign_compound")
    opened, was_locked = gate.unlocked(content) if "book" not in streams else (content, False)
    note = [Note("default_password")] if was_locked else []
    if opened[:2] == b"PK":
        return _package(opened, signs, cautious=cautious, notes=note)
    sheets, notes = xls.xls_sheets(opened, signs, alone=cautious)
    about = gate.stream_of(opened, _ABOUT) if _ABOUT.lower() in streams else b""
    return Contents(sheets, [*note, *notes], ole_properties(about))
