"""Pages as an Excel workbook. Text is always written as text, and nothing is dropped in silence.

Styles are what a page names its cells by: a base style, then overlays, separated by blanks (`level mandatory`)."""

import datetime
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guanbiao.model.exports import PROGRAM
from guanbiao.pages.charts import draw
from guanbiao.pages.page import Hint, Page, Placed
from guanbiao.pages.printed import paper_of
from guanbiao.pages.sheet import Sheet
from guanbiao.words.workbook import FONT, FOOTER, NUMBERS_ONLY

_LONGEST_PROPERTY = 255  # characters of the name and of the text of a document property that Excel takes
_BESIDE = (0, 255)  # an empty cell beyond every page, and within what an .xls holds
# What a workbook holds (Excel's specifications); xlsxwriter drops what is more. Texts are cut where that shows, a link
# too many is a text, and rows too many are told by the bounds of forms before anything is written.
_MOST_CHARACTERS = 32_767
_LONGEST_LINK = 2_079
_MOST_LINKS = 65_530
_HIGHEST_ROW = 409.0  # points; Excel takes no more
_COMMENT = {"font_name": FONT, "font_size": 10, "author": PROGRAM, "x_scale": 2.4}
_COMMENT_LINE = 20  # characters of a comment in one line, at that width
_COMMENT_LINES = 4  # lines that a comment of the usual height shows
_NUMBERS_ONLY = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1e12,
    "maximum": 1e12,
    "error_type": "stop",
    "error_title": NUMBERS_ONLY[0],
    "error_message": NUMBERS_ONLY[1],
}
_THEN = datetime.datetime(2000, 1, 1)  # a file without a clock: the same day every day
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
Look = Mapping[str, str | int | bool]  # properties of a format, as xlsxwriter calls them
_BASE: Look = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_BOXED: Look = {"border": 1, "text_wrap": True}
STYLES: dict[str, Look] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "text_wrap": True},
    "cover": {"bold": True, "font_size": 24, "align": "center"},
    "verdict": {
        "bold": True,
        "font_size": 13,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#F2F2F2",
    },
    "line": {"align": "left", "text_wrap": True},
    "note": {"align": "left", "text_wrap": True, "valign": "top"},
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": "#F2F2F2"},
    "stub": {**_BOXED, "align": "center"},
    "body": {**_BOXED, "align": "center"},
    "text": {**_BOXED, "align": "left", "indent": 1},
    "link": {**_BOXED, "align": "left", "font_color": "#0563C1", "underline": 1},
    "number": {**_BOXED, "align": "right"},
    "total": {**_BOXED, "align": "right", "bold": True},
    "cause": {**_BOXED, "align": "center", "bold": True, "bg_color": "#D9D9D9"},
    "span": {**_BOXED, "align": "center"},
    "level": {**_BOXED, "align": "center"},
    "open": {"left": 1, "right": 1, "text_wrap": True, "align": "center"},
    "open_top": {"left": 1, "right": 1, "top": 1, "text_wrap": True, "align": "center"},
    "open_bottom": {"left": 1, "right": 1, "bottom": 1, "text_wrap": True, "align": "center"},
}
OVERLAYS: dict[str, Look] = {
    "mandatory": {"bg_color": "#FFC7CE"},
    "query": {"bg_color": "#FFEB9C"},
    "info": {"bg_color": "#DDEBF7"},
    "text": {"align": "left", "indent": 1},
    "number": {"align": "right"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "entry": {"locked": False, "bg_color": "#FFFBE6"},
    "small": {"font_size": 10},
    "percent": {"num_format": "0%"},
    "percent_2": {"num_format": "0.00%"},
    "holds": {"font_color": "#375623"},
    "filled": {"bg_color": "#E2EFDA", "italic": True, "font_color": "#375623"},
}


class Styles(dict[str, Format]):
    """The formats of a workbook by style name (a base style, then overlays, separated by blanks), made once each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, name: str) -> Format:
        base, *overlays = name.split(" ")
        merged = {**_BASE, **STYLES[base]}
        for overlay in overlays:
            merged |= OVERLAYS[overlay]
        self[name] = made = self._book.add_format(merged)
        return made


def write_workbook(pages: Iterable[Page], title: str, properties: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The pages as the bytes of an .xlsx file, with texts as properties of the document by their names; the same pages
    give the same bytes. Raises ValueError for a property that is longer than Excel takes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": title, "created": _THEN})
    for name, text in properties.items():
        _set_property(book, name, text)
    styles = Styles(book)
    is_any_shown = False
    for page in pages:
        sheet = book.add_worksheet(page.name, Sheet)
        _write_page(sheet, page, styles)
        for plot in page.plots:
            _must(draw(book, sheet, plot))
        is_any_shown = _show(sheet, page, is_any_shown=is_any_shown)
    book.close()
    return buffer.getvalue()


def _set_property(book: xlsxwriter.Workbook, name: str, text: str) -> None:
    """A text as a property of the document; the library would only warn of one that Excel does not take."""
    if not name or max(len(each.encode("utf-16-le")) // 2 for each in (name, text)) > _LONGEST_PROPERTY:
        raise ValueError(f"a property that Excel does not take: {name}")
    _must(book.set_custom_property(name, text, "text"))


def _show(sheet: Worksheet, page: Page, *, is_any_shown: bool) -> bool:
    """Hide a page that is to be hidden, and open the workbook at the first other one: whether any is shown by now."""
    if page.hidden:
        sheet.very_hidden()
    elif not is_any_shown and sheet.index:
        sheet.activate()
        sheet.set_first_sheet()
    return is_any_shown or not page.hidden


def _fitting(text: str) -> str:
    """A text as a cell can hold it: of a longer one, made of what several cells say, the beginning."""
    if 2 * len(text) <= _MOST_CHARACTERS:
        return text
    words = text.encode("utf-16-le", "surrogatepass")  # as Excel counts
    if len(words) <= 2 * _MOST_CHARACTERS:
        return text
    return words[: 2 * _MOST_CHARACTERS - 2].decode("utf-16-le", "ignore") + "…"


def _may_link(sheet: Worksheet, link: str) -> bool:
    """Whether one more link may stand on a sheet."""
    return len(link) <= _LONGEST_LINK and sheet.hlink_count < _MOST_LINKS


def _write_page(sheet: Worksheet, page: Page, styles: Styles) -> None:
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    folded = set(page.folded)
    above = {row - 1 for row in folded} - folded
    if folded:
        sheet.outline_settings(symbols_below=False)
    for row, height in page.heights.items():
        fold = {"level": 1, "hidden": True} if row in folded else {"collapsed": True} if row in above else {}
        sheet.set_row(row, min(height, _HIGHEST_ROW), None, fold)
    for cell in page.cells:
        _write_cell(sheet, cell, styles[cell.style])
    for spark in page.sparks:
        drawn = {"range": spark.cells, "type": "column", "min": 0}
        _must(sheet.add_sparkline(spark.row, spark.column, drawn))
    for choice in page.choices:
        box = (choice.top, choice.left, choice.bottom, choice.right)
        _must(sheet.data_validation(*box, {"validate": "list", "source": list(choice.words)}))
    for cells in page.numbers:
        _must(sheet.data_validation(cells, _NUMBERS_ONLY))
    for hint in page.hints:
        _must(sheet.data_validation(hint.cells, _asking(hint)))
    if page.protected:
        sheet.protect("", {**_ALLOWED, "insert_rows": page.grows, "delete_rows": page.grows})
    _set_up_print(sheet, page)


def _asking(hint: Hint) -> Mapping[str, str]:
    """A check that says how a cell is filled in, and takes another text where somebody insists."""
    said = {
        "input_title": hint.title,
        "input_message": hint.text,
        "error_title": hint.title,
        "error_message": hint.text,
    }
    return {"validate": "custom", "value": hint.holds, "error_type": "warning", **said}


def _write_cell(sheet: Worksheet, cell: Placed, style: Format) -> None:
    row, column, value = cell.row, cell.column, cell.value
    if cell.to_row > row or cell.to_column > column:
        _must(sheet.merge_range(row, column, cell.bottom, cell.right, "", style))
    if cell.formula:
        _must(sheet.write_formula(row, column, cell.formula, style, value))
    elif cell.link and _may_link(sheet, cell.link):
        _write_link(sheet, cell, style)
    elif value is None or value == "":
        _must(sheet.write_blank(row, column, None, style))
    elif isinstance(value, str):
        _must(sheet.write_string(row, column, _fitting(value), style))
    else:
        _must(sheet.write_number(row, column, value, style))
    if cell.comment:
        lines = 2 + len(cell.comment) // _COMMENT_LINE
        scale = max(1.0, lines / _COMMENT_LINES)
        _must(sheet.write_comment(row, column, _fitting(cell.comment), {**_COMMENT, "y_scale": scale}))


def _write_link(sheet: Worksheet, cell: Placed, style: Format) -> None:
    """A cell that leads somewhere. The library makes its value a text: a number is written over that, and keeps where
    it leads to."""
    _must(sheet.write_url(cell.row, cell.column, cell.link, style, string=_fitting(str(cell.value))))
    if isinstance(cell.value, int | float):
        _must(sheet.write_number(cell.row, cell.column, cell.value, style))


def _must(code: int) -> None:
    """xlsxwriter tells of dropped data by a negative code only."""
    if code is not None and code < 0:
        raise RuntimeError(f"a cell could not be written: code {code}")


def _set_up_print(sheet: Worksheet, page: Page) -> None:
    """How a page is printed. One that is not to be prints an empty cell alone: programs leave an empty page out."""
    paper = paper_of(sum(page.widths), landscape=page.landscape)
    sheet.set_paper(paper.number)
    if page.unprinted:
        sheet.print_area(*_BESIDE, *_BESIDE)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(page.breaks)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&C{FOOTER}")
    sheet.hide_gridlines(2)  # on the screen and in print: tables have borders of their own
    if page.repeat and not page.unprinted:
        sheet.repeat_rows(*page.repeat)
    if page.frozen != (0, 0):
        sheet.freeze_panes(*page.frozen)
    if page.filtered:
        sheet.autofilter(*page.filtered)
