"""The state of every cell as its column, its entry and its period see it, and what the forms accept where."""

import datetime
from collections.abc import Sequence

import polars as pl

from guanbiao.checks.repeats import repetitions
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import CellLine, Number, schema
from guanbiao.forms.catalogue import Catalogue, Column, Kind, Register, of_forms
from guanbiao.model.filings import Filing
from guanbiao.text.dates import has_impossible_month, read_dates
from guanbiao.text.figures import State
from guanbiao.text.labels import AROUND_NUMERAL, NUMERALS, SERIAL, squeeze

BODY = ("row", "entry")
_COLUMN = ("form", "block", "column")
_DATED = ("form", "column", "raw", "period")
_BLANK, _MERGED = State.BLANK.value, State.MERGED.value
_FIGURES = (State.NUMBER.value, State.NONE.value, State.DASH.value, _MERGED)


class CheckedLine(CellLine, frozen=True):
    """A cell that a declaration speaks of, with its form and year: `state` is its state there, `accepted` whether the
    form accepts that; `unsigned` and `share` hold its figure where it must not be negative, or not above 1."""

    form: str
    period: Number | None
    accepted: bool
    unsigned: float | None
    share: float | None


def checked_cells(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> pl.DataFrame:
    """The cells that the forms' declarations speak of (CheckedLine), form by form in the catalogue's order."""
    found = tables.cells.filter(pl.col("state") != State.ABSENT.value)
    found = found.join(tables.filings, on="filing", how="left", maintain_order="left")
    cells = _in_states(found, _first_entries(filings), catalogue)
    cells = cells.with_row_index("at")
    is_body = pl.col("role").is_in(BODY)
    ranges, accepted = _columns(catalogue)
    body = cells.filter(is_body).join(ranges, on=_COLUMN, how="left")
    body = body.join(accepted, on=[*_COLUMN, "state"], how="left").with_columns(
        pl.col("accepted").fill_null(False),
        unsigned=pl.when("is_unsigned").then("value"),
        share=pl.when("is_share").then("value"),
    )
    figures = cells.filter(~is_body).join(_figures(catalogue), on=["form", "row", "column"], how="semi")
    figures = figures.with_columns(accepted=pl.col("state").is_in((*_FIGURES, _BLANK)))
    both = pl.concat([body, figures], how="diagonal")
    both = both.join(_places(catalogue), on="form", how="left", maintain_order="left")
    return both.sort("form_at", "at").select(*schema(CheckedLine))


@of_forms
def _places(catalogue: Catalogue) -> pl.DataFrame:
    """The forms with their places in the catalogue's order (`form_at`)."""
    return pl.DataFrame({"form": [form.id for form in catalogue.forms], "form_at": range(len(catalogue.forms))})


@of_forms
def _columns(catalogue: Catalogue) -> tuple[pl.DataFrame, pl.DataFrame]:
    """By form, block and column: whether its figures have a range, and the states that body rows may be in, one a
    line."""
    declared = [
        (form.id, index, leaf.key, _accepted(leaf.column), *_ranges(leaf.column))
        for form in catalogue.forms
        for index, block in enumerate(form.blocks)
        for leaf in block.leaves
    ]
    keys: dict[str, pl.DataType] = {"form": pl.String(), "block": pl.Int8(), "column": pl.String()}
    told = {"accepts": pl.List(pl.String), "is_unsigned": pl.Boolean(), "is_share": pl.Boolean()}
    found = pl.DataFrame(declared, keys | told, orient="row")
    return found.drop("accepts"), found.explode("accepts").select(*_COLUMN, state="accepts", accepted=True)


def _accepted(column: Column) -> tuple[str, ...]:
    """The states that a column accepts in a body row."""
    own = {Kind.NUMBER: _FIGURES, Kind.DATE: ("date",)}.get(column.kind, ("text", State.NUMBER.value, _MERGED))
    return own if column.required else (*own, _BLANK)


def _ranges(column: Column) -> tuple[bool, bool]:
    """Whether the figures of a column must not be negative, and whether they are shares."""
    is_number = column.kind is Kind.NUMBER
    return is_number and not column.signed, is_number and column.share


@of_forms
def _figures(catalogue: Catalogue) -> pl.DataFrame:
    """The declared figures: those outside the body may be a figure or blank."""
    declared = [(form.id, row, column) for form in catalogue.forms for row, column in form.figures]
    return pl.DataFrame(declared, {"form": pl.String, "row": pl.String, "column": pl.String}, orient="row")


def _first_entries(filings: Sequence[Filing]) -> pl.DataFrame:
    """The first rows of the parts of filings that stand in several ranges: serial numbers may begin anew there."""
    found = [
        (filing.order, min(row.at for row in block.rows if row.at >= run.at))
        for filing in filings
        if filing.parts
        for block in filing.blocks
        for run in filing.sheet.runs
        if any(row.at >= run.at for row in block.rows)
    ]
    return pl.DataFrame(found, {"filing": pl.Int32, "at_row": pl.Int32}, orient="row").unique()


def _in_states(cells: pl.DataFrame, first: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`cells` with the states that only a column, an entry or a period gives: dates, serial numbers, repetitions."""
    cells = _dated(cells, catalogue)
    cells = cells.join(repetitions(cells, catalogue), on=["filing", "seq", "column"], how="left", maintain_order="left")
    state = pl.coalesce("repeated", "date_state", "state")
    cells = cells.with_row_index("own")
    wrong = pl.col("own").is_in(_wrong_serials(cells, first, catalogue))
    cells = cells.with_columns(state=pl.when(wrong).then(pl.lit("serial_order")).otherwise(state))
    return _filled_down(cells.drop("date_state", "repeated", "own"), catalogue)


def _wrong_serials(cells: pl.DataFrame, first: pl.DataFrame, catalogue: Catalogue) -> list[int]:
    """The serial numbers, by their numbers among the cells (`own`), that go on neither from the one above them nor from
    the number of entries, nor begin anew in a first row of a part. A word that the form lets stand for a number (附加)
    is none, and the numbers go on behind it and behind a number that is merged over several entries. Numbers in words
    (一、二、三) are some where there are several."""
    serials = cells.filter((pl.col("kind") == Kind.SERIAL.value) & (pl.col("role") == "entry"))
    if serials.is_empty():
        return []
    is_word = pl.format("{}|{}", "form", pl.col("raw").str.replace_all(r"\s", "")).is_in(_words(catalogue))
    is_word = is_word.fill_null(False)
    entries = ("filing", "block", "column")
    digits = pl.col("raw").str.normalize("NFKC").str.extract(SERIAL).cast(pl.Int64, strict=False)
    said = pl.col("raw").str.strip_chars(AROUND_NUMERAL).replace_strict(NUMERALS, default=None, return_dtype=pl.Int64)
    is_habit = said.count().over(entries) > 1
    number = pl.coalesce(digits, pl.when(is_habit).then(said))
    is_none = is_word | (pl.col("state") == _MERGED)
    above = pl.when(is_none).then(number.forward_fill().over(entries)).otherwise(number).shift(1).over(entries)
    in_order = (number == pl.col("seq") + 1) | (number == above + 1)
    is_wrong = (pl.col("above") == 0) & ~is_word & ~in_order.fill_null(False)
    wrong = serials.filter(is_wrong & ~pl.col("state").is_in((_BLANK, _MERGED)))
    anew = wrong.filter(number == 1).join(first, on=["filing", "at_row"], how="semi")
    return wrong.join(anew, on="own", how="anti", maintain_order="left")["own"].to_list()


@of_forms
def _words(catalogue: Catalogue) -> list[str]:
    """The words that a form lets stand for a serial number, each with its form."""
    blocks = [(form, block) for form in catalogue.forms for block in form.blocks if isinstance(block, Register)]
    return [f"{form.id}|{squeeze(word)}" for form, block in blocks for word in block.extra]


@of_forms
def _grouped(catalogue: Catalogue) -> list[str]:
    """The columns whose values are printed once for a group of entries."""
    blocks = [block for form in catalogue.forms for block in form.blocks]
    return [leaf.key for block in blocks for leaf in block.leaves if leaf.column.grouped]


def _filled_down(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """A value printed once for a group of entries is given to each of them."""
    is_below = (pl.col("state") == _BLANK) & pl.col("column").is_in(_grouped(catalogue))
    given = pl.when(pl.col("state") != _BLANK).then("state").forward_fill().over("filing", "column")
    return cells.with_columns(state=pl.when(is_below).then(pl.coalesce(given, "state")).otherwise("state"))


@of_forms
def _within(catalogue: Catalogue) -> dict[tuple[str, str], bool]:
    """By form and column whether its dates must lie within the year."""
    blocks = [(form.id, block) for form in catalogue.forms for block in form.blocks]
    return {(form, leaf.key): leaf.column.within for form, block in blocks for leaf in block.leaves}


def _dated(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`cells` with the state of those of date columns (`date_state`): date, not_a_date, date_outside or
    date_partly_outside. Each distinct text is read once."""
    dates = cells.filter((pl.col("kind") == Kind.DATE.value) & (pl.col("state") != State.BLANK.value))
    if dates.is_empty():
        return cells.with_columns(date_state=pl.lit(None, pl.String))
    texts = dates.select(_DATED).unique(maintain_order=True)
    within = _within(catalogue)
    states = [_date_state(raw, period, within[form, column]) for form, column, raw, period in texts.iter_rows()]
    dated = texts.with_columns(pl.Series("date_state", states, pl.String))
    return cells.join(dated, on=_DATED, how="left", maintain_order="left", nulls_equal=True)


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
