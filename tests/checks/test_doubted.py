"""What pandera is asked about: every line that it would find fault with."""

from itertools import product

import polars as pl
import pytest
from guanbiao.checks import validate
from hypothesis import given, settings
from hypothesis import strategies as st

EDGES = (None, -1.0, -0.0, 0.0, 0.5, 1.0, 1.0000001, float("inf"), float("-inf"), float("nan"))


def cells(lines: list[tuple[bool, float | None, float | None]]) -> pl.DataFrame:
    return pl.DataFrame(lines, {"accepted": pl.Boolean, "unsigned": pl.Float64, "share": pl.Float64}, orient="row")


def test_every_cell_that_fails_is_asked_about() -> None:
    frame = cells(list(product((True, False), EDGES, EDGES)))
    every = validate._asked(validate._CELLS.schema, frame, range(frame.height))
    assert len(every) > len(EDGES)
    assert sorted(validate._failures(validate._CELLS, frame)) == sorted(every)


def test_no_cell_is_asked_about_that_cannot_fail() -> None:
    frame = cells(list(product((True,), (None, 0.0, 5.0), (None, 0.0, 1.0))))
    assert frame.filter(validate._CELLS.doubted).is_empty()


@pytest.mark.parametrize("times", [0, 1, 2, -1])
@settings(max_examples=10)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(("", "别的", " ")))))
def test_every_label_that_fails_is_asked_about(times: int, lines: list[tuple[bool, str]]) -> None:
    schema = {"declared": pl.Boolean, "times": pl.Int32, "instead": pl.String}
    frame = pl.DataFrame([(declared, times, instead) for declared, instead in lines], schema, orient="row")
    asked = validate._failures(validate._LAYOUT, frame)
    every = validate._asked(validate._LAYOUT.schema, frame, range(frame.height))
    assert sorted(asked) == sorted(every)
