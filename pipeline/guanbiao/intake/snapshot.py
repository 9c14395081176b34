"""The drop folder, copied: every regular file in it goes to a private snapshot, and only the snapshot is read."""

import hashlib
import io
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from guanbiao.intake.limits import FILE_BYTES, MEGABYTE

# Litter that systems (names), office programs (prefixes of lock files) and browsers (suffixes of downloads) leave.
IGNORED_NAMES = ("thumbs.db", ".ds_store", "desktop.ini", ".gitkeep")
IGNORED_PREFIXES = ("~$", ".~", "._")
IGNORED_SUFFIXES = (".tmp", ".crdownload", ".part")
AGAIN_AFTER = (0.2, 0.5, 1.0)  # seconds to wait before a file that was changing is read again
ROOM = ".guanbiao"  # marks a folder of outputs, which are nobody's filings
_COARSE = 2.0  # seconds: how coarsely some shares tell the time of a file by its name
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
_CHUNK = MEGABYTE
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Dropped(Struct, frozen=True):
    """A file as it was dropped: its path under the drop folder, where its copy lies ('' for none), its hash, seconds
    since 1970, why it was not copied, and whether it was changing when it was first read."""

    name: str
    copy: str = ""
    sha256: str = ""
    modified: float = 0.0
    reason: str = ""
    size: int = 0
    changed: bool = False


def snapshot(folder: Path, private: Path) -> Iterator[Dropped]:
    """Every entry of the folder, in the order of its path, copied to `private`. Raises OSError where the folder itself
    cannot be listed or the copy cannot be written; a file that changes meanwhile comes last, once it has settled."""
    changing: list[tuple[str, Path, int]] = []
    for at, (name, path, reason) in enumerate(_entries(folder)):
        found = Dropped(readable(name), reason=reason) if reason else _copied(readable(name), path, private / str(at))
        if found is None:
            changing.append((readable(name), path, at))
        else:
            yield found
    for name, path, at in changing:
        yield _read_again(name, path, private / str(at))


def how_many(folder: Path) -> int:
    """How many entries a snapshot of the folder would have now. Raises OSError where it cannot be listed."""
    return sum(1 for _ in _entries(folder))


def one_file(file: Path, name: str, copy: Path) -> Dropped:
    """A file called `name`, copied as those of a drop folder are."""
    reason = "temporary" if is_ignorable(file.name) else _unlike_file(file)
    if reason:
        return Dropped(readable(name), reason=reason)
    return _copied(readable(name), file, copy) or _read_again(readable(name), file, copy)


def content_of(folder: Path, name: str, sha256: str) -> bytes:
    """The content of a file of a drop folder as it was read; b'' where it is another by now, or cannot be read."""
    try:
        source = os.open(folder / name, _OPEN)
    except (OSError, ValueError):
        return b""
    try:
        is_file = stat.S_ISREG(os.fstat(source).st_mode)
        with os.fdopen(source, "rb", closefd=False) if is_file else io.BytesIO() as stream:
            content = stream.read(FILE_BYTES)
    except OSError:
        return b""
    finally:
        os.close(source)
    return content if hashlib.sha256(content).hexdigest() == sha256 else b""


def fingerprint(folder: Path) -> str:
    """A SHA-256 of the names and contents of every regular file that a snapshot of the folder would hold, and of the
    names and reasons of what it would not; '' where the folder cannot be listed."""
    whole = hashlib.sha256()
    try:
        for name, path, reason in _entries(folder):
            whole.update(f"{readable(name)}\x1f{reason or _digest(path)}\x1e".encode())
    except OSError:
        return ""
    return whole.hexdigest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def readable(name: str) -> str:
    """A file's name as text, whatever its system made of it: a name that is not UTF-8 is taken for GB 18030, and a
    character that would act on a screen or break a line is shown as ?."""
    if not name.isascii() and any("\udc80" <= character <= "\udcff" for character in name):
        name = name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return name if name.isprintable() else "".join(each if each.isprintable() else "?" for each in name)


def is_ignorable(name: str) -> bool:
    """Whether a file of this name is the litter of a program, and nobody's filing."""
    lowered = name.lower()
    return lowered.startswith(IGNORED_PREFIXES) or lowered in IGNORED_NAMES or lowered.endswith(IGNORED_SUFFIXES)


def _entries(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Path under the folder, path, and why it is not to be read ('' for a regular file), in the order of the first. A
    folder of outputs is passed over, but not the drop folder itself, though something was written beside the filings
    once. Only what is in the folders on the way to the one at hand is held: a folder may lie over a hundred thousand
    files."""
    os.scandir(folder).close()
    waiting = [("", str(folder), "")]  # no function calls itself: folders may lie in folders a thousand deep
    while waiting:
        name, place, reason = waiting.pop()
        if name and not name.endswith("/"):
            yield name, Path(place), reason
            continue
        try:
            with os.scandir(place) as listed:
                inside = list(listed)
        except OSError:
            yield name.removesuffix("/"), Path(place), "unreadable"
            continue
        folders = {each.name for each in inside if _is_folder(each)}
        if name and ROOM in folders:
            continue
        found = (_waiting(name, each, is_folder=each.name in folders) for each in inside)
        waiting += sorted((each for each in found if each), reverse=True)


def _waiting(above: str, entry: "os.DirEntry[str]", *, is_folder: bool) -> tuple[str, str, str] | None:
    """An entry of a folder as it waits to be come to: its path under the drop folder, that of a folder with a slash
    behind it, which puts what it holds in its place among the others; its path, and why it is not to be read."""
    path, called = Path(entry.path), f"{above}{entry.name}"
    if not is_folder:
        return called, entry.path, "temporary" if is_ignorable(entry.name) else _unlike_file(path)
    if is_link(path):
        return called, entry.path, "link"
    return (f"{called}/", entry.path, "") if entry.name != ROOM else None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Whether a path is a link or, on Windows, a junction of folders; a folder kept in a cloud is neither."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _unlike_file(path: Path) -> str:
    """Why a path is no regular file; '' for one that is."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "unreadable"
    if stat.S_ISLNK(mode):
        return "link"
    return "" if stat.S_ISREG(mode) else "no_file"


def _copied(name: str, path: Path, copy: Path) -> Dropped | None:
    """The file copied and hashed in one pass; None where it changed meanwhile."""
    try:
        source = os.open(path, _OPEN)
    except OSError:
        return Dropped(name, reason="unreadable")
    with os.fdopen(source, "rb") as stream:
        before = os.fstat(source)
        if not stat.S_ISREG(before.st_mode):
            return Dropped(name, reason="no_file")
        if before.st_size > FILE_BYTES:
            return Dropped(name, reason="limit_file", size=before.st_size, modified=before.st_mtime)
        try:
            digest, size = _poured(stream, copy)
        except _ReadError:
            return Dropped(name, reason="unreadable")
        same = _is_same(path, before, os.fstat(source), size)
    return Dropped(name, str(copy), digest, before.st_mtime, size=size) if same else None


class _ReadError(Exception):
    """The source failed while it was read; a failure to write the copy is an OSError of its own."""


def _poured(stream: BinaryIO, copy: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with copy.open("wb") as target:
        while True:
            try:
                chunk = stream.read(_CHUNK)
            except OSError as problem:
                raise _ReadError from problem
            if not chunk:
                return digest.hexdigest(), size
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)


def _is_same(path: Path, before: os.stat_result, after: os.stat_result, size: int) -> bool:
    """Whether what was read is what stood there before, during and after."""
    try:
        now = path.stat(follow_symlinks=False)
    except OSError:
        return False
    marks = [(each.st_size, each.st_mtime_ns) for each in (before, after)]
    named = now.st_size == size and abs(now.st_mtime - before.st_mtime) < _COARSE
    return marks[0] == marks[1] and size == before.st_size and named


def _read_again(name: str, path: Path, copy: Path) -> Dropped:
    """A file that was changing, read again until it stays the same; without a copy where it never does."""
    for wait in AGAIN_AFTER:
        time.sleep(wait)
        found = _copied(name, path, copy)
        if found is not None:
            return Dropped(name, found.copy, found.sha256, found.modified, found.reason, found.size, changed=True)
    return Dropped(name, reason="changing")
