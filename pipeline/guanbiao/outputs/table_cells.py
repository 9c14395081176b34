"""Cells of the tables of a Word document, found as readers lay them out (intake/formats/word_tables): by the number of
the table among all of them, wherever they stand, and by row and column of its grid, both from 0."""

from collections.abc import Iterator

from lxml.etree import _Element

from guanbiao.outputs.anchors import name_of, own

_AROUND = frozenset(("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"))


def cell_at(document: _Element, table: int, row: int, column: int) -> _Element:
    """A cell of a table; of one that is merged, its first. Raises ValueError where there is none."""
    tables = list(document.iter(own(document, "tbl")))
    rows = [each for each in _children(tables[table - 1], "tr") if not _is_deleted(each, "trPr", "del")]
    at = _number(rows[row], "trPr", "gridBefore", 0)
    for cell in _children(rows[row], "tc"):
        if not _is_deleted(cell, "tcPr", "cellDel"):
            if at == column:
                return cell
            at += _number(cell, "tcPr", "gridSpan", 1)
    raise ValueError(f"no cell {row}, {column} in table {table} of a document")


def paragraph_in(cell: _Element) -> _Element:
    """The first paragraph of a cell that holds any run, else the first. Raises ValueError where it has none."""
    every = list(_children(cell, "p"))
    if not every:
        raise ValueError("no paragraph in a cell of a document")
    return next((each for each in every if each.find(f".//{own(each, 't')}") is not None), every[0])


def _children(element: _Element, name: str) -> Iterator[_Element]:
    for child in element.iterchildren("{*}*"):
        if name_of(child) == name:
            yield child
        elif name_of(child) in _AROUND:
            yield from _children(child, name)


def _is_deleted(element: _Element, looks: str, name: str) -> bool:
    return element.find(f"{own(element, looks)}/{own(element, name)}") is not None


def _number(element: _Element, looks: str, name: str, least: int) -> int:
    found = element.find(f"{own(element, looks)}/{own(element, name)}")
    text = "" if found is None else str(found.get(own(element, "val")))
    return max(least, int(text)) if text.isdigit() and len(text) < 9 else least
