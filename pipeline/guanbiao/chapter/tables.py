"""A band of an official form as a table of Word: cells merged as on its page, the head repeated on every page, no row
broken over two."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guanbiao.chapter.drafts import Cell, Sheet
from guanbiao.chapter.fit import LINES, SIZES, Band
from guanbiao.chapter.markup import run
from guanbiao.chapter.measure import fitting
from guanbiao.words import chapter as words

_TWIPS = 20  # a point
_TOGETHER = 280  # points: a table less high, half a page across, is never broken over two pages in any case
_KEPT, _CLOSE = "<w:keepNext/>", 'w:before="12" w:after="0" '


class _Own(NamedTuple):
    """A cell of a band: what it holds, and the first and last column of the band that it covers."""

    cell: Cell
    first: int
    last: int


def table(sheet: Sheet, band: Band, styles: Mapping[str, str], much: float) -> str:
    """A band of a form; `styles` are the ids of the template's styles by their names. It is not broken over two pages
    where it is less than so many points high (`much`), from which on it begins one."""
    widths = [round(width * _TWIPS) for width in band.widths]
    count = max((cell.bottom for cell in sheet.cells), default=-1) + 1
    covered = _covered(sheet.cells, band.columns)
    kept = range(0 if band.high < max(_TOGETHER, much) else count - 1, count if sheet.below else count - 1)
    rows = (_row(at, covered, widths, band, sheet.head, kept, styles) for at in range(count))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles[words.TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}'
        "</w:tbl>"
    )


def _covered(cells: Sequence[Cell], columns: Sequence[int]) -> dict[tuple[int, int], _Own]:
    """By each place of a band (row, first column), the cell that begins there or goes on from above."""
    found: dict[tuple[int, int], _Own] = {}
    for cell in cells:
        own = [at for at, column in enumerate(columns) if cell.column <= column <= cell.right]
        for row in range(cell.row, cell.bottom + 1) if own else ():
            found[row, own[0]] = _Own(cell, own[0], own[-1])
    return found


def _row(
    at: int,
    covered: Mapping[tuple[int, int], _Own],
    widths: Sequence[int],
    band: Band,
    head: int,
    kept: range,
    styles: Mapping[str, str],
) -> str:
    cells, column = [], 0
    while column < len(widths):
        own = covered.get((at, column)) or _Own(Cell(at, column, at, column, "", words.CENTRED), column, column)
        cells.append(_cell(own, at, sum(widths[column : own.last + 1]), band, styles, _KEPT if at in kept else ""))
        column = own.last + 1
    repeated = "<w:tblHeader/>" if at < head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(own: _Own, at: int, width: int, band: Band, styles: Mapping[str, str], kept: str) -> str:
    cell = own.cell
    properties = "".join(_properties(own, at, width))
    around = "" if band.line == LINES[0] else _CLOSE
    lines = f'<w:spacing {around}w:line="{round(band.size * band.line * _TWIPS)}" w:lineRule="exact"/>'  # in any font
    style = f'<w:pStyle w:val="{styles[cell.style]}"/>{kept}{lines}'
    text = run(fitting(cell, width / _TWIPS, band.size), _look(cell, band.size, styles)) if at == cell.row else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>{style}</w:pPr>{text}</w:p></w:tc>"


def _properties(own: _Own, at: int, width: int) -> Iterator[str]:
    """Of a cell in a row, in the order that the format wants."""
    cell = own.cell
    yield f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if own.last > own.first:
        yield f'<w:gridSpan w:val="{own.last - own.first + 1}"/>'
    if cell.bottom > cell.row:
        yield '<w:vMerge w:val="restart"/>' if at == cell.row else "<w:vMerge/>"
    if cell.without:
        sides = "".join(f'<w:{side} w:val="nil"/>' for side in cell.without)
        yield f"<w:tcBorders>{sides}</w:tcBorders>"
    yield '<w:vAlign w:val="center"/>'


def _look(cell: Cell, size: float, styles: Mapping[str, str]) -> str:
    """What the style of a cell does not say of its print."""
    marked = f'<w:rStyle w:val="{styles[words.DISPUTED]}"/>' if cell.disputed else ""
    halves = round(size * 2)
    return marked if size == SIZES[0] else f'{marked}<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
