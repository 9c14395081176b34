"""Titles as they are compared, and the year that they state."""

import pytest
from guanbiao.forms.catalogue import Form
from guanbiao.text.titles import period_of, title_key
from guanbiao.text.years import for_year

from schemas.catalogue import CATALOGUE


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
