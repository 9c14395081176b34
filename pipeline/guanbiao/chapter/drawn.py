"""The charts of a form, where its declaration says what there is to see:

    rows of months that add up across      what each month had of each part, and what the year had
    columns, or rows, of several years     the years beside each other
    one column of figures that adds up     the parts of its total

A chart shows what was filed, but for totals: parts are added up where a label of the head is over several columns, and
months where it shows the year."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from guanbiao.chapter.drafts import Drawing, Row
from guanbiao.forms.catalogue import MONTHS, Adds, Column, Form, Grid, Group, Leaf
from guanbiao.report.report import Report
from guanbiao.text.labels import squeeze
from guanbiao.text.years import for_year, year_offsets
from guanbiao.words import chapter as words

Values = Mapping[tuple[str, str], float]  # the figures of a form, by row and column
_LEAST = 3  # parts that it takes for a chart to show more than a glance at the table does
_MOST_SLICES, _THINNEST = 5, 0.02  # and the share that the thinnest of them has


def drawings(report: Report) -> dict[str, tuple[Drawing, ...]]:
    """The charts of each form, by its id; none of a form that nobody filed."""
    values = _values(report)
    return {form.id: tuple(_drawn(form, values.get(form.id, {}), report.year)) for form in report.catalogue.forms}


def _values(report: Report) -> dict[str, dict[tuple[str, str], float]]:
    """By form, what the filing that counts says, figure by figure."""
    known = pl.col("filing").is_in(report.counted_at) & pl.col("value").is_not_null() & (pl.col("measure") == "")
    facts = report.tables.facts.filter(known).select("form", "row", "column", "value")
    found: dict[str, dict[tuple[str, str], float]] = {}
    for form, row, column, value in facts.iter_rows():
        found.setdefault(form, {})[row, column] = value
    return found


def _drawn(form: Form, values: Values, year: int) -> Iterator[Drawing]:
    for grid in (block for block in form.blocks if isinstance(block, Grid)):
        if set(MONTHS) <= set(grid.row_keys):
            yield from _by_month(form, grid, values, year)
        elif any(year_offsets(label) for row in grid.rows for label in row.labels):
            yield from _rows_of_years(form, grid, values, year)
        else:
            yield from _columns_of_years(form, grid, values, year)
            yield from _parts_of_totals(form, grid, values, year)


def _by_month(form: Form, grid: Grid, values: Values, year: int) -> Iterator[Drawing]:
    """What adds up across, month by month, and over the year."""
    if len(grid.across) != 1:
        return
    groups = _groups(grid, grid.across[0], year)
    rows = [Row(name, tuple(_sum(values, [month], own) for month in MONTHS)) for name, own in groups.items()]
    rows = [row for row in rows if any(row.figures)]
    if not rows:
        return
    labels = tuple(words.MONTH.format(month=month) for month in MONTHS)
    yield Drawing(_titled(words.BY_MONTH, form, year=year), "stacked", labels, tuple(rows))
    whole = [(row.name, sum(figure or 0 for figure in row.figures)) for row in rows]
    if len(whole) >= _LEAST:
        yield _slices(_titled(words.OF_YEAR, form, year=year), whole, is_summed=True)


def _rows_of_years(form: Form, grid: Grid, values: Values, year: int) -> Iterator[Drawing]:
    """Years below each other: each a stack of what adds up across, or of all its figures side by side."""
    keys = [key for key, row in zip(grid.row_keys, grid.rows, strict=True) if year_offsets(row.labels[0])]
    if len(keys) < 2:
        return
    adds = grid.across[0] if len(grid.across) == 1 else None
    plain = {squeeze(leaf.path[-1]): [leaf.key] for leaf in grid.leaves if leaf.key in grid.numeric}
    groups = _groups(grid, adds, year) if adds else plain
    rows = tuple(Row(name, tuple(_sum(values, [key], own) for key in keys)) for name, own in groups.items())
    if any(any(row.figures) for row in rows):
        years = tuple(for_year(key, year) for key in keys)
        title = _titled(words.OVER_YEARS, form, first=years[0], last=years[-1])
        yield Drawing(title, "stacked" if adds else "columns", years, rows)


def _columns_of_years(form: Form, grid: Grid, values: Values, year: int) -> Iterator[Drawing]:
    """Years beside each other under one label, for each row that is no total."""
    totals = {adds.total for adds in grid.down}
    keys = [key for key in grid.plain_rows if key not in totals]
    for group in (each for each in grid.columns if isinstance(each, Group)):
        own = [each for each in group.columns if isinstance(each, Column) and year_offsets(each.label)]
        if len(own) < 2 or len(own) != len(group.columns) or any(each.signed for each in own):
            continue
        own.sort(key=lambda each: year_offsets(each.label))
        columns = ["/".join(map(squeeze, (group.label, each.label))) for each in own]
        shown = [key for key in keys if any(values.get((key, column)) for column in columns)]
        rows = tuple(
            Row(squeeze(for_year(each.label, year)), tuple(values.get((key, column)) for key in shown))
            for each, column in zip(own, columns, strict=True)
        )
        if shown:
            first, last = (year + year_offsets(each.label)[0] for each in (own[0], own[-1]))
            title = _titled(words.OVER_YEARS, form, first=first, last=last)
            yield Drawing(title, "columns", tuple(shown), rows)


def _parts_of_totals(form: Form, grid: Grid, values: Values, year: int) -> Iterator[Drawing]:
    """The parts of each total of the only column of figures; few of them as slices of it."""
    counts = [leaf for leaf in grid.leaves if leaf.key in grid.numeric and leaf.column.is_additive]
    for adds in grid.down if len(counts) == 1 else ():
        known = [(part, values.get((part, counts[0].key))) for part in adds.parts]
        parts = [(part.rpartition("/")[2], value) for part, value in known if value is not None]
        if len(parts) < _LEAST or not any(value for _, value in parts):
            continue
        shared = {part.rpartition("/")[0] for part in adds.parts}
        name = next(iter(shared)) if len(shared) == 1 else ""
        sentence = words.OF_TOTAL if name else words.OF_YEAR
        unit = counts[0].column.unit
        yield _slices(_titled(sentence, form, unit, year=year, total=name), parts)


def _slices(title: str, parts: Sequence[tuple[str, float]], *, is_summed: bool = False) -> Drawing:
    """Parts of a whole: as slices, or as bars where they are too many, or too small, to be told apart as such."""
    shown = [(name, figure) for name, figure in parts if figure]
    least = _THINNEST * sum(figure for _, figure in shown)
    is_pie = len(shown) <= _MOST_SLICES and all(figure >= max(least, 0) for _, figure in shown)
    row = Row(title, tuple(figure for _, figure in shown))
    return Drawing(title, "pie" if is_pie else "bars", tuple(name for name, _ in shown), (row,), is_summed)


def _groups(grid: Grid, adds: Adds, year: int) -> dict[str, list[str]]:
    """The columns that are added up, by their topmost label."""
    found: dict[str, list[str]] = {}
    for leaf in grid.leaves:
        if leaf.key in adds.parts:
            found.setdefault(_name(leaf, year), []).append(leaf.key)
    return found


def _name(leaf: Leaf, year: int) -> str:
    return squeeze(for_year(leaf.path[0], year))


def _sum(values: Values, rows: Sequence[str], columns: Sequence[str]) -> float | None:
    known = [values[row, column] for row in rows for column in columns if (row, column) in values]
    return sum(known) if known else None


def _titled(sentence: str, form: Form, unit: str = "", **said: int | str) -> str:
    """The title of a chart of a form, with the unit of its figures."""
    title, own = sentence.format(name=form.name, **said), unit or form.unit
    return words.IN_UNIT.format(title=title, unit=own) if own else title
