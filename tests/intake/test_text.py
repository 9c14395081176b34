"""Separated text: its encoding, and what in it is a number."""

import pytest
from guanbiao.intake.formats.text import decoded, typed
from hypothesis import given
from hypothesis import strategies as st


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["C"]), min_size=1))
def test_a_text_is_read_in_whatever_usual_encoding_it_is(text: str) -> None:
    text = f"馆藏,{text}"
    assert decoded(text.encode("utf-8")) == text
    assert decoded(text.encode("utf-8-sig")) == text
    assert decoded(text.encode("utf-16")) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12.0), ("-3.50", -3.5), ("0", 0.0), ("007", "007"), ("1,234", "1,234"), ("2020.01.10", "2020.01.10")]
    + [("1234567890123456", "1234567890123456"), ("=1+1", "=1+1"), ("+5", "+5"), ("1e5", "1e5")],
)
def test_a_text_is_a_number_only_where_it_can_be_nothing_else(text: str, value: object) -> None:
    assert typed(text) == value
