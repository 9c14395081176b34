"""What became of each dropped file and each sheet: copies of one content, files without a form, files that could not be
read, titles over no table of theirs."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from guanbiao.facts.terms import file_term, sheet_term
from guanbiao.forms.levels import Level
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.details import NOTHING, Detail, OfFile, OfOwn, OfTitle
from guanbiao.model.findings import Finding
from guanbiao.recognise.order import as_counted
from guanbiao.recognise.ours import OWN
from guanbiao.recognise.titles import Title
from guanbiao.words.codes import CODES
from guanbiao.words.intake import NOTES

_CODES = {  # by how a file ended, the code of the finding about it
    FileStatus.REFUSED: "file_refused",
    FileStatus.NO_FORM: "file_no_form",
    FileStatus.IGNORED: "file_ignored",
}
_SILENT = ("temporary", *OWN)
Owners: TypeAlias = frozenset[str | None]
_FOREIGN = "foreign_"  # reasons of files that are no tables at all: a question, since nobody need have filed them


def without_copies(books: Sequence[Book], owners: Sequence[Owners]) -> list[Book]:
    """The books, each content once among those of the same `owners`: of copies the one modified last counts (of
    equals the last by path), and the others say which it is. One of which nobody knows whose it is is a copy of any."""
    pairs = list(zip(books, owners, strict=True))
    held = [pair for pair in pairs if pair[0].sheets or pair[0].paragraphs]
    ordered = sorted(held, key=lambda pair: (any(pair[1]), int(pair[0].modified), pair[0].file))
    newest = {(book.sha256, whose): book for book, whose in ordered}
    last = {book.sha256: book for book, _ in ordered}  # of those whose it is known, where there are any
    kept = (newest.get((book.sha256, whose)) if any(whose) else last.get(book.sha256) for book, whose in pairs)
    return [_copy_of(book, copy or book) for book, copy in zip(books, kept, strict=True)]


def _copy_of(book: Book, kept: Book) -> Book:
    if book.file == kept.file:
        return book
    gone = replace(book, status=FileStatus.IGNORED, reason="same_content", detail={"other": kept.file})
    return replace(gone, sheets=(), paragraphs=())


def ended(book: Book, has_forms: bool) -> Book:
    """The book as it ended: one that was read and holds no form says so."""
    if book.status is FileStatus.READ and not has_forms:
        return replace(book, status=FileStatus.NO_FORM, reason="no_form")
    return book


def about_file(book: Book) -> Iterator[Finding]:
    """What is to be known of a file that gave no form, or was not read: nothing of temporary files and of our own."""
    if book.status in _CODES and book.reason not in _SILENT:
        code, source, level = CODES[_CODES[book.status]].identity
        level = Level.QUERY if book.reason.startswith(_FOREIGN) else level
        detail = OfFile(book.reason, book.detail)
        yield Finding(code, source, level, terms=(file_term(book.file),), detail=detail, content=book.sha256)


def about_own(books: Sequence[Book]) -> Iterator[Finding]:
    """One finding about all that this program wrote itself and somebody dropped back in."""
    files = tuple(sorted((book.file for book in books if book.reason in OWN), key=as_counted))
    if files:
        yield Finding(*CODES["own_outputs"].identity, detail=OfOwn(len(files), files))


def file_notes(books: Sequence[Book]) -> Iterator[Finding]:
    """A finding for each note of the readers about a whole file; notes about a sheet are the business of checks."""
    for book in books:
        for note in book.notes:
            yield Finding(*CODES[NOTES[note.code]].identity, terms=(file_term(book.file),), content=book.sha256)


def about_sheet(
    code: str, book: Book, sheet: Sheet, title: Title, level: Level | None = None, detail: Detail = NOTHING
) -> Finding:
    """The finding about a title, or about the sheet it stands on; of one form, or of several that it may name. Its
    level is that of the code where none is given."""
    kind = CODES[code]
    form = title.forms[0].id if len(title.forms) == 1 else ""
    term = sheet_term(book.file, sheet.name, (max(title.row, 0), title.column), title.text, form)
    is_listed = kind.detail is OfTitle or len(title.forms) > 1
    detail = OfTitle(tuple(each.id for each in title.forms)) if is_listed else detail
    return Finding(code, kind.source, level or kind.level, form=form, terms=(term,), detail=detail)
