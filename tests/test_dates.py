"""Dates and spans of dates as people type them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import count_stated, read_dates

DAYS = st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "hour"),
    [
        ("9月20", "2020-09-20", "2020-09-20", ""),
        ("2020.01.10", "2020-01-10", "2020-01-10", ""),
        ("2020.4", "2020-04-01", "2020-04-30", ""),
        ("2020.4.28", "2020-04-28", "2020-04-28", ""),
        ("2020年 5月 15日", "2020-05-15", "2020-05-15", ""),
        ("2020-05-15", "2020-05-15", "2020-05-15", ""),
        ("2020/5/15", "2020-05-15", "2020-05-15", ""),
        ("1月1日—2月8日", "2020-01-01", "2020-02-08", ""),
        ("6月1日至6月30日", "2020-06-01", "2020-06-30", ""),
        ("6--12月", "2020-06-01", "2020-12-31", ""),
        ("1--12月", "2020-01-01", "2020-12-31", ""),
        ("2019年12月21日-2020年1月20日", "2019-12-21", "2020-01-20", ""),
        ("2019 年 12 月 21 日-2020 年 1 月 20 日", "2019-12-21", "2020-01-20", ""),
        ("12月21日-1月20日", "2019-12-21", "2020-01-20", ""),
        ("1月 14 日 9:30", "2020-01-14", "2020-01-14", "09:30"),
        ("10月 17 日 9: 00", "2020-10-17", "2020-10-17", "09:00"),
        ("6月23日上午 9:30", "2020-06-23", "2020-06-23", "09:30"),
        ("6月23日下午 13:30", "2020-06-23", "2020-06-23", "13:30"),
        ("6月23日下午3:00", "2020-06-23", "2020-06-23", "15:00"),
        ("8月15日 12:00—8月16日 9:00", "2020-08-15", "2020-08-16", "12:00"),
        ("1月17日早9:30——10:30", "2020-01-17", "2020-01-17", "09:30"),
        ("4月27日10点-5月15日17点", "2020-04-27", "2020-05-15", "10:00"),
        ("1月 24-1月 30日", "2020-01-24", "2020-01-30", ""),
        ("7月 1日至 7月 20日", "2020-07-01", "2020-07-20", ""),
        ("7月1-20日", "2020-07-01", "2020-07-20", ""),
        ("8月", "2020-08-01", "2020-08-31", ""),
        ("8月份", "2020-08-01", "2020-08-31", ""),
        ("10月1日--11月15日", "2020-10-01", "2020-11-15", ""),
        ("43831", "2020-01-01", "2020-01-01", ""),
        ("2020-01-10 00:00:00", "2020-01-10", "2020-01-10", ""),
        ("2020-01-10 09:30:00", "2020-01-10", "2020-01-10", "09:30"),
        ("2020年", "2020-01-01", "2020-12-31", ""),
        ("2月", "2020-02-01", "2020-02-29", ""),
    ],
)
def test_dates_are_read_as_meant(text: str, start: str, end: str, hour: str) -> None:
    found = read_dates(text, 2020)
    assert found is not None
    assert [(str(when.start), str(when.end), when.hour) for when in found] == [(start, end, hour)]


@pytest.mark.parametrize(
    "text", ["", " ", "无", "第A8版", "abc", "2020.23", "13月1日", "2月30日", "2020.13.1", "12日", "9:30", "40"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_dates(text, 2020) is None


def test_a_list_gives_every_date() -> None:
    text = "4月30日，5月6日，5月13日 5月19日，6月3日，9月 9日，9月21日（共18期）"
    found = read_dates(text, 2020)
    assert found is not None
    days = [(when.start.month, when.start.day) for when in found]
    assert days == [(4, 30), (5, 6), (5, 13), (5, 19), (6, 3), (9, 9), (9, 21)]


@pytest.mark.parametrize(
    ("text", "count"), [("9月21日（共18期）", 18), ("阅读推广活动（5期）", 5), ("共4次", 4), ("9月21日", None)]
)
def test_the_count_that_a_text_states(text: str, count: int | None) -> None:
    assert count_stated(text) == count


@given(
    DAYS,
    st.sampled_from(["{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0:%Y.%m.%d}"]),
)
def test_a_whole_date_reads_back_in_every_style(day: datetime.date, style: str) -> None:
    found = read_dates(style.format(day), 1999)
    assert found is not None
    assert (found[0].start, found[0].end) == (day, day)


@given(DAYS, DAYS, st.sampled_from(["-", "—", "——", "至", "--", "~"]))
def test_a_span_with_years_reads_back(first: datetime.date, second: datetime.date, to: str) -> None:
    start, end = sorted((first, second))
    text = f"{start.year}年{start.month}月{start.day}日{to}{end.year}年{end.month}月{end.day}日"
    found = read_dates(text, 1999)
    assert found is not None
    assert (found[0].start, found[0].end) == (start, end)


@given(
    st.text(alphabet="0123456789年月日.-—至上下午:点，、 共期()", max_size=20) | st.text(max_size=12),
    st.integers(1990, 2100),
)
def test_no_text_whatever_raises(text: str, year: int) -> None:
    found = read_dates(text, year)
    assert found is None or all(when.start <= when.end for when in found)
