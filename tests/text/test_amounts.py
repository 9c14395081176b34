"""Quantities in running text: what is one, with which value, unit and interval; and what is none."""

import math

import pytest
from guanbiao.text.amounts import amounts
from guanbiao.text.figures import exact
from hypothesis import given
from hypothesis import strategies as st

from tests.text.quantities import NOTHING, QUANTITIES, SENTENCES


def _said(text: str) -> str:
    """The amounts of a text as the table of sentences writes them."""
    found = amounts(text)
    return ";".join(f"{each.text}={exact(round(each.value, 4))} {each.unit}".strip() for each in found)


@pytest.mark.parametrize(("text", "value", "low", "high", "unit", "qualifier"), QUANTITIES)
def test_a_quantity_is_read(text: str, value: float, low: float, high: float, unit: str, qualifier: str) -> None:
    before, _, rest = text.partition("[")
    inside, _, behind = rest.partition("]")
    (found,) = amounts(before + inside + behind)
    assert (found.text, found.value, found.unit, found.qualifier) == (inside, value, unit, qualifier)
    assert [found.low, found.high] == pytest.approx([low, high])


def test_every_quantity_of_a_sentence_is_read_and_nothing_else() -> None:
    assert {text: _said(text) for text in SENTENCES} == SENTENCES


@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [("42.4%", 0.1), ("11.5万册", 1000), ("5000册", 1), ("35余万条", 10000), ("三十多个", 10), ("1万2千册", 1000)],
)
def test_the_step_of_the_last_printed_digit(text: str, digits: float) -> None:
    assert [each.digits for each in amounts(text)] == [digits]


_UNITS = st.sampled_from(["人次", "册次", "册（件）", "场", "种", "个", "名", "平方米", "个百分点", "人次/日", ""])
_BEFORE = st.sampled_from(["总流通人次达", "其中成人", "共举办", "馆藏文献总量为：", "（含古籍）", "占比为"])
_BEHIND = st.sampled_from(["，其中", "。", "；少儿", "）", "、"])


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each in "0123456789.%" else each for each in text)


@given(st.integers(3000, 10**9), _UNITS, _BEFORE, _BEHIND, st.booleans())
def test_a_whole_number_is_read_however_it_is_written(
    value: int, unit: str, before: str, behind: str, has_space: bool
) -> None:
    typed = unit and f"{' ' if has_space else ''}{unit}"
    for figure in (f"{value}", f"{value:,}", _wide(f"{value}")):
        (found,) = amounts(f"{before}{figure}{typed}{behind}")
        assert (found.value, found.unit, found.start) == (value, unit, len(before))
        assert found.text == figure + typed
        assert found.low <= value <= found.high


@given(st.integers(1, 99_999), st.sampled_from([("万", 4), ("千", 3), ("百万", 6), ("亿", 8)]), _BEFORE)
def test_a_scaled_number_is_read(tenths: int, scale: tuple[str, int], before: str) -> None:
    word, zeros = scale
    (found,) = amounts(f"{before}{tenths / 10}{word}册。")
    assert found.value == pytest.approx(tenths * 10 ** (zeros - 1))
    assert found.low <= found.value <= found.high < math.inf


_ONES = "零一二三四五六七八九"


def _in_numerals(value: int) -> str:
    """A number below ten thousand in Chinese numerals, made digit by digit."""
    text = ""
    for digit, scale in zip(f"{value:04d}", ("千", "百", "十", ""), strict=True):
        text += _ONES[int(digit)] + scale if digit != "0" else "零"
    return "零".join(part for part in text.split("零") if part)


@given(st.integers(11, 9999))
def test_a_number_in_numerals_is_read(value: int) -> None:
    (found,) = amounts(f"共有{_in_numerals(value)}名读者")
    assert (found.value, found.unit) == (value, "名")


@given(
    st.text(alphabet="0123456789一二三十百千万亿第年月日人次册近余多%.,、，。“”《》（()-—:/A 分之成几数", max_size=60)
)
def test_any_text_is_read_and_places_are_its_own(text: str) -> None:
    found = amounts(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)
    assert [each.low <= each.value <= each.high for each in found] == [True] * len(found)


@given(st.sampled_from(list(SENTENCES)), st.sampled_from(["读者踊跃参加。", "。为读者服务；"]))
def test_words_around_a_sentence_change_nothing(text: str, words: str) -> None:
    moved = [(each.start - len(words), each.value, each.unit) for each in amounts(words + text + words)]
    assert moved == [(each.start, each.value, each.unit) for each in amounts(text)]


@pytest.mark.parametrize(
    "piece",
    ["1,", "1 ", "9", "1.", "1-", "1:", "万", "三", "“", "第1、", "1万", "1月、", "A1", "近", "1至", " ", "1、", "一"],
)
def test_long_texts_are_read_too(piece: str) -> None:
    text = piece * 4_000
    assert len(amounts(text)) <= len(text)
