"""Whether relations would hold with other figures, and which parts a total lacks: worked out anew."""

from itertools import combinations

import pytest
from guanbiao.causes.evidence import left_out
from guanbiao.causes.judged import MetRelation
from guanbiao.causes.nodes import CellKey, cell_key
from guanbiao.facts.frames import MetLine
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.terms import term


def line(at: int, figure: float, side: int = 1, **more: int) -> MetLine:
    return replace(term(at_row=at, figure=figure, side=side, order=at), **more)


SUM = (line(0, 858.0, 0), line(1, 512.0), line(2, 364.0))
LESS = (line(0, 148.0, 0), line(1, 512.0), line(2, 364.0, factor=-1))
SHARE = (line(0, 0.4, 0), line(1, 19.0, power=1, order=5), line(2, 48.0, power=-1, order=5))
PART = (line(0, 49.0, 0), line(1, 48.0))


def relation(lines: tuple[MetLine, ...], tolerance: float = 1e-6, *, is_equal: bool = True) -> MetRelation:
    return MetRelation(7, lines, is_equal, tolerance, True)


def key(of: MetLine) -> CellKey:
    return cell_key(of)


@pytest.mark.parametrize(
    ("own", "at", "value", "holds"),
    [
        (relation(SUM), 2, 364.0, False),
        (relation(SUM), 2, 346.0, True),
        (relation(SUM), 0, 876.0, True),
        (relation(SUM, 20.0), 2, 364.0, True),
        (relation(SUM, 17.9), 2, 364.0, False),
        (relation(LESS), 2, 364.0, True),
        (relation(LESS), 2, 365.0, False),
        (relation(SHARE, 0.005), 1, 19.0, True),
        (relation(SHARE, 0.004), 1, 19.0, False),
        (relation(SHARE, 0.005), 2, 47.0, True),
        (relation(SHARE, 0.005), 2, 46.0, False),
        (relation(SHARE, 0.005), 2, 0.0, False),  # nothing is divided by nothing
        (relation(SHARE, 9.0), 1, 0.0, True),
        (relation(PART, is_equal=False), 0, 49.0, False),
        (relation(PART, is_equal=False), 0, 48.0, True),
        (relation(PART, is_equal=False), 0, 5.0, True),
        (relation(PART, 1.0, is_equal=False), 0, 49.0, True),
    ],
)
def test_a_relation_holds_with_another_figure(own: MetRelation, at: int, value: float, holds: bool) -> None:
    assert own.holds({key(own.lines[at]): value}) is holds


def test_what_kind_of_relation_it_is_and_what_its_sides_come_to() -> None:
    assert [(each.is_share, each.is_sum) for each in map(relation, (SUM, LESS, SHARE))] == [
        *((False, True), (False, True), (True, False)),
    ]
    assert (relation(PART, is_equal=False).is_share, relation(PART, is_equal=False).is_sum) == (False, False)
    assert relation(SUM).sides({}) == (858.0, 876.0)
    assert relation(LESS).sides({}) == (148.0, 148.0)
    assert relation(SHARE).sides({}) == (0.4, 0.395833)
    assert relation(SHARE).sides({key(SHARE[2]): 0.0}) is None
    two = (*SHARE, line(3, 2.0, power=1, order=6, factor=3), line(4, 5.0, power=1, order=6))
    assert relation(two).sides({}) == (0.4, 30.395833)
    other = line(1, 999.0, at_column=9)
    assert relation(SUM).sides({key(other): 1.0}) == (858.0, 876.0)  # a figure of another cell


@given(st.lists(st.integers(1, 30), min_size=2, max_size=7), st.integers(1, 90))
def test_the_parts_that_a_total_lacks_are_the_fewest_where_there_is_one_choice(parts: list[int], lacking: int) -> None:
    ways = {
        size: [each for each in combinations(range(len(parts)), size) if sum(parts[at] for at in each) == lacking]
        for size in (2, 3, 4)
    }
    fewest = next((own for own in ways.values() if own), [])
    assert left_out(dict(enumerate(map(float, parts))), float(lacking)) == (fewest[0] if len(fewest) == 1 else ())


def test_among_very_many_parts_only_pairs_are_looked_for() -> None:
    many = {at: float(3**at % 1009 + at / 8) for at in range(40)}
    assert left_out(many, many[3] + many[17]) == (3, 17)
    assert left_out(many, many[3] + many[17] + many[31]) == ()
    some = {at: many[at] for at in range(20)}
    assert left_out(some, some[3] + some[12] + some[17]) == (3, 12, 17)
    assert left_out({}, 5.0) == ()
