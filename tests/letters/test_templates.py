"""Word templates of letters: the shipped ones, a library's own, and those that cannot be used."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from guanbiao.documents.samples import LETTER
from guanbiao.documents.template import TemplateFault, template_of
from guanbiao.letters.docx import TEMPLATES, write_letter
from guanbiao.letters.drafts import Letter
from guanbiao.letters.own_templates import template_findings
from guanbiao.model.books import FileStatus
from guanbiao.recognise.ours import without_own
from guanbiao.words.findings import Phrases
from guanbiao.words.letters import NOTICE_FILE, REMINDER_FILE, SAMPLE, TEMPLATE_FILES, THANKS_FILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.drawing import read_bytes
from tests.small.catalogue import SMALL


def texts(letter: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(letter)).paragraphs]


def own(folder: Path, *paragraphs: str, name: str = NOTICE_FILE) -> str:
    """A folder with a template of these paragraphs alone."""
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(str(folder / name))
    return str(folder)


def by(folder: str, name: str = NOTICE_FILE) -> bytes:
    return write_letter(Letter(name, SAMPLE, folder))


def said(folder: str) -> list[str]:
    return [Phrases(SMALL, 2020).message(each) for each in template_findings(folder)]


@pytest.mark.parametrize("name", TEMPLATE_FILES)
def test_a_shipped_template_can_be_used_and_gives_the_same_bytes(name: str) -> None:
    first, second = by("", name), by("", name)
    assert first == second
    assert not [each for each in texts(first) if "{" in each]
    assert template_findings(str(TEMPLATES)) == ()


def test_there_is_a_template_for_every_letter() -> None:
    assert {path.name for path in TEMPLATES.iterdir()} == set(TEMPLATE_FILES)


def test_the_manual_names_every_field() -> None:
    manual = (ROOT / "docs" / "用户手册.md").read_text("utf-8")
    assert not [name for name in SAMPLE if f"`{{{{{name}}}}}`" not in manual]


def test_a_template_beside_the_catalogue_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        "{{发文机关}}文件",
        "{{部门}}：{{待答复}}",
        "{%p for 问题 in 主要问题 %}",
        "{{问题.内容}}",
        "{%p endfor %}",
    )
    assert template_findings(folder) == ()
    assert texts(by(folder)) == ["某某图书馆某某部文件", "某某部：1个问题", "某某", "某某"]
    assert by(folder, REMINDER_FILE) == by("", REMINDER_FILE)


def test_an_edited_template_of_the_shipped_keeps_all_else(tmp_path: Path) -> None:
    document = Document(str(TEMPLATES / NOTICE_FILE))
    document.add_paragraph("联系人：{{发文机关}} 5233456")
    document.save(str(tmp_path / NOTICE_FILE))
    assert texts(by(str(tmp_path))) == [*texts(by("")), "联系人：某某图书馆某某部 5233456"]


def test_what_is_filled_in_is_never_markup(tmp_path: Path) -> None:
    fields = SAMPLE | {"部门": '<w:p>&"{{年度}}\x07部'}
    assert texts(write_letter(Letter(NOTICE_FILE, fields, own(tmp_path, "{{部门}}")))) == ['<w:p>&"{{年度}} 部']


def test_fields_that_word_cut_up_and_wide_braces_are_fields(tmp_path: Path) -> None:
    document = Document()
    for pieces in (
        ("{", "{部", "门}", "}"),
        ("｛｛", "年度｝｝"),
        ("｛％p", " if 进展 ％｝"),
        ("有",),
        ("{%p endif %}",),
    ):
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece)
    document.save(str(tmp_path / NOTICE_FILE))
    assert texts(by(str(tmp_path))) == ["某某部", "2020", "有"]


FAULTS = {
    "{{部门名称}}": "其中的“部门名称”不是可以填的项目",
    "{%p for 问题 in 主要问题 %}": "花括号没有写对或没有成对",
    "请{{部门}尽快": "“请{{部门}尽快”一段里的花括号没有写对",
    "请{部门}}尽快": "“请{部门}}尽快”一段里的花括号没有成对",
    "{{ 年度.x }}": "有一处花括号里的写法填不出来",
    "{{ ''.__class__.__mro__ }}": "有一处花括号里的写法填不出来",
    "{{ 年度 + 部门 }}": "有一处花括号里的写法填不出来",
    "{% include '/etc/passwd' %}": "有一处花括号里的写法填不出来",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_broken_template_is_one_sentence_and_the_shipped_one_is_used(text: str, tmp_path: Path) -> None:
    folder = own(tmp_path, "{{部门}}：", text)
    (sentence,) = said(folder)
    assert sentence.startswith(f"模板“{tmp_path.name}/{NOTICE_FILE}”没有采用，已按自带的模板写出：")
    assert FAULTS[text] in sentence
    assert by(folder) == by("")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "通知".encode()])
def test_what_is_no_document_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / THANKS_FILE).write_bytes(content)
    (sentence,) = said(str(tmp_path))
    assert "不是能打开的 Word 文档" in sentence
    assert by(str(tmp_path), THANKS_FILE) == by("", THANKS_FILE)


def test_a_template_by_another_name_is_told_and_locks_are_not(tmp_path: Path) -> None:
    own(tmp_path, "{{部门}}", name="通知.docx")
    (tmp_path / "~$数据核对通知.docx").write_bytes(b"x")
    (tmp_path / "说明.txt").write_bytes(b"x")
    (sentence,) = said(str(tmp_path))
    assert f"{tmp_path.name}/通知.docx" in sentence
    assert "数据核对通知.docx、催报通知.docx、感谢信.docx、业务统计分析.docx之一" in sentence


def with_document(xml: bytes) -> bytes:
    """The shipped notice with another document in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES / NOTICE_FILE) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "word/document.xml" else source.read(name))
    return buffer.getvalue()


XML = zipfile.ZipFile(TEMPLATES / NOTICE_FILE).read("word/document.xml").decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.integers(0, len(XML)), st.integers(0, 12), st.text("{}%|<>/ '\"p年度if.[](", max_size=6))
def test_no_damage_to_a_template_is_more_than_a_fault(tmp_path: Path, at: int, cut: int, put: str) -> None:
    (tmp_path / NOTICE_FILE).write_bytes(with_document((XML[:at] + put + XML[at + cut :]).encode()))
    try:
        template_of(tmp_path / NOTICE_FILE, LETTER)
    except TemplateFault:
        assert len(template_findings(str(tmp_path))) == 1
    assert by(str(tmp_path)).startswith(b"PK")


@pytest.mark.parametrize("name", TEMPLATE_FILES)
def test_letters_are_known_as_ours_by_their_mark_and_without_it(name: str, tmp_path: Path) -> None:
    edited = by(own(tmp_path, "海城图书馆", "请核对。", name=name), name)
    document = Document(io.BytesIO(by("", name)))
    for part in list(document.part.package.rels.values()):
        if part.reltype.endswith("custom-properties"):
            document.part.package.rels.pop(part.rId)
    document.save(bare := io.BytesIO())
    books = without_own([read_bytes(edited, "a"), read_bytes(bare.getvalue(), "b")])
    assert [(each.status, each.reason) for each in books] == [(FileStatus.IGNORED, "own_output")] * 2


def test_a_letter_saved_as_another_document_is_still_ours() -> None:
    mark = '<meta:user-defined meta:name="guanbiao">letter</meta:user-defined>'
    meta = f'<office:document-meta xmlns:office="o" xmlns:meta="m"><office:meta>{mark}</office:meta></office:document-meta>'
    for content, reason in ((meta, "own_output"), ("", "foreign_document")):
        with zipfile.ZipFile(letter := io.BytesIO(), "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("meta.xml", content)
        (book,) = without_own([read_bytes(letter.getvalue(), "通知.odt")])
        assert book.reason == reason


def test_the_named_problems_can_be_fewer(tmp_path: Path) -> None:
    folder = own(tmp_path, "{%p for 问题 in 主要问题[:1] %}", "{{问题.内容}}", "{%p endfor %}")
    assert (template_findings(folder), texts(by(folder))) == ((), ["某某"])


def test_a_letter_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("关于核对2020年度统计数据的通知")
    document.save(letter := io.BytesIO())
    (book,) = without_own([read_bytes(letter.getvalue(), "通知.docx")])
    assert book.reason == "foreign_document"


def test_properties_of_a_template_stay_beside_the_mark(tmp_path: Path) -> None:
    first = by("")
    (tmp_path / NOTICE_FILE).write_bytes(first)
    again = by(str(tmp_path))
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        properties = archive.read("docProps/custom.xml").decode()
    assert (properties.count('pid="2"'), properties.count('pid="3"')) == (1, 1)
