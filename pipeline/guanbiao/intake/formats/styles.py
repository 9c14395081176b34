"""The cell styles of an Open XML workbook that say what values do not: dates, percentages, struck-out fonts."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from msgspec import Struct

from guanbiao.intake.formats.colours import is_white_font, is_white_ground, may_be_white
from guanbiao.intake.formats.links import shared
from guanbiao.intake.formats.numbers import altered, may_alter
from guanbiao.intake.gate import Archive
from guanbiao.intake.marks import Marks
from guanbiao.text.cells import Position

_DATE_FORMATS = frozenset((*range(27, 37), *range(50, 59)))  # ECMA-376-1, 18.8.30: dates in a Chinese system
_DATED = re.compile(rb"numFmtId\s*=\s*[\"'](?:2[789]|3[0-6]|5[0-8])[\"']")
_PERCENTS = {9: 0, 10: 2}  # ECMA-376-1, 18.8.30: 0% and 0.00%
_SIGNS = (b'numFmtId="9"', b'numFmtId="10"', b"='")  # of cell styles: percentages, and quotes that hide them
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # of a format: what is shown as it stands, colours, conditions
_CODE = re.compile(rb"""formatCode\s*=\s*(?:"([^"]{0,600})"|'([^']{0,600})')""")
_USED = re.compile(rb"\ss\s*=\s*[\"'](\d{1,6})[\"']")
_MOST_DECIMALS = 30  # what Excel lets a format have


class Looks(Struct, frozen=True):
    """By the number of a cell style, as cells refer to it: the decimals of its percent format, the number format by
    which numbers look otherwise than they are; the styles whose font is struck out, and those in white on white."""

    percents: Mapping[str, int] = {}
    struck: frozenset[str] = frozenset()
    altering: Mapping[str, str] = {}
    white: frozenset[str] = frozenset()

    @property
    def of_numbers(self) -> frozenset[str]:
        """The styles that tell something of a number."""
        return self.white.union(self.percents, self.altering)


class Own(Struct, frozen=True):
    """What a workbook declares for its cell styles: number formats by their number; of each font whether it is struck
    out, and whether it is white; of each fill whether it is white, or none."""

    codes: Mapping[int, str]
    struck: Sequence[bool] = ()
    inks: Sequence[bool] = ()
    grounds: Sequence[bool] = ()


PLAIN = Looks()


def date_styles(archive: Archive) -> frozenset[str]:
    """The numbers of the cell styles whose number format is a date in a Chinese system (ECMA-376-1, 18.8.30). calamine
    knows them, openpyxl does not."""
    styles = _part(archive)
    if not _DATED.search(styles):
        return frozenset()
    formats = (_number(style, "numFmtId") for style in _cell_styles(ElementTree.fromstring(styles)))
    return frozenset(str(at) for at, number in enumerate(formats) if number in _DATE_FORMATS)


def looks_of(archive: Archive) -> Looks:
    """The percent formats and struck-out fonts of a workbook's cell styles; none where that cannot be told, since
    figures count without them, too."""
    styles = _part(archive)
    if not _is_telling(styles):
        return PLAIN
    try:
        root = ElementTree.fromstring(styles)
    except (ElementTree.ParseError, ValueError, LookupError):
        return PLAIN
    fonts, fills = ([each for held in _named(root, name) for each in held] for name in ("fonts", "fills"))
    used = [
        (_number(style, "numFmtId"), _number(style, "fontId"), _number(style, "fillId")) for style in _cell_styles(root)
    ]
    own = Own(
        dict(_own_formats(root)),
        [_is_struck(font) for font in fonts],
        [is_white_font(font) for font in fonts],
        [is_white_ground(fill) for fill in fills],
    )
    return told_by(own, used)


def told_by(own: Own, used: Iterable[tuple[int, int, int]]) -> Looks:
    """What the cell styles of a workbook tell, from the number format, the font and the fill of each."""
    percents = {at: decimals for at, code in own.codes.items() if (decimals := percent_decimals(code)) is not None}
    percents, altering = _PERCENTS | percents, {at: code for at, code in own.codes.items() if may_alter(code)}
    styles = [(str(at), *style) for at, style in enumerate(used)]
    return Looks(
        {at: percents[number] for at, number, *_ in styles if number in percents},
        frozenset(at for at, _, font, _ in styles if _at(own.struck, font)),
        {at: altering[number] for at, number, *_ in styles if number in altering},
        frozenset(at for at, _, font, fill in styles if _at(own.inks, font) and _at(own.grounds, fill, none=True)),
    )


def _at(each: Sequence[bool], number: int, *, none: bool = False) -> bool:
    """What holds of the one of a number, `none` where there is no such one."""
    return each[number] if number < len(each) else none


@shared
def _is_telling(styles: bytes) -> bool:
    """A cheap look: whether styles that cells are in may be formats that tell something or have a struck-out font."""
    if b"strike" in styles or b"%" in styles or any(_may_alter(one or other) for one, other in _CODE.findall(styles)):
        return True
    used = styles.partition(b"cellXfs")[2].partition(b"cellXfs>")[0]  # named styles (cellStyleXfs) have them always
    return any(sign in used for sign in _SIGNS) or may_be_white(styles, used)


@lru_cache(maxsize=1024)
def _may_alter(code: bytes) -> bool:
    """Whether a number format, as a part writes it, makes any number look otherwise."""
    return may_alter(unescape(code.decode("utf-8", "replace")))


def percent_decimals(code: str) -> int | None:
    """The decimals of a number format that shows a percentage; None for every other format.

    >>> percent_decimals("0.0%;[Red]-0.0%"), percent_decimals('0"%"'), percent_decimals("#,##0")
    (1, None, None)
    """
    section = _ASIDE.sub("", code).partition(";")[0]
    digits = section.partition(".")
    if section.count("%") != 1 or not re.search(r"[0#?]", digits[0] + digits[2]) or re.search("[ymdhseE/]", section):
        return None
    return min(len(re.findall(r"[0#?]", digits[2])), _MOST_DECIMALS)


def is_used(part: bytes, styles: Collection[str]) -> bool:
    """Whether a cell of a sheet's part may be in one of these styles."""
    return bool(styles) and not set(_USED.findall(part)).isdisjoint(each.encode() for each in styles)


def mark_numbers(marks: Marks, rows: Sequence[Sequence[object]], styled: Mapping[Position, str], looks: Looks) -> None:
    """Mark the numbers of a sheet that are in styles which tell something."""
    marks.percents = {at: looks.percents[style] for at, style in styled.items() if style in looks.percents}
    for (row, column), style in styled.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(value, int | float) and value:
            how = altered(looks.altering[style], value) if style in looks.altering else None
            how = how or ("white" if style in looks.white else None)
            marks.altered |= {(row, column): how} if how else {}


def _is_struck(font: ElementTree.Element) -> bool:
    """Whether a font, or the properties of a run, are struck out (ECMA-376-1, 18.4.10)."""
    return any(_local(each) == "strike" and says_true(each.get("val")) for each in font)


def says_true(value: str | None) -> bool:
    """Whether a property of a font that is there is on: it is unless it says otherwise."""
    return value not in ("0", "false", "off")


def _local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _part(archive: Archive) -> bytes:
    return next((archive.read(name) for name in archive.names if name.lower().endswith("/styles.xml")), b"")


def _named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root if _local(element) == name][:1]


def _cell_styles(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (style for formats in _named(root, "cellXfs") for style in formats)


def _own_formats(root: ElementTree.Element) -> Iterator[tuple[int, str]]:
    for formats in _named(root, "numFmts"):
        for each in formats:
            yield _number(each, "numFmtId"), each.get("formatCode", "")[:255]


def _number(element: ElementTree.Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
