"""Which filing counts, what is owed, and whose finding it is."""

import re
from pathlib import Path

import pytest
from guanbiao.facts.counted import choose
from guanbiao.flow import wanted_years
from guanbiao.forms.catalogue import Level
from guanbiao.forms.levels import Source
from guanbiao.model.books import Note, Sheet
from guanbiao.model.filings import Dated, FilingStatus
from guanbiao.model.findings import Finding, Term
from guanbiao.recognise.recognise import recognise
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    changed,
    codes,
    filings,
    gathered,
    printed,
    report,
)
from tests.stages import reports_of, with_causes


def other_year(number: int, year: str) -> Sheet:
    base = printed(number)
    return changed(base, (0, 0, str(base.rows[0][0]).replace("2020", year)))


def test_the_filing_modified_last_counts_and_the_others_are_named() -> None:
    corrected = changed(printed(24), (3, 1, 25))
    done = report(book(printed(24), file="旧.xlsx", modified=100), book(corrected, file="新.xlsx", modified=200))
    assert done.counted["acquisitions_budget"].book.file == "新.xlsx"
    (twice,) = [each for each in done.findings if each.rule == "form_twice"]
    assert [term.file for term in twice.terms] == ["新.xlsx", "旧.xlsx"]
    assert list(done.status.values()) == [FilingStatus.OLDER, FilingStatus.COUNTED]


def test_of_filings_modified_at_once_the_last_path_counts() -> None:
    done = report(book(printed(24), file="a.xlsx", modified=5), book(printed(24), file="b.xlsx", modified=5))
    assert done.counted["acquisitions_budget"].book.file == "b.xlsx"


def test_every_form_that_nobody_filed_is_owed_by_its_department() -> None:
    done = report(book(printed(24)))
    owed = {each.form: each.department for each in done.findings if each.rule == "form_owed"}
    assert len(owed) == 28
    assert owed["lectures"] == "全民阅读推广工作部"
    assert "acquisitions_budget" not in owed


def test_a_form_of_another_year_among_this_years_is_a_finding_and_does_not_count() -> None:
    done = report(book(printed(24), printed(2), other_year(17, "2019")))
    strayed = [
        (each.form, each.terms[0].cell, each.detail["other"])
        for each in done.findings
        if each.rule == "form_other_year"
    ]
    assert strayed == [("eresources", "A1", 2019)]
    assert "eresources" not in done.counted


def test_several_years_give_a_report_each() -> None:
    found = gathered(book(printed(24), file="2020/a.xlsx"), book(other_year(24, "2021"), file="2021/a.xlsx"))
    reports = list(reports_of(found, [2020, 2021], CATALOGUE))
    assert [(each.year, each.counted["acquisitions_budget"].book.file) for each in reports] == [
        (2020, "2020/a.xlsx"),
        (2021, "2021/a.xlsx"),
    ]
    assert not [each for done in reports for each in done.findings if each.rule == "form_other_year"]


def test_a_title_without_a_year_belongs_to_the_only_year_there_is() -> None:
    base = printed(24)
    bare = changed(base, (0, 0, "鞍山市图书馆文献采购经费统计表"))
    done = report(book(bare, printed(2)))
    assert "acquisitions_budget" in done.counted
    assert "title_without_year" in [each.rule for each in done.findings]


def test_a_title_without_a_year_is_dated_by_its_labels_its_file_or_its_folder() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    labelled = changed(printed(4), (0, 0, "成人服务窗口流通人次对照表（表一）"))
    done = gathered(
        book(bare, other_year(17, "2021"), file="a.xlsx"),
        book(bare, file="2022/b.xlsx"),
        book(labelled, file="2023/c.xlsx"),
        book(other_year(2, "2023"), file="d.xlsx"),
    )
    dated = [(each.period, each.dated.value) for each in done.filings if each.dated is not Dated.TITLE]
    assert dated == [(2021, "file"), (2022, "folder"), (2020, "labels")]
    said = [each.detail["dated"] for each in done.findings if each.rule == "title_without_year"]
    assert said == ["file", "folder", "labels"]


def test_a_year_that_nothing_tells_is_said_so() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    done = report(book(bare), book(printed(2), file="b.xlsx"), book(other_year(17, "2021"), file="c.xlsx"))
    (unknown,) = [each for each in done.findings if each.rule == "year_unknown"]
    assert "不能确定是哪一年" in Phrases(CATALOGUE, 2020).message(unknown)
    assert "title_without_year" not in codes(done.findings)


def test_forms_that_say_no_year_are_of_the_one_asked_for_unless_another_says_one() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    alone, beside = [book(bare)], [book(bare), book(other_year(2, "2021"), file="b.xlsx")]
    folder = Path("报表")
    with pytest.raises(NothingToDo, match=r"看不出是哪一年.*\n表\.xlsx 《采购经费》.*请补上年度。$"):
        wanted_years(recognise(alone, CATALOGUE), Settings(folder, folder), CATALOGUE)
    asked = recognise(alone, CATALOGUE, asked=2020)
    assert wanted_years(asked, Settings(folder, folder, 2020), CATALOGUE) == [2020]
    assert [each.dated for each in asked.filings] == [Dated.ASKED]
    with pytest.raises(NothingToDo, match=r"^在 报表 里没有 2020 年的报表。$"):
        wanted_years(recognise(beside, CATALOGUE, asked=2020), Settings(folder, folder, 2020), CATALOGUE)


@pytest.mark.parametrize("dated", list(Dated))
def test_what_tells_a_year_is_said_in_words(dated: Dated) -> None:
    term = Term("title", "acquisitions_budget", "", "", raw="经费表")
    detail: dict[str, Value] = {"period": 2020, "dated": dated.value}
    finding = Finding("title_without_year", Source.INTAKE, Level.QUERY, terms=(term,), detail=detail)
    said = Phrases(CATALOGUE, 2020).message(finding)
    assert not re.search("[A-Za-z]", said)


def test_what_tells_the_filing_that_counts_is_said_as_it_is() -> None:
    old, new = printed(24, "旧"), changed(printed(24, "新"), (3, 1, 25))
    unlike = changed(new, (0, 0, "鞍山市图书馆文献采购经费情况统计表（2020年）"))
    cases = {
        "place": [book(old, new)],
        "shown": [book(old, replace(new, notes=(Note("hidden_sheet"),)))],
        "path": [book(old, file="a.xlsx"), book(new, file="b.xlsx")],
        "modified": [book(old, file="b.xlsx"), book(new, file="a.xlsx", modified=9.0)],
        "official": [book(old, file="a.xlsx"), book(unlike, file="b.xlsx", modified=9.0)],
    }
    for by, books in cases.items():
        (twice,) = [each for each in report(*books).findings if each.rule == "form_twice"]
        assert twice.detail["by"] == by


def test_with_several_years_a_title_without_one_counts_nowhere() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    found = filings(bare, printed(2), other_year(17, "2021"))
    assert list(choose(found, 2020).values()) == [
        FilingStatus.NO_YEAR,
        FilingStatus.COUNTED,
        FilingStatus.OTHER_YEAR,
    ]


def test_a_finding_goes_to_the_department_and_the_head_that_the_form_names() -> None:
    broken = changed(printed(7), (16, 1, 1))
    done = report(book(broken))
    finding = next(each for each in done.findings if each.rule == "07.合计")
    assert (finding.department, finding.head) == ("业务中心", "李艳")


def test_a_broken_file_goes_to_the_department_in_whose_folder_it_lies() -> None:
    done = report(book(printed(24)), book(Sheet("x", [["备忘"]]), file="2020/办公室/备忘.xlsx"))
    finding = next(each for each in done.findings if each.rule == "file_no_form")
    assert finding.department == "办公室"


def test_ids_stay_when_figures_and_order_change() -> None:
    first = report(book(changed(printed(7), (16, 1, 1))), book(printed(14), file="b.xlsx"))
    second = report(book(printed(14), file="b.xlsx"), book(changed(printed(7), (16, 1, 999)), file="c.xlsx"))
    ids = [
        {each.id for each in done.findings if each.kind in ("within", "cross") and each.form == "lending"}
        for done in (first, second)
    ]
    assert ids[0] == ids[1]
    assert len({each.id for each in first.findings}) == len(first.findings)


def test_no_id_hangs_on_the_file_nor_on_where_the_form_stands_in_it() -> None:
    base = changed(printed(7), (16, 1, 1), (6, 8, "备忘"), (7, 8, "备忘"))
    moved = Sheet("别处", [[], [], *([None, *row] for row in base.rows)])
    here, there = (
        with_causes(report(book(each, file=file))) for each, file in ((base, "a/表.xlsx"), (moved, "改名.xlsx"))
    )
    assert {each.id for each in here.findings} == {each.id for each in there.findings}
    assert {each.id for each in here.causes} == {each.id for each in there.causes} != set()
    assert len([each for each in here.findings if each.rule == "cell_stray"]) == 2
