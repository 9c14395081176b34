"""What a file is: decided by its content, never by its name."""

import re
from enum import StrEnum

from guanbiao.intake.limits import OPENING, Refused


class FileKind(StrEnum):
    """The families of files that may hold a sheet: zip-based workbooks, OLE files (.xls, locked workbooks), a bare
    stream of BIFF records, XML 2003, web pages, pages in a single file, separated text."""

    ZIP = "zip"
    OLE = "ole"
    BIFF = "biff"
    XML_2003 = "xml_2003"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"


# What files of other families begin with, and the last word of the reason for which they are refused.
_FOREIGN = (
    (b"%PDF", "pdf"),
    *((sign, "picture") for sign in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")),
    *((sign, "archive") for sign in (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (b"{\\rtf", "document"),
    (b"{\\rt", "document"),
    *((sign, "program") for sign in (b"MZ\x90", b"\x7fELF", b"\xca\xfe\xba\xbe")),
    *((sign, "media") for sign in (b"RIFF", b"ID3", b"OggS", b"\x00\x00\x01\xba")),
)
_PARQUET = b"PAR1"  # at both ends
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_RECORD = (4, 6, 8, 16)  # lengths of the first record, BOF, of BIFF 2 to 5 ([MS-XLS] 2.4.21)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|meta|style|table|tr|div)\b", re.IGNORECASE)
_FLAT_TEXT = "vnd.oasis.opendocument.text"  # of a text in a single file of XML
_FIELD = r"[A-Za-z][A-Za-z-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n"  # of the head of a mail, over lines that go on
_MAIL = re.compile(
    rf"(?=(?:{_FIELD})*?From: ?)(?=(?:{_FIELD})*?(?:Subject|Date|Message-ID|Received): ?)(?:{_FIELD}){{2}}", re.I
)
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 8192  # bytes that tell pages and XML apart: programs write long comments and styles before the first table


def kind_of(content: bytes) -> FileKind:
    """The family of a file by its content. Raises Refused for what can hold no table, with a reason that says what it
    is.

    >>> str(kind_of(b"a,b")), str(kind_of(b"<table><tr><td>1"))
    ('text', 'html')
    """
    if content[:4] in (_ZIP, b"PK\x05\x06"):
        return FileKind.ZIP
    if content[:8] == _OLE:
        return FileKind.OLE
    if _ZIP.startswith(content) or _OLE.startswith(content):  # a workbook cut off within its first bytes
        raise Refused("damaged")
    if content[:1] == b"\x09" and content[1:2] in b"\x00\x02\x04\x08" and content[3:4] == b"\x00" and _is_biff(content):
        return FileKind.BIFF
    _refuse_foreign(content)
    return _kind_of_text(content)


def _is_biff(content: bytes) -> bool:
    return len(content) > 8 and content[2] in _BIFF_RECORD


def _refuse_foreign(content: bytes) -> None:
    for sign, what in _FOREIGN:
        if content.startswith(sign):
            raise Refused(f"foreign_{what}")
    if content.startswith(_PARQUET) and content.endswith(_PARQUET):
        raise Refused("unknown", opening=_parquet_columns(content))
    if content[4:8] == b"ftyp":
        raise Refused("foreign_media")
    if not content[:4096].strip(b"\x00"):
        raise Refused("zeros")


def _parquet_columns(content: bytes) -> str:
    """The names of the columns of a Parquet file, and what is readable between them: how its footer begins."""
    footer = content[-8 - int.from_bytes(content[-8:-4], "little") : -8]
    return " ".join(re.findall("[ -~]{3,}", footer[:_HEAD].decode("latin-1")))[:OPENING]


def _kind_of_text(content: bytes) -> FileKind:
    head = content[:_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    lowered = head.lower()
    if lowered.startswith("<"):
        if _SPREADSHEET in lowered:
            return FileKind.XML_2003
        if "<office:document" in lowered:
            raise Refused("foreign_document" if _FLAT_TEXT in lowered else "flat_ods")
        if _HTML.search(head):
            return FileKind.HTML
        raise Refused("foreign_xml")
    if lowered.startswith(("mime-version:", "from: <saved by")) and "multipart/related" in lowered:
        return FileKind.MHTML
    if _MAIL.match(head):
        raise Refused("foreign_mail")
    return FileKind.TEXT
