"""Titles as they are compared, and the year that they state."""

import pytest
from guanbiao.text.titles import period_of, title_key
from guanbiao.text.years import for_year

TITLES = (
    "云溪市图书馆借阅册次统计表（{year}年）",
    "云溪市图书馆举办 {year} 年全民阅读活动一览表（讲座）",
    "云溪市图书馆基本情况一览表（{year}年1—12月）",
    "{year}年与 {year-1}、{year-2} 年流通册次对照表（表二）",
    "{year} 年末馆藏统计表（一）",
    "{year}年度云溪市图书馆人员情况表",
)


@pytest.mark.parametrize("year", [1999, 2020, 2021, 2035])
@pytest.mark.parametrize("title", TITLES)
def test_a_title_tells_its_year(title: str, year: int) -> None:
    assert period_of(for_year(title, year), title) == year


@pytest.mark.parametrize(
    "number", ["表3：", "表 3 ", "附表3 ", "附件3 ", "附件三：", "3. ", "3、", "三、", "（三）", "(3) ", "表3-1 "]
)
@pytest.mark.parametrize("template", TITLES)
def test_a_number_before_a_title_is_no_part_of_it(template: str, number: str) -> None:
    title = for_year(template, 2020)
    assert title_key(number + title) == title_key(title)
    assert period_of(number + title, template) == 2020


def test_a_title_without_a_year_states_none() -> None:
    assert period_of("云溪市图书馆购书经费统计表", "云溪市图书馆购书经费统计表（{year}年）") is None


@pytest.mark.parametrize("word", ["少年儿童", "青少年", "老年", "成年", "三年", "周年", "年龄", "年画", "百年"])
@pytest.mark.parametrize(
    "year", ["2020年", "2020年度", "二〇二〇年", "（2020）", "{year}年", "2018-2020年", "（  年）"]
)
def test_only_the_years_own_character_is_no_part_of_a_title(word: str, year: str) -> None:
    title = f"云溪市{word}读者统计表"
    assert title_key(year + title) == title_key(title + year) == title_key(title) == title
    assert title_key(year + title) != title_key(title.replace("年", ""))
