"""Charts (图表) of the forms' figures, and behind them a table a chart with these, as live formulas over the official
pages: what somebody mends there, they follow."""

from collections.abc import Iterator, Mapping, Sequence

from guanbiao.forms.levels import Level
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import LINE_POINTS, POINTS_A_PIXEL, Page, Plot, fit_heights, text_width
from guanbiao.pages.table import Entry, Line, table, title
from guanbiao.reconcile.indicators import Stated
from guanbiao.report.charts import Drawing, Place, chart_height, head_of, plot_over, titled
from guanbiao.report.report import Report
from guanbiao.text.figures import exact
from guanbiao.words import workbook as words
from guanbiao.workbook.ledger import Finder, finder
from guanbiao.workbook.official import Consolidated

# Pixels: a page across at its full size, and still at nine tenths of it where columns come out wider, as they do in
# programs that lack the font that they are measured in.
_WHOLE, _HALF, _GAP = 600, 295, 10
_FEW, _SHORT = 6, 12  # labels that half a page has room for, and characters of each
_ROOM, _FIRST = 76.0, 20.0  # characters of a page across, and of the column of labels
_PAGE = 740.0  # points of a page down
_NOTE, _TOP = 1, 2  # rows: of the note below the title, of the first charts


def charts_page(report: Report, official: Consolidated) -> Page | None:
    """The charts that the catalogue declares and the year has figures for, then their figures; None for none."""
    every = report.drawings
    if not every:
        return None
    columns = 1 + max(len(each.drawn) for each in every)
    widths = (_FIRST, *[(_ROOM - _FIRST) / (columns - 1)] * (columns - 1))
    cells = [title(words.CHARTS_TITLE.format(year=report.year), columns)]
    cells.append(title(words.CHARTS_NOTE, columns, _NOTE, "note"))
    places = list(_places(every))
    find, plots, tops = finder(report, official), list[Plot](), list[int]()
    for at, (drawing, place) in enumerate(zip(every, places, strict=True), 1):
        top = cells[-1].row + 2 if tops else places[-1].row + 1
        name = words.CHART_NUMBERED.format(number=at, title=titled(drawing))
        cells += [title(name, columns, top, "line"), *table(top + 1, *_table(drawing, find))]
        plots.append(plot_over(name, drawing, top + 1, place))
        tops.append(top)
    high = {place.row: max(each.height for each in places if each.row == place.row) for place in places}
    heights = fit_heights(cells, widths) | {row: each * POINTS_A_PIXEL + LINE_POINTS for row, each in high.items()}
    breaks = tuple(_breaks([*high, *tops], heights, cells[-1].row + 1, tops[0]))
    return Page(words.CHARTS, tuple(cells), widths, heights, plots=tuple(plots), breaks=breaks)


def _is_narrow(drawing: Drawing) -> bool:
    return len(drawing.labels) <= _FEW and max(map(text_width, drawing.labels)) <= _SHORT


def _places(every: Sequence[Drawing]) -> Iterator[Place]:
    """Where each chart stands; two that are narrow and follow each other stand side by side."""
    row, at = _TOP, 0
    while at < len(every):
        pair = every[at : at + 2]
        if len(pair) == 2 and all(map(_is_narrow, pair)):
            height = max(map(chart_height, pair))
            yield from (Place(row, side * (_HALF + _GAP), _HALF, height) for side in range(2))
        else:
            pair = pair[:1]
            yield Place(row, 0, _WHOLE, chart_height(pair[0]))
        row, at = row + 1, at + len(pair)


def _breaks(tops: Sequence[int], heights: Mapping[int, float], last: int, always: int) -> Iterator[int]:
    """The rows before which a new page begins, so that none of the parts that begin at `tops` is torn apart: before
    `always`, and before a part that the page has no more room for."""
    used = sum(heights.get(row, LINE_POINTS) for row in range(tops[0]))
    for top, below in zip(tops, (*tops[1:], last), strict=True):
        own = sum(heights.get(row, LINE_POINTS) for row in range(top, below))
        if top == always or used + own > _PAGE:
            yield top
            used = 0.0
        used += own


def _table(drawing: Drawing, find: Finder) -> tuple[Sequence[str], Iterator[Line]]:
    """The figures of a chart: a row a label, a column a colour."""
    rows = zip(*(each.figures for each in drawing.drawn), strict=True)
    lines = zip(drawing.labels, rows, strict=True)
    return head_of(drawing), ((label, *(_figure(each, find) for each in own)) for label, own in lines)


def _figure(stated: Stated, find: Finder) -> Entry:
    """A figure as a live formula, marked as the worst of the cells that it comes of; blank where there are none."""
    if not stated.terms:
        return Entry(None, "number")
    found = [cell for term in stated.terms if (cell := find(term))]
    marks = {mark for _, cell in found for mark in cell.style.split(" ")}
    level = next((each.value for each in Level if each.value in marks), "")
    shown = "" if stated.figure is None else exact(stated.figure)
    return Entry(shown, f"number {level}".rstrip(), formula=f'=IFERROR({expression(stated.terms, find)},"")')
