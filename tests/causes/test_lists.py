"""Entries that were added to a list, lost from it, or stand in it twice."""

import pytest
from guanbiao.model.books import Book, Sheet
from guanbiao.model.causes import OfList
from guanbiao.report.report import Report
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import report_of, typed_in
from tests.planting import Cell, cause_of, detail_of, fact, facts, place, suggested
from tests.stages import with_causes


def with_entry(books: list[Book], agreeing: Report, above: int) -> Report:
    """The year with one exhibition of 57 visitors more, so many others below it, the totals of the list left alone."""
    own = facts(agreeing, form="exhibitions", column="人次", role="entry")
    entry = sorted(own, key=lambda line: line.at_row)[-1 - above]
    filing, at = agreeing.filings[entry.filing], entry.at_row

    def longer(sheet: Sheet) -> Sheet:
        if sheet.name != filing.sheet.name:
            return sheet
        new = [57 if column == entry.at_column else value for column, value in enumerate(sheet.rows[at])]
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
    assert (cause.kind, detail_of(cause, OfList).count, len(cause.explains)) == (kind, 1, 2)
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
    line = facts(agreeing, form=form, label=label, role="entry")[0]
    filing, at = agreeing.filings[line.filing], line.at_row

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
    assert (cause.kind, len(cause.explains), cause.certain) == ("entries_missing", explains, False)
    assert detail_of(cause, OfList).count == 1
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
    books = typed_in(agreeing_books, agreeing, {place(total): (total.value or 0.0) - 700.0})
    assert "last_year" not in {each.kind for each in with_causes(report_of(books)).causes}
