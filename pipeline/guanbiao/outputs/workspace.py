"""The outputs folder as a place to work in: one run at a time, and what a killed run left behind is cleared away."""

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from guanbiao.intake.snapshot import ROOM, is_ignorable, is_link
from guanbiao.words.report import HISTORY

_LOCK, _JOURNAL = "lock", "journal.jsonl"
_NEW, _ASIDE = "new", "aside"  # folders of the room: for drafts, and for what stood in place until a moment ago
_DIGITS = 4  # of a number in the history, so that names sort as numbers do
_SLASH = "\N{FRACTION SLASH}"  # for the slash of a name of several parts, which no name of a folder may hold


class OutputsError(Exception):
    """The outputs folder cannot be written; the message says which, the cause says why."""


class Busy(Exception):
    """Another run works in this outputs folder."""


class Workspace(Struct, frozen=True):
    """An outputs folder that this run alone works in, and its room for what is not finished: inside the folder, hence
    on the same disk, so that what is moved from it moves in one step."""

    outputs: Path
    room: Path

    def fresh(self, name: str) -> Path:
        """An empty folder in the room."""
        folder = self.room / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def draft(self, name: str) -> Path:
        """An empty folder in the room, for the next outputs of that name."""
        folder = self.room / _NEW / _flat(name)
        folder.mkdir(parents=True)
        return folder

    def aside(self, name: str) -> Path:
        """Where the outputs of that name are put aside for a moment."""
        folder = self.room / _ASIDE
        folder.mkdir(exist_ok=True)
        return folder / _flat(name)

    def settle(self) -> None:
        """Give what has stood in place, and lies in the room, a place again: in the history of what replaced it, or
        where it stood. Raises OSError where a program holds it; then it stays in the room until it can be moved."""
        for folder in [*(self.room / _ASIDE).glob("*"), *filter(_has_stood, (self.room / _NEW).glob("*"))]:
            target = self.outputs / _unflat(folder.name)
            if target.exists():
                lies_aside = folder.parent.name == _ASIDE
                _keep(folder if lies_aside else folder.rename(self.aside(folder.name)), target / HISTORY)
            else:
                folder.rename(target)

    def discard(self) -> None:
        """Throw away the drafts, as far as it goes: on Windows a file may still be held for a moment."""
        if not any(map(_has_stood, (self.room / _NEW).glob("*"))):
            shutil.rmtree(self.room / _NEW, ignore_errors=True)
        with suppress(OSError):
            (self.room / _ASIDE).rmdir()

    def note(self, entry: Mapping[str, str]) -> None:
        """Add a line to the journal: the last thing that a finished step does. A journal that cannot be written takes
        nothing from what is done."""
        with suppress(OSError), (self.room / _JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(entry, ensure_ascii=False) + "\n")
            journal.flush()
            os.fsync(journal.fileno())


def mixed(inputs: Path, outputs: Path) -> bool:
    """Whether outputs would stand among filings: both are one folder, or outputs a folder of other things in the drop
    folder (none of which would be read any more), or the drop folder stands in a year's outputs, which are replaced."""
    inputs, outputs = inputs.resolve(), outputs.resolve()
    if not outputs.is_dir():
        return False
    down = _way_down(inputs, outputs)
    if down is not None:
        return not down or down[0].isdigit()
    if _way_down(outputs, inputs) is None or (outputs / ROOM).exists():
        return False
    return any(not is_ignorable(each.name) for each in outputs.iterdir())


def _way_down(folder: Path, above: Path) -> tuple[str, ...] | None:
    """The names that lead to a folder from one above it, none where they are the same; None where it is elsewhere."""
    found = next((each for each in (folder, *folder.parents) if each.samefile(above)), None)
    return None if found is None else folder.relative_to(found).parts


@contextmanager
def working_in(outputs: Path) -> Iterator[Workspace]:
    """The outputs folder, locked for as long as the context lasts. Raises Busy where another run holds it, and
    OutputsError where it cannot be written."""
    room = outputs / ROOM
    try:
        _own_room(room)
        lock = FileLock(room / _LOCK, blocking=False)
        lock.acquire()
    except Timeout as held:
        raise Busy(str(outputs)) from held
    except OSError as error:
        raise OutputsError(str(outputs)) from error
    workspace = Workspace(outputs, room)
    try:
        try:
            workspace.settle()
        except OSError as error:
            raise OutputsError(str(outputs)) from error
        _tidy(workspace)
        yield workspace
    finally:
        with suppress(OSError):
            workspace.settle()
        _tidy(workspace)
        lock.release()


def _own_room(room: Path) -> None:
    """Make the room where it is not there. Raises OSError where it is a link: what is thrown away here would be thrown
    away elsewhere. Links in it are nobody's, and go."""
    if is_link(room):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(room))
    room.mkdir(parents=True, exist_ok=True)
    for each in [path for path in room.iterdir() if is_link(path)]:
        (each.unlink if each.is_symlink() else each.rmdir)()


def _tidy(workspace: Workspace) -> None:
    """Throw away what was not finished, as far as it goes. What has stood in place is somebody's outputs, and stays."""
    workspace.discard()
    with suppress(OSError):
        for left in [path for path in workspace.room.iterdir() if path.is_dir() and path.name not in (_NEW, _ASIDE)]:
            shutil.rmtree(left, ignore_errors=True)


def _flat(name: str) -> str:
    return name.replace("/", _SLASH)


def _unflat(name: str) -> str:
    return name.replace(_SLASH, "/")


def _has_stood(folder: Path) -> bool:
    """Whether a folder among the drafts is what a draft has changed places with: no draft has a history."""
    return (folder / HISTORY).is_dir()


def _keep(folder: Path, history: Path) -> None:
    """File what lies aside as the newest of a history, after the history that it may hold itself."""
    if _has_stood(folder) and not history.exists():
        (folder / HISTORY).rename(history)
    history.mkdir(exist_ok=True)
    numbers = [int(path.name) for path in history.iterdir() if path.name.isdigit()]
    folder.rename(history / f"{max(numbers, default=0) + 1:0{_DIGITS}d}")
