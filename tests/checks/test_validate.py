"""What pandera finds in filed tables: each failure a finding at its cell."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.findings import Finding
from guanbiao.text.cells import Value

from tests.drawing import book, changed, printed, report

QUESTIONS = {
    *("month_zero", "month_jump", "year_jump", "columns_alike"),
    *("date_order", "count_differs", "phone_malformed", "measure_missing"),
}  # tried in test_plausible


def found(number: int, *changes: tuple[int, int, Value]) -> list[tuple[str, str]]:
    """The check findings of a printed table with some cells changed: (code, cell), sorted."""
    findings = report(book(changed(printed(number), *changes))).findings
    own = [each for each in findings if each.kind == "check" and each.rule not in QUESTIONS]
    return sorted((each.rule, each.terms[0].cell) for each in own)


def one(number: int, code: str, *changes: tuple[int, int, Value]) -> Finding:
    """The only finding of a code."""
    findings = report(book(changed(printed(number), *changes))).findings
    (only,) = [each for each in findings if each.rule == code]
    return only


@pytest.mark.parametrize(
    "number", [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 27, 29]
)
def test_printed_tables_without_slips_pass(number: int) -> None:
    assert found(number) == []


def test_the_slips_of_the_printed_tables() -> None:
    assert found(8) == [("entry_clash", "B21")]  # 12月5日 9:00 in the same hall as entry 15
    assert found(11) == [("serial_order", "A23")]  # 29 between 19 and 21
    assert found(19) == [("date_partly_outside", "B4")]  # begins on 21 December 2019
    assert found(28) == [("impossible_month", "D3")]  # 2020.23
    assert found(25) == [("entry_twice", "C78")]  # the same headline twice on 2020.4.24


@pytest.mark.parametrize(
    ("value", "code"),
    [("约100", "unreadable"), ("#REF!", "error"), (-5, "negative"), ("十二", "unreadable"), ("12 34", "unreadable")],
)
def test_a_figure_that_is_none_is_a_mandatory_finding(value: Value, code: str) -> None:
    finding = one(7, code, (4, 2, value))
    assert (finding.row, finding.column, finding.terms[0].cell, finding.level) == (
        "1",
        "成人外借",
        "C5",
        Level.MANDATORY,
    )
    assert finding.terms[0].raw == str(value)


@pytest.mark.parametrize("typed", ["１２３", "１２３.０", "١٢٣", " １２３ "])
def test_no_figure_of_wide_digits_is_lost(typed: str) -> None:
    facts = report(book(changed(printed(7), (4, 2, typed)))).tables.facts.filter(row="1", column="成人外借")
    assert facts.select("state", "value").rows() == [("number", 123.0)]


def test_a_difference_may_be_negative() -> None:
    assert found(4, (3, 5, -999)) == []


def test_required_cells() -> None:
    assert one(8, "blank", (3, 5, None)).level is Level.MANDATORY
    assert one(8, "blank", (3, 2, None)).level is Level.QUERY
    assert one(8, "blank", (3, 4, None)).level is Level.QUERY  # the place tells what is online
    assert found(8, (3, 3, None)) == found(8)


def test_a_required_column_that_is_blank_throughout_is_one_finding() -> None:
    column = [(row, 5, None) for row in range(3, 44)]
    finding = one(8, "blank", *column)
    assert (finding.row, finding.column, finding.level) == ("", "人次", Level.MANDATORY)
    assert [term.cell for term in finding.terms] == [f"F{row}" for row in range(4, 45)]
    assert found(8, *column[1:]).count(("blank", "F5")) == 1
    assert len([code for code, _ in found(8, *column[1:]) if code == "blank"]) == 40


def test_dates_that_are_none_and_dates_of_other_years() -> None:
    assert ("not_a_date", "B4") in found(8, (3, 1, "元旦后"))
    assert ("not_a_date", "B4") in found(8, (3, 1, "2月30日"))
    assert ("date_outside", "B4") in found(8, (3, 1, "2019年1月14日"))
    assert found(27, (2, 4, "2023.5")) == []  # a project may end in a later year


def test_serial_numbers_tell_the_one_that_is_wrong() -> None:
    assert [each for each in found(9, (5, 0, 9)) if each[0] == "serial_order"] == [("serial_order", "A6")]
    assert [each for each in found(9, (5, 0, "三")) if each[0] == "serial_order"] == [("serial_order", "A6")]


def test_two_events_clash_only_at_the_same_place_and_hour() -> None:
    assert ("entry_clash", "B5") in found(8, (4, 1, "1月 14 日 9:30"))
    assert ("entry_clash", "B5") not in found(8, (4, 1, "1月 14 日 9:30"), (4, 4, "图书馆二楼"))
    assert ("entry_clash", "B5") not in found(8, (3, 1, "1月 14 日"), (4, 1, "1月 14 日"))


def test_a_branch_that_stands_twice() -> None:
    assert found(21, (4, 1, "大西街小学")) == [("entry_twice", "B5")]


def test_a_share_is_at_most_one() -> None:
    assert found(29, (3, 3, "169%")) == [("out_of_range", "D4")]
    assert found(29, (3, 3, 0.69)) == []


def test_a_name_printed_once_for_a_group_counts_for_each_entry() -> None:
    assert found(26, (2, 0, None)) == [("blank", f"A{row}") for row in sorted([3, *range(4, 23)], key=str)]


def test_only_the_filing_that_counts_is_checked_aloud() -> None:
    bad = changed(printed(7), (4, 2, "约100"))
    findings = report(book(bad, file="a.xlsx", modified=1), book(printed(7), file="b.xlsx", modified=2)).findings
    assert "unreadable" not in [each.rule for each in findings]
    assert "form_twice" in [each.rule for each in findings]
