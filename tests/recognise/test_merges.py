"""Merged cells: entries over several rows are one, texts hold for each row, figures count once and are told."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter
from guanbiao.model.books import Book, Sheet
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import book, changed, codes, judged, printed, read_bytes, report, sheet
from tests.recognise.test_rows import EVENTS, entries, told, with_row
from tests.small.filed import LOANS, OUTLINE, TALKS, small_report

LECTURES, TRAINING = 8, 12
Box = tuple[int, int]


def in_two_rows(base: Sheet, at: int, column: int, cut: int, apart: Sequence[int] = ()) -> Sheet:
    """A list whose entry in the row `at` takes two: the text of `column` goes on in the second, all others but those
    `apart` are merged over both."""
    text = str(base.rows[at][column])
    second: list[Value] = [None] * len(base.rows[at])
    second[column] = text[cut:]
    moved = tuple((top + (top > at), left, bottom + (bottom > at), right) for top, left, bottom, right in base.merges)
    rest = [each for each in range(len(base.rows[at])) if each not in (column, *apart)]
    merges = (*moved, *((at, each, at + 1, each) for each in rest))
    return replace(with_row(changed(base, (at, column, text[:cut])), at + 1, *second), merges=merges)


def cells(done: Report) -> list[tuple[object, ...]]:
    """What was read of every entry and total, without where it stands."""
    return done.tables.cells.select("role", "row", "column", "seq", "above", "raw", "state", "value").rows()


def raws(done: Report, column: str) -> list[str | None]:
    """What the entries say in a column."""
    return done.tables.cells.filter(role="entry", column=column)["raw"].to_list()


def as_file(drawn: Sheet) -> Book:
    """A sheet written as a workbook and read again."""
    buffer = io.BytesIO()
    written = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = written.add_worksheet()
    for top, left, bottom, right in drawn.merges:
        page.merge_range(top, left, bottom, right, "")
    for at, row in enumerate(drawn.rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(at, column, value)
    written.close()
    return read_bytes(buffer.getvalue())


@pytest.mark.parametrize("at", [3, 9, 43])
@pytest.mark.parametrize("cut", [1, 5, 12])
def test_an_entry_over_two_rows_is_one(at: int, cut: int) -> None:
    base = printed(LECTURES)
    plain, done = report(book(base)), report(as_file(in_two_rows(base, at, 2, cut)))
    assert [str(each).replace(" ", "") for each in cells(done)] == [str(each).replace(" ", "") for each in cells(plain)]
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_lines"])
    assert told(done, "entry_lines") == [(f"A{at + 1}", f"A{at + 1}:F{at + 2}")]


def test_several_entries_over_two_rows_are_told_once() -> None:
    base = printed(LECTURES)
    done = report(book(in_two_rows(in_two_rows(base, 9, 2, 4), 4, 2, 4)))
    assert [line[5] for line in cells(done)] == [line[5] for line in cells(report(book(base)))]
    (finding,) = [each for each in done.findings if each.rule == "entry_lines"]
    assert [term.raw for term in finding.terms] == ["A5:F6", "A11:F12"]


def test_an_entry_of_a_list_without_numbers_over_two_rows_is_one() -> None:
    base = printed(TRAINING)
    done = report(book(in_two_rows(base, 5, 2, 6)))
    assert [line[5] for line in cells(done)] == [line[5] for line in cells(report(book(base)))]
    assert codes(done.findings).count("entry_lines") == 1


def test_entries_of_one_day_and_room_are_several() -> None:
    base = changed(printed(TRAINING), (5, 0, None), (5, 1, None))
    done = report(book(replace(base, merges=((4, 0, 5, 0), (4, 1, 5, 1)))))
    assert entries(done) == entries(report(book(base)))
    assert "entry_lines" not in codes(done.findings)
    assert raws(done, "时间")[:3] == [base.rows[3][0], base.rows[4][0], base.rows[4][0]]


def test_a_figure_in_the_second_row_of_an_entry_counts_where_it_stands() -> None:
    base = in_two_rows(printed(LECTURES), 4, 2, 6, apart=(5,))
    done = report(book(changed(base, (4, 5, None), (5, 5, 65))))
    cell = done.tables.cells.filter(role="entry", column="人次", seq=1).row(0, named=True)
    assert (cell["value"], cell["at_row"], cell["at_column"]) == (65.0, 5, 5)
    assert entries(done) == 41 + 1  # one more row of the sheet speaks for an entry
    assert len(raws(done, "人次")) == 41


def test_dates_on_two_rows_of_an_entry_are_both_read() -> None:
    drawn = sheet(
        """
        | 云溪市图书馆2020年讲座一览表 | | | | | |
        | 序号 | 时间 | 题目 | 地点 | 人次 | 联系电话 |
        | 1 | 1月11日 | 怎样读 | 报告厅 | 120 | |
        | | 1月12日 | 地图 | | | |
        | 2 | 4月23日 14:00 | 家书里的城市 | 报告厅 | 86 | |
        | 合计 | 2 | | | 206 | |
        """
    )
    done = small_report(replace(drawn, merges=((2, 0, 3, 0), (2, 3, 3, 3), (2, 4, 3, 4))))
    assert raws(done, "时间") == ["1月11日 1月12日", "4月23日 14:00"]
    assert raws(done, "题目") == ["怎样读地图", "家书里的城市"]
    assert {lines[0]["verdict"] for lines in judged(done).values() if lines[0]["forms"] == "讲座"} <= {"holds"}
    assert not {"not_a_date", "blank", "serial_order"} & set(codes(done.findings))


SHARED = sheet(
    """
    | 云溪市图书馆2020年讲座一览表 | | | | | |
    | 序号 | 时间 | 题目 | 地点 | 人次 | 联系电话 |
    | 1 | 1月11日 9:30 | 怎样读地图 | 报告厅 | 120 | |
    | 2 | 4月23日 9:00 | 家书：成人场 | 报告厅 | 86 | |
    | | 4月23日 14:00 | 家书：少儿场 | | 64 | |
    | 3 | 9月19日 9:30 | 月亮与历法 | 报告厅 | 131 | |
    | 合计 | 3 | | | 401 | |
    """
)


def test_rows_of_figures_under_one_serial_number_are_asked_about() -> None:
    done = small_report(replace(SHARED, merges=((3, 0, 4, 0), (3, 3, 4, 3))))
    assert raws(done, "人次") == ["120", "86", "64", "131"]
    assert raws(done, "地点") == ["报告厅"] * 4
    assert told(done, "serial_shared") == [("A4", "A4:E5")]
    assert not {"blank", "serial_order", "entry_lines", "figure_merged"} & set(codes(done.findings))
    verdicts = {key[2]: lines[0]["verdict"] for key, lines in judged(done).items() if key[1] == "合计"}
    assert (verdicts["人次"], verdicts["时间"]) == ("holds", "unverifiable")


def test_a_figure_merged_over_entries_counts_once_and_is_told_once() -> None:
    base = printed(EVENTS)
    rows = changed(base, *((at, 5, None) for at in (5, 6, 9)))
    done = report(as_file(replace(rows, merges=((4, 5, 6, 5), (8, 5, 9, 5)))))
    (finding,) = [each for each in done.findings if each.rule == "figure_merged"]
    assert [(term.cell, term.raw) for term in finding.terms] == [
        ("F5", str(base.rows[4][5])),
        ("F9", str(base.rows[8][5])),
    ]
    assert finding.detail.where == "F5:F7；F9:F10"  # type: ignore[attr-defined]
    assert not {"blank", "not_given", "serial_order"} & set(codes(done.findings))
    (sums,) = [lines for key, lines in judged(done).items() if key[0].startswith("09") and key[2] == "人次"]
    lost = sum(int(str(base.rows[at][5])) for at in (5, 6, 9))
    assert float(sums[0]["expected"]) == 960 - lost


def test_a_figure_merged_over_months_counts_once_in_the_sum_of_the_year() -> None:
    rows = changed(LOANS, (2, 1, 3120 + 2890), (3, 1, None))
    done = small_report(replace(rows, merges=((2, 1, 3, 1),)))
    verdicts = {key[1:]: lines[0]["verdict"] for key, lines in judged(done).items()}
    assert verdicts["全年", "总馆"] == "holds"
    assert verdicts["1", "合计"] == verdicts["2", "合计"] == "unverifiable"
    assert told(done, "figure_merged") == [("B3", "6010")]
    assert not {"month_zero", "month_jump", "not_given", "blank"} & set(codes(done.findings))


def test_months_merged_throughout_are_judged_together() -> None:
    figures = [(2, 1, 6010), (2, 2, 2315), (2, 3, 8325), *((3, column, None) for column in (1, 2, 3))]
    done = small_report(replace(changed(LOANS, *figures), merges=tuple((2, column, 3, column) for column in (1, 2, 3))))
    assert {lines[0]["verdict"] for key, lines in judged(done).items() if key[0].startswith("01")} == {"holds"}


def test_a_figure_merged_over_two_rooms_counts_once_in_the_total() -> None:
    done = small_report(replace(changed(LOANS, (2, 1, 4330), (2, 2, None)), merges=((2, 1, 2, 2),)))
    verdicts = {key[1:]: lines[0]["verdict"] for key, lines in judged(done).items()}
    assert verdicts["1", "合计"] == "holds"
    assert verdicts["全年", "总馆"] == verdicts["全年", "少儿馆"] == "unverifiable"


def test_what_was_closed_over_merged_months_was_closed_in_each() -> None:
    rows = changed(LOANS, (3, 1, "闭馆"), (4, 1, None), (3, 3, 1105), (4, 3, 1320), (14, 1, 32999), (14, 3, 49544))
    done = small_report(replace(rows, merges=((3, 1, 4, 1),)))
    assert {lines[0]["verdict"] for key, lines in judged(done).items() if key[0].startswith("01")} == {"holds"}
    assert "figure_merged" not in codes(done.findings)


def test_a_total_merged_with_its_parts_is_not_judged() -> None:
    done = small_report(replace(changed(LOANS, (2, 3, None)), merges=((2, 2, 2, 3),)))
    verdicts = {key[1:]: lines[0]["verdict"] for key, lines in judged(done).items()}
    assert verdicts["1", "合计"] == "unverifiable"


def test_no_cause_changes_a_cell_that_a_figure_is_merged_over() -> None:
    from tests.stages import with_causes

    rows = changed(LOANS, (2, 1, 6010), (3, 1, None), (14, 1, 39000))
    done = with_causes(small_report(replace(rows, merges=((2, 1, 3, 1),)), OUTLINE, TALKS))
    assert "B4" not in {change.term.cell for cause in done.causes for change in cause.changes}


def test_a_text_that_closes_what_is_open_above_it_goes_on_with_it() -> None:
    base = printed(LECTURES)
    text = str(base.rows[4][2])
    cut = text.index("《") + 3
    done = report(book(with_row(changed(base, (4, 2, text[:cut])), 5, None, None, text[cut:])))
    assert [line[5] for line in cells(done)] == [line[5] for line in cells(report(book(base)))]
    assert told(done, "entry_lines") == [("C5", "C5:C6")]


def test_a_text_alone_in_its_row_goes_on_with_nothing_and_is_told() -> None:
    done = report(book(with_row(printed(EVENTS), 9, None, None, "鞍山读书节（线上）")))
    assert (entries(done), told(done, "cell_stray")) == (16, [("C10", "鞍山读书节（线上）")])
    assert "entry_lines" not in codes(done.findings)


@pytest.mark.parametrize("columns", [(2,), (2, 4)])
def test_texts_between_serial_numbers_are_lines_of_the_entry_above(columns: tuple[int, ...]) -> None:
    base = printed(LECTURES)
    rows = [list(row) for row in base.rows]
    for at in (30, 12, 5):
        below: list[Value] = [None] * 6
        for column in columns:
            text = str(rows[at][column])
            rows[at][column], below[column] = text[:4], text[4:]
        rows.insert(at + 1, below)
    done = report(book(replace(base, rows=rows)))
    plain = report(book(base))
    assert cells(done) == cells(plain)
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_lines"])


def test_a_text_with_a_figure_or_without_a_number_below_it_is_no_line_of_an_entry() -> None:
    base = printed(LECTURES)
    rows = [list(row) for row in base.rows]
    for at in (30, 12, 5):
        rows.insert(at + 1, [None, None, "加演一场", None, None, 30])
    done = report(book(replace(base, rows=rows)))
    assert entries(done) == 44
    assert "entry_lines" not in codes(done.findings)


def test_what_is_printed_once_for_a_group_may_stand_above_it() -> None:
    base = printed(25)
    rows: list[list[Value]] = []
    for row in base.rows[2:]:
        rows += [[row[0]], [None, *row[1:]]] if row[0] else [list(row)]
    done, plain = report(book(replace(base, rows=[*base.rows[:2], *rows]))), report(book(base))
    assert cells(done) == cells(plain)
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_lines"])


def test_a_single_group_may_stand_above_its_entries_where_others_stand_beside_theirs() -> None:
    """It begins no entry of its own, of which all else would be missing."""
    base = printed(25)
    at = [at for at, row in enumerate(base.rows) if at > 2 and row[0]][1]
    rows = [*base.rows[:at], [base.rows[at][0]], [None, *base.rows[at][1:]], *base.rows[at + 1 :]]
    done, plain = report(book(replace(base, rows=rows))), report(book(base))
    assert cells(done) == cells(plain)
    assert sorted(codes(done.findings)) == sorted([*codes(plain.findings), "entry_lines"])


def test_a_note_between_the_entries_of_a_group_is_no_group() -> None:
    base = printed(25)
    done = report(book(with_row(base, 5, "以下为疫情期间的报道")))
    assert cells(done) == cells(report(book(base)))
    assert "entry_lines" not in codes(done.findings)
