"""Blocks that were moved where one form or one relation alone would not tell it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from guanbiao.causes.kinds import shifts
from guanbiao.causes.kinds.both_moved import both_moved
from guanbiao.causes.kinds.patterns import changing
from guanbiao.causes.kinds.shifts import shift_patterns

from benchmarks.planting.bench import Bench, as_moves
from benchmarks.planting.forms import entered, readded
from benchmarks.planting.score import judge
from tests.causes.test_kinds import MONTHS, Figure, blamed, caused, place_of, typed, value_of

ADULTS, CHILDREN = "成人外借", "少儿外借"
Figures = Mapping[Figure, float | None]


def down(bench: Bench, form: str, columns: Sequence[str], by: int, *, is_torn: bool = True) -> Figures:
    """The months of columns some rows too low; what is pushed out comes in at the other end, unless it is torn."""
    return {
        (form, column, month): value_of(bench, (form, column, MONTHS[(at - by) % 12]))
        if 0 <= at - by < 12 or not is_torn
        else None
        for column in columns
        for at, month in enumerate(MONTHS)
    }


def right(bench: Bench, form: str, columns: Sequence[str], *, is_torn: bool = True) -> Figures:
    """The months of columns one too far right."""
    beside = dict(pairwise(reversed(columns))) | ({} if is_torn else {columns[0]: columns[-1]})
    return {
        (form, column, month): value_of(bench, (form, beside[column], month)) if column in beside else None
        for column in columns
        for month in MONTHS
    }


def both(bench: Bench) -> dict[str, tuple[Figures, Figures]]:
    adults, every = [ADULTS], [ADULTS, CHILDREN]
    by_window = "lending_by_window"
    return {
        "a month, alike": (down(bench, by_window, adults, 1), down(bench, "lending", adults, 1)),
        "a month, one of them round": (
            down(bench, by_window, adults, 1),
            down(bench, "lending", adults, 1, is_torn=False),
        ),
        "a month, each another way": (down(bench, by_window, every, 1), down(bench, "lending", every, -1)),
        "a column, alike": (right(bench, by_window, every), right(bench, "lending", [*every, "分馆"])),
        "a column and a month": (right(bench, by_window, every, is_torn=False), down(bench, "lending", every, -1)),
    }


@pytest.mark.parametrize("case", range(5))
def test_two_forms_that_were_both_moved_are_put_right_together(case: int, bench: Bench) -> None:
    one, other = list(both(bench).values())[case]
    slip = typed(bench, {**one, **other})
    net = bench.network.changed(as_moves(slip.moves))
    right_ones = {node: bench.network.nodes[node].value for node, _ in slip.moves}
    (found,) = [each for each in both_moved(net) if dict(changing(net, each.change_set.roots)) == right_ones][:1]
    assert net.after_all(found.change_set.roots) == {}
    assert {net.nodes[half.change_set.roots[0][0]].line.form for half in found.halves} == {
        "lending",
        "lending_by_window",
    }


def test_a_form_of_another_year_is_no_two_forms_that_were_moved(bench: Bench) -> None:
    own = {node: float(round(bench.network.nodes[node].value * 0.87)) for node in entered(bench.network, "lending")}
    net = bench.network.changed(tuple(readded(bench.network, "lending", own).items()))
    assert not list(both_moved(net))


def test_each_of_two_forms_that_were_moved_has_a_cause_of_its_own(bench: Bench) -> None:
    one, other = both(bench)["a month, alike"]
    slip = typed(bench, {**one, **other})
    causes = caused(bench, slip)
    assert [(cause.kind, cause.certain) for cause in causes] == [("shifted", False)] * 2
    assert len({each.term.form for cause in causes for each in cause.changes}) == 2
    assert {place_of(each): each.suggested for cause in causes for each in cause.changes} == slip.truth


def test_columns_that_repeat_their_neighbours_hide_no_block_and_little_speaks_for_totals_alone(bench: Bench) -> None:
    departments = ["阅览部", "外借部", "网络服务部", "合计"]
    moved: Figures = {
        ("reference_searches", f"代检索课题/{here}/项", month): value_of(
            bench, ("reference_searches", f"代检索课题/{there}/用户数", month)
        )
        if there
        else None
        for here, there in zip(departments, [*departments[1:], ""], strict=True)
        for month in MONTHS
    }
    lent, children = "解答咨询/外借部/条次", "解答咨询/少儿借阅部/条次"
    swapped: Figures = {
        ("enquiries", one, month): value_of(bench, ("enquiries", other, month))
        for one, other in ((lent, children), (children, lent))
        for month in MONTHS
    }
    first, second = typed(bench, moved), typed(bench, swapped)
    causes = caused(bench, typed(bench, {**moved, **swapped}))
    block, totals = (
        [each for each in causes if each.changes[0].term.form == form] for form in ("reference_searches", "enquiries")
    )
    assert [each.kind for each in block] == ["shifted_across"]
    seen = {place: value for place, value in first.truth.items() if place in blamed(block[0].changes)}
    assert blamed(block[0].changes) == seen
    assert len(totals) == 1
    assert not totals[0].certain
    assert second.truth in [blamed(way) for way in (totals[0].changes, *totals[0].alternatives)]


def test_a_slip_that_single_figures_explain_as_simply_is_left_out_by_the_benchmark(bench: Bench) -> None:
    """All of 07 went round, 02 is torn at the end: they agree on every month but those."""
    whole = down(bench, "lending", ["合计", ADULTS, CHILDREN, "分馆"], 1, is_torn=False)
    torn = down(bench, "lending_by_window", [ADULTS, CHILDREN], 1)
    judged = judge(bench, [typed(bench, whole), typed(bench, torn)])
    assert [len(cause.changes) for cause in judged.causes] == [1, 1]
    assert (judged.score.visible, judged.score.told, judged.score.rivalled, judged.score.unseen) == (2, 0, 2, 0)
    assert not judged.score.unmended


@pytest.mark.parametrize("case", range(5))
def test_what_is_passed_over_early_is_never_a_cause(case: int, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = list(both(bench).values())[case]
    net = bench.network.changed(as_moves(typed(bench, {**one, **other}).moves))
    kept = list(shift_patterns(net))
    monkeypatch.setattr(shifts, "_breaks", lambda *_: False)
    every = list(shift_patterns(bench.network.changed(as_moves(typed(bench, {**one, **other}).moves))))
    assert kept == every
