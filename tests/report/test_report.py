"""The report of a year: what is owed, and what belongs to another year."""

from guanbiao.model.details import OfOtherYear

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    gathered,
    other_year,
    printed,
    report,
)
from tests.stages import reports_of


def test_every_form_that_nobody_filed_is_owed_by_its_department() -> None:
    done = report(book(printed(24)))
    owed = {each.form: each.department for each in done.findings if each.rule == "form_owed"}
    assert len(owed) == 28
    assert owed["lectures"] == "全民阅读推广工作部"
    assert "acquisitions_budget" not in owed


def test_a_form_of_another_year_among_this_years_is_a_finding_and_does_not_count() -> None:
    done = report(book(printed(24), printed(2), other_year(17, "2019")))
    strayed = [
        (each.form, each.first.cell, each.detail.other)
        for each in done.findings
        if isinstance(each.detail, OfOtherYear)
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
