"""Separated text: its encoding, and what in it is a number."""

import pytest
from guanbiao.intake.formats import text as texts
from guanbiao.intake.formats.text import cell_value, decoded, text_sheet, typed
from guanbiao.intake.limits import MEGABYTE, TEXT_BYTES, Refused
from guanbiao.intake.parse import parse
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


@pytest.mark.parametrize(
    ("text", "value"),
    [('="20"', 20.0), (' ="20" ', 20.0), ('="1,234册"', "1,234册"), ('="007"', "007"), ('="3.10"', "3.10")]
    + [('="说""好"""', '说"好"'), ('=""', ""), ("'112", 112.0), ("'-5", -5.0), ("'007", "007")]
    + [("'3月5日", "3月5日"), ("'2020.1.10", "2020.1.10"), ("'1,234", "1,234"), ("'0412-5535600", "0412-5535600")],
)
def test_a_text_that_is_written_to_stay_one_is_what_it_says(text: str, value: object) -> None:
    assert cell_value(text) == value


@pytest.mark.parametrize(
    "text", ["'90后读书会", "'读书'", "'", "'112'", "'98—'08", '="20', '="20"+1', '="a"&"b"', "=20", "说='20'", '"20"']
)
def test_no_other_text_loses_its_marks(text: str) -> None:
    assert cell_value(text) == text


def test_a_whole_csv_of_texts_that_stay_texts_is_read_as_figures() -> None:
    content = '类别,经费\n图书,="42.5"\n报刊,"=""7.3"""\n总计,\'49.8\n'.encode()
    (sheet,), notes = text_sheet(content)
    assert [list(row) for row in sheet.rows][1:] == [["图书", 42.5], ["报刊", 7.3], ["总计", 49.8]]
    assert not notes


def test_the_cells_of_a_text_are_counted_as_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "CELL_BOX", 10)
    for content in (b"1,2\n" * 6, b"," * 11, b'"a,\nb"\n' * 11, b"\n" * 11):
        with pytest.raises(Refused) as refused:
            text_sheet(content)
        assert (refused.value.reason, refused.value.detail["most"]) == ("limit_cells", 10)
    assert len(text_sheet(b"1,2\n" * 5)[0][0].rows) == 5


def test_a_text_longer_than_its_cells_could_be_is_refused_before_it_is_decoded() -> None:
    assert parse(b"1" * (TEXT_BYTES + MEGABYTE)).reason == "limit_file"
