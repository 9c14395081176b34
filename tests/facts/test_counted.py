"""Which of several filings of a form counts."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from guanbiao.facts.counted import choose
from guanbiao.flow.run import reports_from
from guanbiao.forms.levels import Level
from guanbiao.model.books import Book, Note, Sheet
from guanbiao.model.details import OfCopies, OfRanges
from guanbiao.model.filings import FilingStatus
from guanbiao.model.findings import Finding
from guanbiao.settings import Settings
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, gathered, other_year, printed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, STAFF, small_filings, small_report
from tests.stages import reports_of

OLD, NEW = replace(BUDGET, name="旧"), changed(replace(BUDGET, name="新"), (3, 1, 43.5))


def test_the_filing_modified_last_counts_and_the_others_are_named() -> None:
    done = small_report(book(OLD, file="旧.xlsx", modified=100), book(NEW, file="新.xlsx", modified=200))
    assert done.counted["budget"].book.file == "新.xlsx"
    (twice,) = [each for each in done.findings if each.rule == "form_twice"]
    assert [term.file for term in twice.terms] == ["新.xlsx", "旧.xlsx"]
    status = {done.filings[at].book.file: what for at, what in done.status.items()}
    assert status == {"旧.xlsx": FilingStatus.OLDER, "新.xlsx": FilingStatus.COUNTED}
    said = Phrases(SMALL, 2020).message(twice)
    assert said.index("新.xlsx") < said.index("旧.xlsx")


def test_of_filings_modified_at_once_the_same_counts_whatever_they_are_called() -> None:
    def counted(*files: str) -> str:
        books = [replace(book(each, modified=5), file=file) for each, file in zip((OLD, NEW), files, strict=True)]
        return small_report(*books).counted["budget"].sheet.name

    assert counted("a.xlsx", "b.xlsx") == counted("b.xlsx", "a.xlsx")


def test_a_sheet_that_is_shown_goes_before_one_that_is_hidden() -> None:
    shown, hidden = replace(LOANS, name="甲"), replace(LOANS, name="乙", notes=(Note("hidden_sheet"),))
    for sheets in ((shown, hidden), (hidden, shown)):
        assert small_report(book(*sheets)).counted["loans"].sheet.name == "甲"


def test_what_tells_the_filing_that_counts_is_said_as_it_is() -> None:
    unlike = changed(NEW, (0, 0, "云溪市图书馆购书经费情况统计表（2020年）"))
    cases = {
        "place": [book(OLD, NEW)],
        "shown": [book(OLD, replace(NEW, notes=(Note("hidden_sheet"),)))],
        "content": [book(OLD, file="a.xlsx"), book(NEW, file="b.xlsx")],
        "modified": [book(OLD, file="b.xlsx"), book(NEW, file="a.xlsx", modified=9.0)],
        "official": [book(OLD, file="a.xlsx"), book(unlike, file="b.xlsx", modified=9.0)],
    }
    every = [(row, column, 123) for row in range(2, 15) for column in (1, 2, 3)]
    blank = [(row, column, None) for row in range(2, 16) for column in (1, 2, 3, 4)]
    cases |= {
        "filled": [book(LOANS, changed(replace(LOANS, name="空白表"), *blank))],
        "fuller": [book(LOANS, changed(replace(LOANS, name="二稿"), *blank[8:]))],
        "named": [book(LOANS, changed(replace(LOANS, name="2019年"), (3, 1, 5)))],
        "varied": [book(LOANS, changed(replace(LOANS, name="乙"), *every))],
    }
    for by, books in cases.items():
        (twice,) = [each for each in small_report(*books).findings if each.rule == "form_twice"]
        assert isinstance(twice.detail, OfCopies)
        assert twice.detail.by == by


def test_with_several_years_a_title_without_one_counts_nowhere() -> None:
    bare = changed(BUDGET, (0, 0, "云溪市图书馆购书经费统计表"))
    found = small_filings(bare, COMPARED, other_year(STAFF, "2021"))
    assert list(choose(found, 2020, SMALL.vocabulary).values()) == [
        FilingStatus.COUNTED,
        FilingStatus.OTHER_YEAR,
        FilingStatus.NO_YEAR,
    ]


@pytest.mark.parametrize(
    "name", ["填表示例", "样表", "模板", "范例", "空白", "草稿", "副本", "作废", "修改前", "2019年", "二〇一九年"]
)
def test_what_a_sheet_or_a_file_is_called_may_say_that_it_is_none_that_counts(name: str) -> None:
    other = changed(LOANS, (3, 1, 5))
    for books in (
        [book(LOANS, replace(other, name=name))],
        [book(LOANS), book(other, file=f"{name}.xlsx", modified=9)],
    ):
        assert small_report(*books).counted["loans"].sheet.rows[3][1] == LOANS.rows[3][1]


def test_a_name_of_this_year_or_of_several_says_nothing_against_a_filing() -> None:
    other = changed(LOANS, (3, 1, 5))
    for name in ("2020年", "2019-2020", "二稿"):
        assert small_report(book(LOANS, replace(other, name=name))).counted["loans"].sheet.rows[3][1] == 5


def test_an_empty_copy_never_counts_however_new_it_is() -> None:
    blank = changed(LOANS, *[(row, column, None) for row in range(2, 16) for column in (1, 2, 3, 4)])
    found = small_report(book(LOANS, file="a.xlsx"), book(blank, file="b.xlsx", modified=99))
    assert found.counted["loans"].book.file == "a.xlsx"


def test_a_hidden_sheet_of_last_year_is_known_and_nothing_more() -> None:
    hidden = replace(other_year(LOANS, "2019"), name="去年", notes=(Note("hidden_sheet"),))
    books = [book(LOANS, COMPARED, hidden)]
    settings = Settings(Path("报表"), Path("结果"))
    (done,) = reports_from(books, settings, SMALL)
    assert done.year == 2020
    (known,) = [each for each in done.findings if each.rule == "hidden_other_year"]
    assert known.level is Level.INFO
    assert "form_other_year" not in codes(done.findings)


def test_a_catalogue_adds_words_for_what_is_not_to_count() -> None:
    own = replace(SMALL.vocabulary, set_aside=("试填",))
    found = small_filings(replace(BUDGET, name="试填"), replace(NEW, name="经费"))
    assert list(choose(found, 2020, own).values()) == [FilingStatus.OLDER, FilingStatus.COUNTED]
    assert list(choose(tuple(reversed(found)), 2020, own).values()) == [FilingStatus.COUNTED, FilingStatus.OLDER]


def _columns(kept: tuple[int, ...], name: str) -> Sheet:
    """The lending of the sample in which a department filled its own columns alone."""
    whole = printed(7)
    first = next(at for at, row in enumerate(whole.rows) if row[0] == 1)
    rows = [
        [
            value if at in (0, *kept) or row < first or not isinstance(value, int) else None
            for at, value in enumerate(cells)
        ]
        for row, cells in enumerate(whole.rows)
    ]
    return replace(whole, name=name, rows=rows)


def test_parts_of_a_form_that_several_departments_filed_are_never_merged_in_silence() -> None:
    parts = [book(_columns((at,), "Sheet1"), file=f"{name}.xlsx") for at, name in ((2, "外借部"), (3, "少儿部"))]
    (found,) = [each for each in of_2020(*parts) if each.rule in ("form_complement", "form_twice")]
    assert (found.rule, found.level, {term.file for term in found.terms}) == (
        "form_complement",
        Level.MANDATORY,
        {"外借部.xlsx", "少儿部.xlsx"},
    )


def test_parts_of_a_form_on_two_sheets_of_a_file_are_told_apart_by_their_ranges() -> None:
    (found,) = [
        each
        for each in of_2020(book(_columns((2,), "外借"), _columns((3,), "少儿")))
        if each.rule in ("looks_continued", "form_complement", "form_twice")
    ]
    assert found.rule == "looks_continued"
    assert isinstance(found.detail, OfRanges)
    assert "“外借”A1:" in found.detail.ranges
    assert "“少儿”A1:" in found.detail.ranges


def test_a_copy_that_says_less_or_otherwise_is_no_complement() -> None:
    whole, less = _columns((2, 3), "甲"), _columns((2,), "乙")
    other = changed(whole, (6, 2, 1))
    for sheets in ((whole, less), (whole, other)):
        rules = {each.rule for each in of_2020(book(*sheets))}
        assert rules & {"looks_continued", "form_complement", "form_twice"} == {"form_twice"}


def of_2020(*books: Book) -> Sequence[Finding]:
    (report,) = reports_of(gathered(*books), [2020], CATALOGUE)
    return report.findings


def test_a_copy_all_of_whose_figures_stand_in_a_fuller_one_does_not_count() -> None:
    less = changed(LOANS, *((row, column, None) for row in (10, 11, 12) for column in (1, 2, 3)))
    fuller, emptier = replace(LOANS, name="甲"), replace(less, name="乙")
    assert small_report(book(fuller, emptier)).counted["loans"].sheet.name == "甲"
    assert small_report(book(emptier, fuller)).counted["loans"].sheet.name == "甲"


def test_a_list_of_which_every_entry_was_corrected_is_a_copy_and_no_complement() -> None:
    talks = printed(8)
    places = [at for at, row in enumerate(talks.rows) if isinstance(row[0], int)]
    corrected = changed(talks, *((at, 2, f"《{talks.rows[at][2]}》") for at in places))
    rules = {each.rule for each in of_2020(book(talks, file="a.xlsx"), book(corrected, file="b.xlsx"))}
    assert rules & {"form_complement", "form_twice"} == {"form_twice"}
