"""What lies over the cells of an .xls: notes, which xlrd reads, and text boxes, which it does not: [MS-XLS] 2.4.329."""

import struct
from collections.abc import Iterator
from typing import Any

from guanbiao.intake.formats.xls_formulas import records
from guanbiao.intake.limits import REMARK_CHARACTERS
from guanbiao.intake.marks import Marks
from guanbiao.model.exports import PROGRAM
from guanbiao.text.cells import Position

_DRAWING, _OBJECT, _TEXT, _MORE = 0x00EC, 0x005D, 0x01B6, 0x003C
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"  # [MS-ODRAW] 2.2.46: how the place of a shape begins, behind its version
_NOTE = 0x19  # the type of the object that shows a note
_LENGTH_AT, _TYPE_AT = 10, 4


def mark_remarks(marks: Marks, book: Any, page: Any, sheet: int) -> None:
    """Add the words of the notes and of the text boxes on a sheet, but for notes of this program. `book` must hold its
    resources still."""
    for at, note in page.cell_note_map.items():
        if note.author != PROGRAM:
            marks.put_beside(at, note.text[: REMARK_CHARACTERS + 1].strip())
    if book.mem and _ANCHOR in book.mem:  # of the oldest formats xlrd keeps nothing
        for at, text in _boxes(book, sheet):
            marks.put_beside(at, text.strip())


def _boxes(book: Any, sheet: int) -> Iterator[tuple[Position, str]]:
    """The text boxes on a sheet: where each begins, and as much of its text as one record holds."""
    place, is_note, is_next = (0, 0), False, False
    for kind, data in records(book, sheet, (_DRAWING, _OBJECT, _TEXT, _MORE)):
        if kind == _DRAWING and (at := data.rfind(_ANCHOR)) >= 0 and len(data) >= at + 16:
            column, row = struct.unpack_from("<H2xH", data, at + 8)
            place = (row, column)
        elif kind == _OBJECT:
            is_note = data[_TYPE_AT : _TYPE_AT + 1] == bytes([_NOTE])
        elif kind == _MORE and is_next and data:
            yield place, data[1:].decode("utf-16-le" if data[0] else "latin-1", "replace")
        is_next = kind == _TEXT and not is_note and data[_LENGTH_AT : _LENGTH_AT + 2] > b"\0\0"
