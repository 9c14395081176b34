"""A sheet without a title is known by its name, or its file's, where it is the form that they say."""

import pytest
from guanbiao.forms.catalogue import Form, Level
from guanbiao.model.books import Sheet
from guanbiao.model.filings import Dated, Filing, Titled
from guanbiao.recognise.explain import explain
from guanbiao.text.years import for_year
from guanbiao.words.explain import explained_lines
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, printed, recognised, report, sheet

LECTURES = "鞍山市图书馆举办2020年全民阅读活动一览表（讲座）"
BARE = Sheet(LECTURES, printed(8).rows[1:])


def found(bare: Sheet, file: str = "表.xlsx") -> list[tuple[str, int | None, Titled]]:
    """The forms on one sheet of a file, their years and where their titles stand."""
    return [facts(each) for each in recognised(book(bare, file=file)).filings]


def facts(filing: Filing) -> tuple[str, int | None, Titled]:
    return filing.form, filing.period, filing.titled


def tab(title: str, year: int = 2020) -> str:
    """A title as the name of a sheet: without what Excel takes for no name's, and cut off where that cuts."""
    return for_year(title, year).replace(" ", "").replace("：", "")[:31]


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=[form.id for form in CATALOGUE.forms])
def test_every_form_without_its_title_row_is_known_by_any_of_its_names(form: Form) -> None:
    rows = printed(form.number).rows[1:]
    assert found(Sheet(tab(form.title), rows)) == [(form.id, 2020, Titled.SHEET_NAME)]
    assert found(Sheet(form.name, rows), "2020/表.xlsx") == [(form.id, 2020, Titled.SHEET_NAME)]
    file = f"报送/07 {for_year(form.title, 2020)}(1).xlsx"
    assert found(Sheet("Sheet1", rows), file) == [(form.id, 2020, Titled.FILE_NAME)]


def test_a_title_in_a_name_is_told_once_and_stands_in_no_cell() -> None:
    done = report(book(BARE))
    (said,) = [each for each in done.findings if each.rule == "title_in_sheet_name"]
    assert said.level is Level.INFO
    assert (said.terms[0].sheet, said.terms[0].cell, said.terms[0].raw) == (LECTURES, "", LECTURES)
    assert "表上没有" in Phrases(CATALOGUE, 2020).message(said)
    assert not {"title_missing", "title_unlike", "title_without_year"} & set(codes(done.findings, "lectures"))


def test_a_name_without_a_year_is_dated_as_a_title_without_one() -> None:
    bare = replace(BARE, name="讲座")
    done = recognised(book(bare, file="2021/表.xlsx"), book(printed(2), file="b.xlsx"))
    assert [(each.period, each.dated) for each in done.filings] == [(2020, Dated.TITLE), (2021, Dated.FOLDER)]
    assert codes(done.findings, "lectures") == ["title_in_sheet_name", "title_without_year"]


def test_a_year_that_stands_above_the_table_goes_before_one_in_the_name() -> None:
    dated = Sheet(LECTURES, [["2021年"], *BARE.rows])
    assert found(dated) == [("lectures", 2021, Titled.SHEET_NAME)]
    assert found(replace(dated, name="讲座")) == [("lectures", 2021, Titled.SHEET_NAME)]


@pytest.mark.parametrize(
    "name",
    [
        "讲座",
        "08 讲座",
        "表8-讲座",
        "讲座 (2)",
        "讲座（1）",
        "讲座 - 副本",
        "讲座 - 副本 (2)",
        "复件 讲座",
        "2020年讲座",
        "讲座一览表",
    ],
)
def test_numbers_and_marks_of_copies_are_no_part_of_a_name(name: str) -> None:
    assert found(replace(BARE, name=name), "2020/表.xlsx") == [("lectures", 2020, Titled.SHEET_NAME)]
    assert found(replace(BARE, name="Sheet1"), f"2020/{name}.xlsx") == [("lectures", 2020, Titled.FILE_NAME)]


def test_a_title_on_the_sheet_goes_before_its_name() -> None:
    named = replace(printed(9), name=LECTURES.replace("2020", "2019"))
    assert found(named, "讲座.xlsx") == [("reading_events", 2020, Titled.ON_SHEET)]


def test_a_heading_that_is_nobody_of_ours_keeps_a_name_from_serving() -> None:
    foreign = changed(printed(8), (0, 0, "海城市文化馆工作情况登记"))
    assert not found(replace(foreign, name=LECTURES))


@pytest.mark.parametrize("number", [1, 2, 3, 6, 7, 12, 14, 15, 24, 25, 28, 29])
def test_a_name_that_was_copied_to_another_form_is_not_believed(number: int) -> None:
    form = next(form.id for form in CATALOGUE.forms if form.number == number)
    rows = printed(number).rows[1:]
    for name in (LECTURES, "鞍山市图书馆文献采购经费统计表（2020年）", "基本情况一览表", "人员构成"):
        taken = found(Sheet(name, rows))
        assert {each[0] for each in taken} <= {form}


def test_a_sheet_that_is_no_form_is_none_by_its_name() -> None:
    notes = sheet("""
        | 姓名 | 电话 | 地址 |
        | 张 | 1 | 2 |
        """)
    done = recognised(book(replace(notes, name=LECTURES), file="讲座.xlsx"))
    assert not done.filings
    assert codes(done.findings) == ["sheet_no_form", "file_no_form"]


def test_two_names_that_say_different_forms_decide_nothing() -> None:
    done = recognised(book(BARE, file="读书活动.xlsx"))
    assert not done.filings
    assert codes(done.findings) == ["form_untitled", "file_no_form"]


def test_a_name_of_a_file_is_that_of_none_of_its_several_sheets() -> None:
    sheets = (Sheet("Sheet1", printed(8).rows[1:]), Sheet("Sheet2", printed(9).rows[1:]))
    assert codes(recognised(book(*sheets, file="讲座.xlsx")).findings)[:2] == ["form_untitled", "form_untitled"]
    named = recognised(book(replace(sheets[0], name="讲座"), replace(sheets[1], name="读书活动"), file="2020/a.xlsx"))
    assert [each.form for each in named.filings] == ["lectures", "reading_events"]


def test_a_part_of_the_year_in_a_name_is_not_the_annual_form() -> None:
    done = recognised(book(replace(BARE, name=LECTURES.replace("2020年", "2020年1-6月"))))
    assert not done.filings
    assert codes(done.findings, "lectures") == ["part_of_year"]


@pytest.mark.parametrize(
    ("bare", "file", "said"),
    [
        (BARE, "表.xlsx", "工作表名“鞍山市图书馆举办2020年全民阅读活动一览表（讲座）”说的是"),
        (Sheet("Sheet1", BARE.rows), "07 讲座.xlsx", "按它认定"),
        (Sheet(LECTURES, printed(12).rows[1:]), "表.xlsx", "表上没有它的表头或项目"),
        (Sheet("人员构成", [["登记"], *printed(29).rows[1:]]), "表.xlsx", "另有文字或数字"),
    ],
)
def test_explain_tells_what_a_name_says_and_why_it_serves_or_not(bare: Sheet, file: str, said: str) -> None:
    lines = explained_lines(explain(book(bare, file=file), CATALOGUE), CATALOGUE)
    assert any(said in line for line in lines), lines
