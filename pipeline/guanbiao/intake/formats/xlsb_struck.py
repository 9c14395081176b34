"""Struck-out words of an .xlsb workbook: runs of rich texts ([MS-XLSB] 2.5.121), and cells in a struck-out font."""

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

from guanbiao.intake.formats.xls import text_runs
from guanbiao.intake.formats.xlsb import records, wide
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import Refused
from guanbiao.intake.marks import Marks
from guanbiao.text.cells import Position

_ROW, _TEXT, _SHARED, _FORMULA_TEXT, _RICH, _ITEM = 0, 6, 7, 8, 62, 19  # [MS-XLSB] 2.3.2: BrtRowHdr … BrtSSTItem
_NUMBERS = (2, 5, 9)
_HELD, _HAS_RUNS = 8, 1  # bytes of a cell before what it holds; the bit of a text that has runs
_Text = tuple[str, Sequence[tuple[int, int]]]  # and its runs: where each begins, in UTF-16 units, and its font


class Striking(Struct, frozen=True):
    """By what is known which words are struck out: of each font whether it does so, the cell styles with such a font,
    the texts that cells share."""

    fonts: Sequence[bool] = ()
    styles: frozenset[str] = frozenset()
    texts: Sequence[_Text] = ()


def striking(archive: Archive, fonts: Sequence[bool], styles: frozenset[str]) -> Striking:
    """What a workbook with these fonts and styles strikes out by."""
    if not any(fonts):
        return Striking()
    part = next((archive.read(name) for name in archive.names if name.lower().endswith("/sharedstrings.bin")), b"")
    texts = list[_Text]()
    with suppress(Refused, struct.error, IndexError):
        texts += (_rich(part[start : start + size]) for kind, start, size in records(part) if kind == _ITEM)
    return Striking(fonts, styles, texts)


def mark_struck_cells(marks: Marks, part: bytes, by: Striking) -> None:
    """Put in `marks` what is struck out of the cells of a sheet's part."""
    if not any(by.fonts):
        return
    with suppress(Refused, struct.error, IndexError):
        for at, style, (text, runs) in _cells(part, by.texts):
            is_struck = style in by.styles
            if is_struck or runs:
                starts = ((start, font < len(by.fonts) and by.fonts[font]) for start, font in runs)
                marks.judge(at, text_runs(text, [(0, is_struck), *starts]))


def _cells(part: bytes, texts: Sequence[_Text]) -> Iterator[tuple[Position, str, _Text]]:
    """The cells that hold something, with their style; of a number some text."""
    row = 0
    for kind, start, size in records(part):
        data = part[start : start + size]
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
        elif kind in (_TEXT, _SHARED, _FORMULA_TEXT, _RICH, *_NUMBERS):
            column, style = struct.unpack_from("<II", data)
            yield (row, column), str(style & 0xFFFFFF), _text(kind, data[_HELD:], texts)


def _text(kind: int, held: bytes, texts: Sequence[_Text]) -> _Text:
    if kind == _SHARED:
        return texts[int.from_bytes(held[:4], "little")]
    if kind == _RICH:
        return _rich(held)
    return (str(held), ()) if kind in _NUMBERS else (wide(held, 0)[0], ())


def _rich(data: bytes) -> _Text:
    text, at = wide(data, 1)
    if not data[0] & _HAS_RUNS:
        return text, ()
    (count,) = struct.unpack_from("<I", data, at)
    return text, [struct.unpack_from("<HH", data, at + 4 + 4 * each) for each in range(min(count, len(data) // 4))]
