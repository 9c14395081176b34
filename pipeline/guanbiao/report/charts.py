"""Charts with the figures of a year: what is declared of them, filled in, and how they lie over a table of these."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Chart, Shape
from guanbiao.forms.equations import Sum
from guanbiao.pages.page import Box, Plot
from guanbiao.reconcile.indicators import Stated
from guanbiao.text.years import for_year
from guanbiao.words.workbook import CHART_LABELS, IN_UNIT

_HEIGHT, _MOST_HIGH = 280, 530  # pixels: of a chart of columns, of any: what one row of a sheet can hold
_BAR, _BETWEEN, _AROUND = 12, 10, 100  # pixels: of a bar, between those of two labels, of all that stands around them


class Place(NamedTuple):
    """Where a chart stands: its row, how many pixels from the left, its width and height in pixels."""

    row: int
    across: int
    width: int
    height: int


class Drawn(Struct, frozen=True):
    """What is drawn in one colour: its name, and a figure a label (None: not given) with the terms that it comes of."""

    name: str
    figures: tuple[Stated, ...]


class Drawing(Struct, frozen=True):
    """A chart of a year: the chart as declared, its title and labels for that year, and what is drawn."""

    chart: Chart
    title: str
    labels: tuple[str, ...]
    drawn: tuple[Drawn, ...]


def drawn(charts: Sequence[Chart]) -> Iterator[Sum]:
    """The expressions that charts draw, in their order."""
    return (total for chart in charts for points in chart.points for total in points.figures)


def drawings(charts: Sequence[Chart], found: Sequence[Stated], year: int) -> tuple[Drawing, ...]:
    """The charts with what their expressions come to. What has no figure at all is not drawn, and neither is a chart
    of nothing else: its forms were not filed."""
    rest = iter(found)
    every = [
        Drawing(
            chart,
            for_year(chart.title, year),
            tuple(for_year(label, year) for label in chart.labels),
            tuple(Drawn(for_year(each.label, year), tuple(next(rest) for _ in each.figures)) for each in chart.points),
        )
        for chart in charts
    ]
    return tuple(known for each in every if (known := _with_figures(each)).drawn)


def _with_figures(drawing: Drawing) -> Drawing:
    own = tuple(each for each in drawing.drawn if any(figure.figure is not None for figure in each.figures))
    return replace(drawing, drawn=own)


def titled(drawing: Drawing) -> str:
    """The title of a chart; one without an axis says there what its figures are in."""
    is_said = drawing.chart.unit and drawing.chart.shape is Shape.SHARES
    return IN_UNIT.format(name=drawing.title, unit=drawing.chart.unit) if is_said else drawing.title


def head_of(drawing: Drawing) -> tuple[str, ...]:
    """The head of the table of a chart's figures: what its labels are, then a name a colour."""
    return drawing.chart.along or CHART_LABELS, *(each.name for each in drawing.drawn)


def chart_height(drawing: Drawing) -> int:
    """How high a chart is: one of bars has room for each of them."""
    if drawing.chart.shape is not Shape.BARS:
        return _HEIGHT
    return min(_AROUND + len(drawing.labels) * (len(drawing.drawn) * _BAR + _BETWEEN), _MOST_HIGH)


def plot_over(name: str, drawing: Drawing, head: int, place: Place) -> Plot:
    """A chart over the table of its figures, a row a label and a column a colour, whose head stands in a row."""
    first, last = head + 1, head + len(drawing.labels)
    drawn = tuple(
        (Box(head, column, head, column), Box(first, column, last, column))
        for column in range(1, len(drawing.drawn) + 1)
    )
    said = (drawing.chart.shape, drawing.chart.along, drawing.chart.unit)
    at = (place.row, 0, place.across, place.width, place.height)
    return Plot(name, Box(first, 0, last, 0), drawn, *at, *said)
