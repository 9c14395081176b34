"""Charts, declared: what is drawn of figures of the forms, under which words.

>>> from guanbiao.forms.blocks import MONTHS, SpecError, rows
>>> from guanbiao.forms.columns import number
>>> from guanbiao.forms.blocks import Grid
>>> from guanbiao.forms.form import Form
>>> grid = Grid(("月份",), (number("成人", "册"), number("少儿", "册")), rows(*MONTHS, "累计"))
>>> lending = Form("lending", 6, "文献外借", "{year}年文献外借册次统计表", "读者服务", "借阅部", (grid,))
>>> drawn = by_column(lending, MONTHS, "成人", "少儿")
>>> [(each.label, len(each.figures)) for each in drawn]
[('成人', 12), ('少儿', 12)]
>>> monthly = Chart("{year}年各月外借册次", "册", MONTHS, drawn, Shape.STACKED, along="月份")
>>> Chart("三季度", "册", ("7月", "8月", "9月"), drawn)
Traceback (most recent call last):
    ...
guanbiao.forms.blocks.SpecError: chart 三季度: 3 labels, but 12 figures of 成人
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from guanbiao.forms.blocks import SpecError
from guanbiao.forms.equations import Operand, Sum, operand_figures
from guanbiao.forms.form import Form

MOST_DRAWN = 8  # colours that are told apart, in print too


class Shape(StrEnum):
    """How a chart draws: columns beside each other or on top of each other, bars that lie, lines, or shares of a
    whole."""

    COLUMNS = "columns"
    STACKED = "stacked"
    BARS = "bars"
    LINES = "lines"
    SHARES = "shares"


class Points(Struct, frozen=True):
    """What is drawn in one colour: its name in the legend, a template of the year, and a figure a label."""

    label: str
    figures: tuple[Sum, ...]


class Chart(Struct, frozen=True):
    """A chart: its title, the unit of its figures, the labels below them, what is drawn, and how. `along` is what the
    labels are (月份). Title and labels are templates of the year.

    Raises SpecError where it draws nothing or more than there are colours, two things under one name, or has not a
    figure a label."""

    title: str
    unit: str
    labels: tuple[str, ...]
    points: tuple[Points, ...]
    shape: Shape = Shape.COLUMNS
    along: str = ""

    def __post_init__(self) -> None:
        if not self.points or not self.labels:
            raise SpecError(f"chart {self.title}: nothing to draw")
        for names in (self.labels, [each.label for each in self.points]):
            twins = [name for name, times in Counter(names).items() if times > 1]
            if twins:
                raise SpecError(f"chart {self.title}: label declared twice: {twins[0]}")
        for each in self.points:
            if len(each.figures) != len(self.labels):
                counts = f"{len(self.labels)} labels, but {len(each.figures)} figures"
                raise SpecError(f"chart {self.title}: {counts} of {each.label}")
        if self.shape is Shape.SHARES and len(self.points) > 1:
            raise SpecError(f"chart {self.title}: shares of more than one whole")
        colours = len(self.labels if self.shape is Shape.SHARES else self.points)
        if colours > MOST_DRAWN:
            raise SpecError(f"chart {self.title}: {colours} colours, more than {MOST_DRAWN} are not told apart")


def check_charts(charts: Sequence[Chart], forms: Mapping[str, Form]) -> None:
    """Raise SpecError where two charts have one title, or one draws a figure of a form that is not there, or a figure
    in another unit than its own."""
    for title, times in Counter(each.title for each in charts).items():
        if times > 1:
            raise SpecError(f"chart declared twice: {title}")
    for chart in charts:
        for operand in _operands(chart):
            if operand.form not in forms:
                raise SpecError(f"chart {chart.title}: form not declared: {operand.form}")
            for figure in operand_figures(operand):
                unit = forms[figure.form].figures[figure.row, figure.column].unit
                if unit not in ("", chart.unit):
                    where = f"form {figure.form}: {figure.row}, {figure.column}"
                    raise SpecError(f"chart {chart.title}: {where} is in {unit}, not in {chart.unit}")


def _operands(chart: Chart) -> Iterator[Operand]:
    return (operand for each in chart.points for total in each.figures for _, operand in total.terms)


def by_column(form: Form, rows: Sequence[str], *columns: str) -> tuple[Points, ...]:
    """The figures of each column in some rows, under the column's last label."""
    return tuple(Points(column.rpartition("/")[2], down(form, rows, column)) for column in columns)


def down(form: Form, rows: Sequence[str], *columns: str) -> tuple[Sum, ...]:
    """By row, the sum of its figures in some columns."""
    return tuple(form.sum_of(row, *columns) for row in rows)


def across(form: Form, row: str, columns: Sequence[str], measure: str = "") -> tuple[Sum, ...]:
    """By column, its figure in a row: the one called `measure` where a cell has several."""
    return tuple(form[(row, column, measure) if measure else (row, column)] for column in columns)
