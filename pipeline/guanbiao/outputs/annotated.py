"""A Word document with comments in it, and otherwise as it was: parts are copied as they are, but for its text, in
which comments are tied to characters (`anchors`), the part that holds the comments, and what has to know of that.

Comments of ours from an earlier time are taken out first; those of others stay. What a document holds comes from
outside: what is not as it has to be is a ValueError, and costs the copy. No clock: the same input gives the same
bytes."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import count

from lxml import etree
from lxml.etree import QName
from msgspec import Struct

from guanbiao.model.exports import PROGRAM
from guanbiao.outputs.anchors import mark, own, paragraphs_of, text_of, unmark
from guanbiao.outputs.table_cells import cell_at, paragraph_in
from guanbiao.words.claims import AUTHOR

_TYPES = "[Content_Types].xml"
_THEN = (1980, 1, 1, 0, 0, 0)  # of a part that was not there: no clock
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, StopIteration),
)
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_WIDTHS = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}  # of lines: the document's own may be wide
_SIZE = "20"  # half-points
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")  # parts of Word's own that say more of comments


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


class _Link(Struct, frozen=True):
    """Where a part leads to: the type of the link, and the name of the part there."""

    kind: str
    target: str


class _Package(Struct, frozen=True):
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


def annotated(content: bytes, remarks: Sequence[Remark]) -> bytes:
    """A .docx with a comment for each remark. Raises ValueError where one's place does not exist, something else stands
    there, or the document cannot be read."""
    try:
        package = _opened(content)
        _annotate(package, sorted(remarks, key=lambda each: (each.paragraph, each.cell or (), each.start)))
        return package.packed()
    except _BROKEN as problem:
        raise ValueError("a document that cannot be read") from problem


def _opened(content: bytes) -> _Package:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _Package([(each, archive.read(each)) for each in archive.infolist()], {})


def _annotate(package: _Package, remarks: Sequence[Remark]) -> None:
    main = next(_links(package, "", "officeDocument"))
    document = _parsed(package.read(main.target))
    part = next((each.target for each in _links(package, main.target, "comments")), "")
    held = _parsed(package.read(part)) if part else _none(document)
    if ours := _without_ours(held):
        unmark(document, {str(each.get(own(each, "id"))) for each in ours})
        _forget(package, main.target, ours)
    taken = {each.get(own(each, "id")) for each in held.iterchildren("{*}comment")}
    free = (number for number in map(str, count()) if number not in taken)
    for remark, number in zip(remarks, free, strict=False):
        _place(document, remark, number)
        held.append(_comment(held, remark.text, number))
    if ours or remarks:
        package.changed[main.target] = _written(document)
        package.changed[part or _joined(package, main)] = _written(held)


def _none(document: etree._Element) -> etree._Element:
    """No comments: what holds them, and nothing in it."""
    prefix = next(name for name, url in document.nsmap.items() if url == QName(document).namespace)
    return etree.Element(own(document, "comments"), nsmap={prefix: QName(document).namespace})


def _place(document: etree._Element, remark: Remark, number: str) -> None:
    if remark.cell:
        paragraph = paragraph_in(cell_at(document, *remark.cell))
        mark(paragraph, 0, len(text_of(paragraph)), number)
        return
    paragraphs = paragraphs_of(document)
    if not 0 < remark.paragraph <= len(paragraphs):
        raise ValueError(f"no paragraph {remark.paragraph}")
    paragraph = paragraphs[remark.paragraph - 1]
    if remark.stands and text_of(paragraph)[remark.start : remark.end] != remark.stands:
        raise ValueError(f"something else stands in paragraph {remark.paragraph}")
    mark(paragraph, remark.start, remark.end, number)


def _comment(held: etree._Element, text: str, number: str) -> etree._Element:
    """A comment, a paragraph a line, in print of its own: the styles of a document stay as they are."""
    comment = _made(held, "comment", id=number, author=AUTHOR, initials=AUTHOR[:1])
    for at, line in enumerate(_CONTROL.sub(" ", text).split("\n")):
        look = _made(held, "pPr")
        look.extend((_made(held, "spacing", **_WIDTHS), _made(held, "ind", firstLine="0", firstLineChars="0")))
        look.append(_made(held, "jc", val="left"))
        shown = _made(held, "t")
        shown.text = line
        paragraph = _made(held, "p")
        paragraph.extend((look, *([] if at else [_run(held, _made(held, "annotationRef"))]), _run(held, shown)))
        comment.append(paragraph)
    return comment


def _run(held: etree._Element, shown: etree._Element) -> etree._Element:
    run, look = _made(held, "r"), _made(held, "rPr")
    look.extend((_made(held, "sz", val=_SIZE), _made(held, "szCs", val=_SIZE)))
    run.extend((look, shown))
    return run


def _made(held: etree._Element, name: str, **attributes: str) -> etree._Element:
    return held.makeelement(own(held, name), {own(held, each): value for each, value in attributes.items()})


def _without_ours(held: etree._Element) -> list[etree._Element]:
    """The comments of ours, which are taken out."""
    ours = [each for each in held.iterchildren("{*}comment") if each.get(own(each, "author")) == AUTHOR]
    for each in ours:
        held.remove(each)
    return ours


def _forget(package: _Package, main: str, comments: Sequence[etree._Element]) -> None:
    """Take out what Word's own parts say of some comments, by the ids that it gave to their paragraphs; an answer to
    one of them stands by itself."""
    gone = {value for each in comments for value in _ids(each.iter("{*}p"), "paraId")}
    for name in (each.target for kind in _BESIDE for each in _links(package, main, kind)):
        part = _parsed(package.read(name))
        for each in list(part.iterchildren("{*}*")):
            for key in [key for key in each.attrib if key.endswith("}paraIdParent") and each.get(key) in gone]:
                del each.attrib[key]
            if not gone.isdisjoint(_ids([each], "paraId", "durableId")):
                gone.update(_ids([each], "durableId"))
                part.remove(each)
        package.changed[name] = _written(part)


def _ids(elements: Iterable[etree._Element], *names: str) -> set[str]:
    return {str(value) for each in elements for key, value in each.attrib.items() if key.rpartition("}")[2] in names}


def _joined(package: _Package, main: _Link) -> str:
    """The name of a new part for comments, of which the package is told."""
    folder, place = posixpath.dirname(main.target), _relations_of(main.target)
    names = (posixpath.join(folder, f"comments{at or ''}.xml") for at in count())
    name = next(each for each in names if not package.has(each))
    relations = package.read(place) if package.has(place) else _NO_RELATIONS
    kind = f"{main.kind.rpartition('/')[0]}/comments"
    link = {"Id": PROGRAM, "Type": kind, "Target": posixpath.basename(name)}
    package.changed[place] = _with(relations, "Relationship", link)
    named = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
    package.changed[_TYPES] = _with(package.read(_TYPES), "Override", named)
    return name


def _with(part: bytes, name: str, facts: dict[str, str]) -> bytes:
    root = _parsed(part)
    root.append(root.makeelement(own(root, name), facts))
    return _written(root)


def _links(package: _Package, source: str, kind: str) -> Iterator[_Link]:
    """Where a part ('' for the package) leads to by links whose type ends with a word."""
    place = _relations_of(source)
    for each in _parsed(package.read(place)) if package.has(place) else ():
        if str(each.get("Type")).rpartition("/")[2] == kind and each.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(source), str(each.get("Target")))
            yield _Link(str(each.get("Type")), posixpath.normpath(target).lstrip("/"))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parsed(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(part, parser)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
