"""Relations and their three verdicts."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.details import OfRelation
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.workbook.coverage import coverage_page
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, judged, printed, report, sheet

TABLE = """
    | 鞍山市图书馆文献流通册次统计表（2020年） | | | | |
    | 类目 月份 | 合 计 | 成人外借 | 少儿外借 | 分 馆 | 备注
    | 1 | 33 | 11 | 12 | 10 |
    | 2 | 3 | 1 | 1 | 1 |
    | 3 | 0 | 0 | 0 | 0 |
    | 4 | 0 | 0 | 0 | 0 |
    | 5 | 0 | 0 | 0 | 0 |
    | 6 | 0 | 0 | 0 | 0 |
    | 7 | 0 | 0 | 0 | 0 |
    | 8 | 0 | 0 | 0 | 0 |
    | 9 | 0 | 0 | 0 | 0 |
    | 10 | 0 | 0 | 0 | 0 |
    | 11 | 0 | 0 | 0 | 0 |
    | 12 | 0 | 0 | 0 | 0 |
    | 累计 | 36 | 12 | 13 | 11 |
    """


def verdict(rule: str, row: str, column: str, *changes: tuple[int, int, Value]) -> tuple[str, str, str]:
    """Verdict, reported and expected of one relation of the small table with changes."""
    (line,) = judged(report(book(changed(sheet(TABLE), *changes))))[rule, row, column]
    return line["verdict"], line["reported"], line["expected"]


def test_a_relation_holds_or_is_broken() -> None:
    assert verdict("07.累计", "累计", "成人外借") == ("holds", "12", "12")
    assert verdict("07.累计", "累计", "成人外借", (2, 2, 21)) == ("broken", "12", "22")


def test_an_empty_entry_of_a_monthly_grid_counts_nothing_and_is_disclosed() -> None:
    assert verdict("07.累计", "累计", "分馆", (4, 4, None)) == ("holds", "11", "11")
    done = report(book(changed(sheet(TABLE), (4, 4, None), (5, 4, None), (14, 4, 99))))
    (finding,) = [each for each in done.findings if each.rule == "07.累计" and each.column == "分馆"]
    assert isinstance(finding.detail, OfRelation)
    assert finding.detail.expected_blanks == 2


def test_an_empty_total_is_a_figure_not_given() -> None:
    assert verdict("07.累计", "累计", "分馆", (14, 4, None)) == ("unverifiable", "", "11")
    assert verdict("07.合计", "累计", "合计", (14, 4, None)) == ("unverifiable", "36", "")


@pytest.mark.parametrize("typed", ["约10", "#REF!", "#未计算"])
def test_an_unreadable_term_makes_a_relation_unverifiable_never_valid(typed: str) -> None:
    assert verdict("07.累计", "累计", "分馆", (2, 4, typed))[0] == "unverifiable"


@pytest.mark.parametrize("typed", ["无", "—", "/"])
def test_a_stated_none_counts_nothing(typed: str) -> None:
    assert verdict("07.累计", "累计", "分馆", (4, 4, typed))[0] == "holds"


@pytest.mark.parametrize(("typed", "judgement"), [("无", ("broken", "11")), ("不详", ("unverifiable", ""))])
def test_each_measure_of_a_compound_cell_is_as_the_cell_is(typed: str, judgement: tuple[str, str]) -> None:
    done = report(book(changed(printed(6), (6, 8, typed))))  # 社会教育与用户培训，少儿: 5次 282人次
    (line,) = judged(done)["06.用户培训.次", "社会教育与用户培训/合计", "完成指标"]
    assert (line["verdict"], line["expected"]) == judgement
    reasons = [cell.value for cell in coverage_page(done, Phrases(CATALOGUE, 2020)).cells if cell.column == 3]
    assert ("有数无法识别" in reasons) == (typed == "不详")


def test_a_relation_with_a_form_that_was_not_filed_is_unverifiable() -> None:
    done = report(book(sheet(TABLE)))
    assert {line["verdict"] for key, lines in judged(done).items() for line in lines if key[0] == "L01"} == {
        "unverifiable"
    }


def test_an_empty_entry_that_is_held_against_last_year_is_still_a_figure_not_given() -> None:
    done = report(
        book(changed(printed(5), (5, 1, None)))
    )  # 分馆, 2019: the left side of Y04, whose right was not filed
    lines = judged(done)
    for place in (
        ("05.合计", "合计", "流通册次/2019年"),
        ("05.数量变动/2019年比2018年", "分馆", "数量变动/2019年比2018年"),
        ("05.数量变动/2020年比2019年", "分馆", "数量变动/2020年比2019年"),
    ):
        assert lines[place][0]["verdict"] == "unverifiable", place


def test_an_empty_total_counts_nothing_only_where_its_own_parts_are_there_and_blank() -> None:
    def taken_off(drawn: Sheet) -> str:
        return judged(report(book(drawn)))["15.现状/册、件", "现状/册、件", "总量"][0]["verdict"]

    assert taken_off(printed(15)) == "holds"
    assert taken_off(without_column(printed(15), "外文")) == "unverifiable"


def without_column(drawn: Sheet, label: str) -> Sheet:
    """A sheet with one column left out, header and all."""
    at = next(row.index(label) for row in drawn.rows if label in row)
    return replace(drawn, rows=[[*row[:at], *row[at + 1 :]] for row in drawn.rows])


def test_a_column_that_was_left_out_is_no_column_of_blanks() -> None:
    done = report(book(without_column(sheet(TABLE), "分 馆")))
    lines = judged(done)
    assert lines["07.累计", "累计", "分馆"][0]["verdict"] == "unverifiable"
    assert {lines["07.合计", row, "合计"][0]["verdict"] for row in ("1", "3", "累计")} == {"unverifiable"}
    assert codes(done.findings) == ["column_missing"]
    reasons = [cell.value for cell in coverage_page(done, Phrases(CATALOGUE, 2020)).cells if cell.column == 3]
    assert "缺少栏目" in reasons


@pytest.mark.parametrize("rule", ["A04", "A05", "A06", "A07"])
def test_entries_are_not_counted_by_a_column_that_is_not_there(rule: str) -> None:
    lines = judged(report(book(printed(1), without_column(printed(8), "地 点"))))
    assert [line["verdict"] for key, found in lines.items() for line in found if key[0] == rule] == ["unverifiable"]


def test_a_list_that_nobody_filed_is_unknown_and_one_without_entries_is_empty() -> None:
    def branches(*filed: Sheet) -> tuple[str, str]:
        lines = judged(report(book(printed(6), *filed)))
        (line,) = [line for key, found in lines.items() for line in found if key[0] == "B01"]
        return line["verdict"], line["expected"]

    header = replace(printed(21), rows=printed(21).rows[:2])
    assert branches() == ("unverifiable", "")
    assert branches(header) == ("broken", "0")


def test_a_finding_carries_both_figures_and_every_cell() -> None:
    done = report(book(changed(sheet(TABLE), (14, 1, 40))))
    finding = next(each for each in done.findings if each.rule == "07.合计")
    assert (finding.reported, finding.expected, finding.difference) == (40, 36, 4)
    assert [(term.role, term.cell, term.value) for term in finding.terms] == [
        ("reported", "B15", 40),
        ("expected", "C15", 12),
        ("expected", "D15", 13),
        ("expected", "E15", 11),
    ]


def test_typed_arithmetic_is_a_relation_of_its_own() -> None:
    done = report(book(changed(printed(17), (12, 1, "7954+7855（少儿）=15908"))))
    (line,) = [
        line
        for (rule, row, _), lines in judged(done).items()
        for line in lines
        if rule == "17.算式" and row.startswith("云图")
    ]
    assert (line["verdict"], line["reported"], line["expected"]) == ("broken", "15908", "15809")


def test_an_entry_without_its_figure_makes_the_sum_unverifiable() -> None:
    done = report(book(changed(printed(10), (4, 5, None))))
    assert [line["verdict"] for line in judged(done)["10.合计.人次", "合计", "人次"]] == ["unverifiable"]


def test_a_count_under_another_column_of_words_is_still_the_count() -> None:
    moved = changed(printed(8), (44, 1, None), (44, 2, 41))
    assert [line["verdict"] for line in judged(report(book(moved)))["08.合计.时间", "合计", "时间"]] == ["holds"]
