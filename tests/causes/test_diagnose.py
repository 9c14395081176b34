"""Causes: those of the printed report, those of errors planted in a year that agrees, and ties told as ties."""

import json
import re
from typing import Any

import polars as pl
import pytest
from guanbiao.forms.catalogue import MONTHS
from guanbiao.model.books import Book, Sheet
from guanbiao.model.causes import Cause
from guanbiao.model.findings import Verdict
from guanbiao.outputs.export import findings_json
from guanbiao.report.report import Report
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import report_of, typed_in
from tests.stages import with_causes

Cell = tuple[str, str, str]


@pytest.fixture(scope="module")
def explained(report: Report) -> Report:
    return with_causes(report)


def cause_of(report: Report, form: str, row: str, column: str, measure: str = "") -> Cause:
    """The cause that would change this figure."""
    return next(
        cause
        for cause in report.causes
        for change in cause.changes
        if (change.term.form, change.term.row, change.term.column, change.term.measure) == (form, row, column, measure)
        and not change.follows
    )


def fact(report: Report, form: str, row: str, column: str) -> dict[str, Any]:
    """The line of a figure as it was filed."""
    facts = report.tables.facts
    return facts.filter((facts["form"] == form) & (facts["row"] == row) & (facts["column"] == column)).row(
        0, named=True
    )


def place(line: dict[str, Any]) -> tuple[int, int, int, str]:
    return line["filing"], line["at_row"], line["at_column"], line["measure"]


def suggested(cause: Cause, *, follows: bool = False) -> dict[Cell, float | None]:
    return {
        (each.term.form, each.term.row, each.term.column): each.suggested
        for each in cause.changes
        if each.follows is follows
    }


def test_one_copied_column_is_one_cause_not_twelve(explained: Report) -> None:
    cause = cause_of(explained, "lending_by_window", "比较", "少儿外借")
    assert cause.kind == "column_copied"
    assert (cause.detail["source_form"], len(cause.explains), cause.certain) == ("visits", 12, True)
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
    cause = cause_of(explained, *reduced)
    assert cause.kind == "left_blank"
    assert suggested(cause) == {reduced: 86091 + 562 - 86602}
    (other,) = cause.alternatives
    assert [(each.term.row, each.term.column, each.suggested) for each in other] == [(*left[1:], 86091 + 562)]


def test_lists_that_lack_entries(explained: Report) -> None:
    cause = cause_of(explained, "activities_summary", "成人阵地", "展览/期")
    assert cause.kind == "entries_missing"
    assert (cause.detail["list"], cause.detail["count"], cause.detail["amount"]) == ("exhibitions", 1, 60)


def test_two_forms_that_each_agree_with_themselves(explained: Report) -> None:
    cause = cause_of(explained, "overview", "图书外借册次/成人", "完成指标", "分馆")
    assert (cause.kind, len(cause.explains)) == ("definition", 3)
    assert suggested(cause) == {("overview", "图书外借册次/成人", "完成指标"): 132012}


def test_every_broken_relation_has_one_cause_and_every_cause_its_findings(explained: Report) -> None:
    broken = [each for each in explained.findings if each.relation >= 0 and each.verdict is Verdict.BROKEN]
    by_id = {cause.id: cause for cause in explained.causes}
    assert len(by_id) == len(explained.causes)
    for finding in broken:
        assert finding.id in by_id[finding.cause].explains
    told = [finding for cause in explained.causes for finding in cause.explains]
    assert len(told) == len(set(told)) == len(broken)


def test_causes_in_the_contract(explained: Report) -> None:
    whole = json.loads(findings_json(explained, Phrases(CATALOGUE, 2020)))
    ids = {finding["id"] for finding in whole["findings"]}
    assert len(ids) == len(whole["findings"])
    for cause in whole["causes"]:
        assert {"id", "kind", "cells", "alternatives", "explains", "message"} <= set(cause)
        assert set(cause["explains"]) <= ids
        for cell in (*cause["cells"], *(each for some in cause["alternatives"] for each in some)):
            assert {"file", "sheet", "cell", "form", "row", "column", "reported", "suggested"} <= set(cell)
            assert re.fullmatch(r"[A-Z]+\d+", cell["cell"])


def test_every_kind_has_its_sentence(explained: Report) -> None:
    phrases = Phrases(CATALOGUE, 2020)
    for cause in explained.causes:
        assert cause.kind in CAUSES
        assert "{" not in cause_message(phrases, cause)


def test_the_same_causes_from_the_same_forms(report: Report, explained: Report) -> None:
    assert with_causes(report).causes == explained.causes


PLANTED = [
    ("visits", "10", "少儿外借部", "5835", "digits_swapped"),
    ("lending", "9", "分馆", "13726", "digits_swapped"),
    ("lending_three_years", "分馆", "流通册次/{year}年", "386185", "last_year"),
    ("lending_three_years", "成人外借部", "数量变动/{year}年比{year-1}年", "-6614", "sign"),
    ("holdings", "现状/册、件", "汉文普通图书/哲学", "36061", "digits_swapped"),
    ("enquiries", "9", "解答咨询/外借部/人次", "780", "digit_added"),
    ("activities_summary", "成人网上", "其他活动/人次", "23.67", "ten_thousands"),
    ("lectures", "合计", "人次", "14065", "not_updated"),
    ("overview", "为分馆配书", "完成指标", "138435", ""),
    ("user_training", "总计", "参加人数(人)", "224", "part_left_out"),
    ("acquisitions_budget", "总计", "经费", "80", ""),
]


@pytest.mark.parametrize(("form", "row", "column", "wrong", "kind"), PLANTED, ids=str)
def test_an_error_planted_in_a_cell_is_found(
    form: str,
    row: str,
    column: str,
    wrong: str,
    kind: str,
    agreeing_books: list[Book],
    agreeing: Report,
) -> None:
    facts = agreeing.tables.facts.filter(
        (agreeing.tables.facts["form"] == form)
        & (agreeing.tables.facts["row"] == row)
        & agreeing.tables.facts["column"].str.ends_with(column)
    )
    line = facts.row(0, named=True)
    key = (line["filing"], line["at_row"], line["at_column"], line["measure"])
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {key: float(wrong)})))
    truth = line["value"]
    first = [
        cause
        for cause in planted.causes
        if any(each.term.raw and each.term.value == float(wrong) and each.suggested == truth for each in cause.changes)
    ]
    tied = [
        cause
        for cause in planted.causes
        for some in cause.alternatives
        if any(each.term.value == float(wrong) and each.suggested == truth for each in some)
    ]
    assert first or tied
    if kind:
        assert [cause.kind for cause in first] == [kind]
    assert not [cause for cause in planted.causes if cause.certain and cause not in first]


def test_a_part_filed_as_text_that_a_sum_skipped(agreeing_books: list[Book], agreeing: Report) -> None:
    facts = agreeing.tables.facts
    entry = facts.filter(
        (facts["form"] == "online_exhibitions") & (facts["label"] == "5") & (facts["column"] == "人次")
    )
    total = facts.filter(
        (facts["form"] == "online_exhibitions") & (facts["row"] == "合计") & (facts["column"] == "人次")
    )
    part, whole = entry.row(0, named=True), total.row(0, named=True)
    key = (whole["filing"], whole["at_row"], whole["at_column"], "")
    books = typed_in(agreeing_books, agreeing, {key: whole["value"] - part["value"]})
    texts = [_as_text(book, agreeing, part) for book in books]
    planted = with_causes(report_of(texts))
    kinds = {cause.kind for cause in planted.causes if any(each.suggested == whole["value"] for each in cause.changes)}
    assert kinds == {"text_skipped"}


def _as_text(book: Book, report: Report, line: dict[str, object]) -> Book:
    own = report.filings[int(str(line["filing"]))]
    if book.file != own.book.file:
        return book
    sheets = []
    for sheet in book.sheets:
        rows = [list(row) for row in sheet.rows]
        if sheet.name == own.sheet.name:
            at, column = int(str(line["at_row"])), int(str(line["at_column"]))
            rows[at][column] = f"{rows[at][column]}人次"
        sheets.append(replace(sheet, rows=rows))
    return replace(book, sheets=tuple(sheets))


def with_entry(books: list[Book], agreeing: Report, above: int) -> Report:
    """The year with one exhibition of 57 visitors more, so many others below it, the totals of the list left alone."""
    facts = agreeing.tables.facts
    own = facts.filter((facts["form"] == "exhibitions") & (facts["column"] == "人次") & (facts["role"] == "entry"))
    entry = own.sort("at_row").row(-1 - above, named=True)
    filing, at = agreeing.filings[entry["filing"]], entry["at_row"]

    def longer(sheet: Sheet) -> Sheet:
        if sheet.name != filing.sheet.name:
            return sheet
        new = [57 if column == entry["at_column"] else value for column, value in enumerate(sheet.rows[at])]
        merges = tuple(each for each in sheet.merges if each[2] <= at)
        return replace(sheet, rows=[*sheet.rows[: at + 1], new, *sheet.rows[at + 1 :]], merges=merges)

    own_file = filing.book.file
    all_books = [
        replace(book, sheets=tuple(map(longer, book.sheets))) if book.file == own_file else book for book in books
    ]
    return with_causes(report_of(all_books))


@pytest.mark.parametrize(("above", "kind"), [(0, "entries_added"), (2, "entries_uncounted")])
def test_an_entry_that_no_total_counts_is_one_cause(
    above: int, kind: str, agreeing_books: list[Book], agreeing: Report
) -> None:
    longer = with_entry(agreeing_books, agreeing, above)
    cause = cause_of(longer, "exhibitions", "合计", "展览内容")
    assert (cause.kind, cause.detail["count"], len(cause.explains)) == (kind, 1, 2)
    assert suggested(cause) == {("exhibitions", "合计", "展览内容"): 5, ("exhibitions", "合计", "人次"): 1232}
    assert suggested(cause, follows=True)["overview", "成人阵地", "展览/期"] == 5


def test_a_count_and_a_sum_that_no_entry_accounts_for_are_no_added_entry(
    agreeing_books: list[Book], agreeing: Report
) -> None:
    total = place(fact(agreeing, "exhibitions", "合计", "人次"))
    books = typed_in(agreeing_books, agreeing, {total: 1170.0})
    assert not {each.kind for each in with_entry(books, agreeing, 0).causes} & {"entries_added", "entries_uncounted"}


def with_rows(books: list[Book], agreeing: Report, form: str, label: str, times: int) -> Report:
    """The year with the row of an entry so many times in a register, everything else left alone."""
    facts = agreeing.tables.facts
    line = facts.filter((facts["form"] == form) & (facts["label"] == label) & (facts["role"] == "entry")).row(
        0, named=True
    )
    filing, at = agreeing.filings[line["filing"]], line["at_row"]

    def longer(sheet: Sheet) -> Sheet:
        if sheet.name != filing.sheet.name:
            return sheet
        merges = tuple(each for each in sheet.merges if each[2] <= at)
        return replace(sheet, rows=[*sheet.rows[:at], *[sheet.rows[at]] * times, *sheet.rows[at + 1 :]], merges=merges)

    own = [
        replace(book, sheets=tuple(map(longer, book.sheets))) if book.file == filing.book.file else book
        for book in books
    ]
    return with_causes(report_of(own))


LOST = [
    ("lectures", "5", 4, {("lectures", "合计", "时间"): 40, ("lectures", "合计", "人次"): 14653}, "1 期、66 人次"),
    (
        "reading_events",
        "6",
        2,
        {("reading_events", "合计", "活动内容"): 15, ("reading_events", "合计", "人次"): 920},
        "",
    ),
    ("promotions", "2", 2, {("promotions", "合计", "书刊宣传内容及形式"): 20}, "1 期、140 种"),
    ("online_events", "7", 2, {("online_events", "合计", "人次"): 221905}, "1 期、14829 人次"),
]


@pytest.mark.parametrize(("form", "label", "explains", "totals", "said"), LOST, ids=str)
def test_an_entry_that_was_lost_is_one_cause(
    form: str,
    label: str,
    explains: int,
    totals: dict[Cell, float],
    said: str,
    agreeing_books: list[Book],
    agreeing: Report,
) -> None:
    lost = with_rows(agreeing_books, agreeing, form, label, 0)
    cause = cause_of(lost, *next(iter(totals)))
    assert (cause.kind, cause.detail["count"], len(cause.explains), cause.certain) == (
        "entries_missing",
        1,
        explains,
        False,
    )
    assert totals.items() <= suggested(cause).items()
    message = cause_message(Phrases(CATALOGUE, 2020), cause)
    assert said in message
    assert message.endswith("请核实是哪一种情况。")


@pytest.mark.parametrize(
    ("form", "label", "explains"), [("lectures", "9", 4), ("online_events", "6", 2), ("user_training", "12月6日", 3)]
)
def test_an_entry_that_stands_twice_is_one_cause(
    form: str, label: str, explains: int, agreeing_books: list[Book], agreeing: Report
) -> None:
    twice = with_rows(agreeing_books, agreeing, form, label, 2)
    total = "总计" if form == "user_training" else "合计"
    cause = next(each for each in twice.causes if any(one.term.row == total for one in each.changes))
    assert (cause.kind, len(cause.explains), cause.certain) == ("entries_twice", explains, False)
    assert f"的 1 条（“{label}”）与前面的相同" in cause_message(Phrases(CATALOGUE, 2020), cause)
    assert [each.rule for each in twice.findings if each.form == form].count("entry_twice") == 1


def test_an_entry_that_stands_twice_where_none_are_counted_is_named(
    agreeing_books: list[Book], agreeing: Report
) -> None:
    twice = with_rows(agreeing_books, agreeing, "eresources", "CNKI", 2)
    cause = cause_of(twice, "eresources", "CNKI", "访问次数")
    assert (cause.kind, cause.changes[0].term.cell, cause.changes[0].suggested) == ("entry_repeated", "B15", 0)


def test_figures_of_one_list_are_not_those_of_last_year(agreeing_books: list[Book], agreeing: Report) -> None:
    total = fact(agreeing, "overview", "为分馆配书", "完成指标")
    books = typed_in(agreeing_books, agreeing, {place(total): total["value"] - 700.0})
    assert "last_year" not in {each.kind for each in with_causes(report_of(books)).causes}


def test_a_column_copied_without_its_total_is_one_cause(agreeing_books: list[Book], agreeing: Report) -> None:
    facts = agreeing.tables.facts.filter((pl.col("form") == "visits") & pl.col("row").is_in(MONTHS))
    columns = "成人服务窗口/外借部", "少儿服务窗口/少儿外借部"
    source, own = (facts.filter(pl.col("column") == column) for column in columns)
    values = dict(source.select("row", "value").iter_rows())
    changes = {place(line): values[line["row"]] for line in own.iter_rows(named=True)}
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, changes)))
    cause = cause_of(planted, "visits", "1", columns[1])
    assert (cause.kind, cause.detail["source"], len(cause.explains), cause.certain) == (
        "column_copied",
        columns[0],
        13,
        True,
    )
    right = {("visits", row, columns[1]): value or 0.0 for row, value in own.select("row", "value").iter_rows()}
    assert suggested(cause) == right


def test_a_relation_that_stands_for_itself_is_not_called_entangled(agreeing: Report) -> None:
    causes = [each for each in with_causes(agreeing).causes if len(each.explains) == 1]
    assert causes
    assert not [each for each in causes if "未能穷尽" in cause_message(Phrases(CATALOGUE, 2020), each)]


MISCOUNTED = [("岗位/行政岗位", 51, 3, False), ("在编职工/合计", 78, 4, True), ("岗位/其中：高级职称", 71, 2, False)]


@pytest.mark.parametrize(("row", "wrong", "explains", "certain"), MISCOUNTED, ids=str)
def test_a_head_count_that_breaks_its_shares_is_one_cause(
    row: str, wrong: int, explains: int, certain: bool, agreeing_books: list[Book], agreeing: Report
) -> None:
    line = fact(agreeing, "staff", row, "人数")
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {place(line): float(wrong)})))
    cause = cause_of(planted, "staff", row, "人数")
    assert (cause.kind, len(cause.explains), cause.certain) == ("miscounted", explains, certain)
    assert suggested(cause) == {("staff", row, "人数"): line["value"]}


def test_a_share_that_is_wrong_alone_is_that_share(agreeing_books: list[Book], agreeing: Report) -> None:
    line = fact(agreeing, "staff", "岗位/行政岗位", "占比")
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {place(line): 0.71})))
    cause = cause_of(planted, "staff", "岗位/行政岗位", "占比")
    assert (cause.kind, len(cause.alternatives)) == ("share", 2)
