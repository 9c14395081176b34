"""Relations and their three verdicts: small tables for the semantics, the report's own figures for the rules.

The expectations about 2020 were added up by hand from the printed tables."""

import csv
import io

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding, Verdict
from guanbiao.outputs.export import relations_csv
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from guanbiao.workbook.coverage import coverage_page
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, codes, printed, report, sheet

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


def judged(done: Report) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """relations.csv by (rule, row, column)."""
    lines = csv.DictReader(io.StringIO(relations_csv(done).decode("utf-8-sig")))
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for line in lines:
        found.setdefault((line["rule"], line["row"], line["column"]), []).append(line)
    return found


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
    assert finding.detail["expected_blanks"] == 2


def test_the_sentence_says_which_side_was_blank() -> None:
    def said(rule: str, *filed: Sheet) -> str:
        done = report(book(*filed))
        return next(Phrases(CATALOGUE, 2020).message(each) for each in done.findings if each.rule == rule)

    blank = changed(sheet(TABLE), (4, 4, None), (5, 4, None), (14, 4, 99))
    assert "“累计，分馆”填报 99，12 项之和为 11（其中 2 个空格按 0 计），多 88" in said("07.累计", blank)
    windows = changed(printed(2), (2, 1, None))
    assert said("L03", windows, sheet(TABLE)).startswith(
        "表02 窗口流通册次比较“1，成人外借”没有填（按 0 计），表07 文献流通册次“1，成人外借”为 11，少 11。"
    )


def test_entries_that_are_counted_are_not_said_to_be_summed(report: Report) -> None:
    messages = {each.rule: Phrases(CATALOGUE, 2020).message(each) for each in report.findings}
    assert "填报 2，表21 分馆建设的 19 条计为 19，少 17。" in messages["B02"]
    assert "表20 网上活动（少儿）的 4 条计为 24" in messages["A16"]  # one of them counts for eighteen


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


BROKEN_2020 = {
    ("02.比较", "比较", "成人外借"): None,
    ("02.比较", "比较", "少儿外借"): None,
    ("L01", "比较", "成人外借"): None,
    ("L02", "比较", "少儿外借"): (51444, 212965),
    ("L05", "成人外借部", "流通册次/2020年"): None,
    ("L06", "少儿外借部", "流通册次/2020年"): (51444, 212965),
    ("L07", "分馆", "流通册次/2020年"): (36705, 132012),
    ("L08", "合计", "流通册次/2020年"): None,
    ("L09", "图书外借册次/成人", "完成指标"): None,
    ("L10", "图书外借册次/成人", "完成指标"): (266843, 132012),
    ("L11", "图书外借册次/少儿", "完成指标"): None,
    ("L12", "图书外借册次/成人", "完成指标"): (573542, 438711),
    ("L13", "分馆文献借阅", "完成指标"): (266843, 132012),
    ("V02", "外借部", "流通人次/2020年"): None,
    ("V03", "阅览部", "流通人次/2020年"): None,
    ("V06", "网站浏览", "流通人次/2020年"): None,
    ("V07", "分馆", "流通人次/2020年"): (36705, 95477),
    ("V11", "合计", "流通人次/2020年"): None,
    ("V12", "总流通人次/成人", "完成指标"): None,
    ("V14", "总流通人次/少儿", "完成指标"): None,
    ("V15", "总流通人次/成人", "完成指标"): (413198, 413653),
    ("V18", "图书外借人次/少儿", "完成指标"): None,
    ("V19", "分馆接待读者", "完成指标"): None,
    ("01.合计", "合计", "讲座、报告会/人次"): None,
    ("01.总计.期", "合计", "总计"): None,
    ("01.总计.人次", "合计", "总计"): None,
    ("06.合计", "合计", "讲座、报告会/人次"): (15781, 23953),
    ("06.分馆人次", "分馆接待读者", "完成指标"): None,
    ("06.用户培训.人次", "社会教育与用户培训/合计", "完成指标"): None,
    ("03.总馆藏数量册(件)", "2018", "总馆藏数量册(件)"): None,
    ("03.总馆藏数量册(件)", "2020", "总馆藏数量册(件)"): None,
    ("04.合计", "合计", "流通人次/2019年"): (724011, 801033),
    ("04.合计", "合计", "流通人次/2020年"): (413653, 346653),
    ("05.合计", "合计", "流通册次/2020年"): (438711, 181883),
    ("05.数量变动/2020年比2019年", "合计", "数量变动/2020年比2019年"): (-603814, -270166),
    ("07.累计", "累计", "成人外借"): None,
    ("07.累计", "累计", "少儿外借"): None,
    ("07.累计", "累计", "分馆"): None,
    ("07.合计", "累计", "合计"): None,
    ("08.合计.时间", "合计", "时间"): None,
    ("08.合计.人次", "合计", "人次"): None,
    ("09.合计.活动内容", "合计", "活动内容"): None,
    ("10.合计.人次", "合计", "人次"): None,
    ("11.合计.书刊宣传内容及形式", "合计", "书刊宣传内容及形式"): None,
    ("11.合计.数量(种)", "合计", "数量(种)"): (831, 871),
    ("12.总计.部(室)", "总计", "部(室)"): None,
    ("12.总计.总学时(时)", "总计", "总学时(时)"): None,
    ("13.总计.参加人数(人)", "总计", "参加人数(人)"): (216, 282),
    ("13.总计.总学时(时)", "总计", "总学时(时)"): (498, 652),
    ("14.累计", "累计", "合计"): (413653, 354426),
    ("14.累计", "累计", "分馆"): (95477, 36705),
    ("14.合计", "1", "合计"): (49248, 52327),
    ("14.合计", "2", "合计"): (9945, 9947),
    ("14.合计", "3", "合计"): (9681, 10203),
    ("14.合计", "4", "合计"): None,
    ("14.小计", "小计", "阅览部"): None,
    ("14.小计", "小计", "分馆"): (36705, 95477),
    ("14.小计之和", "累计", "合计"): (413653, 354426),
    ("15.总量", "原藏/册、件", "总量"): None,
    ("15.总量.种", "原藏/种", "总量"): None,
    ("15.总量.种", "现状/种", "总量"): None,
    ("15.现状/种", "现状/种", "总量"): None,
    ("15.合计.普通图书.种", "合计", "汉文普通图书"): None,
    ("15.合计.普通图书.册", "合计", "汉文普通图书"): (910286, 910282),
    ("15.合计.数据库.G", "合计", "数据库"): None,
    ("15.图书.册", "合计/分类", "图书"): None,
    ("15.非纸质.册", "合计/分类", "非纸质资料"): None,
    ("16.总量", "原藏/册、件", "总量"): None,
    ("16.总量", "现藏/册、件", "总量"): None,
    ("16.合计.总量", "合计", "总量"): None,
    ("17.合计.访问次数", "合计", "访问次数"): None,
    ("19.合计.人次", "合计", "人次"): None,
    ("20.合计.人次", "合计", "人次"): None,
    ("24.总计", "总计", "经费"): None,
    ("29.年龄", "在编职工/合计", "人数"): None,
}


@pytest.mark.parametrize("place", BROKEN_2020, ids="|".join)
def test_the_verdicts_of_2020(place: tuple[str, str, str], report: Report) -> None:
    (line,) = judged(report)[place]
    figures = BROKEN_2020[place]
    assert line["verdict"] == ("broken" if figures else "holds")
    if figures:
        assert (float(line["reported"]), float(line["expected"])) == figures


def test_totals_left_blank_in_2020(report: Report) -> None:
    lines = judged(report)
    for month in range(1, 13):
        assert lines["07.合计", str(month), "合计"][0]["verdict"] == "unverifiable"
    assert lines["14.累计", "累计", "成人服务窗口/24h自助图书馆"][0]["expected"] == "940"
    blank: list[Finding] = [each for each in report.findings if each.verdict is Verdict.UNVERIFIABLE]
    assert [(each.rule, len(each.terms)) for each in blank if each.form in ("lending", "enquiries")] == [
        ("07.合计", 12),
        ("23.解答咨询/合计/人次", 7),  # closed from January to May: nothing was left out there
        ("23.解答咨询/合计/条次", 7),
    ]


def test_two_total_rows_of_online_exhibitions(report: Report) -> None:
    lines = [line for (rule, _, _), found in judged(report).items() for line in found if rule.startswith("18.")]
    assert {(line["row"], line["column"], line["reported"], line["verdict"]) for line in lines} == {
        ("合计", "人次", "113690", "holds"),
        ("合计", "人次", "113787", "holds"),
        ("合计", "展览内容", "35", "holds"),
    }


def test_every_relation_is_in_the_csv_with_one_of_three_verdicts(report: Report) -> None:
    lines = [line for found in judged(report).values() for line in found]
    assert len(lines) == report.reconciled.relations.height
    assert {line["verdict"] for line in lines} == {"holds", "broken", "unverifiable"}
    for line in lines:
        if line["verdict"] != "unverifiable":
            assert float(line["difference"]) == pytest.approx(float(line["reported"]) - float(line["expected"]))
