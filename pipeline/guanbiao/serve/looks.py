"""What each dropped file became: read by reader processes and held against the forms, as the job will, beside the page.

Files that come together are read together. What was found is told in words and kept in memory alone: of a run that is
done, its outputs tell the same."""

import queue
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.pool import SPARES, read_all
from guanbiao.intake.read import book_of
from guanbiao.intake.snapshot import one_file
from guanbiao.model.books import Book
from guanbiao.serve.drops import Kept
from guanbiao.words.page import became_lines, filings_of

MOST = 600  # files that are told of; of those before, outputs tell
_IDLE = 2.0  # seconds without a drop
_TOGETHER = 24  # files that are read together: the first of many are told of soon


class Came(Struct, frozen=True):
    """A form that a dropped file holds: of which year (None: nobody can say), and of which library ('' for one that the
    catalogue is of)."""

    form: str
    period: int | None
    library: str = ""


class Drop(Struct, frozen=True):
    """A dropped file as the page tells of it: its name, when it came, what was said when it was kept, what it became,
    whether that is a form, and which; whether this is still being looked at. Who dropped it: a department, or '' for
    who compiles."""

    id: int
    name: str
    at: float
    kept: tuple[str, ...]
    became: tuple[str, ...] = ()
    well: bool = False
    came: tuple[Came, ...] = ()
    looking: bool = False
    department: str = ""


class Looks:
    """The files that were dropped on the page, the newest first, and the thread that looks at them. `changed` is called
    when there is more to tell."""

    def __init__(self, inputs: Path, catalogue: Catalogue, changed: Callable[[], None]) -> None:
        self._inputs, self._catalogue, self._changed = inputs, catalogue, changed
        self._drops: deque[Drop] = deque(maxlen=MOST)
        self._waiting: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        self._lock, self._count = threading.Lock(), 0
        self.version, self.forms = 0, 0  # how often there was more to tell, and how often it was a form
        threading.Thread(target=self._look, daemon=True).start()

    def add(self, kept: Sequence[Kept], department: str = "") -> None:
        """Tell of files that were kept, and of those that were not; have the former looked at."""
        with self._lock:
            for each in kept:
                self._count += 1
                drop = Drop(
                    self._count,
                    each.name,
                    time.monotonic(),
                    each.said,
                    looking=bool(each.stored),
                    department=department,
                )
                self._drops.appendleft(drop)
                if each.stored:
                    self._waiting.put((drop.id, each.stored))
        self._tell()

    def seen_by(self, department: str) -> tuple[Drop, ...]:
        """The files to tell of, the newest first; with a department, those it dropped itself."""
        with self._lock:
            return tuple(each for each in self._drops if department in ("", each.department))

    def came_since(self, since: float) -> set[Came]:
        """The forms that were dropped after a moment."""
        with self._lock:
            return {form for each in self._drops if each.at > since for form in each.came}

    def _look(self) -> None:
        while True:
            together = [self._next()]
            with suppress(queue.Empty):
                while len(together) < _TOGETHER:
                    together.append(self._waiting.get_nowait())
            with suppress(OSError):  # no room for copies: outputs will tell
                for at, well, said, came in became(self._inputs, dict(together), self._catalogue):
                    self._told(at, well, said, came)
            self._settle({at for at, _ in together})

    def _next(self) -> tuple[int, str]:
        """The next file to look at; once none has come for a while, there is time to have readers wait for it."""
        with suppress(queue.Empty):
            return self._waiting.get(timeout=_IDLE)
        SPARES.fill()
        return self._waiting.get()

    def _told(self, at: int, well: bool, said: tuple[str, ...], came: tuple[Came, ...]) -> None:
        with self._lock:
            self.forms += bool(came)
            for place, each in enumerate(self._drops):
                if each.id == at:
                    self._drops[place] = replace(each, well=well, became=said, came=came, looking=False)
        self._tell()

    def _settle(self, looked: set[int]) -> None:
        """Files that nothing was found of are looked at no longer."""
        with self._lock:
            self._drops = deque(
                (replace(each, looking=False) if each.id in looked else each for each in self._drops), MOST
            )
        self._tell()

    def _tell(self) -> None:
        self.version += 1
        self._changed()


def became(
    inputs: Path, files: dict[int, str], catalogue: Catalogue
) -> Iterator[tuple[int, bool, tuple[str, ...], tuple[Came, ...]]]:
    """What files of the drop folder became, by their numbers: whether a form was made of it, in words, and which forms
    these are. Raises OSError where copies cannot be written."""
    from guanbiao.recognise.explain import explain  # deferred: what it loads is not needed to show the page

    for at, book in _books(inputs, files):
        explained, libraries = explain(book, catalogue), _libraries(book, catalogue)
        forms = (Came(each.form, each.period, libraries.get(each.form, "")) for each in filings_of(explained))
        yield at, *became_lines(explained, catalogue, libraries), tuple(forms)


def _books(inputs: Path, files: dict[int, str]) -> Iterator[tuple[int, Book]]:
    with tempfile.TemporaryDirectory(prefix="guanbiao-", ignore_cleanup_errors=True) as place:
        dropped = {at: one_file(inputs / name, name, Path(place, str(at))) for at, name in files.items()}
        waiting = {at: each for at, each in dropped.items() if each.copy}
        yield from ((at, book_of(each, None)) for at, each in dropped.items() if not each.copy)
        for sha256, parsed in read_all({each.sha256: each.copy for each in waiting.values()}.items()):
            yield from ((at, book_of(each, parsed)) for at, each in waiting.items() if each.sha256 == sha256)


def _libraries(book: Book, catalogue: Catalogue) -> dict[str, str]:
    """By form, the name of the library that a book files it for, where that is another than the catalogue's own."""
    from guanbiao.recognise.recognise import recognised_in
    from guanbiao.recognise.survey import survey

    others = [unit for unit in survey([book], catalogue) if not unit.is_own]
    return {filing.form: unit.library for unit in others for filing in recognised_in(unit, catalogue, None).filings}
