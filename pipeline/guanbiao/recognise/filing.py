"""The filing under a title: which of the forms that it may name it is, its year, and where its blocks stand."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Block, Card, Form, Grid, Level
from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Dated, Filing, FoundBlock, PrintedLine
from guanbiao.model.findings import Finding
from guanbiao.recognise.agreement import HEADER_AGREES, agreement, headers_of, year_in_labels
from guanbiao.recognise.body.card import read_card
from guanbiao.recognise.body.grid import read_grid
from guanbiao.recognise.body.register import read_register
from guanbiao.recognise.body.rows import Body, filled
from guanbiao.recognise.files import about_sheet
from guanbiao.recognise.header import Header
from guanbiao.recognise.held import mismatch, swapped
from guanbiao.recognise.lines import Words, footer_lines, is_line
from guanbiao.recognise.names import Names
from guanbiao.recognise.titles import Title
from guanbiao.recognise.units import stated_units
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold

# Of forms that a title is like, those whose headers agree worse than the best by no more than this are still meant: a
# column that somebody added to a form of ten takes a tenth of its agreement, and does not tell it from another form.
HEADER_LEADS = 0.1
Outcome = tuple[Filing | None, Finding | None]  # a filing, or what keeps it from being one; neither for no table at all


class BookSheet(Struct, frozen=True):
    """A sheet, the book that it is in, the `usual` year: that of most titles of the run, for which labels are compared
    where neither title nor labels say one (0: none says any), and the words that lines and totals are known by."""

    book: Book
    sheet: Sheet
    usual: int
    words: Words


def filing_under(here: BookSheet, title: Title, area: Range, names: Names) -> Outcome:
    """The filing under a title, or what keeps it from being one; neither where there is no table under it."""
    if not _has_table(here, title, area):
        return None, None
    form, others = meant_by(here, title, area, names)
    if form:
        return filing_of(here, replace(title, forms=(form,)), area)
    if others:
        return None, about_sheet("form_unclear", here.book, here.sheet, replace(title, forms=others))
    return None, _mismatch(here, replace(title, forms=title.forms[:1]), area, Level.QUERY)


def _mismatch(here: BookSheet, title: Title, area: Range, level: Level | None = None) -> Finding:
    """What is said of a title over a header that is not its form's: which labels of that are missing or elsewhere."""
    form, below = title.forms[0], (title.foot + 1, *area[1:])
    year = _year_of(here.sheet, title, below)[0] or here.usual
    return about_sheet("header_mismatch", here.book, here.sheet, title, level, mismatch(here.sheet, form, below, year))


def _has_table(here: BookSheet, title: Title, area: Range) -> bool:
    """Whether a row below a title holds several cells that are no line of signatures."""
    rows = (filled(here.sheet, row, area) for row in range(title.foot + 1, area[2] + 1))
    return any(len(cells) > 1 and not is_line(cells, here.words) for cells in rows)


def meant_by(here: BookSheet, title: Title, area: Range, names: Names) -> tuple[Form | None, tuple[Form, ...]]:
    """The form that a title means, or None and those it may mean: the header under it must agree with them, and the
    words that tell them apart leave one."""
    if title.official:
        return title.forms[0], title.forms
    below = (title.foot + 1, *area[1:])
    scored = [(agreement(here.sheet, form, below, title.period, here.usual, here.words), form) for form in title.forms]
    least = max(HEADER_AGREES, max(score for score, _ in scored) - HEADER_LEADS)
    forms = tuple(form for score, form in scored if score >= least)
    named = names.agreeing(title.text, forms)
    return (named[0] if len(named) == 1 else None), named or forms


def filing_of(here: BookSheet, title: Title, area: Range) -> Outcome:
    """The filing of the one form that a title names, or why it is none: the headers of the form are not there. One of
    a part of a year comes with what is said of it where the other parts are nowhere."""
    filing = _read_form(here, title, area)
    if not filing or _lies_on_its_side(filing, title, area):
        return None, _mismatch(here, title, area)
    return filing, about_sheet("part_of_year", here.book, here.sheet, title) if title.part else None


def _lies_on_its_side(filing: Filing, title: Title, area: Range) -> bool:
    """Whether a label or two passed for the header of a form whose rows stand side by side: none of them was found."""
    is_empty = not any(block.rows or block.slots for block in filing.blocks)
    below = (title.foot + 1, *area[1:])
    return is_empty and bool(swapped(filing.sheet, title.forms[0], below, filing.period or 0))


def _read_form(here: BookSheet, title: Title, area: Range) -> Filing | None:
    """The form that a title names, or None where the header of one of its blocks is missing."""
    form, sheet = title.forms[0], here.sheet
    below = (title.foot + 1, area[1], area[2], area[3])
    period, dated = _year_of(sheet, title, below)
    year = period or here.usual
    headers = headers_of(sheet, form, below, year, here.words)
    if len(headers) < len(form.blocks):
        return None
    blocks, lines = _blocks(here, form, headers, below, year)
    at = (max(title.row, 0), title.column)
    foot = next((row for row in range(below[2], below[0] - 1, -1) if filled(sheet, row, below)), below[0])
    filing = Filing(
        form.id,
        here.book,
        sheet,
        title.text,
        period,
        at,
        (at[0], area[1], foot, area[3]),
        blocks,
        (*_preface(here, below, headers[0]), *lines),
        official=title.official,
        dated=dated,
        titled=title.titled,
        of_part=title.part,
    )
    return replace(filing, units=tuple(stated_units(filing, form, headers, here.words.units)))


def _year_of(sheet: Sheet, title: Title, area: Range) -> tuple[int | None, Dated]:
    """The year of the form under a title, and what says so: the title, else the years in its labels."""
    if title.period:
        return title.period, Dated.TITLE
    year = year_in_labels(sheet, title.forms[0], area)
    return year, Dated.LABELS if year else Dated.NOTHING


def _blocks(
    here: BookSheet, form: Form, headers: Sequence[Header | None], area: Range, year: int
) -> tuple[tuple[FoundBlock, ...], tuple[PrintedLine, ...]]:
    """The blocks of a form, each from below the one before it to its foot, and the lines that stand among them."""
    blocks: list[FoundBlock] = []
    lines: list[PrintedLine] = []
    top = area[0]
    for index, (block, header) in enumerate(zip(form.blocks, headers, strict=True)):
        foot = _foot(form, headers, index, here.sheet, area)
        found, body = read_block(index, block, header, here, (top, area[1], foot, area[3]), year)
        blocks.append(found)
        lines += body.lines
        top = foot + 1
    return tuple(blocks), tuple(lines)


def read_block(
    index: int, block: Block, header: Header | None, here: BookSheet, area: Range, year: int
) -> tuple[FoundBlock, Body]:
    """The block number `index` of a form below its header in a range, and all that stands there besides."""
    if isinstance(block, Card):
        return read_card(index, block, here.sheet, area, here.words)
    assert header is not None  # only cards have none
    if isinstance(block, Grid):
        return read_grid(index, block, header, here.sheet, area, year, here.words)
    return read_register(index, block, header, here.sheet, area, here.words)


def _foot(form: Form, headers: Sequence[Header | None], index: int, sheet: Sheet, area: Range) -> int:
    """The last row of a block: above the next block's header, or above the next card's first item."""
    if index + 1 == len(form.blocks):
        return area[2]
    following, card = headers[index + 1], form.blocks[index + 1]
    if following is not None:
        return following.top - 1
    assert isinstance(card, Card)  # only cards have no header
    items = {fold(item.label) for column in card.columns for item in column}
    own = headers[index]
    for row in range(own.top + own.depth if own else area[0], area[2] + 1):
        if any(isinstance(value, str) and fold(value) in items for _, value in filled(sheet, row, area)):
            return row - 1
    return area[2]


def _preface(here: BookSheet, area: Range, header: Header | None) -> tuple[PrintedLine, ...]:
    """The lines between a title and the header of the first block; none above a card."""
    rows = range(area[0], header.top if header else area[0])
    lines = [line for row in rows for line in footer_lines(row, filled(here.sheet, row, area), here.words)]
    return tuple(replace(line, role="preface") if line.role == "note" else line for line in lines)
