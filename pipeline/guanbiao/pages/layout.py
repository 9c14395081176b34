"""An official form as a page: title, lines, the merged header tree, every row, totals, signatures, notes.

A form of three rows, of which somebody filed the first:

        declared                               its page
        馆藏统计表（{year}年）              1  [      馆藏统计表（2020年）      ]   across all columns
                     册数                   2  [        ] [        册数        ]   a label over what it heads;
        馆        中文   外文               3  [   馆   ] [  中文  ] [  外文  ]   the stub's over both rows
        总馆                                4     总馆        1200          7      figures as numbers
        少儿馆                              5    少儿馆                             what was not filed: blank
        合计                                6     合计                              a total for formulas to fill
        填表人                              7  填表人：王芳                        as filed; if nobody did: 填表人：

Figures stand as filed: `as_filed` makes numbers of what is nothing but a number, all else stays the text it was. Each
placed cell keeps the (file, sheet, address) that it comes from, by which marks and formulas find it. A form that nobody
filed is laid out empty. Widths are fitted to what the cells show and then stretched to the width of the paper."""

from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Block, Card, Form, Grid, Kind
from guanbiao.pages.card import CARD_WIDTH, card_rows
from guanbiao.pages.filled import Filled
from guanbiao.pages.grid import grid_rows
from guanbiao.pages.header import header, header_depth
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths, stretch
from guanbiao.pages.printed import A4, ACROSS, Paper
from guanbiao.pages.register import register_rows
from guanbiao.text.years import for_year
from guanbiao.words.workbook import SIGNATURE

_PORTRAIT, _LANDSCAPE = 84.0, ACROSS  # characters that A4 holds between the margins, at the size that forms are printed
_CAP = 14.0  # the widest that a figure or its label grows before it wraps
_TIGHT_CAP = 8.0  # the same of a form that is wider than A4
_TEXT_CAP, _LONG_TEXT_CAP = 16.0, 28.0  # texts; those that every entry has say most, and get more room
_CARD_CAP = 20.0  # what a slot of a card holds: often several figures with their units
_NATURAL_CAP = 60.0  # what a column would like to have, to be given spare room by


def official_page(form: Form, filled: Filled) -> Page:
    """The form's official page for a year, with the figures of its filing in place."""
    width = page_width(form)
    cells = list(_heading(form, filled, width))
    top = header_top = cells[-1].row + 1
    for index, block in enumerate(form.blocks):
        placed = list(_block(form, index, block, filled, top))
        cells += placed
        top = max((cell.bottom for cell in placed), default=top - 1) + 1
    cells += _footing(form, filled, top, width)
    widths = _widths(form, cells, width, header_top)
    head = header_top + header_depth(form.blocks[0]) - 1  # the last row that every sheet repeats
    return Page(
        sheet_name(form),
        tuple(cells),
        widths,
        fit_heights(cells, widths),
        form.landscape,
        repeat=(0, head),
        frozen=(head + 1, 0),
    )


def sheet_name(form: Form) -> str:
    """The name of the form's official sheet."""
    return f"{form.number:02d} {form.name}"


def page_width(form: Form) -> int:
    """How many columns the printed form takes."""
    return max(
        len(block.columns) * CARD_WIDTH if isinstance(block, Card) else len(block.stub) + len(block.leaves)
        for block in form.blocks
    )


def _widths(form: Form, cells: Sequence[Placed], width: int, top: int) -> tuple[float, ...]:
    """The widths of the columns, fitted to the rows from `top` on: titles and lines stand across them all."""
    texts = {
        len(block.stub) + at: _LONG_TEXT_CAP if leaf.column.required else _TEXT_CAP
        for block in form.blocks
        for at, leaf in enumerate(block.leaves)
        if leaf.column.kind is Kind.TEXT
    }
    slots = {
        side * CARD_WIDTH + CARD_WIDTH - 1: _CARD_CAP
        for block in form.blocks
        if isinstance(block, Card)
        for side in range(len(block.columns))
    }
    table = [cell for cell in cells if cell.row >= top]
    natural, fitted = fit_widths(table, width, _NATURAL_CAP), fit_widths(table, width, _CAP, texts | slots)
    if sum(fitted) > Paper(A4, landscape=True).room:
        return fit_widths(table, width, _TIGHT_CAP, texts | slots)
    return stretch(fitted, natural, _LANDSCAPE if form.landscape else _PORTRAIT)


def _heading(form: Form, filled: Filled, width: int) -> Iterator[Placed]:
    yield Placed(0, 0, for_year(form.title, filled.year), "title", 0, width - 1)
    filed = [line.text for line in filled.filing.lines if line.role == "preface"] if filled.filing else []
    for row, text in enumerate(filed or [for_year(line, filled.year) for line in form.preface], 1):
        yield Placed(row, 0, text, "line", row, width - 1)


def _footing(form: Form, filled: Filled, top: int, width: int) -> Iterator[Placed]:
    if filled.filing:
        texts = [line.text for line in filled.filing.lines if line.role != "preface"]
    else:
        texts = [SIGNATURE.format(label=label) for label in form.signatures]
    for row, text in enumerate(texts, top):
        yield Placed(row, 0, text, "note", row, width - 1)


def _block(form: Form, index: int, block: Block, filled: Filled, top: int) -> Iterator[Placed]:
    if isinstance(block, Card):
        yield from card_rows(index, block, filled, top)
        return
    yield from header(block, filled.year, top)
    below = top + header_depth(block)
    if isinstance(block, Grid):
        yield from grid_rows(form, index, block, filled, below)
    else:
        yield from register_rows(form, index, block, filled, below)
