"""The whole run: which years it is over."""

from pathlib import Path

import pytest
from guanbiao.flow import wanted_years
from guanbiao.model.filings import Dated
from guanbiao.recognise.recognise import recognise
from guanbiao.settings import NothingToDo, Settings

from schemas.catalogue import CATALOGUE
from tests.drawing import (
    book,
    changed,
    other_year,
    printed,
)


def test_forms_that_say_no_year_are_of_the_one_asked_for_unless_another_says_one() -> None:
    bare = changed(printed(24), (0, 0, "鞍山市图书馆文献采购经费统计表"))
    alone, beside = [book(bare)], [book(bare), book(other_year(2, "2021"), file="b.xlsx")]
    folder = Path("报表")
    with pytest.raises(NothingToDo, match=r"看不出是哪一年.*\n表\.xlsx 《采购经费》.*请补上年度。$"):
        wanted_years(recognise(alone, CATALOGUE), Settings(folder, folder), CATALOGUE)
    asked = recognise(alone, CATALOGUE, asked=2020)
    assert wanted_years(asked, Settings(folder, folder, 2020), CATALOGUE) == [2020]
    assert [each.dated for each in asked.filings] == [Dated.ASKED]
    with pytest.raises(NothingToDo, match=r"^在 报表 里没有 2020 年的报表。$"):
        wanted_years(recognise(beside, CATALOGUE, asked=2020), Settings(folder, folder, 2020), CATALOGUE)
