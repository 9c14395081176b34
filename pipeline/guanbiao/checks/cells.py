"""Check tables against their forms' declarations: what is accepted where, and what a failure says.

A form's cells are checked in one long frame: `state` holds place and state of a cell (`人次=unreadable`), and the
schema lists the pairs that the declaration accepts; `unsigned` and `share` hold the figures that have a range. One
column of many cells costs a hundredth of many columns. Totals are no matter of schemas: they are rules."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from guanbiao.checks.cases import Case, Failure
from guanbiao.checks.repeats import repetitions
from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Catalogue, Column, Form, Kind, Level, shown_row
from guanbiao.forms.levels import Source
from guanbiao.model.filings import Filing, Mark
from guanbiao.model.findings import Finding, Term
from guanbiao.text.cells import Value, a1
from guanbiao.text.dates import has_impossible_month, read_dates
from guanbiao.text.figures import State
from guanbiao.text.years import for_year

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
    "entry_missing": Level.INFO,
    "header_twice": Level.INFO,
}
_FIGURES = (State.NUMBER.value, State.NONE.value, State.DASH.value)
_BLANK = State.BLANK.value
_BODY = ("row", "entry")
_RANGES = {"unsigned": {"signed": False}, "share": {"share": True}}
Line = dict[str, Any]


def cell_findings(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Every label and cell that fails its form's declaration, in the order of the forms; each form is validated once
    over all its filings."""
    from guanbiao.checks.validate import failures  # deferred: pandera takes long to load, and a helper has it

    found = tables.cells.filter(pl.col("state") != State.ABSENT.value)
    cells = _judged(found.join(tables.filings, on="filing", how="left", maintain_order="left"), catalogue)
    wanted = _wanted(cells, catalogue)
    parts = wanted.partition_by("form", as_dict=True)
    frames = wanted.select("form", *_RANGES, state="pair").partition_by("form", as_dict=True, include_key=False)
    filed = [form for form in catalogue.forms if (form.id,) in parts]
    marks = [(filing, mark) for filing in filings for block in filing.blocks for mark in block.marks]
    cases = [_case(form, frames[form.id,]) for form in filed]
    by_form, of_layout = failures(cases, _layout([mark for _, mark in marks]))
    yield from _mark_findings([(*marks[at], problem) for at, problem in of_layout], catalogue)
    for form, failed in zip(filed, by_form, strict=True):
        for code, lines in _together(failed, parts[form.id,]):
            yield _cell_finding(form, code, lines, filings)


def _together(failed: Sequence[Failure], cells: pl.DataFrame) -> Iterable[tuple[str, list[Line]]]:
    """The failures of a form with their cells: one each, but those of a register's column that is blank throughout
    together."""
    column = ["filing", "block", "column"]
    whole: set[tuple[Value, ...]] = set()
    if any(code == "blank" for _, code in failed):
        entries = cells.filter(pl.col("role") == "entry")
        blank = entries.group_by(column).agg(is_whole=(pl.col("state") == _BLANK).all())
        whole = set(blank.filter("is_whole").select(column).rows())
    found: dict[tuple[Value, ...], tuple[str, list[Line]]] = {}
    for row, code in failed:
        line = cells.row(row, named=True)
        place = tuple(line[name] for name in column)
        key = place if code == "blank" and place in whole else (row, code)
        found.setdefault(key, (code, []))[1].append(line)
    return found.values()


def _wanted(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The cells that a declaration speaks of; `pair` is the place and state of each, `unsigned` and `share` its value
    where its column is declared so."""
    is_body = pl.col("role").is_in(_BODY)
    place = pl.when(is_body).then(pl.format("{}|{}", "block", "column")).otherwise(pl.format("{}|{}", "row", "column"))
    figures = [f"{form.id}|{row}|{column}" for form in catalogue.forms for row, column in form.figures]
    column = pl.format("{}|{}", "form", "column")
    ranged = {
        name: [f"{form.id}|{key}" for form in catalogue.forms for key in _columns(form, **wanted)]
        for name, wanted in _RANGES.items()
    }
    return (
        cells.with_columns(place=place)
        .filter(is_body | pl.format("{}|{}", "form", "place").is_in(figures))
        .with_columns(
            pl.format("{}={}", "place", "state").alias("pair"),
            **{name: pl.when(is_body & column.is_in(own)).then("value") for name, own in ranged.items()},
        )
    )


def _case(form: Form, frame: pl.DataFrame) -> Case:
    """What there is to validate of a form's cells."""
    return Case(frame, _accepted(form), tuple(name for name, wanted in _RANGES.items() if _columns(form, **wanted)))


def _columns(form: Form, **wanted: bool) -> list[str]:
    """The keys of the form's columns of figures that are so declared."""
    return [
        leaf.key
        for block in form.blocks
        for leaf in block.leaves
        if leaf.column.kind is Kind.NUMBER
        and all(getattr(leaf.column, name) is is_so for name, is_so in wanted.items())
    ]


def _accepted(form: Form) -> tuple[str, ...]:
    """The pairs of place and state that the form accepts."""
    entries = [
        f"{index}|{leaf.key}={state}"
        for index, block in enumerate(form.blocks)
        for leaf in block.leaves
        for state in _states(leaf.column)
    ]
    return (*entries, *(f"{row}|{column}={state}" for row, column in form.figures for state in (*_FIGURES, _BLANK)))


def _states(column: Column) -> tuple[str, ...]:
    """The states that a column accepts in a body row."""
    own = {Kind.NUMBER: _FIGURES, Kind.DATE: ("date",)}.get(column.kind, ("text", State.NUMBER.value))
    return own if column.required else (*own, _BLANK)


def _judged(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`cells` with the states that only a column, an entry or a period gives: dates, serial numbers, repetitions."""
    dated = _date_states(cells, catalogue)
    cells = cells.join(
        dated, on=["form", "column", "raw", "period"], how="left", maintain_order="left", nulls_equal=True
    )
    cells = cells.join(repetitions(cells, catalogue), on=["filing", "seq", "column"], how="left", maintain_order="left")
    number = pl.col("raw").str.strip_chars().cast(pl.Int64, strict=False)
    in_order = (number == pl.col("seq") + 1) | (number == number.shift(1).over("filing", "block", "column") + 1)
    is_serial = (pl.col("kind") == Kind.SERIAL.value) & (pl.col("role") == "entry") & (pl.col("above") == 0)
    wrong_serial = is_serial & ~in_order.fill_null(False) & (pl.col("state") != _BLANK)
    state = pl.when(wrong_serial).then(pl.lit("serial_order")).otherwise(pl.coalesce("repeated", "date_state", "state"))
    return _filled_down(cells.with_columns(state=state).drop("date_state", "repeated"), catalogue)


def _filled_down(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """A value printed once for a group of entries is given to each of them."""
    grouped = [
        leaf.key for form in catalogue.forms for block in form.blocks for leaf in block.leaves if leaf.column.grouped
    ]
    is_below = (pl.col("state") == _BLANK) & pl.col("column").is_in(grouped)
    given = pl.when(pl.col("state") != _BLANK).then("state").forward_fill().over("filing", "column")
    return cells.with_columns(state=pl.when(is_below).then(pl.coalesce(given, "state")).otherwise("state"))


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
        return "impossible_month" if has_impossible_month(raw) else "not_a_date"
    if not within or period is None:
        return "date"
    first, last = datetime.date(period, 1, 1), datetime.date(period, 12, 31)
    if all(first <= when.start and when.end <= last for when in found):
        return "date"
    return "date_partly_outside" if any(when.start <= last and when.end >= first for when in found) else "date_outside"


def _cell_finding(form: Form, code: str, lines: Sequence[Line], filings: Sequence[Filing]) -> Finding:
    """What is wrong with a cell, or with all cells of a column."""
    first = lines[0]
    terms = tuple(_cell_term(form, line, filings[line["filing"]]) for line in lines)
    is_words = code == "blank" and first["kind"] != Kind.NUMBER.value
    level = Level.QUERY if is_words else LEVELS.get(code, Level.QUERY)
    return Finding(
        code,
        Source.CHECK,
        level,
        form=form.id,
        row=terms[0].row if len(terms) == 1 else "",
        column=terms[0].column,
        reported=first["value"],
        terms=terms,
        detail={"count": len(terms)} if len(terms) > 1 else {},
        filing=first["filing"],
    )


def _cell_term(form: Form, line: Line, filing: Filing) -> Term:
    year = line["period"] or 0
    return Term(
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


def _layout(marks: Sequence[Mark]) -> pl.DataFrame:
    """Columns and rows missing, unknown, renamed or standing twice, and cells outside the form, one a line."""
    return pl.DataFrame(
        {
            "declared": [mark.declared for mark in marks],
            "times": [mark.times for mark in marks],
            "instead": [mark.instead for mark in marks],
        },
        schema={"declared": pl.Boolean, "times": pl.Int32, "instead": pl.String},
    )


def _mark_findings(failed: Sequence[tuple[Filing, Mark, str]], catalogue: Catalogue) -> Iterable[Finding]:
    """The findings about labels and cells; what would be told twice in the same words of the same cell is told once."""
    found: dict[tuple[object, ...], Finding] = {}
    for filing, mark, problem in failed:
        code = "cell_stray" if mark.axis == "cell" else f"{mark.axis}_{problem}"
        finding = _mark_finding(code, filing, mark, catalogue)
        found.setdefault((code, finding.filing, finding.terms), finding)
    return found.values()


def _mark_finding(code: str, filing: Filing, mark: Mark, catalogue: Catalogue) -> Finding:
    year = filing.period or 0
    row = shown_row(catalogue.by_id[filing.form], mark.label, year) if mark.axis == "row" else ""
    column = for_year(mark.label, year) if mark.axis == "column" else ""
    term = Term(
        role="cell",
        form=filing.form,
        row=row,
        column=column,
        raw=mark.instead or mark.says or row or column or mark.label,
        file=filing.book.file,
        sheet=filing.sheet.name,
        cell=a1(*mark.at),
    )
    return Finding(
        code,
        Source.CHECK,
        LEVELS.get(code, Level.QUERY),
        form=filing.form,
        row=row,
        column=column,
        terms=(term,),
        detail={"label": row or column or mark.label, "instead": mark.instead},
        spot="" if row or column else filing.spot(*mark.at),
        filing=filing.order,
    )
