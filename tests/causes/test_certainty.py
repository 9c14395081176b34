"""Certainty is earned: what is certain, and the same figures where it is not."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.causes import Cause
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.planting.bench import Bench
from benchmarks.planting.forms import readded
from tests.drawing import changed
from tests.planting import suggested
from tests.small.filed import LOANS, small_report
from tests.stages import with_causes

Figure = tuple[str, str, str]  # form, column, row
# In the row total and the column total of its form; no other form states it.
WRONG: list[tuple[Figure, float]] = [
    (("lending", "分馆", "9"), 13768.0),
    (("lending", "分馆", "12"), 32605.0),
    (("visits", "少儿服务窗口/少儿外借部", "7"), 5194.0),
    (("visits", "网站", "10"), 4950.0),
    (("visits", "专题文献阅览", "1"), 2217.0),
]


def caused(bench: Bench, *figures: tuple[Figure, float], with_totals: bool = False) -> list[Cause]:
    """The causes that these wrong figures have; with the totals of their forms added up anew, or as they were."""
    net = bench.network
    moves = {net.columns[form, column][row]: value for (form, column, row), value in figures}
    if with_totals:
        moves = readded(net, figures[0][0][0], moves)
        assert len(moves) > len(figures)
    report = with_causes(bench.planted([bench.slip(list(moves.items()))]))
    return [cause for cause in report.causes if cause.id not in bench.usual]


def of_figure(causes: list[Cause], figure: Figure) -> Cause:
    form, column, row = figure
    return next(cause for cause in causes if (form, row, column) in suggested(cause))


def truth(bench: Bench, figure: Figure) -> float:
    form, column, row = figure
    return bench.network.nodes[bench.network.columns[form, column][row]].value


@pytest.mark.parametrize(("figure", "wrong"), WRONG)
def test_a_digit_that_its_row_and_its_column_contradict_is_certain(figure: Figure, wrong: float, bench: Bench) -> None:
    (cause,) = caused(bench, (figure, wrong))
    form, column, row = figure
    assert (cause.kind, cause.certain, cause.alternatives) == ("digit_wrong", True, ())
    assert suggested(cause) == {(form, row, column): truth(bench, figure)}


@pytest.mark.parametrize(("figure", "wrong"), WRONG)
def test_the_same_digit_with_its_totals_added_up_anew_is_not(figure: Figure, wrong: float, bench: Bench) -> None:
    causes = caused(bench, (figure, wrong), with_totals=True)
    assert causes
    assert not [cause for cause in causes if cause.certain]


def test_a_figure_that_another_form_states_too_is_not(bench: Bench) -> None:
    both: list[tuple[Figure, float]] = [((form, "少儿外借", "7"), 22477.0) for form in ("lending", "lending_by_window")]
    causes = caused(bench, *both)
    assert causes
    assert not [cause for cause in causes if cause.certain]


def test_a_figure_that_stands_elsewhere_in_the_same_unit_is_not(bench: Bench) -> None:
    figure, elsewhere = ("lending", "分馆", "9"), ("lending_three_years", "流通册次/{year-1}年", "少儿外借部")
    cause = of_figure(caused(bench, (figure, truth(bench, elsewhere))), figure)
    assert suggested(cause) == {("lending", "9", "分馆"): truth(bench, figure)}
    assert not cause.certain


def test_a_figure_that_rests_on_another_which_is_not_certain_is_not(bench: Bench) -> None:
    """Half of November stands in December, in any of three columns; the column of the digit is one of them."""
    figure, wrong = WRONG[0]
    half = truth(bench, ("lending", "分馆", "11")) // 2
    november = ("lending", "分馆", "11"), truth(bench, ("lending", "分馆", "11")) - half
    december = ("lending", "分馆", "12"), truth(bench, ("lending", "分馆", "12")) + half
    causes = caused(bench, (figure, wrong), november, december)
    cause = of_figure(causes, figure)
    assert suggested(cause) == {("lending", "9", "分馆"): truth(bench, figure)}
    assert len(causes) > 1
    assert not [each for each in causes if each.certain]


# A grid alone: months and two columns, with totals of both, as the loans of the small library have it.

FIGURES = st.integers(1, 60_000)
MONTHS = st.lists(st.tuples(FIGURES, FIGURES), min_size=12, max_size=12)
ROWS, COLUMNS = [*map(str, range(1, 13)), "全年"], ("总馆", "少儿馆", "合计")
CELL = st.tuples(st.integers(0, 12), st.integers(0, 2))


def grid(months: list[tuple[int, int]]) -> Sheet:
    """The loans with other months, added up."""
    rows = [*months, (sum(one for one, _ in months), sum(other for _, other in months))]
    typed = [[LOANS.rows[at][0], one, other, one + other, None] for at, (one, other) in enumerate(rows, 2)]
    return replace(LOANS, rows=[*LOANS.rows[:2], *typed, *LOANS.rows[15:]])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(MONTHS, CELL, st.integers(0, 60_000))
def test_an_error_in_a_grid_is_found_with_its_true_figure_first(
    months: list[tuple[int, int]], cell: tuple[int, int], wrong: int
) -> None:
    row, column = cell
    sheet = grid(months)
    true = sheet.rows[row + 2][column + 1]
    causes = with_causes(small_report(changed(sheet, (row + 2, column + 1, wrong)))).causes
    if wrong == true:
        assert causes == ()
        return
    (cause,) = causes
    assert suggested(cause) == {("loans", ROWS[row], COLUMNS[column]): true}


def test_a_blank_at_the_end_of_a_column_is_never_filled_for_certain(bench: Bench) -> None:
    for month, is_sure in (("1", False), ("6", True)):
        figure = ("lending_by_window", "成人外借", month)
        report = with_causes(bench.planted([bench.slip([(bench.network.columns[figure[:2]][month], None)])]))
        (cause,) = [each for each in report.causes if each.id not in bench.usual]
        assert suggested(cause) == {(figure[0], figure[2], figure[1]): truth(bench, figure)}
        assert cause.certain is is_sure


def test_figures_that_others_would_replace_only_together_are_not_certain(bench: Bench) -> None:
    """The sums of 01 and what 06 repeats are off by 20 either way: one figure in each form, or the other in each."""
    wrong = {("一览表", "D16"): 134.0, ("读者活动", "C6"): 13579.0, ("读者活动", "C7"): 928.0}
    places = {bench.place(at)[1:3]: at for at in range(len(bench.network.nodes))}
    slip = bench.slip([(places[cell], value) for cell, value in wrong.items()])
    causes = [cause for cause in with_causes(bench.planted([slip])).causes if cause.id not in bench.usual]
    changes = [(cause.certain, (each.term.sheet, each.term.cell)) for cause in causes for each in cause.changes]
    assert all(cell in wrong for is_certain, cell in changes if is_certain)
    assert any(cell not in wrong for _, cell in changes)


@pytest.mark.parametrize("off", [(60_000,), (60_000, 30, 70)], ids=["one", "three"])
def test_the_largest_entry_of_a_list_is_not_certain_where_several_may_be_off_together(
    off: tuple[int, ...], bench: Bench
) -> None:
    """All entries stand in the same two sums: what only the largest can be too large by may be of several of them."""
    nodes = bench.network.nodes
    entries = [at for at, node in enumerate(nodes) if (node.line.form, node.line.row) == ("online_exhibitions", None)]
    largest = sorted(entries, key=lambda at: -nodes[at].value)[: len(off)]
    moves = [(at, nodes[at].value + by) for at, by in zip(largest, off, strict=True)]
    report = with_causes(bench.planted([bench.slip(moves)]))
    causes = [cause for cause in report.causes if cause.id not in bench.usual]
    assert causes
    assert [cause for cause in causes if cause.certain and cause.kind == "arithmetic"] == []
