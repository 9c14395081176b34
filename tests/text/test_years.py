"""Years, parts of a year, and templates of the year."""

import pytest
from guanbiao.text.titles import title_key
from guanbiao.text.years import for_year, part_of_year, years_in


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
