"""How labels and titles are folded, and how years are read from titles."""

import pytest
from guanbiao.forms.catalogue import Form
from guanbiao.text.labels import fold, fold_row, squeeze
from guanbiao.text.titles import period_of, title_key
from guanbiao.text.years import for_year, part_of_year, years_in
from hypothesis import given
from hypothesis import strategies as st

from schemas.catalogue import CATALOGUE


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


@pytest.mark.parametrize("year", [1999, 2020, 2021, 2035])
def test_every_form_tells_its_year_from_its_title(year: int) -> None:
    for form in CATALOGUE.forms:
        assert period_of(for_year(form.title, year), form.title) == year


@pytest.mark.parametrize(
    "number", ["表3：", "表 3 ", "附表3 ", "附件3 ", "附件三：", "3. ", "3、", "三、", "（三）", "(3) ", "表3-1 "]
)
@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_a_number_before_a_title_is_no_part_of_it(form: Form, number: str) -> None:
    title = for_year(form.title, 2020)
    assert title_key(number + title) == title_key(title)
    assert period_of(number + title, form.title) == 2020


def test_a_title_without_a_year_states_none() -> None:
    assert period_of("鞍山市图书馆文献采购经费统计表", "鞍山市图书馆文献采购经费统计表（{year}年）") is None


@pytest.mark.parametrize("typed", ["（二〇二〇）年度", "二０二０年", "二O二o年", "二零二零年", "二○二○", "２０２０年"])
def test_a_year_is_a_year_however_it_is_written(typed: str) -> None:
    assert years_in(typed) == (2020,)
    assert not title_key(typed)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("统计表（2020年上半年）", "上半年"),
        ("统计表（2020年1—6月）", "1—6月"),
        ("2020年一至九月统计表", "一至九月"),
        ("2020年第三季度统计表", "第三季度"),
        ("统计表（2020年3月）", "3月"),
        ("基本情况一览表（2020年1—12月）", ""),
        ("2020年1月-2020年12月统计表", ""),
        ("统计表（截至2020年12月）", ""),
        ("2020年全年统计表", ""),
    ],
)
def test_the_part_of_a_year_that_a_title_speaks_of(title: str, part: str) -> None:
    assert part_of_year(title) == part


def test_templates_of_the_year() -> None:
    assert for_year("{year-1} 年比 {year-2} 年", 2021) == "2020 年比 2019 年"
