"""The cell styles of an .xlsb workbook, from its records ([MS-XLSB] 2.1.7.50), and the numbers that are in them."""

import struct
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress

from guanbiao.intake.formats.styles import PLAIN, Looks, Own, told_by
from guanbiao.intake.formats.xlsb import records, wide
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import Refused
from guanbiao.text.cells import Position

_FONT, _FORMAT, _FILL, _STYLE = 43, 44, 45, 47  # [MS-XLSB] 2.3.2: BrtFont, BrtFmt, BrtFill, BrtXF
_STYLES_BEGIN, _STYLES_END = 617, 618  # BrtBeginCellXFs, BrtEndCellXFs
_FLAGS, _STRUCK, _INK = (
    2,
    0x08,
    12,
)  # of a font: bytes before its flags, the flag of what is struck out, bytes before its color
_GROUND = 4  # bytes of a fill before its color
_NO_FILL, _SOLID = b"\0\0\0\0", b"\1\0\0\0"
_INDEXED, _OWN, _THEME = 1, 2, 3  # kinds of colors, without the bit before them ([MS-XLSB] 2.5.16)
_ROW, _NUMBERS = 0, (2, 5, 9)  # BrtRowHdr; BrtCellRk, BrtCellReal, BrtFmlaNum
_LONGEST = 255  # characters of a number format; Excel takes no more


def binary_looks(archive: Archive) -> tuple[Looks, Sequence[bool]]:
    """What a workbook's cell styles tell, and of each font whether it is struck out; nothing where that cannot be read,
    since figures count without it, too."""
    part = next((archive.read(name) for name in archive.names if name.lower().endswith("/styles.bin")), b"")
    with suppress(Refused, struct.error, IndexError):
        own, used = _styles(part)
        return told_by(own, used), own.struck
    return PLAIN, ()


def _styles(part: bytes) -> tuple[Own, list[tuple[int, int, int]]]:
    """What is declared for cell styles, and the number format, the font and the fill of each."""
    struck, inks, grounds, used = list[bool](), list[bool](), list[bool](), list[tuple[int, int, int]]()
    codes, is_of_cells = dict[int, str](), False
    for kind, start, size in records(part):
        data = part[start : start + size]
        if kind == _FORMAT:
            codes[int.from_bytes(data[:2], "little")] = wide(data, 2)[0][:_LONGEST]
        elif kind == _FONT:
            struck.append(bool(data[_FLAGS] & _STRUCK))
            inks.append(_is_white(data, _INK))
        elif kind == _FILL:
            grounds.append(data[:4] == _NO_FILL or (data[:4] == _SOLID and _is_white(data, _GROUND)))
        elif kind == _STYLE and is_of_cells:  # before them stand named styles, in records of the same kind
            used.append(struct.unpack_from("<HHH", data, 2))
        elif kind == _STYLES_END:
            break
        is_of_cells |= kind == _STYLES_BEGIN
    return Own(codes, struck, inks, grounds), used


def _is_white(data: bytes, at: int) -> bool:
    """Whether the color that stands at a place is white, be it by its own parts, of the theme unless darker, or by its
    number."""
    kind, number, tint, *parts = struct.unpack_from("<BBhBBB", data, at)
    if kind >> 1 == _OWN:
        return parts == [255, 255, 255]
    return (kind >> 1 == _THEME and number == 0 and tint >= 0) or (kind >> 1 == _INDEXED and number in (1, 9))


def styled_cells(part: bytes, styles: Container[str]) -> dict[Position, str]:
    """The cells of a sheet's part that hold a number in one of these styles, with the style."""
    return {at: style for at, style in _numbers(part) if style in styles}


def _numbers(part: bytes) -> Iterator[tuple[Position, str]]:
    row = 0
    for kind, start, size in records(part):
        if kind == _ROW and size >= 4:
            row = int.from_bytes(part[start : start + 4], "little")
        elif kind in _NUMBERS and size >= 8:
            column, style = (int.from_bytes(part[at : at + 4], "little") for at in (start, start + 4))
            yield (row, column), str(style & 0xFFFFFF)  # the byte above tells whether its sounds are shown
