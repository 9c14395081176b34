"""Answers that say only that they are those of the row above."""

import pytest
from guanbiao.model.slips import Line, Written
from guanbiao.recognise.slips.cells import term_at
from guanbiao.recognise.slips.dittos import with_dittos
from msgspec.structs import replace

ONE, TWO, THREE = (Line(at, (f"{at}、",), ()) for at in (6, 7, 8))


def written(line: Line | None, text: str, action: str = "") -> Written:
    return Written(line, action, text, term_at("a", "s", "F6", [text]), cells=(text,))


def texts(*rows: Written) -> list[str]:
    return [each.text for each in with_dittos(rows)]


@pytest.mark.parametrize("ditto", ["同上", "同上。", "〃", "原因同上", "同上条", "与上一条相同"])
def test_an_answer_that_is_that_of_the_row_above_says_so_in_words(ditto: str) -> None:
    assert texts(written(ONE, "七月闭馆"), written(TWO, ditto)) == ["七月闭馆", f"{ditto}（七月闭馆）"]


def test_of_several_below_each_other_all_are_as_the_first() -> None:
    rows = with_dittos([written(ONE, "七月闭馆", "说明"), written(TWO, "同上"), written(THREE, "〃")])
    assert [(each.text, each.action) for each in rows[1:]] == [("同上（七月闭馆）", "说明"), ("〃（七月闭馆）", "说明")]


def test_without_an_answer_above_it_stays_as_it_was_written() -> None:
    assert texts(written(ONE, "同上"), written(TWO, "七月闭馆")) == ["同上", "七月闭馆"]
    assert texts(written(None, "七月闭馆"), written(TWO, "同上")) == ["七月闭馆", "同上"]


def test_what_was_answered_before_and_stands_above_counts() -> None:
    assert texts(replace(written(ONE, "七月闭馆"), anew=False), written(TWO, "同上")) == [
        "七月闭馆",
        "同上（七月闭馆）",
    ]


def test_a_figure_that_corrects_one_question_corrects_no_other() -> None:
    assert texts(replace(written(ONE, "应为 85", "更正"), has_figure=True), written(TWO, "同上")) == ["应为 85", "同上"]


def test_what_says_more_is_no_ditto() -> None:
    assert texts(written(ONE, "七月闭馆"), written(TWO, "同上年")) == ["七月闭馆", "同上年"]
