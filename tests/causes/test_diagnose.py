"""Relations that do not hold become causes: each broken relation has one, and planted errors are found."""

from collections import defaultdict

import pytest
from guanbiao.facts.frames import FactLine
from guanbiao.model.books import Book
from guanbiao.model.causes import OfSource
from guanbiao.model.findings import Verdict
from guanbiao.report.report import Report
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import report_of, typed_in
from tests.planting import detail_of, fact, facts, place
from tests.stages import with_causes


def test_every_broken_relation_has_one_cause_and_every_cause_its_findings(explained: Report) -> None:
    broken = [each for each in explained.findings if each.relation >= 0 and each.verdict is Verdict.BROKEN]
    by_id = {cause.id: cause for cause in explained.causes}
    assert len(by_id) == len(explained.causes)
    for finding in broken:
        assert not finding.cause or finding.id in by_id[finding.cause].explains
    alone = [each for each in broken if not each.cause]  # every way to mend these breaks what another cause mends
    assert len(alone) <= 0.05 * len(broken)
    mended = [finding for cause in explained.causes for finding in cause.explains]
    assert len(mended) == len(set(mended)) == len([each for each in broken if each.cause])


def test_no_figure_has_two_suggestions(explained: Report) -> None:
    suggested: dict[tuple[str, str, str, str], set[float | None]] = defaultdict(set)
    for cause in explained.causes:
        for each in cause.changes:
            suggested[each.term.file, each.term.sheet, each.term.cell, each.term.measure].add(each.suggested)
    assert not {place: values for place, values in suggested.items() if len(values) > 1}


def test_no_two_figures_are_each_the_copy_of_the_other(explained: Report) -> None:
    copied = [(each, detail_of(each, OfSource)) for each in explained.causes if each.kind == "copied"]
    blamed = {(each.term.form, f"{each.term.row}，{each.term.column}") for cause, _ in copied for each in cause.changes}
    assert copied
    assert not [cause.id for cause, source in copied if (source.form, source.source) in blamed]


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
    line = next(each for each in facts(agreeing, form=form, row=row) if each.column.endswith(column))
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {place(line): float(wrong)})))
    truth = line.value
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
    part = facts(agreeing, form="online_exhibitions", label="5", column="人次")[0]
    whole = fact(agreeing, "online_exhibitions", "合计", "人次")
    books = typed_in(agreeing_books, agreeing, {place(whole): (whole.value or 0.0) - (part.value or 0.0)})
    texts = [_as_text(book, agreeing, part) for book in books]
    planted = with_causes(report_of(texts))
    kinds = {cause.kind for cause in planted.causes if any(each.suggested == whole.value for each in cause.changes)}
    assert kinds == {"text_skipped"}


def _as_text(book: Book, report: Report, line: FactLine) -> Book:
    own = report.filings[line.filing]
    if book.file != own.book.file:
        return book
    sheets = []
    for sheet in book.sheets:
        rows = [list(row) for row in sheet.rows]
        if sheet.name == own.sheet.name:
            rows[line.at_row][line.at_column] = f"{rows[line.at_row][line.at_column]}人次"
        sheets.append(replace(sheet, rows=rows))
    return replace(book, sheets=tuple(sheets))


def test_a_relation_that_stands_for_itself_is_not_called_entangled(agreeing: Report) -> None:
    causes = [each for each in with_causes(agreeing).causes if len(each.explains) == 1]
    assert causes
    assert not [each for each in causes if "未能穷尽" in cause_message(Phrases(CATALOGUE, 2020), each)]
