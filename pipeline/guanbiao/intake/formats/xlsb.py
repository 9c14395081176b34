"""What calamine does not say of an .xlsb workbook, read from its records ([MS-XLSB] 2.1.4)."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from xml.etree import ElementTree

from guanbiao.intake.formats.comments import comments_of
from guanbiao.intake.formats.links import Part, relations
from guanbiao.intake.formats.margins import coded_margins
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import MOST_COLUMNS, REMARK_CHARACTERS, REMARKS, Refused
from guanbiao.intake.sheets import SheetDetails
from guanbiao.model.exports import PROGRAM
from guanbiao.text.cells import Position

_ROW, _CELL_ERROR, _FORMULA_ERROR, _FORMULAS, _MERGE = 0, 3, 11, range(8, 12), 176  # [MS-XLSB] 2.3.2
_CELLS = range(2, 12)
_COLUMN, _FILTER = 60, 161
_AUTHOR, _COMMENT, _COMMENT_TEXT = 632, 635, 637
_MARGINS, _MARGINS_BEGIN = 479, b"\xdf\x03"  # BrtBeginHeaderFooter, and how such a record begins
_FLAGS, _NO_TEXT = 2, b"\xff" * 4  # bytes before the texts of its pages, and a text that is not there
_PAGES = 6  # header and footer of the usual pages, of even ones and of the first
_HIDDEN_ROW = 0x10
_ERROR_TEXTS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!"},
    **{0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"},
}


def xlsb_details(part: bytes) -> SheetDetails:
    """What stands in a sheet of an .xlsb besides values, from its part. Raises Refused where a record runs over the
    end."""
    found, row = SheetDetails(), 0
    for kind, start, size in records(part):
        if kind == _ROW and size >= 4:
            row = int.from_bytes(part[start : start + 4], "little")
            if size > 11 and part[start + 11] & _HIDDEN_ROW:
                found.hidden_rows.append(row)
        elif kind in _CELLS and size >= 8:
            at = (row, int.from_bytes(part[start : start + 4], "little"))
            found.fill(*at)
            if kind in _FORMULAS:
                found.formulas[at] = ""
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and size > 8:
                found.errors[at] = _ERROR_TEXTS.get(part[start + 8], "#N/A")
        elif kind == _MERGE and size >= 16:
            top, bottom, left, right = (
                int.from_bytes(part[start + at : start + at + 4], "little") for at in (0, 4, 8, 12)
            )
            found.merges.append((top, left, bottom, right))
        elif kind == _COLUMN and size > 16 and part[start + 16] & 1:
            first, last = (int.from_bytes(part[start + at : start + at + 4], "little") for at in (0, 4))
            found.hidden_columns += range(first, min(last + 1, first + MOST_COLUMNS))
        found.filtered |= kind == _FILTER
    return found


def xlsb_comments(archive: Archive, sheet: str) -> dict[Position, str]:
    """By cell, the comments on the sheet in a part, but for those of this program; as far as they can be read."""
    found: dict[Position, str] = {}
    with suppress(Refused, struct.error, ElementTree.ParseError, ValueError):
        for kind, path in relations(archive, sheet).values():
            if kind == "comments":
                found |= islice(_comments(archive.read(path)), REMARKS + 1)
    return found | comments_of(archive, sheet)


def xlsb_margins(part: bytes) -> tuple[str, ...]:
    """The words in the headers and footers of a sheet's pages. Raises Refused like `xlsb_details`."""
    if _MARGINS_BEGIN not in part:
        return ()
    pages = (part[start : start + size] for kind, start, size in records(part) if kind == _MARGINS)
    return coded_margins(each for data in pages for each in _texts_of_pages(data))


def _texts_of_pages(data: bytes) -> Iterator[str]:
    at = _FLAGS
    for _ in range(_PAGES):
        if len(data) < at + 4:
            return
        is_none = data[at : at + 4] == _NO_TEXT
        text, at = ("", at + 4) if is_none else wide(data, at)
        yield text


def _comments(part: bytes) -> Iterator[tuple[Position, str]]:
    authors, author, at = list[str](), 0, (0, 0)
    for kind, start, _ in records(part):
        if kind == _AUTHOR:
            authors.append(wide(part, start)[0])
        elif kind == _COMMENT:
            author, row, _, column = struct.unpack_from("<IIII", part, start)
            at = (row, column)
        elif kind == _COMMENT_TEXT and (author >= len(authors) or authors[author] != PROGRAM):
            yield at, wide(part, start + 1)[0][: REMARK_CHARACTERS + 1]


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, start and size of each record of a part. Raises Refused like `xlsb_details`."""
    at, end = 0, len(part)
    while at < end:
        kind, at = _packed(part, at, 2)
        size, at = _packed(part, at, 4)
        if at + size > end:
            raise Refused("damaged")
        yield kind, at, size
        at += size


def _packed(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends. Kinds keep their marker bit out: two bytes hold 14 bits."""
    value = 0
    for step in range(most):
        if at >= len(part):
            raise Refused("damaged")
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, at


_SHEET_RECORD = 156  # BrtBundleSh: state, id, relationship, name


def xlsb_parts(archive: Archive, main: str) -> list[Part]:
    """The worksheets of an .xlsb in their order, of the workbook's part `main`. Raises Refused like `xlsb_details`."""
    links = relations(archive, main)
    part = archive.read(main)
    found = []
    for kind, start, _ in records(part):
        if kind == _SHEET_RECORD:
            link, at = wide(part, start + 8)
            name, _ = wide(part, at)
            word, path = links.get(link, ("", ""))
            if word == "worksheet":
                found.append(Part(name, path, part[start : start + 4] != b"\x00" * 4))
    return found


def wide(part: bytes, at: int) -> tuple[str, int]:
    """A string of counted UTF-16 units, and where it ends. Raises Refused like `xlsb_details`."""
    end = at + 4 + 2 * int.from_bytes(part[at : at + 4], "little")
    if end > len(part):
        raise Refused("damaged")
    return part[at + 4 : end].decode("utf-16-le", "replace"), end
