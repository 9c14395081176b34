"""What became of each dropped file: copies of one content, files without a form, files that could not be read."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.facts.terms import file_term
from guanbiao.forms.levels import Level
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.details import OfFile
from guanbiao.model.findings import Finding
from guanbiao.words.codes import CODES
from guanbiao.words.intake import NOTES

_CODES = {  # by how a file ended, the code of the finding about it
    FileStatus.REFUSED: "file_refused",
    FileStatus.NO_FORM: "file_no_form",
    FileStatus.IGNORED: "file_ignored",
}
_FOREIGN = "foreign_"  # reasons of files that are no tables at all: a question, since nobody need have filed them


def without_copies(books: Sequence[Book]) -> list[Book]:
    """The books, each content once: of copies the one modified last counts (of equals the last by path), and the
    others say which it is."""
    newest: dict[str, Book] = {}
    for book in sorted((each for each in books if each.sheets), key=lambda each: (int(each.modified), each.file)):
        newest[book.sha256] = book
    return [_copy_of(book, newest.get(book.sha256, book)) for book in books]


def _copy_of(book: Book, kept: Book) -> Book:
    if book.file == kept.file:
        return book
    return replace(book, status=FileStatus.IGNORED, reason="same_content", sheets=(), detail={"other": kept.file})


def ended(book: Book, has_forms: bool) -> Book:
    """The book as it ended: one that was read and holds no form says so."""
    if book.status is FileStatus.READ and not has_forms:
        return replace(book, status=FileStatus.NO_FORM, reason="no_form")
    return book


def about_file(book: Book) -> Iterator[Finding]:
    """What is to be known of a file that gave no form, or was not read: nothing of temporary files."""
    if book.status in _CODES and book.reason != "temporary":
        code, source, level = CODES[_CODES[book.status]].identity
        level = Level.QUERY if book.reason.startswith(_FOREIGN) else level
        yield Finding(code, source, level, terms=(file_term(book.file),), detail=OfFile(book.reason, book.detail))


def file_notes(books: Sequence[Book]) -> Iterator[Finding]:
    """A finding for each note about a whole file."""
    for book in books:
        for note in book.notes:
            yield Finding(*CODES[NOTES[note.code]].identity, terms=(file_term(book.file),))
