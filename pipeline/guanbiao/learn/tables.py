"""Where the forms of a workbook stand: titles, the tables below them, and the lines around these."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from guanbiao.learn.found import Cells, Page, Table, cells_of, is_figure, is_words, next_filled, one_line
from guanbiao.learn.head import begins_table, depth_of, labels_over, left_of, numbering_rows
from guanbiao.learn.hints import is_season, is_serial, is_title, is_total
from guanbiao.model.books import Sheet
from guanbiao.recognise.body.rows import is_words as has_no_digit
from guanbiao.recognise.lines import USUAL, is_line, is_remark
from guanbiao.text.cells import Value
from guanbiao.text.labels import squeeze
from guanbiao.text.units import units_stated
from guanbiao.text.years import unnumbered, years_in

_SHORT = 12  # characters of a text that may be the label of a row in which nothing else stands
_MONTHS = 12  # rows without figures that may follow each other
_COLON = re.compile("[:：]")
_FEW = 4  # cells of a row that may be a line though not all of them have a colon
_TITLE = 8  # characters of a title before a colon
_MOST_ROWS = 10_000  # of a sheet that is looked at; forms have some hundreds


def pages_of(sheet: Sheet) -> list[Page]:
    """The forms that stand on a sheet, from top to bottom, of those side by side the left ones first."""
    sheet = replace(sheet, rows=sheet.rows[:_MOST_ROWS])
    return [page for part in _side_by_side(sheet) for page in _pages_down(part)]


def _side_by_side(sheet: Sheet) -> list[Sheet]:
    """A sheet on which titles stand in one row, with a blank column before each further one, as so many sheets: each
    with the columns of one title, where they stood."""
    starts = next((found for row in range(len(sheet.rows)) if len(found := _titles_in(sheet, row)) > 1), [])
    empty = {at for at in starts[1:] if all(_is_blank(row, at - 1) for row in sheet.rows)}
    if not starts or empty != set(starts[1:]):
        return [sheet]
    bounds = [(0, starts[1]), *zip(starts[1:], (*starts[2:], None), strict=True)]
    return [_columns_of(sheet, left, right) for left, right in bounds]


def _titles_in(sheet: Sheet, row: int) -> list[int]:
    return [at for at, value in cells_of(sheet, row) if isinstance(value, str) and is_title(value)]


def _is_blank(row: Sequence[Value], at: int) -> bool:
    return at >= len(row) or row[at] in (None, "")


def _columns_of(sheet: Sheet, left: int, right: int | None) -> Sheet:
    """A sheet with nothing but some of its columns."""
    rows = [[None] * min(left, len(row)) + list(row[left:right]) for row in sheet.rows]
    own = tuple(box for box in sheet.merges if left <= box[1] and (right is None or box[3] < right))
    return replace(sheet, rows=rows, merges=own)


def _pages_down(sheet: Sheet) -> list[Page]:
    """The forms on a sheet, from top to bottom: what follows a table without a title is part of its form."""
    pages: list[Page] = []
    pending: list[int] = []
    row, end = 0, len(sheet.rows)
    while row < end:
        if not cells_of(sheet, row):
            row += 1
        elif (table := _table_from(sheet, row)) is None:
            pending.append(row)
            row += 1
        else:
            _add(pages, sheet, pending, table)
            pending, row = [], max(table.rows) + 1
    if pages and pending:
        pages[-1] = _ended(pages[-1], pending)
    return pages


def _add(pages: list[Page], sheet: Sheet, pending: list[int], table: Table) -> None:
    """A table becomes a page of its own where a title stands above it, or where it is the first."""
    title = _title_among(sheet, pending, first=not pages)
    if title is None and pages:
        last = pages[-1]
        pages[-1] = Page(last.sheet, last.title, last.above, (*last.tables, table), last.below)
        return
    cut = pending.index(title) if title is not None else len(pending)
    if pages and cut:
        pages[-1] = _ended(pages[-1], pending[:cut])
    own = pending[cut + 1 :] if title is not None else pending
    above = tuple(one_line(value) for row in own for _, value in cells_of(sheet, row))
    text = " ".join(one_line(value) for _, value in cells_of(sheet, title)[:1]) if title is not None else ""
    pages.append(Page(sheet, text, above, (table,)))


def _ended(page: Page, rows: list[int]) -> Page:
    return Page(page.sheet, page.title, page.above, page.tables, tuple(cells_of(page.sheet, row) for row in rows))


def _title_among(sheet: Sheet, rows: list[int], *, first: bool) -> int | None:
    """The row of the title among those between two tables."""
    texts = {row: cells[0][1] for row in rows if (cells := cells_of(sheet, row)) and not _is_lined(cells)}
    alone = [
        row for row, text in texts.items() if is_words(text) and not is_remark(row, cells_of(sheet, row), sheet, 9999)
    ]
    titles = [row for row in alone if is_title(str(texts[row]))]
    if titles:
        return titles[0] if first else titles[-1]
    return alone[-1] if first and alone else None


def _table_from(sheet: Sheet, row: int) -> Table | None:
    """The table that begins in a row; None where none does."""
    if _is_lined(cells_of(sheet, row)):
        return None
    pairs = _are_pairs(sheet, row) and len(cells_of(sheet, row))
    if pairs > 2 and not is_figure(cells_of(sheet, row)[0][1]):
        return _bare_card(sheet, row)
    if not is_around(sheet, row) and begins_table(sheet, row):
        return table_at(sheet, row)
    return _bare_card(sheet, row) if pairs else None


def is_around(sheet: Sheet, row: int) -> bool:
    """Whether a row stands around tables: a line of signatures or units, a note, a text alone that no row is."""
    cells = cells_of(sheet, row)
    return _is_lined(cells) or (len(cells) == 1 and not begins_table(sheet, row))


def _is_lined(cells: Cells) -> bool:
    """Whether the cells of a row are a line of what stands around a table."""
    if is_line(cells, USUAL):
        return True
    texts = [str(value) for _, value in cells]
    if len(texts) == 1 and _says_title(texts[0]):
        return False
    if len(texts) < 3 and any(units_stated(text) for text in texts):
        return True
    if any(isinstance(value, int | float) for _, value in cells) or not _COLON.search(texts[0]):
        return False
    return len(texts) < _FEW or (all(map(_COLON.search, texts)) and not any(is_figure(value) for _, value in cells))


def _says_title(text: str) -> bool:
    """Whether a text is a title though it has a colon: behind its number, before its unit, or at its end."""
    head, colon, rest = unnumbered(text).replace("：", ":").partition(":")
    return is_title(head) and (not colon or not rest.strip() or len(squeeze(head)) >= _TITLE)


def table_at(sheet: Sheet, top: int) -> Table | None:
    """The table whose header begins in a row; None where nothing stands below it."""
    left = left_of(sheet, top)
    depth = depth_of(sheet, top, left)
    right = max(at for row in range(top, top + depth) for at, _ in cells_of(sheet, row))
    right = max([right, *(box[3] for box in sheet.merges if top <= box[0] < top + depth and box[1] >= left)])
    paths = labels_over(sheet, top, depth, left, right)
    first = top + depth + numbering_rows(sheet, top + depth)
    if _is_card(sheet, top):
        rows = tuple(_card_rows(sheet, first))
        return Table(sheet, top, depth, left, right, rows, paths, is_card=True) if rows else None
    rows = tuple(_body_rows(sheet, first, left, frozenset(paths)))
    return Table(sheet, top, depth, left, right, rows, paths) if rows and len(paths) > 1 else None


def _bare_card(sheet: Sheet, top: int) -> Table | None:
    """Rows of labels with their figures beside them, without a header."""
    rows = tuple(_card_rows(sheet, top))
    every = [at for row in rows for at, _ in cells_of(sheet, row)]
    return Table(sheet, top, 0, min(every), max(every), rows, {}, is_card=True) if rows else None


def _is_card(sheet: Sheet, top: int) -> bool:
    """Whether a header has the same labels several times over, and no numbers of entries: one of a card."""
    labels = [squeeze(str(value)) for _, value in cells_of(sheet, top)]
    times = Counter(labels)
    return len(times) > 1 and min(times.values()) > 1 and not any(map(is_serial, times))


def _card_rows(sheet: Sheet, first: int) -> Iterator[int]:
    """The rows of a card: up to a blank one, a line, or a row of labels alone."""
    for row in range(first, len(sheet.rows)):
        cells = cells_of(sheet, row)
        if not cells or (is_around(sheet, row) and len(cells) > 1) or _is_lined(cells):
            return
        if len(cells) > 2 and all(is_words(value) for _, value in cells):
            return
        yield row


def _body_rows(sheet: Sheet, first: int, left: int, columns: frozenset[int]) -> Iterator[int]:
    """The rows of a table's body: up to a line, a title, another header or a card."""
    figures = _figure_columns(sheet, first, columns)
    row = first
    while row < len(sheet.rows):
        cells = [(at, value) for at, value in cells_of(sheet, row)]
        if not cells:
            following = next(next_filled(sheet, range(row, row + 3)), None)
            if following is None or not _is_body(sheet, following, left, figures):
                return
            row = following
            continue
        if not (_is_body(sheet, row, left, figures) or _is_label_alone(sheet, row, left, figures)):
            return
        yield row
        row += 1


def _figure_columns(sheet: Sheet, first: int, columns: frozenset[int]) -> frozenset[int]:
    """The columns in which figures stand in the first rows of a body."""
    rows = [*next_filled(sheet, range(first, first + 6))][:4]
    return frozenset(at for row in rows for at, value in cells_of(sheet, row) if at in columns and is_figure(value))


def _is_body(sheet: Sheet, row: int, left: int, figures: frozenset[int]) -> bool:
    """Whether a row goes on with a table: no line, no title, and no labels where figures stood."""
    cells = cells_of(sheet, row)
    if _is_lined(cells) or len(cells) < 2:
        return False
    words = [at for at, value in cells if at in figures and at > left and has_no_digit(value)]
    numbers = [at for at, value in cells if is_figure(value)]
    if len(words) > 1 and not numbers and begins_table(sheet, row):
        return False
    return not (words and numbers and cells[0][0] not in figures and _are_pairs(sheet, row))


def _are_pairs(sheet: Sheet, row: int) -> bool:
    """Whether the cells of a row are labels and figures by turns: a card's."""
    values = [value for _, value in cells_of(sheet, row)]
    labels, figures = values[::2], values[1::2]
    return (
        bool(figures) and len(labels) == len(figures) and all(map(is_words, labels)) and all(map(_is_stated, figures))
    )


def _is_stated(value: Value) -> bool:
    """Whether a cell holds a figure, be it in a unit that nobody knows."""
    text = squeeze(str(value))
    return is_figure(value) or (text[:1].isdigit() and not is_season(text) and not years_in(text))


def _is_label_alone(sheet: Sheet, row: int, left: int, figures: frozenset[int]) -> bool:
    """Whether a row holds its label, or one figure, and nothing else: a month without figures."""
    cells = cells_of(sheet, row)
    if len(cells) != 1 or _is_lined(cells):
        return False
    column, value = cells[0]
    if column in figures and is_figure(value):
        return True
    wide = any(box[0] == row == box[2] and box[1] == column < box[3] for box in sheet.merges)
    if column >= min(figures, default=left + 1) or wide or len(squeeze(str(value))) > _SHORT:
        return False
    following = islice(next_filled(sheet, range(row + 1, row + 2 * _MONTHS)), _MONTHS)
    is_on = any(_is_body(sheet, each, left, figures) for each in following)
    return is_total(str(value)) or is_figure(value) or (is_on and not is_title(str(value)))
