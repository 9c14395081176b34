"""The blocks of the chapter as the body of a Word document, in sections that lie as their tables do."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, takewhile

from msgspec import Struct

from guanbiao.chapter.charts import drawing
from guanbiao.chapter.drafts import Block, Charts, Drawing, Heading, Prose, Sheet
from guanbiao.chapter.fit import SIGNATURES, Band, bands
from guanbiao.chapter.markup import TINY, paragraph
from guanbiao.chapter.tables import table
from guanbiao.forms.catalogue import Shape
from guanbiao.words import chapter as words

_LITTLE = 600  # characters of prose that goes on the page of the table below it, whichever way that lies
_KEPT = "<w:keepNext/>"
_BEGINS = "<w:pageBreakBefore/>"
_MUCH, _MORE = 0.45, 1.5  # of a page: between them a table is so high that it begins one
# Centimetres, wide and high, of charts below each other and of those beside each other, by whether a page lies across.
_SIZES: Mapping[tuple[bool, bool], Sequence[tuple[float, float]]] = {
    (False, False): ((16.0, 5.8),),
    (False, True): ((7.9, 6.0),),
    (True, False): ((21.0, 6.8),),
    (True, True): ((14.8, 7.2), (9.8, 7.2)),
}
_SLICES, _FEW = 4.8, 6  # centimetres of slices; labels of a chart that half a page has room for
_BAR, _BETWEEN, _AROUND, _HIGHEST = 0.3, 0.25, 2.6, 14.0  # of a bar, between those of two labels, around, of a chart


class Lying(Struct, frozen=True):
    """How pages lie: the properties of their section, and the points between their margins, across and down."""

    properties: str
    room: float
    high: float


class Paper(Struct, frozen=True):
    """The pages of a template, upright and across."""

    upright: Lying
    across: Lying


class Body(Struct, frozen=True):
    """The body, whether its last section lies across, and the charts in it, in their order."""

    xml: str
    is_across: bool
    charts: tuple[Drawing, ...]


def body_of(blocks: Sequence[Block], styles: Mapping[str, str], paper: Paper) -> Body:
    """The body of a document with these styles (ids by names) and this paper."""
    pieces: list[str] = []
    drawn: list[Drawing] = []
    lie = [paper.across if each else paper.upright for each in _lie(blocks)]
    fitted = [
        bands(block, lies.room, lies.high) if isinstance(block, Sheet) else ()
        for block, lies in zip(blocks, lie, strict=True)
    ]
    now, begins = paper.upright, _begins(blocks, lie, fitted)
    for at, (block, lies) in enumerate(zip(blocks, lie, strict=True)):
        if lies is not now:
            pieces.append(TINY.format(now.properties))
        begun = _BEGINS if lies is now and at in begins else ""
        if isinstance(block, Sheet):
            pieces += _sheet(block, fitted[at], lies.high, styles, begun)
        else:
            pieces.append(_block(block, styles, lies, len(drawn), begun))
        drawn += block.drawings if isinstance(block, Charts) else ()
        now = lies
    ended = TINY.format("") if pieces and pieces[-1].endswith("</w:tbl>") else ""
    return Body("".join(pieces) + ended, now is paper.across, tuple(drawn))


def _lie(blocks: Sequence[Block]) -> list[bool]:
    """Whether each block lies across: a table as its form does, its charts with it; what stands before a table with
    that, unless it is much to read."""
    found: list[bool] = []
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, Sheet):
            is_long = sum(len(each.text) for each in waiting if isinstance(each, Prose)) > _LITTLE
            found += [block.landscape and not is_long] * len(waiting) + [block.landscape]
            waiting = []
        elif isinstance(block, Charts):
            found.append(found[-1])
        else:
            waiting.append(block)
    return found + [False] * len(waiting)


def _begins(blocks: Sequence[Block], lie: Sequence[Lying], fitted: Sequence[Sequence[Band]]) -> set[int]:
    """Which blocks begin a page: a table that a page holds, and not much more than that, with the headings above it."""
    found = set()
    for at, (own, lies) in enumerate(zip(fitted, lie, strict=True)):
        if own and _MUCH < own[0].high / lies.high < _MORE:
            above = takewhile(lambda each: isinstance(each, Heading), reversed(blocks[:at]))
            found.add(at - sum(1 for _ in above))
    return found


def _block(block: Heading | Prose | Charts, styles: Mapping[str, str], lies: Lying, drawn: int, begins: str) -> str:
    """A block on a page that lies so, so many charts being before it; `begins` makes it begin a page."""
    match block:
        case Heading(text, level):
            return paragraph(text, styles[words.HEADINGS[level - 1]], begins)
        case Prose(text):
            return paragraph(text, styles[words.PROSE])
        case Charts(drawings, notes):
            return _charts(drawings, drawn, styles, is_across=lies.room > lies.high) + "".join(
                paragraph(note, styles[words.NOTE]) for note in notes
            )


def _sheet(sheet: Sheet, fitted: Sequence[Band], high: float, styles: Mapping[str, str], begins: str) -> Iterator[str]:
    """A form: its title, its lines, its table in as many bands as it takes, what stands below it."""
    for at, band in enumerate(fitted):
        title = words.CONTINUED.format(title=sheet.title) if at else sheet.title
        is_parted = at and fitted[at - 1].high + band.high > high
        yield paragraph(title, styles[words.TITLE], _BEGINS if is_parted else "" if at else begins)
        if not at:
            yield from (paragraph(line, styles[words.LINE]) for line in sheet.above)
        yield table(sheet, band, styles, _MUCH * high)
    kept = _KEPT if len(sheet.below) <= SIGNATURES else ""
    yield from (paragraph(line, styles[words.NOTE], kept) for line in sheet.below[:-1])
    yield from (paragraph(line, styles[words.NOTE]) for line in sheet.below[-1:])


def _charts(drawings: Sequence[Drawing], drawn: int, styles: Mapping[str, str], *, is_across: bool) -> str:
    """The charts of a form: a line of them after the other."""
    lines, number = [], drawn
    for own in _beside(drawings, is_across=is_across):
        sizes = _SIZES[is_across, len(own) > 1]
        inline = [
            drawing(number + at, each.title, wide, max(high if len(own) > 1 else _low(each, high), _high(each)))
            for at, (each, (wide, high)) in enumerate(zip(own, cycle(sizes), strict=False), 1)
        ]
        number += len(own)
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="{styles[words.DRAWN]}"/></w:pPr>{"".join(inline)}</w:p>')
    return "".join(lines)


def _beside(drawings: Sequence[Drawing], *, is_across: bool) -> Iterator[Sequence[Drawing]]:
    """Which charts stand beside each other: all of a form where a page lies across, else two that are narrow."""
    if is_across:
        yield drawings
        return
    at = 0
    while at < len(drawings):
        pair = drawings[at : at + 2]
        own = pair if len(pair) > 1 and all(map(_is_narrow, pair)) else pair[:1]
        yield own
        at += len(own)


def _is_narrow(drawing: Drawing) -> bool:
    return drawing.shape is not Shape.BARS and len(drawing.labels) <= _FEW


def _low(drawing: Drawing, high: float) -> float:
    """How high a chart is: one of slices alone less than others, for there is nothing beside it."""
    return min(high, _SLICES) if drawing.shape is Shape.SHARES else high


def _high(drawing: Drawing) -> float:
    """How high a chart has to be, that its bars can be told apart; 0 for one of others."""
    if drawing.shape is not Shape.BARS:
        return 0.0
    return min(_AROUND + len(drawing.labels) * (len(drawing.rows) * _BAR + _BETWEEN), _HIGHEST)
