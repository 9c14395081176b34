"""Questions about figures and dates that break no rule and still look wrong."""

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed, report


def asked(number: int, code: str, *changes: tuple[int, int, Value]) -> list[str]:
    """The cells of the findings of a code in a printed table with some cells changed."""
    findings = report(book(changed(printed(number), *changes))).findings
    assert all(each.level is Level.QUERY for each in findings if each.rule == code)
    return [each.terms[0].cell for each in findings if each.rule == code]


def test_a_month_at_nought_between_busy_ones() -> None:
    assert asked(7, "month_zero") == ["D6"]  # no children's lending in February
    assert asked(7, "month_zero", (10, 2, None)) == ["D6", "C11"] or asked(7, "month_zero", (10, 2, None)) == [
        "C11",
        "D6",
    ]
    assert asked(7, "month_zero", (5, 3, 300)) == []


def test_a_tenfold_jump_both_ways() -> None:
    assert asked(7, "month_jump") == ["C6"]  # 11799, 4, 2414
    assert asked(7, "month_jump", (5, 2, 1000)) == []
    assert "C12" in asked(7, "month_jump", (11, 2, 99250))


def test_a_month_that_was_left_blank_is_not_said_to_be_filled_in() -> None:
    findings = report(book(printed(7))).findings
    (zero,) = (each for each in findings if each.rule == "month_zero")
    assert zero.terms[0].raw == ""
    assert "没有填（按 0 计），而前后两月为 22637 和 3877" in Phrases(CATALOGUE, 2020).message(zero)
    (filled,) = (each for each in report(book(changed(printed(7), (5, 3, 0)))).findings if each.rule == "month_zero")
    assert "填的是 0，" in Phrases(CATALOGUE, 2020).message(filled)


def test_a_month_below_nought_is_not_asked_about_as_a_jump() -> None:
    assert "C9" not in asked(7, "month_jump", (8, 2, -8550))


def test_the_terms_of_a_typed_sum_are_no_months_and_no_years() -> None:
    for month in range(4, 16):
        assert asked(7, "month_jump", (month, 2, "9000+400=9400")) == asked(7, "month_jump", (month, 2, 9400))
    assert asked(5, "year_jump", (3, 3, "93000+734=93734")) == asked(5, "year_jump")


def test_a_figure_ten_times_that_of_the_year_before() -> None:
    assert asked(5, "year_jump") == ["D7"] or asked(5, "year_jump") == ["D6"]  # 36705 after 386185
    assert asked(5, "year_jump", (5, 3, 367050)) == []


def test_columns_of_different_measures_that_are_the_same() -> None:
    assert len(asked(23, "columns_alike")) == 1  # persons and questions, four pairs in one finding
    assert asked(24, "columns_alike") == []
    alike = [(row, 2, column) for row, column in zip(range(4, 16), range(100, 112), strict=True)]
    same = [(row, 3, value) for row, _, value in alike]
    assert asked(7, "columns_alike", *alike, *same) == ["C5"] or asked(7, "columns_alike", *alike, *same) == ["D5"]


def test_columns_that_a_rule_wants_equal_are_not_asked_about() -> None:
    findings = report(book(printed(2), printed(7))).findings
    assert [each for each in findings if each.rule == "columns_alike"] == []


def test_dates_out_of_order_and_not_as_many_as_stated() -> None:
    assert asked(8, "date_order") == ["B21"]  # 12月5日 after 12月13日
    assert asked(8, "date_order", (20, 1, "12月14日 9:00")) == []
    assert asked(20, "count_differs") == ["B7"]  # 共18期, seventeen dates


def test_a_cell_that_states_some_of_its_figures_is_asked_for_the_others() -> None:
    assert asked(6, "measure_missing") == []
    row, column = next(
        (at, place)
        for at, cells in enumerate(printed(6).rows)
        for place, cell in enumerate(cells)
        if cell == "16次 534人次"
    )
    for typed in ("16次", "16 534"):
        findings = report(book(changed(printed(6), (row, column, typed)))).findings
        (found,) = (each for each in findings if each.rule == "measure_missing")
        assert f"填的是“{typed}”，没有写明“" in Phrases(CATALOGUE, 2020).message(found)
        assert "人次”" in Phrases(CATALOGUE, 2020).message(found)
    assert asked(6, "measure_missing", (row, column, "—"), (5, 2, None)) == []


def test_one_wrong_date_is_one_question() -> None:
    late = changed(printed(8), (5, 1, "12月29日 9:00"))
    findings = [each for each in report(book(late)).findings if each.rule == "date_order"]
    assert [each.terms[0].cell for each in findings] == ["B6", "B21"]
    assert "晚于后面的一条" in Phrases(CATALOGUE, 2020).message(findings[0])
    assert "早于前面的一条" in Phrases(CATALOGUE, 2020).message(findings[1])
    for outside in ("2021年1月2日 9:00", "2019年9月19日 9:00"):
        assert asked(8, "date_order", (5, 1, outside)) == ["B21"]
        assert asked(8, "date_outside", (5, 1, outside)) == ["B6"]
    assert asked(9, "date_order") == ["B10"]  # of two choices the later entry is asked about


@pytest.mark.parametrize(
    ("phone", "wrong"),
    [
        ("10000000001", False),
        ("0412-5550000", False),
        ("5550000", False),
        ("10000000001 5550000", False),
        (10000000001, False),
        ("1000000000", True),
        ("100000000011", True),
        ("电话无", True),
    ],
)
def test_telephone_numbers(phone: Value, wrong: bool) -> None:
    assert bool(asked(21, "phone_malformed", (2, 9, phone))) is wrong


def test_a_telephone_number_is_not_told_on() -> None:
    from guanbiao.words.findings import Phrases

    from schemas.catalogue import CATALOGUE

    findings = report(book(changed(printed(21), (2, 9, "1000000000")))).findings
    (found,) = [each for each in findings if each.rule == "phone_malformed"]
    assert "1000000000" not in Phrases(CATALOGUE, 2020).message(found)


def test_a_month_that_no_year_has() -> None:
    assert asked(28, "impossible_month") == ["D3"]
    assert asked(28, "impossible_month", (2, 3, "2020.12")) == []
