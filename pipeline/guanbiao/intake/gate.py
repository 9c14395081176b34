"""The gate before any parser: what a file really unpacks to, whether it is whole, whether it is locked."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from msgspec import Struct

from guanbiao.intake.limits import MEGABYTE, PART_BYTES, PARTS, RATIO, RATIO_FROM_BYTES, UNPACKED_BYTES, Refused, within

KEPT_BYTES = 64 * MEGABYTE  # parts that are together no larger are kept as they were unpacked: forms have some 50 KB
DEFAULT_PASSWORD = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.4.2.3: what Excel tries before it asks anybody
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800
_LOCAL_HEAD, _LOCAL_MARK = struct.Struct("<4s22xHH"), b"PK\x03\x04"  # APPNOTE 4.3.7: before each part, its name again
_OVERLAP = 64  # bytes of a chunk that are looked at again with the next
_CHUNK = MEGABYTE  # at a time of a part that is not kept: memory for it is bounded by this
_ALIKE = 32_768  # bytes up to which a part that many workbooks share is kept unpacked: the theme has 10 KB
_DOCTYPE = b"<!DOCTYPE"  # could make a parser load or repeat something, whatever its part is called
_THEN = (1980, 1, 1, 0, 0, 0)  # of the parts of a zip of our own: no clock, which may stand before there were zips
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


class Archive(Struct, frozen=True):
    """The parts of a zip-based file that has passed the gate: names with `/` between folders, whatever its writer put
    there, and content on demand, whatever the case of its name. `_stored` are the names as they stand in the zip,
    `_folded` those of here by their lower case."""

    content: bytes
    names: tuple[str, ...]
    _stored: dict[str, str] = {}
    _kept: dict[str, bytes] = {}
    _folded: dict[str, str] = {}

    def read(self, name: str) -> bytes:
        """A part unpacked; b'' for none of that name."""
        name = self._folded.get(name.lower(), name)
        if name in self._kept:
            return self._kept[name]
        if name not in self._stored:
            return b""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(self._stored[name])

    def rewritten(self, change: Callable[[str, bytes], bytes]) -> bytes:
        """The bytes of a zip of our own with the same parts, each as `change` makes it of its name and content."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            for name in self.names:
                packed.writestr(zipfile.ZipInfo(name, _THEN), change(name, self.read(name)))
        return target.getvalue()


def passed(content: bytes) -> Archive:
    """The parts of a zip whose every part was unpacked within the limits and agrees with its checksum.

    Raises Refused where a limit is passed, two parts have one name, or a part is damaged, locked or declares a document
    type."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _sizes(parts, len(content))
            keep = sum(part.file_size for part in parts) <= KEPT_BYTES
            kept = {_slashed(part): _whole(archive, content, part, keep=keep) for part in parts}
    except _BROKEN as problem:
        raise Refused("damaged") from problem
    stored = {_slashed(part): part.filename for part in parts}
    return Archive(content, tuple(kept), stored, kept if keep else {}, {name.lower(): name for name in kept})


def _slashed(part: zipfile.ZipInfo) -> str:
    return part.filename.replace("\\", "/")


def _sizes(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Sizes as declared; that no part is larger than it declares is seen when it is unpacked."""
    within("parts", len(parts), PARTS)
    if len({_slashed(part).lower() for part in parts}) < len(parts):  # OPC knows no case
        raise Refused("parts_twice")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Refused("password")
    within("part", max((part.file_size for part in parts), default=0) // MEGABYTE, PART_BYTES // MEGABYTE)
    unpacked = sum(part.file_size for part in parts)
    within("unpacked", unpacked // MEGABYTE, UNPACKED_BYTES // MEGABYTE)
    if unpacked > RATIO_FROM_BYTES:
        within("ratio", unpacked // max(packed, 1), RATIO)


def _whole(archive: zipfile.ZipFile, content: bytes, part: zipfile.ZipInfo, *, keep: bool) -> bytes:
    """A part read to its end, where its checksum is held against it: its bytes if they are to be kept."""
    if keep:
        whole = _unpacked(archive, content, part)
        _without_doctype(whole, wide=b"\x00" in whole[:4])
        return whole
    with archive.open(part) as stream:
        before = chunk = stream.read(_CHUNK)
        wide = b"\x00" in chunk[:4]
        while chunk:
            _without_doctype(before[-_OVERLAP:] + chunk, wide=wide)
            before, chunk = chunk, stream.read(_CHUNK)
    return b""


def _without_doctype(piece: bytes, *, wide: bool) -> None:
    """Raise Refused where a piece of a part declares a document type; `wide` where a character takes several bytes."""
    if _DOCTYPE in (piece.replace(b"\x00", b"") if wide else piece):
        raise Refused("doctype")


def _unpacked(archive: zipfile.ZipFile, content: bytes, part: zipfile.ZipInfo) -> bytes:
    """A part unpacked in one go, a fifth of what the library's stream of it costs; the library reads the rare ones."""
    at = part.header_offset
    if part.compress_type not in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        return archive.read(part)
    mark, name_size, extra_size = _LOCAL_HEAD.unpack_from(content, at)
    start = at + _LOCAL_HEAD.size + name_size + extra_size
    named = content[at + _LOCAL_HEAD.size : at + _LOCAL_HEAD.size + name_size]
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        whole, checksum = packed, zlib.crc32(packed)
    else:
        inflate = _inflated_once if max(len(packed), part.file_size) <= _ALIKE else _inflated
        whole, checksum = inflate(packed, part.file_size)
    same = len(whole) == part.file_size and checksum == part.CRC and len(packed) == part.compress_size
    if mark != _LOCAL_MARK or not same or named != part.orig_filename.encode(_code(part)):
        raise Refused("damaged")
    return whole


def _inflated(packed: bytes, size: int) -> tuple[bytes, int]:
    """What a deflated part unpacks to, no more than a byte more than its size, and its checksum."""
    whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    return whole, zlib.crc32(whole)


_inflated_once = lru_cache(maxsize=64)(_inflated)  # themes, styles and relations are the same in most workbooks


def _code(part: zipfile.ZipInfo) -> str:
    return "utf-8" if part.flag_bits & _UTF8_FLAG or part.orig_filename.isascii() else "cp437"


def streams_of(content: bytes) -> set[str]:
    """The names of the top-level streams of an OLE file ([MS-CFB]), in lower case."""
    import olefile  # deferred: most folders hold no OLE file

    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return {entry[0].lower() for entry in file.listdir(streams=True, storages=False)}


def stream_of(content: bytes, name: str) -> bytes:
    """A top-level stream of an OLE file, as far as it can be read and is no longer than a megabyte."""
    import olefile

    with suppress(*_BROKEN, LookupError, TypeError), olefile.OleFileIO(io.BytesIO(content)) as file:
        return bytes(file.openstream(name).read(MEGABYTE))
    return b""


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
    except (FileFormatError, ParseError, struct.error) as problem:
        raise Refused("damaged") from problem
    return opened.getvalue(), True
