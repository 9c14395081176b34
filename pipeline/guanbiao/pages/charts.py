"""Charts as Excel draws them, of cells of their own sheet, so that they change with these. What Excel shows until it
has worked them out, and what other programs show, xlsxwriter takes from the same cells."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from guanbiao.forms.catalogue import Shape
from guanbiao.pages.page import Box, Plot
from guanbiao.words.workbook import FONT, IN_UNITS_OF

_COLOURS = ("#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#70AD47", "#7030A0", "#264478", "#9E480E")
_DOWN = 4  # pixels below the edge of its row: that may be the edge of a page
_MOST_SAID = 12  # figures over the columns of a chart: more would stand in each other's way
_SMALL = {"name": FONT, "size": 10}
_SAID = {**_SMALL, "bold": False}
_HEADING = {"name": FONT, "size": 12, "bold": True}
_FIGURES = "#,##0"  # Excel would show 5 as `5.` under a format with decimals that need not be there
_GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}}
_NO_GRID = {"visible": False}
_TYPES: Mapping[Shape, Mapping[str, str]] = {
    Shape.COLUMNS: {"type": "column"},
    Shape.STACKED: {"type": "column", "subtype": "stacked"},
    Shape.BARS: {"type": "bar"},
    Shape.SHARES: {"type": "pie"},
}
Look = dict[str, Any]  # options as xlsxwriter calls them


def draw(book: Workbook, sheet: Worksheet, plot: Plot) -> int:
    """Put a chart on a sheet; the code of xlsxwriter, negative where it could not."""
    chart = book.add_chart(_TYPES[plot.shape])
    for at, (name, cells) in enumerate(plot.drawn):
        chart.add_series(_series(plot, sheet.name, at, name, cells))
    chart.set_title({"name": plot.title, "name_font": _HEADING, "overlay": False})
    has_legend = len(plot.drawn) > 1 or plot.shape is Shape.SHARES
    chart.set_legend({"position": "bottom", "font": _SMALL} if has_legend else {"none": True})
    if plot.shape is not Shape.SHARES:
        _set_axes(chart, plot)
    chart.set_size({"width": plot.width, "height": plot.height})
    place = {"x_offset": plot.across, "y_offset": _DOWN, "object_position": 2, "description": plot.title}
    code: int = sheet.insert_chart(plot.row, plot.column, chart, place)
    return code


def _series(plot: Plot, sheet: str, at: int, name: Box | None, cells: Box) -> Look:
    said = {"categories": [sheet, *plot.labels], "values": [sheet, *cells], "data_labels": _said(plot, cells)}
    if name:
        said["name"] = [sheet, *name[:2]]
    if plot.shape is Shape.SHARES:
        return said | {"points": [{"fill": {"color": colour}} for colour in _colours(_length(cells))]}
    return said | {"fill": {"color": _COLOURS[at]}, "gap": 60}


def _said(plot: Plot, cells: Box) -> Look:
    """What stands beside columns, bars and shares: their figures, as long as there is room for them."""
    if plot.shape is Shape.SHARES:
        return {"percentage": True, "position": "outside_end", "leader_lines": True, "font": _SMALL}
    has_room = len(plot.drawn) == 1 and _length(cells) <= _MOST_SAID
    return {"value": True, "font": _SMALL, "num_format": _FIGURES} if has_room else {}


def _set_axes(chart: Chart, plot: Plot) -> None:
    """The axis of labels and that of figures; where every figure is said, the latter stands for its unit alone."""
    labels: Look = {"num_font": _SMALL, "major_gridlines": _NO_GRID}
    if plot.along:
        labels |= {"name": plot.along, "name_font": _SAID}
    figures: Look = {"num_font": _SMALL, "num_format": _FIGURES, "min": 0, "major_gridlines": _GRID}
    if _said(plot, plot.drawn[0][1]):
        figures |= {"label_position": "none", "line": {"none": True}, "major_gridlines": _NO_GRID}
        figures["visible"] = bool(plot.unit)
    if plot.unit:
        figures |= {"name": IN_UNITS_OF.format(unit=plot.unit), "name_font": _SAID}
    if plot.shape is Shape.BARS:  # the first on top, the axis of figures below
        chart.set_y_axis(labels | {"reverse": True, "crossing": "max"})
        chart.set_x_axis(figures)
    else:
        chart.set_x_axis(labels)
        chart.set_y_axis(figures)


def _colours(count: int) -> list[str]:
    return [_COLOURS[at % len(_COLOURS)] for at in range(count)]


def _length(cells: Box) -> int:
    return max(cells.bottom - cells.top, cells.right - cells.left) + 1
