"""Pictures and text boxes over a form's blank figures are told; over anything else they are nobody's business."""

import pytest
from guanbiao.model.details import OfNotes
from guanbiao.text.cells import Value

from schemas.catalogue import CATALOGUE
from tests.drawing import printed, read_bytes, report
from tests.intake.hostile.build import parts, sheet_data, with_part, zipped

SHEET, LINKS, DRAWING = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/drawing1.xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
BOX = "<sp><txBody><p><r><t>6</t></r><r><t>0</t></r></p></txBody></sp>"


def end(name: str, row: int, column: int, beyond: int = 0) -> str:
    """A corner of what is drawn."""
    offsets = f"<rowOff>{beyond}</rowOff><colOff>{beyond}</colOff>"
    return f"<{name}><row>{row}</row><col>{column}</col>{offsets}</{name}>"


def anchored(inner: str, *ends: str) -> str:
    return f'<wsDr xmlns="x"><twoCellAnchor>{"".join(ends)}{inner}</twoCellAnchor></wsDr>'


def drawn(rows: list[list[Value]], drawing: str) -> bytes:
    """Rows as an .xlsx with something drawn over them."""
    base = with_part(parts(sheet_data(rows)), SHEET, "</sheetData>", '</sheetData><drawing r:id="d"/>')
    links = f'<Relationships><Relationship Id="d" Type="{KIND}" Target="../drawings/drawing1.xml"/></Relationships>'
    base[SHEET] = str(base[SHEET]).replace("<worksheet ", '<worksheet xmlns:r="r" ', 1)
    return zipped({**base, LINKS: links, DRAWING: drawing})


def budget() -> list[list[Value]]:
    """Table 24, whose total is blank: B7."""
    rows = [list(row) for row in printed(24).rows]
    rows[6][1] = None
    return rows


@pytest.mark.parametrize(
    ("drawing", "cells"),
    [
        (anchored(BOX, end("from", 6, 1), end("to", 7, 2)), ["B7"]),
        (anchored("<pic/>", end("from", 3, 0), end("to", 6, 1, 9)), ["B7"]),
        (anchored("<pic/>", end("from", 6, 1)), ["B7"]),
        (anchored("<graphicFrame/>", end("from", 6, 1), end("to", 7, 2)), []),
        (anchored("<pic/>", end("from", 2, 1), end("to", 6, 2)), []),
        (anchored("<pic/>", end("from", 20, 1), end("to", 30, 2)), []),
        ("<wsDr", []),
        ("<wsDr><a><from><row>x</row></from><pic/></a></wsDr>", []),
    ],
)
def test_what_is_drawn_over_blank_figures_is_told(drawing: str, cells: list[str]) -> None:
    done = report(read_bytes(drawn(budget(), drawing)))
    assert [each.form for each in done.filings] == [CATALOGUE.forms[23].id]
    said = [each for each in done.findings if each.rule == "note_drawn_over"]
    assert [term.cell for each in said for term in each.terms] == cells
    assert all(isinstance(each.detail, OfNotes) and each.detail.count == len(cells) for each in said)


def test_a_picture_beside_all_cells_is_noted_where_it_begins() -> None:
    (sheet,) = read_bytes(drawn(budget(), anchored("<pic/>", end("from", 20, 8), end("to", 30, 9)))).sheets
    assert [(note.code, note.cell, note.raw) for note in sheet.notes] == [("drawn_over", "I21", "")]


def test_the_text_of_a_box_is_quoted() -> None:
    (sheet,) = read_bytes(drawn(budget(), anchored(BOX, end("from", 6, 1), end("to", 7, 2)))).sheets
    assert [(note.code, note.cell, note.raw) for note in sheet.notes] == [("drawn_over", "B7", "60")]
