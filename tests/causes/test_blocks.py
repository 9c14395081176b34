"""Sums of rows that are off, column by column, and figures booked into the row beside theirs, on small networks."""

from collections.abc import Mapping, Sequence

import pytest
from guanbiao.causes.kinds.booked import booked_patterns
from guanbiao.causes.kinds.columns_off import off_columns
from guanbiao.causes.kinds.units import unit_patterns
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Link, Node
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfSource
from msgspec.structs import replace

from tests.terms import term

NAMES = ("甲", "乙", "丙", "计")


def rows(*figures: Sequence[float], right: Mapping[tuple[int, int], float]) -> Network:
    """A form of three columns with their sum, as typed over `right` figures by row and column; a cell a place."""
    whole = [[*each, sum(each)] for each in figures]
    nodes = [
        Node(
            term(form="f", row=str(at), column=NAMES[to], at_row=at, at_column=to, is_total=to == 3),
            float(value),
            False,
            True,
        )
        for at, own in enumerate(whole)
        for to, value in enumerate(own)
    ]
    links = [Link(at, Source.WITHIN, {at * 4: -1.0, at * 4 + 1: -1.0, at * 4 + 2: -1.0, at * 4 + 3: 1.0}, (), 0.0, at * 4 + 3) for at in range(len(whole))]  # fmt: skip
    network = Network(tuple(nodes), tuple(links), {}).changed(
        [(row * 4 + column, value) for (row, column), value in right.items()]
    )
    return replace(network, origin=None)


FIGURES = [(120, 45, 7), (80, 30, 9), (64, 51, 12), (99, 38, 4), (71, 26, 8), (105, 49, 6)]


def test_of_a_column_that_is_off_in_most_rows_each_column_of_the_sum_may_be_it() -> None:
    typed = {(row, 1): FIGURES[row][1] + 10.0 + row for row in range(5)}
    found = list(off_columns(rows(*FIGURES, right=typed)))
    by_column = {
        frozenset(node % 4 for node, _ in each.change_set.roots): dict(each.change_set.roots) for each in found
    }
    assert {frozenset({1}), frozenset({0}), frozenset({3})} <= by_column.keys()
    assert by_column[frozenset({1})] == {row * 4 + 1: float(FIGURES[row][1]) for row in range(5)}
    assert by_column[frozenset({3})] == {row * 4 + 3: sum(FIGURES[row]) + 10.0 + row for row in range(5)}
    assert {each.kind for each in found} == {CauseKind.COLUMN_DIFFERS}
    assert list(off_columns(rows(*FIGURES, right={(0, 1): 46.0}))) == []
    assert list(off_columns(rows(*FIGURES, right={}))) == []


def test_totals_that_no_part_could_explain_are_at_odds_with_their_parts_and_not_with_themselves() -> None:
    """Dragged down, they are far too small: of no part could so much be taken."""
    (found,) = off_columns(rows(*FIGURES, right={(row, 3): 1.0 + row for row in range(5)}))
    assert {node % 4 for node, _ in found.change_set.roots} == {3}
    assert found.detail == OfSource("f", "甲")


@pytest.mark.parametrize("by", [5.0, 40.0])
@pytest.mark.parametrize(("much", "little"), [(2, 3), (3, 2)])
def test_two_rows_side_by_side_that_are_off_by_the_same_may_be_booked_into_each_other(
    by: float, much: int, little: int
) -> None:
    typed = {(much, 0): FIGURES[much][0] + by, (little, 0): FIGURES[little][0] - by}
    found = [each for each in booked_patterns(rows(*FIGURES, right=typed)) if each.kind is CauseKind.BOOKED_NEXT]
    assert found
    ways = [dict(way.roots) for each in found for way in each.others]
    truth = {much * 4: float(FIGURES[much][0]), little * 4: float(FIGURES[little][0])}
    assert truth in ways
    for way in ways:
        assert {node // 4 for node in way} == {much, little}
        assert len({node % 4 for node in way}) == 1
    apart = {(0, 0): FIGURES[0][0] + by, (2, 0): FIGURES[2][0] - by}
    assert list(booked_patterns(rows(*FIGURES, right=apart))) == []
    unlike = {(much, 0): FIGURES[much][0] + by, (little, 0): FIGURES[little][0] - by - 1}
    assert list(booked_patterns(rows(*FIGURES, right=unlike))) == []


def test_of_what_cannot_be_booked_nothing_is_told() -> None:
    """A way that would leave less than nothing in a cell is none."""
    typed = {(2, 2): FIGURES[2][2] + 20.0, (3, 2): 0.0, (3, 0): FIGURES[3][0] - 16.0}
    ways = [dict(way.roots) for each in booked_patterns(rows(*FIGURES, right=typed)) for way in each.others]
    assert all(value >= 0 for way in ways for value in way.values())
    assert {10: -8.0, 14: 20.0} not in ways


def test_columns_side_by_side_of_two_sums_are_off_together() -> None:
    """甲＋乙＝计 and 丙＋丁＝共 in one row: 计 and 丙 stand beside each other, and were typed over together."""
    names, size = ("甲", "乙", "计", "丙", "丁", "共"), 6
    whole = [(one, two, one + two, three, one + three, one + 2 * three) for one, two, three in FIGURES]
    nodes = [
        Node(term(form="f", row=str(at), column=names[to], at_row=at, at_column=to), float(value), False, True)
        for at, own in enumerate(whole)
        for to, value in enumerate(own)
    ]
    sums = [
        (row * size + first, row * size + first + 1, row * size + first + 2) for first in (0, 3) for row in range(6)
    ]
    links = tuple(
        Link(at, Source.WITHIN, {one: -1.0, other: -1.0, left: 1.0}, (), 0.0, left)
        for at, (one, other, left) in enumerate(sums)
    )
    right = {row * size + column: nodes[row * size + column].value for row in range(5) for column in (2, 3)}
    typed = [(node, value + 10.0 * (node % size) + node) for node, value in right.items()]
    network = replace(Network(tuple(nodes), links, {}).changed(typed), origin=None)
    found = [dict(each.change_set.roots) for each in off_columns(network)]
    assert right in found
    pairs = {frozenset(node % size for node in each) for each in found if len({node % size for node in each}) == 2}
    assert pairs == {frozenset({2, 3})}


def test_a_form_in_another_unit_is_so_with_all_that_it_adds_up() -> None:
    """Only the sums stand in another form; what makes them up is ten times too large with them."""
    figures = [(1200, 450), (803, 301), (640, 517), (991, 382)]
    whole = [(10 * one, 10 * other, 10 * (one + other)) for one, other in figures]
    nodes = [
        Node(term(form="f", row=str(at), column=NAMES[to], at_row=at, at_column=to), float(value), False, True)
        for at, own in enumerate(whole)
        for to, value in enumerate(own)
    ]
    nodes += [
        Node(term(form="g", row=str(at), column="计"), float(sum(own)), False, True) for at, own in enumerate(figures)
    ]
    links = [
        Link(at, Source.WITHIN, {at * 3: -1.0, at * 3 + 1: -1.0, at * 3 + 2: 1.0}, (), 0.0, at * 3 + 2)
        for at in range(4)
    ]
    links += [Link(4 + at, Source.CROSS, {12 + at: 1.0, at * 3 + 2: -1.0}, (), 0.0, 12 + at) for at in range(4)]
    off = {4 + at: float(sum(own) - 10 * sum(own)) for at, own in enumerate(figures)}
    found = [dict(each.change_set.roots) for each in unit_patterns(Network(tuple(nodes), tuple(links), off))]
    assert {at: node.value / 10 for at, node in enumerate(nodes[:12])} in found
