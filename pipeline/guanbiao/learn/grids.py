"""Tables of fixed rows, drafted: labels of rows, columns, and what adds up by its formulas or its figures."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Blank, Column, Grid, Kind, Row, Span
from guanbiao.learn import hints
from guanbiao.learn.columns import column_of, is_unit, kind_of, measures_of, tree
from guanbiao.learn.drafted import Doubt, Learned, dated
from guanbiao.learn.found import Table, amount, is_figure, one_line
from guanbiao.learn.sums import adding
from guanbiao.text.cells import letters
from guanbiao.text.labels import fold_row, squeeze

_MOST_ROWS, _FEW_ROWS, _MOST_STUBS = 60, 6, 3
_MOST_WORDS = 1  # columns of words that a grid may have behind its figures, remarks aside


class Layout(Struct, frozen=True):
    """Which columns of a table hold the labels of rows, and which figures or words."""

    stub: tuple[int, ...]
    body: tuple[int, ...]


def layout_of(table: Table, year: int) -> Layout | None:
    """The columns of a table of fixed rows; None for a list of entries."""
    every = sorted({table.left, *table.columns})
    kinds = {at: kind_of(table, at, year) if at in table.paths else Kind.TEXT for at in every}
    if are_months(table):  # whose figures need not be there yet
        kinds |= {
            at: Kind.NUMBER for at in every[1:] if not table.values(at) and not hints.is_remark(table.paths[at][-1])
        }
    figures = [at for at in every[1:] if kinds[at] is Kind.NUMBER]
    if Kind.SERIAL in kinds.values() or not figures or (kinds[every[0]] is Kind.DATE and not are_months(table)):
        return None
    if any(kinds[at] is Kind.DATE for at in every[1:]) or len(table.rows) > _MOST_ROWS:
        return None
    stub = tuple(at for at in every if at < figures[0])
    filled = tuple(at for at in stub if at == table.left or table.values(at))
    words = [at for at in every if at > figures[0] and kinds[at] is Kind.TEXT and table.values(at)]
    words = [at for at in words if not hints.is_remark(table.paths[at][-1])]
    if len(stub) > _MOST_STUBS or stub != filled or len(words) > _MOST_WORDS or _is_list(table):
        return None
    return Layout(stub, tuple(at for at in every if at not in stub))


def are_months(table: Table) -> bool:
    """Whether the rows of a table are parts of a year."""
    labels = [one_line(value) for value in table.values(table.left)]
    months = [label for label in labels if hints.is_season(label) or fold_row(label).isdecimal()]
    return len(months) * 2 > len(labels)


def _is_list(table: Table) -> bool:
    """Whether the rows of a table are entries of a list: names, under a heading that says so."""
    heading = table.paths.get(table.left, ("",))[-1]
    return hints.is_named(heading) and len(table.rows) >= _FEW_ROWS and not are_months(table)


def learned_grid(table: Table, layout: Layout, year: int | None, *, stated: bool) -> Learned | None:
    """A table of fixed rows as a block; None where its rows cannot be told apart."""
    columns = {at: _column(table, at, year, stated=stated) for at in layout.body}
    rows = _rows(table, layout, columns, year)
    plain = [at for at, row in zip(table.rows, rows, strict=True) if not row.spans]
    columns = {at: _compound(table, at, plain, column) for at, column in columns.items()}
    columns = {at: replace(column, label=dated(column.label, year)) for at, column in columns.items()}
    paths = {at: tuple(dated(label, year) for label in table.paths[at]) for at in columns}
    stub = tuple(dated(table.paths[at][-1], year) if at in table.paths else "" for at in layout.stub)
    grid = Grid(stub, tree({at: (paths[at], columns[at]) for at in columns}), rows)
    if len(set(grid.row_keys)) < len(rows) or not all(grid.row_keys):
        return None
    order = dict(zip(sorted(columns), grid.leaves, strict=True))
    found = adding(table, grid, {at: leaf.key for at, leaf in order.items()})
    totals = replace(grid, down=found.down, across=found.across).totals
    keys = dict(zip(table.rows, grid.row_keys, strict=True))
    entries = [(row, at) for row in plain for at in columns if (keys[row], order[at].key) not in totals]
    entries = [(row, at) for row, at in entries if columns[at].kind is Kind.NUMBER and not columns[at].floating]
    is_filled = all(table.value(row, at) is not None for row, at in entries if not columns[at].optional)
    blank = Blank.MISSING if is_filled else Blank.NONE
    return Learned(replace(grid, down=found.down, across=found.across, entries_blank=blank), found.doubts)


def _column(table: Table, at: int, year: int | None, *, stated: bool) -> Column:
    found = column_of(table, at, year or 0, table.rows, "grid", stated=stated)
    is_open = not table.values(at) and not hints.is_remark(found.label)
    return replace(found, kind=Kind.NUMBER) if is_open else found


def _compound(table: Table, at: int, rows: Sequence[int], column: Column) -> Column:
    """A column with the names of the figures of its compound cells, be there one for the whole table."""
    filled = [value for row in rows if (value := table.value(row, at)) is not None]
    measures = next(filter(None, map(measures_of, filled)), ()) if column.kind is Kind.NUMBER else ()
    return replace(column, measures=measures, floating=bool(measures) and len(filled) == 1 and len(rows) > 2)


def _rows(table: Table, layout: Layout, columns: dict[int, Column], year: int | None) -> tuple[Row, ...]:
    numeric = [at for at in layout.body if columns[at].kind is Kind.NUMBER]
    names: set[str] = set()
    found: list[Row] = []
    for row in table.rows:
        labels = tuple(
            dated(one_line(value), year) if (value := table.value(row, at)) is not None else "" for at in layout.stub
        )
        unit = squeeze(labels[-1]) if len(labels) > 1 and is_unit(labels[-1]) else ""
        spans = _spans(table, row, numeric, is_bare=not any(labels))
        name = hints.blank_name(names) if not any(labels) else ""
        names |= {name, *map(squeeze, labels)}
        found.append(Row(labels, name, spans, "" if spans else unit))
    return tuple(found)


def _spans(table: Table, row: int, numeric: Sequence[int], *, is_bare: bool) -> tuple[Span, ...]:
    """The figures of a row that stand under several columns at once; () for a row with one figure a column."""
    wide = {box[1]: box[3] for box in table.sheet.merges if box[0] == row and box[1] < box[3] and box[3] in numeric}
    wide = {left: right for left, right in wide.items() if left in numeric}
    filled = [at for at in numeric if table.value(row, at) is not None]
    if not filled or not (wide or (is_bare and len(filled) < len(numeric))):
        return ()
    return tuple(_named_apart([_span(table, row, at, _right(at, filled, numeric, wide)) for at in filled], table))


def _right(at: int, filled: Sequence[int], numeric: Sequence[int], wide: dict[int, int]) -> int:
    """The last column under which a figure stands: merged over, else up to the next one."""
    if wide:
        return wide.get(at, at)
    after = min((each for each in filled if each > at), default=numeric[-1] + 1)
    return max(each for each in numeric if each < after)


def _span(table: Table, row: int, first: int, last: int) -> Span:
    paths = table.paths
    inside = [at for at in table.columns if first <= at <= last]
    common = [labels[0] for labels in zip(*(paths[at] for at in inside), strict=False) if len(set(labels)) == 1]
    ends = [squeeze("/".join(paths[at])) for at in (first, last)]
    is_whole = common and all(paths[at][: len(common)] != tuple(common) for at in table.columns if at not in inside)
    name = squeeze(common[-1] if is_whole else hints.span_name(paths[first][-1], paths[last][-1]))
    return Span(name, ends[0], ends[1] if first != last else "", measures_of(table.value(row, first)))


def _named_apart(spans: list[Span], table: Table) -> list[Span]:
    """Spans whose names are alike, by the whole label of their first column."""
    names = [span.name for span in spans]
    return [replace(span, name=span.first) if names.count(span.name) > 1 else span for span in spans]


def unlabelled(table: Table) -> list[Doubt]:
    """Columns beside a table that hold figures under no label."""
    own = {table.left, *table.paths}
    columns = {at for row in table.rows for at, value in enumerate(table.sheet.rows[row]) if is_figure(value)}
    filled = [at for at in sorted(columns - own) if any(amount(table.value(row, at)) is not None for row in table.rows)]
    return [Doubt("unlabelled", letters(at)) for at in filled]
