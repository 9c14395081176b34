"""Questions about figures of months and years that break no rule and still look wrong."""

from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, changed, printed, report
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, OUTLINE, small_report, year_with

MAIN, CHILDREN = 1, 2  # columns of the monthly grid
LENDING, ENQUIRIES, BY_WINDOW = 7, 23, 2


def questions(code: str, base: Sheet, *changes: tuple[int, int, Value]) -> list[Finding]:
    """The findings of a code in a small form with some cells changed."""
    found = [each for each in small_report(changed(base, *changes)).findings if each.rule == code]
    assert all(each.level is Level.QUERY for each in found)
    return found


def cells(code: str, base: Sheet, *changes: tuple[int, int, Value]) -> list[str]:
    """Where these findings stand."""
    return [each.first.cell for each in questions(code, base, *changes)]


def said(code: str, base: Sheet, *changes: tuple[int, int, Value]) -> str:
    """What the only one of these findings says."""
    (found,) = questions(code, base, *changes)
    return Phrases(SMALL, 2020).message(found)


def test_a_year_without_odd_figures_raises_no_question() -> None:
    assert year_with().findings == ()


def test_a_month_at_nought_between_busy_ones() -> None:
    assert cells("month_zero", LOANS, (5, CHILDREN, 0)) == ["C6"]
    assert sorted(cells("month_zero", LOANS, (5, CHILDREN, None), (8, MAIN, 0))) == ["B9", "C6"]
    closed = [(row, CHILDREN, 0) for row in (4, 5, 6)]
    assert cells("month_zero", LOANS, *closed) == []


def test_a_month_beside_one_that_is_not_there_is_no_question() -> None:
    busy = changed(LOANS, (5, CHILDREN, 0))
    assert cells("month_zero", replace(busy, rows=[*busy.rows[:4], *busy.rows[5:]])) == []


def test_a_month_that_was_left_blank_is_not_said_to_be_filled_in() -> None:
    assert "没有填（按 0 计），而前后两月为 1320 和 1402" in said("month_zero", LOANS, (5, CHILDREN, None))
    assert "填的是 0，" in said("month_zero", LOANS, (5, CHILDREN, 0))


def test_a_tenfold_jump_both_ways() -> None:
    assert cells("month_jump", LOANS, (5, CHILDREN, 128)) == ["C6"]
    assert cells("month_jump", LOANS, (5, CHILDREN, 12880)) == []  # not yet ten times the months around it
    assert cells("month_jump", LOANS, (5, CHILDREN, 14088)) == ["C6"]


def test_a_month_below_nought_is_not_asked_about_as_a_jump() -> None:
    assert cells("month_jump", LOANS, (5, CHILDREN, -1288)) == []


def test_the_terms_of_a_typed_sum_are_no_months_and_no_years() -> None:
    for row in range(2, 14):
        whole = cells("month_jump", LOANS, (row, MAIN, 30400))
        assert cells("month_jump", LOANS, (row, MAIN, "30000+400=30400")) == whole
    assert cells("year_jump", COMPARED, (3, 1, "40000+210=40210")) == []


def test_a_figure_ten_times_that_of_the_year_before() -> None:
    assert cells("year_jump", COMPARED, (4, 2, 158771)) == ["C5"]
    assert cells("year_jump", COMPARED, (4, 2, 1587)) == ["C5"]
    assert cells("year_jump", COMPARED, (4, 2, 158769)) == []


def test_columns_of_different_measures_that_are_the_same() -> None:
    alike = [(row, CHILDREN, LOANS.rows[row][MAIN]) for row in range(2, 14)]
    assert cells("columns_alike", LOANS, *alike) in (["B3"], ["C3"])
    assert cells("columns_alike", LOANS, *alike[9:]) == []
    persons_and_questions = report(book(printed(ENQUIRIES))).findings
    assert [each.rule for each in persons_and_questions].count("columns_alike") == 1  # four pairs in one finding


def test_columns_of_two_copies_of_a_form_are_not_held_against_each_other() -> None:
    filed = printed(LENDING)
    moved = [(row, 4, filed.rows[row][2]) for row in range(4, 16)] + [(row, 2, 7) for row in range(4, 16)]
    draft = replace(changed(filed, *moved), name="草稿")
    assert [each for each in report(book(filed, draft)).findings if each.rule == "columns_alike"] == []


def test_columns_that_a_rule_wants_equal_are_not_asked_about() -> None:
    findings = report(book(printed(BY_WINDOW), printed(LENDING))).findings
    assert [each for each in findings if each.rule == "columns_alike"] == []


def test_a_cell_that_states_some_of_its_figures_is_asked_for_the_others() -> None:
    for typed in ("5场", "5448"):
        assert f"填的是“{typed}”，没有写明“" in said("measure_missing", OUTLINE, (2, 5, typed))
    assert "人次”" in said("measure_missing", OUTLINE, (2, 5, "5场"))
    two = small_report(changed(OUTLINE, (2, 5, "5 448"))).findings  # what may be two figures is no figure at all
    assert [each.rule for each in two if each.first.cell == "F3"] == ["unreadable"]
    assert questions("measure_missing", OUTLINE, (2, 5, "—")) == []
    assert questions("measure_missing", OUTLINE, (2, 5, None)) == []
