"""What time a figure is of, as far as its sentence says."""

import calendar
import datetime

from guanbiao.text.periods import Period

_ALL_MONTHS = ((0, 0), (1, 12))
_COMMON_YEAR = 2021  # of which no day is in question


def year_of(period: Period, year: int) -> int:
    """The year that a period of the report of a year lies in."""
    return period.year or year - (period.back or 0)


def is_whole_year(period: Period) -> bool:
    """Whether a period is a whole year, or how things stood at its end; several years are none."""
    if is_of_years(period):
        return False
    if period.is_state and period.last_day == (12, 31):
        return True
    is_now = period.is_state and not period.year and period.back is None
    whole = (period.first, period.last) in _ALL_MONTHS and (not has_days(period) or _in_months(period))
    return whole and not is_now


def is_of_years(period: Period) -> bool:
    """Whether a period is several years (2018—2020年), and not how things stood at their end."""
    return period.last_year > period.year > 0 and not (period.first or period.is_state)


def has_days(period: Period) -> bool:
    """Whether a period is known to the day."""
    return period.first_day is not None or period.last_day is not None


def _in_months(period: Period) -> bool:
    """Whether a period that is known to the day begins and ends with a month (1月1日—6月30日)."""
    if period.first_day is None or period.last_day is None or period.last_year not in (0, period.year):
        return False
    (_, first), (month, last) = period.first_day, period.last_day
    return first == 1 and last == calendar.monthrange(period.year or _COMMON_YEAR, month)[1]


def months_of(period: Period) -> tuple[int, int] | None:
    """The first and the last month of a period of whole months; None for any other."""
    if period.is_state or not period.first or is_whole_year(period) or (has_days(period) and not _in_months(period)):
        return None
    return period.first, period.last


def is_all_of(period: Period | None, year: int) -> bool:
    """Whether a figure of a report is of its whole year, for all that is said."""
    return period is None or (is_whole_year(period) and year_of(period, year) == year)


def is_within(period: Period | None, year: int) -> bool:
    """Whether a period lies in a year."""
    return period is not None and year_of(period, year) == year and period.last_year in (0, year)


def days_of(period: Period | None, year: int) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a period that is known to the day; None for any other."""
    if period is None or period.first_day is None or period.last_day is None:
        return None
    first_year = year_of(period, year)
    try:
        return (
            datetime.date(first_year, *period.first_day),
            datetime.date(period.last_year or first_year, *period.last_day),
        )
    except ValueError:
        return None
