"""What is dropped on the page: put into the drop folder under a name of its own, never over another file.

A file is first written whole to the room of the outputs, then moved into place in one step: a run never sees half of
one, and who kills the page leaves no half in the drop folder."""

import errno
import hashlib
import os
import shutil
import time
import uuid
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.intake.snapshot import ROOM, is_ignorable, is_link
from guanbiao.serve.names import safe_parts, versioned
from guanbiao.text.shown import in_one_line
from guanbiao.words import page as words

MOST_FILES = 1000  # of one request
_LOADING = "dropped-"  # files of the room: what is being written
_OLD = 24 * 3600.0  # seconds after which nobody writes it any more


class Kept(Struct, frozen=True):
    """What became of a file on its way to the drop folder: the name it was dropped by, the one it lies under there
    ('' where it was not kept), and what there is to be said of that."""

    name: str
    stored: str
    said: tuple[str, ...] = ()


class NotKept(Exception):
    """Why a file was not kept, in a sentence."""


def keep(stream: BinaryIO, name: str, inputs: Path, outputs: Path, folder: str = "") -> Kept:
    """Put what a stream gives into the drop folder, or into a `folder` of it. A file that lies there under the name is
    not touched: the new one gets another, unless it says the same."""
    parts = safe_parts(f"{folder}/{name}" if folder else name)
    asked = in_one_line(name) or parts[-1]
    if is_ignorable(name.replace("\\", "/").rpartition("/")[2]):
        return Kept(asked, "", (words.LITTER,))
    try:
        loaded, digest = _loaded(stream, outputs / ROOM)
        try:
            return _placed(loaded, digest, parts, asked, inputs)
        finally:
            loaded.unlink(missing_ok=True)
    except NotKept as problem:
        return Kept(asked, "", (words.NOT_SAVED.format(reason=problem),))
    except OSError as problem:
        way = words.IN_THE_WAY if isinstance(problem, NotADirectoryError | FileExistsError) else words.NO_ROOM
        return Kept(asked, "", (words.NOT_SAVED.format(reason=way),))


def clear_left(outputs: Path) -> None:
    """Throw away what a page that was killed was writing."""
    for path in (outputs / ROOM).glob(f"{_LOADING}*"):
        with suppress(OSError):
            if path.lstat().st_mtime < time.time() - _OLD:
                path.unlink()


def _loaded(stream: BinaryIO, room: Path) -> tuple[Path, str]:
    """The stream as a file of the room, and its hash. Raises NotKept where it is too large."""
    if is_link(room):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(room))
    room.mkdir(parents=True, exist_ok=True)
    path, whole, size = room / f"{_LOADING}{uuid.uuid4().hex}", hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            while chunk := stream.read(MEGABYTE):
                size += len(chunk)
                if size > FILE_BYTES:
                    raise NotKept(words.too_large_text(size // MEGABYTE, FILE_BYTES // MEGABYTE))
                whole.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except (OSError, NotKept):
        path.unlink(missing_ok=True)
        raise
    return path, whole.hexdigest()


def _placed(loaded: Path, digest: str, parts: tuple[str, ...], asked: str, inputs: Path) -> Kept:
    """The file in its place, under the first name that is free. Raises OSError."""
    folder = _folder(inputs, parts[:-1])
    for leaf in (versioned(parts[-1], version) for version in count(1)):
        target = folder / leaf
        stored = target.relative_to(inputs).as_posix()
        if _moved(loaded, target):
            return Kept(asked, stored, () if leaf == parts[-1] else (words.SAVED_AS.format(name=stored),))
        if _digest(target) == digest:
            return Kept(asked, stored, (words.ALREADY.format(name=stored),))
    raise FileExistsError(str(folder))


def _folder(inputs: Path, parts: tuple[str, ...]) -> Path:
    """A folder of the drop folder, made where it is not there. Raises OSError where something else is in the way."""
    place = inputs
    place.mkdir(parents=True, exist_ok=True)
    for part in parts:
        place /= part
        if is_link(place):
            raise NotADirectoryError(str(place))
        place.mkdir(exist_ok=True)
    return place


def _moved(loaded: Path, target: Path) -> bool:
    """Whether the file is in its place; False where there is one of that name, which stays as it is."""
    try:
        if os.name == "nt":
            loaded.rename(target)  # which fails there where the name is taken
        else:
            os.link(loaded, target)
    except FileExistsError:
        return False
    except OSError:  # another disk, or one that knows no links
        return _poured(loaded, target)
    return True


def _poured(loaded: Path, target: Path) -> bool:
    try:
        stream = target.open("xb")
    except FileExistsError:
        return False
    try:
        with stream, loaded.open("rb") as source:
            shutil.copyfileobj(source, stream, MEGABYTE)
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return True


def _digest(path: Path) -> str:
    """The hash of a file that lies there; '' where it is none, or cannot be read."""
    with suppress(OSError):
        if path.is_file() and not is_link(path):
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""
