"""An annual report in Word: its text as python-docx numbers and spells it, its tables as sheets."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from guanbiao.intake.limits import MEGABYTE
from guanbiao.intake.parse import parse
from guanbiao.intake.wire import Parsed, packed, unpacked
from guanbiao.model.books import FileStatus
from guanbiao.model.exports import PROGRAM
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports import TITLE, report_docx, saved
from tests.small.filed import LOANS, TALKS

W = nsdecls("w")
RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


def read(*bodies: str, styles: Callable[[str], str] = str) -> Parsed:
    """A report whose body goes on with some XML behind its title and two headings."""
    content = with_body(*bodies)
    part = zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    return parse(with_part(content, "word/styles.xml", styles(part).encode()))


def with_body(*bodies: str) -> bytes:
    document = Document()
    document.add_paragraph(TITLE)
    document.add_heading("概况", 1)
    document.add_heading("服务", 2)
    for body in bodies:
        document.element.body.insert_element_before(parse_xml(body), "w:sectPr")
    return saved(document)


def with_part(content: bytes, part: str, changed: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed if name == part else old.read(name))
    return target.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p {W}><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    return f"<w:tbl {W}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str = "", properties: str = "", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{more}<w:p>{RUN.format(text)}</w:p></w:tc>"


PIECES = st.sampled_from(
    ["图书", "8090", "<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:br w:type='page'/>"]
)


@settings(max_examples=6)
@given(st.lists(st.lists(PIECES, max_size=4), max_size=5))
def test_paragraphs_are_those_of_python_docx(texts: list[list[str]]) -> None:
    runs = [[each if each.startswith("<") else f"<w:t>{each}</w:t>" for each in text] for text in texts]
    document = Document()
    document.add_paragraph(TITLE)
    for text in runs:
        document.element.body.insert_element_before(parse_xml(paragraph(f"<w:r>{''.join(text)}</w:r>")), "w:sectPr")
        document.add_table(1, 1)
    document.add_heading("一", 1)
    document.add_heading("二", 1)
    content = saved(document)
    own = [each.text for each in Document(io.BytesIO(content)).paragraphs]
    found = parse(content).paragraphs
    assert [each.text for each in found] == own
    assert [each.number for each in found] == list(range(1, len(own) + 1))


def test_headings_are_known_by_the_names_and_the_outline_of_styles() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='7'><w:name w:val='标题 3'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='8'><w:name w:val='条'/><w:basedOn w:val='7'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='9'><w:name w:val='款'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    )
    bodies = [paragraph(run(name), properties=f"<w:pStyle w:val='{name}'/>") for name in ("7", "8", "9", "没有")]
    bodies += [
        paragraph(run("大纲"), properties="<w:outlineLvl w:val='3'/>"),
        paragraph(run("正文"), properties="<w:pStyle w:val='7'/><w:outlineLvl w:val='9'/>"),
        paragraph(properties="<w:pStyle w:val='7'/>"),
    ]
    found = read(*bodies, styles=lambda text: text.replace("</w:styles>", f"{styles}</w:styles>")).paragraphs[3:]
    assert [each.level for each in found] == [3, 3, 2, 0, 4, 0, 0]
    assert [each.headings for each in found[1:5]] == [
        ("概况", "服务"),
        ("概况",),
        ("概况", "9"),
        ("概况", "9"),
    ]


def test_without_any_styles_headings_are_known_by_their_numbers() -> None:
    document = Document()
    for text in (TITLE, "一、概况", "（一）服务", "全年开放300天。", "二、统计"):
        document.add_paragraph(text)
    found = parse(saved(document)).paragraphs
    assert [each.level for each in found] == [0, 1, 2, 0, 1]
    assert found[3].headings == ("一、概况", "（一）服务")


def test_insertions_count_and_deletions_do_not() -> None:
    inside = [
        run("借阅"),
        f"<w:ins w:id='1'>{run('90')}</w:ins>",
        "<w:del w:id='2'><w:r><w:delText>80</w:delText></w:r></w:del>",
        f"<w:moveFrom w:id='3'>{run('移走')}</w:moveFrom><w:moveTo w:id='4'>{run('移来')}</w:moveTo>",
        f"<w:hyperlink>{run('人')}</w:hyperlink><w:sdt><w:sdtContent>{run('次')}</w:sdtContent></w:sdt>",
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>",
    ]
    assert read(paragraph(*inside)).paragraphs[3].text == "借阅90移来人次"


def test_what_is_struck_out_or_hidden_keeps_its_place_and_says_nothing() -> None:
    found = read(
        paragraph(run("借"), run("80", "<w:strike/>"), run("90", "<w:strike w:val='0'/>"), run("万", "<w:vanish/>"))
    )
    assert found.paragraphs[3].text == "借8090万"
    assert found.paragraphs[3].asides == ((1, 3), (5, 6))
    assert found.paragraphs[3].told == "借  90 "


def test_figures_in_text_boxes_are_no_text_and_are_known_of() -> None:
    boxed = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    found = read(*(paragraph(run("借阅"), boxed.format(text)) for text in ("438711 册次", "见下图")))
    assert [(each.text, each.has_boxes) for each in found.paragraphs[3:]] == [("借阅", True), ("借阅", False)]


def test_figures_in_notes_are_no_text_and_are_known_of() -> None:
    notes = f"<w:footnotes {W}>{{}}</w:footnotes>"
    written = ((2, "其中分馆 36705 册次。"), (3, "见附录。"))
    part = notes.format("".join(f'<w:footnote w:id="{at}"><w:p>{run(text)}</w:p></w:footnote>' for at, text in written))
    marks = [f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at, _ in written]
    target = io.BytesIO(with_body(*(paragraph(run("借阅"), mark) for mark in marks)))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/footnotes.xml", part)
    found = parse(target.getvalue()).paragraphs
    assert [(each.text, each.has_boxes) for each in found[3:]] == [("借阅", True), ("借阅", False)]


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("prefix", ["w:", "n0:", ""])
def test_how_elements_are_named_and_encoded_changes_nothing(prefix: str, wide: bool) -> None:
    name, encoding = prefix.rstrip(":"), "utf-16" if wide else "utf-8"

    def renamed(text: str) -> str:
        body = re.sub(r"(</?)w:", rf"\1{prefix}", text.partition("?>")[2]) if name != "w" else text.partition("?>")[2]
        declared = f'xmlns{":" * bool(name)}{name}="{W.split(chr(34))[1]}"'
        return f'<?xml version="1.0" encoding="{encoding}"?>' + re.sub(
            r"(<[\w:]*document)", rf"\1 {declared}", body, count=1
        )

    before = with_body(paragraph(run("借阅90册")))
    text = zipfile.ZipFile(io.BytesIO(before)).read("word/document.xml").decode()
    changed = renamed(text) if name != "w" else text.replace("UTF-8", encoding)
    after = with_part(before, "word/document.xml", changed.encode(encoding))
    assert parse(after).paragraphs == parse(before).paragraphs
    assert parse(after).status is FileStatus.READ


def test_merged_cells_stand_where_word_shows_them() -> None:
    span, down, on = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    rows = (
        cell("月份", down) + cell("外借", span) + cell("备注", down + span),
        cell("盖住", on) + cell("成人") + cell("少儿") + cell("", on + span),
        cell("1") + cell("10") + cell("20") + cell("无", span),
    )
    sheet = read(table(*rows)).sheets[0]
    top = sheet.above
    assert [list(row) for row in sheet.rows[top:]] == [
        ["月份", "外借", None, "备注", None],
        [None, "成人", "少儿", None, None],
        [1, 10, 20, "无", None],
    ]
    boxes = {(a - top, b, c - top, d) for a, b, c, d in sheet.merges}
    assert boxes == {(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 4), (2, 3, 2, 4)}


def test_cells_that_word_97_merged_across_are_one() -> None:
    first, more = "<w:hMerge w:val='restart'/>", "<w:hMerge w:val='continue'/>"
    rows = (cell("月份") + cell("外借", first) + cell("盖住", more), cell("1") + cell("10") + cell("20"))
    sheet = read(table(*rows)).sheets[0]
    assert list(sheet.rows[sheet.above])[:2] == ["月份", "外借"]
    assert "盖住" not in [value for row in sheet.rows for value in row]
    assert sheet.merges == ((sheet.above, 1, sheet.above, 2),)


def test_rows_and_cells_that_were_deleted_are_none_and_struck_figures_do_not_count() -> None:
    struck = f"<w:tc><w:p>{run('80', '<w:strike/>')}{run('90')}</w:p></w:tc>"
    gone = f"<w:trPr><w:del w:id='1'/></w:trPr>{cell('删去')}"
    sheet = read(table(cell("月份") + cell("册次"), gone, cell("1") + struck)).sheets[0]
    assert [list(row) for row in sheet.rows[sheet.above :]] == [["月份", "册次"], [1, "90"]]
    assert [note.code for note in sheet.notes] == ["struck_part"]


def test_tables_within_tables_and_text_boxes_are_read_once_or_not_at_all() -> None:
    inner = table(cell("里") + cell("7")).replace(W, "")
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    outer = table(*(cell(f"外{no}", more=inner if no == 2 else "") for no in range(1, 6)))
    found = read(paragraph(run("前"), box, run("后")), outer)
    assert found.paragraphs[3].text == "前后"
    assert [sheet.rows[sheet.above :] for sheet in found.sheets] == [[[f"外{no}"] for no in range(1, 6)], [["里", 7]]]


def test_a_table_that_is_a_frame_around_another_is_none() -> None:
    inner = f"<w:p>{RUN.format('流通统计表（2020年）')}</w:p>{table(cell('月份')).replace(W, '')}"
    (sheet,) = read(table(cell(more=inner))).sheets
    assert [list(row) for row in sheet.rows] == [["服务"], ["流通统计表（2020年）"], ["月份"]]


def test_lines_around_a_table_stand_on_its_sheet() -> None:
    lines = (
        "填报部门：业务中心\t单位：册次",
        "填表人：李某",
        "2021年1月6日",
        "讲座一览表（2020年）",
        "填报部门：推广部",
    )
    dept, signed, day, title, other = (
        paragraph(*(RUN.format(text).replace("\t", "</w:t><w:tab/><w:t>"),)) for text in lines
    )
    first, second = read(
        paragraph(run("流通统计表（2020年）")),
        dept,
        table(cell("月份")),
        signed,
        day,
        title,
        other,
        table(cell("序号")),
    ).sheets
    assert [list(row) for row in first.rows] == [
        ["服务"],
        ["流通统计表（2020年）"],
        ["填报部门：业务中心", "单位：册次"],
        ["月份"],
        ["填表人：李某"],
        ["2021年1月6日"],
    ]
    assert [list(row) for row in second.rows] == [["讲座一览表（2020年）"], ["填报部门：推广部"], ["序号"]]
    assert (first.above, second.above) == (3, 2)
    assert [first.name, second.name] == ["第1个表格", "第2个表格"]


def test_a_report_crosses_from_process_to_process_as_it_is() -> None:
    found = parse(report_docx(LOANS, TALKS))
    assert found.status is FileStatus.READ
    assert unpacked(packed(found)) == found
    assert found.paragraphs


@pytest.mark.parametrize("title", ["关于报送2020年度工作总结的通知", "业务中心2020年度工作总结", "读者须知"])
def test_other_documents_are_refused_as_ever(title: str) -> None:
    found = parse(report_docx(LOANS, TALKS, title=(title,)))
    assert (found.status, found.reason, found.paragraphs) == (FileStatus.REFUSED, "foreign_document", ())


def test_a_title_alone_is_no_report() -> None:
    document = Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("稍后补上。")
    assert parse(saved(document)).reason == "foreign_document"


def test_a_document_of_more_text_than_anybody_writes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guanbiao.intake.formats.word.DOCUMENT_BYTES", 0)
    found = read(paragraph(run("长" * (MEGABYTE // 2))))
    assert (found.reason, dict(found.detail)) == ("limit_document", {"found": 1, "most": 0})


def test_a_report_that_came_back_with_our_comments_and_properties_is_one_again() -> None:
    document = Document()
    runs = [document.add_paragraph(text).runs for text in (TITLE, "全年开放300天。")]
    document.add_heading("概况", 1)
    document.add_heading("服务", 2)
    before = parse(saved(document))
    document.add_comment(runs[1], text="应为 299 天。", author=PROGRAM)
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        f'<property name="{PROGRAM}.1" pid="2"><lpwstr>x</lpwstr></property></Properties>'
    )
    target = io.BytesIO(saved(document))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("docProps/custom.xml", custom)
    assert parse(target.getvalue()) == before
    assert before.status is FileStatus.READ
