"""The journal of the page: every change, by whom and when, a line each. It is only ever added to."""

import os
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, json

from guanbiao.intake.snapshot import ROOM, is_link
from guanbiao.serve.viewer import Viewer

_FILE = "changes.jsonl"
_MOST = 500  # entries that are shown
_SAID = 200  # characters of what was done
DROPPED, ANSWERED, RAN, ENTERED, REFUSED = "dropped", "answered", "ran", "entered", "refused"


class Entry(Struct, frozen=True):
    """A change: the local time with its zone, who (a department, '' for who compiles), from which address, what was
    done, and to what."""

    at: str
    who: str
    address: str
    did: str
    what: tuple[str, ...] = ()


class Journal:
    """The journal of an outputs folder."""

    def __init__(self, outputs: Path) -> None:
        self._file = outputs / ROOM / _FILE

    def note(self, viewer: Viewer, address: str, did: str, what: Sequence[str] = ()) -> None:
        """Add an entry. Where it cannot be written, what is done is done all the same: files tell it too."""
        entry = Entry(time.strftime("%Y-%m-%dT%H:%M:%S%z"), viewer.department, address, did, _short(what))
        with suppress(OSError):
            if is_link(self._file.parent) or is_link(self._file):
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            at = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(at, json.encode(entry) + b"\n")  # one write: lines of two threads never mix
            finally:
                os.close(at)

    def last(self) -> list[Entry]:
        """The last entries, the newest first."""
        try:
            with self._file.open("rb") as stream:
                lines = deque(stream, _MOST)
        except OSError:
            return []
        return [entry for line in reversed(lines) if (entry := _entry(line))]


def _short(what: Sequence[str]) -> tuple[str, ...]:
    return tuple(each[:_SAID] for each in what)


def _entry(line: bytes) -> Entry | None:
    try:
        return json.decode(line, type=Entry)
    except (ValidationError, DecodeError):
        return None
