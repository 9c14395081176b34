"""Old .xls and .et: two engines that must agree on every number, since the format has no checksum."""

import os
import struct
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from guanbiao.intake.formats.engines import by_calamine
from guanbiao.intake.formats.margins import RECORDS, xls_margins
from guanbiao.intake.formats.styles import Looks, Own, mark_numbers, told_by
from guanbiao.intake.formats.xls_formulas import look_into, records
from guanbiao.intake.formats.xls_remarks import mark_remarks
from guanbiao.intake.limits import MOST_COLUMNS, Refused
from guanbiao.intake.marks import Marks, Run
from guanbiao.intake.sheets import EngineSheet, SheetDetails
from guanbiao.intake.signs import Signs, only_where
from guanbiao.model.books import Note
from guanbiao.text.cells import Position

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5  # the types of cells, as xlrd numbers them
_WHITE = (255, 255, 255)
_WIDTH_UNIT = 256  # [MS-XLS] 2.4.53: widths are counted in parts of a character
_FAILS = (AssertionError, LookupError, ArithmeticError, TypeError, ValueError, NotImplementedError, struct.error)


def xls_sheets(content: bytes, signs: Signs | None = None, *, alone: bool) -> tuple[list[EngineSheet], list[Note]]:
    """The sheets of a BIFF workbook as xlrd reads them, compared with calamine's unless `alone`, and a note where only
    one of the two can read it; looks only of those on which there are `signs` of a form. Raises Refused where they
    disagree on a number, or neither can read it."""
    import xlrd

    seconds = None if alone else by_calamine(content)
    try:
        sheets = _by_xlrd(content, signs)
    except (xlrd.XLRDError, *_failures()) as problem:
        if "encrypted" in str(problem).lower():
            raise Refused("password") from problem
        if seconds is None:
            raise Refused("damaged") from problem
        return list(seconds.values()), [Note("one_reader")]
    if seconds is None:
        return sheets, [Note("one_reader")]
    for sheet in sheets:
        _agree(sheet, seconds.get(sheet.name, EngineSheet(sheet.name, [])))
    return sheets, []


def _failures() -> tuple[type[Exception], ...]:
    """What xlrd raises besides its own error, over files that Excel opens as well as over broken ones."""
    from xlrd import compdoc, formula

    return (compdoc.CompDocError, formula.FormulaError, *_FAILS)


def _by_xlrd(content: bytes, signs: Signs | None) -> list[EngineSheet]:
    import xlrd

    with open(os.devnull, "w", encoding="utf-8") as silent:  # noqa: PTH123
        try:
            book = xlrd.open_workbook(file_contents=content, logfile=silent, formatting_info=True, on_demand=True)
            book.sheets()
        except _failures():
            book = xlrd.open_workbook(file_contents=content, logfile=silent, on_demand=True)
        pages = book.sheets()
        sheets = only_where([_sheet(book, page) for page in pages], signs)
        for at, (page, sheet) in enumerate(zip(pages, sheets, strict=True)):
            if sheet.looked_at:
                look_into(sheet.details, book, at)
                sheet.marks = _marks(book, page)
                mark_remarks(sheet.marks, book, page, at)
                sheet.margins = xls_margins(records(book, at, RECORDS) if book.mem else ())
        return sheets


def _sheet(book: Any, sheet: Any) -> EngineSheet:
    import xlrd

    errors, rows = {}, []
    for row in range(sheet.nrows):
        cells: list[object] = []
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == _ERROR:
                errors[row, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
            cells.append(_value(cell.ctype, cell.value, book.datemode))
        rows.append(cells)
    merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    details = SheetDetails(
        errors=errors,
        hidden_rows=[at for at, info in sheet.rowinfo_map.items() if info.hidden],
        hidden_columns=[at for at, info in sheet.colinfo_map.items() if info.hidden],
    )
    return EngineSheet(
        sheet.name,
        rows,
        merges,
        details,
        widths={at: info.width / _WIDTH_UNIT for at, info in sheet.colinfo_map.items() if at < MOST_COLUMNS},
        hidden=sheet.visibility != 0,
    )


def _marks(book: Any, sheet: Any) -> Marks:
    """What the looks of cells tell: percent formats, numbers that look otherwise, fonts and runs that are struck out.
    Nothing where the workbook's formats cannot be read."""
    marks, looks, fonts = Marks(), _looks(book), [bool(font.struck_out) for font in book.font_list]
    of_numbers, may_strike, styled = looks.of_numbers, any(fonts), dict[Position, str]()
    for row in range(sheet.nrows) if of_numbers or may_strike else ():
        for column, cell in enumerate(sheet.row(row)):
            style = str(cell.xf_index)
            if cell.ctype == _NUMBER and style in of_numbers:
                styled[row, column] = style
            if may_strike and cell.ctype in (_TEXT, _NUMBER, _DATE):
                own = sheet.rich_text_runlist_map.get((row, column), ()) if cell.ctype == _TEXT else ()
                starts = [(0, style in looks.struck), *((at, _at(fonts, font)) for at, font in own)]
                marks.judge((row, column), text_runs(str(cell.value), starts))
    if styled:
        mark_numbers(marks, [sheet.row_values(row) for row in range(sheet.nrows)], styled, looks)
    return marks


def _looks(book: Any) -> Looks:
    """What cell styles tell; here each has a ground of its own."""
    codes = {key: str(each.format_str or "")[:255] for key, each in book.format_map.items()}
    struck = [bool(font.struck_out) for font in book.font_list]
    inks = [book.colour_map.get(font.colour_index) == _WHITE for font in book.font_list]
    grounds = [_is_white(book, style.background) for style in book.xf_list]
    used = ((style.format_key, style.font_index, at) for at, style in enumerate(book.xf_list))
    return told_by(Own(codes, struck, inks, grounds), used)


def _is_white(book: Any, ground: Any) -> bool:
    """Whether the ground of a cell is white, or none."""
    solid, kind = 1, ground.fill_pattern if ground else 0
    return not kind or (kind == solid and book.colour_map.get(ground.pattern_colour_index) == _WHITE)


def text_runs(text: str, starts: Sequence[tuple[int, bool]]) -> Iterator[Run]:
    """The runs of a text, each from its start to the next one's; places count UTF-16 words, as the format does."""
    words = text.encode("utf-16-le", "surrogatepass")
    ends = [at for at, _ in starts[1:]] + [len(words)]
    for (start, is_struck), end in zip(starts, ends, strict=True):
        yield is_struck, words[2 * start : 2 * end].decode("utf-16-le", "replace")


def _at(fonts: Sequence[bool], number: int) -> bool:
    return 0 <= number < len(fonts) and fonts[number]


def _value(kind: int, value: Any, mode: int) -> object:
    if kind in (_TEXT, _NUMBER):
        return value
    if kind == _BOOLEAN:
        return bool(value)
    return date_of(float(value), mode) if kind == _DATE else ""


def date_of(serial: float, mode: int) -> object:
    """The date, the time, or the date and time of a serial number counted in days from 1900 (`mode` 0) or 1904 (1); the
    number itself where it is none.

    >>> date_of(43895.0, 0), date_of(0.5, 0), date_of(-1.0, 0)
    (datetime.date(2020, 3, 5), datetime.time(12, 0), -1.0)
    """
    import xlrd

    if serial < 0:
        return serial
    try:
        found = xlrd.xldate_as_datetime(serial, mode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return serial
    if 0 <= serial < 1:
        return found.time()
    return found if found.time() != datetime.min.time() else found.date()


def _numbers(sheet: EngineSheet) -> dict[Position, float]:
    return {
        (row, column): float(value)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if type(value) is float or type(value) is int
    }


def _agree(sheet: EngineSheet, other: EngineSheet) -> None:
    """Refuse a workbook in which a number is not the same to both engines. What one takes for a date and the other for
    a number is no disagreement; nor need both tell what stands under a merged range."""
    own, theirs, merged = _numbers(sheet), _numbers(other), _merged(sheet)
    lost = [at for at in own.keys() - theirs.keys() if at not in merged and not _stands(other, at)]
    lost += [at for at in theirs.keys() - own.keys() if at not in merged and not _stands(sheet, at)]
    if lost or any(repr(own[at]) != repr(theirs[at]) for at in own.keys() & theirs.keys()):
        raise Refused("readers_differ", sheet=sheet.name)


def _stands(sheet: EngineSheet, at: Position) -> bool:
    row, column = at
    return row < len(sheet.rows) and column < len(sheet.rows[row]) and sheet.rows[row][column] not in (None, "")


def _merged(sheet: EngineSheet) -> set[Position]:
    return {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, min(bottom + 1, len(sheet.rows)))
        for column in range(left, min(right + 1, len(sheet.rows[row])))
    }
