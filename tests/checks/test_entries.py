"""Questions about entries of a list: their dates, their counts, their telephone numbers."""

import pytest
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases

from tests.checks.test_months import cells, questions, said
from tests.drawing import book, changed, printed, report
from tests.small.catalogue import SMALL
from tests.small.filed import TALKS

DATE, PHONE = 1, 5  # columns of the list
ONLINE_FOR_CHILDREN, PAPERS = 20, 28


def test_dates_out_of_order() -> None:
    assert cells("date_order", TALKS, (4, DATE, "3月6日 9:30")) == ["B5"]
    assert cells("date_order", TALKS, (4, DATE, "4月24日 9:30")) == []


def test_one_wrong_date_is_one_question() -> None:
    assert cells("date_order", TALKS, (2, DATE, "12月29日 9:00")) == ["B3"]
    assert "晚于后面的一条" in said("date_order", TALKS, (2, DATE, "12月29日 9:00"))
    assert "早于前面的一条" in said("date_order", TALKS, (6, DATE, "1月2日 9:00"))
    for outside in ("2021年1月2日 9:00", "2019年9月19日 9:00"):
        assert cells("date_order", TALKS, (4, DATE, outside)) == []
        assert [each.rule for each in questions("date_outside", TALKS, (4, DATE, outside))] == ["date_outside"]
    assert cells("date_order", TALKS, (3, DATE, "6月7日"), (4, DATE, "6月6日")) == ["B5"]  # of two, the later entry


def test_dates_that_are_not_as_many_as_the_entry_says() -> None:
    found = [each for each in report(book(printed(ONLINE_FOR_CHILDREN))).findings if each.rule == "count_differs"]
    assert [each.first.cell for each in found] == ["B7"]  # 共18期, seventeen dates
    assert cells("count_differs", TALKS, (2, DATE, "1月11日、12日（共3期）")) == ["B3"]
    assert cells("count_differs", TALKS, (2, DATE, "1月11日、12日（共2期）")) == []


@pytest.mark.parametrize(
    ("phone", "wrong"),
    [
        ("10000000001", False),
        ("0412-5550000", False),
        ("5550000", False),
        ("10000000001 5550000", False),
        (10000000001, False),
        ("\u200b0412-5550000\ufeff", False),
        ("1000000000", True),
        ("100000000011", True),
        ("电话无", True),
    ],
)
def test_telephone_numbers(phone: Value, wrong: bool) -> None:
    assert cells("phone_malformed", TALKS, (2, PHONE, phone)) == (["F3"] if wrong else [])


def test_a_telephone_number_is_not_told_on() -> None:
    (found,) = questions("phone_malformed", TALKS, (2, PHONE, "1000000000"))
    assert "1000000000" not in Phrases(SMALL, 2020).message(found)


def test_a_month_that_no_year_has() -> None:
    def asked(*changes: tuple[int, int, Value]) -> list[str]:
        findings = report(book(changed(printed(PAPERS), *changes))).findings
        return [each.first.cell for each in findings if each.rule == "impossible_month"]

    assert asked() == ["D3"]  # 2020.23
    assert asked((2, 3, "2020.12")) == []
    assert cells("impossible_month", TALKS, (2, DATE, "2020.13")) == ["B3"]
