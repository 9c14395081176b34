"""The links by which a page is entered in an office: one for each department, one for whoever compiles.

A link is worked out from a secret of the outputs' room, so that it can be shown again and lies nowhere in plain words;
who gets a new one leaves the old one without a door. The secret is readable by its owner alone, where the system knows
owners. As HMAC (RFC 2104) over a secret of 32 bytes, a link cannot be guessed, nor made from another one."""

import base64
import errno
import hmac
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from msgspec import Struct, ValidationError, json

from guanbiao.intake.snapshot import ROOM, is_link

COMPILING = ""  # the name under which whoever compiles has a link
ENTER = "enter"  # the first part of a link's path
_FILE, _SECRET = "links.json", 32


class Keys(Struct, frozen=True):
    """A secret, and by name how many times a new link was made."""

    secret: bytes
    turns: Mapping[str, int] = {}

    def token(self, name: str) -> str:
        """What opens the page for a name: 43 characters that fit into an address."""
        said = json.encode((self.turns.get(name, 0), name))
        return base64.urlsafe_b64encode(hmac.digest(self.secret, said, sha256)).decode().rstrip("=")

    def owner(self, token: str, names: Iterable[str]) -> str | None:
        """Whose token it is, held against every name in the same time whichever it is of; None for nobody's."""
        given, found = token.encode("utf-8", "replace"), None
        for name in names:
            if hmac.compare_digest(given, self.token(name).encode()):
                found = name
        return found

    def renewed(self, names: Iterable[str]) -> "Keys":
        """The keys with new links for these names."""
        return Keys(self.secret, {**self.turns, **{name: self.turns.get(name, 0) + 1 for name in names}})


class Ring:
    """The keys of an outputs folder as they are now: made by a page or by a command beside it."""

    def __init__(self, outputs: Path) -> None:
        self._file, self._lock = outputs / ROOM / _FILE, Lock()
        self._mark: tuple[int, int, int] | None = None
        self._keys = Keys(secrets.token_bytes(_SECRET))

    def keys(self) -> Keys:
        """The keys, read again where they were written since. Where they cannot be read, nobody has a link. Never
        raises."""
        with self._lock, suppress(OSError):
            stands = self._file.stat()
            mark = stands.st_mtime_ns, stands.st_size, stands.st_ino
            if mark != self._mark:
                self._keys, self._mark = read_keys(self._file), mark
            return self._keys
        return Keys(secrets.token_bytes(_SECRET))


def read_keys(file: Path) -> Keys:
    """The keys of a file; of one that is none, keys that nobody has. Raises OSError."""
    if is_link(file):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    try:
        found = json.decode(file.read_bytes(), type=Keys)
    except (ValidationError, ValueError):
        return Keys(secrets.token_bytes(_SECRET))
    return found if len(found.secret) >= _SECRET else Keys(secrets.token_bytes(_SECRET))


def made_keys(outputs: Path, renew: Iterable[str] = ()) -> Keys:
    """The keys of an outputs folder, made where there are none, with new links for the names that are to have one.
    Raises OSError."""
    file, renew = outputs / ROOM / _FILE, tuple(renew)
    if is_link(file.parent):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file.parent))
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists() and not renew:
        with suppress(FileExistsError):
            write_private(file, json.encode(Keys(secrets.token_bytes(_SECRET))))
    keys = read_keys(file) if file.exists() else Keys(secrets.token_bytes(_SECRET))
    if renew:
        keys = keys.renewed(renew)
        fresh = file.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        write_private(fresh, json.encode(keys))
        fresh.replace(file)
    return keys


def write_private(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, readable by who writes it alone, through to the disk. Raises OSError."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
