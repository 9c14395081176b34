"""Questions that are named by their numbers or places, wherever they are answered."""

import re

import pytest
from guanbiao.words.questions import QUESTION, is_label, numbers_said, quoted_place, reads_as_answer
from hypothesis import given
from hypothesis import strategies as st


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=4),
    st.sampled_from(("第{}题", "第{}条", "问题{}", "{}题", "序号{}")),
    st.sampled_from(("、", "和", "，", "与")),
    st.sampled_from(("：", " ", "、", "，", "均：")),
)
def test_numbers_that_are_called_so_are_read_however_they_are_joined(
    numbers: list[int], form: str, joined: str, parted: str
) -> None:
    text = form.format(joined.join(map(str, numbers)))
    found = re.match(QUESTION, f"{text}{parted}因闭馆")
    assert found is not None
    assert numbers_said(found[0].strip()) == (True, tuple(map(str, numbers)))


@given(st.text("第题条3十5、：.至 和闭馆", max_size=14))
def test_any_text_says_numbers_or_none(text: str) -> None:
    _, numbers = numbers_said(text)
    assert all(re.fullmatch(r"\d+(\.\d+)?|", number) for number in numbers)
    assert isinstance(reads_as_answer(text), bool)


@pytest.mark.parametrize(
    "text", ["第三季度闭馆", "3.5万册", "5条外借记录漏报", "12月闭馆", "2020年停电", "3 月停电", "第三次清点"]
)
def test_what_counts_or_dates_something_names_no_question(text: str) -> None:
    assert re.match(QUESTION, text) is None


@pytest.mark.parametrize("text", ["因闭馆", "办公室", "流通部", "见附件", "以上楼层闭馆"])
def test_words_that_may_be_an_answer_are_no_label(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    "text", ["流通!F16：应为 85", "流通!$f$16 应为 85", "“流通!F16”应为 85", "应为 85（流通!F16）"]
)
def test_a_place_is_found_wherever_it_stands(text: str) -> None:
    place, said = quoted_place(text)
    assert (place, said) == ("流通!F16", "应为 85")
