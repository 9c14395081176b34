"""Ways of writing a figure that only its place, or nobody, can tell the meaning of."""

import pytest
from guanbiao.forms.vocabulary import NONES
from guanbiao.text.figures import State, read_figure
from guanbiao.text.writing import Writing, read_negative, says_none, why_unreadable
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "value"),
    [("(18198)", -18198), ("（18198）", -18198), ("( 18,198 )", -18198), ("△27344", -27344), ("△ 27,344", -27344)]
    + [("(12.5)", -12.5), ("(300人次)", -300), ("(1.2万册)", -12000), ("（0）", 0), ("(5%)", -0.05)],
)
def test_negative_figures_of_books_of_account(text: str, value: float) -> None:
    assert read_figure(text).state is State.UNREADABLE
    assert read_negative(text) == value


@pytest.mark.parametrize("text", ["5", "(-5)", "△-5", "▲5", "▼5", "△", "(成人)", "(12+5)", "5(3)", "(5", "(3人 5次)"])
def test_nothing_else_is_a_negative_figure(text: str) -> None:
    assert read_negative(text) is None


@pytest.mark.parametrize("text", ["×", "零", "闭馆", "未开放", "（闭馆）", " 闭 馆 ", "X", "闭馆。"])
def test_words_for_nothing(text: str) -> None:
    assert says_none(text, NONES)
    assert read_figure(text).state is State.UNREADABLE


@pytest.mark.parametrize("text", ["闭馆三天", "未统计", "零星", "10", "", "闭馆 12", "不详", "2×3"])
def test_words_that_say_something_else(text: str) -> None:
    assert not says_none(text, NONES)


@pytest.mark.parametrize(
    ("text", "why", "likely"),
    [("十八", "numeral", "18"), ("二十", "numeral", "20"), ("一百零五", "numeral", "105"), ("两千", "numeral", "2000")]
    + [
        ("十八人次", "numeral", "18"),
        ("二〇", "numeral", "20"),
        ("一千零一十", "numeral", "1010"),
        ("八", "numeral", "8"),
    ]
    + [("约18", "about", "18"), ("18余", "about", "18"), ("300多人", "about", "300"), ("1.2万余册", "about", "1.2万")]
    + [
        ("18左右", "about", "18"),
        ("18人左右", "about", "18"),
        ("近1,200", "about", "1,200"),
        ("500册以上", "about", "500"),
    ]
    + [("(18198)", "negative", "18198"), ("△27344", "negative", "27344"), ("▲27344", "marked", "27344")]
    + [("×", "none", ""), ("闭馆", "none", ""), ("零", "none", "")],
)
def test_why_a_text_is_no_figure_and_what_is_likely_meant(text: str, why: str, likely: str) -> None:
    assert why_unreadable(text, NONES) == Writing(why, likely)


@pytest.mark.parametrize(
    "text", ["三百五", "三四", "十几", "见附表", "约", "余", "3-5", "百二", "一百十", "十十", "12 34", "5余6"]
)
def test_of_what_may_mean_several_things_nothing_is_likely(text: str) -> None:
    assert why_unreadable(text, NONES) == Writing()


@given(st.text(alphabet="零〇一二两三九十百千万约余多左右人册()△▲.,0123 ", max_size=10) | st.text(max_size=8))
def test_no_text_whatever_raises(text: str) -> None:
    assert why_unreadable(text, NONES).why in ("", "none", "negative", "marked", "about", "numeral")
    assert (read_negative(text) or 0) <= 0
