"""Which of several filings of a form counts."""

from guanbiao.facts.counted import choose
from guanbiao.model.books import Note
from guanbiao.model.details import OfCopies
from guanbiao.model.filings import FilingStatus
from guanbiao.recognise.recognise import recognise
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    changed,
    filings,
    other_year,
    printed,
    read_bytes,
    report,
)
from tests.intake.hostile.kinds import content
from tests.stages import gather, reports_of


def test_a_corrected_form_replaces_the_older_one_which_is_named() -> None:
    old = book(printed(7), file="流通.xlsx", modified=100)
    new = book(changed(printed(7), (4, 2, 11800)), file="流通（更正）.xlsx", modified=200)
    done = gather(recognise([new, old], CATALOGUE), CATALOGUE)
    (report,) = reports_of(done, [2020], CATALOGUE)
    assert report.counted["lending"].book.file == "流通（更正）.xlsx"
    (found,) = [each for each in report.findings if each.rule == "form_twice"]
    said = Phrases(CATALOGUE, 2020).message(found)
    assert said.index("流通（更正）.xlsx") < said.index("流通.xlsx")


def test_a_sheet_that_is_shown_goes_before_one_that_is_hidden() -> None:
    done = gather(recognise([read_bytes(content("隐藏表.xlsx"))], CATALOGUE), CATALOGUE)
    assert [filing.sheet.name for filing in done.filings] == ["甲", "乙"]
    (report,) = reports_of(done, [2020], CATALOGUE)
    assert report.counted["lending"].sheet.name == "甲"


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
        assert isinstance(twice.detail, OfCopies)
        assert twice.detail.by == by


def test_with_several_years_a_title_without_one_counts_nowhere() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    found = filings(bare, printed(2), other_year(17, "2021"))
    assert list(choose(found, 2020).values()) == [
        FilingStatus.NO_YEAR,
        FilingStatus.COUNTED,
        FilingStatus.OTHER_YEAR,
    ]
