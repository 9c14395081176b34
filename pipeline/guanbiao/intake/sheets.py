"""A sheet as an engine gives it, and how it becomes one of ours: plain values, and notes of what is not as it seems."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct, field

from guanbiao.intake.limits import CELL_BOX, CELL_CHARACTERS, SHEETS, within
from guanbiao.intake.stale import stale
from guanbiao.model.books import Note, Sheet
from guanbiao.text.cells import (
    NEVER_CALCULATED,
    Position,
    Range,
    Value,
    a1,
    letters,
)

_MERGED_CELLS = 10_000  # the largest header is some 40
MOST_DIGITS = 15  # IEEE 754 doubles, which is what a workbook's numbers are, hold no more
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SEEN = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # a text without any is a blank
_LAST = frozenset("0123456789０１２３４５６７８９ \t\n\u3000\xa0")
_NUMBER_TEXT = re.compile(r"\s*[-+]?(?:0|[1-9１-９][\d０-９,，]{0,18})(?:[.．][\d０-９]+)?\s*")


class Seen(Struct):
    """What a look at a sheet's own part tells besides its values, by zero-based address: errors, formulas (without
    '='), those never calculated, hidden rows and columns; `corner` is the last row and column with content, `filled`
    how many cells have any."""

    errors: dict[Position, str] = {}
    formulas: dict[Position, str] = {}
    uncounted: set[Position] = set()
    merges: list[Range] = []
    rows: list[int] = []
    columns: list[int] = []
    filtered: bool = False
    corner: Position = (-1, -1)
    filled: int = 0

    def fill(self, row: int, column: int) -> None:
        """Take note of a cell with content."""
        self.filled += 1
        self.corner = (max(self.corner[0], row), max(self.corner[1], column))


class EngineSheet(Struct):
    """A sheet in an engine's own values, and what was seen of it besides."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: Sequence[Range] = ()
    seen: Seen = field(default_factory=Seen)
    widths: Mapping[int, float] = {}
    hidden: bool = False
    typed: bool = True


def within_box(seen: Iterable[Seen]) -> None:
    """Refuse a workbook whose cells spread over more than a reader can hold, before any engine opens it."""
    within("cells", sum((each.corner[0] + 1) * (each.corner[1] + 1) for each in seen), CELL_BOX)


def plain_sheets(raws: Sequence[EngineSheet]) -> tuple[Sheet, ...]:
    """The sheets of a workbook. Raises Refused where they are too many, or too large together."""
    within("sheets", len(raws), SHEETS)
    within("cells", sum(len(row) for raw in raws for row in raw.rows), CELL_BOX)
    rows = {raw.name.upper(): _plain_rows(raw) for raw in raws}
    stales = [list(stale(_counted(raw), rows[raw.name.upper()], rows)) for raw in raws]
    return tuple(_plain_sheet(raw, rows[raw.name.upper()], notes) for raw, notes in zip(raws, stales, strict=True))


def _plain_rows(raw: EngineSheet) -> list[list[Value]]:
    rows = [
        [(cell if _SEEN.search(cell) else None) if type(cell) is str else _plain(cell) for cell in row]
        for row in raw.rows
    ]
    _put(rows, dict.fromkeys(raw.seen.uncounted, NEVER_CALCULATED))
    _put(rows, raw.seen.errors)
    return rows


def _counted(raw: EngineSheet) -> Iterator[tuple[Position, str]]:
    """The formulas that have a cached result."""
    return ((at, text) for at, text in raw.seen.formulas.items() if at not in raw.seen.uncounted)


def _plain_sheet(raw: EngineSheet, rows: list[list[Value]], stales: list[Note]) -> Sheet:
    notes = [*stales, *_cut(rows), *_under_merges(rows, raw.merges), *_figures(rows, typed=raw.typed), *_hidden(raw)]
    formulas = frozenset(raw.seen.formulas).union(raw.seen.uncounted)
    return Sheet(raw.name, rows, _clipped(raw.merges, rows), formulas, dict(raw.widths), tuple(notes))


def _plain(value: object) -> Value:
    """A value other than text as plain data: whole floats as int, dates and times as ISO text."""
    if type(value) is float:
        if value.is_integer():
            return int(value)
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
                    yield Note("control_characters", a1(row, column), kept[:80])
                if len(kept) > CELL_CHARACTERS:
                    yield Note("too_long", a1(row, column), kept[:80], len(kept), CELL_CHARACTERS)
                rows[row][column] = kept[:CELL_CHARACTERS] or None


def _under_merges(rows: list[list[Value]], merges: Sequence[Range]) -> Iterator[Note]:
    """Take away what stands under a merged range, where nobody sees it, and note it."""
    for top, left, bottom, right in merges:
        for row in range(top, min(bottom + 1, len(rows))):
            cells = rows[row]
            for column in range(left, min(right + 1, len(cells))):
                if cells[column] is not None and (row, column) != (top, left):
                    yield Note("under_merge", a1(row, column), str(cells[column])[:80])
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
                if typed and len(cell) < 24 and cell[-1] in _LAST and _NUMBER_TEXT.fullmatch(cell):
                    yield Note("number_as_text", a1(row, column), cell)
            elif cell is not None and not -most < cell < most:
                yield Note("long_digits", a1(row, column), str(cell))


def _hidden(raw: EngineSheet) -> Iterator[Note]:
    """A note of each run of hidden rows and columns that hold something, and of a hidden sheet."""
    if raw.hidden:
        yield Note("hidden_sheet")
    rows, seen = raw.rows, raw.seen
    filled = [at for at in seen.rows if at < len(rows) and any(cell not in (None, "") for cell in rows[at])]
    for first, last in _runs(filled):
        yield Note("filtered_rows" if seen.filtered else "hidden_rows", f"{first + 1}:{last + 1}")
    held = [at for at in seen.columns if any(at < len(row) and row[at] not in (None, "") for row in rows)]
    for first, last in _runs(held):
        yield Note("hidden_columns", f"{letters(first)}:{letters(last)}")


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
