"""Places in the text of a Word document: which part of which run each character of a paragraph stands in, and the marks
(ECMA-376-1, 17.13.4) that tie a comment to some of them.

A paragraph's text is what Word shows: what was inserted counts, what was deleted does not; a tab is a tab, a line break
a line feed. Whatever holds runs (links, insertions, content controls, simple fields) keeps them: where a comment begins
or ends within a run, that becomes two of the same look, and no text moves.

    <r>阵地流通 3238</r><r>72 册次</r>     characters 5 to 11:
    <r>阵地流通 </r> start <r>3238</r> <r>72</r> end <r> 册次</r>, and the comment's own mark"""

from collections.abc import Container, Iterator, Sequence
from copy import deepcopy

from lxml.etree import QName, _Element
from msgspec import Struct

from guanbiao.text.invisible import place_in, visible

_HOLDS = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "oMathPara"))
_FORMULA = "oMath"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LINE = "textWrapping"  # what a break is of that says nothing
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_RANGE, _REFERENCE = ("commentRangeStart", "commentRangeEnd"), "commentReference"


class Piece(Struct, frozen=True):
    """Characters of a paragraph from `start` to `end`: an element of a run that shows them."""

    run: _Element
    element: _Element
    start: int
    end: int


def name_of(element: _Element) -> str:
    """What an element is called, whatever its namespace."""
    return str(QName(element).localname)


def own(element: _Element, name: str) -> str:
    """A name in the namespace of an element: that of its document, which may be the strict one."""
    return f"{{{QName(element).namespace}}}{name}"


def paragraphs_of(document: _Element) -> list[_Element]:
    """All paragraphs of a document, whatever they stand in, as readers number them. Raises ValueError where it has no
    body."""
    body = document.find(own(document, "body"))
    if body is None:
        raise ValueError("a document without a body")
    return list(body.iter(own(document, "p")))


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph, as it is shown."""
    return "".join(_shown(each.element) for each in _pieces(paragraph))


def _shown(element: _Element) -> str:
    """What an element of a run shows, as readers have it (intake/formats/word_text)."""
    name = name_of(element)
    if name == "br" and element.get(own(element, "type"), _LINE) != _LINE:
        return ""  # of a page, or a column
    if name == "ruby":
        return _texts_in(*element.iterchildren("{*}rubyBase"))
    if name == _FORMULA:
        return _texts_in(element)
    return visible(element.text or "") if name == "t" else _SIGNS.get(name, "")


def _texts_in(*elements: _Element) -> str:
    return "".join(each.text or "" for element in elements for each in element.iter("{*}t"))


def _pieces(paragraph: _Element) -> list[Piece]:
    """Everything in a paragraph that shows characters, in its order."""
    found, at = [], 0
    for run in _runs(paragraph):
        for element in [run] if name_of(run) == _FORMULA else run.iterchildren("{*}*"):
            if shown := _shown(element):
                found.append(Piece(run, element, at, at + len(shown)))
                at += len(shown)
    return found


def _runs(holder: _Element) -> Iterator[_Element]:
    """The runs of a paragraph, or of what holds some of them, that are not deleted."""
    for each in holder.iterchildren("{*}*"):
        name = name_of(each)
        if name in ("r", _FORMULA):
            yield each
        elif name in _HOLDS:
            yield from _runs(each)
        elif name == "AlternateContent":
            yield from (run for choice in [*each.iterchildren("{*}Choice")][:1] for run in _runs(choice))
        elif name == "sdt" and (content := each.find(own(each, "sdtContent"))) is not None:
            yield from _runs(content)


def mark(paragraph: _Element, start: int, end: int, number: str) -> None:
    """Tie the comment of a number to the characters of a paragraph from `start` to `end`; to one without characters
    as it is. Raises ValueError where there are no such characters."""
    length = len(text_of(paragraph))
    if start == end == length == 0:
        paragraph.append(_reference(paragraph, None, number))
        return
    if not 0 <= start < end <= length:
        raise ValueError(f"no characters {start} to {end} in a paragraph")
    whole = [each for each in _pieces(paragraph) if name_of(each.element) != "t" or _is_said_twice(each)]
    start = next((each.start for each in whole if each.start < start < each.end), start)
    end = next((each.end for each in whole if each.start < end < each.end), end)
    for at in (start, end):
        _part_at(paragraph, at)
    inside = [each.run for each in _pieces(paragraph) if start <= each.start and each.end <= end]
    look = inside[-1].find(own(inside[-1], "rPr"))
    first, last, behind = _around(paragraph, inside[0], inside[-1])
    first.addprevious(_made(paragraph, _RANGE[0], number))
    last.addnext(_made(paragraph, _RANGE[1], number))
    while behind.getparent() is not paragraph:  # the comment's own mark belongs to no link and is nobody's insertion
        behind = behind.getparent()
    (last.getnext() if behind is last else behind).addnext(_reference(paragraph, look, number))


def _is_said_twice(piece: Piece) -> bool:
    """Whether characters stand in two ways, of which a program shows one: they are not to be parted in one alone."""
    return any(name_of(each) == "Choice" for each in piece.run.iterancestors())


def _around(paragraph: _Element, first: _Element, last: _Element) -> tuple[_Element, _Element, _Element]:
    """What the marks of a range of runs stand before and behind, and the comment's own. Where the range begins, or
    ends, with a field or with what holds its runs, they stand around that: a field writes its result anew, and
    LibreOffice loses a comment in it."""
    runs, shown = list(_runs(paragraph)), {each.run for each in _pieces(paragraph)}
    fields = _open_fields(runs)
    begins, ends = runs.index(first), runs.index(last)
    fore = next((at for at in range(begins, -1, -1) if not fields[at]), begins)
    aft = next((at for at in range(ends, len(runs)) if not fields[at + 1]), ends)
    if shown.isdisjoint(runs[fore:begins]):
        first = runs[fore]
    if shown.isdisjoint(runs[ends + 1 : aft + 1]):
        last = runs[aft]
    behind = _outside(runs[aft], paragraph, preceding=False)
    return _outside(first, paragraph, preceding=True), _outside(last, paragraph, preceding=False), behind


def _open_fields(runs: Sequence[_Element]) -> list[int]:
    """How many fields are open before each run, and after the last."""
    found = [0]
    for run in runs:
        bounds = [each.get(own(each, "fldCharType")) for each in run.iterchildren(own(run, "fldChar"))]
        found.append(max(found[-1] + bounds.count("begin") - bounds.count("end"), 0))
    return found


def _outside(element: _Element, paragraph: _Element, *, preceding: bool) -> _Element:
    """The outermost of what holds a run and no other before, or behind it."""
    while (holder := element.getparent()) is not paragraph:
        siblings = (each for each in element.itersiblings("{*}*", preceding=preceding) if name_of(each) != "Fallback")
        beside = (each for sibling in siblings for each in sibling.iter("{*}*"))
        if any(name_of(each) == "r" for each in beside):
            break
        element = holder
    return element


def _part_at(paragraph: _Element, at: int) -> None:
    """See to it that a run begins where a character does, where a run goes on there."""
    pieces = _pieces(paragraph)
    if within := next((each for each in pieces if each.start < at < each.end), None):
        _part_text(within.element, at - within.start)
        pieces = _pieces(paragraph)
    begins = next((each for each in pieces if each.start == at), None)
    if begins is not None and any(each.run is begins.run and each.end <= at for each in pieces):
        _part_run(begins)


def _part_text(element: _Element, at: int) -> None:
    """Two texts of one. Spaces at the seam count from now on; those at its ends do where they did."""
    text = element.text or ""
    at = place_in(text, at)
    later = element.makeelement(element.tag, dict(element.attrib))
    element.text, later.text = text[:at], text[at:]
    if text[at - 1].isspace():
        element.set(_PRESERVE, "preserve")
    if text[at].isspace():
        later.set(_PRESERVE, "preserve")
    element.addnext(later)


def _part_run(begins: Piece) -> None:
    """Two runs of one, of the same look."""
    run = begins.run
    later = run.makeelement(run.tag, dict(run.attrib))
    look = run.find(own(run, "rPr"))
    later.extend([*([deepcopy(look)] if look is not None else []), begins.element, *begins.element.itersiblings()])
    run.addnext(later)


def _made(beside: _Element, name: str, number: str) -> _Element:
    return beside.makeelement(own(beside, name), {own(beside, "id"): number})


def _reference(paragraph: _Element, look: _Element | None, number: str) -> _Element:
    """The mark of a comment in the text, in a run that looks like those before it, so that no line grows by it."""
    run = paragraph.makeelement(own(paragraph, "r"))
    if look is not None:
        run.append(deepcopy(look))
        for change in run[0].findall(own(paragraph, "rPrChange")):
            run[0].remove(change)
    run.append(_made(paragraph, _REFERENCE, number))
    return run


def unmark(document: _Element, numbers: Container[str]) -> None:
    """Take out the marks of some comments, and the runs that held nothing else."""
    for mark_ in list(document.iter(*(own(document, each) for each in (*_RANGE, _REFERENCE)))):
        if mark_.get(own(mark_, "id")) in numbers:
            run = mark_.getparent()
            run.remove(mark_)
            if name_of(mark_) == _REFERENCE and all(name_of(each) == "rPr" for each in run.iterchildren("{*}*")):
                run.getparent().remove(run)
