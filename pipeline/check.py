"""Check tables with pandera: one schema a form, derived from its declaration, run once over all its filings.

Each leaf of a block is a column of states (a state that the leaf does not accept is a failure and names itself) and,
where it holds figures, a column of values with its range. Totals are no matter of schemas: they are rules."""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandera.polars as pa
import polars as pl

from pipeline.dates import read_dates
from pipeline.extract import Tables
from pipeline.grammar import State
from pipeline.labels import for_year
from pipeline.model import Filing, Finding, Source, Term, a1
from pipeline.spec import Block, Card, Catalogue, Column, Form, Grid, Kind, Leaf, Level, Register, shown_row

ROW_CHECKS = ("entry_twice", "entry_clash")
LEVELS = {
    "unreadable": Level.MANDATORY,
    "error": Level.MANDATORY,
    "blank": Level.MANDATORY,
    "negative": Level.MANDATORY,
    "out_of_range": Level.MANDATORY,
    "column_missing": Level.MANDATORY,
    "row_missing": Level.MANDATORY,
    "row_twice": Level.MANDATORY,
    "date_partly_outside": Level.INFO,
    "column_renamed": Level.INFO,
    "cell_stray": Level.INFO,
}
_FIGURES = [State.NUMBER.value, State.NONE.value, State.DASH.value]
Line = dict[str, Any]


def check(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> list[Finding]:
    """Every failure of every filing as a finding with its cell, in the order of the forms."""
    forms = pl.DataFrame(
        {
            "filing": range(len(filings)),
            "form": [each.form for each in filings],
            "period": [each.period for each in filings],
        },
        schema={"filing": pl.Int32, "form": pl.String, "period": pl.Int32},
    )
    cells = _judged(tables.cells.join(forms, on="filing", how="left", maintain_order="left"), catalogue)
    parts = cells.partition_by("form", "block", as_dict=True)
    findings = list(_layout_findings(filings, catalogue))
    for form in catalogue.forms:
        for index, block in enumerate(form.blocks):
            if (form.id, index) in parts:
                findings += _block_findings(form, index, block, parts[form.id, index], filings)
    return findings


def _judged(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`cells` with the state of dates and serial numbers too."""
    dated = _date_states(cells, catalogue)
    cells = cells.join(
        dated, on=["form", "column", "raw", "period"], how="left", maintain_order="left", nulls_equal=True
    )
    number = pl.col("raw").str.strip_chars().cast(pl.Int64, strict=False)
    before = number.shift(1).over("filing", "block", "column")
    in_order = (number == pl.col("seq") + 1) | (number == before + 1)
    is_serial = (pl.col("kind") == Kind.SERIAL.value) & (pl.col("role") == "entry") & (pl.col("above") == 0)
    wrong_serial = is_serial & ~in_order.fill_null(False) & (pl.col("state") != State.BLANK.value)
    return cells.with_columns(
        state=pl.when(wrong_serial).then(pl.lit("serial_order")).otherwise(pl.coalesce("date_state", "state"))
    ).drop("date_state")


def _date_states(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """For each distinct text of a date column: date, not_a_date, date_outside or date_partly_outside."""
    names = ["form", "column", "raw", "period"]
    dates = cells.filter((pl.col("kind") == Kind.DATE.value) & (pl.col("state") != State.BLANK.value))
    lines = dates.select(names).unique(maintain_order=True).rows()
    within = {
        (form.id, leaf.key): leaf.column.within
        for form in catalogue.forms
        for block in form.blocks
        for leaf in block.leaves
    }
    states = [_date_state(raw, period, within[form, column]) for form, column, raw, period in lines]
    kinds = [pl.String, pl.String, pl.String, pl.Int32, pl.String]
    return pl.DataFrame(
        [(*line, state) for line, state in zip(lines, states, strict=True)],
        schema=dict(zip([*names, "date_state"], kinds, strict=True)),
        orient="row",
    )


def _date_state(raw: str, period: int | None, within: bool) -> str:
    found = read_dates(raw, period or 2000)
    if found is None:
        return "not_a_date"
    if not within or period is None:
        return "date"
    first, last = datetime.date(period, 1, 1), datetime.date(period, 12, 31)
    if all(first <= when.start and when.end <= last for when in found):
        return "date"
    return "date_partly_outside" if any(when.start <= last and when.end >= first for when in found) else "date_outside"


def _accepted(column: Column) -> list[str]:
    """The states that a column accepts in an entry."""
    own = {Kind.NUMBER: _FIGURES, Kind.DATE: ["date"]}.get(column.kind, ["text", State.NUMBER.value])
    return own if column.required else [*own, State.BLANK.value]


@lru_cache(maxsize=256)
def _schema(names: tuple[str, ...], columns: tuple[Column, ...]) -> pa.DataFrameSchema:
    """The schema of a block's wide frame: `x:state` for each leaf, `x:value` for each leaf of figures, row checks."""
    wanted: dict[str, pa.Column] = {}
    for name, column in zip(names, columns, strict=True):
        wanted[f"{name}:state"] = pa.Column(pl.String, pa.Check.isin(_accepted(column), error="state"))
        if column.kind is Kind.NUMBER and column.share:
            wanted[f"{name}:value"] = pa.Column(
                pl.Float64, pa.Check.in_range(0, 1, error="out_of_range"), nullable=True
            )
        elif column.kind is Kind.NUMBER and not column.signed:
            wanted[f"{name}:value"] = pa.Column(pl.Float64, pa.Check.ge(0, error="negative"), nullable=True)
    for code in ROW_CHECKS:
        wanted[code] = pa.Column(pl.Boolean, pa.Check.isin([False], error=code))
    return pa.DataFrameSchema(wanted)


def _block_findings(
    form: Form, index: int, block: Block, cells: pl.DataFrame, filings: Sequence[Filing]
) -> Iterator[Finding]:
    body = cells.filter(pl.col("role").is_in(["row", "entry"]))
    leaves = [leaf for leaf in block.leaves if not leaf.column.floating]
    if body.height and not isinstance(block, Card):
        wide = _with_row_checks(_wide(body, leaves), block, form)
        schema = _schema(tuple(leaf.key for leaf in leaves), tuple(leaf.column for leaf in leaves))
        for row, name, code in _failures(schema, wide):
            key = name or _row_check_column(form, block, code)
            column = next(at for at, leaf in enumerate(leaves) if leaf.key == key)
            yield _cell_finding(form, code, body.row(row * len(leaves) + column, named=True), filings)
    singles = cells.filter(pl.col("role").is_in(["single", "total"]) & (pl.col("kind") == Kind.NUMBER.value))
    for row, _, code in _failures(_SINGLES, singles.select("state")):
        yield _cell_finding(form, code, singles.row(row, named=True), filings)


_SINGLES = pa.DataFrameSchema(
    {"state": pa.Column(pl.String, pa.Check.isin([*_FIGURES, State.BLANK.value], error="state"))}
)


def _wide(body: pl.DataFrame, leaves: Sequence[Leaf]) -> pl.DataFrame:
    """One line a row of a filing; `x:state`, `x:value` and `x:raw` for each leaf x."""
    width = len(leaves)
    rows = body.height // width
    lines = body.select("filing", "seq", "period").gather_every(width)
    columns = [
        body.select(
            pl.col(name).gather_every(width, offset).alias(f"{leaf.key}:{name}") for name in ("state", "value", "raw")
        )
        for offset, leaf in enumerate(leaves)
    ]
    assert rows * width == body.height
    wide = pl.concat([lines, *columns], how="horizontal")
    return wide.with_columns(each for leaf in leaves if leaf.column.grouped for each in _filled_down(leaf))


def _filled_down(leaf: Leaf) -> Iterator[pl.Expr]:
    """A value printed once for a group of entries, given to each of them."""
    given = pl.col(f"{leaf.key}:raw").is_not_null()
    for column in (f"{leaf.key}:state", f"{leaf.key}:raw"):
        above = pl.when(given).then(column).forward_fill().over("filing")
        yield pl.coalesce(above, column).alias(column)


def _row_check_column(form: Form, block: Grid | Register, code: str) -> str:
    """The column that a check of whole entries points at."""
    names = block.clash[:1] if isinstance(block, Register) and code == "entry_clash" else ()
    names = names or (block.unique[-1:] if isinstance(block, Register) else ())
    return block.leaves[form.leaf(block, names[0])].key


def _with_row_checks(wide: pl.DataFrame, block: Block, form: Form) -> pl.DataFrame:
    twice, clash = pl.lit(False), pl.lit(False)
    if isinstance(block, Register) and block.unique:
        names = [f"{block.leaves[form.leaf(block, name)].key}:raw" for name in block.unique]
        given = pl.all_horizontal(pl.col(name).is_not_null() for name in names[-1:])
        twice = given & ~pl.struct("filing", *names).is_first_distinct()
    if isinstance(block, Register) and block.clash:
        when, where = (f"{block.leaves[form.leaf(block, name)].key}:raw" for name in block.clash)
        hours = [_hour(raw, period) for raw, period in wide.select(when, "period").iter_rows()]
        wide = wide.with_columns(pl.Series("hour", hours, dtype=pl.String))
        known = pl.col("hour").is_not_null() & pl.col(where).is_not_null()
        clash = known & ~pl.struct("filing", "hour", pl.col(where).str.replace_all(r"\\s", "")).is_first_distinct()
    return wide.with_columns(entry_twice=twice, entry_clash=clash)


def _hour(raw: str | None, period: int | None) -> str | None:
    """The day and hour at which an entry begins, where it tells the hour."""
    found = read_dates(raw, period or 2000) if raw else None
    return f"{found[0].start} {found[0].hour}" if found and found[0].hour else None


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[tuple[int, str, str]]:
    """Where a frame fails its schema: (line, leaf, code), in the order of the lines."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
        broken = found.filter(pl.col("index").is_null())
        if broken.height:
            raise RuntimeError(f"schema and frame disagree: {broken.row(0)}") from errors
        cases = zip(found["index"], found["column"], found["check"], found["failure_case"], strict=True)
        return sorted(
            (int(index), str(column).rpartition(":")[0], str(case) if check == "state" else str(check))
            for index, column, check, case in cases
        )
    return []


def _cell_finding(form: Form, code: str, line: Line, filings: Sequence[Filing]) -> Finding:
    filing, year = filings[line["filing"]], line["period"] or 0
    term = Term(
        role="cell",
        form=form.id,
        row=shown_row(form, line["row"], year) if line["row"] else line["label"],
        column=for_year(line["column"], year),
        value=line["value"],
        raw=line["raw"] or "",
        file=filing.book.file,
        sheet=filing.sheet.name,
        cell=a1(line["at_row"], line["at_column"]) if line["at_column"] >= 0 else "",
    )
    is_words = code == "blank" and line["kind"] != Kind.NUMBER.value
    level = Level.QUERY if is_words else LEVELS.get(code, Level.QUERY)
    return Finding(
        code,
        Source.CHECK,
        level,
        form=form.id,
        row=term.row,
        column=term.column,
        reported=line["value"],
        terms=(term,),
        filing=line["filing"],
    )


_LAYOUT = pa.DataFrameSchema(
    {
        "declared": pa.Column(pl.Boolean, pa.Check.isin([True], error="unknown")),
        "times": pa.Column(pl.Int32, [pa.Check.ge(1, error="missing"), pa.Check.le(1, error="twice")]),
        "instead": pa.Column(pl.String, pa.Check.isin([""], error="renamed")),
    }
)


def _layout_findings(filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Columns and rows missing, unknown, renamed or standing twice, and cells outside the form: one schema for all."""
    marks = [(filing, mark) for filing in filings for block in filing.blocks for mark in block.marks]
    frame = pl.DataFrame(
        {
            "declared": [mark.declared for _, mark in marks],
            "times": [mark.times for _, mark in marks],
            "instead": [mark.instead for _, mark in marks],
        },
        schema={"declared": pl.Boolean, "times": pl.Int32, "instead": pl.String},
    )
    for at, _, problem in _failures(_LAYOUT, frame):
        filing, mark = marks[at]
        code = "cell_stray" if mark.axis == "cell" else f"{mark.axis}_{problem}"
        year = filing.period or 0
        label = (
            for_year(mark.label, year)
            if mark.axis != "row"
            else shown_row(catalogue.by_id[filing.form], mark.label, year)
        )
        row, column = (label, "") if mark.axis == "row" else ("", label)
        if mark.axis == "cell":
            row, column = "", ""
        term = Term(
            "cell",
            filing.form,
            row,
            column,
            raw=mark.instead or mark.label,
            file=filing.book.file,
            sheet=filing.sheet.name,
            cell=a1(*mark.at),
        )
        detail = {"label": label, "instead": mark.instead}
        level = LEVELS.get(code, Level.QUERY)
        yield Finding(
            code,
            Source.CHECK,
            level,
            form=filing.form,
            row=row,
            column=column,
            terms=(term,),
            detail=detail,
            filing=filing.order,
        )
