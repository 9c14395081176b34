"""What a written chapter holds, read from the file alone."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

Box = tuple[int, int, int, int]  # top, left, bottom, right


def boxes(table: Table) -> dict[Box, str]:
    """The cells of a table with their text, merged ones whole."""
    open_at: dict[int, tuple[Box, str]] = {}
    found: dict[Box, str] = {}
    for row, line in enumerate(table._tbl.tr_lst):
        column = 0
        for cell in line.tc_lst:
            right = column + cell.grid_span - 1
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) is None:
                (top, left, _, _), text = open_at[column]
                del found[open_at[column][0]]
                box = (top, left, row, right)
            else:
                text = "\n".join("".join(part.text or "" for part in each.iter(qn("w:t"))) for each in cell.p_lst)
                box = (row, column, row, right)
            found[box], open_at[column] = text, (box, text)
            column = right + 1
    return found


def parts(chapter: bytes) -> dict[str, bytes]:
    """The parts of the file by their names."""
    with zipfile.ZipFile(io.BytesIO(chapter)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def outline(chapter: bytes) -> Iterator[str]:
    """The headings, the titles of tables and the tables, in order: `1 业务统计分析`, `表题 …`, `表`."""
    document = Document(io.BytesIO(chapter))
    for each in document.iter_inner_content():
        if isinstance(each, Table):
            yield "表"
        elif (style := each.style.name if each.style else "") and (style.startswith("Heading") or style == "表题"):
            yield f"{style.removeprefix('Heading ')} {each.text}"


def shown_in(chart: bytes) -> dict[str, list[float | None]]:
    """What a chart shows without its workbook: by the name of a row, its figures."""
    spaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    found: dict[str, list[float | None]] = {}
    for row in etree.fromstring(chart).iterfind(".//c:ser", spaces):
        count = int(row.find("c:val//c:ptCount", spaces).get("val"))
        points = {
            int(each.get("idx")): float(each.findtext("c:v", None, spaces))
            for each in row.iterfind("c:val//c:pt", spaces)
        }
        found[row.findtext("c:tx//c:v", None, spaces)] = [points.get(at) for at in range(count)]
    return found
