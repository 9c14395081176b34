"""Books on the disk: what was parsed of each content, in the form in which readers answer, until it is asked for."""

from pathlib import Path

from msgspec import Struct

from guanbiao.intake.read import book_of
from guanbiao.intake.snapshot import Dropped
from guanbiao.intake.wire import Parsed, packed, unpacked
from guanbiao.model.books import Book


class BookStore(Struct, frozen=True):
    """A folder with a file a content."""

    folder: Path

    def __contains__(self, sha256: str) -> bool:
        return self._place(sha256).is_file()

    def keep(self, sha256: str, parsed: Parsed) -> None:
        """Keep what was parsed of a content. Raises OSError where it cannot be written."""
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        written = place.with_suffix(".new")
        written.write_bytes(packed(parsed))
        written.replace(place)

    def book(self, dropped: Dropped) -> Book:
        """A dropped file as a book. Raises OSError and msgspec.DecodeError where what was kept is gone."""
        return book_of(dropped, unpacked(self._place(dropped.sha256).read_bytes()) if dropped.copy else None)

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256
