"""Return slips among the books of a drop folder: which they are, and what came back in them."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.model.books import Book, Sheet
from guanbiao.model.exports import PROGRAM
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Changed, Copy, Issued, Returned, SlipKind, Written
from guanbiao.recognise.slips import earlier
from guanbiao.recognise.slips.copies import changed_in, copy_of, values_of
from guanbiao.recognise.slips.record import has_record, issued_as
from guanbiao.recognise.slips.rows import Lines, norm, together, written_on
from guanbiao.words import slips as words
from guanbiao.words.slips import APPROVAL_MARK, SLIP_TITLED, in_a_line

_TITLE_WITHIN = 12  # rows: below what somebody may have put above the title
_MARK = words.COMMON_MARK  # what titles of ours have: most texts do not
_QUOTED = 20  # texts of a sheet that was put in, as many as a sentence can take


def is_slip(book: Book) -> bool:
    """Whether a book is a return slip, whole or not: it has the record of one, the title, or the columns of earlier
    ones below such a title."""
    return any(name.startswith(PROGRAM) for name in book.properties) or any(
        has_record(sheet) or _titled(sheet) for sheet in book.sheets
    )


def _titled(sheet: Sheet) -> tuple[int, str, str] | None:
    """The year, the department and the title that a slip states on a sheet."""
    for row in sheet.rows[:_TITLE_WITHIN]:
        for value in row:
            if type(value) is str and _MARK in value and (found := SLIP_TITLED.search(value)):
                return int(found[1]), found[2] or "", value
    return None


def is_answered(book: Book) -> bool:
    """Whether somebody wrote anything into a slip since it was issued."""
    issued = issued_as(book)
    return any(each.anew for each in _written(book, issued)) or (
        issued is not None and any(True for _ in _changed(book, issued, ()))
    )


def returned(books: Sequence[Book]) -> list[Returned]:
    """The slips among the books, the oldest first."""
    slips = sorted((book for book in books if is_slip(book)), key=lambda book: (int(book.modified), book.sha256))
    forms = [book for book in books if book.sheets and book not in slips] if slips else []
    return [_returned(book, forms) for book in slips]


def _returned(book: Book, forms: Sequence[Book]) -> Returned:
    issued = issued_as(book)
    year, department, title = next(filter(None, map(_titled, book.sheets)), (0, "", ""))
    kind = SlipKind.APPROVAL if APPROVAL_MARK in title else SlipKind.SLIP
    if issued:
        kind, year, department = issued.kind, issued.year, issued.department
    written = list(_written(book, issued))
    changed = tuple(_changed(book, issued, forms))
    who = in_a_line(dict.fromkeys(each.who for each in written if each.line is None and not each.cells and each.who))
    signed = tuple(replace(each, who=each.who or who) for each in written if each.cells)
    return Returned(book.file, book.modified, issued, kind, year, department, signed, changed)


def _written(book: Book, issued: Issued | None) -> Iterator[Written]:
    """What is written on the lists of a slip; what stands on a sheet that was put in, as one."""
    names = {copy.name for copy in issued.copies} if issued else set()
    printed = {norm(text) for text in issued.printed} if issued else set()
    lines = Lines(issued.lines if issued else ())
    for sheet in book.sheets:
        if has_record(sheet):
            continue
        if issued is None and earlier.header(sheet):
            yield from earlier.written_on(book.file, sheet)
        elif sheet.name in names or (issued is None and not _titled(sheet)):
            yield from _beside(book.file, sheet, issued)
        else:
            yield from _on_list(book.file, sheet, lines, printed)


def _on_list(file: str, sheet: Sheet, lines: Lines, printed: set[str]) -> Iterator[Written]:
    """What is written on a list. A sheet on which nothing stands that was issued was put in: its texts are one."""
    written = list(written_on(file, sheet, lines, printed))
    texts = (norm(value) for row in sheet.rows for value in row if value not in (None, ""))
    is_ours = not printed or any(text in printed for text in texts)
    if is_ours or any(each.line for each in written):
        yield from written
    elif written:
        said = tuple(text for each in written for text in each.cells)[:_QUOTED]
        yield Written(None, "", "", Term(Role.SHEET, "", "", "", None, in_a_line(said), file, sheet.name), cells=said)


def _beside(file: str, sheet: Sheet, issued: Issued | None) -> Iterator[Written]:
    """Comments and text boxes on an attached form: said of the line that speaks of the cell, if a single one does."""
    own = {norm(each) for each in issued.printed} if issued else set()
    for address, whole in sheet.remarks.items():
        text = words.without_marks(whole)
        if not text or norm(whole) in own:
            continue
        place = f"{sheet.name}!{address}"
        lines = [line for line in (issued.lines if issued else ()) if place in line.cells and line.cases]
        term = Term(Role.CELL, "", "", "", None, text, file, sheet.name, address)
        yield together(lines[0] if len(lines) == 1 else None, [text], term, [text])


def _changed(book: Book, issued: Issued | None, forms: Sequence[Book]) -> Iterator[Changed]:
    """The cells of attached forms that were changed, as far as it is known what they are copies of."""
    known = {copy.name: copy for copy in issued.copies} if issued else {}
    for sheet in book.sheets:
        if has_record(sheet) or _titled(sheet):
            continue
        copy = known.get(sheet.name) if issued else copy_of(sheet, forms)
        if copy and not copy.cells:
            copy = _as_filed(copy, forms)
        if copy:
            yield from changed_in(book.file, sheet, copy)


def _as_filed(copy: Copy, forms: Sequence[Book]) -> Copy | None:
    """What was attached, from the file that it was taken from, where that still lies in the drop folder."""
    sheets = (sheet for book in forms if book.file == copy.file for sheet in book.sheets if sheet.name == copy.sheet)
    found = next(sheets, None)
    return replace(copy, cells=values_of(found)) if found else None
