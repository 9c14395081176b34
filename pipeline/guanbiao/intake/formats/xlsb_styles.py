"""The cell styles of an .xlsb workbook, from its records ([MS-XLSB] 2.1.7.50), and the numbers that are in them."""

import struct
from collections.abc import Container, Iterator
from contextlib import suppress

from guanbiao.intake.formats.styles import PLAIN, Looks, told_by
from guanbiao.intake.formats.xlsb import records, wide
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import Refused
from guanbiao.text.cells import Position

_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618  # [MS-XLSB] 2.3.2: BrtFmt, BrtXF, BrtBeginCellXFs
_ROW, _NUMBERS = 0, (2, 5, 9)  # BrtRowHdr; BrtCellRk, BrtCellReal, BrtFmlaNum
_LONGEST = 255  # characters of a number format; Excel takes no more


def binary_looks(archive: Archive) -> Looks:
    """The number formats of a workbook's cell styles that tell something; none where they cannot be read, since figures
    count without them, too."""
    part = next((archive.read(name) for name in archive.names if name.lower().endswith("/styles.bin")), b"")
    codes, used, is_of_cells = dict[int, str](), list[tuple[int, int]](), False
    with suppress(Refused, struct.error):
        for kind, start, size in records(part):
            if kind == _FORMAT:
                codes[int.from_bytes(part[start : start + 2], "little")] = wide(part, start + 2)[0][:_LONGEST]
            elif kind == _STYLE and is_of_cells:  # before them stand named styles, in records of the same kind
                used.append((struct.unpack_from("<H", part[start : start + size], 2)[0], 0))
            elif kind == _STYLES_END:
                return told_by(codes, (), used)
            is_of_cells |= kind == _STYLES_BEGIN
    return PLAIN


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
