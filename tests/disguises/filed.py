"""A form as it is filed: its sheet, where its header and its rows stand, and the other sheets of its file; and the few
ways in which a clerk's hand changes a sheet: rows and columns put in or taken out, cells typed over."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from guanbiao.forms.catalogue import Form, Kind
from guanbiao.model.books import Sheet, value_at
from guanbiao.text.cells import Position, Range, Value
from msgspec import Struct
from msgspec.structs import replace

Row = Sequence[Value]
Role = str  # of a row: row, entry, total


class Filed(Struct, frozen=True):
    """A form on the sheet `main` of its file. `head`, `body` and `foot` are the first row of its header, the first
    below that and the first below its table; `roles` what its rows are, `columns` what stands in its columns (label:
    the labels of rows), both empty where it has several blocks. `looks` says of cells what only a real file can:
    percent, date, struck OLD; `kind` is the file that is written, book: none, the sheets are taken as they are."""

    form: Form
    sheets: tuple[Sheet, ...]
    head: int
    body: int
    foot: int
    roles: Mapping[int, Role] = {}
    columns: Mapping[int, str] = {}
    main: int = 0
    file: str = "报表.xlsx"
    looks: Mapping[Position, str] = {}
    kind: str = "book"

    @property
    def sheet(self) -> Sheet:
        """The sheet of the form."""
        return self.sheets[self.main]

    @property
    def rows(self) -> list[list[Value]]:
        """The rows of its sheet, to be changed."""
        return [list(row) for row in self.sheet.rows]

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return max(map(len, self.sheet.rows))

    @property
    def title(self) -> str:
        """Its title as it stands in its first row."""
        return str(self.sheet.rows[0][0])

    @property
    def entries(self) -> list[int]:
        """The rows of the table that are no totals."""
        return [at for at in sorted(self.roles) if self.roles[at] != "total"]

    @property
    def totals(self) -> list[int]:
        """The rows of totals."""
        return [at for at in sorted(self.roles) if self.roles[at] == "total"]

    def under(self, *kinds: str) -> list[int]:
        """The columns of these kinds."""
        return [at for at in sorted(self.columns) if self.columns[at] in kinds]

    def at(self, row: int, column: int) -> Value:
        """What a cell of its sheet holds."""
        return value_at(self.sheet.rows, row, column)


Change = Callable[[int], int]


def laid(filed: Filed, rows: Sequence[Row], merges: Sequence[Range] | None = None) -> Filed:
    """The form with other rows, and merges, on its sheet."""
    merges = filed.sheet.merges if merges is None else tuple(merges)
    return on_sheet(filed, replace(filed.sheet, rows=[list(row) for row in rows], merges=merges))


def on_sheet(filed: Filed, sheet: Sheet) -> Filed:
    """The form on another sheet in the place of its own."""
    return replace(filed, sheets=(*filed.sheets[: filed.main], sheet, *filed.sheets[filed.main + 1 :]))


def typed_over(filed: Filed, changes: Mapping[Position, Value]) -> Filed:
    """The form with some cells typed over."""
    rows = filed.rows
    for (row, column), value in changes.items():
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    return laid(filed, rows)


def with_rows(filed: Filed, at: int, *new: Row) -> Filed:
    """The form with rows put in before the row `at`."""
    rows, many = filed.rows, len(new)
    rows[at:at] = [list(row) for row in new]
    return _moved(laid(filed, rows), lambda row: row + many * (row >= at), lambda end: end + many * (end >= at))


def without_rows(filed: Filed, gone: Collection[int]) -> Filed:
    """The form without some rows."""

    def moved(row: int) -> int:
        return row - sum(each < row for each in gone)

    rows = [row for at, row in enumerate(filed.rows) if at not in gone]
    merges = tuple(box for box in filed.sheet.merges if not set(range(box[0], box[2] + 1)) & set(gone))
    kept = {at: role for at, role in filed.roles.items() if at not in gone}
    return _moved(replace(laid(filed, rows, merges), roles=kept), moved, moved)


def with_column(filed: Filed, at: int, values: Mapping[int, Value] = {}) -> Filed:
    """The form with a column put in before the column `at`; `values` by row."""
    rows = filed.rows
    for row, cells in enumerate(rows):
        cells.extend([None] * (at - len(cells)))
        cells.insert(at, values.get(row))
    merges = [
        (top, left + (left >= at), bottom, right + (right >= at)) for top, left, bottom, right in filed.sheet.merges
    ]
    columns = {column + (column >= at): kind for column, kind in filed.columns.items()}
    looks = {(row, column + (column >= at)): look for (row, column), look in filed.looks.items()}
    return replace(laid(filed, rows, merges), columns=columns, looks=looks)


def unmerged(filed: Filed, which: Callable[[Range], bool] = lambda _: True) -> Filed:
    """The form with some merged ranges taken apart."""
    return laid(filed, filed.rows, [box for box in filed.sheet.merges if not which(box)])


def merged(filed: Filed, *boxes: Range) -> Filed:
    """The form with more merged ranges; what they cover but their first cells is cleared."""
    rows = filed.rows
    for top, left, bottom, right in boxes:
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = None
    return laid(filed, rows, (*filed.sheet.merges, *boxes))


def figures_of(filed: Filed) -> Iterator[tuple[Position, int | float]]:
    """The numbers under the columns of figures."""
    for row in filed.roles:
        for column in filed.under(Kind.NUMBER.value):
            value = filed.at(row, column)
            if isinstance(value, int | float):
                yield (row, column), value


def _moved(filed: Filed, row: Change, end: Change) -> Filed:
    merges = tuple((row(box[0]), box[1], end(box[2]), box[3]) for box in filed.sheet.merges)
    roles = {row(at): role for at, role in filed.roles.items()}
    looks = {(row(at[0]), at[1]): look for at, look in filed.looks.items()}
    marks = {"head": row(filed.head), "body": row(filed.body), "foot": row(filed.foot)}
    return replace(on_sheet(filed, replace(filed.sheet, merges=merges)), roles=roles, looks=looks, **marks)
