"""The causes of what disagrees in the printed report of 2020."""

from guanbiao.model.causes import OfList, OfSource
from guanbiao.report.report import Report

from tests.planting import cause_of, detail_of, suggested


def test_one_copied_column_is_one_cause_not_twelve(explained: Report) -> None:
    cause = cause_of(explained, "lending_by_window", "比较", "少儿外借")
    assert cause.kind == "column_copied"
    assert (detail_of(cause, OfSource).form, len(cause.explains), cause.certain) == ("visits", 12, True)
    months = (22637, 3877, 11886, 14787, 14708, 22470, 26748, 23532, 24163, 25282, 22875)
    assert sorted(suggested(cause).values(), key=str) == sorted([*map(float, months), 212965.0], key=str)
    assert cause is explained.causes[0]


def test_a_digit_too_many(explained: Report) -> None:
    cause = cause_of(explained, "overview", "少儿网上", "讲座、报告会/人次")
    assert (cause.kind, cause.certain, len(cause.explains)) == ("digit_added", True, 2)
    assert suggested(cause) == {("overview", "少儿网上", "讲座、报告会/人次"): 908}


def test_two_columns_left_out_of_the_totals_of_three_months(explained: Report) -> None:
    cause = cause_of(explained, "visits", "1", "合计")
    assert cause.kind == "group_left_out"
    assert suggested(cause) == {
        ("visits", "1", "合计"): 52327,
        ("visits", "2", "合计"): 9947,
        ("visits", "3", "合计"): 10203,
    }


def test_figures_of_another_measure_and_what_follows_from_them(explained: Report) -> None:
    cause = cause_of(explained, "lending_three_years", "少儿外借部", "流通册次/2020年")
    assert cause.kind == "copied"
    year = "流通册次/{}年".format
    assert suggested(cause) == {
        ("lending_three_years", "少儿外借部", year(2020)): 212965,
        ("lending_three_years", "分馆", year(2020)): 132012,
        ("lending_three_years", "合计", year(2019)): 785697,
        ("lending_three_years", "合计", year(2018)): 634783,
    }
    assert suggested(cause, follows=True)["lending_three_years", "合计", "数量变动/2020年比2019年"] == -346986


def test_a_total_without_its_last_entry_is_told_with_the_other_ways(explained: Report) -> None:
    cause = cause_of(explained, "promotions", "合计", "数量(种)")
    assert (cause.kind, cause.certain) == ("not_updated", False)
    assert suggested(cause) == {("promotions", "合计", "数量(种)"): 871}
    assert len(cause.alternatives) >= 8


def test_one_balance_among_many_that_are_off_is_told_with_its_other_way(explained: Report) -> None:
    reduced, left = (("holdings", f"{row}/种", "汉文普通图书/自然科学") for row in ("减少", "现状"))
    cause = cause_of(explained, *left)
    assert not cause.certain
    assert suggested(cause) == {left: 86091 + 562}
    (other,) = cause.alternatives  # a blank among blanks is no gap, and may be one all the same
    assert [(each.term.row, each.term.column, each.suggested) for each in other] == [
        (*reduced[1:], 86091 + 562 - 86602)
    ]


def test_lists_that_lack_entries(explained: Report) -> None:
    cause = cause_of(explained, "activities_summary", "成人阵地", "展览/期")
    assert cause.kind == "entries_missing"
    detail = detail_of(cause, OfList)
    assert (detail.form, detail.count, detail.amount) == ("exhibitions", 1, 60)


def test_two_forms_that_each_agree_with_themselves(explained: Report) -> None:
    cause = cause_of(explained, "overview", "图书外借册次/成人", "完成指标", "分馆")
    assert (cause.kind, len(cause.explains)) == ("definition", 3)
    assert suggested(cause) == {("overview", "图书外借册次/成人", "完成指标"): 132012}
