"""Sheets and titles held against how much of them is read: what is more is left out, and a finding says so."""

from collections.abc import Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, Note, Sheet
from guanbiao.model.findings import Finding
from guanbiao.recognise.files import about_sheet
from guanbiao.recognise.names import Names
from guanbiao.recognise.titles import Title, titles_on
from guanbiao.text.bounds import BODY_COLUMNS, BODY_ROWS, TITLES


def within_bounds(book: Book) -> Book:
    """The book with as many rows and columns of each sheet as are read; a note says what is not."""
    if not any(_is_larger(sheet) for sheet in book.sheets):
        return book
    return replace(book, sheets=tuple(map(_bounded, book.sheets)))


def _is_larger(sheet: Sheet) -> bool:
    return len(sheet.rows) > BODY_ROWS or max(map(len, sheet.rows), default=0) > BODY_COLUMNS


def _bounded(sheet: Sheet) -> Sheet:
    left = [row[BODY_COLUMNS:] for row in sheet.rows[:BODY_ROWS] if len(row) > BODY_COLUMNS]
    notes = sheet.notes
    if _has_any(sheet.rows[BODY_ROWS:]):
        notes = (*notes, Note("rows_bounded", raw=str(len(sheet.rows))))
    if _has_any(left):
        notes = (*notes, Note("columns_bounded", raw=str(max(map(len, sheet.rows)))))
    return replace(sheet, rows=[row[:BODY_COLUMNS] for row in sheet.rows[:BODY_ROWS]], notes=notes)


def _has_any(rows: Sequence[Sequence[object]]) -> bool:
    return any(cell not in (None, "") for row in rows for cell in row)


def titles_within(book: Book, names: Names) -> tuple[list[list[Title]], list[Finding]]:
    """The titles on each sheet of a book, as many as are read, and a finding for each sheet that has more."""
    titles = [titles_on(sheet, names) for sheet in book.sheets]
    over = [
        about_sheet("titles_bounded", book, sheet, own[TITLES])
        for sheet, own in zip(book.sheets, titles, strict=True)
        if len(own) > TITLES
    ]
    return [own[:TITLES] for own in titles], over
