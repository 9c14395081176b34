"""Whether an explanation says something."""

import pytest
from guanbiao.forms.empty import EMPTY
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.text.phrases import says_nothing
from hypothesis import given
from hypothesis import strategies as st

from tests.text.explanations import EMPTY_TEXTS, REASONS

WORDS = Vocabulary().all_empty
OWN = ("《文献外借统计表》“全年，合计”填报 84，各行之和为 83，多 1。请核对后更正或说明。", "全年", "合计", "官曼")


def test_phrases_that_say_nothing_are_refused() -> None:
    assert [text for text in EMPTY_TEXTS if not says_nothing(text, WORDS)] == []


@pytest.mark.parametrize("own", [(), OWN])
def test_short_reasons_are_accepted(own: tuple[str, ...]) -> None:
    assert [text for text in REASONS if says_nothing(text, WORDS, own)] == []


@given(
    st.lists(st.sampled_from(EMPTY), min_size=1, max_size=6),
    st.sampled_from(("", " ", "，", "。", "、", "！！", "\n", "/", "已", "均", "的", "，经", "都了")),
    st.sampled_from(("", "经", "本馆", "数据", "请领导", "√ ", "1、")),
    st.sampled_from(("", "。", "了", "！！！", "~", " 李四 11.1", "(3册)")),
)
def test_what_is_made_of_listed_phrases_alone_is_refused(
    phrases: list[str], between: str, first: str, last: str
) -> None:
    text = first + between.join(phrases) + last
    assert says_nothing(text, WORDS)
    assert says_nothing("　".join(text.upper()), WORDS)
    assert not says_nothing(text + "因疫情闭馆", WORDS)


@pytest.mark.parametrize(
    "text",
    ["填报84，各行之和为83", "全年合计填报 84，多1", "合计", "官曼 12月31日", "请核对后更正或说明", "全年合计无误"],
)
def test_the_findings_own_words_are_no_reason(text: str) -> None:
    assert says_nothing(text, WORDS, OWN)
    assert not says_nothing(f"{text}，含少儿馆", WORDS, OWN)


def test_a_catalogue_adds_phrases_of_its_own() -> None:
    assert not says_nothing("例行公事", WORDS)
    assert says_nothing("数据例行公事。", Vocabulary(empty=("例行公事",)).all_empty)


def test_long_words_take_no_time_and_lose_nothing() -> None:
    assert says_nothing("核实无误，" * 5000, WORDS)
    assert not says_nothing("核实无误，" * 5000 + "含少儿馆", WORDS)


def test_white_space_between_letters_makes_no_difference() -> None:
    assert says_nothing("核 实 无 误", WORDS)
    assert not says_nothing("闭 馆", WORDS)
