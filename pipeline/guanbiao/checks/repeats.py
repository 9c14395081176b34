"""Entries of registers that repeat one above them: one work listed twice, or two events in one room at one hour."""

import polars as pl

from guanbiao.forms.catalogue import Catalogue, Register, of_forms
from guanbiao.text.dates import read_dates

_ASKED = {
    "of": pl.Int32,
    "form": pl.String,
    "code": pl.String,
    "points": pl.String,
    "count": pl.UInt32,
    "first": pl.Boolean,
    "column": pl.String,
}


def repetitions(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The entries that repeat one above them in its filing, as `filing`, `seq` and `column` of the cell to point at,
    with the code (`repeated`). A clash counts by day and hour; of several columns that tell entries apart the first
    counts for those below it, too, where they leave it blank."""
    entries = cells.filter(pl.col("role") == "entry")
    listed = entries.join(_asked(catalogue), on=["form", "column"], how="inner", maintain_order="left")
    if listed.is_empty():
        return listed.select("filing", "seq", "column", repeated="code")
    listed = listed.with_columns(text=pl.col("raw").str.replace_all(r"\s", ""))
    is_clash = pl.col("code") == "entry_clash"
    group = pl.col("text").forward_fill().over("of", "filing", "first")
    text = (
        pl.when(is_clash & pl.col("first"))
        .then(pl.Series(_hours(listed.select("code", "first", "raw", "period")), dtype=pl.String))
        .when(~is_clash & pl.col("first") & (pl.col("count") > 1))
        .then(group)
        .otherwise("text")
    )
    keys = listed.with_columns(text=text).group_by(
        "of", "code", "points", "count", "filing", "seq", maintain_order=True
    )
    known = keys.agg(key=pl.col("text").str.join("\x1f", ignore_nulls=False), given=pl.len())
    known = known.filter(pl.col("key").is_not_null() & (pl.col("given") == pl.col("count")))
    again = known.filter(~pl.struct("of", "filing", "key").is_first_distinct()).sort("of", maintain_order=True)
    found = again.select("filing", "seq", column="points", repeated="code")
    return found.unique(["filing", "seq", "column"], keep="first", maintain_order=True)


@of_forms
def _asked(catalogue: Catalogue) -> pl.DataFrame:
    """The columns that tell the entries of registers apart, one a line: `of` which rule, whether it is the `first` of
    its `count` columns, and for what breaks it the `code` and the column that this `points` at."""
    rules = [
        (form.id, code, [block.leaves[form.leaf(block, name)].key for name in names])
        for form in catalogue.forms
        for block in form.blocks
        if isinstance(block, Register)
        for names, code in ((block.unique, "entry_twice"), (block.clash, "entry_clash"))
        if names
    ]
    lines = [
        (of, form, code, columns[0 if code == "entry_clash" else -1], len(columns), not place, column)
        for of, (form, code, columns) in enumerate(rules)
        for place, column in enumerate(columns)
    ]
    return pl.DataFrame(lines, schema=_ASKED, orient="row")


def _hours(listed: pl.DataFrame) -> list[str | None]:
    """The day and hour at which each entry begins, where a clash asks for it and the entry tells the hour."""
    found: list[str | None] = [None] * listed.height
    asked = listed.with_row_index("at").filter((pl.col("code") == "entry_clash") & pl.col("first"))
    for at, raw, period in asked.select("at", "raw", "period").iter_rows():
        found[at] = _hour(raw, period)
    return found


def _hour(raw: str | None, period: int | None) -> str | None:
    found = read_dates(raw, period or 2000) if raw else None
    return f"{found[0].start} {found[0].hour}" if found and found[0].hour else None
