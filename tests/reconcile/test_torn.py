"""Relations that cannot be judged for how their figures were written: merged over cells, or in another unit; and the
matrix of relations itself."""

import polars as pl
import pytest
from guanbiao.facts.frames import RelationLine, schema
from guanbiao.forms.catalogue import Level, Rule, Where
from guanbiao.forms.relation import Relation
from guanbiao.reconcile.merged import without_torn
from guanbiao.reconcile.plan import Plan, plan
from guanbiao.reconcile.units import without_doubtful

from tests.small.catalogue import SMALL
from tests.small.forms import loans, loans_compared, outline, staff, talks

Place = tuple[int, int, int]  # side, row and column of a term
_MET: dict[str, type[pl.DataType]] = {
    "period": pl.Int32,
    "relation": pl.Int32,
    "side": pl.Int8,
    "filing": pl.Int32,
    "at_row": pl.Int32,
}
_MET |= {"at_column": pl.Int32, "merged": pl.String, "figure": pl.Float64}


def met(boxes: dict[tuple[int, int], str], *terms: Place, figure: float = 70.0) -> pl.DataFrame:
    """The terms of one relation; those at places of `boxes` are merged over the range there."""
    lines = [
        (2020, 1, side, 0, row, column, boxes.get((row, column)), figure if (row, column) in boxes else 5.0)
        for side, row, column in terms
    ]
    return pl.DataFrame(lines, _MET, orient="row")


DOWN = {(2, 1): "B3:B4", (3, 1): "B3:B4"}
ACROSS = {(2, 1): "B3:C3", (2, 2): "B3:C3"}


@pytest.mark.parametrize(
    ("boxes", "terms", "torn"),
    [
        (DOWN, [(0, 14, 1), (1, 2, 1), (1, 3, 1), (1, 4, 1)], set()),  # the year adds up both
        (DOWN, [(0, 2, 3), (1, 2, 1), (1, 2, 2)], {(2, 1)}),  # a month holds a part
        (DOWN, [(0, 2, 1), (1, 3, 1), (1, 4, 1)], {(2, 1), (3, 1)}),  # on either side
        (DOWN, [(0, 2, 1), (1, 2, 1), (1, 3, 1)], set()),  # all terms merged alike
        (ACROSS, [(0, 2, 3), (1, 2, 1), (1, 2, 2)], set()),
        (ACROSS, [(0, 14, 1), (1, 2, 1), (1, 3, 1)], {(2, 1)}),
        (DOWN | {(2, 2): "C3:C4", (3, 2): "C3:C4"}, [(0, 2, 1), (1, 2, 2)], set()),  # over the same rows
        (DOWN | {(2, 2): "C3:C5", (3, 2): "C3:C5"}, [(0, 2, 1), (1, 2, 2)], {(2, 1), (2, 2)}),
        ({(2, 1): "B3:B4", (5, 1): "B6:B7"}, [(0, 2, 1), (1, 5, 1)], set()),  # over the same columns
        ({}, [(0, 2, 3), (1, 2, 1)], set()),
    ],
)
def test_figures_that_are_merged_count_where_all_their_cells_are_counted_together(
    boxes: dict[tuple[int, int], str], terms: list[Place], torn: set[tuple[int, int]]
) -> None:
    own = met(boxes, *terms)
    facts = met(boxes, *((1, row, column) for row, column in boxes))
    found = without_torn(own, facts)
    assert found.drop("figure").equals(own.drop("figure"))
    blank = found.filter(pl.col("figure").is_null())
    assert set(blank.select("at_row", "at_column").rows()) == torn
    assert found.filter(pl.col("figure").is_not_null())["figure"].is_in([5.0, 70.0]).all()
    nothing = met(boxes, *((1, row, column) for row, column in boxes), figure=0.0)
    assert without_torn(met(boxes, *terms, figure=0.0), nothing)["figure"].null_count() == 0  # 0 is 0 in each
    some = nothing.with_columns(figure=pl.when(pl.col("at_row") == 2).then("figure"))
    if len(boxes) == 2 and torn and boxes is DOWN:
        assert without_torn(met(boxes, *terms, figure=0.0), some)["figure"].null_count() == len(torn)


def verdicts(
    terms: list[tuple[int, int, int, int]],
    ways: dict[int, tuple[str, float]],
    difference: float = -4.0,
    *,
    equal: bool = True,
    verdict: str = "broken",
    unknown: int | None = None,
) -> str:
    """The verdict of one relation of terms (filing, column, factor, power), of which some columns were typed in another
    unit: in what way, and by how much each may be off."""
    line = {
        "period": 2020,
        "relation": 1,
        "equal": equal,
        "difference": difference,
        "tolerance": 1.0,
        "verdict": verdict,
    }
    judged = pl.DataFrame([line], {name: kind for name, kind in schema(RelationLine).items() if name in line})
    missing = [name for name in schema(RelationLine) if name not in line]
    judged = judged.with_columns(pl.lit(None, schema(RelationLine)[name]).alias(name) for name in missing)
    places = [(2020, 1, filing, 3, column, factor, power) for filing, column, factor, power in terms]
    names = dict.fromkeys(("period", "relation", "filing", "at_row", "at_column", "factor", "power"), pl.Int32)
    own = pl.DataFrame(places, names, orient="row")
    cell = {"filing": pl.Int32, "at_row": pl.Int32, "at_column": pl.Int32}
    units = [(filing, 3, column, *ways[column]) for filing, column, *_ in terms if column in ways]
    stated = pl.DataFrame(units, {**cell, "way": pl.String, "slack": pl.Float64}, orient="row")
    nobody = pl.DataFrame([] if unknown is None else [(terms[0][0], 3, unknown)], cell, orient="row")
    return str(without_doubtful(judged.select(*schema(RelationLine)), own, stated, nobody)["verdict"].item())


ONE = [(0, 1, 1, 0), (0, 2, 1, 0), (0, 3, -2, 0)]  # of one filing
TWO = [(0, 1, 1, 0), (1, 2, 1, 0)]


@pytest.mark.parametrize(
    ("terms", "ways", "difference", "verdict"),
    [
        (ONE, {}, -4.0, "broken"),
        (ONE, {1: ("converted", 0.0)}, -4.0, "broken"),
        (ONE, {1: ("rounded", 5.0)}, -4.0, "unverifiable"),
        (ONE, {1: ("rounded", 5.0)}, 4.0, "unverifiable"),
        (ONE, {1: ("rounded", 3.0)}, -4.0, "unverifiable"),
        (ONE, {1: ("rounded", 2.9)}, -4.0, "broken"),
        (ONE, {1: ("rounded", 1.0), 2: ("rounded", 2.0)}, -4.0, "unverifiable"),
        (ONE, {3: ("rounded", 1.5)}, -4.0, "unverifiable"),  # twice as much, for its factor
        (ONE, {3: ("rounded", 1.4)}, -4.0, "broken"),
        (ONE, dict.fromkeys((1, 2, 3), ("other", 0.0)), -4.0, "broken"),  # all in one unit
        (ONE, {1: ("other", 0.0)}, -4.0, "unverifiable"),
        (TWO, {1: ("other", 0.0)}, -4.0, "unverifiable"),
        (ONE, {1: ("doubted", 0.0)}, -4.0, "unverifiable"),
        (ONE, dict.fromkeys((1, 2, 3), ("doubted", 0.0)), -4.0, "broken"),
        (TWO, {1: ("doubted", 0.0), 2: ("doubted", 0.0)}, -4.0, "unverifiable"),
        ([(0, 1, 1, 0), (0, 2, 1, 1), (0, 3, 1, -1)], {1: ("rounded", 0.0)}, -4.0, "broken"),
        ([(0, 1, 1, 0), (0, 2, 1, 1), (0, 3, 1, -1)], {2: ("rounded", 0.0)}, -4.0, "unverifiable"),  # a product
    ],
)
def test_what_hangs_on_a_unit_that_nobody_is_sure_of_is_open(
    terms: list[tuple[int, int, int, int]], ways: dict[int, tuple[str, float]], difference: float, verdict: str
) -> None:
    assert verdicts(terms, ways, difference) == verdict
    is_other = "other" in {way for way, _ in ways.values()} and verdict == "unverifiable"
    assert verdicts(terms, ways, 0.0, verdict="holds") == ("unverifiable" if is_other else "holds")
    assert verdicts(terms, ways, difference, verdict="unverifiable") == "unverifiable"


def test_of_an_of_which_relation_only_what_is_more_counts_and_an_unknown_unit_is_another() -> None:
    assert verdicts(ONE, {1: ("rounded", 2.0)}, 4.0, equal=False) == "broken"
    assert verdicts(ONE, {1: ("rounded", 3.0)}, 4.0, equal=False) == "unverifiable"
    assert verdicts(ONE, {1: ("rounded", 0.0)}, -9.0, equal=False) == "unverifiable"
    assert verdicts(ONE, {}, unknown=1) == "unverifiable"
    assert verdicts(ONE, {2: ("rounded", 0.1)}, unknown=1) == "unverifiable"
    assert verdicts(ONE, {}, unknown=9) == "broken"
    assert verdicts(ONE, {1: ("rounded", 9.0)}, unknown=1) == "unverifiable"  # each cell once


RULES = (
    Rule("A", loans["全年", "总馆"] == loans["1", "总馆"] - loans["2", "总馆"]),
    Rule("B", staff["其中：馆员", "人数"] <= staff["在职", "人数"], tolerance=2.0),
    Rule("C", staff["其中：馆员", "占比"] == staff["其中：馆员", "人数"] / staff["在职", "人数"], rounded=True),
    Rule("D", loans_compared["总馆", "借阅册次/{year-1}年"] == loans_compared["总馆", "借阅册次/{year}年"].last_year),
    Rule("E", outline["讲座", "完成指标", "场"] == talks.count(Where("地点", ("线上",)))),
    Rule("F", outline["讲座", "完成指标", "人次"] == talks.entries("人次"), level=Level.QUERY),
)
OWN = Plan(tuple(Relation(rule, equation) for rule in RULES for equation in rule.equations))


def test_the_matrix_has_a_line_for_each_term() -> None:
    names = ("relation", "side", "order", "factor", "power", "form", "row", "column", "measure", "back", "counted")
    assert OWN.terms.select(names).rows() == [
        (0, 0, 0, 1, 0, "loans", "全年", "总馆", "", 0, False),
        (0, 1, 0, 1, 0, "loans", "1", "总馆", "", 0, False),
        (0, 1, 1, -1, 0, "loans", "2", "总馆", "", 0, False),
        (1, 0, 0, 1, 0, "staff", "其中：馆员", "人数", "", 0, False),
        (1, 1, 0, 1, 0, "staff", "在职", "人数", "", 0, False),
        (2, 0, 0, 1, 0, "staff", "其中：馆员", "占比", "", 0, False),
        (2, 1, 0, 1, 1, "staff", "其中：馆员", "人数", "", 0, False),
        (2, 1, 0, 1, -1, "staff", "在职", "人数", "", 0, False),
        (3, 0, 0, 1, 0, "loans_compared", "总馆", "借阅册次/{year-1}年", "", 0, False),
        (3, 1, 0, 1, 0, "loans_compared", "总馆", "借阅册次/{year}年", "", 1, False),
        (4, 0, 0, 1, 0, "outline", "讲座", "完成指标", "场", 0, False),
        (4, 1, 0, 1, 0, "talks", None, "序号", "", 0, True),
        (5, 0, 0, 1, 0, "outline", "讲座", "完成指标", "人次", 0, False),
        (5, 1, 0, 1, 0, "talks", None, "人次", "", 0, False),
    ]
    assert OWN.terms.filter(pl.col("form") != "talks")["before"].null_count() == 12
    assert [kind.height for kind in OWN.kinds] == [11, 1, 1, 1]
    assert [each.where is not None for each in OWN.conditions] == [True]


def test_bounds_say_how_both_sides_may_differ() -> None:
    assert OWN.bounds.rows() == [
        *((0, True, False, 0.0), (1, False, False, 2.0), (2, True, True, 0.0)),
        *((at, True, False, 0.0) for at in (3, 4, 5)),
    ]
    assert OWN.at_most.to_list() == [1]
    more = OWN.with_more(OWN.relations[1:2])
    assert more.relations == (*OWN.relations, OWN.relations[1])
    assert more.bounds.rows() == [*OWN.bounds.rows(), (6, False, False, 2.0)]
    assert OWN.with_more(()).bounds.equals(OWN.bounds)
    assert OWN.making_totals(pl.Series([5, 0, 0, 1])) == [0]
    assert plan(SMALL) is plan(SMALL)
    assert [each.rule for each in plan(SMALL).relations] == [rule for rule in SMALL.all_rules for _ in rule.equations]
