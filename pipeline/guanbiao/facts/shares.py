"""Shares that were typed without their sign of per cent: 69 where 69% is meant.

A share of one is never above 1, so that a bare figure above 1 is a percentage that lacks its sign, and counts as one. A
bare 0.69 is the share itself. A bare 1 is the whole, unless the figures of its column say otherwise: one of them is a
percentage without a sign, too, or with 1% they add up to 100%."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.forms.catalogue import Catalogue, Kind, of_forms
from guanbiao.text.figures import State
from guanbiao.text.writing import bare, is_percent

_WHOLE, _ROUNDED = 100, 0.6  # per cent; by how much shares that were rounded may miss it


def as_shares(cells: pl.DataFrame, filings: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`cells` (CellLine) with the percentages that lack their sign as shares of one; `filings` are FilingLines."""
    columns: dict[tuple[int, int, str], list[tuple[int, str, float]]] = defaultdict(list)
    found = share_cells(cells, filings, catalogue).select("filing", "block", "column", "at", "raw", "value")
    for filing, block, column, *figure in found.iter_rows():
        columns[filing, block, column].append(tuple(figure))
    lacking = dict(each for figures in columns.values() for each in _lacking(figures))
    if not lacking:
        return cells
    return cells.with_columns(value=cells["value"].clone().scatter(list(lacking), list(lacking.values())))


def share_cells(cells: pl.DataFrame, filings: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """Those of `cells` that hold a figure in a column declared a share, with their number among all (`at`)."""
    places = filings.join(_shares(catalogue), on="form").select("filing", "block", "column")
    if places.is_empty():
        return cells.clear().with_row_index("at")
    is_figure = (pl.col("kind") == Kind.NUMBER.value) & (pl.col("state") == State.NUMBER.value)
    own = cells.with_row_index("at").filter(is_figure & pl.col("filing").is_in(places["filing"].unique().to_list()))
    return own.join(places, on=["filing", "block", "column"], how="semi", maintain_order="left")


@of_forms
def _shares(catalogue: Catalogue) -> pl.DataFrame:
    """The columns that are declared shares: form, block, column."""
    columns = [
        (form.id, index, leaf.key)
        for form in catalogue.forms
        for index, block in enumerate(form.blocks)
        for leaf in block.leaves
        if leaf.column.share
    ]
    return pl.DataFrame(columns, {"form": pl.String, "block": pl.Int8, "column": pl.String}, orient="row")


def lacks_sign(raw: str, value: float) -> bool:
    """Whether a figure counts as a percentage, and its text has no sign that says so."""
    return bare(raw) is not None and is_percent(raw, value)


def _lacking(figures: Sequence[tuple[int, str, float]]) -> Iterator[tuple[int, float]]:
    """Of the figures of a column (number, text, value) those that are percentages without a sign, as shares."""
    typed = {at: figure for at, raw, _ in figures if (figure := bare(raw)) is not None}
    above = {at: figure for at, figure in typed.items() if abs(figure) > 1}
    ones = {at: figure for at, figure in typed.items() if figure == 1}
    rest = sum(value * _WHOLE for at, _, value in figures if at not in ones)
    is_whole = len(ones) < len(figures) and abs(rest + len(ones) - _WHOLE) < _ROUNDED
    for at, figure in (above | (ones if above or is_whole else {})).items():
        yield at, figure / _WHOLE
