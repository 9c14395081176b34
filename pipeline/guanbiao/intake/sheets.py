"""A sheet as an engine gives it, and how it becomes one of ours: plain values, and notes of what is not as it seems.

Figures count as the sheet shows them. A cell of nothing but white space is blank; what lies under a merged range, where
nobody sees it, is taken away, and what is hidden counts: notes say both."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from msgspec import Struct, field

from guanbiao.intake.limits import CELL_BOX, CELL_CHARACTERS, FORMULA_CHARACTERS, SHEETS, within
from guanbiao.intake.marks import Marks, marked, remarks_of, shown
from guanbiao.intake.stale import stale
from guanbiao.model.books import Note, Sheet
from guanbiao.text.cells import MOST_DIGITS, NEVER_CALCULATED, PICTURE, Position, Range, Value, a1, letters

_MERGED_CELLS = 10_000  # a range of more is one of whole rows or columns, and cut to what is filled; headers have 40
_SHOWN = 80  # characters of a text that a note quotes: enough to find it by
_NAMED = 8  # cells that one note names
_COVERED = 500  # blank cells under pictures that are noted of a sheet: a stamp over a form covers some 50
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # a text without any is a blank
_PICTURE = re.compile(r"\s*=?\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)  # of WPS, of Excel
_LAST = frozenset("0123456789０１２３４５６７８９ \t\n\u3000\xa0")  # a number typed as text ends with one
_NUMBER_TEXTS = 24  # characters: no figure of fifteen digits, with its commas, point and spaces, is longer
_NUMBER_TEXT = re.compile(r"\s*[-+]?(?:0|[1-9１-９][\d０-９,，]{0,18})(?:[.．][\d０-９]+)?\s*")


NOWHERE = (-1, -1)  # the corner of a sheet of which it is not known


class SheetDetails(Struct):
    """What stands in a sheet besides its values, as far as its family of files tells: the texts of errors, formulas
    (without `=`; '' where only that there is one is known), cells whose formula was never calculated, merged ranges,
    hidden rows and columns, whether rows are filtered, what stands `outside` in a row of the number 0; `corner` is the
    last row and column with content (-1: none), `filled` how many cells have any."""

    errors: dict[Position, str] = {}
    formulas: dict[Position, str] = {}
    uncounted: set[Position] = set()
    merges: list[Range] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    filtered: bool = False
    outside: list[str] = []
    corner: Position = NOWHERE
    filled: int = 0

    def fill(self, row: int, column: int) -> None:
        """Count a cell with content, and stretch `corner` to it."""
        self.filled += 1
        self.corner = (max(self.corner[0], row), max(self.corner[1], column))


class Drawn(Struct, frozen=True):
    """A picture or a text box: the cells that it lies over, and the text in it."""

    area: Range
    text: str


class EngineSheet(Struct):
    """A sheet as an engine gives it: its name, rows of values in the engine's own types from A1 on ('' or None for an
    empty cell), merged ranges, details, widths in characters of the columns where one was set, whether it is hidden,
    what is drawn over it, what its looks tell, and the words in the `margins` of its pages. `typed`: the family tells
    numbers from texts, so that a number in a text was typed as one. `looked_at`: a form may stand on it, so that its
    formulas and looks count. `above`: how many of its first rows are lines above a table of a text document, which is
    the `table` of this number there."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: Sequence[Range] = ()
    details: SheetDetails = field(default_factory=SheetDetails)
    widths: Mapping[int, float] = {}
    hidden: bool = False
    typed: bool = True
    drawn: Sequence[Drawn] = ()
    marks: Marks = field(default_factory=Marks)
    looked_at: bool = True
    above: int = 0
    margins: Sequence[str] = ()
    table: int = 0


def within_box(details: Iterable[SheetDetails]) -> None:
    """Raise Refused for a workbook whose cells spread over more than a reader can hold, before any engine opens it."""
    within("cells", sum((each.corner[0] + 1) * (each.corner[1] + 1) for each in details), CELL_BOX)


def plain_sheets(sheets: Sequence[EngineSheet]) -> tuple[Sheet, ...]:
    """The sheets of a workbook as plain data. Raises Refused where they are too many, or too large together."""
    within("sheets", len(sheets), SHEETS)
    within("cells", sum(len(row) for sheet in sheets for row in sheet.rows), CELL_BOX)
    rows = {sheet.name.upper(): _plain_rows(sheet) for sheet in sheets}
    stales = [list(stale(_counted(sheet), rows[sheet.name.upper()], rows)) for sheet in sheets]
    return tuple(
        _plain_sheet(sheet, rows[sheet.name.upper()], notes) for sheet, notes in zip(sheets, stales, strict=True)
    )


def _plain_rows(sheet: EngineSheet) -> list[list[Value]]:
    rows = [
        [  # most texts begin with a letter or a digit, which is seen, and most numbers are whole: calls would be dear
            (cell if cell and (cell[0].isalnum() or _VISIBLE.search(cell)) else None)
            if type(cell) is str
            else int(cell)
            if type(cell) is float and cell.is_integer()
            else _plain(cell)
            for cell in row
        ]
        for row in sheet.rows
    ]
    _put(rows, dict.fromkeys(sheet.details.uncounted, NEVER_CALCULATED))
    _put(rows, sheet.details.errors)
    _put(rows, sheet.marks.kept)
    _put(rows, dict.fromkeys(_pictures(rows, sheet.details.formulas), PICTURE))
    return rows


def _pictures(rows: Sequence[Sequence[Value]], formulas: Mapping[Position, str]) -> list[Position]:
    """The cells that show a picture: those whose formula does, and those that hold such a formula as a text."""
    typed = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if type(cell) is str and "=" in cell and cell.lstrip().startswith("=") and _PICTURE.match(cell)
    ]
    return [*typed, *(at for at, text in formulas.items() if _PICTURE.match(text))]


def _counted(sheet: EngineSheet) -> Iterator[tuple[Position, str]]:
    """The formulas that have a cached result, as far as they are looked at."""
    formulas = sheet.details.formulas if sheet.looked_at else {}
    return ((at, text) for at, text in formulas.items() if at not in sheet.details.uncounted)


def _plain_sheet(sheet: EngineSheet, rows: list[list[Value]], stales: list[Note]) -> Sheet:
    remarks, cut = _remarks(sheet)
    notes = [
        *stales,
        *_cut(rows),
        *_under_merges(rows, sheet.merges),
        *_figures(rows, typed=sheet.typed),
        *_hidden(sheet),
        *marked(rows, sheet.marks),
        *cut,
        *islice(_covered(rows, sheet.drawn), _COVERED),
        *([Note("not_looked_at")] if not sheet.looked_at else []),
        *([Note("row_nought", raw="、".join(sheet.details.outside[:_NAMED]))] if sheet.details.outside else []),
    ]
    percents = shown(rows, sheet.marks.percents, sheet.details.formulas)
    merges, widths = _clipped(sheet.merges, rows), dict(sheet.widths)
    margins = tuple(sheet.margins) if sheet.looked_at else ()
    around = (_formulas(sheet), widths, tuple(notes), percents)
    return Sheet(
        sheet.name, rows, merges, *around, remarks=remarks, above=sheet.above, margins=margins, table=sheet.table
    )


def _remarks(sheet: EngineSheet) -> tuple[dict[str, str], list[Note]]:
    """What comments and text boxes say, where they are looked at, and notes of what is cut of it."""
    if not sheet.looked_at:
        return {}, []
    for each in sheet.drawn:
        sheet.marks.put_beside(each.area[:2], each.text.strip())
    return remarks_of(sheet.marks)


def _formulas(sheet: EngineSheet) -> dict[str, str]:
    """By address, the texts of formulas; '' for those that are never looked at."""
    kept = sheet.details.formulas if sheet.looked_at else {}
    every = sheet.details.formulas.keys() | sheet.details.uncounted
    return {a1(*at): text if len(text := kept.get(at, "")) <= FORMULA_CHARACTERS else "" for at in sorted(every)}


def _plain(value: object) -> Value:
    """A value other than a text or a whole number as plain data: dates and times as ISO text."""
    if type(value) is float:
        return value if value - value == 0 else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value) if isinstance(value, timedelta) else value  # type: ignore[return-value]


def _put(rows: list[list[Value]], values: Mapping[Position, str]) -> None:
    """Values put in their cells, where they can stand within the cell box."""
    for (row, column), value in values.items():
        within("cells", (row + 1) * (column + 1), CELL_BOX)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = value


def _cut(rows: list[list[Value]]) -> Iterator[Note]:
    """Take out of texts what no cell can hold, and note where."""
    texts = [cell for cells in rows for cell in cells if type(cell) is str]
    if not _CONTROLS.search("".join(texts)) and max(map(len, texts), default=0) <= CELL_CHARACTERS:
        return
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if type(cell) is str:
                kept = _CONTROLS.sub("", cell)
                if kept != cell:
                    yield Note("control_characters", a1(row, column), kept[:_SHOWN])
                if len(kept) > CELL_CHARACTERS:
                    yield Note("too_long", a1(row, column), kept[:_SHOWN], len(kept), CELL_CHARACTERS)
                rows[row][column] = kept[:CELL_CHARACTERS] or None


def _under_merges(rows: list[list[Value]], merges: Sequence[Range]) -> Iterator[Note]:
    """Take away what stands under a merged range, where nobody sees it, and note it."""
    for top, left, bottom, right in merges:
        for row in range(top, min(bottom + 1, len(rows))):
            cells = rows[row]
            for column in range(left, min(right + 1, len(cells))):
                if cells[column] is not None and (row, column) != (top, left):
                    yield Note("under_merge", a1(row, column), str(cells[column])[:_SHOWN])
                    cells[column] = None


def _clipped(merges: Sequence[Range], rows: Sequence[Sequence[Value]]) -> tuple[Range, ...]:
    """Merged ranges, those of whole rows and columns no further than there is anything."""
    last, right = len(rows) - 1, max(map(len, rows), default=0) - 1
    return tuple(
        box
        if (box[2] - box[0] + 1) * (box[3] - box[1] + 1) <= _MERGED_CELLS
        else (box[0], box[1], max(box[0], min(box[2], last)), max(box[1], min(box[3], right)))
        for box in merges
    )


def _figures(rows: list[list[Value]], *, typed: bool) -> Iterator[Note]:
    """A note of each number with more digits than a number holds, and of each that was typed as text."""
    most = 10**MOST_DIGITS
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if type(cell) is str:
                if typed and len(cell) < _NUMBER_TEXTS and cell[-1] in _LAST and _NUMBER_TEXT.fullmatch(cell):
                    yield Note("number_as_text", a1(row, column), cell)
            elif cell is not None and not -most < cell < most:
                yield Note("long_digits", a1(row, column), str(cell))


def _hidden(sheet: EngineSheet) -> Iterator[Note]:
    """A note of each run of hidden rows and columns that hold something, and of a hidden sheet."""
    if sheet.hidden:
        yield Note("hidden_sheet")
    rows, details = sheet.rows, sheet.details
    filled = [at for at in details.hidden_rows if at < len(rows) and any(cell not in (None, "") for cell in rows[at])]
    for first, last in _runs(filled):
        yield Note("filtered_rows" if details.filtered else "hidden_rows", f"{first + 1}:{last + 1}")
    held = [at for at in details.hidden_columns if any(at < len(row) and row[at] not in (None, "") for row in rows)]
    for first, last in _runs(held):
        yield Note("hidden_columns", f"{letters(first)}:{letters(last)}")


def _covered(rows: Sequence[Sequence[Value]], drawn: Sequence[Drawn]) -> Iterator[Note]:
    """A note of each blank cell that something is drawn over; of what lies beside all cells, of where it begins."""
    width = max(map(len, rows), default=0)
    for each in drawn:
        top, left, bottom, right = each.area
        if top >= len(rows) or left >= width:
            yield Note("drawn_over", a1(top, left), " ".join(each.text.split())[:_SHOWN])
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, width)):
                if column >= len(rows[row]) or rows[row][column] is None:
                    yield Note("drawn_over", a1(row, column), " ".join(each.text.split())[:_SHOWN])


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers as runs of consecutive ones, each with its first and last.

    >>> _runs([3, 4, 5, 9])
    [(3, 5), (9, 9)]
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
