"""Charts of a Word document: each a part as Excel draws it, with the figures that it shows and a workbook of them
inside, by which Word lets them be edited (ECMA-376-1, 14.2.1 and 21.2)."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from guanbiao.chapter.drafts import Drawing
from guanbiao.forms.catalogue import Shape
from guanbiao.pages.sheet import Sheet
from guanbiao.words.chapter import SHEET
from guanbiao.words.workbook import FONT

_THEN = datetime.datetime(2000, 1, 1)  # a file without a clock: the same day every day
_EMU = 360_000  # a centimetre
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WHOLE, _BROKEN = "#,##0", "#,##0.0#"  # a format with digits that may be none shows whole figures with a point
_COLOURS = (
    "#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47", "#264478", "#9E480E",
)  # fmt: skip
_KINDS = {
    Shape.STACKED: {"type": "column", "subtype": "stacked"},
    Shape.COLUMNS: {"type": "column"},
    Shape.BARS: {"type": "bar"},
    Shape.LINES: {"type": "line"},
    Shape.SHARES: {"type": "pie"},
}
_ROOM = 1.2  # of the longest bar: as long is the axis, so that the figure beside it has its place
_NO_LINES = {"major_gridlines": {"visible": False}}
_PALE_LINES = {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
_MOST_SAID = 8  # figures over the columns of a chart: more would stand in each other's way
_LATIN = re.compile(r'<a:latin typeface="[^"]*"[^>]*/>')
_FONTS = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'  # of Chinese, too
_LANGUAGE = '<c:lang val="en-US"/>', '<c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
_SAID = re.compile(r'<c:show(Val|Percent) val="1"/>')
_PRINTED = re.compile(r"<c:printSettings>.*</c:printSettings>", re.DOTALL)
_DATA = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def drawing(number: int, title: str, width: float, height: float) -> str:
    """A run with the chart of a number, so many centimetres wide and high."""
    named = f'id="{1000 + number}" name="{escape(title)}" descr="{escape(title)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/><wp:docPr {named}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{_OFFICE}" r:id="{relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def relation(number: int) -> str:
    """The id by which the document knows a chart."""
    return f"rIdChart{number}"


def chart_parts(drawings: Sequence[Drawing]) -> dict[str, bytes]:
    """The parts of charts by their names: of each itself, where its workbook is, and that."""
    found: dict[str, bytes] = {}
    for number, (shown, drawn) in enumerate(zip(drawings, _drawn(drawings), strict=True), 1):
        leads = (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/package" '
            f'Target="../embeddings/chart{number}.xlsx"/></Relationships>'
        )
        found[f"word/charts/chart{number}.xml"] = drawn.encode()
        found[f"word/charts/_rels/chart{number}.xml.rels"] = leads.encode()
        found[f"word/embeddings/chart{number}.xlsx"] = _book(shown)
    return found


def _drawn(drawings: Sequence[Drawing]) -> Iterator[str]:
    """The charts, drawn in one workbook, each on a sheet of its own, of which it forgets the number."""
    with _opened() as (book, buffer):
        for number, shown in enumerate(drawings, 1):
            sheet = _filled(book, f"{SHEET}{number}", shown)
            sheet.insert_chart(0, len(shown.rows) + 2, _chart(book, sheet.name, shown))
    with zipfile.ZipFile(buffer) as archive:
        for number in range(1, len(drawings) + 1):
            drawn = archive.read(f"xl/charts/chart{number}.xml").decode()
            drawn = (
                _SAID.sub(_only, _PRINTED.sub("", drawn)).replace(*_LANGUAGE).replace(f"{SHEET}{number}!", f"{SHEET}!")
            )
            yield _LATIN.sub(_FONTS, drawn).replace("</c:chartSpace>", _DATA)


def _only(said: re.Match[str]) -> str:
    """What the labels of a chart show, and that they show nothing else: programs do not agree on what goes unsaid."""
    shown = {"Val": said[1] == "Val", "CatName": said[1] == "Percent", "Percent": said[1] == "Percent"}
    every = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{each} val="{int(shown.get(each, False))}"/>' for each in every)


def _book(shown: Drawing) -> bytes:
    """A workbook of a chart's figures."""
    with _opened() as (book, buffer):
        _filled(book, SHEET, shown)
    return buffer.getvalue()


@contextmanager
def _opened() -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    """A workbook, and where it is written at the end."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _THEN})
    yield book, buffer
    book.close()


def _filled(book: xlsxwriter.Workbook, name: str, shown: Drawing) -> Worksheet:
    """A sheet with the figures of a chart: a column a row of it, labels in the first."""
    sheet = book.add_worksheet(name, Sheet)
    sheet.write_column(1, 0, shown.labels)
    for column, row in enumerate(shown.rows, 1):
        sheet.write_string(0, column, row.name)
        for at, figure in enumerate(row.figures, 1):
            if figure is not None:
                sheet.write_number(at, column, figure)
    return sheet


def _chart(book: xlsxwriter.Workbook, sheet: str, shown: Drawing) -> Chart:
    font = {"name": FONT, "size": 9}
    chart = book.add_chart(_KINDS[shown.shape])
    last = len(shown.labels)
    for column, row in enumerate(shown.rows, 1):
        own = {"categories": [sheet, 1, 0, last, 0], "values": [sheet, 1, column, last, column]}
        chart.add_series({"name": [sheet, 0, column], **own, **_look(shown, column - 1, row.figures)})
    chart.set_title({"name": shown.title, "name_font": {"name": FONT, "size": 11, "bold": True}, "overlay": False})
    if shown.shape is Shape.SHARES:
        chart.set_legend({"none": True})
        return chart
    chart.set_legend({"position": "bottom", "font": font} if len(shown.rows) > 1 else {"none": True})
    labels, figures = {"num_font": font}, {"num_font": font, "num_format": _format(shown)}
    if (
        shown.shape is Shape.BARS
    ):  # they lie: their labels stand on the other axis, the first on top, their figures by them
        most = max(figure or 0 for row in shown.rows for figure in row.figures)
        chart.set_y_axis({**labels, **_NO_LINES, "reverse": True})
        chart.set_x_axis({**figures, **_NO_LINES, "visible": False, "max": most * _ROOM})
    else:
        chart.set_x_axis(labels)
        chart.set_y_axis({**figures, **_PALE_LINES})
    return chart


def _look(shown: Drawing, at: int, figures: tuple[float | None, ...]) -> dict[str, object]:
    """How a row of a chart is coloured and labelled."""
    font = {"name": FONT, "size": 9}
    if shown.shape is Shape.SHARES:
        points = [{"fill": {"color": _COLOURS[each % len(_COLOURS)]}} for each in range(len(figures))]
        said = {"percentage": True, "font": font, "num_format": "0.0%", "position": "outside_end"}
        return {"points": points, "data_labels": said}
    paint = "line" if shown.shape is Shape.LINES else "fill"
    look: dict[str, object] = {paint: {"color": _COLOURS[at % len(_COLOURS)]}, "gap": 60}
    is_said = len(shown.rows) * len(figures) <= _MOST_SAID
    return look | ({"data_labels": {"value": True, "font": font, "num_format": _format(shown)}} if is_said else {})


def _format(shown: Drawing) -> str:
    """How the figures of a chart are written."""
    figures = [figure for row in shown.rows for figure in row.figures if figure is not None]
    return _WHOLE if all(float(figure).is_integer() for figure in figures) else _BROKEN
