"""What looks tell: struck-out words, percent formats and remarks, in every family of files that has them."""

import io
import shutil
import struct
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from guanbiao.intake.formats.styles import percent_decimals
from guanbiao.intake.formats.xlsb_struck import Striking, mark_struck_cells
from guanbiao.intake.marks import Marks, marked, percent
from guanbiao.intake.parse import parse
from guanbiao.intake.sheets import EngineSheet, SheetDetails, plain_sheets
from guanbiao.intake.signs import Signs, only_where
from guanbiao.model.books import Note, Sheet
from guanbiao.model.findings import Finding
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from xlsxwriter import Workbook as Writer

from schemas.catalogue import CATALOGUE
from tests.drawing import read_bytes, report
from tests.intake.hostile.build import (
    DOCUMENT,
    HEAD,
    MAIN,
    PACKAGE,
    html,
    parts,
    record,
    wide,
    with_part,
    xlsb,
    xml_2003,
    zipped,
)
from tests.lay_out import workbook_bytes

STRUCK = TextBlock(InlineFont(strike=True), "90")
NO_FILL = '<fill><patternFill patternType="none"/></fill>'
SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
LINKS, COMMENTS, THREADS = "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/threadedComments/t.xml"
OFFICE = shutil.which("soffice")


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(content: bytes) -> Sheet:
    """The first sheet of a file, the same whichever engine reads it."""
    first, second = (parse(content, cautious=cautious) for cautious in (False, True))
    assert first.status.value == "read", first.reason
    assert second.status.value != "read" or filled(second.sheets[0]) == filled(first.sheets[0])
    return first.sheets[0]


def filled(sheet: Sheet) -> list[list[Value]]:
    """The rows of a sheet, each to its last cell that holds something."""
    rows = [list(row) for row in sheet.rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def noted(sheet: Sheet, *codes: str) -> list[tuple[str, str, str]]:
    wanted = codes or ("struck_part", "struck_cell", "remark")
    return [(note.code, note.cell, note.raw) for note in sheet.notes if note.code in wanted]


def looks() -> Workbook:
    """A cell of which a part is struck out, one and a row that are struck out as a whole, and percentages."""
    book = Workbook()
    page = book.worksheets[0]
    page["A1"] = CellRichText(STRUCK, TextBlock(InlineFont(b=True), "80"))
    page["B1"], page["C1"] = CellRichText("1", TextBlock(InlineFont(strike=True), "3"), "2"), "讲座"
    page["C1"].font = page["A2"].font = page["B2"].font = Font(strike=True)
    page["A2"], page["B2"] = "整行", 55
    for column, (value, code) in enumerate(((0.69, "0%"), (0.1727, "0.00%"), (0.1727, "0%"), (5, "General")), 1):
        page.cell(3, column, value).number_format = code
    page["B2"].comment = Comment("李:\n含少儿部", "李")
    for column, (value, ground) in enumerate(((11799, None), (11799, "1F4E78"), (0, None), (11799, "FFFFFF")), 1):
        cell = page.cell(4, column, value)
        cell.font, cell.fill = Font(color="FFFFFF"), PatternFill("solid", ground) if ground else PatternFill()
    return book


SEEN = [["80", "12", "讲座"], ["整行", 55], [0.69, 0.1727, 0.1727, 5], [11799, 11799, 0, 11799]]
WHITE = [("format_white", cell, "11799") for cell in ("A4", "D4")]
NOTED = [("struck_part", "A1", "90"), ("struck_part", "B1", "3")]
CROSSED = [("struck_cell", "C1", "讲座"), ("struck_cell", "A2:B2", "")]
SHOWN = {"A3": "69%", "B3": "17.27%", "C3": "17.27%"}


def test_an_xlsx_with_texts_in_its_cells() -> None:
    sheet = read(saved(looks()))
    assert filled(sheet) == SEEN
    assert noted(sheet) == NOTED + CROSSED
    assert noted(sheet, "format_white") == WHITE
    assert dict(sheet.shown) == SHOWN


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("family", ["xls", "ods", "xlsx", "html:HTML (StarCalc)"])
def test_the_same_saved_by_libreoffice(family: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(looks()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", family, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=600)
    (file,) = (tmp_path / "out").iterdir()
    sheet = parse(file.read_bytes()).sheets[0]
    assert dict(sheet.shown) == SHOWN
    assert [each for each in noted(sheet) if each[0] == "struck_cell"] == CROSSED
    if file.suffix != ".html":  # in web pages LibreOffice itself glues runs
        assert filled(sheet) == SEEN
        assert noted(sheet) == NOTED + CROSSED
    assert noted(sheet, "format_white") == WHITE
    assert sheet.remarks == {"B2": "李:\n含少儿部"}


def test_texts_that_are_shared_are_seen_in_each_cell_that_shows_them() -> None:
    buffer = io.BytesIO()
    book = Writer(buffer)
    page, struck, red = (
        book.add_worksheet(),
        book.add_format({"font_strikeout": True}),
        book.add_format({"color": "red"}),
    )
    for row in range(2):
        page.write_rich_string(row, 0, struck, "2541", red, "2414")
        page.write_rich_string(row, 1, red, "12", struck, "人")
    page.write_string(2, 0, "2541")
    book.close()
    sheet = read(buffer.getvalue())
    assert filled(sheet) == [["2414", "12"], ["2414", "12"], ["2541"]]
    assert [(cell, raw) for _, cell, raw in noted(sheet)] == [
        ("A1", "2541"),
        ("B1", "人"),
        ("A2", "2541"),
        ("B2", "人"),
    ]


def shared(runs: str, style: str = "") -> bytes:
    """One cell that shows a shared text of some runs."""
    base = parts(f'<row r="1"><c r="A1" t="s"{style}><v>0</v></c></row>')
    base[TEXTS] = f'{HEAD}<sst xmlns="{MAIN}"><si>{runs}</si></sst>'
    base = with_part(base, STYLES, '<fonts count="1"><font/>', '<fonts count="2"><font/><font><strike/></font>')
    base = with_part(base, STYLES, '<xf numFmtId="57" applyNumberFormat="1"/>', '<xf numFmtId="0" fontId="1"/>')
    link = f'<Relationship Id="t" Type="{DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    return zipped(with_part(base, "xl/_rels/workbook.xml.rels", "</Relationships>", link))


@pytest.mark.parametrize(
    ("runs", "style", "seen", "told"),
    [
        ("<r><rPr><strike/></rPr><t>90</t></r><r><t>80</t></r>", "", "80", ["struck_part"]),
        ('<r><rPr><strike val="0"/></rPr><t>90</t></r><r><t>80</t></r>', "", "9080", []),
        ('<r><rPr><strike val="true"/></rPr><t>90</t></r><r><t>80</t></r>', "", "80", ["struck_part"]),
        ("<r><t>90</t></r><r><rPr><sz/></rPr><t>80</t></r>", ' s="3"', "80", ["struck_part"]),
        ("<r><rPr><sz/></rPr><t>90</t></r><r><rPr/><t>80</t></r>", ' s="3"', "9080", []),
        ("<t>9080</t>", ' s="3"', "9080", ["struck_cell"]),
        ("<r><rPr><strike/></rPr><t>90</t></r><r><t> </t></r>", "", "90", ["struck_cell"]),
        ("<r><t>90</t></r><rPh><r><rPr><strike/></rPr></r><t>x</t></rPh>", "", None, []),
        ("<t></t>", ' s="3"', None, []),
    ],
)
def test_what_is_struck_out_by_its_runs_and_by_its_cell(
    runs: str, style: str, seen: str | None, told: list[str]
) -> None:
    sheet = read(shared(runs, style))
    assert [note.code for note in sheet.notes if note.code.startswith("struck")] == told
    assert seen is None or sheet.rows[0][0] == seen


@pytest.mark.parametrize(
    ("page", "value", "told"),
    [
        ("<s>90</s> 80", "80", [("struck_part", "A1", "90")]),
        ('<span style="Text-Decoration: line-through">9</span>8', "8", [("struck_part", "A1", "9")]),
        ("<del><b>5</b></del>", 5, [("struck_cell", "A1", "5")]),
        ("5", 5, []),
    ],
)
def test_a_web_page(page: str, value: object, told: list[tuple[str, str, str]]) -> None:
    sheet = read(html([["@"]]).replace(b"@", page.encode()))
    assert sheet.rows[0] == [value]
    assert noted(sheet) == told


def test_an_xml_spreadsheet() -> None:
    text = '<S xmlns="http://www.w3.org/TR/REC-html40">90</S><B xmlns="http://www.w3.org/TR/REC-html40">80</B>'
    content = xml_2003([["@", 0.5, 7]]).replace(b">@<", f">{text}<".encode())
    styles = '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    styles += '<Style ss:ID="k"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet '
    content = content.replace(b"<Worksheet ", styles.encode(), 1)
    content = content.replace(b'ss:Index="2">', b'ss:Index="2" ss:StyleID="p">')
    content = content.replace(b'ss:Index="3">', b'ss:Index="3" ss:StyleID="k">')
    sheet = read(content)
    assert (list(sheet.rows[0]), dict(sheet.shown)) == (["80", 0.5, 7], {"B1": "50.00%"})
    assert noted(sheet) == [("struck_part", "A1", "90"), ("struck_cell", "C1", "7")]


def commented(*texts: str, thread: str = "") -> bytes:
    """A sheet of figures in A1, A2 … with comments on them, and a thread on the first."""
    base = parts("".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, len(texts) + 1)))
    held = "".join(
        f'<comment ref="A{at}"><text><r><t>{text}</t></r></text></comment>' for at, text in enumerate(texts, 1)
    )
    base[COMMENTS] = f'{HEAD}<comments xmlns="{MAIN}"><authors/><commentList>{held}</commentList></comments>'
    links = f'<Relationship Id="c" Type="{DOCUMENT}/comments" Target="../comments1.xml"/>'
    if thread:
        base[THREADS] = f"{HEAD}<ThreadedComments>{thread}</ThreadedComments>"
        kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
        links += f'<Relationship Id="d" Type="{kind}" Target="../threadedComments/t.xml"/>'
    base[LINKS] = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    return zipped(base)


def test_remarks_that_correct_something_or_state_a_figure_are_noted() -> None:
    sheet = read(commented("张三:\n应为 80", "含少儿部", "少报一个分馆", "李:\n已核，无误"))
    assert noted(sheet) == [("remark", "A1", "张三: 应为 80"), ("remark", "A3", "少报一个分馆")]


def test_a_thread_is_read_for_itself_and_not_in_the_words_of_its_copy() -> None:
    thread = '<threadedComment ref="A1"><text>应为八十</text></threadedComment>'
    thread += '<threadedComment ref="A1"><text>同意</text></threadedComment>'
    sheet = read(commented("[线程批注] 你的 Excel 版本 2019 可读取此线程批注", thread=thread))
    assert noted(sheet) == [("remark", "A1", "应为八十 同意")]


def test_comments_that_openpyxl_writes() -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = 5
    book.worksheets[0]["B2"].comment = Comment("实际为 15", "王")
    assert noted(read(saved(book))) == [("remark", "B2", "实际为 15")]


@pytest.mark.parametrize("part", ["<comments", "", "\x00", "<comments><comment ref='A0'/><comment ref=''/></comments>"])
def test_comments_that_cannot_be_read_cost_nothing(part: str) -> None:
    base = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    base[LINKS] = f'<Relationships><Relationship Id="c" Type="{DOCUMENT}/comments" Target="../c.xml"/></Relationships>'
    sheet = read(zipped({**base, "xl/c.xml": part, "xl/comments9.xml": part}))
    assert (sheet.rows, noted(sheet)) == ([[1]], [])


def test_a_document_type_in_a_part_of_any_name_is_refused() -> None:
    base = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    base[LINKS] = (
        f'<Relationships><Relationship Id="c" Type="{DOCUMENT}/comments" Target="../comment.x"/></Relationships>'
    )
    found = parse(zipped({**base, "xl/comment.x": '<!DOCTYPE a [<!ENTITY b "c">]><comments/>'}))
    assert (found.status.value, found.reason) == ("refused", "doctype")


def test_many_and_long_remarks_are_bounded() -> None:
    sheet = read(commented(*[f"应为 {'9' * 5000}"] * 600))
    assert len(noted(sheet)) == 500
    assert max(len(note.raw) for note in sheet.notes) == 80


@given(st.binary(max_size=400))
def test_styles_of_any_bytes_cost_nothing(noise: bytes) -> None:
    base = parts('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')
    found = parse(zipped({**base, "xl/a/styles.xml": b"strike" + noise}))
    assert [len(sheet.rows) for sheet in found.sheets] == [1] or found.reason == "doctype"


@given(st.text(max_size=40))
def test_any_number_format_is_a_percentage_or_none(code: str) -> None:
    decimals = percent_decimals(code)
    assert decimals is None or ("%" in code and 0 <= decimals <= 30)


@given(st.floats(-1e9, 1e9), st.integers(0, 30), st.booleans())
def test_any_number_is_shown_as_a_percentage(value: float, decimals: int, exact: bool) -> None:
    shown = percent(value, decimals, exact=exact)
    assert shown.endswith("%")
    assert float(shown[:-1]) / 100 == pytest.approx(value, abs=0.00501)


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("0%", 0),
        ("0.00%", 2),
        ("#,##0.0 %;[Red]-0.0%", 1),
        ('0"%"', None),
        ("0\\%", None),
        ("0.00", None),
        ("0%%", None),
        ("%", None),
        ("", None),
        ("yyyy%", None),
    ],
)
def test_which_formats_show_percentages(code: str, decimals: int | None) -> None:
    assert percent_decimals(code) == decimals


def test_notes_are_bounded_and_rows_are_whole() -> None:
    every = {(row, column) for row in range(1000) for column in range(2)}
    notes = list(marked([["甲", 1]] * 1000, Marks(crossed=every)))
    assert (len(notes), notes[1]) == (500, Note("struck_cell", "A2:B2"))
    assert list(marked([[None, 1]], Marks(crossed={(0, 0), (0, 1), (5, 5)}))) == [Note("struck_cell", "B1", "1")]


def filed_with_looks() -> tuple[Finding, ...]:
    """Table 7 with a struck-out figure, a struck-out row, and remarks on and outside of it."""
    book = load_workbook(io.BytesIO(workbook_bytes((("流通", (7,), (1, 1)),))))
    page = book.worksheets[0]
    page["C7"] = CellRichText(TextBlock(InlineFont(strike=True), "2541"), "2414")
    for cell in page[9]:
        cell.font = Font(strike=True)
    page["C8"].comment, page["Z99"].comment = Comment("应为 6920", "x"), Comment("应为 1", "x")
    done = report(read_bytes(saved(book)))
    assert [filing.form for filing in done.filings] == ["lending"]
    (figure,) = done.tables.cells.filter(row="3", column="成人外借")["value"].to_list()
    assert figure == 2414
    return done.findings


def test_each_is_told_once_a_form_with_its_cells_and_words() -> None:
    said = {each.rule: (each, Phrases(CATALOGUE, 2020).message(each)) for each in filed_with_looks()}
    part, struck, remark = (said[code] for code in ("note_struck_part", "note_struck_cell", "note_remark"))
    assert (part[0].level.value, struck[0].level.value, remark[0].level.value) == ("info", "query", "info")
    assert "C7 的“2541”" in part[1]
    assert [term.cell for term in struck[0].terms] == ["A9:E9"]
    assert "请确认是否应当计入" in struck[1]
    assert [term.cell for term in remark[0].terms] == ["C8"]
    assert "C8 的“应为 6920”" in remark[1]


def test_formulas_and_looks_are_looked_at_only_on_sheets_that_may_be_forms() -> None:
    details = SheetDetails(formulas={(0, 0): "B1+C1"})
    marks = Marks(percents={(0, 1): 0})
    small = EngineSheet("小", [[5, 1, 1]], details=details, marks=marks)
    large = replace_rows(small, [[5, *[1] * 200] for _ in range(1000)])
    assert [note.code for note in plain_sheets(only_where([small], None))[0].notes] == ["stale"]
    (sheet,) = plain_sheets(only_where([large], None))
    assert [note.code for note in sheet.notes] == ["not_looked_at"]
    assert sheet.formulas == {"A1": ""}


def replace_rows(sheet: EngineSheet, rows: list[list[int]]) -> EngineSheet:
    return EngineSheet("大", rows, details=sheet.details)


def formatted(*formats: str, value: float = 11799) -> bytes:
    """A workbook of one number under each of some number formats, one below the other."""
    buffer = io.BytesIO()
    with Writer(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, code in enumerate(formats):
            sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
    return buffer.getvalue()


def notes_of(sheet: Sheet) -> list[tuple[str, str]]:
    return [(note.code, note.cell) for note in sheet.notes]


def test_numbers_that_a_format_hides_or_scales_are_read_as_stored_and_noted() -> None:
    sheet = read(formatted(";;;", "0,", '0!.0,"万"', "#,##0", '0"册"', "0.00", '"暂无"'))
    assert filled(sheet) == [[11799]] * 7
    assert notes_of(sheet) == [
        *(("format_hidden", cell) for cell in ("A1", "A7")),
        *(("format_scaled", cell) for cell in ("A2", "A3")),
    ]


def binary_styles(*formats: str) -> bytes:
    """The styles of a binary workbook: 0 to 2 of formats that stand in none, then one of each of some formats. Two
    styles that have a name, and so are of no cell, stand before them."""
    codes = b"".join(record(44, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(formats))
    own, named = ((0, 9, 10, *range(164, 164 + len(formats))), (164, 164))
    each = {
        kind: b"".join(record(47, struct.pack("<HHH", 0, number, 0) + bytes(10)) for number in numbers)
        for kind, numbers in ((626, named), (617, own))
    }
    counted = {kind: record(kind, struct.pack("<I", len(some) // 18)) + some for kind, some in each.items()}
    return (
        record(278)
        + record(615, struct.pack("<I", len(formats)))
        + codes
        + record(616)
        + b"".join((counted[626], record(627), counted[617], record(618), record(279)))
    )


def binary_cells(*cells: tuple[int, int, bytes]) -> bytes:
    """Records of cells in column A, one below the other: the kind, the style and what it holds."""
    rows = (record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0)) for at in range(len(cells)))
    held = (record(kind, struct.pack("<II", 0, style) + data) for kind, style, data in cells)
    return b"".join(each for pair in zip(rows, held, strict=True) for each in pair)


REAL, RK, SUM = struct.pack("<d", 11799), struct.pack("<I", 11799 << 2 | 2), struct.pack("<dHII", 11799, 0, 0, 0)


def test_a_binary_workbook_tells_the_numbers_that_a_format_hides_or_scales() -> None:
    cells = binary_cells(
        *((5, 3, REAL), (2, 4, RK), (9, 5, SUM), (5, 6, REAL), (2, 7 | 1 << 24, RK), (5, 0, REAL)),
        *((5, 1, struct.pack("<d", 0.69)), (5, 2, struct.pack("<d", 0.69)), (5, 3, bytes(8)), (6, 3, wide("无"))),
    )
    content = xlsb([], extra=cells, styles=binary_styles(";;;", "0,", '0!.0,"万"', "#,##0", '"暂无"'))
    (sheet,) = parse(content).sheets
    assert filled(sheet) == [*([11799],) * 6, [0.69], [0.69], [0], ["无"]]
    assert notes_of(sheet) == [
        *(("format_hidden", cell) for cell in ("A1", "A5")),
        *(("format_scaled", cell) for cell in ("A2", "A3")),
    ]
    assert dict(sheet.shown) == {"A7": "69%", "A8": "69.00%"}


@pytest.mark.parametrize(
    ("color", "fill", "told"),
    [
        ('rgb="FFFFFFFF"', NO_FILL, True),
        ("theme='0'", "<fill><patternFill/></fill>", True),
        ('theme="0"', "", True),
        ('theme="0" tint="-0.25"', NO_FILL, False),
        ('theme="1"', NO_FILL, False),
        ('indexed="9"', '<fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill>', True),
        ('indexed="9"', '<fill><patternFill patternType="gray125"/></fill>', False),
        ('indexed="9"', '<fill><patternFill patternType="solid"><fgColor rgb="FF0070C0"/></patternFill></fill>', False),
        ('indexed="9"', "<fill><gradientFill/></fill>", False),
        ('auto="1"', NO_FILL, False),
    ],
)
def test_numbers_in_white_on_white_are_told(color: str, fill: str, told: bool) -> None:
    base = parts('<row r="1"><c r="A1" s="3"><v>7</v></c><c r="B1" s="0"><v>8</v></c></row>')
    fonts = f'<fonts count="2"><font/><font><sz val="11"/><color {color}/></font>'
    base = with_part(base, STYLES, '<fonts count="1"><font/>', fonts)
    base = with_part(base, STYLES, NO_FILL, fill)
    base = with_part(base, STYLES, '<xf numFmtId="57" applyNumberFormat="1"/>', '<xf fontId="1" fillId="0"/>')
    sheet = read(zipped(base))
    assert (filled(sheet), notes_of(sheet)) == ([[7, 8]], [("format_white", "A1")] if told else [])


def test_a_binary_workbook_tells_numbers_in_white_on_white() -> None:
    black, white, grey = (struct.pack("<BBhBBBB", 5, 0, 0, *rgb, 255) for rgb in (bytes(3), b"\xff" * 3, b"\x99" * 3))
    theme, darker = (struct.pack("<BBhI", 7, 0, tint, 0) for tint in (0, -9000))
    fonts = b"".join(record(43, bytes(12) + each) for each in (black, white, theme, darker))
    fills = b"".join(record(45, struct.pack("<I", kind) + each) for kind, each in ((0, grey), (1, grey), (1, white)))
    used = ((0, 0), (1, 0), (2, 0), (3, 0), (1, 1), (1, 2))
    own = b"".join(record(47, struct.pack("<HHHH", 0, 0, *each) + bytes(8)) for each in used)
    styles = record(278) + fonts + fills + record(617, struct.pack("<I", 6)) + own + record(618)
    (sheet,) = parse(xlsb([], extra=binary_cells(*((5, at, REAL) for at in range(6))), styles=styles)).sheets
    assert notes_of(sheet) == [("format_white", cell) for cell in ("A2", "A3", "A6")]


def test_a_binary_workbook_tells_what_is_struck_out() -> None:
    def rich(text: str, *runs: tuple[int, int]) -> bytes:
        held = b"".join(struct.pack("<HH", *run) for run in runs)
        return bytes((bool(runs),)) + wide(text) + (struct.pack("<I", len(runs)) + held if runs else b"")

    fonts = b"".join(record(43, struct.pack("<HH", 220, flags) + bytes(16)) for flags in (0, 0x08))
    own = b"".join(record(47, struct.pack("<HHHH", 0, 0, font, 0) + bytes(8)) for font in (0, 1))
    styles = record(278) + fonts + record(617, struct.pack("<I", 2)) + own + record(618)
    shared = (
        record(159, struct.pack("<II", 3, 2))
        + record(19, rich("9080", (0, 1), (2, 0)))
        + record(19, rich("整行"))
        + record(160)
    )
    cells = binary_cells(
        *((7, 0, struct.pack("<I", 0)), (7, 1, struct.pack("<I", 1)), (7, 0, struct.pack("<I", 1)), (5, 1, REAL)),
        *((62, 0, rich("1😀32", (1, 0), (3, 1), (4, 0))), (6, 1, wide("讲座")), (62, 1, rich("7060", (2, 0)))),
    )
    base = {**unzipped(xlsb([], extra=cells, styles=styles)), "xl/sharedStrings.bin": shared}
    (sheet,) = parse(zipped(base)).sheets
    assert [row[0] for row in sheet.rows] == ["80", "整行", "整行", 11799, "1😀2", "讲座", "60"]
    told = [("struck_part", cell, raw) for cell, raw in (("A1", "90"), ("A5", "3"), ("A7", "70"))]
    crossed = [("struck_cell", cell, raw) for cell, raw in (("A2", "整行"), ("A4", "11799"), ("A6", "讲座"))]
    assert noted(sheet) == told + crossed


@given(st.lists(st.tuples(st.sampled_from((0, 2, 5, 6, 7, 8, 9, 62, 99)), st.binary(max_size=30)), max_size=6))
def test_binary_cells_of_any_bytes_strike_out_no_reader(cells: list[tuple[int, bytes]]) -> None:
    part, marks = b"".join(record(kind, data) for kind, data in cells), Marks()
    mark_struck_cells(marks, part, Striking([True], frozenset("0"), [("甲", [(9, 7)])]))
    assert len(marks.struck) + len(marks.crossed) <= len(cells)


@pytest.mark.parametrize("style", [9, 0xFFFFFF])
def test_a_style_that_is_not_there_tells_nothing(style: int) -> None:
    (sheet,) = parse(xlsb([], extra=binary_cells((5, style, REAL)), styles=binary_styles(";;;"))).sheets
    assert (filled(sheet), notes_of(sheet)) == ([[11799]], [])


@given(st.binary(max_size=60), st.integers(0, 300))
def test_binary_styles_of_any_bytes_cost_nothing(noise: bytes, kept: int) -> None:
    assume(b"<!doctype" not in noise.lower())  # of which the gate lets none in, whatever part it stands in
    base = unzipped(xlsb([], extra=binary_cells((5, 3, REAL))))
    found = parse(zipped({**base, "xl/a/styles.bin": binary_styles(";;;", "0,")[:kept] + noise}))
    assert filled(found.sheets[0]) == [[11799]]


def test_formats_of_a_binary_workbook_are_read_only_where_a_form_may_stand() -> None:
    content = xlsb([], extra=binary_cells((5, 3, REAL)), styles=binary_styles(";;;"))
    (sheet,) = parse(content, signs=Signs(())).sheets
    assert [code for code, _ in notes_of(sheet)] == ["not_looked_at"]


def test_a_format_that_hides_noughts_hides_nothing() -> None:
    assert notes_of(read(formatted("0;-0;;@", "#,##0;-#,##0;", value=0))) == []


def test_a_web_page_tells_hidden_rows_and_numbers_that_it_shows_otherwise() -> None:
    page = b"""<html><head><meta charset="utf-8"><style>.gone, .x {display: none}</style></head><body><table>
        <tr style="display:none"><td>1</td></tr><tr class="gone"><td>2</td></tr><tr><td>3</td></tr>
        <tr hidden><td>4</td></tr><tr><td sdval="11799">12</td></tr><tr><td sdval="11799">11,799</td></tr>
        <tr><td sdval="11799"></td></tr></table></body></html>"""
    (sheet,) = parse(page).sheets
    hidden = [("hidden_rows", "1:2"), ("hidden_rows", "4:4")]
    assert notes_of(sheet) == [*hidden, ("format_hidden", "A7"), ("format_scaled", "A5")]


def test_what_stands_in_a_row_nought_is_told() -> None:
    content = zipped(parts('<row r="0"><c r="A0"><v>7</v></c></row><row r="1"><c r="A1"><v>8</v></c></row>'))
    (sheet,) = parse(content).sheets
    assert [(note.code, note.raw) for note in sheet.notes] == [("row_nought", "A0“7”")]
