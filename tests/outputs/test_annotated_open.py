"""Annotations in an OpenDocument text: they stand at their characters, and nothing else is another than before."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from guanbiao.intake.formats.open_report import body_of, paragraphs_of
from guanbiao.intake.parse import parse
from guanbiao.outputs.annotated_open import annotated_open, text_of
from guanbiao.outputs.packages import Remark, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.odt import content_of, open_text, packed

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
OTHERS = "<office:annotation><dc:creator>李艳</dc:creator><text:p>请再核对</text:p></office:annotation>"
WAYS: dict[str, Callable[[str], str]] = {  # what may hold the characters of a figure: how it is written, of a text
    "plain": str,
    "span": lambda text: f"<text:span>{text}</text:span>",
    "link": lambda text: f"<text:a><text:span>{text[:2]}</text:span>{text[2:]}</text:a>",
    "remarked": lambda text: f"{text[:1]}{OTHERS}{text[1:]}",
    "noted": lambda text: f"{text}<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>",
    "marked": lambda text: f"<text:bookmark/>{text}<text:soft-page-break/>",
    "broken": lambda text: text.replace("9", "9\n "),
}
SIGNS = ("<text:tab/>", "<text:line-break/>", "<text:s/>")
pieces = st.builds(
    lambda way, text: WAYS[way](text), st.sampled_from([*WAYS]), st.text("阵地流通0123456789,", min_size=1, max_size=8)
)
documents = st.lists(st.lists(pieces | st.sampled_from(SIGNS), max_size=5), min_size=1, max_size=3)


def parts(content: bytes) -> dict[str, tuple[bytes, int]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each.filename: (archive.read(each), each.compress_type) for each in archive.infolist()}


def root(content: bytes) -> Any:
    return parsed(parts(content)["content.xml"][0])


def annotated(content: bytes) -> list[tuple[str, str]]:
    """What annotations of ours say, and the characters between their marks, as readers show them."""
    found = []
    notes = [each for each in root(content).iter(f"{OFFICE}annotation") if "馆表" in "".join(each.itertext())]
    for note in notes:
        said = "".join(note.itertext()).removeprefix("馆表")
        cut = root(content)
        for each in list(cut.iter(f"{OFFICE}annotation", f"{OFFICE}annotation-end")):
            if each.get(f"{OFFICE}name") == note.get(f"{OFFICE}name"):
                each[:], each.tag, each.text = [], "sign", "￼"
        shown = (text_of(each) for each in paragraphs_of(body_of(cut)))
        (text,) = (each for each in shown if "￼" in each)
        found.append((said, text.split("￼")[1]))
    return sorted(found)


@settings(max_examples=15, deadline=None)
@given(documents, st.data())
def test_annotations_stand_at_their_characters_and_all_else_is_as_it_was(
    written: list[list[str]], data: st.DataObject
) -> None:
    before = open_text(*(f"<text:p>{''.join(each)}</text:p>" for each in written))
    read = [each for each in parse(before).paragraphs[3:] if each.text]
    remarks = []
    for each in read:
        start = data.draw(st.integers(0, len(each.text) - 1))
        end = data.draw(st.integers(start + 1, len(each.text)))
        remarks += [Remark(each.order, start, end, f"{each.order}：{mark}", each.text[start:end]) for mark in "甲乙"]
    after = annotated_open(before, remarks)
    assert annotated_open(after, remarks) == after
    assert annotated(after) == sorted((each.text, each.stands) for each in remarks)
    assert parse(after).paragraphs == parse(before).paragraphs
    own, old = parts(after), parts(before)
    assert [*own] == [*old]
    assert {name for name in old if own[name] != old[name]} <= {"content.xml"}
    cleared = annotated_open(after, ())
    assert b"".join(each[0] for each in parts(cleared).values()).count("请再核对".encode()) == str(written).count(
        "请再核对"
    )
    assert parse(cleared).paragraphs == parse(before).paragraphs
    assert annotated(cleared) == []


@pytest.mark.parametrize("holder", ["sequence", "placeholder", "ruby"])
def test_an_annotation_stands_around_what_is_filled_anew(holder: str) -> None:
    filled = f"<text:{holder}>438712</text:{holder}>"
    before = open_text(f"<text:p>借阅<text:span>约{filled}册</text:span>次</text:p>")
    after = annotated_open(before, [Remark(4, 5, 9, "请核对", "8712")])
    assert annotated(after) == [("请核对", "438712")]
    assert parse(after).paragraphs == parse(before).paragraphs


def test_characters_without_width_are_no_text_and_part_no_figure() -> None:
    before = open_text("<text:p>借\u200b阅43\u00ad87\u200b12册</text:p>")
    assert parse(before).paragraphs[3].text == "借阅438712册"
    after = annotated_open(before, [Remark(4, 2, 8, "请核对", "438712")])
    assert annotated(after) == [("请核对", "438712")]
    assert parse(annotated_open(after, [])).paragraphs == parse(before).paragraphs


def test_an_annotation_on_a_cell_stands_at_its_text() -> None:
    cell = "<table:table-cell><text:p/><text:p>{}</text:p></table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('内')}</table:table-row></table:table>"
    row = f"<table:table-row>{cell.format('甲')}<table:table-cell>{inner}<text:p>乙</text:p></table:table-cell></table:table-row>"
    content = open_text(f"<table:table>{row}{row}{row}</table:table>")
    places = {(1, 0, 0): "甲", (1, 2, 1): "乙", (2, 0, 0): "内"}
    after = annotated_open(content, [Remark(0, 0, 0, text, cell=place) for place, text in places.items()])
    assert annotated(after) == sorted((text, text) for text in places.values())
    with pytest.raises(ValueError, match="document"):
        annotated_open(content, [Remark(0, 0, 0, "", cell=(1, 0, 7))])


@pytest.mark.parametrize("remark", [Remark(9, 0, 1, ""), Remark(4, 0, 9, ""), Remark(4, 0, 2, "", "册次")])
def test_a_place_that_is_not_there_is_an_error(remark: Remark) -> None:
    with pytest.raises(ValueError, match="paragraph"):
        annotated_open(open_text("<text:p>阵地流通</text:p>"), [remark])


@pytest.mark.parametrize("content", [b"", b"PK", packed("<x"), packed(content_of().replace("office:text", "office:x"))])
def test_what_is_no_document_is_an_error_and_nothing_else(content: bytes) -> None:
    with pytest.raises(ValueError, match="document"):
        annotated_open(content, [Remark(1, 0, 1, "")])
