"""Ranks, and what stands apart: said of figures that are many times as large or small as those of the others."""

from random import Random

import pytest
from guanbiao.consolidate.compare import Far, far_off, ranks, spread_of
from guanbiao.consolidate.comparison import Compared, _half, _shown, far_text
from guanbiao.words.consolidate import IS_NOTHING
from hypothesis import given
from hypothesis import strategies as st

from tests.small.catalogue import SMALL

SIZES = {0: 900, 1: 1100, 2: 1500, 3: 700, 4: 2000, 5: 400, 6: 1000, 7: 1300}  # counties and a city


def test_libraries_of_other_sizes_do_not_stand_apart() -> None:
    assert far_off(SIZES, {}) == {}
    assert far_off({}, {}) == far_off({0: 1, 1: 10**6}, {}) == {}


@pytest.mark.parametrize(("wrong", "said"), [(10_000_000, "偏大"), (1, "偏小"), (0, IS_NOTHING)])
def test_a_figure_in_another_unit_stands_apart(wrong: int, said: str) -> None:
    far = far_off(SIZES | {3: wrong}, {})
    assert list(far) == [3]
    assert said in far_text(far[3])


def test_a_figure_that_changed_as_no_other_did_stands_apart() -> None:
    before = {at: round(value * 0.9) + at for at, value in SIZES.items()} | {4: 220}
    assert list(far_off(SIZES, before)) == [4]
    assert far_text(far_off(SIZES, before)[4]).startswith("是上年的 9.1 倍，而各馆一般是上年的 1.1 倍")


def test_nothing_is_missed_only_where_nearly_all_others_have_some() -> None:
    some = {0: 3, 1: 5, 2: 4, 3: 6}
    assert list(far_off(some | {4: 0}, {})) == [4]
    assert far_off(some | {4: 0, 5: 0}, {}) == {}  # two of six
    assert far_off({0: 3, 1: 0, 2: 0, 3: 5}, {}) == {}


def test_half_are_told_of_five_libraries_or_more() -> None:
    few, enough = (spread_of(dict(list(SIZES.items())[:count])) for count in (4, 5))
    assert few
    assert enough
    assert (_half(few), _half(enough)) == (
        "",
        "807—1500",
    )  # the median 1100, divided by and times 1500/1100, the median distance


def test_where_nothing_varies_nothing_is_far() -> None:
    assert far_off(dict.fromkeys(range(8), 5) | {8: 6}, {}) == {}


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 10**9)), st.integers(1, 1000), st.randoms())
def test_neither_the_unit_nor_the_order_matters(values: dict[int, int], unit: int, random: Random) -> None:
    order = list(values)
    random.shuffle(order)
    others = {at: values[at] * unit for at in order}
    assert far_off(others, {}).keys() == far_off(values, {}).keys()
    assert ranks(others) == ranks(values)


def test_half_of_the_libraries_lie_where_it_is_said() -> None:
    spread = spread_of(SIZES)
    assert spread is not None
    assert spread.low is not None
    assert spread.high is not None
    within = [value for value in SIZES.values() if spread.low <= value <= spread.high]
    assert len(within) >= len(SIZES) / 2


def test_far_is_said_by_how_much() -> None:
    assert far_text(Far(times=18.04)) == "是各馆中位数的 18 倍，明显偏大，请核实。"
    assert far_text(Far(times=0.02)) == "只有各馆中位数的 2%，明显偏小，请核实。"


def test_of_very_many_the_first_the_last_and_who_stands_apart_are_listed() -> None:
    values = {at: 1000 - at for at in range(20)} | {10: 20_000}
    own = Compared(SMALL.indicators[0], values, {}, ranks(values), spread_of(values), {5: Far(times=9.0)})
    assert _shown(own, 2) == [10, 0, 5, 18, 19]
    assert _shown(own, 0) == list(ranks(values))
    assert _shown(own, 10) == list(ranks(values))
