"""Comments on the cells of an Open XML sheet: notes of the old kind (ECMA-376-1, 18.7) and threads of the new one
([MS-XLSX] 2.6.207), of which the old ones are copies made for older programs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree
from xml.parsers import expat

from guanbiao.intake.formats.links import relations
from guanbiao.intake.formats.ooxml import walked
from guanbiao.intake.gate import Archive
from guanbiao.intake.limits import REMARK_CHARACTERS, REMARKS
from guanbiao.model.exports import PROGRAM
from guanbiao.text.cells import Position, at_address

_AUTHORS, _NAME = 500, 500  # authors of a sheet, and characters of the name of one: nobody reads more
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_KINDS = {
    "comments": ("comment", "t"),
    "threadedComment": ("threadedComment", "text"),
}  # elements: of one, of its words


class _Enough(Exception):
    """More comments than anybody reads."""


def comments_of(archive: Archive, sheet: str) -> dict[Position, str]:
    """By cell, the comments on the sheet in a part; as far as they can be read, since no figure depends on them."""
    if not any("comment" in name.lower() for name in archive.names):
        return {}
    try:
        links = sorted(relations(archive, sheet).values())  # comments before threadedComment
    except (ElementTree.ParseError, ValueError):
        return {}
    found: dict[Position, str] = {}
    for kind, path in links:
        if kind in _KINDS:
            found |= _comments(archive.read(path), *_KINDS[kind])
    return found


def _comments(part: bytes, element: str, words: str) -> dict[Position, str]:
    scanner = _Comments(element, words)
    with suppress(expat.ExpatError, ValueError, LookupError, _Enough):
        walked(part, scanner.start, scanner.end, scanner.text)
    return scanner.found


class _Comments:
    """The handlers of one pass: the cell whose comment is at hand, whether its words are, and what was found."""

    def __init__(self, element: str, words: str) -> None:
        self.element, self.words_in = element, words
        self.found: dict[Position, str] = {}
        self.authors: list[str] = []
        self.at: Position | None = None
        self.is_inside = False
        self.is_author = False

    def start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == self.element:
            ref = given.get("ref", "")
            is_ours = given.get("authorId", "") in map(str, self._ours())
            self.at = at_address(ref) if _ADDRESS.fullmatch(ref) and not is_ours else None
            if self.at in self.found:
                self.text_more("\n")
            if len(self.found) > REMARKS:
                raise _Enough
        self.is_inside, self.is_author = local == self.words_in, local == "author"
        self.authors += [""] if self.is_author and len(self.authors) < _AUTHORS else []

    def _ours(self) -> Iterator[int]:
        """The numbers of the authors that are this program: its own comments are no remarks."""
        return (at for at, author in enumerate(self.authors) if author == PROGRAM)

    def end(self, name: str) -> None:
        self.is_inside = self.is_author = False
        if name.rpartition(":")[2] == self.element:
            self.at = None

    def text(self, data: str) -> None:
        if self.is_inside:
            self.text_more(data)
        elif self.is_author:
            self.authors[-1] = (self.authors[-1] + data)[:_NAME]

    def text_more(self, data: str) -> None:
        """Words of the comment at hand, no more than it may have and one; an answer in a thread follows what it
        answers."""
        if self.at is not None and len(before := self.found.get(self.at, "")) <= REMARK_CHARACTERS:
            self.found[self.at] = (before + data)[: REMARK_CHARACTERS + 1]
