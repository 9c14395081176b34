"""Comma- and tab-separated text, whichever of the usual encodings it is in."""

import codecs
import csv
import io
import re
from collections import Counter

from guanbiao.intake.limits import Refused
from guanbiao.intake.sheets import EngineSheet
from guanbiao.model.books import Note
from guanbiao.text.cells import MOST_DIGITS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = "\t,;|"  # of equals the first is taken: a tab is seldom anything else
_NUMBER = re.compile(rf"-?(0|[1-9]\d{{0,{MOST_DIGITS - 1}}})(\.\d{{1,{MOST_DIGITS}}})?")
_BINARY = re.compile("[\x00-\x06\x0e-\x19\x1c-\x1f]")
_SHOWN = 60  # lines that are looked at for what separates their columns: twice the usual form
_HEAD = 4096  # characters or bytes at the start of a file that tell what it is
_MOST_BINARY = 0.01  # the share of control characters in a text that some program wrote; none are usual
_CUT_SHORT = "unexpected end of data"  # how the codecs call a text that ends within a character


def decoded(content: bytes) -> str:
    """The text of a file: by its mark, else UTF-16 where every other byte is zero, else UTF-8, else GB 18030. An
    encoding is never guessed by statistics: a wrong one would make other figures of a file.

    Raises Refused where it is none of them, or no text."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refused("damaged" if _CUT_SHORT in problem.reason else "unknown") from problem
    if len(_BINARY.findall(text[:_HEAD])) > len(text[:_HEAD]) * _MOST_BINARY:
        raise Refused("unknown")
    return text


def _unmarked(content: bytes) -> str:
    head = content[:_HEAD]
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as problem:
            if encoding == "utf-8" and _CUT_SHORT in problem.reason and problem.start > 1:
                return encoding
            continue
        return encoding
    raise Refused("unknown" if _BINARY.search(head.decode("latin-1")) else "encoding")


def text_sheet(content: bytes) -> tuple[list[EngineSheet], list[Note]]:
    """The one sheet of a separated text, by `sep=` in its first line or the most likely delimiter; a note where its
    quotes do not close and are taken as they stand. Raises Refused where it is no text."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)", first.strip(' "\t') if not first.endswith("\t") else first)
    text, delimiter = (rest, declared[1]) if declared else (text, _delimiter(text))
    csv.field_size_limit(2**31 - 1)
    notes = []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        plain = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows = list(plain)
        notes = [Note("quotes")]
    return [EngineSheet("文本", [[typed(cell) for cell in row] for row in rows], typed=False)], notes


def _delimiter(text: str) -> str:
    """What separates the columns: the delimiter that gives the most columns to the most lines."""
    lines = [line for line in text.split("\n")[:_SHOWN] if line.strip()]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        score = max((times * (1 + min(count, 20) / 100) for count, times in counts.items()), default=0)
        if score > most:
            best, most = delimiter, score  # type: ignore[assignment]
    return best


def typed(text: str) -> object:
    """A text as Excel takes it on opening: a plain number is a number, everything else as it stands. A number in a text
    is one only where it can be nothing else.

    >>> typed(" 12.5 "), typed("012"), typed("1,234")
    (12.5, '012', '1,234')
    """
    found = text.strip(" ")
    if _NUMBER.fullmatch(found):
        return float(found)
    return text
