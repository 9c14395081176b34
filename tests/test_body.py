"""Rows, entries, totals and a card's figures are told by what they say and where; the rest is told, never taken."""

from dataclasses import replace

import pytest

from pipeline.annual import Report
from pipeline.books import Sheet, Value
from tests.drawing import book, changed, printed, report
from tests.test_reconcile import judged

OVERVIEW = 6


def with_row(base: Sheet, at: int, *cells: Value) -> Sheet:
    """A sheet with one more row."""
    return replace(base, rows=[*base.rows[:at], list(cells), *base.rows[at:]])


def without_row(base: Sheet, at: int) -> Sheet:
    """A sheet with one row less."""
    return replace(base, rows=[*base.rows[:at], *base.rows[at + 1 :]])


def figures(done: Report, role: str = "single") -> dict[str, str | None]:
    """What was read, by row."""
    lines = done.tables.cells.filter(role=role)
    return {line["row"] or line["label"]: line["raw"] for line in lines.iter_rows(named=True)}


def told(done: Report, *rules: str) -> list[tuple[str, str]]:
    """The findings of these kinds: the cell and what stands there."""
    return [(each.terms[0].cell, each.terms[0].raw) for each in done.findings if each.rule in rules]


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
