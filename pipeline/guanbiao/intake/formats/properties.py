"""The properties of a document that are ours: what this program wrote into a workbook, to know it again by when it
comes back. All families carry them, and programs that save a workbook as another one take them along.

No figure depends on them: what cannot be read is not there."""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from xml.parsers import expat

from guanbiao.intake.formats.ooxml import walked
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import MEGABYTE
from guanbiao.model.exports import PROGRAM

_MOST, _LONGEST = 200, 300  # properties, and characters of a name and of a text: ours are few, and Excel takes 255
_PARTS = ("docprops/custom.xml", "meta.xml")  # ECMA-376-1, 22.3; ODF 1.3, part 2, 3.1
_PROPERTIES = {"property": "name", "user-defined": "meta:name"}  # elements, and the attribute with the name
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")  # [MS-OLEPS] 2.19: the set of those
_DICTIONARY, _CODE_PAGE = 0, 1  # [MS-OLEPS] 2.18: properties that tell how to read the others
_TEXT, _WIDE_TEXT, _UTF_16 = 0x1E, 0x1F, 1200
_HEAD, _SETS = 28, 100  # bytes before the list of sets; how many of them and of their properties are looked at
_LISTED = 1000


def properties_of(archive: Archive) -> dict[str, str]:
    """The properties of ours in a zip-based workbook."""
    found: dict[str, str] = {}
    for name in archive.names:
        if name.lower() in _PARTS and PROGRAM.encode() in (part := archive.read(name)):
            scanner = _Scanner()
            with suppress(expat.ExpatError, ValueError, LookupError):
                walked(part[:MEGABYTE], scanner.start, scanner.end, scanner.text)
            found |= _ours(scanner.found)
    return found


def is_own_document(archive: Archive, main: str) -> bool:
    """Whether a text document, its text in the part `main`, is as this program wrote it: a letter, or a draft that
    nobody has changed."""
    found = properties_of(archive)
    return bool(found) and (not _seal(found) or is_sealed(archive, main))


def is_sealed(archive: Archive, main: str) -> bool:
    """Whether a text document says the hash of its own text: a draft of ours that nobody has changed."""
    seal = _seal(properties_of(archive))
    return bool(seal) and seal == hashlib.sha256(archive.read(main)).hexdigest()


def _seal(found: Mapping[str, str]) -> str:
    return found.get(PROGRAM, "").partition(" ")[2]


class _Scanner:
    """The handlers of one pass: the name of the property at hand ('' outside of any), and what was found."""

    def __init__(self) -> None:
        self.name = ""
        self.found: list[tuple[str, str]] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        attribute = _PROPERTIES.get(tag.rpartition(":")[2])
        if attribute:
            self.name = given.get(attribute, "")
            self.found.append((self.name, ""))

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in _PROPERTIES:
            self.name = ""

    def text(self, data: str) -> None:
        if self.name:
            self.found[-1] = (self.name, (self.found[-1][1] + data)[:_LONGEST])


def _ours(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Those whose names begin with the program's, no more and no longer than it writes."""
    found: dict[str, str] = {}
    for name, text in pairs:
        if name.startswith(PROGRAM) and len(name) <= _LONGEST and len(found) < _MOST:
            found.setdefault(name, text[:_LONGEST])
    return found


def ole_properties(stream: bytes) -> dict[str, str]:
    """The properties of ours in the stream of an OLE file that describes its document ([MS-OLEPS] 2.21)."""
    found: list[tuple[str, str]] = []
    with suppress(struct.error, ValueError, LookupError):
        for at in range(_HEAD, _HEAD + 20 * min(_number(stream, _HEAD - 4), _SETS), 20):
            if stream[at : at + 16] == _USER_DEFINED:
                found += _texts(stream[_number(stream, at + 16) :])
    return _ours(found)


def _texts(held: bytes) -> Iterator[tuple[str, str]]:
    """The names and texts of a set of properties."""
    starts = [struct.unpack_from("<II", held, 8 + 8 * at) for at in range(min(_number(held, 4), _LISTED))]
    places = dict(starts)
    page = struct.unpack_from("<H", held, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else _UTF_16
    for number, name in _names(held, places[_DICTIONARY], page):
        at = places.get(number, len(held))
        kind = _number(held, at) if at < len(held) else 0
        if kind in (_TEXT, _WIDE_TEXT):
            wide = kind == _WIDE_TEXT
            size = _number(held, at + 4) * (2 if wide else 1)
            yield name, _decoded(held[at + 8 : at + 8 + size], _UTF_16 if wide else page)


def _names(held: bytes, at: int, page: int) -> Iterator[tuple[int, str]]:
    """The numbers and names of properties ([MS-OLEPS] 2.17): those in UTF-16 are counted in units, and end on a
    multiple of four bytes."""
    count, at = min(_number(held, at), _LISTED), at + 4
    for _ in range(count):
        number, size = struct.unpack_from("<II", held, at)
        size *= 2 if page == _UTF_16 else 1
        yield number, _decoded(held[at + 8 : at + 8 + size], page)
        at += 8 + size + (-size % 4 if page == _UTF_16 else 0)


def _decoded(text: bytes, page: int) -> str:
    """A text in a code page of Windows, to the zero at its end."""
    coding = {_UTF_16: "utf-16-le", 65001: "utf-8"}.get(page, f"cp{page}")
    return text.decode(coding, "replace").partition("\0")[0]


def _number(held: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", held, at)[0])
