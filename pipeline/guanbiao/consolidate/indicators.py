"""The headline figures of every library, year by year: what most of its forms state, the first of them where as many
state another. A form counts only where it states every figure of its expression."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import polars as pl
from msgspec import Struct

from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.scan import figures, of_libraries, table
from guanbiao.forms.catalogue import Where
from guanbiao.forms.equations import Entries, Figure, Sum
from guanbiao.text.figures import exact
from guanbiao.text.labels import squeeze
from guanbiao.text.years import for_year

MOST_YEARS = 5  # that are shown side by side
_KEYS = ("year", "at", "indicator", "stated")
_ENTRY = ("year", "at", "form", "block", "seq")
Values = Mapping[int, int | float]  # by place of the library


class Headlines(Struct, frozen=True):
    """The headline figures: the years at hand, ascending, the last is the year of the consolidation; and by indicator
    and year what each library states, by its place."""

    years: tuple[int, ...]
    values: Mapping[tuple[int, int], Values]

    def of(self, indicator: int, year: int) -> Values:
        """What each library states of an indicator in a year."""
        return self.values.get((indicator, year), {})

    def trend(self, indicator: int, library: int) -> tuple[int | float | None, ...]:
        """What one library states of an indicator, year by year."""
        return tuple(self.of(indicator, year).get(library) for year in self.years)


def headlines(facts: pl.LazyFrame, together: Together) -> Headlines:
    """The headline figures of all libraries, of this year and those before it that are at hand."""
    years = range(together.year - MOST_YEARS + 1, together.year + 1)
    own = of_libraries(facts, together).filter(pl.col("year").is_in(list(years)))
    stated = [
        (at, number, each)
        for at, indicator in enumerate(together.catalogue.indicators)
        for number, each in enumerate(indicator.stated)
    ]
    frames = [_of_figures(own, stated, years), *(_of_entries(own, *each) for each in _over_entries(stated))]
    values: dict[tuple[int, int], dict[int, int | float]] = {}
    for year, library, indicator, value in _commonest(pl.concat(pl.collect_all(frames, engine="streaming"))):
        values.setdefault((indicator, year), {})[library] = exact(value) or 0
    at_hand = {year for _, year in values} | {together.year}
    return Headlines(tuple(sorted(at_hand)), values)


_Stated = Sequence[tuple[int, int, Sum]]  # place of the indicator, number of the expression, the expression


def _of_figures(own: pl.LazyFrame, stated: _Stated, years: Sequence[int]) -> pl.LazyFrame:
    """What the expressions of figures alone come to."""
    lines = [
        (indicator, number, factor, len(each.terms), year, *_place(figure, year))
        for indicator, number, each in stated
        for factor, figure in each.terms
        if isinstance(figure, Figure) and _is_plain(each)
        for year in years
    ]
    names = ("indicator", "stated", "factor", "terms", "year", "form", "key", "column", "measure")
    on = ["year", "form", "key", "column", "measure"]
    met = figures(own.filter(pl.col("role") != "entry")).join(table(names, lines), on=on, how="inner")
    total = (pl.col("value") * pl.col("factor")).sum().round(6).alias("value")
    done = met.group_by(_KEYS).agg(total, pl.len().alias("met"), pl.col("terms").first())
    return done.filter(pl.col("met") == pl.col("terms")).select(*_KEYS, "value")


def _place(figure: Figure, year: int) -> tuple[str, str, str, str]:
    return figure.form, figure.row, for_year(figure.column, year), figure.measure


def _is_plain(stated: Sum) -> bool:
    return all(isinstance(each, Figure) and not each.back for _, each in stated.terms)


def _over_entries(stated: _Stated) -> Iterator[tuple[int, int, Entries]]:
    """The expressions that go over the entries of one register, and nothing else."""
    for indicator, number, each in stated:
        match each.terms:
            case ((1, Entries(stated="") as entries),):
                yield indicator, number, entries


def _of_entries(own: pl.LazyFrame, indicator: int, number: int, entries: Entries) -> pl.LazyFrame:
    """How many entries a register has, or what a column of theirs comes to, by year and library."""
    listed = own.filter((pl.col("role") == "entry") & (pl.col("form") == entries.form))
    taken = _taken(listed, entries.where) if entries.where else listed
    if entries.counted:
        value = pl.struct("block", "seq").n_unique().cast(pl.Float64).alias("value")
    else:
        taken = figures(taken.filter(pl.col("column") == entries.column))
        value = pl.col("value").sum().round(6)
    done = taken.group_by("year", "at").agg(value)
    place = (pl.lit(indicator, pl.Int32).alias("indicator"), pl.lit(number, pl.Int32).alias("stated"))
    return done.with_columns(place).select(*_KEYS, "value")


def _taken(listed: pl.LazyFrame, where: Where) -> pl.LazyFrame:
    """The entries that a condition takes."""
    named = pl.col("column") == squeeze(where.column)
    says = [pl.col("raw").str.contains(word, literal=True) for word in where.words]
    said = listed.filter(named & reduce(lambda one, other: one | other, says, pl.lit(not says)))
    return listed.join(said.select(_ENTRY).unique(), on=_ENTRY, how="semi" if where.has else "anti")


def _commonest(stated: pl.DataFrame) -> Iterator[tuple[int, int, int, float]]:
    """Of each library's statements of an indicator the one that most forms make: year, library, indicator, value."""
    keys = ["year", "at", "indicator"]
    counted = stated.group_by(*keys, "value").agg(pl.len().alias("forms"), pl.col("stated").min())
    ordered = counted.sort(*keys, "forms", "stated", descending=[False, False, False, True, False])
    yield from ordered.unique(keys, keep="first", maintain_order=True).select(*keys, "value").iter_rows()
