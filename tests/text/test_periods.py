"""Periods and dates in running text."""

import datetime

import pytest
from guanbiao.text.periods import number_before, periods
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "year", "months", "days"),
    [
        ("2020年", (2020, 2020), (0, 0), (None, None)),
        ("2020 年度", (2020, 2020), (0, 0), (None, None)),
        ("2018—2020年", (2018, 2020), (0, 0), (None, None)),
        ("二〇二〇年", (2020, 2020), (0, 0), (None, None)),
        ("（2020）", (2020, 2020), (0, 0), (None, None)),
        ("2020年上半年", (2020, 2020), (1, 6), (None, None)),
        ("下半年", (0, 0), (7, 12), (None, None)),
        ("前三季度", (0, 0), (1, 9), (None, None)),
        ("第三季度", (0, 0), (7, 9), (None, None)),
        ("一季度", (0, 0), (1, 3), (None, None)),
        ("二、三季度", (0, 0), (4, 9), (None, None)),
        ("2020年第一至三季度", (2020, 2020), (1, 9), (None, None)),
        ("前11个月", (0, 0), (1, 11), (None, None)),
        ("2020年上、下半年", (2020, 2020), (1, 12), (None, None)),
        ("2020.1.1-12.31", (2020, 2020), (1, 12), ((1, 1), (12, 31))),
        ("1—9月", (0, 0), (1, 9), (None, None)),
        ("1月至9月", (0, 0), (1, 9), (None, None)),
        ("2020年1—12月", (2020, 2020), (1, 12), (None, None)),
        ("2020年12月—2021年1月", (2020, 2021), (12, 1), (None, None)),
        ("十月", (0, 0), (10, 10), (None, None)),
        ("1981.1—2007.12", (1981, 2007), (1, 12), (None, None)),
        ("2020.9.12", (2020, 2020), (9, 9), ((9, 12), (9, 12))),
        ("2020-09-12", (2020, 2020), (9, 9), ((9, 12), (9, 12))),
        ("9月12日早9:00", (0, 0), (9, 9), ((9, 12), (9, 12))),
        ("10月17日早9: 00", (0, 0), (10, 10), ((10, 17), (10, 17))),
        ("9月28日上午", (0, 0), (9, 9), ((9, 28), (9, 28))),
        ("10月13日上午9时", (0, 0), (10, 10), ((10, 13), (10, 13))),
        ("1月18日、19日", (0, 0), (1, 1), ((1, 18), (1, 19))),
        ("10月14、15、16日", (0, 0), (10, 10), ((10, 14), (10, 16))),
        ("10月14—15日", (0, 0), (10, 10), ((10, 14), (10, 15))),
        ("1月10日—11日", (0, 0), (1, 1), ((1, 10), (1, 11))),
        ("3月2日—12月13日", (0, 0), (3, 12), ((3, 2), (12, 13))),
        ("12月20---1月20日", (0, 0), (12, 1), ((12, 20), (1, 20))),
        ("2019年12月21日-2020年1月20日", (2019, 2020), (12, 1), ((12, 21), (1, 20))),
        ("2021 年 1月 6 日", (2021, 2021), (1, 1), ((1, 6), (1, 6))),
        ("七月二十三日", (0, 0), (7, 7), ((7, 23), (7, 23))),
        ("2020年8月15日—16日", (2020, 2020), (8, 8), ((8, 15), (8, 16))),
        ("1月—3月24日", (0, 0), (1, 3), (None, (3, 24))),
    ],
)
def test_a_period_is_read(
    text: str,
    year: tuple[int, int],
    months: tuple[int, int],
    days: tuple[tuple[int, int] | None, tuple[int, int] | None],
) -> None:
    (found,) = periods(f"我馆于{text}举办活动")
    assert (found.text, found.start, found.is_state) == (text, 3, False)
    assert ((found.year, found.last_year), (found.first, found.last)) == (year, months)
    assert (found.first_day, found.last_day) == days


@pytest.mark.parametrize(
    ("text", "year", "last", "day"),
    [
        ("截止2020年末", 2020, 0, None),
        ("2020年末", 2020, 0, None),
        ("2011 年年末", 2011, 0, None),
        ("2020年12月底", 2020, 12, None),
        ("年末", 0, 0, None),
        ("截止到10月15日", 0, 10, (10, 15)),
        ("截至12月30日", 0, 12, (12, 30)),
        ("截止到目前", 0, 0, None),
        ("截至目前", 0, 0, None),
    ],
)
def test_a_state_is_one_at_the_end_of_a_period(text: str, year: int, last: int, day: tuple[int, int] | None) -> None:
    (found,) = periods(f"{text}，馆藏")
    assert (found.text, found.is_state) == (text, True)
    assert (found.year, found.last, found.first_day, found.last_day) == (year, last, None, day)


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [("2020年4月3日起", 4, (4, 3)), ("5月20日以来", 5, (5, 20)), ("3月以来", 3, None), ("年初以来", 1, None)],
)
def test_a_period_without_an_end_reaches_to_the_end_of_the_year(
    text: str, first: int, day: tuple[int, int] | None
) -> None:
    (found,) = periods(f"{text}，馆藏")
    assert (found.text, found.first, found.last, found.first_day, found.last_day) == (text, first, 12, day, None)


@pytest.mark.parametrize(
    ("word", "back"), [("全年", 0), ("本年度", 0), ("今年", 0), ("去年", 1), ("上年", 1), ("前年", 2)]
)
def test_words_for_a_year_say_how_many_years_back(word: str, back: int) -> None:
    (found,) = periods(f"比{word}增加")
    assert (found.text, found.back, found.year) == (word, back, 0)


@pytest.mark.parametrize(
    ("text", "back", "first", "last"),
    [("今年1—6月", 0, 1, 6), ("去年下半年", 1, 7, 12), ("次年1月", -1, 1, 1), ("上年度前三季度", 1, 1, 9)],
)
def test_a_word_for_a_year_may_stand_before_months(text: str, back: int, first: int, last: int) -> None:
    (found,) = periods(f"比{text}增加")
    assert (found.text, found.back, found.first, found.last) == (text, back, first, last)


def test_every_year_of_a_list_is_one() -> None:
    assert [each.year for each in periods("2020 和2019、2018年比较，比2019年2018年减少")] == [
        2020,
        2019,
        2018,
        2019,
        2018,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "春节期间",
        "每周六",
        "日前",
        "近三年",
        "华诞70年",
        "13月5日",
        "2月30日",
        "第33届",
        "3.5版本",
        "12、5名读者",
        "2015.5万册",
        "10月饼",
        "",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert periods(text) == []


def test_the_number_of_a_paragraph_is_no_month() -> None:
    assert [each.text for each in periods("5、1月10日，分馆成立")] == ["1月10日"]
    assert [number_before(text) for text in ("3、5月15日", "(12) 馆藏", "注：1、馆藏", "12.5万册", "30组家庭")] == [
        2,
        5,
        4,
        0,
        0,
    ]


_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2035, 12, 31))


@given(_DAYS, _DAYS, st.sampled_from(["-", "—", "——", "至", "到", " - "]), st.booleans())
def test_a_span_of_days_is_read(one: datetime.date, other: datetime.date, dash: str, has_space: bool) -> None:
    form = "{0.year} 年 {0.month} 月 {0.day} 日" if has_space else "{0.year}年{0.month}月{0.day}日"
    text = form.format(one) + dash + form.format(other)
    (found,) = periods(f"活动于{text}举办")
    assert (found.text, found.year, found.last_year) == (text, one.year, other.year)
    assert (found.first_day, found.last_day) == ((one.month, one.day), (other.month, other.day))


@given(st.text(alphabet="0129年月日至—-、截止到目前末底全上下半季度第三一十. (（）)", max_size=60))
def test_any_text_is_read_and_places_are_its_own(text: str) -> None:
    found = periods(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "piece", ["1月、", "1—", "2020年", "1、", "2020、", "一", "截止", "1日、", "10月1、2、", "2020.1—"]
)
def test_long_texts_are_read_too(piece: str) -> None:
    assert len(periods(piece * 4_000)) <= 8_000
