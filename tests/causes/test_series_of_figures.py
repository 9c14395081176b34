"""Whole rows and columns that stand elsewhere too, are blank, or are in each other's place."""

from collections.abc import Mapping, Sequence

import pytest
from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.odds import odds_patterns
from guanbiao.causes.kinds.series import series_patterns, source_of
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Link, Node, Series
from guanbiao.forms.levels import Source
from guanbiao.model.causes import OfPart, OfSource, OfSwap
from guanbiao.model.details import NOTHING
from msgspec.structs import replace

from tests.terms import term

Figures = Mapping[tuple[str, str], Sequence[float]]


def table(columns: Figures, *links: tuple[int, Mapping[int, float]], cross: bool = False) -> Network:
    """Columns of forms with a figure in each row, and links between the figures, by their number and weights."""
    nodes = [
        Node(term(form=form, row=str(at), column=column), float(value), is_blank=not value, is_whole=True)
        for (form, column), values in columns.items()
        for at, value in enumerate(values, 1)
    ]
    kind = Source.CROSS if cross else Source.WITHIN
    whole = tuple(Link(at, kind, weights, (), 0.0, left) for at, (left, weights) in enumerate(links))
    values = [each.value for each in nodes]
    gaps = {at: sum(weight * values[node] for node, weight in link.weights.items()) for at, link in enumerate(whole)}
    return Network(tuple(nodes), whole, {at: gap for at, gap in gaps.items() if gap})


A, B, C = ("f", "甲"), ("f", "乙"), ("g", "丙")
FIGURES = (1204, 867, 2210, 415)


def source(columns: Figures, axis: Axis = Axis.COLUMN, without: frozenset[Series] = frozenset()) -> Series | None:
    network = table(columns)
    first = columns[A] if axis is Axis.COLUMN else [0]
    return source_of(network, axis, list(range(len(first))), without)


def test_a_column_was_copied_from_the_one_that_holds_the_same_in_the_same_order() -> None:
    assert source({A: FIGURES, B: FIGURES}) == B
    assert source({A: FIGURES, C: FIGURES}) == C
    assert source({A: FIGURES, B: FIGURES, C: FIGURES}) == B
    assert source({A: FIGURES, B: FIGURES, C: FIGURES}, without=frozenset({B})) == C
    assert source({A: FIGURES, B: FIGURES[::-1]}) is None
    assert source({A: FIGURES, B: (*FIGURES[:3], 416)}) is None
    assert source({A: FIGURES}) is None
    assert source({A: FIGURES, C: (*FIGURES, 99)}) == C  # which has more rows
    assert source({A: (*FIGURES, 99), C: FIGURES}) == C  # or less: all that both have
    assert source({A: FIGURES[:2], B: FIGURES[:2]}) is None  # two are alike by chance
    assert source({A: FIGURES[:3], B: FIGURES[:3]}) == B


@pytest.mark.parametrize(
    ("figures", "is_told"),
    [
        ((12, 34, 56), True),
        ((12, 34, 5), False),
        ((12, 12, 34), False),  # different ones count
        ((123, 0, 456, 78), True),
        ((0, 0, 0, 0), False),
        ((-12, -34, -56), True),
    ],
)
def test_small_figures_are_alike_by_chance(figures: Sequence[float], is_told: bool) -> None:
    assert (source({A: figures, B: figures}) is not None) is is_told


def test_columns_that_repeat_each_other_as_a_rule_are_no_copies() -> None:
    """By a rule that says so, or as those of other headings repeat each other."""
    repeated = table({A: FIGURES, C: FIGURES}, *((at, {at: 1.0, at + 4: -1.0}) for at in range(4)))
    assert source_of(repeated, Axis.COLUMN, [0, 1, 2, 3]) is None
    other = table({A: FIGURES, B: FIGURES, C: FIGURES}, *((at, {at: 1.0, at + 8: -1.0}) for at in range(4)))
    assert source_of(other, Axis.COLUMN, [0, 1, 2, 3]) == B
    here, beside = ("f", "外借部/人次"), ("f", "外借部/条次")
    there, also = ("f", "阅览部/人次"), ("f", "阅览部/条次")
    others = (310, 455, 871, 990)
    headed = table({here: FIGURES, beside: FIGURES, there: others, also: others})
    assert source_of(headed, Axis.COLUMN, [0, 1, 2, 3]) is None
    unlike = table({here: FIGURES, beside: FIGURES, there: others, also: (1, 2, 3, 4)})
    assert source_of(unlike, Axis.COLUMN, [0, 1, 2, 3]) == beside
    mostly = table({here: FIGURES, beside: FIGURES, there: others, also: (*others[:3], 1)})
    assert source_of(mostly, Axis.COLUMN, [0, 1, 2, 3]) is None
    half = table({here: FIGURES, beside: FIGURES, there: (*others, 5, 6), also: (*others[:3], 1, 2, 3)})
    assert source_of(half, Axis.COLUMN, [0, 1, 2, 3]) == beside


def test_rows_are_copied_from_rows() -> None:
    columns = {
        ("f", name): (value, value, other) for name, value, other in zip("abcd", FIGURES, (5, 6, 7, 8), strict=True)
    }
    network = table(columns)
    assert source_of(network, Axis.ROW, [0, 3, 6, 9]) == ("f", "2")
    assert source_of(network, Axis.ROW, [2, 5, 8, 11]) is None


Pair = tuple[Sequence[float], Sequence[float]]


def at_odds(here: Pair, there: Pair) -> Network:
    """A form of two columns of months with their totals, and another form that states all of it again."""
    columns = dict(zip((A, B, C, ("g", "丁")), ((*each, sum(each)) for each in (*here, *there)), strict=True))
    size = len(here[0]) + 1
    ends = [(size * of + size - 1, {size * of + at: -1.0 for at in range(size - 1)}) for of in range(4)]
    same = [(2 * size + at, {2 * size + at: 1.0, at: -1.0}) for at in range(2 * size)]
    network = table(columns, *((end, parts | {end: 1.0}) for end, parts in ends), *same)
    kinds = [Source.WITHIN if at < 4 else Source.CROSS for at in range(len(network.links))]
    links = tuple(replace(link, kind=kind) for link, kind in zip(network.links, kinds, strict=True))
    return replace(network, links=links)


def test_a_form_that_is_right_in_itself_and_differs_in_most_is_one_slip_of_either_side() -> None:
    here, there = ((512, 364, 401), (35, 28, 31)), ((340, 230, 377), (22, 19, 24))
    network = at_odds(here, there)
    found = [each for each in odds_patterns(network) if len(each.change_set.roots) == 8]
    values = [each.value for each in network.nodes]
    own, other = ({at: values[(at + 8) % 16] for at in side} for side in (range(8), range(8, 16)))
    ways = [dict(each.change_set.moves) for each in found]
    assert sorted(map(min, ways)) == [0, 8]
    assert all(way in (own, other) for way in ways)
    assert [each.kind.value for each in found] == ["form_differs"] * 2
    assert [[dict(side.moves) for side in each.others] for each in found] == [
        [own if dict(each.change_set.moves) == other else other] for each in found
    ]
    assert list(odds_patterns(at_odds(here, here))) == []
    one = (here[0], (35, 28, 30))  # a single figure and its total are no form
    assert not [each for each in odds_patterns(at_odds(here, one)) if each.kind.value == "form_differs"]
    wrong = replace(network, off={**network.off, 2: 5.0, 3: 4.0})  # one that does not add up itself is not right
    assert {node for each in odds_patterns(wrong) for node, _ in each.change_set.roots} <= set(range(8))


def test_of_few_figures_no_other_year_is_said() -> None:
    network = at_odds(((512,), (35,)), ((340,), (22,)))
    kinds = {each.kind.value: len(each.change_set.roots) for each in odds_patterns(network)}
    assert kinds == {"form_differs": 4}
    three = replace(network, off={link: gap for link, gap in network.off.items() if link != 7})
    assert {each.kind.value for each in odds_patterns(three)} <= {"figures_differ"}


def patterns(network: Network) -> dict[str, list[tuple[dict[int, float], list[dict[int, float]], object]]]:
    """By kind, what each pattern changes, the other sides, and what its sentence says."""
    found: dict[str, list[tuple[dict[int, float], list[dict[int, float]], object]]] = {}
    for each in series_patterns(Scene(replace(network, origin=None), (), 2020)):
        sides = [dict(other.roots) for other in each.others]
        found.setdefault(each.kind.value, []).append((dict(each.change_set.roots), sides, each.detail))
    return found


def twins(here: Sequence[float], there: Sequence[float]) -> Network:
    """A column, and one of another form that is to repeat it row by row."""
    size = len(here)
    same = [(size + at, {size + at: 1.0, at: -1.0}) for at in range(size)]
    return table({A: here, C: there}, *same, cross=True)


def test_columns_that_should_be_the_same_and_part_are_one_slip_of_either() -> None:
    here, there = (1204, 867, 2210, 415), (1200, 860, 2200, 415)
    network = twins(here, there)
    off = range(3)
    own, other = {at: float(there[at]) for at in off}, {4 + at: float(here[at]) for at in off}
    found = patterns(network)["column_differs"]
    assert sorted(min(changes) for changes, *_ in found) == [0, 4]
    for changes, sides, detail in found:
        assert (changes, sides) in ((own, [other]), (other, [own]))
        assert detail == (OfSource("g", "丙") if changes == own else OfSource("f", "甲"))
    assert patterns(twins(here, here)) == {}
    assert "column_differs" not in patterns(twins(here, (1200, 860, 2210, 415)))  # two figures are no column


def test_of_columns_that_part_the_one_that_stands_elsewhere_was_copied() -> None:
    here, there = (1204, 867, 2210, 415), (310, 455, 871, 990)
    network = twins(here, there)
    source = table(
        {A: here, C: there, ("g", "丁"): there}, *((4 + at, {4 + at: 1.0, at: -1.0}) for at in range(4)), cross=True
    )
    assert "column_copied" not in patterns(network)
    copied = patterns(source)["column_copied"]
    assert all(detail == OfSource("g", "丁") for *_, detail in copied)
    assert {at: value for changes, *_ in copied for at, value in changes.items()} == {
        4 + at: float(here[at]) for at in range(4)
    }


def summed(columns: Sequence[Sequence[float]], totals: Sequence[float]) -> Network:
    """Columns of one form with the sum of each row behind them."""
    size, many = len(totals), len(columns)
    named = {("f", name): values for name, values in zip("甲乙丙丁", (*columns, totals), strict=False)}
    links = [
        (many * size + row, {many * size + row: 1.0, **{column * size + row: -1.0 for column in range(many)}})
        for row in range(size)
    ]
    return table(named, *links)


COLUMNS = ((120, 80, 64, 99), (45, 30, 51, 38), (7, 9, 12, 4))


def test_totals_of_some_rows_without_the_same_columns_are_one_slip() -> None:
    def left_out(*rows: int, column: int = 1) -> list[tuple[dict[int, float], list[dict[int, float]], object]]:
        totals = [
            sum(each) - (each[column] if row in rows else 0) for row, each in enumerate(zip(*COLUMNS, strict=True))
        ]
        return patterns(summed(COLUMNS, totals)).get("group_left_out", [])

    whole = [float(sum(each)) for each in zip(*COLUMNS, strict=True)]
    assert left_out(0, 2) == [({12: whole[0], 14: whole[2]}, [], OfPart("乙"))]
    assert left_out(1, 2, 3, column=2) == [({12 + row: whole[row] for row in (1, 2, 3)}, [], OfPart("丙"))]
    assert left_out(0) == []  # one total is a figure
    assert left_out() == []


def test_rows_and_columns_in_each_others_place_give_back_what_they_hold() -> None:
    swapped = [[*column] for column in COLUMNS]
    for column in swapped:
        column[1], column[2] = column[2], column[1]
    totals = [float(sum(each)) for each in zip(*COLUMNS, strict=True)]
    found = patterns(summed(swapped, totals))
    assert [detail for *_, detail in found["rows_swapped"]] == [OfSwap("2", "3")]
    blank = [[0.0 if column == 1 else value for value in values] for column, values in enumerate(COLUMNS)]
    gone = patterns(summed(blank, totals))["left_blank"]
    assert ({4 + row: float(COLUMNS[1][row]) for row in range(4)}, [], NOTHING) in gone
