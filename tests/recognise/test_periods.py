"""The year of a form: by its title, its labels, its file, its folder, or what is asked for."""

import re

import pytest
from guanbiao.model.details import OfPeriod
from guanbiao.model.filings import Dated
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    changed,
    codes,
    gathered,
    other_year,
    printed,
    report,
)


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
    said = [each.detail.dated for each in done.findings if isinstance(each.detail, OfPeriod)]
    assert said == ["file", "folder", "labels"]


def test_a_year_that_nothing_tells_is_said_so() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    done = report(book(bare), book(printed(2), file="b.xlsx"), book(other_year(17, "2021"), file="c.xlsx"))
    (unknown,) = [each for each in done.findings if each.rule == "year_unknown"]
    assert "不能确定是哪一年" in Phrases(CATALOGUE, 2020).message(unknown)
    assert "title_without_year" not in codes(done.findings)


@pytest.mark.parametrize("dated", list(Dated))
def test_what_tells_a_year_is_said_in_words(dated: Dated) -> None:
    term = Term(Role.TITLE, "acquisitions_budget", "", "", raw="经费表")
    detail = OfPeriod(2020, dated.value)
    finding = Finding(*CODES["title_without_year"].identity, terms=(term,), detail=detail)
    said = Phrases(CATALOGUE, 2020).message(finding)
    assert not re.search("[A-Za-z]", said)
