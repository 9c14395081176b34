"""The headline figures over the years in 核对报告.html: a small chart each, drawn as SVG, and the same in words."""

from guanbiao.outputs.html_page import Dot, Trend
from guanbiao.report.trend import Point, Series
from guanbiao.words.figures import number
from guanbiao.words.years import JOINED, change_text, point_text

LEFT, RIGHT, TOP, BOTTOM = 12.0, 228.0, 14.0, 76.0  # where figures may stand, in a chart of 240 by 84


def trend_of(series: Series) -> Trend:
    """A headline figure as the page shows it: from 0 up, so that what looks twice as high is."""
    points, last = series.points, series.points[-1]
    dots = {at: _dot(at, point, series) for at, point in enumerate(points) if point.figure is not None}
    return Trend(
        name=series.indicator.name,
        figure="" if last.figure is None else number(last.figure),
        unit=series.indicator.unit,
        change="" if series.change is None else change_text(series.change),
        said=JOINED.join(each.text for each in dots.values()),
        lines=tuple(f"{dots[at - 1].x},{dots[at - 1].y} {dots[at].x},{dots[at].y}" for at in dots if at - 1 in dots),
        dots=tuple(dots.values()),
        first=str(points[0].year),
        last=str(last.year),
    )


def _dot(at: int, point: Point, series: Series) -> Dot:
    """Where the figure of a year stands; years that lie apart do so in the chart, too."""
    first, last = series.points[0].year, series.points[-1].year
    figures = [each.figure for each in series.points if each.figure is not None]
    lowest, highest = min(0.0, *figures), max(0.0, *figures)
    share = ((point.figure or 0.0) - lowest) / (highest - lowest) if highest > lowest else 0.0
    x = LEFT + (RIGHT - LEFT) * (point.year - first) / (last - first)
    said = point_text(point.year, point.figure or 0.0, is_parted=point.is_parted)
    return Dot(round(x, 1), round(BOTTOM - (BOTTOM - TOP) * share, 1), said, point.is_parted)
