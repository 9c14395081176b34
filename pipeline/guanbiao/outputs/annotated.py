"""A Word document with comments in it, and otherwise as it was: parts are copied as they are, but for its text, in
which comments are tied to characters (`anchors`), the part that holds the comments, and what has to know of that.

Comments of ours from an earlier time are taken out first; those of others stay. What a document holds comes from
outside: what is not as it has to be is a ValueError, and costs the copy. No clock: the same input gives the same
bytes."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lxml import etree
from lxml.etree import QName
from msgspec import Struct

from guanbiao.model.exports import PROGRAM
from guanbiao.outputs.anchors import mark, own, paragraphs_of, text_of, unmark
from guanbiao.outputs.packages import BROKEN, Package, Remark, in_order, opened, parsed, written
from guanbiao.outputs.table_cells import cell_at, paragraph_in
from guanbiao.words.claims import AUTHOR

_TYPES = "[Content_Types].xml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_WIDTHS = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}  # of lines: the document's own may be wide
_SIZE = "20"  # half-points
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")  # parts of Word's own that say more of comments


class _Link(Struct, frozen=True):
    """Where a part leads to: the type of the link, and the name of the part there."""

    kind: str
    target: str


def annotated(content: bytes, remarks: Sequence[Remark]) -> bytes:
    """A .docx with a comment for each remark. Raises ValueError where one's place does not exist, something else stands
    there, or the document cannot be read."""
    try:
        package = opened(content)
        _annotate(package, in_order(remarks))
        return package.packed()
    except BROKEN as problem:
        raise ValueError("a document that cannot be read") from problem


def _annotate(package: Package, remarks: Sequence[Remark]) -> None:
    main = next(_links(package, "", "officeDocument"))
    document = parsed(package.read(main.target))
    part = next((each.target for each in _links(package, main.target, "comments")), "")
    held = parsed(package.read(part)) if part else _none(document)
    if ours := _without_ours(held):
        unmark(document, {str(each.get(own(each, "id"))) for each in ours})
        _forget(package, main.target, ours)
    taken = {each.get(own(each, "id")) for each in held.iterchildren("{*}comment")}
    free = (number for number in map(str, count()) if number not in taken)
    paragraphs = paragraphs_of(document) if remarks else []
    for remark, number in zip(remarks, free, strict=False):
        _place(document, paragraphs, remark, number)
        held.append(_comment(held, remark, number))
    if ours or remarks:
        package.changed[main.target] = written(document)
        package.changed[part or _joined(package, main)] = written(held)


def _none(document: etree._Element) -> etree._Element:
    """No comments: what holds them, and nothing in it."""
    prefix = next(name for name, url in document.nsmap.items() if url == QName(document).namespace)
    return etree.Element(own(document, "comments"), nsmap={prefix: QName(document).namespace})


def _place(document: etree._Element, paragraphs: Sequence[etree._Element], remark: Remark, number: str) -> None:
    if remark.cell:
        paragraph = paragraph_in(cell_at(document, *remark.cell))
        mark(paragraph, 0, len(text_of(paragraph)), number)
        return
    if not 0 < remark.paragraph <= len(paragraphs):
        raise ValueError(f"no paragraph {remark.paragraph}")
    paragraph = paragraphs[remark.paragraph - 1]
    if remark.stands and text_of(paragraph)[remark.start : remark.end] != remark.stands:
        raise ValueError(f"something else stands in paragraph {remark.paragraph}")
    mark(paragraph, remark.start, remark.end, number)


def _comment(held: etree._Element, remark: Remark, number: str) -> etree._Element:
    """A comment, a paragraph a line, in print of its own: the styles of a document stay as they are."""
    comment = _made(held, "comment", id=number, author=AUTHOR, initials=AUTHOR[:1])
    for at, line in enumerate(remark.lines):
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


def _forget(package: Package, main: str, comments: Sequence[etree._Element]) -> None:
    """Take out what Word's own parts say of some comments, by the ids that it gave to their paragraphs; an answer to
    one of them stands by itself."""
    gone = {value for each in comments for value in _ids(each.iter("{*}p"), "paraId")}
    for name in (each.target for kind in _BESIDE for each in _links(package, main, kind)):
        part = parsed(package.read(name))
        for each in list(part.iterchildren("{*}*")):
            for key in [key for key in each.attrib if key.endswith("}paraIdParent") and each.get(key) in gone]:
                del each.attrib[key]
            if not gone.isdisjoint(_ids([each], "paraId", "durableId")):
                gone.update(_ids([each], "durableId"))
                part.remove(each)
        package.changed[name] = written(part)


def _ids(elements: Iterable[etree._Element], *names: str) -> set[str]:
    return {str(value) for each in elements for key, value in each.attrib.items() if key.rpartition("}")[2] in names}


def _joined(package: Package, main: _Link) -> str:
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
    root = parsed(part)
    root.append(root.makeelement(own(root, name), facts))
    return written(root)


def _links(package: Package, source: str, kind: str) -> Iterator[_Link]:
    """Where a part ('' for the package) leads to by links whose type ends with a word."""
    place = _relations_of(source)
    for each in parsed(package.read(place)) if package.has(place) else ():
        if str(each.get("Type")).rpartition("/")[2] == kind and each.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(source), str(each.get("Target")))
            yield _Link(str(each.get("Type")), posixpath.normpath(target).lstrip("/"))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
