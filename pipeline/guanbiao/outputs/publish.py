"""Publish outputs: written to a folder beside, put in place in one step, the runs before kept under 历史/."""

import ctypes
import hashlib
import os
import sys
import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from guanbiao.outputs.workspace import OutputsError, Workspace
from guanbiao.words.report import HISTORY

_IN_USE = (5, 32, 33)  # what Windows says of a file that another program holds: access denied, sharing, lock
_PATIENCE, _PAUSE = 3.0, 0.1  # seconds
MANIFEST = "manifest.json"
_MOST_VERSIONS = 100
_TAKING_IN, _AHEAD = 4, 8  # files that the disk takes in at once; those that are made before it has the first
_AT_HERE, _EXCHANGE = -100, 2  # renameat2(2): AT_FDCWD, RENAME_EXCHANGE; renamex_np(2) has the same number


def publish(workspace: Workspace, name: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """The folder outputs/{name} with exactly these files, written as they come, and what stood there in its
    历史/{number}. Another folder, {name}-2 or higher, where a program holds the old one.

    Raises OutputsError where nothing can be written; what stood there before is then still there."""
    target = workspace.outputs / name
    try:
        fresh = workspace.draft(name)
        manifest = written(fresh, files)
        return _placed(workspace, fresh, name, manifest)
    except OSError as error:
        raise OutputsError(str(target)) from error
    finally:
        workspace.discard()


def place(workspace: Workspace, draft: Path, name: str, manifest: str) -> Path:
    """The folder outputs/{name}, or one of a version, with what another process wrote to a draft in the room, as
    `publish` does. Raises OutputsError."""
    try:
        fresh = workspace.draft(name)
        fresh.rmdir()
        return _placed(workspace, draft.rename(fresh), name, manifest)
    except OSError as error:
        raise OutputsError(str(workspace.outputs / name)) from error


def _placed(workspace: Workspace, fresh: Path, name: str, manifest: str) -> Path:
    place = _put(workspace, fresh, name)
    with suppress(OSError):  # what is held is moved by the next run
        workspace.settle()
    workspace.note({"outputs": place.relative_to(workspace.outputs).as_posix(), "manifest": manifest})
    return place


def set_apart(workspace: Workspace, name: str) -> None:
    """Put what stands in outputs/{name} into its 历史 where it is of one library alone, and several have their folders
    there from now on. Raises OutputsError where a program holds it."""
    target = workspace.outputs / name
    if not (target / MANIFEST).is_file():
        return
    try:
        _swap(workspace, workspace.draft(name), name)
        workspace.settle()
    except OSError as error:
        raise OutputsError(str(target)) from error
    finally:
        workspace.discard()


def written(folder: Path, files: Iterable[tuple[str, bytes]]) -> str:
    """Write files through to the disk, which takes them in while the next are made; the hash of the manifest among
    them. Raises OSError."""
    manifest = b""
    with ThreadPoolExecutor(_TAKING_IN) as beside:
        waiting = deque[Future[None]]()
        for name, content in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = path.open("wb")
            waiting.append(beside.submit(_through, stream, content))
            if name == MANIFEST:
                manifest = content
            while len(waiting) > _AHEAD or (waiting and waiting[0].done()):
                waiting.popleft().result()
        for each in waiting:
            each.result()
    return hashlib.sha256(manifest).hexdigest()


def _through(stream: BinaryIO, content: bytes) -> None:
    """Write a file through to the disk, and close it."""
    with stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put(workspace: Workspace, fresh: Path, name: str) -> Path:
    """The fresh folder in its place; under a version's name where a program holds the old one."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _swap(workspace, fresh, name)
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _IN_USE:
                raise
            if time.monotonic() > until:
                break
            time.sleep(_PAUSE)
    free = (f"{name}-{number}" for number in range(2, _MOST_VERSIONS))
    place = next(workspace.outputs / each for each in free if not (workspace.outputs / each).exists())
    fresh.rename(place)
    return place


def _swap(workspace: Workspace, fresh: Path, name: str) -> Path:
    """The fresh folder in its place; what stood there stays in the room, known by its history, to be settled."""
    target = workspace.outputs / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.rename(target)
        return target
    (target / HISTORY).mkdir(exist_ok=True)
    if not exchange(fresh, target):
        aside = workspace.aside(name)
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise
    return target


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step of the system; False where it knows no such step."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        paths = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _EXCHANGE) == 0)
        return bool(library.renameat2(_AT_HERE, paths[0], _AT_HERE, paths[1], _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False
