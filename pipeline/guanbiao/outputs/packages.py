"""A document as the package of parts that it is, of which some are made anew and all others stay as they are; and what
is remarked on its figures."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from copy import copy

from lxml import etree
from msgspec import Struct

_THEN = (1980, 1, 1, 0, 0, 0)  # of a part that was not there: no clock
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
BROKEN = (  # whatever a document that is none is found out by
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, StopIteration),
)


class Remark(Struct, frozen=True):
    """What is said of the characters of a paragraph from `start` to `end`: paragraphs are numbered from 1 among all of
    the document, wherever they stand. `stands`: what has to stand there, where that is known; `cell`: table, likewise,
    row and column of a cell all of which it is said of, instead."""

    paragraph: int
    start: int
    end: int
    text: str
    stands: str = ""
    cell: tuple[int, int, int] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of what is said, without what XML cannot hold."""
        return _CONTROL.sub(" ", self.text).split("\n")


class Package(Struct, frozen=True):
    """A document as it is packed: its parts in their order, and those that were made anew, by name."""

    entries: Sequence[tuple[zipfile.ZipInfo, bytes]]
    changed: dict[str, bytes]

    def read(self, name: str) -> bytes:
        """A part as it is now. Raises KeyError where there is none."""
        if name in self.changed:
            return self.changed[name]
        return {info.filename: content for info, content in self.entries}[name]

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.changed or any(info.filename == name for info, _ in self.entries)

    def packed(self) -> bytes:
        """The bytes of the package: what was not changed as it was, what is new at the end."""
        target, left = io.BytesIO(), dict(self.changed)
        with zipfile.ZipFile(target, "w") as archive:
            for info, content in self.entries:
                archive.writestr(copy(info), left.pop(info.filename, content), info.compress_type)
            for name, content in left.items():
                archive.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def opened(content: bytes) -> Package:
    """A document by its bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return Package([(each, archive.read(each)) for each in archive.infolist()], {})


def in_order(remarks: Sequence[Remark]) -> list[Remark]:
    """Remarks in the order of the places that they are of."""
    return sorted(remarks, key=lambda each: (each.paragraph, each.cell or (), each.start))


def parsed(part: bytes) -> etree._Element:
    """The root of a part. Raises lxml's XMLSyntaxError where it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(part, parser)


def written(root: etree._Element) -> bytes:
    """A part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
