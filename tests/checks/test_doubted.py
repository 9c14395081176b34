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
    every = validate._failures(validate._CELLS, frame, pl.int_range(pl.len()) >= 0)
    assert len(every) > len(EDGES)
    assert sorted(validate._failures(validate._CELLS, frame, validate._DOUBTED_CELLS)) == sorted(every)


@pytest.mark.parametrize("times", [0, 1, 2, -1])
@settings(max_examples=10)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(("", "别的", " ")))))
def test_every_label_that_fails_is_asked_about(times: int, lines: list[tuple[bool, str]]) -> None:
    schema = {"declared": pl.Boolean, "times": pl.Int32, "instead": pl.String}
    frame = pl.DataFrame([(declared, times, instead) for declared, instead in lines], schema, orient="row")
    asked = validate._failures(validate._LAYOUT, frame, validate._DOUBTED_LABELS)
    every = validate._failures(validate._LAYOUT, frame, pl.int_range(pl.len()) >= 0)
    assert sorted(asked) == sorted(every)
