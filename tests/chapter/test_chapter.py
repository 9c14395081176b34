"""The chapter of a small year: what stands in it, and in what order."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from guanbiao.chapter.body import _beside
from guanbiao.chapter.chapter import chapter_of
from guanbiao.chapter.charts import chart_parts
from guanbiao.chapter.drafts import Drawing, Row
from guanbiao.chapter.word import TEMPLATES, write_chapter
from guanbiao.forms.catalogue import MONTHS, Chart, Points, Shape, across, by_column
from guanbiao.letters.own_templates import template_findings
from guanbiao.model.findings import FindingStatus
from guanbiao.prose.drafted import Drafted
from guanbiao.recognise.ours import without_own
from guanbiao.report.report import Report
from guanbiao.words.chapter import CHAPTER_TEMPLATE, SAMPLE
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.chapter.reading import boxes, outline, parts, shown_in
from tests.conftest import ROOT
from tests.drawing import changed, read_bytes
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, year_with
from tests.small.forms import loans
from tests.stages import edition, with_causes


def chapter(report: Report, drafted: Sequence[Drafted] = ()) -> bytes:
    return write_chapter(chapter_of(report, edition(report).pages, drafted))


def texts(written: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(written)).paragraphs]


def tables(written: bytes) -> list[dict[tuple[int, int, int, int], str]]:
    return [boxes(each) for each in Document(io.BytesIO(written)).tables]


@pytest.fixture(scope="module")
def year() -> Report:
    return year_with()


@pytest.fixture(scope="module")
def wrong() -> Report:
    """Digits swapped in the comparison."""
    return with_causes(year_with(changed(COMPARED, (4, 2, 15645))))


def test_sections_stand_in_the_order_of_the_forms_each_with_its_tables(year: Report) -> None:
    assert list(outline(chapter(year))) == [
        "1 业务统计分析",
        "2 1、借阅",
        "表题 云溪市图书馆借阅册次统计表（2020年）",
        "表",
        "表题 2020年与2019年借阅册次对照表",
        "表",
        "2 2、活动",
        "表题 云溪市图书馆2020年讲座一览表",
        "表",
        "2 3、概况",
        "表题 云溪市图书馆概况一览表（2020年）",
        "表",
        "表题 云溪市图书馆人员情况表（2020年）",
        "表",
        "表题 云溪市图书馆购书经费统计表（2020年）",
        "表",
    ]


def test_what_stands_around_a_table_stands_around_it(year: Report) -> None:
    said = texts(chapter(year))
    at = said.index("云溪市图书馆购书经费统计表（2020年）")
    assert said[at + 1] == "单位：万元"
    at = said.index("云溪市图书馆借阅册次统计表（2020年）")
    assert [each for each in said[at + 1 :] if each][:2] == ["填表人：赵强", "部门负责人：周明"]


def test_figures_stand_as_filed_and_merged_labels_as_printed(year: Report) -> None:
    monthly, compared, *_ = tables(chapter(year))
    assert monthly[13, 0, 13, 0] == "全年"
    assert monthly[13, 3, 13, 3] == "55489"
    assert compared[0, 0, 1, 0] == "部门"
    assert compared[0, 1, 0, 2] == "借阅册次"
    assert compared[2, 3, 2, 3] == "-1266"


def test_a_blank_total_stays_blank() -> None:
    monthly, *_ = tables(chapter(year_with(changed(LOANS, (14, 3, None)))))
    assert monthly[13, 3, 13, 3] == ""


def test_a_figure_in_dispute_is_shown_with_what_it_should_be(wrong: Report) -> None:
    written = chapter(wrong)
    assert tables(written)[1][3, 2, 3, 2] == "〔15645／16545 待核〕"
    assert any("其中1个数与其他数据不一致" in each for each in texts(written))


def test_one_that_was_explained_is_in_dispute_no_more(wrong: Report) -> None:
    findings = tuple(replace(each, status=FindingStatus.EXPLAINED) for each in wrong.findings)
    assert tables(chapter(replace(wrong, findings=findings)))[1][3, 2, 3, 2] == "15645"


def test_a_form_that_nobody_filed_is_an_empty_table_that_says_so() -> None:
    written = chapter(year_with(without=("经费", "讲座")))
    said = texts(written)
    at = said.index("云溪市图书馆购书经费统计表（2020年）")
    assert said[at + 1 : at + 3] == ["单位：万元", "尚未报送"]
    assert [text for (_, column, _, _), text in tables(written)[5].items() if column == 1][1:] == ["", "", ""]
    assert any("尚有2张表没有报送：《" in each for each in said)


def test_prose_stands_in_its_section_before_the_tables(year: Report) -> None:
    drafted = (
        Drafted("业务统计分析", 1, "全年工作顺利。"),
        Drafted("（1）借阅情况", 4, "全年借阅55489册次。"),
        Drafted("（1）借阅情况", 4, "其中总馆38944册次。"),
        Drafted("3、概况", 3, "现有座席860个。"),
    )
    document = Document(io.BytesIO(chapter(year, drafted)))
    said = [(each.style.name if each.style else "", each.text) for each in document.paragraphs if each.text]
    at = said.index(("Heading 1", "业务统计分析"))
    assert said[at + 1 : at + 7] == [
        ("分析正文", "全年工作顺利。"),
        ("Heading 2", "1、借阅"),
        ("Heading 3", "（1）借阅情况"),
        ("分析正文", "全年借阅55489册次。"),
        ("分析正文", "其中总馆38944册次。"),
        ("表题", "云溪市图书馆借阅册次统计表（2020年）"),
    ]
    assert said[said.index(("Heading 2", "3、概况")) + 1] == ("分析正文", "现有座席860个。")


MONTHLY = Chart("{year}年各月借阅", "册次", MONTHS, by_column(loans, MONTHS, "总馆", "少儿馆"), Shape.STACKED)
OF_YEAR = Chart(
    "{year}年借阅构成", "册次", ("总馆", "少儿馆"), (Points("借阅", across(loans, "全年", ("总馆", "少儿馆"))),)
)


def test_a_chart_shows_what_its_workbook_holds() -> None:
    drawing = replace(SMALL, charts=(MONTHLY, replace(OF_YEAR, shape=Shape.SHARES)))
    held = parts(chapter(replace(year_with(), catalogue=drawing)))
    charts = sorted(name for name in held if name.startswith("word/charts/chart"))
    assert len(charts) == 2
    for name in charts:
        book = openpyxl.load_workbook(io.BytesIO(held[name.replace("charts", "embeddings").replace(".xml", ".xlsx")]))
        head, *lines = book.worksheets[0].iter_rows(values_only=True)
        own = {row: [line[at] for line in lines] for at, row in enumerate(head) if row}
        assert shown_in(held[name]) == own
    assert shown_in(held[charts[0]])["少儿馆"][:3] == [1210, 1105, 1320]


def test_two_narrow_charts_stand_beside_each_other_and_none_beside_a_wide_one() -> None:
    def drawn(count: int, shape: Shape = Shape.COLUMNS) -> Drawing:
        labels = tuple(map(str, range(count)))
        return Drawing("图", shape, labels, (Row("", tuple(map(float, range(count)))),))

    narrow, wide, bars = drawn(3), drawn(12), drawn(3, Shape.BARS)
    for given, together in (
        ([narrow, narrow, narrow], [2, 1]),
        ([narrow, wide, narrow], [1, 1, 1]),
        ([wide, narrow, narrow], [1, 2]),
        ([narrow, bars], [1, 1]),
        ([narrow], [1]),
    ):
        assert [len(each) for each in _beside(given, is_across=False)] == together
        assert [len(each) for each in _beside(given, is_across=True)] == [len(given)]


def test_slices_say_their_share_and_need_neither_axes_nor_legend() -> None:
    def xml(shape: Shape, rows: int) -> str:
        drawn = Drawing("图", shape, ("成人", "少儿"), (Row("甲", (3.0, 1.0)), Row("乙", (2.0, 5.0)))[:rows])
        return chart_parts([drawn])["word/charts/chart1.xml"].decode()

    slices, columns, two = xml(Shape.SHARES, 1), xml(Shape.COLUMNS, 1), xml(Shape.COLUMNS, 2)
    assert '<c:showPercent val="1"/>' in slices
    assert not any(each in slices for each in ("<c:valAx>", "<c:legend>", '<c:showVal val="1"/>'))
    assert "<c:valAx>" in columns
    assert '<c:showPercent val="1"/>' not in columns
    assert ("<c:legend>" in columns, "<c:legend>" in two) == (False, True)


def test_a_chapter_ends_as_its_last_form_lies_with_no_page_behind_it(year: Report) -> None:
    *others, last = SMALL.forms
    own = replace(SMALL, forms=(*others, replace(last, landscape=True)))
    document = Document(io.BytesIO(chapter(replace(year, catalogue=own))))
    assert document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    after = list(document.element.body)[-3:]
    assert [each.tag.rpartition("}")[2] for each in after] == ["tbl", "p", "sectPr"]


def test_the_same_year_gives_the_same_bytes(wrong: Report) -> None:
    assert chapter(wrong) == chapter(wrong)


def test_a_draft_is_ours_until_somebody_changes_it(year: Report) -> None:
    written = chapter(year)
    document, buffer = Document(io.BytesIO(written)), io.BytesIO()
    document.add_paragraph("以上。")
    document.save(buffer)
    (kept,) = without_own([read_bytes(written, "草稿.docx")])
    assert kept.reason == "own_output"
    (changed_one,) = without_own([read_bytes(buffer.getvalue(), "草稿.docx")])
    assert changed_one.reason != "own_output"


def test_every_text_is_text() -> None:
    odd = changed(LOANS, (2, 4, '<b>&"{{年度}}{% if %}'))
    assert tables(chapter(year_with(odd)))[0][1, 4, 1, 4] == '<b>&"{{年度}}{% if %}'


def own_template(folder: Path) -> str:
    """The shipped template as an office might save it: a style of its own, another lost, a line more, A3."""
    document = Document(str(TEMPLATES / CHAPTER_TEMPLATE))
    document.styles["表题"].font.size = Pt(22)
    lost = document.styles["表注"]
    lost.element.getparent().remove(lost.element)
    document.add_paragraph("审核：{{图书馆}}办公室")
    document.sections[0].page_width, document.sections[0].page_height = Pt(842), Pt(1191)
    document.save(str(folder / CHAPTER_TEMPLATE))
    return str(folder)


def test_a_template_beside_the_catalogue_stands_in_for_the_shipped_one(year: Report, tmp_path: Path) -> None:
    folder = own_template(tmp_path)
    assert template_findings(folder) == ()
    written = chapter(replace(year, catalogue=replace(SMALL, templates=folder)))
    document = Document(io.BytesIO(written))
    assert document.styles["表题"].font.size == Pt(22)
    assert document.paragraphs[-1].text == "审核：云溪市图书馆办公室"
    assert document.sections[0].page_width == Pt(842)
    assert [each.text for each in document.paragraphs if each.style and each.style.name == "表注"][1:3] == [
        "填表人：赵强",
        "部门负责人：周明",
    ]


def test_a_form_stands_behind_the_paragraph_that_is_about_it(year: Report) -> None:
    compared = year.catalogue.forms[1]
    drafted = (Drafted("1、借阅", 2, "比上年少。", (compared.id,)), Drafted("1、借阅", 2, "原因如下。"))
    said = texts(chapter(year, drafted))
    places = [said.index(each) for each in ("比上年少。", "2020年与2019年借阅册次对照表", "原因如下。")]
    assert places == sorted(places)
    assert said.index("原因如下。") < said.index("云溪市图书馆借阅册次统计表（2020年）")
    assert said.count("2020年与2019年借阅册次对照表") == 1


def test_one_that_has_no_place_for_the_tables_is_told_and_not_used(year: Report, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{图书馆}}")
    document.save(str(tmp_path / CHAPTER_TEMPLATE))
    (sentence,) = (Phrases(SMALL, 2020).message(each) for each in template_findings(str(tmp_path)))
    assert "没有独占一段的“{{正文}}”" in sentence
    assert chapter(replace(year, catalogue=replace(SMALL, templates=str(tmp_path)))) == chapter(year)


def test_the_manual_names_every_field_of_the_template() -> None:
    manual = (ROOT / "docs" / "用户手册.md").read_text("utf-8")
    assert not [name for name in (*SAMPLE, "正文") if f"`{{{{{name}}}}}`" not in manual]
