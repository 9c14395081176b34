"""The report of a year: what is owed, and what belongs to another year."""

from guanbiao.model.details import OfOtherYear

from tests.drawing import book, other_year
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS, STAFF, small_gathered, small_report, year_with
from tests.stages import reports_of


def test_every_form_that_nobody_filed_is_owed_by_its_department() -> None:
    done = small_report(BUDGET)
    owed = {each.form: each.department for each in done.findings if each.rule == "form_owed"}
    assert owed == {form.id: form.department for form in SMALL.forms if form.id != "budget"}
    assert not year_with().findings


def test_a_form_of_another_year_among_this_years_is_a_finding_and_does_not_count() -> None:
    done = small_report(BUDGET, LOANS, other_year(STAFF, "2019"))
    strayed = [
        (each.form, each.first.cell, each.detail.other)
        for each in done.findings
        if isinstance(each.detail, OfOtherYear)
    ]
    assert strayed == [("staff", "A1", 2019)]
    assert "staff" not in done.counted


def test_several_years_give_a_report_each() -> None:
    found = small_gathered(book(BUDGET, file="2020/a.xlsx"), book(other_year(BUDGET, "2021"), file="2021/a.xlsx"))
    reports = list(reports_of(found, [2020, 2021], SMALL))
    assert [(each.year, each.counted["budget"].book.file) for each in reports] == [
        (2020, "2020/a.xlsx"),
        (2021, "2021/a.xlsx"),
    ]
    assert not [each for done in reports for each in done.findings if each.rule == "form_other_year"]
