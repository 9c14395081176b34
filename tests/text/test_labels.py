"""How labels are folded, and months among them."""

import pytest
from guanbiao.text.labels import fold, fold_row, squeeze
from guanbiao.text.titles import title_key
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "typed", ["活 动 内 容", "活动\n内容", "活\u3000动 内容", " 活动内容\t", "活\u2060动\u200b内容\ufeff"]
)
def test_white_space_does_not_tell_labels_apart(typed: str) -> None:
    assert fold(typed) == "活动内容"


@pytest.mark.parametrize("typed", ["3", "03", "3.0", "03月", "3月份", "三月", "三", "３月", " 3 月 "])
def test_a_month_is_a_month_however_it_is_written(typed: str) -> None:
    assert fold_row(typed) == "3"


def test_a_month_may_be_written_with_its_year_and_no_other() -> None:
    written = [fold_row(typed, 2020) for typed in ("2020年1月", "2020 年 01 月份", "2020年十二月", "2020年")]
    assert written == ["1", "1", "12", "2020"]
    assert fold_row("2019年1月", 2020) == "2019年1月"
    typed = ("2020-03", "2020/3", "2020-03-01", "2020-03-01 00:00:00")
    assert {fold_row(each, 2020) for each in typed} == {"3"}
    assert [fold_row(each, 2021) for each in typed] == [fold(each) for each in typed]
    assert fold_row("2020-03-15", 2020) == "2020-03-15"
    assert fold_row("2020-13", 2020) == "2020-13"
    assert fold_row("2020.1", 2020) == "2020.1"  # October too, where it was typed as a number


def test_the_first_month_has_a_name_of_its_own() -> None:
    assert [fold_row(typed) for typed in ("元月", "元月份")] == ["1", "1"]


@pytest.mark.parametrize("typed", ["合计：", "合计:", "合 计 ："])
def test_a_colon_behind_a_label_does_not_tell_it_apart(typed: str) -> None:
    assert fold(typed) == fold_row(typed) == "合计"


def test_full_width_forms_fold() -> None:
    assert fold("报刊（纸质）合订本") == fold("报刊(纸质)合订本")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert title_key(text) == title_key(text + " ")
