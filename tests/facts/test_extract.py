"""Filings become cells with their places and states, and one fact for every figure that they state."""

from guanbiao.facts.extract import extract
from guanbiao.report.report import Report

from tests.drawing import changed, without_column
from tests.small.catalogue import SMALL
from tests.small.filed import LOANS, OUTLINE, STAFF, TALKS, small_filings, small_report, year_with

Figures = list[tuple[str, float | None, str]]


def facts(done: Report, form: str, row: str, column: str) -> Figures:
    """Measure, value and state of every figure at a place of a form."""
    found = done.tables.facts.filter(form=form, row=row, column=column)
    return [(line["measure"], line["value"], line["state"]) for line in found.iter_rows(named=True)]


def test_every_figure_has_its_cell_and_the_text_as_typed() -> None:
    line = small_report(LOANS).tables.facts.filter(form="loans", row="3", column="少儿馆").row(0, named=True)
    assert (line["at_row"], line["at_column"], line["raw"], line["value"], line["is_total"]) == (
        4,
        2,
        "1320",
        1320,
        False,
    )


def test_a_compound_cell_gives_one_fact_a_measure() -> None:
    assert facts(year_with(), "outline", "讲座", "完成指标") == [("场", 5, "number"), ("人次", 448, "number")]


def test_a_share_is_a_number_between_nought_and_one() -> None:
    for typed in ("39.6%", 0.396, "０.396"):
        ((_, value, state),) = facts(small_report(changed(STAFF, (3, 2, typed))), "staff", "其中：馆员", "占比")
        assert (value, state) == (0.396, "number")


def test_blank_nought_dash_none_and_unreadable_are_different_states() -> None:
    typed = {None: "blank", 0: "number", "—": "dash", "无": "none", "约10": "unreadable", "#REF!": "error"}
    for text, state in typed.items():
        assert facts(small_report(changed(LOANS, (2, 1, text))), "loans", "1", "总馆")[0][2] == state


def test_entries_are_cells_of_their_own_and_totals_are_figures() -> None:
    tables = small_report(TALKS).tables
    entries = tables.cells.filter(role="entry", column="人次")
    assert entries["raw"].to_list() == ["120", "86", "64", "131", "47"]
    assert facts(small_report(TALKS), "talks", "合计", "人次") == [("", 448, "number")]


def test_a_figure_of_a_card_stands_where_its_label_stands() -> None:
    moved = changed(OUTLINE, (2, 2, None), (2, 1, "总馆"), (2, 2, "38944册次"))
    assert facts(small_report(moved), "outline", "借阅册次/总馆", "完成指标") == [("", 38944, "number")]


def test_an_equation_typed_into_a_cell_is_its_result_and_the_terms_that_make_it() -> None:
    typed = small_report(changed(LOANS, (2, 1, "3000+220-100=3120"))).tables.typed
    lines = typed.sort("part").select("value", "sign").rows()
    assert sorted(lines) == [(100, -1), (220, 1), (3000, 1), (3120, 0)]
    (result,) = typed["of"].unique().to_list()
    assert typed.filter(part=result)["value"].to_list() == [3120]


def test_a_cell_of_the_first_column_is_there_and_one_of_a_column_that_is_not_there_is_absent() -> None:
    cells = extract(small_filings(without_column(TALKS, "联系电话")), SMALL).cells
    assert cells.filter(column="序号")["state"].to_list() == ["text"] * 6
    assert cells.filter(column="联系电话")["state"].to_list() == ["absent"] * 6
