"""Figures of the year before that were left blank, and the totals that follow; and years that vouch for nothing."""

import polars as pl
from guanbiao.model.details import OfFills, OfRecalled
from guanbiao.model.findings import Finding
from guanbiao.reconcile.doubted import without_doubted
from guanbiao.reconcile.gaps import Gap, gaps
from guanbiao.reconcile.indicators import Stated, Statement, grouped, stated, statements
from guanbiao.reconcile.judge import Reconciled
from guanbiao.report.report import Report
from guanbiao.text.cells import Value

from tests.drawing import book, changed
from tests.reconcile.test_years import BEFORE
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, YEAR, small_report, year_with
from tests.small.forms import loans, outline

LAST, MORE = "借阅册次/{year-1}年", "{year}年比{year-1}年"
Cells = tuple[int, int, Value]


def after(*cells: Cells) -> Report:
    """The year 2020 with these cells of its comparison, beside the one of 2019."""
    others = [each for each in YEAR if each.name != "对照"]
    return small_report(book(*others, changed(COMPARED, *cells)), book(BEFORE, file="2019.xlsx"))


def filled(done: Report) -> dict[tuple[str | None, str], tuple[Value, bool, list[tuple[str | None, str]]]]:
    """By row and column of what is filled: the value, whether it is recalled, and the parts of it."""
    return {
        (each.total.row, each.total.column): (
            *(each.value, each.is_recalled),
            [(part.row, part.column) for own in each.sums for part in own.parts],
        )
        for each in done.filled
    }


def of(done: Report, rule: str) -> list[Finding]:
    return [each for each in done.findings if each.rule == rule]


def test_figures_of_the_year_before_are_filled_as_they_were_filed_and_so_is_what_follows() -> None:
    done = after((3, 1, None), (5, 1, None), (3, 3, None), (5, 3, None))
    now = "借阅册次/{year}年"
    assert filled(done) == {
        ("总馆", LAST): (40210, True, [("总馆", now)]),
        ("合计", LAST): (56088, True, [("合计", now)]),
        ("总馆", MORE): (-1266, False, [("总馆", now), ("总馆", LAST)]),
        ("合计", MORE): (-599, False, [("合计", now), ("合计", LAST)]),
    }
    (recalled,) = of(done, "last_year_filled")
    assert recalled.detail == OfRecalled(2, "2019")
    assert [term.cell for term in recalled.terms] == ["B6", "B4"]
    (made,) = [each for each in done.findings if isinstance(each.detail, OfFills)]
    assert (made.rule, made.row, made.column, made.expected) == ("02.2020年比2019年", "", "2020年比2019年", None)
    assert made.detail == OfFills(2, "-1266")
    assert of(done, "not_given") == []


def test_what_follows_from_nothing_that_was_filled_stays_as_it_is() -> None:
    done = after((3, 1, None), (4, 3, None))
    assert {place: own[:2] for place, own in filled(done).items()} == {
        ("总馆", LAST): (40210, True),
        ("少儿馆", MORE): (668, False),
    }
    unread = after((3, 1, None), (3, 2, "约4万"), (3, 3, None))
    assert {*filled(unread)} == {("总馆", LAST)}
    assert [(each.row, each.column) for each in of(unread, "not_given")] == [("总馆", "2020年比2019年")]


def test_a_year_of_which_nothing_was_filed_gives_nothing() -> None:
    done = small_report(*[each for each in YEAR if each.name != "对照"], changed(COMPARED, (3, 1, None)))
    assert filled(done) == {}
    assert [(each.row, each.column, len(each.terms)) for each in of(done, "not_given")] == [
        ("总馆", "借阅册次/2019年", 1)
    ]
    unread = small_report(
        book(*[each for each in YEAR if each.name != "对照"], changed(COMPARED, (3, 1, None))),
        book(changed(BEFORE, (3, 2, "不详")), file="2019.xlsx"),
    )
    assert filled(unread) == {}


def test_a_chain_of_totals_is_worked_out_one_after_the_other() -> None:
    done = after((3, 1, None), (4, 1, 1), (5, 1, None), (5, 3, None), (3, 3, None), (4, 3, None))
    values = {place: value for place, (value, *_) in filled(done).items()}
    assert values["总馆", LAST] == 40210
    assert values == {
        ("总馆", LAST): 40210,
        ("合计", LAST): 56088,
        ("总馆", MORE): -1266,
        ("少儿馆", MORE): 16544,
        ("合计", MORE): -599,
    }


def gaps_in(*cells: Cells) -> list[tuple[str, str, int]]:
    done = small_report(changed(BUDGET, *cells))
    found = gaps(done.reconciled, 2020, done.filled)
    assert all(isinstance(each, Gap) for each in found)
    return [(each.row, each.column, len(each.cells)) for each in found]


def compared_gaps(*cells: Cells) -> list[tuple[str, str, int]]:
    done = small_report(changed(COMPARED, *cells))
    return [(each.row, each.column, len(each.cells)) for each in gaps(done.reconciled, 2020, done.filled)]


def test_what_is_blank_together_is_one_gap() -> None:
    last, now = LAST, "借阅册次/{year}年"
    assert compared_gaps((3, 1, None)) == [("总馆", last, 1)]
    assert compared_gaps((3, 1, None), (4, 2, None)) == [("总馆", last, 1), ("少儿馆", now, 1)]
    row = [(3, column, None) for column in (1, 2, 3)]
    assert compared_gaps(*row) == [("总馆", "", 3)]
    column = [(row, 1, None) for row in (3, 4, 5)]
    assert compared_gaps(*column) == [("", last, 3)]
    assert compared_gaps(*column[:2]) == [("", last, 2)]  # a total may add up nothing
    assert compared_gaps(column[0], column[2]) == [("总馆", last, 1), ("合计", last, 1)]
    assert compared_gaps(*column, *row) == [("总馆", "", 3), ("", last, 2)]
    assert compared_gaps(*row, *[(5, column, None) for column in (1, 2, 3)]) == [("总馆", "", 3), ("合计", "", 3)]
    every = [(row, column, None) for row in (3, 4, 5) for column in (1, 2, 3)]
    assert compared_gaps(*every) == [("", "", 9)]
    assert gaps_in() == []
    assert gaps_in((3, 1, None)) == [("图书", "经费", 1)]
    assert gaps_in((5, 1, None)) == []  # which is filled


def test_headline_figures_are_sums_of_the_figures_that_were_given() -> None:
    done = year_with(changed(LOANS, (14, 1, "约3万")))
    counted = done.counted_at
    sums = [
        loans["全年", "总馆"] + loans["全年", "少儿馆"],
        loans["全年", "少儿馆"],
        loans["全年", "少儿馆"] - loans["1", "少儿馆"],
    ]
    totals = stated([*sums, outline["阅览座席", "完成指标"]], done.tables, counted, 2020)
    assert [each.figure for each in totals] == [None, 16545.0, 15335.0, 860.0]
    assert [[(term.row, term.column, term.factor) for term in each.terms] for each in totals[:3]] == [
        [("全年", "总馆", 1), ("全年", "少儿馆", 1)],
        [("全年", "少儿馆", 1)],
        [("全年", "少儿馆", 1), ("1", "少儿馆", -1)],
    ]
    assert [each.figure for each in stated(sums, done.tables, counted, 2019)] == [None] * 3
    assert stated([], done.tables, counted, 2020) == []
    both = [
        Statement(SMALL.indicators[0], form, figure, ())
        for form, figure in (("a", 2.0), ("b", 1.0), ("c", 1.0), ("d", None), ("e", 3.0))
    ]
    assert grouped(both) == [(1.0, ["b", "c"]), (2.0, ["a"]), (3.0, ["e"])]
    own = [Stated(float(at), ()) for at in range(3)]
    assert [(each.form, each.figure) for each in statements(SMALL.indicators, own)] == [
        *(("loans", 0.0), ("loans_compared", 1.0), ("outline", 2.0)),
    ]


def held(reconciled: Reconciled) -> dict[str, tuple[str, float | None, float | None, int]]:
    """What is held against the year before: verdict, both sides and how many terms are missing, by rule."""
    plan = reconciled.plan.relations
    lines = reconciled.relations_of(2020).select("relation", "verdict", "reported", "expected", "missing").rows()
    return {plan[at].rule.code: tuple(line) for at, *line in lines if plan[at].rule.code in ("X10", "X11")}


def test_figures_in_question_of_the_year_before_vouch_for_nothing() -> None:
    done = after((5, 1, 56000))
    before = done.reconciled
    assert held(before) == {"X10": ("broken", 56000.0, 56088.0, 0), "X11": ("holds", 40210.0, 40210.0, 0)}
    doubted = without_doubted(before, 2020, {("loans_compared", "合计", "借阅册次/2019年")}, SMALL)
    assert held(doubted) == {"X10": ("unverifiable", 56000.0, None, 1), "X11": ("holds", 40210.0, 40210.0, 0)}
    terms = doubted.terms_of(2020).filter(pl.col("state") == "doubted")
    assert terms.select("row", "back", "figure").rows() == [("合计", 1, None)]
    is_past = (pl.col("back") > 0) & (pl.col("row") == "合计")
    assert doubted.terms_of(2020).filter(~is_past).equals(before.terms_of(2020).filter(~is_past))
    this_year = {("loans_compared", "合计", "借阅册次/2020年"), ("loans", "合计", "借阅册次/2019年")}
    assert without_doubted(before, 2020, this_year, SMALL) is before
    assert without_doubted(before, 2020, (), SMALL) is before
    nothing = doubted.relations_of(2020).filter(pl.col("verdict") == "unverifiable")
    assert nothing["difference"].drop_nulls().len() == 0
