"""Rows, entries, totals and a card's figures are told by what they say and where; the rest is told, never taken."""

from calendar import monthrange
from collections.abc import Sequence

import pytest
from guanbiao.model.books import Sheet
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, judged, printed, report, sheet
from tests.small.filed import BUDGET, small_report

LECTURES = "序号 | 时间 | 活动内容 | 主办单位 | 地点 | 人次"
EVENTS, PROMOTIONS, CHILDREN, BRANCHES, OVERVIEW, LENDING = 9, 11, 20, 21, 6, 7


SIGNED = ("填表人", "张三", "审核人", "李四")  # each in a cell of its own, without a colon


def with_row(base: Sheet, at: int, *cells: Value) -> Sheet:
    """A sheet with one more row."""
    return replace(base, rows=[*base.rows[:at], list(cells), *base.rows[at:]])


def without_row(base: Sheet, at: int) -> Sheet:
    """A sheet with one row less."""
    return replace(base, rows=[*base.rows[:at], *base.rows[at + 1 :]])


def margin(base: Sheet) -> Sheet:
    """A sheet with two empty columns on its left."""
    return replace(base, rows=[[None, None, *row] for row in base.rows])


def figures(done: Report, role: str = "single") -> dict[str, str | None]:
    """What was read, by row."""
    lines = done.tables.cells.filter(role=role)
    return {line["row"] or line["label"]: line["raw"] for line in lines.iter_rows(named=True)}


def entries(done: Report) -> int:
    """How many entries were read."""
    return done.tables.cells.filter(role="entry")["at_row"].n_unique()


def total(done: Report) -> set[str]:
    """What the total rows say."""
    return set(done.tables.cells.filter(role="total")["raw"].drop_nulls())


def facts(done: Report) -> list[tuple[object, ...]]:
    """The figures that were read, wherever they stand."""
    return sorted(done.tables.facts.select("role", "row", "column", "seq", "above", "state", "value").rows(), key=str)


def told(done: Report, *rules: str) -> list[tuple[str, str]]:
    """What the findings of these kinds are about: each cell and what stands there."""
    return [(term.cell, term.raw) for each in done.findings if each.rule in rules for term in each.terms]


CARD = printed(OVERVIEW)
SLOTS = sorted(
    (line["row"], line["at_row"], line["at_column"])
    for line in report(book(CARD)).tables.cells.filter(role="single", column="完成指标").iter_rows(named=True)
)


@pytest.mark.parametrize(("key", "row", "column"), SLOTS)
def test_a_blank_figure_of_a_card_is_blank_where_it_should_stand(key: str, row: int, column: int) -> None:
    done = report(book(changed(CARD, (row, column, None))))
    (line,) = done.tables.cells.filter(row=key).iter_rows(named=True)
    assert (line["raw"], line["at_row"], line["at_column"]) == (None, row, column)


def test_a_card_without_one_sub_label_lacks_that_figure_alone() -> None:
    done = report(book(changed(CARD, (3, 7, "成人"), (3, 8, "6次 241人"), (4, 7, None), (4, 8, None))))
    found = figures(done)
    assert "鞍山地区业务培训/少儿" not in found
    assert found["鞍山地区业务培训/成人"] == "6次 241人"
    missing = [each for each in done.findings if each.rule == "row_missing" and each.form == "overview"]
    assert [(each.row, each.terms[0].cell) for each in missing] == [("鞍山地区业务培训/少儿", "G3")]
    relations = [lines[0]["verdict"] for key, lines in judged(done).items() if key[0] == "06.地区培训.次"]
    assert relations == ["unverifiable"]


@pytest.mark.parametrize("between", [(), (*[None] * 7, "其中：线上", "2次 30人")])
def test_a_row_more_inside_a_card_moves_no_figure(between: tuple[Value, ...]) -> None:
    done = report(book(with_row(CARD, 3, *between)))
    assert figures(done) == figures(report(book(CARD)))
    assert [raw for _, raw in told(done, "cell_stray")] == [value for value in between if value]


def test_an_item_of_a_card_without_its_second_row_takes_none_of_the_next_item() -> None:
    done = report(book(without_row(CARD, 3)))
    assert figures(done)["新增藏量"] == "156494册、件"
    assert {"总藏量/少儿馆", "信息服务解答咨询/条"}.isdisjoint(figures(done))


@pytest.mark.parametrize("column", range(1, 9))
@pytest.mark.parametrize("count", [1, 2, 4])
def test_columns_left_empty_inside_a_card_move_no_figure(column: int, count: int) -> None:
    apart = replace(CARD, rows=[[*row[:column], *[None] * count, *row[column:]] for row in CARD.rows])
    done, plain = figures(report(book(apart))), figures(report(book(CARD)))
    under_headings = next(form for form in CATALOGUE.forms if form.number == OVERVIEW).blocks[0].row_keys
    assert [done[key] for key in under_headings] == [plain[key] for key in under_headings]


@pytest.mark.parametrize("line", ["（截至12月31日）", "统计时间：2020年1月1日至2020年12月31日", "各部门核对后上报"])
@pytest.mark.parametrize("at", [1, len(CARD.rows)])
def test_a_line_above_or_below_a_card_is_no_stray_cell_of_it(line: str, at: int) -> None:
    done, plain = report(book(with_row(CARD, at, line))), report(book(CARD))
    assert figures(done) == figures(plain)
    assert codes(done.findings) == codes(plain.findings)
    assert line in [each.text for each in done.filings[0].lines]


def test_a_figure_below_a_card_is_told() -> None:
    done = report(book(with_row(CARD, len(CARD.rows), "古籍修复", 12)))
    assert told(done, "cell_stray") == [(f"A{len(CARD.rows) + 1}", "古籍修复"), (f"B{len(CARD.rows) + 1}", "12")]


def test_a_mark_in_the_margin_makes_no_entry_of_a_total_row() -> None:
    base = margin(printed(EVENTS))
    done = report(book(changed(base, (19, 0, "√"), (4, 0, "√"), (5, 9, "已核"))))
    assert (entries(done), total(done)) == (16, {"合计", "16", "960"})
    assert told(done, "cell_stray") == [("A5", "√"), ("J6", "已核"), ("A20", "√")]


def test_a_remark_beside_a_total_without_a_label_makes_no_entry_of_it() -> None:
    done = report(book(changed(printed(CHILDREN), (7, 7, "已核"))))
    assert (entries(done), total(done)) == (4, {"4536人"})


@pytest.mark.parametrize(("number", "column"), [(EVENTS, 5), (PROMOTIONS, 3)])
def test_a_subtotal_is_neither_entry_nor_total_and_is_named(number: int, column: int) -> None:
    base = printed(number)
    row: list[Value] = ["小计", *[None] * 5]
    row[column] = 680
    done = report(book(with_row(base, 9, *row)))
    assert entries(done) == entries(report(book(base)))
    assert total(done) == total(report(book(base)))
    assert told(done, "row_unknown") == [("A10", "小计，680")]


def test_of_two_total_words_the_declared_one_is_the_total() -> None:
    done = report(book(with_row(printed(EVENTS), 9, "总计", None, None, None, None, 680)))
    assert (entries(done), total(done)) == (16, {"合计", "16", "960"})
    assert told(done, "row_unknown") == [("A10", "总计，680")]


@pytest.mark.parametrize("at", [9, 19, 20])
def test_a_date_of_filing_under_the_figures_of_a_register_is_no_entry(at: int) -> None:
    base = printed(EVENTS)
    done = report(book(with_row(base, at, *[None] * 5, "2021年1月5日")))
    assert (entries(done), total(done)) == (16, {"合计", "16", "960"})
    assert codes(done.findings) == codes(report(book(base)).findings)


def test_a_total_without_a_label_that_is_typed_as_a_text_is_a_total() -> None:
    done = report(book(changed(printed(CHILDREN), (7, 5, "4536.0"))))
    assert (entries(done), total(done)) == (4, {"4536.0"})


@pytest.mark.parametrize("number", [17, 25, 26, 27])
@pytest.mark.parametrize(
    "signed", [("经办人：张三", "联系电话：", 5532100), ("复核人：张三", "科 室 负 责 人：李四"), SIGNED]
)
def test_whoever_signs_below_a_register_is_no_entry(number: int, signed: tuple[Value, ...]) -> None:
    base = printed(number)
    done = report(book(with_row(base, len(base.rows), *signed)))
    assert entries(done) == entries(report(book(base)))
    assert codes(done.findings) == codes(report(book(base)).findings)


def test_whoever_signs_below_a_grid_is_no_row_of_it() -> None:
    done, plain = small_report(with_row(BUDGET, len(BUDGET.rows), *SIGNED)), small_report(BUDGET)
    assert codes(done.findings) == codes(plain.findings)
    signed = {line.label: line.value for line in done.filings[0].lines if line.role == "signature"}
    assert signed == {"填表人": "张三", "审核人": "李四"}


@pytest.mark.parametrize("serial", [None, 17])
def test_noughts_that_formulas_leave_below_a_list_are_no_entries(serial: Value) -> None:
    base, row = printed(EVENTS), [serial, *[None] * 4, 0]
    done, plain = report(book(with_row(with_row(base, 19, *row), 19, *row))), report(book(base))
    assert facts(done) == facts(plain)
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_missing"])


def test_a_row_struck_through_with_one_mark_is_no_entry() -> None:
    base = printed(EVENTS)
    done, plain = report(book(with_row(base, 9, *["—"] * 6))), report(book(base))
    assert facts(done) == facts(plain)
    assert codes(done.findings) == codes(plain.findings)


@pytest.mark.parametrize("at", [9, 20, 24])
def test_the_word_of_a_total_beside_a_register_makes_no_total(at: int) -> None:
    base = printed(EVENTS)
    done = report(book(with_row(base, at, *[None] * 8, "合计")))
    assert (entries(done), total(done)) == (16, {"合计", "16", "960"})
    assert told(done, "row_unknown", "cell_stray") == [(f"I{min(at, len(base.rows)) + 1}", "合计")]


@pytest.mark.parametrize(("number", "header"), [(EVENTS, 2), (LENDING, 3)])
def test_a_header_printed_again_is_no_row(number: int, header: int) -> None:
    base = printed(number)
    done = report(book(with_row(base, 9, *base.rows[header])))
    assert entries(done) == entries(report(book(base)))
    assert [cell for cell, _ in told(done, "header_twice")] == ["A10"]
    assert [line.text for line in done.filings[0].lines] == [line.text for line in report(book(base)).filings[0].lines]


NUMBERED = [
    [f"（{at}）" for at in range(1, 9)],
    ["甲", *range(1, 8)],
    ["甲", "乙", *range(1, 7)],
    ["栏次", *range(1, 8)],
    list(range(1, 9)),
    [*map(str, range(1, 7)), "7=5+6", "８"],
    ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧"],
    ["甲", 1, 2, "乙", 3, 4, "丙", 5],
    ["A", "B", "C", "D", "E", "F", "G", "H"],
    ["栏次", *range(1, 5), "5=3+4", 6, 7],
]


@pytest.mark.parametrize(("number", "first"), [(EVENTS, 3), (LENDING, 4), (BRANCHES, 2), (2, 2)])
@pytest.mark.parametrize("numbers", NUMBERED)
def test_column_numbers_below_a_header_are_no_row(number: int, first: int, numbers: list[Value]) -> None:
    base = printed(number)
    numbers = numbers[: len([cell for cell in base.rows[first - 1] if cell is not None])]
    done = report(book(with_row(base, first, *numbers)))
    ((cell, said),) = told(done, "column_numbers")
    assert (cell, said) == (f"A{first + 1}", "，".join(map(str, numbers)))
    assert facts(done) == facts(report(book(base)))


@pytest.mark.parametrize("numbers", [["栏次", 1], [1, 2], ["甲", 1], ["A", 1]])
def test_two_columns_may_have_numbers(numbers: list[Value]) -> None:
    done = report(book(with_row(printed(24), 3, *numbers)))
    assert told(done, "column_numbers") == [("A4", "，".join(map(str, numbers)))]
    assert facts(done) == facts(report(book(printed(24))))


@pytest.mark.parametrize("numbers", [["甲", 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]])
def test_column_numbers_and_a_header_on_every_page_are_no_rows(numbers: list[Value]) -> None:
    base = printed(EVENTS)
    again = with_row(with_row(with_row(base, 3, *numbers), 9, *base.rows[2]), 10, *numbers)
    done = report(book(again))
    assert facts(done) == facts(report(book(base)))
    assert codes(done.findings).count("column_numbers") == 1


@pytest.mark.parametrize("figures", [("1", 2, 3), ("1", 1, 2), ("1", 0, 1)])
def test_a_first_month_of_small_figures_is_no_column_numbers(figures: tuple[Value, ...]) -> None:
    done = report(book(changed(printed(2), *((2, at, value) for at, value in enumerate(figures)))))
    assert told(done, "column_numbers") == []
    read = done.tables.facts.filter(row="1")["raw"].to_list()
    assert read == [str(value) for value in figures[1:]]


@pytest.mark.parametrize("number", [EVENTS, PROMOTIONS, BRANCHES, 8, 12])
@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize(
    "remark",
    [
        "（以下为恢复开放后的数据，6月11日起）",
        "※6月起恢复开放",
        "其中：线上 3 场",
        "【下半年】",
        "注：1月至5月闭馆",
        "——线下活动——",
        "- 2 -",
    ],
)
def test_a_remark_between_entries_is_a_note(number: int, column: int, remark: str) -> None:
    base = printed(number)
    done = report(book(with_row(base, 7, *[None] * column, remark)))
    assert facts(done) == facts(report(book(base)))
    assert remark in [line.text for line in done.filings[0].lines]
    assert codes(done.findings) == codes(report(book(base)).findings)


def test_a_heading_merged_over_a_list_is_a_note() -> None:
    base = with_row(printed(EVENTS), 9, None, None, "2020年下半年（7月起）")
    merged = replace(base, merges=((9, 2, 9, 5),))
    assert entries(report(book(merged))) == 16
    done = report(book(base))  # without the merge it is told besides
    assert (entries(done), told(done, "cell_stray")) == (16, [("C10", "2020年下半年（7月起）")])


def test_a_heading_merged_over_a_list_with_groups_is_no_name_of_one() -> None:
    base = printed(25)
    at = next(at for at in range(3, len(base.rows)) if base.rows[at][0] is None)  # an entry of the group above
    done = report(book(replace(with_row(base, at, "第二部分"), merges=((at, 0, at, 2),))))
    assert facts(done) == facts(report(book(base)))
    assert entries(done) == entries(report(book(base)))


def test_a_text_merged_over_entries_holds_for_each_and_a_figure_counts_once() -> None:
    base = changed(printed(EVENTS), *((at, 4, None) for at in (5, 6)), *((at, 5, None) for at in (6,)))
    done = report(book(replace(base, merges=((4, 4, 6, 4), (5, 5, 6, 5)))))
    cells = done.tables.cells.filter(role="entry")
    places = {line["at_row"]: line["raw"] for line in cells.filter(column="地点").iter_rows(named=True)}
    assert places[5] == places[6] == places[4] == base.rows[4][4]
    assert told(done, "blank") == []  # the covered figure counts at its first cell
    assert told(done, "figure_merged") == [("F6", str(base.rows[5][5]))]
    unmerged = report(book(base)).tables.cells.filter(role="entry", column="地点", at_row=5)
    assert unmerged["raw"].to_list() == [None]


@pytest.mark.parametrize("number", [EVENTS, 8, 12])
def test_a_total_above_its_entries_adds_them_up(number: int) -> None:
    base = printed(number)
    (at,) = [at for at, row in enumerate(base.rows) if str(row[0]).replace(" ", "") in ("合计", "总计")]
    header = next(at for at, row in enumerate(base.rows) if len([cell for cell in row if cell]) > 3)
    done = report(book(with_row(without_row(base, at), header + 1, *base.rows[at])))
    assert facts(done) == facts(report(book(base)))
    assert codes(done.findings) == codes(report(book(base)).findings)


@pytest.mark.parametrize("number", [EVENTS, PROMOTIONS, CHILDREN, BRANCHES])
@pytest.mark.parametrize("below", [(None, 12345), (None, "复核", 12345), ("以上数据由系统导出",)])
def test_what_stands_below_a_register_is_no_entry_and_not_lost(number: int, below: tuple[Value, ...]) -> None:
    base = printed(number)
    plain, done = report(book(base)), report(book(with_row(with_row(base, len(base.rows)), len(base.rows) + 1, *below)))
    assert (entries(done), total(done)) == (entries(plain), total(plain))
    lines = [line.text for line in done.filings[0].lines]
    assert all(str(value) in lines or str(value) in str(told(done, "cell_stray")) for value in below if value)
    assert set(codes(done.findings)) - set(codes(plain.findings)) <= {"cell_stray"}


def test_an_entry_with_hardly_anything_among_others_stays_one() -> None:
    done = report(book(with_row(printed(EVENTS), 9, None, None, "鞍山读书节", "外借部")))
    assert entries(done) == 17
    assert [row for row, _ in told(done, "blank")] == ["F10", "A10", "B10"]


@pytest.mark.parametrize(("number", "at"), [(EVENTS, 19), (PROMOTIONS, 24), (28, 8)])
def test_rows_numbered_beforehand_and_left_empty_are_no_entries(number: int, at: int) -> None:
    base = printed(number)
    done = report(book(with_row(with_row(base, at, 98), at + 1, 99)))
    plain = report(book(base))
    assert entries(done) == entries(plain)
    assert told(done, "entry_missing") == [(f"A{at + 1}", "98，99")]
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_missing"])


@pytest.mark.parametrize("rows", [["无"], ["无", "合计 | 0 | | | | 0"], ["本年没有活动", "合计 | 0 | | | | 0"]])
def test_a_register_that_says_there_was_nothing_has_no_entries(rows: list[str]) -> None:
    drawn = sheet("\n".join(["鞍山市图书馆举办 2020 年全民阅读活动一览表（讲座）", LECTURES, *rows]))
    done = report(book(drawn))
    assert entries(done) == 0
    assert rows[0] in [line.text for line in done.filings[0].lines]
    assert set(codes(done.findings)) == ({"row_missing"} if len(rows) == 1 else set())


def test_two_totals_of_one_label_that_are_both_missing_are_told_once() -> None:
    base = printed(18)
    done = report(book(replace(base, rows=[row for row in base.rows if row[0] not in ("合计", "合 计")])))
    assert [each.row for each in done.findings if each.rule == "row_missing"] == ["合计"]


@pytest.mark.parametrize(("number", "row"), [(14, 18), (15, 14)])
def test_a_blank_row_where_one_without_a_label_is_printed_is_that_row(number: int, row: int) -> None:
    base = printed(number)
    blank = [(row, column, None) for column in range(len(base.rows[row]))]
    assert told(report(book(changed(base, *blank))), "row_missing") == []
    if row + 1 == len(base.rows):
        assert told(report(book(without_row(base, row))), "row_missing") == []


@pytest.mark.parametrize(("number", "row"), [(14, 18), (15, 14)])
def test_a_row_without_a_label_may_stand_below_a_blank_one(number: int, row: int) -> None:
    base = printed(number)
    done, plain = report(book(with_row(base, row))), report(book(base))
    assert figures(done) == figures(plain)
    assert codes(done.findings) == codes(plain.findings)


def test_a_tick_beside_every_row_of_a_grid_inside_a_card_is_no_label_of_it() -> None:
    base = margin(CARD)
    done = report(book(changed(base, *((row, 0, "√") for row in range(2, len(base.rows))))))
    assert figures(done) == figures(report(book(CARD)))
    assert figures(done, "row") == figures(report(book(CARD)), "row")
    assert told(done, "row_missing", "row_unknown") == []


@pytest.mark.parametrize("word", ["合计", "总 计", "累计", "共计", "总数", "全年合计", "年度合计"])
@pytest.mark.parametrize("number", [1, 4, 5, 7, 14, 15, 16, 22, 23, 24])
def test_the_total_of_a_grid_may_be_called_by_any_word_for_one(number: int, word: str) -> None:
    base = printed(number)
    at = max(at for at, row in enumerate(base.rows) if str(row[0]).replace(" ", "") in ("合计", "总计", "累计"))
    done, plain = report(book(changed(base, (at, 0, word)))), report(book(base))
    assert figures(done, "row") | figures(done) == figures(plain, "row") | figures(plain)
    assert codes(done.findings) == codes(plain.findings)


def test_the_declared_word_goes_before_other_words_for_a_total_of_a_grid() -> None:
    done = report(book(with_row(printed(LENDING), 10, "合计", 1, 2, 3, 4)))
    assert figures(done, "row") == figures(report(book(printed(LENDING))), "row")
    assert told(done, "row_unknown") == [("A11", "合计，1，2，3，4")]


def test_rows_that_a_grid_does_not_know_are_told_with_all_they_say() -> None:
    base = printed(LENDING)
    base = with_row(with_row(base, 17, None, "另有 88 册未计入", None, "77册待核"), 18, 12, 1, 2)
    done = report(book(base))
    assert told(done, "row_unknown", "row_twice") == [("A19", "12，1，2"), ("B18", "另有 88 册未计入，77册待核")]
    messages = [Phrases(CATALOGUE, 2020).message(each) for each in done.findings]
    assert any("77册待核" in message for message in messages)


def test_what_stands_beside_a_title_is_a_line_of_its_form() -> None:
    done = report(book(changed(printed(LENDING), (0, 8, "附件三"), (0, 9, 2))))
    assert [line.text for line in done.filings[0].lines][-2:] == ["附件三", "2"]


MONTH_STYLES: dict[str, Sequence[Value]] = {
    "2020.01": [f"2020.{month:02d}" for month in range(1, 13)],
    "2020.01 as numbers": [float(f"2020.{month:02d}") for month in range(1, 13)],
    "2020.1": [f"2020.{month}" for month in range(1, 13)],
    "202001": [202000 + month for month in range(1, 13)],
    "Jan": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    "month ends": [f"2020-{month:02d}-{monthrange(2020, month)[1]}" for month in range(1, 13)],
    "moments": [f"2020-{month:02d}-{monthrange(2020, month)[1]} 00:00:00" for month in range(1, 13)],
    "1月（2019.12.21–2020.1.20）": [
        f"{month}月（{2019 + (month > 1)}.{month - 1 or 12}.21–2020.{month}.20）" for month in range(1, 13)
    ],
    "20.01 as numbers": [float(f"20.{month:02d}") for month in range(1, 13)],
    "1月（31天）": [f"{month}月\n（{monthrange(2020, month)[1]}天）" for month in range(1, 13)],
    "first to last": [f"2020-{month:02d}-01至2020-{month:02d}-{monthrange(2020, month)[1]}" for month in range(1, 13)],
    "1月（1.1–1.28）": [f"{month}月（{month}.1–{month}.28）" for month in range(1, 13)],
}


def with_months(base: Sheet, months: Sequence[Value]) -> Sheet:
    """The lending form with its months written otherwise."""
    first = next(at for at, row in enumerate(base.rows) if str(row[0]) in ("1", "1月"))
    return changed(base, *((first + at, 0, month) for at, month in enumerate(months)))


@pytest.mark.parametrize("style", MONTH_STYLES)
def test_months_are_known_however_programs_write_them(style: str) -> None:
    done, plain = report(book(with_months(printed(LENDING), MONTH_STYLES[style]))), report(book(printed(LENDING)))
    assert codes(done.findings) == codes(plain.findings)


def test_months_of_another_year_are_named_and_not_taken() -> None:
    done = report(book(with_months(printed(LENDING), [f"2019.{month:02d}" for month in range(1, 13)])))
    assert not {"row_unknown", "row_missing"} & set(codes(done.findings))
    ((_, raw),) = told(done, "months_other_year")
    assert all(f"2019.{month:02d}" in raw for month in range(1, 13))


def test_one_month_of_another_year_among_this_years_is_named_alone() -> None:
    done = report(book(with_months(printed(LENDING), ["2019年1月"])))
    (found,) = [each for each in done.findings if each.rule.startswith(("months", "row_"))]
    assert (found.rule, found.first.cell) == ("months_other_year", "A5")
    assert "（2019年1月）" in Phrases(CATALOGUE, 2020).message(found)


@pytest.mark.parametrize("form", ["2020M{:02d}", "{}月小计", "2020年{}月合计"])
def test_months_called_by_a_code_or_as_sums_are_these_months(form: str) -> None:
    """Not so where a month has a row of its own, or where what adds up since January is meant."""
    plain = report(book(printed(LENDING)))
    done = report(book(with_months(printed(LENDING), [form.format(month) for month in range(1, 13)])))
    assert codes(done.findings) == codes(plain.findings)
    since = report(book(with_months(printed(LENDING), [f"{month}月累计" for month in range(1, 13)])))
    assert "months_unknown" in codes(since.findings)


def test_months_in_a_writing_that_nobody_knows_are_one_finding() -> None:
    done = report(book(with_months(printed(LENDING), [f"M{month}" for month in range(1, 13)])))
    (found,) = [each for each in done.findings if each.rule.startswith(("months", "row_"))]
    assert found.rule == "months_unknown"
    assert all(f"M{month}" in found.first.raw for month in range(1, 13))


def test_the_day_of_filing_below_a_table_is_no_month() -> None:
    for filed in ("2020 年 12 月 31 日", "2020-12-31"):
        done = report(book(with_row(printed(LENDING), 18, filed)))
        assert codes(done.findings) == codes(report(book(printed(LENDING))).findings)


def test_a_row_too_many_is_still_one_that_the_form_does_not_know() -> None:
    done = report(book(with_row(printed(LENDING), 10, "机动", 5, 5, 0, 0)))
    assert codes(done.findings).count("row_unknown") == 1
    assert "months_unknown" not in codes(done.findings)
