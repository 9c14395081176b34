"""Which lines are the title of an annual report, and what stands around its tables."""

import pytest
from guanbiao.text.reports import closes_table, heading_level, may_name_table, report_title
from hypothesis import given
from hypothesis import strategies as st

# By first lines, the year of the report that begins so; 0 for one that names none.
TITLES: dict[tuple[str, ...], int] = {
    ("鞍山市图书馆2020年度工作报告",): 2020,
    ("2020", "鞍山市图书馆年度工作报告", "年度概况"): 2020,
    ("鞍山市图书馆年度工作报告", "（2021年）", "2022年1月"): 2021,
    ("鞍山市图书馆", "二〇二〇年度", "工作报告", "办公室"): 2020,
    ("鞍 山 市 图 书 馆 2020 年 度 工 作 总 结",): 2020,
    ("《海城市图书馆2020年年报》",): 2020,
    ("2020年度图书馆事业发展年度报告",): 2020,
    ("鞍山市图书馆2020年工作总结及2021年工作计划",): 2020,
    ("鞍山市图书馆关于2020年度工作情况的报告",): 2020,
    ("2020年度工作报告（送审稿）",): 2020,
    ("鞍山市图书馆年度工作报告（2020年1—12月）",): 2020,
    ("鞍山市图书馆年度工作报告", "年度概况"): 0,
}
OTHERS: tuple[tuple[str, ...], ...] = (
    ("关于报送2020年度工作总结的通知", "各部门："),
    ("鞍山市图书馆2020年度数据核对通知",),
    ("业务中心2020年度工作总结",),
    ("鞍山市图书馆业务中心2020年度工作总结",),
    ("2020年度党建工作总结",),
    ("2020年度述职报告",),
    ("2020年上半年工作总结",),
    ("鞍山市图书馆工作报告（2020年1-6月）",),
    ("2020年度工作总结会议纪要",),
    ("鞍山市图书馆2021年工作计划",),
    ("2020年业务统计分析",),
    ("调研报告",),
    ("工作报告",),
    (),
)


@pytest.mark.parametrize("lines", TITLES)
def test_the_title_of_an_annual_report_is_known_with_its_year(lines: tuple[str, ...]) -> None:
    found = report_title(lines)
    assert found is not None
    assert found.year == TITLES[lines]


@pytest.mark.parametrize("lines", OTHERS)
def test_other_documents_have_no_such_title(lines: tuple[str, ...]) -> None:
    assert report_title(lines) is None


def test_the_title_stands_among_the_first_lines() -> None:
    assert report_title([*(f"第{no}段正文。" for no in range(12)), "2020年度工作报告"]) is None


@given(st.lists(st.text("图书馆工作报告总结年度20 （）一", max_size=30), max_size=12))
def test_no_lines_take_long_or_raise(lines: list[str]) -> None:
    found = report_title(lines)
    assert found is None or "报告" in found.text or "总结" in found.text or "年报" in found.text


def test_headings_without_a_style_are_known_by_their_numbers() -> None:
    texts = ("第一部分 概况", "一、年度业务工作", "（一）业务工作", "1、阵地服务", "(3) 数据分析")
    assert [heading_level(text) for text in texts] == [1, 1, 2, 3, 4]
    others = ("", "1.5万册", "1、上半年闭馆，下半年开馆。", "2020年工作", "一、" + "长" * 60)
    assert [heading_level(text) for text in others] == [0] * 5


def test_what_stands_between_two_tables_is_told_apart() -> None:
    assert all(
        map(closes_table, ("填表人：李某", "部门负责人： 李某", "注：1、如上", "2021年 1月 8日", "填报日期：1月6日"))
    )
    assert all(map(may_name_table, ("文献流通册次统计表（2020年）", "2020年资源在线服务情况统计", "对照表（表一）")))
    assert not any(map(may_name_table, ("填表人：李某", "从上述统计表来看，人次减少。", "填报部门：业务中心")))
