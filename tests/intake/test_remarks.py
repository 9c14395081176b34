"""What is written in comments and text boxes is read with the sheet, from every family of files that has them."""

import io
import struct
from types import SimpleNamespace

import pytest
from guanbiao.intake.formats.xls_remarks import mark_remarks
from guanbiao.intake.marks import Marks, remarks_of
from guanbiao.intake.parse import parse
from guanbiao.intake.sheets import EngineSheet, plain_sheets
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from tests.intake.hostile.build import DOCUMENT, HEAD, PACKAGE, ods_parts, record, wide, xlsb, xml_2003, zipped
from tests.intake.test_xls_formulas import BEGIN, END, stream
from tests.intake.test_xls_formulas import record as old_record

SAID = {"A1": "李:\n应为 80\n含少儿部", "C2": "已更正\n87", "E5": "一"}


def office() -> bytes:
    """A workbook with a comment on a cell, one of this program, and text boxes, two of them at one cell."""
    buffer = io.BytesIO()
    book = Workbook(buffer)
    page = book.add_worksheet()
    page.write(0, 0, 1)
    page.write_comment("A1", "李:\n应为 80\n含少儿部", {"author": "李"})
    page.write_comment("B1", "请填写", {"author": "guanbiao"})
    for row, column, text in ((1, 2, "已更正"), (4, 4, "一"), (1, 2, " 87")):
        page.insert_textbox(row, column, text)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$A$1:$A$2"})
    page.insert_chart("C9", chart)
    book.close()
    return buffer.getvalue()


def annotation(author: str, words: str) -> str:
    creator = f"<dc:creator>{author}</dc:creator>" if author else ""
    return f"<office:annotation>{creator}<dc:date>2020-03-05T00:00:00</dc:date>{words}</office:annotation>"


def box(*paragraphs: str) -> str:
    words = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    return f"<draw:frame><draw:text-box>{words}</draw:text-box><svg:desc>图</svg:desc></draw:frame>"


def opened() -> bytes:
    """The same as an OpenDocument sheet."""
    words = "<text:p>李:</text:p><text:p>应<text:span>为</text:span><text:s/>80<text:line-break/>含少儿部</text:p>"
    value = 'office:value-type="float" office:value="1"'
    rows = f"<table:table-row><table:table-cell {value}>{annotation('李', words)}<text:p>1</text:p></table:table-cell>"
    rows += f"<table:table-cell>{annotation('guanbiao', '<text:p>请填写</text:p>')}</table:table-cell>"
    rows += "</table:table-row><table:table-row><table:table-cell table:number-columns-repeated='2'/>"
    rows += f'<table:table-cell office:value-type="string">{box("已更正")}{box(" 87")}<text:p>甲</text:p>'
    rows += '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2">'
    rows += "<table:table-cell/></table:table-row><table:table-row>"
    rows += f'<table:table-cell table:number-columns-repeated="4"/><table:table-cell>{box("一")}</table:table-cell>'
    made = ods_parts([], f"{rows}</table:table-row>")
    spaces = ' xmlns:draw="d" xmlns:dc="c" xmlns:svg="s"><office:body>'
    return zipped({**made, "content.xml": made["content.xml"].replace("><office:body>", spaces, 1)})


@pytest.mark.parametrize("write", [office, opened], ids=lambda write: str(write.__name__))
def test_comments_and_text_boxes(write: object) -> None:
    (sheet,) = parse(write()).sheets  # type: ignore[operator]
    assert sheet.remarks == SAID
    assert sheet.rows[0][0] == 1


def test_the_words_of_a_shape_are_no_part_of_the_cell_below() -> None:
    assert parse(opened()).sheets[0].rows[1][2] == "甲"


def test_what_lies_over_a_page_as_a_whole_stands_at_its_first_cell() -> None:
    made = ods_parts([[1]])
    shapes = f"<table:shapes>{box('请看说明')}</table:shapes><table:table-row>"
    content = made["content.xml"].replace("<table:table-row>", shapes, 1)
    content = content.replace("<office:body>", "<office:body xmlns:draw='d' xmlns:svg='s'>", 1)
    (sheet,) = parse(zipped({**made, "content.xml": content})).sheets
    assert (sheet.remarks, list(sheet.rows[0])) == ({"A1": "请看说明"}, [1])


def test_an_xml_spreadsheet() -> None:
    comment = (
        '<Comment ss:Author="{}"><ss:Data><B xmlns="http://www.w3.org/TR/REC-html40">李:</B>{}</ss:Data></Comment>'
    )
    content = xml_2003([[1, 2]]).decode()
    for author, words in (("李", " 应为 80"), ("guanbiao", "x")):
        content = content.replace("</Data></Cell>", f"</Data>{comment.format(author, words)}</Cell >", 1)
    (sheet,) = parse(content.encode()).sheets
    assert (sheet.remarks, list(sheet.rows[0])) == ({"A1": "李: 应为 80"}, [1, 2])


def test_a_web_page_as_libreoffice_writes_it() -> None:
    page = "<table><tr><td>甲<a class='comment-indicator'></a>\n<comment>李:\n<b>应为</b> 80</comment></td>"
    (sheet,) = parse(f"<html>{page}<td><comment>x</comment></td><td>3</td></tr></table>".encode()).sheets
    assert (sheet.remarks, list(sheet.rows[0])) == ({"A1": "李:\n应为 80", "B1": "x"}, ["甲", None, 3])


def binary(part: bytes) -> bytes:
    """A binary workbook with a part of comments."""
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(xlsb([[1, 2]]))) as base:
        held = {name: base.read(name) for name in base.namelist()}
    link = f'<Relationship Id="c" Type="{DOCUMENT}/comments" Target="../comments1.bin"/>'
    links = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'.encode()
    return zipped({**held, "xl/worksheets/_rels/sheet1.bin.rels": links, "xl/comments1.bin": part})


def test_a_binary_workbook() -> None:
    part = record(628) + record(630) + record(632, wide("李")) + record(632, wide("guanbiao")) + record(631)
    for author, column, words in ((0, 0, "应为 80"), (1, 1, "请填写")):
        place = struct.pack("<IIIII", author, 0, 0, column, column) + bytes(16)
        part += record(635, place) + record(637, b"\0" + wide(words)) + record(636)
    (sheet,) = parse(binary(part)).sheets
    assert sheet.remarks == {"A1": "应为 80"}
    (broken,) = parse(binary(part[:-40])).sheets
    assert (broken.remarks, list(broken.rows[0])) == ({"A1": "应为 80"}, [1, 2])


def anchor(row: int, column: int) -> bytes:
    """A drawing with the place of a shape."""
    place = struct.pack("<9H", 0, column, 0, row, 0, column + 1, 0, row + 1, 0)
    return old_record(0xEC, b"\x0f\x00\x04\xf0" + bytes(8) + b"\x00\x00\x10\xf0" + struct.pack("<I", 18) + place)


def shape(row: int, column: int, kind: int, text: bytes) -> bytes:
    """A shape of a kind with a text, as an .xls has it."""
    made = anchor(row, column) + old_record(0x5D, struct.pack("<HHHH", 0x15, 18, kind, 1) + bytes(14))
    length = struct.pack("<HH6xHHH", 0, 0, len(text) - 1, 16, 0)
    return made + old_record(0xEC, bytes(8)) + old_record(0x1B6, length) + old_record(0x3C, text) + old_record(0x3C)


def old_remarks(content: bytes) -> dict[str, str]:
    notes = {(0, 0): ("李", "应为 80"), (0, 1): ("guanbiao", "请填写")}
    page = SimpleNamespace(
        cell_note_map={at: SimpleNamespace(author=by, text=text) for at, (by, text) in notes.items()}
    )
    marks = Marks()
    mark_remarks(marks, stream(content), page, 0)
    return remarks_of(marks)[0]


def test_an_old_workbook() -> None:
    boxes = shape(4, 2, 6, b"\1" + "更正\n87".encode("utf-16-le")) + shape(5, 3, 0x1E, b"\0ok") + shape(6, 0, 6, b"\0")
    note = shape(0, 0, 0x19, b"\0words of a note")
    assert old_remarks(BEGIN + boxes + note + END) == {"A1": "应为 80", "C5": "更正\n87", "D6": "ok"}


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_of_an_old_workbook_cost_nothing(noise: bytes, cut: int) -> None:
    whole = BEGIN + shape(4, 2, 6, b"\0text") * 3 + END
    assert old_remarks(whole[:cut] + noise + whole[cut:])["A1"].startswith("应为 80")


def test_they_are_bounded_and_what_is_cut_is_noted() -> None:
    marks = Marks(remarks={(0, 0): "甲" * 2000}, beside={(0, 0): "乙"})
    for at in range(1, 2000):
        marks.put_beside((at, 1), f"词{at}")
    (sheet,) = plain_sheets([EngineSheet("甲", [[1]], marks=marks)])
    assert (len(sheet.remarks), sheet.remarks["A1"]) == (500, "甲" * 2000)
    assert [(note.cell, note.raw[:4]) for note in sheet.notes if note.code == "remark_cut"] == [
        ("A1", "甲甲甲甲"),
        ("B501", "词500"),
    ]


def test_only_on_sheets_that_are_looked_at() -> None:
    marks = Marks(remarks={(0, 0): "应为 80"})
    (sheet,) = plain_sheets([EngineSheet("甲", [[1]], marks=marks, looked_at=False)])
    assert sheet.remarks == {}
