"""The header of a table that nobody has declared: how many rows it takes, and the labels over each column."""

from collections.abc import Iterator

from guanbiao.learn.found import Cells, cells_of, is_figure, is_words, one_line, value_of
from guanbiao.learn.hints import is_numbering, is_season
from guanbiao.model.books import Sheet
from guanbiao.recognise.columns import filled_from_left
from guanbiao.text.cells import Position, Range, Value
from guanbiao.text.labels import squeeze
from guanbiao.text.years import years_in

_DEEPEST = 6  # rows of a header; official ones have at most four
_BELOW = 4  # rows that are looked at for the first column of a table whose corner is blank


def is_heading(value: Value) -> bool:
    """Whether a cell may be a label of a header: words, a year, a month."""
    if isinstance(value, int | float):
        return not isinstance(value, bool) and (1900 <= value <= 2100 and value == int(value))
    text = squeeze(str(value))
    return is_words(value) or is_season(text) or bool(years_in(text)) or not is_figure(value)


def begins_table(sheet: Sheet, row: int) -> bool:
    """Whether a row may be the first one of a header: several labels, and something below."""
    cells = cells_of(sheet, row)
    labels = [value for _, value in cells if is_heading(value)]
    months = [value for _, value in cells if isinstance(value, int) and 1 <= value <= 12]
    if len(labels) < 2 and not (labels and len(months) > 3) and not (cells and _is_over_several(sheet, row, cells)):
        return False
    return len(labels) * 2 > len(cells) or len(months) * 2 > len(cells)


def _is_over_several(sheet: Sheet, row: int, cells: Cells) -> bool:
    """Whether the only label of a row stands over others: it is not in the first column, which is merged down."""
    column = cells[0][0]
    return any(box[0] == row < box[2] and box[1] == box[3] < column for box in sheet.merges)


def left_of(sheet: Sheet, top: int) -> int:
    """The first column of the table whose header begins in a row: its corner may be blank."""
    below = [cells_of(sheet, row) for row in range(top, min(top + _BELOW + 1, len(sheet.rows)))]
    merged = [box[1] for box in sheet.merges if box[0] == top < box[2]]
    firsts = [cells[0][0] for cells in below if len(cells) > 1] + merged
    return min(firsts, default=0)


def depth_of(sheet: Sheet, top: int, left: int) -> int:
    """How many rows a header takes from its first one on."""
    row = top + 1
    while row < min(len(sheet.rows), top + _DEEPEST) and _goes_on(sheet, top, row, left):
        row += 1
    return row - top


def _goes_on(sheet: Sheet, top: int, row: int, left: int) -> bool:
    """Whether a row belongs to the header above it: labels alone, below a corner that goes down."""
    cells = cells_of(sheet, row)
    if not cells or not all(is_heading(value) for _, value in cells):
        return False
    if any(top <= box[0] < row <= box[2] and box[1] >= left for box in sheet.merges):
        return True
    if cells[0][0] > left:
        return len(cells) > 1 or len(cells_of(sheet, row - 1)) > 1
    return _fills_gaps(sheet, row, cells)


def _fills_gaps(sheet: Sheet, row: int, cells: Cells) -> bool:
    """Whether a row of labels has some where the one above has gaps, and figures stand below it."""
    gaps = [at for at, _ in cells if value_of(sheet, row - 1, at) is None]
    below = cells_of(sheet, row + 1) if row + 1 < len(sheet.rows) else []
    return bool(gaps) and any(is_figure(value) and at in gaps for at, value in below)


def numbering_rows(sheet: Sheet, first: int) -> int:
    """How many rows below a header number its columns."""
    row = first
    while row < len(sheet.rows) and is_numbering([value for _, value in cells_of(sheet, row)]):
        row += 1
    return row - first


def labels_over(sheet: Sheet, top: int, depth: int, left: int, right: int) -> dict[int, tuple[str, ...]]:
    """By column the labels over it, as printed, from top to bottom; columns without one, and those whose labels stand
    over a column to their left already, are left out."""
    covered = {at: box for box in sheet.merges for at in _inside(box, top, depth)}
    found: dict[int, tuple[str, ...]] = {}
    for column in range(left, right + 1):
        labels = [_label(sheet, (row, column), covered) for row in range(top, top + depth)]
        found[column] = filled_from_left(labels, found.get(column - 1, ()))
    paths = {column: tuple(label for label in path if label) for column, path in found.items()}
    own = {column for column in paths if _has_own(sheet, column, top, depth, covered)}
    kept = {column: path for column, path in paths.items() if path and column in own}
    return _told_apart(kept)


def _inside(box: Range, top: int, depth: int) -> Iterator[Position]:
    rows = range(max(box[0], top), min(box[2], top + depth - 1) + 1)
    return ((row, column) for row in rows for column in range(box[1], box[3] + 1))


def _label(sheet: Sheet, at: Position, covered: dict[Position, Range]) -> str | None:
    """The label of a cell; '' below the first row of a merged range, and right of one; None for a blank that may
    belong to the label on its left."""
    value = value_of(sheet, *at)
    if value is not None:
        return one_line(value)
    box = covered.get(at)
    if box is not None:
        return one_line(value_of(sheet, box[0], box[1]) or "") if box[0] == at[0] else ""
    beside = covered.get((at[0], at[1] - 1))
    return "" if beside is not None and beside[3] > beside[1] else None


def _has_own(sheet: Sheet, column: int, top: int, depth: int, covered: dict[Position, Range]) -> bool:
    """Whether a column has a label of its own: in its cells, or merged over it."""
    rows = range(top, top + depth)
    return any(value_of(sheet, row, column) is not None or (row, column) in covered for row in rows)


def _told_apart(paths: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The first of the columns over which the same labels stand."""
    seen: dict[tuple[str, ...], int] = {}
    for column in sorted(paths):
        seen.setdefault(tuple(map(squeeze, paths[column])), column)
    return {column: paths[column] for column in seen.values()}
