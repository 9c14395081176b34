"""Find a block's header on a sheet and tell which sheet column is which declared column.

A header is stripped one level at a time: a blank cell right of a label belongs to it as long as the levels above
agree, a blank cell below a label belongs to it; merged ranges say so outright where there are any."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct

from guanbiao.forms.catalogue import Grid, Register
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import Mark
from guanbiao.text.cells import Range
from guanbiao.text.labels import fold, squeeze
from guanbiao.text.years import for_year

Paths = dict[int, str]


class Target(Struct, frozen=True):
    """A declared header as it is compared, for one year: folded paths of the leaves, labels by level, stub."""

    paths: tuple[str, ...]
    levels: tuple[frozenset[str], ...]
    stub: tuple[str, ...]

    @property
    def depth(self) -> int:
        """The number of header rows."""
        return len(self.levels)


class Header(Struct, frozen=True, dict=True):
    """A header found: its first row, its sheet columns by leaf, stub columns, share of leaves found, marks."""

    top: int
    depth: int
    columns: dict[int, int]
    stub: tuple[int, ...]
    score: float
    marks: tuple[Mark, ...]

    @cached_property
    def known(self) -> frozenset[int]:
        """The sheet columns under a label: declared ones, stubs, and unknown ones that are reported as such."""
        unknown = (mark.at[1] for mark in self.marks if not mark.declared)
        return frozenset((*self.columns.values(), *self.stub, *unknown))


def target(block: Grid | Register, year: int) -> Target:
    """What to look for on a sheet of that year."""
    paths = [tuple(fold(for_year(label, year)) for label in leaf.path) for leaf in block.leaves]
    depth = max(len(path) for path in paths)
    stub = tuple(fold(label) for label in block.stub)
    levels = [{path[level] for path in paths if len(path) > level} for level in range(depth)]
    levels[0] |= {label for label in stub if label}
    return Target(tuple("/".join(path) for path in paths), tuple(frozenset(level) for level in levels), stub)


def find_header(sheet: Sheet, area: Range, wanted: Target, labels: Sequence[str]) -> Header | None:
    """The best header between the rows of `area`, or None where no row looks like one. `labels` are the printed
    keys of the leaves, for the marks."""
    best: Header | None = None
    for top in range(area[0], area[2] + 1):
        for rows in _stretches(sheet, area, top, wanted.depth):
            if _resembles(sheet, area, rows, wanted):
                found = _match(sheet, area, rows, wanted, labels)
                if best is None or found.score > best.score:
                    best = found
                if best.score == 1:
                    return best
    return best


def _stretches(sheet: Sheet, area: Range, top: int, depth: int) -> Iterator[Sequence[int]]:
    """The rows that a header from `top` on may take: so many, and where some are blank, so many that are not."""
    rows = range(top, min(top + depth, area[2] + 1))
    yield rows
    if depth > 1 and not _is_blank(sheet, area, top) and any(_is_blank(sheet, area, row) for row in rows[1:]):
        yield tuple(islice((row for row in range(top, area[2] + 1) if not _is_blank(sheet, area, row)), depth))


def _is_blank(sheet: Sheet, area: Range, row: int) -> bool:
    cells = sheet.rows[row][area[1] : area[3] + 1]
    return cells.count(None) == len(cells)


def _resembles(sheet: Sheet, area: Range, rows: Sequence[int], wanted: Target) -> bool:
    """Whether at least half of the labels of some level stand in the row where they should."""
    for at, labels in zip(rows, wanted.levels, strict=False):
        row = sheet.rows[at][area[1] : area[3] + 1]
        seen = {fold(value) for value in row if type(value) is str}
        if len(labels & seen) * 2 >= len(labels) and labels & seen:
            return True
    return False


def _match(sheet: Sheet, area: Range, rows: Sequence[int], wanted: Target, labels: Sequence[str]) -> Header:
    top, depth = rows[0], rows[-1] - rows[0] + 1
    paths = sheet_paths(sheet, area, top, depth)
    columns = _by_path(paths, wanted)
    exact = len(columns)
    columns |= _by_last_level(paths, wanted, columns)
    stub = _stub_columns(sheet, (top + depth, *area[1:]), paths, wanted, columns)
    free = {at: path for at, path in paths.items() if at not in columns.values() and at not in stub}
    renamed = _by_position(free, wanted, columns)
    marks = _marks(sheet, top, depth, columns | renamed, renamed, free, labels)
    return Header(top, depth, columns | renamed, stub, exact / len(wanted.paths), marks)


def sheet_paths(sheet: Sheet, area: Range, top: int, depth: int) -> Paths:
    """The folded header path over each sheet column of `area`, levels joined by `/`."""
    covered = {
        (row, column): (box[0], box[1])
        for box in sheet.merges
        if box[0] < top + depth and box[2] >= top
        for row in range(max(box[0], top), min(box[2], top + depth - 1) + 1)
        for column in range(box[1], box[3] + 1)
    }
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(area[1], area[3] + 1):
        path: tuple[str, ...] = ()
        for level in range(depth):
            path = (*path, _label_at(sheet, top, level, column, covered, paths, path))
        paths[column] = path
    return {column: "/".join(label for label in path if label) for column, path in paths.items()}


def _label_at(
    sheet: Sheet,
    top: int,
    level: int,
    column: int,
    covered: dict[tuple[int, int], tuple[int, int]],
    paths: dict[int, tuple[str, ...]],
    above: tuple[str, ...],
) -> str:
    row = top + level
    own = value_at(sheet.rows, row, column)
    origin = covered.get((row, column))
    if own is not None:
        return fold(str(own))
    if origin:
        return fold(str(value_at(sheet.rows, *origin) or "")) if origin[0] == row else ""
    left = paths.get(column - 1)
    return left[level] if left and left[:level] == above else ""


def _by_path(paths: Paths, wanted: Target) -> dict[int, int]:
    """Leaves whose whole path stands over a column."""
    free: dict[str, list[int]] = {}
    for column, path in paths.items():
        free.setdefault(path, []).append(column)
    return {leaf: free[path].pop(0) for leaf, path in enumerate(wanted.paths) if free.get(path)}


def _by_last_level(paths: Paths, wanted: Target, taken: dict[int, int]) -> dict[int, int]:
    """Leaves found by their last label alone, where it is the only one left on either side."""
    lasts: dict[str, list[int]] = {}
    for column, path in paths.items():
        if column not in taken.values() and path:
            lasts.setdefault(path.rpartition("/")[2], []).append(column)
    left = [(leaf, path.rpartition("/")[2]) for leaf, path in enumerate(wanted.paths) if leaf not in taken]
    names = [name for _, name in left]
    return {leaf: lasts[name][0] for leaf, name in left if names.count(name) == 1 and len(lasts.get(name, ())) == 1}


def _stub_columns(sheet: Sheet, body: Range, paths: Paths, wanted: Target, columns: dict[int, int]) -> tuple[int, ...]:
    """The columns of the row labels: by their corner label, else those with anything in them that are left of the
    leftmost figure and next to it."""
    size = len(wanted.stub)
    leftmost = min(columns.values(), default=body[1] + size)
    named: dict[int, int] = {}
    for position, label in enumerate(wanted.stub):
        at = next((at for at, path in paths.items() if label and path == label and at < leftmost), None)
        if at is not None and at not in named.values():
            named[position] = at
    unnamed = [position for position in range(size) if position not in named]
    free = [at for at in range(body[1], leftmost) if at not in named.values()] if unnamed else []
    free = [at for at in free if any(value_at(sheet.rows, row, at) is not None for row in range(body[0], body[2] + 1))]
    paired = dict(zip(reversed(unnamed), reversed(free), strict=False))
    beside = {at: column for at, column in paired.items() if _in_order(at, column, named)}  # not a mark in the margin
    placed = beside | named
    return tuple(placed.get(position, max(leftmost - size + position, body[1])) for position in range(size))


def _in_order(position: int, column: int, named: Mapping[int, int]) -> bool:
    """Whether a stub column stands on the same side of those that are named as its label does."""
    return all((position < other) == (column < at) for other, at in named.items())


def _by_position(free: Paths, wanted: Target, columns: dict[int, int]) -> dict[int, int]:
    """A leaf not found, between two columns with exactly one other label between them: that one, renamed."""
    renamed: dict[int, int] = {}
    for leaf in range(len(wanted.paths)):
        if leaf not in columns:
            before = max((columns[at] for at in columns if at < leaf), default=-1)
            after = min((columns[at] for at in columns if at > leaf), default=max(free, default=-1) + 1)
            gap = sum(1 for at in range(len(wanted.paths)) if at not in columns and _between(at, leaf, columns))
            between = [at for at, path in free.items() if before < at < after and path]
            if gap == 1 and len(between) == 1:
                renamed[leaf] = between[0]
    return renamed


def _between(other: int, leaf: int, columns: dict[int, int]) -> bool:
    low, high = sorted((other, leaf))
    return not any(low < at < high for at in columns)


def _marks(
    sheet: Sheet,
    top: int,
    depth: int,
    columns: dict[int, int],
    renamed: dict[int, int],
    free: Paths,
    labels: Sequence[str],
) -> tuple[Mark, ...]:
    marks = [
        Mark(
            "column",
            label,
            True,
            int(leaf in columns),
            (top, columns.get(leaf, 0)),
            free.get(renamed.get(leaf, -1), ""),
        )
        for leaf, label in enumerate(labels)
    ]
    for column in free:
        own = next((row for row in range(top, top + depth) if value_at(sheet.rows, row, column) is not None), None)
        if own is not None and column not in renamed.values():
            marks.append(Mark("column", squeeze(str(sheet.rows[own][column])), False, 1, (own, column)))
    return tuple(marks)
