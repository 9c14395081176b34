"""The year of a form: by its title, its labels, its file, its folder, or what is asked for."""

import re

import pytest
from guanbiao.model.details import OfPeriod
from guanbiao.model.filings import Dated
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases

from tests.drawing import book, changed, codes, other_year
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, STAFF, small_gathered, small_report

BARE = changed(BUDGET, (0, 0, "云溪市图书馆购书经费统计表"))


def test_a_title_without_a_year_belongs_to_the_only_year_there_is() -> None:
    done = small_report(book(BARE, LOANS))
    assert "budget" in done.counted
    assert "title_without_year" in [each.rule for each in done.findings]


def test_a_title_without_a_year_is_dated_by_its_labels_its_file_or_its_folder() -> None:
    labelled = changed(COMPARED, (0, 0, "借阅册次对照表"))
    done = small_gathered(
        book(BARE, other_year(STAFF, "2021"), file="a.xlsx"),
        book(BARE, file="2022/b.xlsx"),
        book(labelled, file="2023/c.xlsx"),
        book(other_year(LOANS, "2023"), file="d.xlsx"),
    )
    dated = [(each.period, each.dated.value) for each in done.filings if each.dated is not Dated.TITLE]
    assert dated == [(2020, "labels"), (2021, "file"), (2022, "folder")]
    said = [each.detail.dated for each in done.findings if isinstance(each.detail, OfPeriod)]
    assert said == ["labels", "file", "folder"]


def test_a_year_that_nothing_tells_is_said_so() -> None:
    done = small_report(book(BARE), book(LOANS, file="b.xlsx"), book(other_year(STAFF, "2021"), file="c.xlsx"))
    (unknown,) = [each for each in done.findings if each.rule == "year_unknown"]
    assert "不能确定是哪一年" in Phrases(SMALL, 2020).message(unknown)
    assert "title_without_year" not in codes(done.findings)


@pytest.mark.parametrize("dated", list(Dated))
def test_what_tells_a_year_is_said_in_words(dated: Dated) -> None:
    term = Term(Role.TITLE, "budget", "", "", raw="经费表")
    detail = OfPeriod(2020, dated.value)
    finding = Finding(*CODES["title_without_year"].identity, terms=(term,), detail=detail)
    said = Phrases(SMALL, 2020).message(finding)
    assert not re.search("[A-Za-z]", said)
