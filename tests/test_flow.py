"""The whole run: which years it is over."""

from pathlib import Path

import pytest
from guanbiao.flow.run import wanted_years
from guanbiao.model.filings import Dated
from guanbiao.recognise.recognise import recognise
from guanbiao.settings import NothingToDo, Settings

from tests.drawing import book, changed, other_year
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS

FOLDER = Path("报表")


def test_forms_that_say_no_year_are_of_the_one_asked_for_unless_another_says_one() -> None:
    bare = changed(BUDGET, (0, 0, "云溪市图书馆购书经费统计表"))
    alone, beside = [book(bare)], [book(bare), book(other_year(LOANS, "2021"), file="b.xlsx")]
    with pytest.raises(NothingToDo, match=r"看不出是哪一年.*\n表\.xlsx 《购书经费》.*请补上年度。$"):
        wanted_years(recognise(alone, SMALL), Settings(FOLDER, FOLDER), SMALL)
    asked = recognise(alone, SMALL, asked=2020)
    assert wanted_years(asked, Settings(FOLDER, FOLDER, 2020), SMALL) == [2020]
    assert [each.dated for each in asked.filings] == [Dated.ASKED]
    with pytest.raises(NothingToDo, match=r"^在 报表 里没有 2020 年的报表。$"):
        wanted_years(recognise(beside, SMALL, asked=2020), Settings(FOLDER, FOLDER, 2020), SMALL)
