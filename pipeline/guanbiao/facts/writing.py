"""Texts that only their place makes figures: negative ones as books of account write them, words for nothing."""

import polars as pl

from guanbiao.facts.frames import CellLine, schema
from guanbiao.facts.shares import as_shares
from guanbiao.forms.catalogue import Catalogue, Kind, of_forms
from guanbiao.text.figures import State
from guanbiao.text.writing import SPACED, read_negative, says_none

_THOUSAND, _HABIT = 1000, 3  # from what on figures have thousands; how many cells make a way of writing


def as_declared(
    cells: pl.DataFrame, filings: pl.DataFrame, declared: pl.DataFrame, catalogue: Catalogue
) -> pl.DataFrame:
    """`cells` (CellLine) with the unreadable ones that their form makes readable: a negative figure in a column that
    is declared signed, a word for nothing where a blank means none; without those that may be two figures; and with
    percentages that lack their sign as the shares that they are. `declared` is what is declared of every figure."""
    cells = as_shares(_spaced(cells), filings, catalogue)
    is_odd = (pl.col("kind") == Kind.NUMBER.value) & (pl.col("state") == State.UNREADABLE.value)
    known = _known(cells.filter(is_odd)["raw"].unique().drop_nulls().to_list(), catalogue)
    if known.is_empty():
        return cells
    joined = cells.join(filings.select("filing", "form"), on="filing", how="left", maintain_order="left")
    joined = joined.join(known, on="raw", how="left", maintain_order="left")
    joined = joined.join(_signed(catalogue), on=["form", "block", "column"], how="left", maintain_order="left")
    places = declared.select("form", "row", "column", "blank_is_none")
    joined = joined.join(places, on=["form", "row", "column"], how="left", maintain_order="left")
    is_negative = is_odd & pl.col("negative").is_not_null() & pl.col("signed").fill_null(False)
    is_none = is_odd & pl.col("says_none").fill_null(False) & pl.col("blank_is_none").fill_null(False)
    state = pl.when(is_negative).then(pl.lit(State.NUMBER.value)).when(is_none).then(pl.lit(State.NONE.value))
    value = pl.when(is_negative).then("negative").otherwise("value")
    return joined.with_columns(state=state.otherwise("state"), value=value).select(*schema(CellLine))


def _spaced(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` in which digits with spaces between them (251 241) are no figure, since they may be two: an old one and
    a new one. They are one where that is how the filing writes thousands: several do, and no figure is written else."""
    is_number = (pl.col("kind") == Kind.NUMBER.value) & (pl.col("state") == State.NUMBER.value)
    is_spaced = is_number & pl.col("raw").str.contains(rf"^\s*[-−+]?{SPACED}(?:\D|$)").fill_null(False)
    if not cells.select(is_spaced.any()).item():
        return cells
    is_other = is_number & ~is_spaced & (pl.col("value").abs() >= _THOUSAND)
    is_habit = (is_spaced.sum().over("filing") >= _HABIT) & ~is_other.any().over("filing")
    state = pl.when(is_spaced & ~is_habit).then(pl.lit(State.UNREADABLE.value)).otherwise("state")
    value = pl.when(~is_spaced | is_habit).then("value")
    return cells.with_columns(state=state, value=value)


def _known(texts: list[str], catalogue: Catalogue) -> pl.DataFrame:
    """Of some texts those that may be a negative figure, with it, or a word for nothing."""
    words = catalogue.vocabulary
    read = [(text, read_negative(text, words.units), says_none(text, words.all_nones)) for text in sorted(texts)]
    found = [line for line in read if line[1] is not None or line[2]]
    return pl.DataFrame(found, {"raw": pl.String, "negative": pl.Float64, "says_none": pl.Boolean}, orient="row")


@of_forms
def _signed(catalogue: Catalogue) -> pl.DataFrame:
    """The columns whose figures may be below 0: form, block, column."""
    found = [
        (form.id, index, leaf.key, True)
        for form in catalogue.forms
        for index, block in enumerate(form.blocks)
        for leaf in block.leaves
        if leaf.column.signed
    ]
    kinds = {"form": pl.String, "block": pl.Int8, "column": pl.String, "signed": pl.Boolean}
    return pl.DataFrame(found, kinds, orient="row")
