"""The outputs folder as a place to work in: one run at a time, and what a killed run left behind is cleared away."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.intake.walk import ROOM, is_ignorable

_LOCK, _JOURNAL = "lock", "journal.jsonl"
_ASIDE = "aside"


class OutputsError(Exception):
    """The outputs folder cannot be written; the message says which, the cause says why."""


class Busy(Exception):
    """Another run works in this outputs folder."""


@dataclass(frozen=True, slots=True)
class Workspace:
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

    def note(self, entry: Mapping[str, object]) -> None:
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
        room.mkdir(parents=True, exist_ok=True)
        lock = FileLock(room / _LOCK, blocking=False)
        lock.acquire()
    except Timeout as held:
        raise Busy(str(outputs)) from held
    except OSError as error:
        raise OutputsError(str(outputs)) from error
    try:
        try:
            _put_back(outputs, room)
        except OSError as error:
            raise OutputsError(str(outputs)) from error
        _tidy(room)
        yield Workspace(outputs, room)
    finally:
        with suppress(OSError):
            _put_back(outputs, room)
        _tidy(room)
        lock.release()


def _put_back(outputs: Path, room: Path) -> None:
    """Put back what a run that was cut short had moved aside; what has been replaced since is thrown away."""
    for aside in list((room / _ASIDE).glob("*")):
        if (target := outputs / aside.name.replace("⁄", "/")).exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)


def _tidy(room: Path) -> None:
    """Throw away what was not finished, as far as it goes: on Windows a file may still be held for a moment. What
    lies aside is somebody's outputs, and stays until it is back in its place."""
    with suppress(OSError):
        (room / _ASIDE).rmdir()
    with suppress(OSError):
        for left in [path for path in room.iterdir() if path.is_dir() and path.name != _ASIDE]:
            shutil.rmtree(left, ignore_errors=True)


def aside_of(workspace: Workspace, name: str) -> Path:
    """Where the outputs of that name are put aside for a moment, so that the next run finds them there."""
    folder = workspace.room / _ASIDE
    folder.mkdir(exist_ok=True)
    return folder / name.replace("/", "⁄")
