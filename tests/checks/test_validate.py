"""What is accepted in a cell: each failure is a finding at its cell."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.text.cells import Value

from tests.drawing import book, changed, printed, report
from tests.small.filed import COMPARED, LOANS, STAFF, TALKS, small_report

QUESTIONS = {
    *("month_zero", "month_jump", "year_jump", "columns_alike"),
    *("date_order", "count_differs", "phone_malformed", "measure_missing"),
}  # tried in test_months and test_entries
PRINT_MEDIA, RESEARCH = 26, 27


def found(done: Report) -> list[tuple[str, str]]:
    """The check findings of a report: (code, cell), sorted."""
    own = [each for each in done.findings if each.kind == "check" and each.rule not in QUESTIONS]
    return sorted((each.rule, each.first.cell) for each in own)


def filed(base: Sheet, *changes: tuple[int, int, Value]) -> list[tuple[str, str]]:
    """The check findings of a small form with some cells changed."""
    return found(small_report(changed(base, *changes)))


def one(code: str, base: Sheet, *changes: tuple[int, int, Value]) -> Finding:
    """The only finding of a code."""
    (only,) = [each for each in small_report(changed(base, *changes)).findings if each.rule == code]
    return only


@pytest.mark.parametrize(
    ("value", "code"),
    [("约100", "unreadable"), ("#REF!", "error"), (-5, "negative"), ("十二", "unreadable"), ("12 34", "unreadable")],
)
def test_a_figure_that_is_none_is_a_mandatory_finding(value: Value, code: str) -> None:
    finding = one(code, LOANS, (2, 2, value))
    assert (finding.row, finding.column, finding.first.cell, finding.level) == ("1", "少儿馆", "C3", Level.MANDATORY)
    assert finding.first.raw == str(value)


@pytest.mark.parametrize("typed", ["１２３", "１２３.０", "١٢٣", " １２３ "])
def test_no_figure_of_wide_digits_is_lost(typed: str) -> None:
    facts = small_report(changed(LOANS, (2, 2, typed))).tables.facts.filter(row="1", column="少儿馆")
    assert facts.select("state", "value").rows() == [("number", 123.0)]


def test_a_difference_may_be_negative() -> None:
    assert filed(COMPARED, (3, 3, -999)) == []


def test_required_cells() -> None:
    assert one("blank", TALKS, (2, 4, None)).level is Level.MANDATORY
    assert one("blank", TALKS, (2, 2, None)).level is Level.QUERY
    assert one("blank", TALKS, (2, 3, None)).level is Level.QUERY  # the place tells what is online
    assert filed(TALKS, (2, 5, None)) == []


def test_a_required_column_that_is_blank_throughout_is_one_finding() -> None:
    column = [(row, 4, None) for row in range(2, 7)]
    finding = one("blank", TALKS, *column)
    assert (finding.row, finding.column, finding.level) == ("", "人次", Level.MANDATORY)
    assert [term.cell for term in finding.terms] == ["E3", "E4", "E5", "E6", "E7"]
    some = one("blank", TALKS, *column[1:])
    assert [term.cell for term in some.terms] == ["E4", "E5", "E6", "E7"]
    assert some.id == finding.id  # the same habit, one cell more or less


def test_dates_that_are_none_and_dates_of_other_years() -> None:
    assert filed(TALKS, (2, 1, "元旦后")) == [("not_a_date", "B3")]
    assert filed(TALKS, (2, 1, "2月30日")) == [("not_a_date", "B3")]
    assert filed(TALKS, (2, 1, "2019年1月14日")) == [("date_outside", "B3")]
    ends_later = report(book(changed(printed(RESEARCH), (2, 4, "2023.5"))))
    assert found(ends_later) == []  # a project may end in a later year


def test_serial_numbers_tell_the_one_that_is_wrong() -> None:
    for wrong in (9, "三"):
        assert filed(TALKS, (4, 0, wrong)) == [("serial_order", "A5")]


@pytest.mark.parametrize("way", ["{}", "（{}）", "{}、", "第{}"])
def test_serial_numbers_in_words_go_on_where_several_are(way: str) -> None:
    changes = [(row, 0, way.format("一二三四五六七八九十"[row - 2])) for row in range(2, 7)]
    assert filed(TALKS, *changes) == []
    assert filed(TALKS, *changes[:2], *changes[3:], (4, 0, "九")) == [("serial_order", "A5")]


def test_a_word_may_stand_for_a_serial_number_where_the_form_says_so() -> None:
    assert filed(TALKS, (6, 0, "附加")) == []
    assert filed(TALKS, (4, 0, "附 加"), (5, 0, 3), (6, 0, 4)) == []  # the numbers go on behind it
    assert filed(TALKS, (4, 0, "附加"), (5, 0, 7), (6, 0, 8)) == [("serial_order", "A6")]
    assert filed(TALKS, (6, 0, "另有")) == [("serial_order", "A7")]


def test_two_events_clash_only_at_the_same_place_and_hour() -> None:
    same = (3, 1, "1月 11 日 9:30")
    assert ("entry_clash", "B4") in filed(TALKS, same)
    assert ("entry_clash", "B4") not in filed(TALKS, same, (3, 3, "二楼展厅"))
    assert ("entry_clash", "B4") not in filed(TALKS, (2, 1, "1月11日"), (3, 1, "1月11日"))


def test_an_entry_that_stands_twice() -> None:
    again = [(3, column, value) for column, value in enumerate(TALKS.rows[2]) if column]
    assert ("entry_twice", "B4") in filed(TALKS, *again)


def test_a_share_is_at_most_one() -> None:
    assert filed(STAFF, (3, 2, "169%")) == [("out_of_range", "C4")]
    assert filed(STAFF, (3, 2, 0.396)) == []


def test_a_name_printed_once_for_a_group_counts_for_each_entry() -> None:
    nameless = report(book(changed(printed(PRINT_MEDIA), (2, 0, None))))
    (blank,) = [each for each in nameless.findings if each.rule == "blank"]
    assert [term.cell for term in blank.terms] == [f"A{row}" for row in range(3, 23)]


def test_only_the_filing_that_counts_is_checked_aloud() -> None:
    bad = changed(LOANS, (2, 2, "约100"))
    done = small_report(book(bad, file="a.xlsx", modified=1), book(LOANS, file="b.xlsx", modified=2))
    assert "unreadable" not in [each.rule for each in done.findings]
    assert "form_twice" in [each.rule for each in done.findings]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_label_that_holds_a_year_is_told_as_it_is_printed(column: int) -> None:
    rows = [[cell for at, cell in enumerate(row) if at != column] for row in COMPARED.rows]
    rows[1:3] = [
        [*row[:1], *(["借阅册次"] if above and column < 3 else row[1:2]), *row[2:]]
        for above, row in zip((True, False), rows[1:3], strict=True)
    ]
    missing = [each for each in small_report(Sheet("对照", rows)).findings if each.rule == "column_missing"]
    labels = {text for each in missing for text in (each.column, each.first.raw)}
    assert labels == {("借阅册次/2019年", "借阅册次/2020年", "2020年比2019年")[column - 1]}
