"""Slips of the hand, against all figures that a hand makes of one: by brute force over digits."""

from collections.abc import Iterator
from itertools import product

import pytest
from guanbiao.causes.slips import Clue, is_scaled, slips_of_the_hand
from guanbiao.model.causes import CauseKind
from hypothesis import given
from hypothesis import strategies as st

Slip = tuple[str, float]
WEIGHTS = {"digit_added": (3.0, 1.5), "digit_lost": (3.0, 1.5), "digit_wrong": (1.5, 0.8)}  # long and short figures


def found(filed: float, meant: float) -> list[Slip]:
    return [(each.kind.value, each.weight) for each in slips_of_the_hand(filed, meant)]


def made(meant: str) -> Iterator[tuple[str, Slip]]:
    """Every figure that one slip makes of a whole one, with its kind and weight: the shorter figures are, the less it
    weighs."""
    size = len(meant)
    for at in range(size):
        for digit in "0123456789":
            if digit != meant[at]:
                yield meant[:at] + digit + meant[at + 1 :], ("digit_wrong", WEIGHTS["digit_wrong"][size < 4])
        yield meant[:at] + meant[at + 1 :], ("digit_lost", WEIGHTS["digit_lost"][size - 1 < 3])
        for other in range(at + 1, size):
            if meant[at] != meant[other]:
                swapped = [*meant]
                swapped[at], swapped[other] = meant[other], meant[at]
                weight = (3.0, 1.8) if other == at + 1 else (1.5, 0.9)
                yield "".join(swapped), ("digits_swapped", weight[size < 3])
    for at, digit in product(range(size + 1), "0123456789"):
        yield meant[:at] + digit + meant[at:], ("digit_added", WEIGHTS["digit_added"][size < 3])


@given(st.integers(10, 99_999))
def test_every_slip_of_a_digit_is_known_and_weighs_what_its_length_says(meant: int) -> None:
    own = [(filed, slip) for filed, slip in made(str(meant)) if not filed.startswith("0") and len(filed) > 1]
    assert own
    for filed, slip in own:
        assert found(float(filed), float(meant)) == [slip]
        assert found(-float(filed), -float(meant)) == [slip]
        assert found(-float(filed), float(meant)) == []


@given(st.integers(10, 999), st.one_of(st.integers(10, 999), st.integers(10, 99_999)))
def test_figures_that_no_slip_makes_of_each_other_are_none(filed: int, meant: int) -> None:
    known = [slip for figure, slip in made(str(meant)) if figure == str(filed)]
    scaled = [each for each in found(filed, meant) if each[0] == "ten_thousands"]
    assert found(filed, meant) == [*scaled, *known[:1]]


@pytest.mark.parametrize(
    ("filed", "meant", "slips"),
    [
        (512.0, -512.0, [("sign", 4.0)]),
        (-7.0, 7.0, [("sign", 4.0)]),
        (0.0, 0.0, []),
        (5.0, 5.0, []),
        (5.0, 6.0, []),  # of one digit any other is a digit away
        (5.0, 50.0, []),
        (50.0, 5.0, []),
        (12.0, 21.0, [("digits_swapped", 1.8)]),
        (0.0, 10.0, []),
        (43.8711, 438711.0, [("ten_thousands", 4.0), ("digit_added", 3.0)]),
        (43.87, 438711.0, [("ten_thousands", 4.0)]),
        (43.88, 438711.0, []),
        (44.0, 438711.0, [("ten_thousands", 4.0)]),
        (-43.87, -438711.0, [("ten_thousands", 4.0)]),
        (0.9999, 9999.0, []),  # below ten thousand nobody writes so
        (1.0, 10000.0, [("ten_thousands", 4.0)]),
        (11.799, 11799.0, [("point", 3.5)]),
        (8.55, 8550.0, [("point", 3.5)]),
        (8.5, 8500.0, []),
        (38.944, 38944.0, [("point", 3.5)]),
        (1.2345, 12345.0, [("ten_thousands", 4.0), ("digit_added", 3.0)]),
        (0.695, 0.965, [("digits_swapped", 3.0)]),
        (69.5, 96.5, [("digits_swapped", 3.0)]),
    ],
)
def test_other_slips(filed: float, meant: float, slips: list[Slip]) -> None:
    assert sorted(found(filed, meant)) == sorted(slips)


@pytest.mark.parametrize(
    ("filed", "meant", "ratio", "is_so"),
    [(43.87, 438711, 1e4, True), (43.9, 438711, 1e4, True), (43.8, 438711, 1e4, False), (4387.0, 438711, 100, True)]
    + [(4388.0, 438711, 100, False), (0.0, 4, 1e4, True), (120, 12, 0.1, True)],
)
def test_a_figure_is_another_one_by_a_power_of_ten_to_the_digits_given(
    filed: float, meant: float, ratio: float, is_so: bool
) -> None:
    assert is_scaled(filed, meant, ratio) is is_so


def test_the_weights_are_in_order_and_short_figures_never_weigh_more() -> None:
    weights = [clue.value.usual for clue in Clue]
    assert weights == sorted(weights, reverse=True)
    assert all(clue.value.short < clue.value.usual for clue in Clue if clue.value.digits)
    assert all(0.1 <= clue.value.usual <= 5.0 for clue in Clue if clue is not Clue.KNOWN_FORMULA)
    assert Clue.KNOWN_FORMULA.value.usual == -1.0
    assert Clue.DIGIT_ADDED.among(2).weight == 1.5
    assert Clue.DIGIT_ADDED.among(3).weight == 3.0
    assert Clue.SIGN.among(0) == Clue.SIGN.evidence()
    assert not Clue.SIGN.evidence().is_sure
    assert Clue.COPIED.evidence().kind is CauseKind.COPIED
