"""The gate before any parser: what a file really unpacks to, whether it is whole, whether it is locked."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from pipeline.intake.limits import MEGABYTE, PART_BYTES, PARTS, RATIO, RATIO_FROM_BYTES, UNPACKED_BYTES, Refused, within

KEPT_BYTES = 64 * MEGABYTE  # parts are unpacked once where all of them together are no larger
DEFAULT_PASSWORD = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.4.2.3: what Excel tries before it asks anybody
_ENCRYPTED_FLAG = 0x1
_CHUNK = MEGABYTE
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels", ".vml")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Archive:
    """The parts of a zip-based file that has passed: names, and content on demand."""

    content: bytes
    names: tuple[str, ...]
    _kept: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """A part unpacked; b'' for none of that name."""
        if name in self._kept:
            return self._kept[name]
        if name not in self.names:
            return b""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name)


def passed(content: bytes) -> Archive:
    """The parts of a zip whose every part was unpacked within the limits and agrees with its checksum.

    Raises Refused: a limit was met, a part is damaged or locked, or declares a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _sizes(parts, len(content))
            keep = sum(part.file_size for part in parts) <= KEPT_BYTES
            kept = {part.filename: _whole(archive, part, keep=keep) for part in parts}
    except _BROKEN as problem:
        raise Refused("damaged") from problem
    return Archive(content, tuple(kept), kept if keep else {})


def _sizes(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Sizes as declared; that no part is larger than it declares is seen when it is unpacked."""
    within("parts", len(parts), PARTS)
    if len({part.filename for part in parts}) < len(parts):
        raise Refused("parts_twice")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Refused("password")
    within("part", max((part.file_size for part in parts), default=0) // MEGABYTE, PART_BYTES // MEGABYTE)
    unpacked = sum(part.file_size for part in parts)
    within("unpacked", unpacked // MEGABYTE, UNPACKED_BYTES // MEGABYTE)
    if unpacked > RATIO_FROM_BYTES:
        within("ratio", unpacked // max(packed, 1), RATIO)


def _whole(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, keep: bool) -> bytes:
    """A part read to its end, where its checksum is held against it: its bytes if they are to be kept."""
    if keep:
        head = content = archive.read(part)
        if len(content) != part.file_size:
            raise Refused("damaged")
    else:
        content = b""
        with archive.open(part) as stream:
            head = stream.read(_CHUNK)
            while stream.read(_CHUNK):
                pass
    if part.filename.endswith(_XML) and any(sign in head for sign in _DOCTYPES):
        raise Refused("doctype")
    return content


def streams_of(content: bytes) -> set[str]:
    """The top-level streams of an OLE file, in lower case."""
    import olefile  # deferred: most folders hold no OLE file

    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return {entry[0].lower() for entry in file.listdir(streams=True, storages=False)}


def unlocked(content: bytes) -> tuple[bytes, bool]:
    """An OLE file's content without its encryption, and whether it had one that opens by itself. Raises Refused where
    it takes a password that is not the well-known default one."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return content, False
        file.load_key(password=DEFAULT_PASSWORD, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(opened)
    except (InvalidKeyError, DecryptionError) as problem:
        raise Refused("password") from problem
    except (FileFormatError, ParseError) as problem:
        raise Refused("damaged") from problem
    return opened.getvalue(), True
