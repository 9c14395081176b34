"""The ledger of a folder of outputs with many libraries: what is known of this run's files, kept on the disk so that
memory does not grow with them, and of each library what its outputs were made from, so that the next run redoes only
what changed. What is of this run alone stands in tables that end with it. Of both half a megabyte is held."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, json

from guanbiao.flow.unit import Done
from guanbiao.intake.snapshot import Dropped
from guanbiao.recognise.notes import Note

_TABLES = """
    PRAGMA main.cache_size = -500;
    PRAGMA temp.cache_size = -500;
    CREATE TABLE IF NOT EXISTS program (name TEXT);
    CREATE TABLE IF NOT EXISTS notes (sha256 TEXT PRIMARY KEY, note BLOB) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS units (library TEXT PRIMARY KEY, made_from TEXT, stands TEXT, done BLOB);
    CREATE TEMP TABLE files (file TEXT PRIMARY KEY, sha256 TEXT, dropped BLOB);
    CREATE INDEX temp.by_content ON files (sha256);
    CREATE TEMP TABLE owns (library TEXT, file TEXT, PRIMARY KEY (library, file)) WITHOUT ROWID;
    CREATE TEMP TABLE filed (library TEXT, form TEXT, PRIMARY KEY (library, form)) WITHOUT ROWID;
    CREATE TEMP TABLE results (place INTEGER PRIMARY KEY, done BLOB);
"""


class Standing(Struct, frozen=True):
    """What is remembered of a library: what its outputs were made from and how they stood in place, as hashes, and what
    was told of them."""

    made_from: str
    stands: str
    done: Done


class Ledger:
    """The ledger in the room of the outputs. What another program left, or a file that is none, is begun anew."""

    def __init__(self, file: Path, program: str) -> None:
        self._file = file
        try:
            self._open(program)
        except sqlite3.DatabaseError:
            self.close()
            self._file.unlink(missing_ok=True)
            self._open(program)

    def _open(self, program: str) -> None:
        self._base = sqlite3.connect(
            self._file, check_same_thread=False
        )  # the thread that reads, then the one that runs
        self._base.executescript(_TABLES)
        if [*self._base.execute("SELECT name FROM program")] != [(program,)]:
            for table in ("program", "notes", "units"):
                self._base.execute(f"DELETE FROM {table}")
            self._base.execute("INSERT INTO program VALUES (?)", (program,))
        self._base.commit()

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error, AttributeError):
            self._base.close()

    def save(self) -> None:
        """Have what was written outlive this process."""
        self._base.commit()

    def note(self, sha256: str) -> Note | None:
        """What is kept of a content."""
        found = self._one("SELECT note FROM notes WHERE sha256 = ?", sha256)
        return json.decode(found, type=Note) if found else None

    def keep_note(self, sha256: str, note: Note) -> None:
        """Keep what is known of a content."""
        self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (sha256, json.encode(note)))

    def add(self, dropped: Dropped) -> None:
        """A file of this run."""
        values = dropped.name, dropped.sha256, json.encode(dropped)
        self._base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", values)

    def has(self, sha256: str) -> bool:
        """Whether a file of this run has that content."""
        return bool(self._one("SELECT 1 FROM files WHERE sha256 = ?", sha256))

    def noted(self) -> Iterator[tuple[Dropped, Note]]:
        """The files of this run, in the order of their paths, with what is known of their contents."""
        files = "SELECT dropped, note FROM files LEFT JOIN notes USING (sha256) ORDER BY file"
        for dropped, note in self._base.execute(files):
            yield json.decode(dropped, type=Dropped), json.decode(note, type=Note) if note else Note()

    def own(self, library: str, file: str, filed: str, form: str) -> None:
        """That a file belongs to a library, and that a form in it was `filed` by one."""
        self._base.execute("INSERT OR IGNORE INTO owns VALUES (?, ?)", (library, file))
        self._base.execute("INSERT OR IGNORE INTO filed VALUES (?, ?)", (filed, form))

    def libraries(self) -> set[str]:
        """The libraries that files belong to."""
        return {library for (library,) in self._base.execute("SELECT DISTINCT library FROM owns")}

    def files_of(self, library: str) -> list[tuple[Dropped, Note]]:
        """The files of a library, in the order of their paths, with what is known of them."""
        files = "SELECT dropped, note FROM owns JOIN files USING (file) LEFT JOIN notes USING (sha256)"
        found = self._base.execute(f"{files} WHERE library = ? ORDER BY file", (library,))
        return [
            (json.decode(dropped, type=Dropped), json.decode(note, type=Note) if note else Note())
            for dropped, note in found
        ]

    def filed_by_all(self, libraries: Iterable[str]) -> frozenset[str] | None:
        """The forms that every one of some libraries filed; None where there are no libraries."""
        common: set[str] | None = None
        for library in libraries:
            forms = {form for (form,) in self._base.execute("SELECT form FROM filed WHERE library = ?", (library,))}
            common = forms if common is None else common & forms
        return None if common is None else frozenset(common)

    def remembered(self, library: str) -> Standing | None:
        """What is remembered of a library."""
        for made_from, stands, done in self._base.execute(
            "SELECT made_from, stands, done FROM units WHERE library = ?", (library,)
        ):
            return Standing(made_from, stands, json.decode(done, type=Done))
        return None

    def remember(self, library: str, standing: Standing) -> None:
        """Remember a library, from now on."""
        values = library, standing.made_from, standing.stands, json.encode(standing.done)
        self._base.execute("INSERT OR REPLACE INTO units VALUES (?, ?, ?, ?)", values)
        self._base.commit()

    def finish(self, place: int, done: Done) -> None:
        """What came of the library at a place in this run."""
        self._base.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (place, json.encode(done)))

    def finished(self) -> Iterator[Done]:
        """What came of the libraries of this run, in their order."""
        for (done,) in self._base.execute("SELECT done FROM results ORDER BY place"):
            yield json.decode(done, type=Done)

    def forget_others(self) -> None:
        """Forget contents and libraries that are not in the folder any more."""
        self._base.execute("DELETE FROM notes WHERE sha256 NOT IN (SELECT sha256 FROM files)")
        self._base.execute("DELETE FROM units WHERE library NOT IN (SELECT library FROM owns)")
        self._base.commit()

    def _one(self, query: str, value: str) -> bytes:
        found = self._base.execute(query, (value,)).fetchone()
        return found[0] if found else b""
