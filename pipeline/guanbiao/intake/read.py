"""Read a drop folder: every file becomes a book of plain values, or says why not.

drop folder -snapshot-> private copy and hash -pool-> reader process: kinds, gate, engine, sheets -> plain sheets"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.intake.pool import read_all
from guanbiao.intake.signs import Signs
from guanbiao.intake.snapshot import Dropped, one_file, snapshot
from guanbiao.intake.wire import Parsed
from guanbiao.model.books import Book, FileStatus, Note


def read_folder(folder: Path, private: Path | None = None, signs: Signs | None = None) -> list[Book]:
    """Every entry of `folder`, in the order of its path, as a book. Its files are copied to a temporary folder in
    `private` (None: where the system keeps such), and only the copies are read; a content that lies there twice is read
    once. With `signs` of forms, formulas and looks are looked at only where a form may stand.

    Raises OSError where the folder cannot be listed or the copies cannot be written; a bad file never raises."""
    with tempfile.TemporaryDirectory(prefix="guanbiao-", dir=private, ignore_cleanup_errors=True) as place:
        found: list[Dropped] = []
        parsed = dict(read_all(_to_read(folder, Path(place), found), signs=signs))
    books = [book_of(dropped, parsed.get(dropped.sha256)) for dropped in found]
    return sorted(books, key=lambda book: book.file)


def read_file(file: Path, name: str) -> Book:
    """One file, wherever it lies, as a book called `name`, read as those of a drop folder are: a copy of it, in
    a process of its own. Raises OSError where the copy cannot be written; a bad file never raises."""
    with tempfile.TemporaryDirectory(prefix="guanbiao-", ignore_cleanup_errors=True) as place:
        dropped = one_file(file, name, Path(place, "copy"))
        wanted = [(dropped.sha256, dropped.copy)] if dropped.copy else []
        parsed = dict(read_all(wanted, readers=1))
    return book_of(dropped, parsed.get(dropped.sha256))


def _to_read(folder: Path, place: Path, found: list[Dropped]) -> Iterator[tuple[str, str]]:
    """The copies to read, by their hash, each content once; the files are put in `found` as they come."""
    known: set[str] = set()
    for dropped in snapshot(folder, place):
        found.append(dropped)
        if dropped.copy and dropped.sha256 not in known:
            known.add(dropped.sha256)
            yield dropped.sha256, dropped.copy


def book_of(dropped: Dropped, parsed: Parsed | None) -> Book:
    """A dropped file as a book; None where there was nothing to parse."""
    book = Book(dropped.name, dropped.sha256, dropped.modified, FileStatus.REFUSED, dropped.reason)
    if parsed is None:
        if dropped.reason == "limit_file":
            return replace(book, detail={"found": dropped.size // MEGABYTE, "most": FILE_BYTES // MEGABYTE})
        return replace(book, status=FileStatus.IGNORED) if dropped.reason == "temporary" else book
    notes = (*([Note("changed")] if dropped.changed else []), *parsed.notes)
    return replace(
        book,
        status=parsed.status,
        reason=parsed.reason,
        sheets=parsed.sheets,
        detail=parsed.detail,
        notes=notes,
        properties=parsed.properties,
        paragraphs=parsed.paragraphs,
    )
