"""The chapter of the sample: every official form, merged as on its page, in print that can be read."""

import io
import re
from collections.abc import Sequence
from itertools import groupby

import polars as pl
import pytest
from docx import Document
from guanbiao.chapter.chapter import chapter_of
from guanbiao.chapter.word import write_chapter
from guanbiao.facts.extract import Tables, extract
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page, shown
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.years import for_year

from schemas.catalogue import CATALOGUE
from tests.chapter.reading import Box, boxes, outline, parts
from tests.drawing import read_bytes
from tests.stages import edition

AROUND = ("title", "line", "note")


@pytest.fixture(scope="module")
def pages(explained: Report) -> dict[str, Page]:
    own = {page.name: page for page in edition(explained).pages}
    return {form.id: own[sheet_name(form)] for form in explained.catalogue.forms}


@pytest.fixture(scope="module")
def written(explained: Report, pages: dict[str, Page]) -> bytes:
    return write_chapter(chapter_of(explained, list(pages.values())))


def printed(page: Page) -> dict[Box, str]:
    """The cells of an official page's table, its first row being 0."""
    table = [cell for cell in page.cells if cell.style not in AROUND]
    top = min(cell.row for cell in table)
    return {
        (cell.row - top, cell.column, cell.bottom - top, cell.right): "" if cell.formula else shown(cell.value)
        for cell in table
    }


def test_every_form_is_a_table_merged_as_its_page_is(written: bytes, pages: dict[str, Page]) -> None:
    said = [each for each in outline(written) if each.startswith("表")]
    titles = [each.removeprefix("表题 ").removesuffix("（续）") for each in said if each != "表"]
    assert len(titles) == len(said) - len(titles)
    assert [title for title, _ in groupby(titles)] == [page.cells[0].value for page in pages.values()]
    tables = iter(Document(io.BytesIO(written)).tables)
    for (title, own), page in zip(groupby(titles), pages.values(), strict=True):
        wanted = printed(page)
        if len(list(own)) > 1:  # in bands: each has some of the columns
            assert title == "鞍山市图书馆馆藏情况统计表（2020年）按容量"
            first, second = boxes(next(tables)), boxes(next(tables))
            for (top, left, bottom, right), text in wanted.items():
                band, by = (first, 0) if left < 17 else (second, 15)  # which begins with 动态 and 单位, too
                assert band[top, left - by, bottom, right - by].removeprefix("〔").startswith(text)
            continue
        found = boxes(next(tables))
        assert wanted.keys() <= found.keys()
        for box, text in wanted.items():
            assert found[box] == text or found[box].startswith(f"〔{text}")
        assert not any(text for box, text in found.items() if box not in wanted)


def test_the_parts_of_the_report_stand_in_its_order(written: bytes) -> None:
    assert [each for each in outline(written) if each[0] in "12"] == [
        "1 业务统计分析",
        "2 1、综合统计分析",
        "2 2、图书流通统计",
        "2 3、社会活动统计",
        "2 4、接待服务统计",
        "2 5、馆藏统计",
        "2 6、数字图书馆服务统计",
        "2 7、一卡通建设统计",
        "2 8、信息服务统计",
        "2 9、采购经费统计",
        "1 宣传报道",
        "2 1、网络媒体",
        "2 2、新闻媒体宣传",
        "1 附录",
        "2 1、科研情况",
        "2 2、人员构成情况",
    ]


def test_print_is_no_smaller_than_nine_points_and_heads_are_repeated(written: bytes) -> None:
    body = parts(written)["word/document.xml"].decode()
    assert min(int(size) for size in re.findall(r'<w:r><w:rPr>[^r]*<w:sz w:val="(\d+)"/>', body)) >= 18
    heads = [row for row in re.findall(r"<w:tr>.*?</w:tr>", body) if "<w:tblHeader/>" in row]
    assert len(heads) >= 29
    assert body.count("<w:tr>") == body.count("<w:cantSplit/>")


def test_pages_lie_as_the_forms_do(written: bytes, explained: Report) -> None:
    lie = [form.landscape for form in explained.catalogue.forms]
    sections = [each.orientation == 1 for each in Document(io.BytesIO(written)).sections]
    assert sections == [is_across for is_across, _ in groupby([False, *lie])]


def test_charts_stand_where_people_look(written: bytes) -> None:
    held = parts(written)
    titles = [
        "".join(re.findall(r"<a:t>([^<]*)</a:t>", held[f"word/charts/chart{at}.xml"].decode())) for at in range(1, 14)
    ]
    assert titles[:7] == [
        "2020年读者活动参加人次（单位：人次）",
        "2018—2020年总馆藏量（单位：册(件)）",
        "2018—2020年新增藏量（单位：册(件)）",
        "2018—2020年流通人次（单位：人次）",
        "2018—2020年流通册次（单位：册次）",
        "2020年各月文献流通册次（单位：册次）",
        "2020年流通册次部门构成（单位：册次）",
    ]
    assert len([name for name in held if name.startswith("word/charts/chart")]) == 13
    types = held["[Content_Types].xml"].decode()
    assert all(f'PartName="/word/charts/chart{at}.xml"' in types for at in range(1, 14))


def test_what_was_changed_by_somebody_reads_back_as_the_forms_were_filed(
    written: bytes, pages: dict[str, Page], explained: Report
) -> None:
    document, saved = Document(io.BytesIO(written)), io.BytesIO()
    document.add_paragraph("以上。")
    document.save(saved)
    (found,) = recognise([read_bytes(saved.getvalue(), "报告.docx")], CATALOGUE).reports
    assert (found.library, found.year, found.findings) == (CATALOGUE.library, 2020, ())
    assert sorted(each.form for each in found.filings) == sorted(pages)
    filed, read = (
        _figures(tables, at)
        for tables, at in ((explained.tables, explained.counted_at), (extract(found.filings, CATALOGUE), range(29)))
    )
    assert filed.keys() == read.keys()
    parted = [place for place, value in filed.items() if read[place] != value]
    terms = [change.term for _, change in explained.blamed.values()]
    disputed = {(term.form, term.row, term.column) for term in terms}
    assert {(form, for_year(row, 2020), for_year(column, 2020)) for form, _, row, column, *_ in parted} <= disputed


def _figures(tables: Tables, at: Sequence[int]) -> dict[tuple[str, ...], float | None]:
    """The figures of some filings, by form, block, row, column, measure and number of the entry."""
    own = tables.facts.filter(pl.col("filing").is_in(list(at)))
    *keys, values = (own[name].to_list() for name in ("form", "block", "row", "column", "measure", "seq", "value"))
    return dict(zip(zip(*keys, strict=True), values, strict=True))
