"""Pictures and text boxes that lie over the cells of an Open XML sheet: what they show is in no cell."""

from collections.abc import Iterator
from itertools import islice
from xml.etree import ElementTree

from guanbiao.intake.formats.links import relations
from guanbiao.intake.gate import Archive
from guanbiao.intake.sheets import Drawn

_MOST = 500  # of one sheet: nobody reads about more
_SHOWING = {"pic", "sp", "grpSp"}  # charts and lines show nothing that was filled in


def drawn_on(archive: Archive, sheet: str) -> list[Drawn]:
    """What is drawn over the cells of the sheet in a part; nothing where that cannot be told, since no figure of the
    sheet depends on it."""
    try:
        parts = [path for kind, path in relations(archive, sheet).values() if kind == "drawing"]
        return list(islice((each for path in parts for each in _drawn(archive.read(path))), _MOST))
    except (ElementTree.ParseError, ValueError):
        return []


def _drawn(part: bytes) -> Iterator[Drawn]:
    for anchor in _chosen(ElementTree.fromstring(part)) if part else ():
        ends = {_local(child): child for child in _chosen(anchor)}
        if _SHOWING & set(ends) and "from" in ends:
            top, left = _corner(ends["from"])
            below, beside = _corner(ends["to"], last=True) if "to" in ends else (top, left)
            text = "\n".join(filter(None, (_text(each) for name, each in ends.items() if name in _SHOWING)))
            yield Drawn((top, left, max(top, below), max(left, beside)), text)


def _chosen(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The elements in one; of those that are written in several ways (ECMA-376-3, 9.3) the first."""
    for child in element:
        yield from child[0] if _local(child) == "AlternateContent" and len(child) else [child]


def _text(shape: ElementTree.Element) -> str:
    """The text of a shape, a line for each paragraph."""
    paragraphs = (each for each in shape.iter() if _local(each) == "p")
    return "\n".join("".join(run.text or "" for run in each.iter() if _local(run) == "t") for each in paragraphs)


def _corner(end: ElementTree.Element, *, last: bool = False) -> tuple[int, int]:
    """The row and column of a corner (ECMA-376-1, 20.5.2); the last one covered is the one before where the corner
    lies on its very edge."""
    given = {_local(child): int(child.text or 0) for child in end}
    row, column = given.get("row", 0), given.get("col", 0)
    return (row - (last and not given.get("rowOff")), column - (last and not given.get("colOff")))


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
