"""Widths and heights that show their cells."""

from guanbiao.pages.page import Placed, fit_heights, fit_widths, text_width


def test_chinese_takes_two_columns_of_width() -> None:
    assert (text_width("馆表"), text_width("ab"), text_width("馆\nabc")) == (4, 2, 3)
    assert fit_widths([], 2, 10) == (5.0, 5.0)


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    short, wrapped, broken = (Placed(at, 0, text, "text") for at, text in enumerate(("馆", "馆表" * 9, "馆\n表")))
    beside, below = Placed(0, 1, "", "text"), Placed(2, 1, "一\n二\n三\n四", "text", 3, 1)
    heights = fit_heights([short, wrapped, broken, beside, below], (20.0, 20.0))
    assert heights == {0: 18.5, 1: 49.5, 2: 40.25, 3: 24.75}
    assert fit_heights([short, Placed(0, 1, 3, "title")], (20.0, 20.0)) == {0: 27.0}


def test_a_number_has_room_whatever_the_widest_column_and_a_text_wraps() -> None:
    cells = [Placed(0, 0, 123456789012, "body"), Placed(0, 1, "一二三四五六七八九十", "body"), Placed(1, 1, 12, "body")]
    number, text = fit_widths(cells, 2, 8.0)
    assert number > 12
    assert text == 8.0
