"""Comma- and tab-separated text, whichever of the usual encodings it is in."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from guanbiao.intake.limits import CELL_BOX, MEGABYTE, TEXT_BYTES, Refused, within
from guanbiao.intake.sheets import EngineSheet
from guanbiao.model.books import Note
from guanbiao.text.cells import MOST_DIGITS
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import read_figure
from guanbiao.text.phones import is_phone

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = "\t,;|"  # of equals the first is taken: a tab is seldom anything else
_NUMBER = re.compile(rf"-?(0|[1-9]\d{{0,{MOST_DIGITS - 1}}})(\.\d{{1,{MOST_DIGITS}}})?")
_AS_FORMULA = re.compile(r'="((?:[^"]|"")*)"')  # how a spreadsheet is told to leave a text as it is: ="007"
_BINARY = re.compile("[\x00-\x06\x0e-\x19\x1c-\x1f]")
_ANY_YEAR = 2000  # one with a 29 February: whether a text is a date, whichever year it is of
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
    within("file", len(content) // MEGABYTE, TEXT_BYTES // MEGABYTE)
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)", first.strip(' "\t') if not first.endswith("\t") else first)
    text, delimiter = (rest, declared[1]) if declared else (text, _delimiter(text))
    csv.field_size_limit(2**31 - 1)
    notes = []
    try:
        rows = _counted(csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True))
    except csv.Error:
        plain = csv.reader(_lines(text, delimiter), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows = _counted(plain)
        notes = [Note("quotes")]
    return [EngineSheet("文本", rows, typed=False)], notes


def _lines(text: str, delimiter: str) -> Iterator[str]:
    """The lines of a text. Raises Refused before one of too many cells is taken apart."""
    for line in io.StringIO(text, newline=""):
        within("cells", line.count(delimiter), CELL_BOX)
        yield line


def _counted(lines: Iterable[list[str]]) -> list[list[object]]:
    """The cells of all lines, counted as they are parsed. Raises Refused once they are too many, and csv.Error."""
    rows, count = [], 0
    for line in lines:
        count += len(line) or 1  # a line without any costs as much as a cell
        within("cells", count, CELL_BOX)
        rows.append([cell_value(cell) if cell else cell for cell in line])
    return rows


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


def cell_value(text: str) -> object:
    """What a cell of separated text says. Of one that is written so that it stays a text, what is inside counts, and is
    a number only where that is written the same.

    >>> cell_value('="20"'), cell_value("'112"), cell_value('="3.10"'), cell_value("'90后")
    (20.0, 112.0, '3.10', "'90后")
    """
    inside = _kept_as_text(text.strip(" "))
    if inside is None:
        return typed(text)
    return float(inside) if _NUMBER.fullmatch(inside) and f"{float(inside):.15g}" == inside else inside


def _kept_as_text(text: str) -> str | None:
    """What is inside a text that is written so that a spreadsheet leaves it as it is; None for every other one. An
    apostrophe says so only before a figure, a date or a telephone number: `'90后` is a word."""
    if formula := _AS_FORMULA.fullmatch(text):
        return formula[1].replace('""', '"')
    found = text.removeprefix("'")
    if not found or found == text:
        return None
    return found if read_figure(found).quantities or read_dates(found, _ANY_YEAR) or is_phone(found) else None
