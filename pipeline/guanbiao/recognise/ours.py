"""What this program wrote itself, known again by content in a drop folder: consolidated workbooks, return slips, and
all else that stands in a year's folder of outputs."""

import re
import string
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.exports import FACT_COLUMNS, MAIL_BOUNDARY, PROGRAM, RELATION_COLUMNS
from guanbiao.recognise.slips.returned import is_answered, is_slip
from guanbiao.text.cells import Value
from guanbiao.words.files import FILE_STATUS, REASONS
from guanbiao.words.letters import (
    CHAT,
    CHAT_OWED,
    CHAT_THANKS,
    NOTICE_OPENING,
    REMINDER_OPENING,
    THANKS_OPENING,
)
from guanbiao.words.report import WORDS
from guanbiao.words.workbook import CONTENTS_HEAD, FINDINGS_HEAD, PROVENANCE_HEAD

OWN = ("own_workbook", "own_slip", "own_output")  # why a file of ours is no filing
_HEADS = frozenset((CONTENTS_HEAD, FINDINGS_HEAD, PROVENANCE_HEAD))
_TEXT_WITHIN = 30  # rows of a text of ours in which its marks stand: the subject of a mail takes up to ten
_LINE_WITHIN = 1000  # characters of a line that are looked at: patterns take long over what was made for it


def _written(sentence: str) -> str:
    """A pattern for what is written by a sentence with fields."""
    pieces = string.Formatter().parse(sentence)
    return "".join(re.escape(text) + ("" if name is None else ".*") for text, name, _, _ in pieces)


def _until(field: str, sentence: str) -> str:
    """The same, as far as a field: what comes after it may be cut."""
    return _written(sentence.partition("{" + field + "}")[0])


_ENDED = "|".join(_written(sentence) for sentence in (*FILE_STATUS.values(), *REASONS.values()))
_PAGE = f"({_written(WORDS.title)}|{_written(WORDS.title_of)})"
_CHATS = "|".join(
    (_until("asked", CHAT), _until("count", CHAT_OWED), _until("progress", CHAT_THANKS)),
)
_TEXTS = (  # how the texts of ours begin
    rf"{_PAGE}\n{WORDS.verdict}\n",  # the report as a page, of a year or of one of its departments
    rf"({_CHATS}).*\Z",  # one line for the chat
    rf".+ ({_ENDED})(\n|\Z)",  # run.log
    r'\{\n "contract": \d+,?\n "library": .*\n "period": \d+,?\n "summary": \{',  # findings.json
    rf'\{{\n "program": "{PROGRAM}",?\n "version": .*\n "period": \d+,?\n "inputs": \[',  # manifest.json
    rf'Subject: (?s:.*)\nX-Unsent: 1\n(?s:.*) boundary="{MAIL_BOUNDARY}"',  # the draft of a mail
)
_FIRST = re.compile(  # their first lines
    rf"{_PAGE}$|{_CHATS}|.+ ({_ENDED})$|\{{$|Subject: "
)
_LETTERS = tuple(
    f".{{,30}}{_written(title)}.*{_written(first)}"
    for title, first in (NOTICE_OPENING, REMINDER_OPENING, THANKS_OPENING)
)


def without_own(books: Sequence[Book]) -> list[Book]:
    """The books of a drop folder, those that are an output of ours marked as ignored and without sheets. They are known
    by what stands in them, whatever the file is called. A slip that somebody wrote in is an answer, and stays; so does
    a blank one where there is no other output: a head sent it back."""
    reasons = [own_as(book) for book in books]
    aside = aside_among(reasons)
    pairs = zip(books, reasons, strict=True)
    return [set_aside(book, reason) if reason in aside else book for book, reason in pairs]


def aside_among(reasons: Iterable[str]) -> tuple[str, ...]:
    """Which of our outputs are set aside where outputs of ours of these kinds lie together."""
    return OWN if set(reasons) - {"", "own_slip"} else ()


def set_aside(book: Book, reason: str) -> Book:
    """An output of ours as it ends: ignored, without sheets."""
    return replace(book, status=FileStatus.IGNORED, reason=reason, sheets=(), detail={}, notes=())


def own_as(book: Book) -> str:
    """As which output of ours a book is set aside; '' for a book that is none."""
    if book.paragraphs:  # an annual report, even where it was begun from a draft of ours
        return ""
    if _is_workbook(book):
        return "own_workbook"
    if len(book.sheets) == 1 and _is_text(book.sheets[0]):
        return "own_output"  # before slips: lines of ours quote places, as answers do
    if slip(book):
        return "" if is_answered(book) else "own_slip"
    return "own_output" if _is_export(book) else ""


def slip(book: Book) -> bool:
    """Whether a book is a return slip (`is_slip`), found out once: all of it is looked through for that."""
    known = vars(book)
    if "slip" not in known:
        known["slip"] = is_slip(book)
    return bool(known["slip"])


def _is_workbook(book: Book) -> bool:
    """Whether at least two heads of the pages around the official ones stand on top of its sheets: one of them might be
    anybody's."""
    tops = {tuple(cell for cell in row if cell is not None) for sheet in book.sheets for row in sheet.rows[:2]}
    return len(tops & _HEADS) > 1


def _is_export(book: Book) -> bool:
    """Whether a book is one of the other files of a year's folder, each of which is a single text or no workbook."""
    if len(book.sheets) == 1:
        return _is_text(book.sheets[0])
    if book.detail.get("ours"):
        return True
    opening = str(book.detail.get("opening", ""))
    names = iter(re.findall(r"\w+", opening))
    return any(re.match(each, opening) for each in _LETTERS) or all(column in names for column in FACT_COLUMNS)


def _is_text(sheet: Sheet) -> bool:
    """Whether a sheet is a text of ours or relations.csv. Most sheets do not begin like one."""
    first, *rows = sheet.rows[:_TEXT_WITHIN] or ((),)
    if tuple(first) == RELATION_COLUMNS:
        return True
    line = _line(first)
    if not _FIRST.match(line):
        return False
    text = "\n".join((line, *map(_line, rows)))
    return any(re.match(each, text) for each in _TEXTS)


def _line(row: Sequence[Value]) -> str:
    return "".join(str(value) for value in row if value is not None)[:_LINE_WITHIN]
