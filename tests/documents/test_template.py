"""Templates with a field that the body of the document takes the place of."""

import io
from pathlib import Path

import pytest
from docx import Document
from guanbiao.documents.template import Sample, TemplateFault, template_of, written

ASKED = Sample({"年度": 2020}, body="正文")
BODY = "<w:p><w:r><w:t>甲&amp;乙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"


def kept(folder: Path, *paragraphs: tuple[str, ...]) -> Path:
    """A template of these paragraphs, each of several runs."""
    document = Document()
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece)
    document.save(str(folder / "模板.docx"))
    return folder / "模板.docx"


@pytest.mark.parametrize(
    "field", [("{{正文}}",), ("{{", "正", "文 }}"), ("{{p 正文 }}",), ("｛｛正文｝｝",), ("见下：{{正文}}。",)]
)
def test_the_body_takes_the_place_of_the_paragraph_of_its_field(field: tuple[str, ...], tmp_path: Path) -> None:
    template = template_of(kept(tmp_path, ("{{年度}}年",), field, ("完",)), ASKED)
    document = Document(io.BytesIO(written(template, {"年度": 2021}, BODY)))
    assert [each.text for each in document.paragraphs] == ["2021年", "甲&乙", "", "完"]
    assert len(document.tables) == 1


def test_a_template_without_a_place_for_the_body_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as fault:
        template_of(kept(tmp_path, ("{{年度}}年",)), ASKED)
    assert (fault.value.why, fault.value.word) == ("body", "正文")


def test_nor_can_one_whose_body_would_stand_in_a_table(tmp_path: Path) -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{{正文}}"
    document.save(str(tmp_path / "模板.docx"))
    with pytest.raises(TemplateFault):
        template_of(tmp_path / "模板.docx", ASKED)
