"""Comments in a Word document: they stand at their characters, and nothing else is another than before."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from guanbiao.intake.formats.word import annual_report
from guanbiao.intake.formats.word_text import Styles
from guanbiao.intake.formats.word_text import pieces as pieces_of
from guanbiao.intake.gate import passed
from guanbiao.outputs.anchors import paragraphs_of, text_of
from guanbiao.outputs.annotated import annotated
from guanbiao.outputs.packages import Remark
from guanbiao.text.invisible import visible
from hypothesis import given, settings
from hypothesis import strategies as st

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OTHERS = "李艳"
CHANGES = re.compile(r"word/document\.xml|word/comments\w*\.xml|word/_rels/document\.xml\.rels|\[Content_Types\]\.xml")


def run(text: str, look: str = "<w:b/>") -> str:
    return f'<w:r w:rsidR="00AB"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    bounds = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")]
    return f"{bounds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{bounds[1]}{run(shown)}{bounds[2]}"


WAYS: dict[str, Callable[[str], str]] = {  # what may hold the runs of a figure: how it is written, of a text
    "plain": run,
    "unseen": lambda text: run(f"\u200b{text[:1]}\u00ad{text[1:]}\u2060"),
    "link": lambda text: f'<w:hyperlink w:anchor="x">{run(text)}</w:hyperlink>',
    "inserted": lambda text: f'<w:ins w:id="7" w:author="{OTHERS}">{run(text)}</w:ins>',
    "deleted before": lambda text: (
        f'<w:del w:id="8" w:author="{OTHERS}"><w:r><w:delText>9999</w:delText></w:r></w:del>{run(text)}'
    ),
    "tag": lambda text: f'<w:smartTag w:element="x">{run(text[:2])}{run(text[2:])}</w:smartTag>',
    "control": lambda text: f"<w:sdt><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>",
    "simple field": lambda text: f'<w:fldSimple w:instr="REF x">{run(text)}</w:fldSimple>',
    "field": lambda text: field("REF 1234", text),
    "field within": lambda text: f'<w:hyperlink w:anchor="x">{field("PAGE", text)}</w:hyperlink>',
    "page between": lambda text: f"{run(text)}<w:r><w:lastRenderedPageBreak/></w:r>",
}
WHOLE: dict[str, Callable[[str], str]] = {  # what holds a figure that is never parted
    "formula": lambda text: f'<m:oMath xmlns:m="{MATH}"><m:r><m:t xml:space="preserve">{text}</m:t></m:r></m:oMath>',
    "ruby": lambda text: f"<w:r><w:ruby><w:rt>{run('音')}</w:rt><w:rubyBase>{run(text)}</w:rubyBase></w:ruby></w:r>",
    "either way": lambda text: (
        f'<mc:AlternateContent xmlns:mc="{CHOICE}"><mc:Choice>{run(text)}</mc:Choice>'
        f"<mc:Fallback>{run(text)}</mc:Fallback></mc:AlternateContent>"
    ),
}
SIGNS = (
    ("<w:r><w:tab/></w:r>", "\t"),
    ("<w:r><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>", "x\ny"),
    ('<w:r><w:t>x</w:t><w:br w:type="page"/><w:t>y</w:t></w:r>', "xy"),
)
pieces = st.tuples(st.sampled_from([*WAYS]), st.text("阵地流通 0123456789,", min_size=1, max_size=8)).map(
    lambda each: (WAYS[each[0]](each[1]), each[1])
)
paragraphs = st.lists(pieces | st.sampled_from(SIGNS), max_size=5)
documents = st.lists(paragraphs, min_size=1, max_size=4)


@cache
def template() -> bytes:
    """A document with a table and a comment of somebody else."""
    document, still = Document(), io.BytesIO()
    document.add_comment(document.add_paragraph().add_run("总册数"), "请再核对", OTHERS)
    document.add_table(1, 1).cell(0, 0).text = "87"
    document.save(still)
    return still.getvalue()


@cache
def bare() -> bytes:
    """A document without comments."""
    document, still = Document(), io.BytesIO()
    document.add_paragraph("流通图书323872册次")
    document.save(still)
    return still.getvalue()


def with_parts(content: bytes, **changed: bytes) -> bytes:
    """A document with other parts, by their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in (parts(content) | changed).items():
            archive.writestr(name, part)
    return packed.getvalue()


def drawn(*written: str) -> bytes:
    """The template with paragraphs before its own."""
    own = "".join(f"<w:p>{each}</w:p>" for each in written)
    before = parts(template())[TEXT].decode()
    return with_parts(template(), **{TEXT: before.replace("<w:body>", f"<w:body>{own}", 1).encode()})


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def body(content: bytes) -> Any:
    return parse_xml(parts(content)[TEXT])


def texts(content: bytes) -> list[str]:
    return [text_of(each) for each in paragraphs_of(body(content))]


def looks(content: bytes) -> list[tuple[str, str]]:
    """Every character that is shown, with the look of its run."""
    runs = body(content).iter(f"{{{WORD}}}r")
    return [(each, run.rPr.xml if run.rPr is not None else "") for run in runs for each in run.text]


def said(content: bytes, author: str) -> dict[str, str]:
    """By their numbers, what the comments of somebody say."""
    held = parse_xml(parts(content)["word/comments.xml"])
    own = (each for each in held if each.get(f"{{{WORD}}}author") == author)
    return {each.get(f"{{{WORD}}}id"): "\n".join(map(text_of, each.iter(f"{{{WORD}}}p"))) for each in own}


def commented(content: bytes) -> list[tuple[str, str]]:
    """What comments of ours say, and the characters between their marks."""
    names = [f"{{{WORD}}}{each}" for each in ("t", "tab", "br", "commentRangeStart", "commentRangeEnd")]
    open_, found = dict[str, str](), dict[str, str]()
    for element in body(content).iter(*names):
        number, name = element.get(f"{{{WORD}}}id") or "", element.tag.partition("}")[2]
        if name == "commentRangeStart":
            open_[number] = found[number] = ""
        elif name == "commentRangeEnd":
            found[number] = open_.pop(number)
        for each in open_:
            page = element.get(f"{{{WORD}}}type") == "page"
            open_[each] += {"tab": "\t", "br": "" if page else "\n"}.get(name, visible(element.text or ""))
    assert not open_
    marks = [each.get(f"{{{WORD}}}id") for each in body(content).iter(f"{{{WORD}}}commentReference")]
    ours = said(content, "馆表")
    assert sorted(marks) == sorted(ours | said(content, OTHERS))
    return sorted((ours[number], text) for number, text in found.items() if number in ours)


@settings(max_examples=30, deadline=None)
@given(documents, st.data())
def test_comments_stand_at_their_characters_and_all_else_is_as_it_was(
    written: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    before = drawn(*("".join(xml for xml, _ in each) for each in written))
    shown = ["".join(text for _, text in each) for each in written]
    assert texts(before)[: len(shown)] == shown
    read = ("".join(text for text, _ in pieces_of(each, Styles())) for each in paragraphs_of(body(before)))
    assert [*read] == texts(before)  # what is held against the tables is what comments are tied to
    remarks = []
    for number, text in enumerate(shown, 1):
        if text:
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            remarks += [Remark(number, start, end, f"{number}：{each}", text[start:end]) for each in "甲乙"]
    after = annotated(before, remarks)
    assert annotated(before, remarks) == after
    assert annotated(after, remarks) == after
    assert commented(after) == sorted((each.text, each.stands) for each in remarks)
    cleared = annotated(after, ())
    assert commented(cleared) == []
    for content in (after, cleared):
        assert texts(content) == texts(before)
        assert looks(content) == looks(before)
        assert [*said(content, OTHERS).values()] == ["请再核对"]
        own, old = parts(content), parts(before)
        assert [*own] == [*old]
        assert not [name for name in old if own[name] != old[name] and not CHANGES.fullmatch(name)]


@pytest.mark.parametrize("way", WHOLE)
@pytest.mark.parametrize("start", [4, 6])
def test_a_figure_in_what_cannot_be_parted_is_read_and_commented_as_a_whole(way: str, start: int) -> None:
    before = drawn(f"{run('阵地流通')}{WHOLE[way]('323872')}{run('册次')}")
    (paragraph, *_) = paragraphs_of(body(before))
    assert "".join(text for text, _ in pieces_of(paragraph, Styles())) == text_of(paragraph) == "阵地流通323872册次"
    after = annotated(before, [Remark(1, start, 12, "请核对", "阵地流通323872册次"[start:12])])
    (marked, *_) = paragraphs_of(body(after))
    assert [each.tag.partition("}")[2] for each in marked][1:5] == [
        "commentRangeStart",
        {"formula": "oMath", "ruby": "r", "either way": "AlternateContent"}[way],
        "r",
        "commentRangeEnd",
    ]
    assert parts(annotated(after, []))[TEXT].count(b"323872") == parts(before)[TEXT].count(b"323872")


def test_a_document_without_comments_gets_a_part_for_them_that_programs_find() -> None:
    after = annotated(bare(), [Remark(1, 4, 10, "第一行\n第二行\x01")])
    assert commented(after) == [("第一行\n第二行 ", "323872")]
    assert [(each.author, each.text) for each in Document(io.BytesIO(after)).comments] == [("馆表", "第一行\n第二行 ")]
    assert parts(after).keys() - parts(bare()).keys() == {"word/comments.xml"}
    assert parts(annotated(bare(), [])) == parts(bare())


@pytest.mark.parametrize(
    "remark",
    [
        *(Remark(at, 0, 1, "") for at in (0, -1, 5)),
        *(Remark(1, start, end, "") for start, end in ((0, 0), (-1, 2), (2, 1), (0, 5))),
        Remark(1, 0, 2, "", "册次"),
        Remark(2, 0, 1, ""),
    ],
)
def test_a_place_that_is_not_there_is_an_error(remark: Remark) -> None:
    with pytest.raises(ValueError, match="paragraph"):
        annotated(drawn(run("阵地流通"), ""), [remark])


@pytest.mark.parametrize("damage", [b"<x", b""])
@pytest.mark.parametrize("name", [TEXT, LINKS, "[Content_Types].xml"])
def test_a_document_that_is_damaged_is_an_error_and_nothing_else(name: str, damage: bytes) -> None:
    with pytest.raises(ValueError, match="document"):
        annotated(with_parts(bare(), **{name: damage}), [Remark(1, 0, 1, "")])


@pytest.mark.parametrize("content", [b"", b"PK", template()[:-40], template()[:2000] + template()[2100:]])
def test_what_is_no_document_is_an_error_and_nothing_else(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"document|seek"):
        annotated(content, [])


def test_what_word_says_of_our_comments_goes_with_them_and_answers_of_others_stay() -> None:
    after = annotated(drawn(run("323872册次")), [Remark(1, 0, 6, "请核对")])
    more = "http://schemas.microsoft.com/office/word/2012/wordml"
    marked = re.sub(rb"(<w:p)>", rb'\1 xmlns:w14="y" w14:paraId="1A">', parts(after)["word/comments.xml"])
    link = f'<Relationship Id="x" Type="{more}/commentsExtended" Target="/word/commentsExtended.xml"/></Relationships>'
    links = parts(after)[LINKS].replace(b"</Relationships>", link.encode())
    kept = '<y:commentEx y:paraId="1A"/><y:commentEx y:paraId="2B" y:paraIdParent="1A"/>'
    extended = f'<y:commentsEx xmlns:y="{more}">{kept}</y:commentsEx>'.encode()
    changed = {"word/comments.xml": marked, LINKS: links, "word/commentsExtended.xml": extended}
    cleared = parts(annotated(with_parts(after, **changed), []))["word/commentsExtended.xml"]
    assert re.findall(b"<y:commentEx (.*?)/>", cleared) == [b'y:paraId="2B"']


def cell(text: str, name: str = "", value: str = "") -> str:
    look = f'<w:{name} w:val="{value}"/>' if name else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p/><w:p>{run(text) if text else ''}</w:p></w:tc>"


def row(*cells: str, look: str = "") -> str:
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


WITHIN = f"<w:tc><w:tbl>{row(cell('内'), cell('里'))}</w:tbl><w:p>{run('外')}</w:p></w:tc>"
ROWS = (  # of a table with all that moves cells to other columns, one within it, and a row that was deleted
    row(cell("甲"), cell("乙", "gridSpan", "2"), cell("丙")),
    row(cell("删"), look='<w:del w:id="1"/>'),
    row(cell("丁", "vMerge", "restart"), cell(""), WITHIN, look='<w:gridBefore w:val="1"/>'),
    row(cell("", "gridSpan", "1"), cell("", "vMerge"), f"<w:sdt><w:sdtContent>{cell('戊')}</w:sdtContent></w:sdt>"),
)


INNER = f"<w:tc><w:tbl>{row(cell('框'))}</w:tbl><w:p/></w:tc>"
FRAME = f"<w:tbl>{row(INNER)}</w:tbl>"
BOX = f"<w:p><w:r><w:pict><w:txbxContent><w:tbl>{row(cell('盒'))}</w:tbl></w:txbxContent></w:pict></w:r></w:p>"


def test_comments_on_cells_of_tables_stand_where_readers_find_them() -> None:
    title = f"<w:p>{run('鞍山市图书馆2020年度工作报告')}</w:p>"
    written = f"<w:body>{title}{FRAME}{BOX}<w:sdt><w:sdtContent><w:tbl>{''.join(ROWS)}</w:tbl></w:sdtContent></w:sdt>"
    before = parts(bare())[TEXT].decode().replace("<w:body>", written, 1)
    content = with_parts(bare(), **{TEXT: before.encode()})
    read = annual_report(passed(content))
    assert read is not None
    assert [sheet.name for sheet in read.sheets] == ["第1个表格", "第2个表格", "第3个表格"]
    places = {
        (sheet.table, down, column): str(value)
        for sheet in read.sheets
        for down, values in enumerate([*sheet.rows][sheet.above :])
        for column, value in enumerate(values)
        if value and value != "流通图书323872册次"  # a line below the last table
    }
    assert "".join(places.values()) == "框甲乙丙丁外戊内里"
    after = annotated(content, [Remark(0, 0, 0, text, cell=place) for place, text in places.items()])
    assert commented(after) == sorted((text, text) for text in places.values())
    assert [sheet.table for sheet in read.sheets] == [2, 4, 5]  # the frame is one, too, and that in the text box
    texts = [each for each in read.paragraphs if each.text]
    said_in = [Remark(each.order, 0, len(each.text), each.text, each.text) for each in texts]
    assert commented(annotated(content, said_in)) == sorted((each.text, each.text) for each in texts)
    blank = annotated(content, [Remark(0, 0, 0, "空", cell=(4, 1, 2))])
    assert [*said(blank, "馆表").values()] == ["空"]
    assert annotated(blank, []) != blank
    for place in ((6, 0, 0), (4, 9, 0), (4, 0, 2)):
        with pytest.raises(ValueError, match="document"):
            annotated(content, [Remark(0, 0, 0, "", cell=place)])
