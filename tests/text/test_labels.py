"""How labels are folded, and months among them."""

import pytest
from guanbiao.text.labels import fold, fold_row, other_months_year, squeeze
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


@pytest.mark.parametrize(
    "typed",
    [
        "2020.03",
        "2020.3",
        "202003",
        "2020M03",
        "2020-M3",
        "２０２０．０３",
        "2020.3月",
        "2020-3月",
        "2020.03月",
        "Mar",
        "MARCH",
        "Mar.",
        "mar-2020",
    ]
    + [
        "March 2020",
        "2020 Mar",
        "3月（3.1–3.31）",
        "3月份(3.1-3.31)",
        "2020年3月（2.21-3.20）",
        "三月（3月1日至3月31日）",
    ]
    + ["3月（2020.3.1-2020.3.31）", "2020-03-01T00:00:00", "2020/3/1"]
    + ["2020-03-31", "2020-03-31 00:00:00", "2020/3/31", "2020.3.31", "2020年3月31日", "3月1日-3月31日", "3月1日—31日"]
    + [
        "3月（2019.12.21–2020.3.20）",
        "3月（上月21日—本月20日）",
        "第3月",
        "第三月",
        "20年3月",
        "Mar-20",
        "Mar'20",
        "三 月",
    ],
)
def test_a_month_of_the_year_in_other_ways_of_writing(typed: str) -> None:
    assert fold_row(typed, 2020) == "3"


@pytest.mark.parametrize(
    "typed",
    [
        "2019.03",
        "201903",
        "2019年3月",
        "2019-03",
        "mar-2019",
        "March2019",
        "3月(2019.3.1-2019.3.31)",
        "2020.13",
        "202013",
    ]
    + ["3月(不含分馆)", "2020.1", "marching", "3月(3.1-3.31"]
    + ["2020-03-15", "2019-03-31", "3月1日-4月30日", "19年3月", "mar-19", "2020年3月15日", "3月1日-15日"],
)
def test_months_of_another_year_and_what_only_looks_like_one_stay_as_they_are(typed: str) -> None:
    assert fold_row(typed, 2020) == typed.casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "2019年3月",
        "2019-03",
        "201903",
        "20190301",
        "二〇一九年三月",
        "3/2019",
        "Mar 2019",
        "Mar-19",
        "19年3月",
        "2019-03-31 00:00:00",
        "3月(2019.3.1-2019.3.31)",
    ],
)
def test_a_month_of_another_year_is_known_as_one(typed: str) -> None:
    assert other_months_year(typed, 2020) == 2019
    assert fold_row(typed, 2019) == "3"


@pytest.mark.parametrize(
    "typed", ["2020年3月", "3月", "2019年", "2019年合计", "2018、2019年", "201913", "合计", "", "机动"]
)
def test_other_labels_are_months_of_no_other_year(typed: str) -> None:
    assert other_months_year(typed, 2020) is None


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
