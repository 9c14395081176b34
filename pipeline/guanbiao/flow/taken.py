"""What lies in a drop folder, as it is read: books in memory where they are few or of one library, else a ledger and a
store of books on the disk, so that memory does not grow with the folder. A content that a ledger knows is not read
again until a library that it belongs to is to be worked out."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.pool import read_all
from guanbiao.intake.read import book_of
from guanbiao.intake.signs import Signs
from guanbiao.intake.snapshot import Dropped, how_many, snapshot
from guanbiao.intake.store import BookStore
from guanbiao.intake.wire import Parsed
from guanbiao.model.books import Book
from guanbiao.recognise.libraries import said_by_path
from guanbiao.recognise.names import Names, names_of
from guanbiao.recognise.titles import LENGTHS
from guanbiao.text.cells import Value
from guanbiao.text.labels import fold
from guanbiao.text.libraries import called, named_first
from guanbiao.text.remembered import forget
from guanbiao.text.titles import title_key

if TYPE_CHECKING:
    from guanbiao.flow.ledger import Ledger

LEDGER = "libraries.db"
FEW = 64  # files: what two libraries file; below, to start other processes takes longer than the work
Count = Callable[[int, int], None]  # how many are done, of how many
_AT_ONCE = 500  # files that are known to each other, contents whose texts are remembered: those of a few libraries
_ROWS = 5  # of a sheet in which a title that names a library is looked for, to see whether there are several
_SEVERAL = 2


class Many(Struct, frozen=True):
    """A drop folder of many libraries: the ledger of its files, and where their books lie."""

    ledger: "Ledger"
    store: BookStore
    signs: Signs

    def read(self, files: Iterable[Dropped]) -> None:
        """Have the books of files in the store, where they are not. Raises OSError."""
        for sha256, parsed in read_all(self._missing(iter(files)), signs=self.signs):
            self.store.keep(sha256, parsed)

    def _missing(self, files: Iterator[Dropped]) -> Iterator[tuple[str, str]]:
        """The copies to read, by their hash, a few libraries after the others: not all of a folder are held at once."""
        while some := [*itertools.islice(files, _AT_ONCE)]:
            yield from {each.sha256: each.copy for each in some if each.copy and each.sha256 not in self.store}.items()


def take(
    folder: Path,
    room: Path,
    catalogue: Catalogue,
    signs: Signs,
    told: Callable[[str], None] = lambda _: None,
    count: Count | None = None,
) -> Sequence[Book] | Many:
    """What lies in a folder, whose files are copied to a `room`, too; `told` is told of each file when it is come to,
    `count` how many are read, of how many. Raises OSError where the folder cannot be listed or the copies cannot be
    written; a bad file never raises."""
    return _Taking(room, catalogue, signs, told, _counting(count, folder)).take(folder)


def _counting(count: Count | None, folder: Path) -> Callable[[], None]:
    """Count one file more, of all in a folder, on each call."""
    if count is None:
        return lambda: None
    numbers, every = itertools.count(1), how_many(folder)
    return lambda: count(min(next(numbers), every), every)


class _Taking:
    """A folder being taken in: until it is `many`, its files, what was parsed of them and which libraries were met."""

    def __init__(
        self,
        room: Path,
        catalogue: Catalogue,
        signs: Signs,
        told: Callable[[str], None],
        one_more: Callable[[], None],
    ) -> None:
        self._catalogue, self._signs, self._room = catalogue, signs, room
        self._told, self._one_more = told, one_more
        self._files: list[Dropped] = []
        self._contents: set[str] = set()
        self._parsed: dict[str, Parsed] = {}
        self._met: set[str] = set()
        self._many: Many | None = None
        self._kept = itertools.count(1)
        self._before = self._opened() if (room / LEDGER).is_file() else None

    def take(self, folder: Path) -> Sequence[Book] | Many:
        copies = self._room / "snapshot"
        copies.mkdir(exist_ok=True)
        for sha256, parsed in read_all(self._to_read(folder, copies), signs=self._signs):
            self._came(sha256, parsed)
            self._one_more()
        if self._many:
            self._many.ledger.save()
            return self._many
        missing = {each.sha256: each.copy for each in self._files if each.copy and each.sha256 not in self._parsed}
        self._parsed.update(read_all(missing.items(), signs=self._signs))
        if self._before:
            self._before.ledger.close()
        books = [book_of(each, self._parsed.get(each.sha256)) for each in self._files]
        return sorted(books, key=lambda book: book.file)

    @cached_property
    def _names(self) -> Names:
        return names_of(self._catalogue)

    def _opened(self) -> Many:
        from guanbiao.flow.ledger import Ledger  # deferred: few folders are of many libraries
        from guanbiao.flow.program import program_of

        ledger = Ledger(self._room / LEDGER, program_of(self._catalogue))
        return Many(ledger, BookStore(self._room / "books"), self._signs)

    def _to_read(self, folder: Path, copies: Path) -> Iterator[tuple[str, str]]:
        """The copies to read, by their hash: each content once, none that a ledger knows."""
        for dropped in snapshot(folder, copies):
            self._told(dropped.name)
            is_new = bool(dropped.copy) and not self._has(dropped.sha256)
            known = self._many or self._before
            note = known.ledger.note(dropped.sha256) if known and is_new else None
            self._add(dropped)
            self._meet(said_by_path(dropped.name))
            self._meet(note.beside if note else ())
            if is_new and note is None:
                yield dropped.sha256, dropped.copy
            else:
                self._one_more()

    def _has(self, sha256: str) -> bool:
        return self._many.ledger.has(sha256) if self._many else sha256 in self._contents

    def _add(self, dropped: Dropped) -> None:
        if self._many:
            self._many.ledger.add(dropped)
        else:
            self._files.append(dropped)
            self._contents.add(dropped.sha256)

    def _came(self, sha256: str, parsed: Parsed) -> None:
        if self._many:
            self._keep(self._many, sha256, parsed)
        else:
            self._parsed[sha256] = parsed
            tables = () if parsed.paragraphs else parsed.sheets  # those of an annual report are no forms
            self._meet(name for sheet in tables for name in _named_in(sheet.rows))

    def _meet(self, names: Iterable[str]) -> None:
        """Meet libraries; where they are several and files are no few any more, all goes to the disk."""
        if self._many:
            return
        if len(self._met) < _SEVERAL:
            self._met.update(called(name).stem for name in names if name)
        if len(self._met) < _SEVERAL or len(self._files) <= FEW:
            return
        self._many = many = self._before or self._opened()
        for dropped in self._files:
            self._add(dropped)
        for sha256, parsed in self._parsed.items():
            self._keep(many, sha256, parsed)
        self._files, self._contents, self._parsed = [], set(), {}

    def _keep(self, many: Many, sha256: str, parsed: Parsed) -> None:
        from guanbiao.recognise.ours import own_as
        from guanbiao.recognise.survey import look, note_of

        many.store.keep(sha256, parsed)
        book = book_of(Dropped("", sha256=sha256), parsed)
        many.ledger.keep_note(sha256, note_of(look(book, self._names), own_as(book)))
        if not next(self._kept) % _AT_ONCE:
            forget()


def _named_in(rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """The libraries with which a title on top of a sheet begins: a quick look, which decides nothing but the way."""
    for value in (value for row in rows[:_ROWS] for value in row):
        if type(value) is str and len(value) in LENGTHS and (found := named_first(title_key(fold(value)))):
            yield found
