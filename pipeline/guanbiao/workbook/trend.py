"""The headline figures over the years (历年趋势): a row an indicator, a column a year, and below a chart of each."""

from collections.abc import Sequence

from guanbiao.forms.catalogue import Indicator
from guanbiao.pages.formulas import quoted
from guanbiao.pages.page import LINE_POINTS, POINTS_A_PIXEL, Box, Page, Plot, fit_heights, fit_widths
from guanbiao.pages.table import Entry, Line, number, share, table, title
from guanbiao.report.trend import Point, Series
from guanbiao.text.cells import a1
from guanbiao.words import years as words
from guanbiao.words.workbook import IN_UNIT

_CAP = 14.0
_CAPS = {0: 22.0, 1: 11.0}
_TOP = 1  # the row of the head, below the title
_BESIDE = 2  # charts beside each other: a page across
_WIDTH, _HEIGHT, _GAP = 330, 190, 10  # pixels


def trend_page(series: Sequence[Series]) -> Page:
    """The figures of all years at hand, the last against the one before; those on which the forms of a year part are
    marked."""
    years = [each.year for each in series[0].points]
    names = [words.TREND_YEAR.format(year=year) for year in years]
    head = (*words.TREND_HEAD, *names, words.TREND_CHANGE)
    columns = max(len(head), 5)
    heading = title(words.TREND_TITLE.format(first=years[0], last=years[-1]), columns)
    cells = [heading, *table(_TOP, head, map(_line, series))]
    below = cells[-1].row + 1
    cells.append(title(words.TREND_NOTE, columns, below, "note"))
    widths = fit_widths(cells, columns, _CAP, _CAPS)
    plots = tuple(_plot(at, each, len(years), below + 2) for at, each in enumerate(series))
    rows = {plot.row: _HEIGHT * POINTS_A_PIXEL + LINE_POINTS for plot in plots}
    frozen = (_TOP + 1, 1)
    return Page(words.TREND, tuple(cells), widths, fit_heights(cells, widths) | rows, False, frozen=frozen, plots=plots)


def _line(series: Series) -> Line:
    change = series.change
    figures = (_figure(each) for each in series.points)
    return series.indicator.name, series.indicator.unit, *figures, "" if change is None else share(change)


def _figure(point: Point) -> Entry:
    return number(point.figure, "query" if point.is_parted else "")


def _plot(at: int, series: Series, years: int, below: int) -> Plot:
    """The chart of the indicator in a row: two beside each other, each pair in a row of its own."""
    indicator = series.indicator
    name = IN_UNIT.format(name=indicator.name, unit=indicator.unit) if indicator.unit else indicator.name
    place = (below + at // _BESIDE, 0, at % _BESIDE * (_WIDTH + _GAP), _WIDTH, _HEIGHT)
    return Plot(name, _years(_TOP, years), ((None, _years(_TOP + 1 + at, years)),), *place)


def _years(row: int, years: int) -> Box:
    first = len(words.TREND_HEAD)
    return Box(row, first, row, first + years - 1)


def over_years(series: Sequence[Series], indicator: Indicator) -> str:
    """The cells of an indicator over the years, as formulas name them; '' where they are not on the page."""
    row = next((at for at, each in enumerate(series) if each.indicator is indicator), -1)
    if row < 0:
        return ""
    box = _years(_TOP + 1 + row, len(series[row].points))
    return f"{quoted(words.TREND)}!{a1(*box[:2])}:{a1(*box[2:])}"
