"""What a slip was issued with, as texts that travel in the slip itself: compressed, in pieces that a cell of a hidden
sheet or a property of the document can hold."""

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping

from msgspec import DecodeError, json
from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.model.exports import PROGRAM
from guanbiao.model.slips import Issued

SHEET = f"_{PROGRAM}"  # the name of the hidden sheet
_MARK = f"{PROGRAM}:issued"  # what stands above the pieces
_CELL, _PROPERTY = 30_000, 250  # characters of a piece: a cell holds 32,767, a property 255
_MOST = 64 * 2**20  # bytes of a record: a slip of the largest forms has some hundred thousand
_LEVEL = 6
_PIECES = 200  # properties that a document may have


def in_cells(issued: Issued) -> list[str]:
    """The texts of the hidden sheet, from the top down."""
    return [_MARK, *_pieces(_packed(issued), _CELL)]


def in_properties(issued: Issued) -> dict[str, str]:
    """The properties of the document, which hold all but what the attached forms say; none where that is too much."""
    bare = replace(issued, copies=tuple(replace(each, cells={}) for each in issued.copies))
    pieces = list(_pieces(_packed(bare), _PROPERTY))
    return {f"{PROGRAM}{at:03d}": piece for at, piece in enumerate(pieces)} if len(pieces) <= _PIECES else {}


def has_record(sheet: Sheet) -> bool:
    """Whether a sheet is the hidden one."""
    return bool(sheet.rows) and _MARK in sheet.rows[0]


def issued_as(book: Book) -> Issued | None:
    """What a slip was issued with; None where it lost that, or it was damaged."""
    for sheet in book.sheets:
        if has_record(sheet):
            pieces = [value for row in sheet.rows[1:] for value in row if isinstance(value, str)]
            if issued := _unpacked("".join(pieces)):
                return issued
    return _unpacked("".join(_ordered(book.properties)))


def _ordered(properties: Mapping[str, str]) -> list[str]:
    return [text for name, text in sorted(properties.items()) if name.startswith(PROGRAM)]


def _packed(issued: Issued) -> str:
    return base64.b64encode(zlib.compress(json.encode(issued), _LEVEL)).decode()


def _pieces(text: str, most: int) -> Iterator[str]:
    return (text[at : at + most] for at in range(0, len(text), most))


def _unpacked(text: str) -> Issued | None:
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(text, validate=True), _MOST)
        return json.decode(content, type=Issued) if unpacker.eof else None
    except (binascii.Error, ValueError, zlib.error, DecodeError):
        return None
