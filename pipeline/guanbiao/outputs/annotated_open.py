"""An OpenDocument text with annotations in it, and otherwise as it was: every part is copied as it is but for its text,
in which annotations (ODF 1.3, part 3, 14.1) are tied to characters.

    <p>阵地流通 323872 册次</p>     characters 5 to 11:
    <p>阵地流通 <annotation name="…">…</annotation>323872<annotation-end name="…"/> 册次</p>

Annotations of ours from an earlier time are taken out first; those of others stay. What a document holds comes from
outside: what is not as it has to be is a ValueError, and costs the copy."""

from collections.abc import Iterator, Sequence
from itertools import count

from lxml.etree import _Element

from guanbiao.intake.formats.open_report import OpenReader, body_of, paragraphs_of
from guanbiao.intake.formats.open_text import NOTE, OFFICE, TABLE, TEXT, OpenStyles, Part, parts_of, raw_offset
from guanbiao.intake.limits import Refused
from guanbiao.model.exports import PROGRAM
from guanbiao.outputs.packages import BROKEN, Package, Remark, in_order, opened, parsed, written
from guanbiao.words.claims import AUTHOR

_CONTENT, _PLAIN = "content.xml", OpenStyles()
_END, _NAME = f"{OFFICE}annotation-end", f"{OFFICE}name"
_PLAIN_HOLDERS = (f"{TEXT}span", f"{TEXT}a", f"{TEXT}meta")
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def annotated_open(content: bytes, remarks: Sequence[Remark]) -> bytes:
    """An .odt with an annotation for each remark. Raises ValueError where one's place does not exist, something else
    stands there, or the document cannot be read."""
    try:
        package = opened(content)
        _annotate(package, in_order(remarks))
        return package.packed()
    except (*BROKEN, Refused) as problem:
        raise ValueError("a document that cannot be read") from problem


def _annotate(package: Package, remarks: Sequence[Remark]) -> None:
    root = parsed(package.read(_CONTENT))
    if (body := body_of(root)) is None:
        raise ValueError("a document without a body")
    had_ours = _without_ours(body)
    paragraphs = paragraphs_of(body)
    taken = {str(each.get(_NAME)) for each in body.iter(NOTE)}
    names = (name for name in (f"{PROGRAM}{at}" for at in count(1)) if name not in taken)
    for remark, name in zip(remarks, names, strict=False):
        _place(body, paragraphs, remark, name)
    if had_ours or remarks:
        package.changed[_CONTENT] = written(root)


def _without_ours(body: _Element) -> bool:
    """Take out annotations of ours; whether there were any."""
    ours = [each for each in body.iter(NOTE) if each.findtext(_CREATOR) == AUTHOR]
    names = {each.get(_NAME) for each in ours} - {None}
    for each in [*ours, *(each for each in body.iter(_END) if each.get(_NAME) in names)]:
        _remove(each)
    return bool(ours)


def _remove(element: _Element) -> None:
    """Take out an element; what stands behind it stays."""
    holder, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if holder is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        holder.text = (holder.text or "") + tail or None
    holder.remove(element)


def _place(body: _Element, paragraphs: Sequence[_Element], remark: Remark, name: str) -> None:
    if remark.cell:
        paragraph = paragraphs[_of_cell(body, *remark.cell) - 1]
        _mark(paragraph, 0, len(text_of(paragraph)), remark, name)
        return
    if not 0 < remark.paragraph <= len(paragraphs):
        raise ValueError(f"no paragraph {remark.paragraph}")
    paragraph = paragraphs[remark.paragraph - 1]
    if remark.stands and text_of(paragraph)[remark.start : remark.end] != remark.stands:
        raise ValueError(f"something else stands in paragraph {remark.paragraph}")
    _mark(paragraph, remark.start, remark.end, remark, name)


def _of_cell(body: _Element, table: int, row: int, column: int) -> int:
    """The place of the first paragraph in a cell that says anything, else of the first."""
    reader = OpenReader(body, _PLAIN)
    tables = list(body.iter(f"{TABLE}table"))
    cells = reader.table(tables[table - 1]).cells
    found = [each for cell in cells if cell[:2] == (row, column) for each in cell.blocks if not each.table]
    if not found:
        raise ValueError(f"no cell {row}, {column} in table {table} of a document")
    return next((each for each in found if each.text), found[0]).order


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph, as it is shown."""
    return "".join(each.shown for each in parts_of(paragraph, _PLAIN))


def _mark(paragraph: _Element, start: int, end: int, remark: Remark, name: str) -> None:
    """Tie an annotation to characters of a paragraph; to one without characters as it is."""
    length = len(text_of(paragraph))
    note = _note(paragraph, remark, name)
    if start == end == length == 0:
        paragraph.insert(0, note)
        return
    if not 0 <= start < end <= length:
        raise ValueError(f"no characters {start} to {end} in a paragraph")
    _put(paragraph, end, paragraph.makeelement(_END, {_NAME: name}), is_end=True)
    _put(paragraph, start, note, is_end=False)


def _put(paragraph: _Element, at: int, element: _Element, *, is_end: bool) -> None:
    """Put an element between two characters of a paragraph: an end right behind what it ends, a begin right before what
    begins."""
    part, inside = next(each for each in _placed(paragraph) if each[1] + len(each[0].shown) >= at + (not is_end))
    offset = at - inside
    if (holder := _held_by(part, paragraph)) is not None:
        _beside(holder, element, is_behind=is_end)
        return
    cut = raw_offset(part.raw, offset)
    before, behind = part.raw[:cut] or None, part.raw[cut:] or None
    if not part.raw:  # a tab, a line break, several spaces
        _beside(part.element, element, is_behind=offset > 0)
    elif part.is_tail:
        part.element.tail = None
        part.element.addnext(element)
        part.element.tail, element.tail = before, behind
    else:
        part.element.text = before
        part.element.insert(0, element)
        element.tail = behind


def _held_by(part: Part, paragraph: _Element) -> _Element | None:
    """The outermost element other than of looks and links that characters stand in (a field, a control, ruby): it is
    filled anew, and LibreOffice loses an annotation in it."""
    inner = part.element if part.raw and not part.is_tail else part.element.getparent()
    chain = [inner, *inner.iterancestors()]
    return next((each for each in reversed(chain[: chain.index(paragraph)]) if each.tag not in _PLAIN_HOLDERS), None)


def _beside(held: _Element, element: _Element, *, is_behind: bool) -> None:
    """Put an element before another, or behind it, with what stands there."""
    if is_behind:
        behind, held.tail = held.tail, None
        held.addnext(element)
        element.tail = behind
    else:
        held.addprevious(element)


def _placed(paragraph: _Element) -> Iterator[tuple[Part, int]]:
    """The parts of a paragraph, each with where it begins."""
    at = 0
    for part in parts_of(paragraph, _PLAIN):
        yield part, at
        at += len(part.shown)


def _note(paragraph: _Element, remark: Remark, name: str) -> _Element:
    note = paragraph.makeelement(NOTE, {_NAME: name})
    creator = note.makeelement(_CREATOR)
    creator.text = AUTHOR
    note.append(creator)
    for line in remark.lines:
        shown = note.makeelement(f"{TEXT}p")
        shown.text = line
        note.append(shown)
    return note
