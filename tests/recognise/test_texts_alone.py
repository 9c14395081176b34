"""Texts that stand alone in the rows of a list: headings nobody marked, or entries that were begun."""

from collections.abc import Sequence

import polars as pl
import pytest
from guanbiao.model.books import Sheet
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, codes, printed, report, sheet

LECTURES, TRAINING, HEAD = 8, 12, 3  # a numbered list, one without numbers, and the rows above their first entries


def with_texts(base: Sheet, column: int, rows: Sequence[int]) -> Sheet:
    """A list with a text alone in a row above some of its entries."""
    drawn: list[Sequence[Value]] = list(base.rows)
    for at in sorted(rows, reverse=True):
        drawn.insert(HEAD + at, [*[None] * column, f"第{at + 1}部分活动"])
    return replace(base, rows=drawn)


def new(base: Sheet, drawn: Sheet) -> list[str]:
    """The findings that texts make, by code."""
    plain = codes(report(book(base)).findings)
    return [code for code in codes(report(book(drawn)).findings) if code not in plain]


def entries(drawn: Sheet) -> int:
    return sum(row.role == "entry" for row in report(book(drawn)).filings[0].blocks[0].rows)


def test_headings_between_numbered_entries_are_none_of_them() -> None:
    base = printed(LECTURES)
    for column in (1, 2):
        drawn = with_texts(base, column, (0, 4, 9))
        assert new(base, drawn) == ["cell_stray"]
        assert entries(drawn) == entries(base)


def test_a_text_above_the_first_number_is_a_heading() -> None:
    base = printed(LECTURES)
    assert entries(with_texts(base, 2, (0,))) == entries(base)


@pytest.mark.parametrize(("number", "told"), [(LECTURES, "cell_stray"), (TRAINING, "row_unknown"), (27, "row_unknown")])
def test_a_single_text_among_entries_is_told_and_is_none(number: int, told: str) -> None:
    base = printed(number)
    for column in (1, 2):
        drawn = with_texts(base, column, (2,))
        assert new(base, drawn) == [told]
        assert entries(drawn) == entries(base)


def test_a_single_text_may_be_an_entry_where_a_number_is_left_out_or_little_is_asked_of_one() -> None:
    base = printed(LECTURES)
    rows = [row for at, row in enumerate(base.rows) if at != HEAD + 3]
    assert entries(with_texts(replace(base, rows=rows), 1, (3,))) == entries(base)
    base = printed(17)  # a name without its figure
    assert entries(with_texts(base, 0, (2,))) == entries(base) + 1


def test_a_gap_in_the_numbers_is_room_for_entries() -> None:
    base = printed(LECTURES)
    rows = [row for at, row in enumerate(base.rows) if at not in (HEAD + 3, HEAD + 7)]
    drawn = with_texts(replace(base, rows=rows), 1, (3, 6))
    assert entries(drawn) == entries(base)


def test_headings_of_a_list_without_numbers_are_told_once() -> None:
    base = printed(TRAINING)
    drawn = with_texts(base, 0, (0, 3))
    assert new(base, drawn) == ["row_unknown"]
    assert entries(drawn) == entries(base)


def in_a_column_to_the_left(base: Sheet, label: str | None) -> Sheet:
    """A list with a column before it, which holds the label of the total."""
    rows = [[None, *row] if at >= HEAD - 1 else [*row] for at, row in enumerate(base.rows)]
    total = next(at for at, row in enumerate(rows) if "合计" in row)
    rows[HEAD - 1][0], rows[total][0], rows[total][1] = label, "合计", None
    return replace(base, rows=rows)


def test_a_total_may_say_so_left_of_the_list() -> None:
    base = printed(LECTURES)
    assert new(base, in_a_column_to_the_left(base, None)) == ["cell_stray"]
    assert new(base, in_a_column_to_the_left(base, "类别")) == ["column_unknown"]


def test_a_sheet_without_a_header_goes_on_where_the_numbers_do_whatever_stands_between() -> None:
    base = printed(LECTURES)
    cut = HEAD + 20
    sums: list[Value] = ["6月小计", None, None, None, None, 40]
    lower = [*base.rows[cut : cut + 3], sums, *base.rows[cut + 3 :]]
    sheets = replace(base, rows=base.rows[:cut]), Sheet("Sheet2", lower)
    (filing,) = report(book(*sheets)).filings
    assert sum(row.role == "entry" for row in filing.blocks[0].rows) == entries(base)
    found = codes(report(book(*sheets)).findings)
    assert not [code for code in found if code.startswith("08.") and code not in codes(report(book(base)).findings)]


def test_a_ditto_says_what_the_entry_above_does() -> None:
    base = printed(LECTURES)
    rows, at = [[*row] for row in base.rows], HEAD + 10
    for column in (1, 3, 4):
        rows[at][column], rows[at + 1][column], rows[at + 2][column] = rows[at][column], "同上", "〃"
    expected = [[*row] for row in rows]
    for column in (1, 3, 4):
        expected[at + 1][column] = expected[at + 2][column] = expected[at][column]
    written, meant = (report(book(replace(base, rows=each))) for each in (rows, expected))
    assert [each for each in codes(written.findings) if each not in codes(meant.findings)] == ["entry_ditto"]
    texts = [each.tables.cells.filter(pl.col("role") == "entry")["raw"].to_list() for each in (written, meant)]
    assert texts[0] == texts[1]


def test_a_ditto_in_the_first_entry_or_for_a_figure_is_what_is_typed() -> None:
    base = printed(LECTURES)
    rows = [[*row] for row in base.rows]
    rows[HEAD][3], rows[HEAD + 4][5] = "同上", "同上"
    found = codes(report(book(replace(base, rows=rows))).findings)
    assert "entry_ditto" not in found
    assert "unreadable" in found


MEDIA = """
| 鞍山市图书馆新闻媒体宣传（平面媒体）一览表（2020年） | | | |
| 媒体名称 | 时间 | 报道标题和内容 | 版面 |
| 鞍山日报 | 2020.1.1 | 图书馆里过新年 | 第A8版 |
| | 2020.2.14 | 为医务人员免费办证 | 第A5版 |
| {text} | | | |
| | 2020.8.17 | 图书馆奇妙夜 | 第A8版 |
| | 2020.9.9 | 讲座恢复开讲 | 第A7版 |
| 千山晚报 | 2020.1.2 | 读书过新年 | 第A03版 |
"""


@pytest.mark.parametrize("text", ["二、下半年", "【三季度】", "——线下——", "※3月起恢复开放", "承上页", "承前页", "小计"])
def test_what_stands_alone_below_a_group_is_no_name_of_one_and_costs_no_entry(text: str) -> None:
    (filing,) = report(book(sheet(MEDIA.format(text=text)))).filings
    assert [row.at for row in filing.blocks[0].rows if row.role == "entry"] == [2, 3, 5, 6, 7]
    assert not [mark for mark in filing.blocks[0].marks if mark.axis == "lines"]


def test_a_name_alone_above_its_entries_is_that_of_the_first() -> None:
    (filing,) = report(book(sheet(MEDIA.format(text="鞍山电视台")))).filings
    entries = [row for row in filing.blocks[0].rows if row.role == "entry"]
    assert [row.at for row in entries] == [2, 3, 4, 6, 7]
    assert [mark.label for mark in filing.blocks[0].marks if mark.axis == "lines"] == ["B5:D6"]


def test_a_text_that_names_groups_elsewhere_in_the_list_is_a_name_here_too() -> None:
    drawn = MEDIA.format(text="【千山区】").replace("鞍山日报", "【鞍山】")
    (filing,) = report(book(sheet(drawn))).filings
    assert [mark.label for mark in filing.blocks[0].marks if mark.axis == "lines"] == ["B5:D6"]


@pytest.mark.parametrize("numbers", [(12345, 678), (5, 41)])
def test_numbers_jotted_down_below_a_numbered_list_are_no_entry(numbers: tuple[int, int]) -> None:
    base = printed(LECTURES)
    drawn = replace(base, rows=[*base.rows, [], [None, *numbers]])
    assert entries(drawn) == entries(base)
    assert new(base, drawn) == ["cell_stray"]


def test_an_entry_that_lacks_its_number_is_one_where_it_says_anything_in_words() -> None:
    base = printed(LECTURES)
    more: list[Value] = [None, "12月31日", "跨年讲座", "鞍山市图书馆", "报告厅", 40]
    drawn = replace(base, rows=[*base.rows[: HEAD + 2], more, *base.rows[HEAD + 2 :]])
    assert entries(drawn) == entries(base) + 1
