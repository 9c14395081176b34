"""Which of several filings of a form counts."""

from guanbiao.facts.counted import choose
from guanbiao.model.books import Note
from guanbiao.model.details import OfCopies
from guanbiao.model.filings import FilingStatus
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, changed, other_year
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, STAFF, small_filings, small_report

OLD, NEW = replace(BUDGET, name="旧"), changed(replace(BUDGET, name="新"), (3, 1, 43.5))


def test_the_filing_modified_last_counts_and_the_others_are_named() -> None:
    done = small_report(book(OLD, file="旧.xlsx", modified=100), book(NEW, file="新.xlsx", modified=200))
    assert done.counted["budget"].book.file == "新.xlsx"
    (twice,) = [each for each in done.findings if each.rule == "form_twice"]
    assert [term.file for term in twice.terms] == ["新.xlsx", "旧.xlsx"]
    assert list(done.status.values()) == [FilingStatus.OLDER, FilingStatus.COUNTED]
    said = Phrases(SMALL, 2020).message(twice)
    assert said.index("新.xlsx") < said.index("旧.xlsx")


def test_of_filings_modified_at_once_the_last_path_counts() -> None:
    done = small_report(book(BUDGET, file="a.xlsx", modified=5), book(BUDGET, file="b.xlsx", modified=5))
    assert done.counted["budget"].book.file == "b.xlsx"


def test_a_sheet_that_is_shown_goes_before_one_that_is_hidden() -> None:
    shown, hidden = replace(LOANS, name="甲"), replace(LOANS, name="乙", notes=(Note("hidden_sheet"),))
    for sheets in ((shown, hidden), (hidden, shown)):
        assert small_report(book(*sheets)).counted["loans"].sheet.name == "甲"


def test_what_tells_the_filing_that_counts_is_said_as_it_is() -> None:
    unlike = changed(NEW, (0, 0, "云溪市图书馆购书经费情况统计表（2020年）"))
    cases = {
        "place": [book(OLD, NEW)],
        "shown": [book(OLD, replace(NEW, notes=(Note("hidden_sheet"),)))],
        "path": [book(OLD, file="a.xlsx"), book(NEW, file="b.xlsx")],
        "modified": [book(OLD, file="b.xlsx"), book(NEW, file="a.xlsx", modified=9.0)],
        "official": [book(OLD, file="a.xlsx"), book(unlike, file="b.xlsx", modified=9.0)],
    }
    for by, books in cases.items():
        (twice,) = [each for each in small_report(*books).findings if each.rule == "form_twice"]
        assert isinstance(twice.detail, OfCopies)
        assert twice.detail.by == by


def test_with_several_years_a_title_without_one_counts_nowhere() -> None:
    bare = changed(BUDGET, (0, 0, "云溪市图书馆购书经费统计表"))
    found = small_filings(bare, COMPARED, other_year(STAFF, "2021"))
    assert list(choose(found, 2020).values()) == [
        FilingStatus.NO_YEAR,
        FilingStatus.COUNTED,
        FilingStatus.OTHER_YEAR,
    ]
