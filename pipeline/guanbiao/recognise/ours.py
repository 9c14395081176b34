"""What this program wrote itself, known again by content in a drop folder: consolidated workbooks, return slips."""

from collections.abc import Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.text.labels import fold
from guanbiao.words.letters import SLIP_HEAD, SLIP_MARK
from guanbiao.words.workbook import CONTENTS_HEAD, FINDINGS_HEAD, PROVENANCE_HEAD

_HEADS = frozenset((CONTENTS_HEAD, FINDINGS_HEAD, PROVENANCE_HEAD))
_SLIP_COLUMNS = tuple(fold(SLIP_HEAD[at]) for at in (15, 11, 12))  # the id, what to do, the words
_HEADER_WITHIN = 12  # rows: a slip's header stands in the fifth or sixth, below its title and how to answer


def without_own(books: Sequence[Book]) -> list[Book]:
    """The books of a drop folder, those that are a consolidated workbook of ours marked as ignored and without sheets.
    They are known by the heads of the pages around the official ones, whatever the file is called."""
    return [
        replace(book, status=FileStatus.IGNORED, reason="own_workbook", sheets=()) if _is_own(book) else book
        for book in books
    ]


def _is_own(book: Book) -> bool:
    """Whether at least two of those heads stand on top of its sheets: one of them might be anybody's."""
    tops = {tuple(cell for cell in row if cell is not None) for sheet in book.sheets for row in sheet.rows[:2]}
    return len(tops & _HEADS) > 1


def is_slip(book: Book) -> bool:
    """Whether a book is a return slip, whatever the file is called: it has the title and the columns to answer in."""
    return any(slip_header(sheet) is not None for sheet in book.sheets)


def slip_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of a slip's header and the sheet column of each folded label in it; None where the sheet is no slip."""
    rows = sheet.rows[:_HEADER_WITHIN]
    if not any(isinstance(value, str) and SLIP_MARK in value for row in rows for value in row):
        return None
    for at, row in enumerate(rows):
        columns = {fold(str(value)): column for column, value in enumerate(row) if value not in (None, "")}
        if all(name in columns for name in _SLIP_COLUMNS):
            return at, columns
    return None
