"""What became of each dropped file: copies of one content, files without a form, files that could not be read."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.forms.levels import Level, Source
from guanbiao.model.books import Book, FileStatus
from guanbiao.model.findings import Finding, Term


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
    """What a file that gave no form, or could not be read, is told by."""
    levels = {FileStatus.REFUSED: Level.MANDATORY, FileStatus.NO_FORM: Level.QUERY, FileStatus.IGNORED: Level.INFO}
    if book.status in levels and book.reason != "temporary":
        level = Level.QUERY if book.reason.startswith("foreign_") else levels[book.status]
        yield Finding(
            f"file_{book.status}",
            Source.INTAKE,
            level,
            terms=(Term("file", "", "", "", file=book.file),),
            detail={"reason": book.reason, **book.detail},
        )


def file_notes(books: Sequence[Book]) -> Iterator[Finding]:
    """A finding for each note about a whole file."""
    for book in books:
        for note in book.notes:
            level = Level.QUERY if note.code == "one_reader" else Level.INFO
            term = Term("file", "", "", "", file=book.file)
            yield Finding(f"note_{note.code}", Source.INTAKE, level, terms=(term,))
