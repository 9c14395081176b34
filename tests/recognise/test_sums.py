"""Rows that add up or carry over are no data; a total counts, wherever its label and its figures stand."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfHeader
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, codes, judged, printed, report, sheet
from tests.recognise.test_rows import CHILDREN, EVENTS, PROMOTIONS, entries, facts, told, total, with_row, without_row
from tests.small.filed import BUDGET, LOANS, STAFF, TALKS, small_report

LECTURES, TRAINING, VISITS, HEAD = 8, 12, 14, 3  # HEAD: rows above the first entry


def total_of(base: Sheet) -> int:
    """The row of the total."""
    return next(at for at, row in enumerate(base.rows) if str(row[0]).replace(" ", "") in ("合计", "总计"))


def with_total(base: Sheet, *cells: Value, merges: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    """A list with another total row in the place of its own."""
    at = total_of(base)
    return replace(with_row(without_row(base, at), at, *cells), merges=merges)


@pytest.mark.parametrize(
    "label",
    [
        "本页合计",
        "本页小计：",
        "页计",
        "过次页",
        "承前页",
        "（承前页）",
        "转下页",
        "接上页",
        "承上页",
        "第1页小计",
        "小计（本页）",
    ],
)
@pytest.mark.parametrize("column", [0, 2])
def test_sums_of_pages_are_neither_entries_nor_totals(label: str, column: int) -> None:
    base = printed(LECTURES)
    row: list[Value] = [None] * 6
    row[column], row[5] = label, 850
    done = report(book(with_row(with_row(base, 12, *row), 20, *row)))
    plain = report(book(base))
    assert facts(done) == facts(plain)
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "page_sums"])
    (finding,) = [each for each in done.findings if each.rule == "page_sums"]
    assert [term.raw for term in finding.terms] == [f"{label}，850"] * 2


@pytest.mark.parametrize("label", ["全年", "合计(1-12月)", "总计（全年）"])
def test_the_total_of_a_list_may_be_called_the_whole_years(label: str) -> None:
    base = printed(EVENTS)
    done = report(book(changed(base, (total_of(base), 0, label))))
    assert facts(done) == facts(report(book(base)))


def test_a_list_may_have_an_entry_of_the_whole_year() -> None:
    base = printed(TRAINING)
    assert entries(report(book(changed(base, (HEAD + 1, 0, "全年"))))) == entries(report(book(base)))


def test_sums_of_quarters_called_as_a_row_of_the_form_are_none() -> None:
    base = printed(VISITS)
    own = list(base.rows[-2])  # of the row that is printed without its label, 小计
    done = report(book(with_row(with_row(base, 11, "小计", *own[1:]), 8, "小计", *own[1:])))
    assert facts(done) == facts(report(book(base)))


def test_a_sum_of_a_page_goes_before_a_declared_total_nowhere() -> None:
    done = report(book(with_row(printed(EVENTS), 20, "本页合计", None, None, None, None, 960)))
    assert (entries(done), total(done)) == (16, {"合计", "16", "960"})


def test_the_only_sum_below_a_list_stands_for_its_total_and_is_told() -> None:
    base = printed(LECTURES)
    for label in ("小计", "本页合计"):
        done = report(book(with_total(base, label, 41, None, None, None, 14719)))
        assert facts(done) == facts(report(book(base)))
        assert told(done, "row_renamed") == [("A45", label)]
        assert "row_missing" not in codes(done.findings)


def test_of_two_small_sums_neither_stands_for_the_total() -> None:
    base = with_total(printed(LECTURES), "小计", 20, None, None, None, 700)
    done = report(book(with_row(base, 20, "小计", 20, None, None, None, 14019)))
    assert "row_missing" in codes(done.findings)
    assert len(told(done, "row_unknown")) == 2


@pytest.mark.parametrize("label", ["其中：线上", "其中 线上", "（其中）线上"])
@pytest.mark.parametrize("at", [9, 20])
def test_a_part_of_a_list_is_no_entry_and_is_told(label: str, at: int) -> None:
    base = printed(EVENTS)
    done = report(book(with_row(base, at, None, None, label, None, None, 12)))
    assert facts(done) == facts(report(book(base)))
    assert told(done, "row_part") == [(f"C{at + 1}", f"{label}，12")]
    assert "row_unknown" not in codes(done.findings)


def test_what_follows_a_part_and_holds_no_more_is_a_part_too() -> None:
    base = printed(EVENTS)
    rows = [[None, None, "其中：线上", None, None, 255], [None, None, "线下", None, None, 705]]
    done = report(book(with_row(with_row(base, 20, *rows[0]), 21, *rows[1])))
    assert facts(done) == facts(report(book(base)))
    (finding,) = [each for each in done.findings if each.rule == "row_part"]
    assert [term.raw for term in finding.terms] == ["其中：线上，255", "线下，705"]


def test_an_entry_below_a_part_is_one() -> None:
    base = printed(EVENTS)
    done = report(book(with_row(base, 9, None, None, "其中：线上", None, None, 12)))
    assert entries(done) == 16


@pytest.mark.parametrize("text", ["共16期，960人次", "16期 960人次"])
@pytest.mark.parametrize("column", [2, 3, 4])
def test_both_figures_of_a_total_in_one_cell_beside_its_label(text: str, column: int) -> None:
    row: list[Value] = ["合计", *[None] * 5]
    row[column] = text
    done = report(book(with_total(printed(EVENTS), *row)))
    assert values(done) == [("合计", "人次", "number", 960.0), ("合计", "活动内容", "number", 16.0)]
    assert not {"unreadable", "cell_stray"} & set(codes(done.findings))


def test_a_part_of_a_grid_is_told_and_a_declared_one_is_its_row() -> None:
    done = small_report(with_row(with_row(STAFF, 3, "其中：党员", 9), 4, "其中：退役军人", 1))
    (finding,) = [each for each in done.findings if each.rule in ("row_part", "row_unknown", "row_missing")]
    assert [(term.cell, term.raw) for term in finding.terms] == [("A4", "其中：党员，9"), ("A5", "其中：退役军人，1")]
    assert set(done.tables.cells["row"]) == {"在职", "其中：馆员", "其中：本科"}


def test_sums_of_pages_in_a_grid_are_told() -> None:
    done = small_report(with_row(LOANS, 8, "本页合计", 18586, 7701, 26287))
    assert facts(done) == facts(small_report(LOANS))
    assert told(done, "page_sums") == [("A9", "本页合计，18586，7701，26287")]


@pytest.mark.parametrize("label", ["小计", "合计", "共计", "合计（1-12月）", "2020年合计", "全年", "TOTAL"])
def test_the_total_of_a_grid_by_another_word(label: str) -> None:
    rows = [[label if value == "总计" else value for value in row] for row in BUDGET.rows]
    done = small_report(replace(BUDGET, rows=rows))
    assert facts(done) == facts(small_report(BUDGET))
    assert told(done, "row_renamed") == ([("A6", label)] if label == "小计" else [])


@pytest.mark.parametrize("label", ["小计", "总计", "共计"])
def test_the_total_column_of_a_grid_by_another_word(label: str) -> None:
    rows = [[label if value == "合计" else value for value in row] for row in LOANS.rows]
    done = small_report(replace(LOANS, rows=rows))
    assert facts(done) == facts(small_report(LOANS))


@pytest.mark.parametrize("label", ["小计", "总计", "共计"])
def test_the_total_column_by_another_word_is_known_beside_one_that_the_form_lacks(label: str) -> None:
    rows = [
        [*row[:3], extra, *(label if value == "合计" else value for value in row[3:])]
        for row, extra in zip(LOANS.rows, [None, "电子", *[None] * 14], strict=True)
    ]
    done = small_report(replace(LOANS, rows=rows))
    known = small_report(LOANS)
    assert [fact[:6] for fact in facts(done)] == [fact[:6] for fact in facts(known)]
    (header,) = (each for each in done.findings if each.rule == "header_differs")
    assert isinstance(header.detail, OfHeader)
    assert header.detail.renamed == (("合计", label),)
    assert header.detail.extra == (("电子", "D2"),)


@pytest.mark.parametrize(
    "text",
    [
        "合计：41场 14719人次",
        "合计41场14,719人次",
        "合 计 ： 41 场， 14719 人次",
        "共计 41 场、14719人",
        "总计：共41场次；共 14719人次",
        "合计：人次14719，41期",
        "小计：41期 14719人次",
    ],
)
@pytest.mark.parametrize("column", [0, 2])
def test_a_total_with_its_figures_in_one_cell(text: str, column: int) -> None:
    base = printed(LECTURES)
    done = report(book(with_total(base, *[None] * column, text, merges=((44, column, 44, 5),))))
    assert values(done) == values(report(book(base)))
    assert {lines[0]["verdict"] for key, lines in judged(done).items() if key[0].startswith("08")} == {"holds"}
    assert set(codes(done.findings)) - set(codes(report(book(base)).findings)) <= {"row_renamed"}


def values(done: object) -> list[tuple[object, ...]]:
    """The figures of the total rows."""
    cells = done.tables.facts.filter(role="total")  # type: ignore[attr-defined]
    return sorted(cells.select("row", "column", "state", "value").rows(), key=str)


def test_a_total_with_one_of_its_figures_beside_its_label() -> None:
    done = report(book(with_total(printed(LECTURES), "合计：41场", None, None, None, None, 14719)))
    assert values(done) == [("合计", "人次", "number", 14719.0), ("合计", "时间", "number", 41.0)]


def test_what_a_figure_in_a_total_counts_is_not_guessed() -> None:
    done = report(book(with_total(printed(LECTURES), "合计：14719")))
    assert [value for *_, value in values(done)] == [None, None]
    assert told(done, "cell_stray") == [("A45", "14719")]


def test_a_figure_that_a_total_does_not_ask_for_is_told() -> None:
    base = printed(CHILDREN)
    row = next(row for row, cells in enumerate(base.rows) if "4536人" in map(str, cells))
    done = report(book(with_row(without_row(base, row), row, "合计：4期 4536人")))
    assert [(line[1], line[3]) for line in values(done)] == [("人次", 4536.0)]
    assert told(done, "cell_stray") == [(f"A{row + 1}", "4期")]


@pytest.mark.parametrize("box", [(0, 2), (1, 3), (0, 4)])
def test_the_label_of_a_total_merged_over_columns_is_no_figure(box: tuple[int, int]) -> None:
    row: list[Value] = [None] * 5
    row[box[0]] = "合 计"
    done = report(book(with_total(printed(LECTURES), *row, 14719, merges=((44, box[0], 44, box[1]),))))
    assert values(done) == [("合计", "人次", "number", 14719.0), ("合计", "时间", "blank", None)]
    assert "unreadable" not in codes(done.findings)


def test_the_figure_of_a_total_merged_over_its_column_counts_there() -> None:
    done = report(book(with_total(printed(LECTURES), "合计", 41, None, None, 14719, merges=((44, 4, 44, 5),))))
    assert values(done) == [("合计", "人次", "number", 14719.0), ("合计", "时间", "number", 41.0)]


@pytest.mark.parametrize("number", [LECTURES, EVENTS, PROMOTIONS, 12])
def test_a_total_in_the_middle_of_a_list_adds_up_all_of_it(number: int) -> None:
    base = printed(number)
    at = total_of(base)
    done = report(book(with_row(without_row(base, at), at - 3, *base.rows[at])))
    assert values(done) == values(report(book(base)))
    assert entries(done) == entries(report(book(base)))
    assert judged(done).keys() == judged(report(book(base))).keys()
    assert codes(done.findings) == codes(report(book(base)).findings)


def test_an_added_entry_below_the_total_is_not_counted_by_it() -> None:
    done = small_report(with_row(TALKS, 8, "附加", "12月5日 9:30", "冬至", "报告厅", 30, None))
    assert {lines[0]["verdict"] for lines in judged(done).values()} <= {"holds", "unverifiable"}


def test_a_sum_in_words_that_is_none_stays_an_entry() -> None:
    drawn = sheet(
        """
        | 云溪市图书馆2020年讲座一览表 | | | | | |
        | 序号 | 时间 | 题目 | 地点 | 人次 | 联系电话 |
        | 1 | 1月11日 9:30 | 总计一万步：健走 | 报告厅 | 120 | |
        | 2 | 4月23日 14:00 | 其中的道理 | 报告厅 | 86 | |
        | 合计 | 2 | | | 206 | |
        """
    )
    assert entries(small_report(drawn)) == 2


@pytest.mark.parametrize("heading", ["一、购买的数据库", "（二）自建数据库"])
def test_a_numbered_heading_between_entries_is_none(heading: str) -> None:
    base = printed(17)
    done, plain = report(book(with_row(base, 6, heading))), report(book(base))
    assert facts(done) == facts(plain)
    assert codes(done.findings) == codes(plain.findings)


def test_explanations_in_brackets_below_a_header_are_no_entry() -> None:
    base = printed(10)
    done, plain = report(book(with_row(base, 3, None, None, None, "（月日）", None, "（人）"))), report(book(base))
    assert facts(done) == facts(plain)
    assert codes(done.findings) == codes(plain.findings)


def test_all_labels_of_a_row_may_stand_in_one_column() -> None:
    base = printed(29)
    label, rows = "", []
    for row in base.rows[2:]:
        label = str(row[0] or label)
        rows.append([f"{label}/{row[1]}" if row[1] else label, *row[2:]])
    done = report(book(replace(base, rows=[base.rows[0], ["类别/分项", *base.rows[1][2:]], *rows])))
    plain = report(book(base))
    assert facts(done) == facts(plain)
    assert codes(done.findings) == codes(plain.findings)


LABELS = (
    *("月平均", "平均", "日均人次", "每场平均", "平均值：", "同比", "同比增长（%）", "环比增减", "增长率", "比上年", "比上年增减", "较去年同期增长"),
    *("去年同期", "上年同期数", "上年", "2019年同期", "与2019年相比", "占比", "占总数的比例(%)", "最高", "年度计划", "完成率", "差额", "排名"),
)  # fmt: skip


@pytest.mark.parametrize("number", [17, TRAINING, LECTURES])
def test_what_says_something_of_other_rows_is_no_entry_and_is_told_once(number: int) -> None:
    base = printed(number)
    width, first, last = len(base.rows[HEAD - 1]), HEAD, total_of(base) + 1
    figure = next(at for at in range(width - 1, 0, -1) if isinstance(base.rows[last - 1][at], int | float))
    plain = report(book(base))
    for at, labels in ((first, LABELS[:2]), (first + 2, LABELS[2:4]), (last, LABELS)):
        drawn = base
        for label in labels:
            drawn = with_row(drawn, at, label, *[None] * (figure - 1), 12.5)
        done = report(book(drawn))
        assert [fact[-1] for fact in facts(done)] == [fact[-1] for fact in facts(plain)]
        assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "row_statistic"])
        assert sorted(raw for _, raw in told(done, "row_statistic")) == sorted(f"{label}，12.5" for label in labels)


def test_in_a_grid_too_they_are_told_once() -> None:
    done = small_report(with_row(with_row(LOANS, 15, "月平均", 3245, 1379, 4624), 16, "同比", "3%", "-2%", "1%"))
    assert codes(done.findings) == ["row_statistic"]
    assert [raw for _, raw in told(done, "row_statistic")] == ["月平均，3245，1379，4624", "同比，3%，-2%，1%"]


def test_an_entry_may_be_called_by_such_a_word() -> None:
    rows = [*TALKS.rows[:6], ["比较", "11月20日", "比例", "报告厅", 0, None], *TALKS.rows[6:]]
    assert sum(row.role == "entry" for row in small_report(replace(TALKS, rows=rows)).filings[0].blocks[0].rows) == 6
