"""Columns of a form that stand in several of a sheet: the parts of a date are one, of other parts nobody knows."""

import pytest
from guanbiao.facts.extract import extract
from guanbiao.model.books import Sheet
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, codes, filings, printed, report, sheet

TITLE = "| 2020年鞍山市图书馆举办讲座、报告会情况统计表 |"
REST = "讲座内容及主讲人 | 主办单位 | 地点 | 人次"


def lectures(head: str, *bodies: str, merges: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    lines = [printed(8).rows[0][0], head, *bodies]
    return replace(sheet("\n".join(f"| {line} |" for line in lines)), merges=merges)


def dates(*sheets: Sheet) -> list[tuple[str | None, int, int]]:
    """What is read as the dates of entries, and where they stand."""
    cells = extract(filings(*sheets), CATALOGUE).cells
    lines = cells.select("role", "kind", "raw", "at_row", "at_column").iter_rows()
    return [(raw, row, column) for role, kind, raw, row, column in lines if (role, kind) == ("entry", "date")]


def entry(number: int, date: str) -> str:
    return f"{number} | {date} | 读书会{number}，王芳 | 图书馆 | 报告厅 | 4{number}"


APART = [
    ("月 | 日", "3 | 5", "3月5日"),
    ("月份 | 日期", "3月 | 5日", "3月5日"),
    ("月 | 日", "3 | 5-7", "3月5-7日"),
    ("年 | 月 | 日", "2020 | 3 | 5", "2020年3月5日"),
    ("开始时间 | 结束时间", "3月5日 | 3月7日", "3月5日至3月7日"),
    ("起 | 止", "3月5日 | 3月5日", "3月5日"),
    ("日期 | 时间", "3月5日 | 14:30", "3月5日 14:30"),
]


@pytest.mark.parametrize(("labels", "typed", "read"), APART)
def test_a_date_in_columns_beside_each_other_is_one(labels: str, typed: str, read: str) -> None:
    drawn = lectures(f"序号 | {labels} | {REST}", entry(1, typed), entry(2, typed))
    assert dates(drawn) == [(read, 2, 1), (read, 3, 1)]
    assert codes(report(book(drawn)).findings, "lectures").count("column_renamed") == 1


@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize(("labels", "typed", "read"), APART)
def test_a_date_in_columns_below_their_label_is_one(labels: str, typed: str, read: str, is_merged: bool) -> None:
    more = labels.count("|")
    merges = ((1, 1, 1, 1 + more), (1, 0, 2, 0), (1, 2 + more, 2, 2 + more)) if is_merged else ()
    head = f"序号 | 时间 {'|' * more} | {REST}"
    drawn = lectures(head, f" | {labels} | | | | ", entry(1, typed), entry(2, typed), merges=merges)
    assert dates(drawn) == [(read, 3, 1), (read, 4, 1)]
    assert len(filings(drawn)[0].blocks[0].rows) == 2


def test_a_month_merged_over_entries_holds_for_each() -> None:
    merges = ((1, 1, 1, 2), (3, 1, 4, 1))
    drawn = lectures(f"序号 | 时间 | | {REST}", " | 月 | 日", entry(1, "3 | 5"), entry(2, " | 9"), merges=merges)
    assert dates(drawn) == [("3月5日", 3, 1), ("3月9日", 4, 2)]


def test_columns_whose_figures_are_no_days_stay_apart() -> None:
    drawn = lectures(f"序号 | 月 | 日 | {REST}", entry(1, "3 | 3月5日"), entry(2, "4 | 4月9日"))
    assert [raw for raw, _, _ in dates(drawn)] != ["3月3月5日", "4月4月9日"]
    assert codes(report(book(drawn)).findings, "lectures").count("header_differs") == 1


@pytest.mark.parametrize("parts", [("成人", "少儿"), ("人", "次"), ("上半年", "下半年"), ("馆内", "1号馆")])
def test_parts_of_a_figure_are_told_once_and_break_nothing(parts: tuple[str, str]) -> None:
    head = "序号 | 时间 | 讲座内容及主讲人 | 主办单位 | 地点 | 人次 |"
    rows = [f"{at} | 3月{at}日 | 读书会{at} | 图书馆 | 报告厅 | {at} | {at}" for at in (1, 2)]
    drawn = lectures(
        head, f" | | | | | {parts[0]} | {parts[1]}", *rows, "合计 | 2期 | | | | 3 | 3", merges=((1, 5, 1, 6),)
    )
    done = report(book(drawn))
    found = [each for each in done.findings if each.form == "lectures"]
    assert [each.rule for each in found if each.rule == "header_differs"] == ["header_differs"]
    assert [row.role for row in done.filings[0].blocks[0].rows] == ["entry", "entry", "total"]
    assert not [each.rule for each in found if each.rule.startswith("08.")]


def test_the_total_of_parts_is_the_column_itself() -> None:
    head = "序号 | 时间 | 讲座内容及主讲人 | 主办单位 | 地点 | 人次 | |"
    drawn = lectures(head, " | | | | | 成人 | 少儿 | 小计", "1 | 3月5日 | 读书会 | 图书馆 | 报告厅 | 30 | 10 | 40")
    (filing,) = filings(replace(drawn, merges=((1, 5, 1, 7),)))
    assert filing.blocks[0].columns[5] == 7
