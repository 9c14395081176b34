"""Terms joined with facts: every term of every relation with the figure that it stands for, in each period.

    | 季度 | 个人 | 单位 | 合计 |
    | 一季度 | 10 |  | 10 |
    | 二季度 |  |  |  |
    | 上半年 | 10 |  | 10 |

Nothing was given in the second quarter, and nobody wrote 0 as its total. All parts of that total are there and blank,
and a blank entry of this form is none; so the total counts 0 as a part of 上半年, and both sides say so (`of_nothing`).

>>> from guanbiao.facts.counted import counted_at
>>> from guanbiao.facts.frames import TermLine, lines
>>> from guanbiao.reconcile.plan import plan
>>> terms, _ = joined_terms(tables, counted_at(counted[2020]), plan(catalogue))
>>> total = [line for line in lines(terms, TermLine) if line.relation == 2]  # 上半年 of the column 合计
>>> [(line.side, line.row, line.state, line.figure, line.of_nothing) for line in total]
[(0, '上半年', 'number', 10.0, False), (1, '一季度', 'number', 10.0, False), (1, '二季度', 'blank', 0.0, True)]
"""

from collections.abc import Sequence

import polars as pl

from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Kind
from guanbiao.forms.equations import Where
from guanbiao.reconcile.apart import in_parts, without_elsewhere, without_others
from guanbiao.reconcile.plan import Plan
from guanbiao.text.dates import count_stated
from guanbiao.text.figures import State

Condition = tuple[str, Where | None, str]  # of a form: which entries, and the column that says for how many they count
_ASKED = {
    "of": pl.Int32,
    "form": pl.String,
    "column": pl.String,
    "part": pl.String,
    "has": pl.Boolean,
    "where": pl.String,
    "stated": pl.String,
}
_ADDRESS = ("form", "row", "column", "measure")
_PLACE = ("label", "filing", "at_row")
_CELL = (*_PLACE, "figure", "state", "raw", "unit", "at_column", "is_total", "merged")
_AT = ("filing", "at_row", "at_column")
_TOTAL = tuple(f"total_{name}" for name in _AT)
_ZEROS = (State.NONE.value, State.DASH.value, State.MERGED.value)


def joined_terms(tables: Tables, counted: Sequence[int], plan: Plan) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The terms of the plan with the facts they meet in every period that the filings numbered `counted` belong to,
    and the facts that were filed, with `figure`, what each counts in a sum. Facts of no filing of the tables are those
    kept of a year before, which only terms of a year before can meet."""
    own = pl.col("filing").is_in(counted)
    facts = _without_blank_blocks(tables.facts.filter(own)).with_columns(figure=_figure()).drop("of_blanks")
    filings = tables.filings.filter(own)
    parts = in_parts(filings)
    facts = without_elsewhere(facts, tables, parts)
    cells = tables.cells.filter(own).join(filings, on="filing", how="inner", maintain_order="left")
    periods = filings["period"].unique().sort().to_list()
    whole = filings.join(parts, on="filing", how="anti", maintain_order="left")
    filed = facts.filter(pl.col("filing").is_in(filings["filing"].implode()))
    met = _joined([_each(terms, periods) for terms in plan.kinds], facts, filed, _entries(cells, plan), whole)
    met = without_others(met, parts, plan)
    return _wholes_not_given(_empty_totals_of_nothing(met, plan), plan), filed


def _each(terms: pl.DataFrame, periods: Sequence[int | None]) -> pl.DataFrame:
    """Some terms in each of several periods."""
    years = [terms.with_columns(period=pl.lit(period, pl.Int32)) for period in periods]
    return pl.concat(years) if years else terms.clear().with_columns(period=pl.lit(None, pl.Int32))


def _without_blank_blocks(facts: pl.DataFrame) -> pl.DataFrame:
    """`facts` where no blank means none in a block that was handed in without a single figure; `of_blanks` marks a
    total there that says 0, as formulas do over blank cells."""
    entry = ~pl.col("is_total").fill_null(False)
    blank = pl.col("state").is_in((State.BLANK.value, State.ABSENT.value))
    nothing = (entry.any() & (~entry | blank).all()).over("filing", "block")
    return facts.with_columns(
        blank_is_none=pl.when(nothing & pl.col("blank_is_none")).then(False).otherwise("blank_is_none"),
        of_blanks=nothing & (pl.col("value") == 0).fill_null(False),
    )


def _figure() -> pl.Expr:
    """What a fact counts in a sum: its value; 0 where none is meant; null where it is missing or unreadable."""
    number = (pl.col("state") == State.NUMBER.value) & ~pl.col("of_blanks")
    zero = pl.col("state").is_in(_ZEROS) | ((pl.col("state") == State.BLANK.value) & pl.col("blank_is_none"))
    return pl.when(number).then(pl.col("value")).when(zero).then(0.0)


def _entries(cells: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """One line an entry of a register and condition (`where`, `stated`) that takes it: period, form, above, its place
    and the figure it counts for: null for those that share a serial number, which may be one."""
    shares = ((pl.col("kind") == Kind.SERIAL.value) & (pl.col("state") == State.MERGED.value)).any()
    listed = cells.filter(pl.col("role") == "entry")
    entries = (
        listed.group_by("filing", "seq", maintain_order=True)
        .agg(
            pl.col("form", "period", "above", "at_row").first(),
            pl.col("label").first(),
            figure=pl.when(~shares).then(1.0),
        )
        .with_columns(state=pl.lit("number"), where=pl.lit(""), stated=pl.lit(""))
    )
    asked = list(dict.fromkeys((each.form, each.where, each.stated) for each in plan.conditions))
    return pl.concat([entries, _taken(entries, listed, asked)]) if asked else entries


def _taken(entries: pl.DataFrame, listed: pl.DataFrame, asked: Sequence[Condition]) -> pl.DataFrame:
    """The entries that conditions take, with what they count for: where a column that is asked for is absent, it cannot
    be known which they are: all are taken and count null."""
    lines = listed.join(_columns(asked), on=["form", "column"], how="inner", maintain_order="left")
    if lines.is_empty():
        return entries.clear()
    is_where, unknown = pl.col("part") == "where", pl.col("state") == State.ABSENT.value
    found = lines.group_by("of", "filing", "seq", "has", "where", "stated", maintain_order=True).agg(
        is_so=_is_so(asked).filter(is_where).first().fill_null(False),
        no_where=(is_where & unknown).any(),
        unknown=unknown.any(),
        said=pl.col("raw").filter(~is_where).first(),
    )
    taken = found.filter(pl.when("has").then(pl.col("is_so") | pl.col("no_where")).otherwise(~pl.col("is_so")))
    count = pl.col("said").map_elements(count_stated, return_dtype=pl.Int64, skip_nulls=True).fill_null(1)
    own = entries.drop("where", "stated")
    return (
        taken.sort("of", maintain_order=True)
        .join(own, on=["filing", "seq"], how="inner", maintain_order="left")
        .with_columns(
            figure=pl.when(~pl.col("unknown")).then(pl.col("figure") * count),
            state=pl.when("unknown").then(pl.lit(State.ABSENT.value)).otherwise("state"),
        )
        .select(entries.columns)
    )


def _columns(asked: Sequence[Condition]) -> pl.DataFrame:
    """The columns that conditions ask for, one a line: `of` which condition, and whether what they say decides which
    entries it takes (`part` where; those that are as it says, or that are not: `has`), or how many each counts for."""
    lines = [
        (of, form, column, part, bool(where and where.has), where.key if where else "", stated)
        for of, (form, where, stated) in enumerate(asked)
        for part, column in (("where", where.column if where else ""), ("stated", stated))
        if column
    ]
    return pl.DataFrame(lines, schema=_ASKED, orient="row")


def _is_so(asked: Sequence[Condition]) -> pl.Expr:
    """Whether a text is as the condition (`of`) says that asks for it."""
    said = pl.col("raw").str.replace_all(r"\s", "")
    each = [
        (pl.col("of") == of) & (said.str.contains_any(list(where.words)) if where.words else said != "")
        for of, (_, where, _) in enumerate(asked)
        if where
    ]
    return pl.any_horizontal(pl.col("of") < 0, *each)


def _joined(
    kinds: Sequence[pl.DataFrame],
    facts: pl.DataFrame,
    filed: pl.DataFrame,
    entries: pl.DataFrame,
    filings: pl.DataFrame,
) -> pl.DataFrame:
    """Each term with the facts it names: a figure with one or none, entries with as many as there are. The terms are of
    four `kinds` (Plan), `filed` the facts without those kept of a year before."""
    every, now = (
        each.filter(pl.col("role") != "entry").select(*_ADDRESS, *_CELL, of="period") for each in (facts, filed)
    )
    ours, befores, summed, counted = kinds
    befores = befores.with_columns(of=pl.col("period") - pl.col("back"))
    counts = entries.select("period", "form", "above", "where", "stated", "figure", "state", *_PLACE)
    met = (
        ours.join(now.rename({"of": "period"}), on=["period", *_ADDRESS], how="left", maintain_order="left"),
        befores.join(every, on=["of", *_ADDRESS], how="left", maintain_order="left").drop("of"),
        _joined_entries(summed, _figures_of(entries, filed), ["column"], filings),
        _joined_entries(counted, counts, [], filings),
    )
    dividend_first = pl.col("power").neg()
    return pl.concat(met, how="diagonal").sort(
        "period", "relation", "side", "order", dividend_first, "at_row", maintain_order=True
    )


def _figures_of(entries: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """The figures that entries state, once for each condition that takes them; null where it cannot be
    known whether it does."""
    stated = facts.filter((pl.col("role") == "entry") & (pl.col("measure") == ""))
    taken = entries.select("filing", "seq", "where", "stated", taken="state")
    unknown = pl.col("taken") == State.ABSENT.value
    return (
        stated.select("period", "form", "column", "above", "seq", *_CELL)
        .join(taken, on=["filing", "seq"], how="inner")
        .with_columns(figure=pl.when(~unknown).then("figure"), state=pl.when(unknown).then("taken").otherwise("state"))
        .drop("taken", "seq")
    )


def _joined_entries(terms: pl.DataFrame, entries: pl.DataFrame, by: list[str], filings: pl.DataFrame) -> pl.DataFrame:
    """The terms over entries, once for each entry above their total row that their condition takes; those of a form
    that was not filed as a whole once, with no figure: only a list that was filed can be empty."""
    wanted = terms.drop("row")
    keys = ["period", "form", "where", "stated", *by]
    met = wanted.join(entries, on=keys, how="inner", maintain_order="left_right")
    not_filed = wanted.join(filings, on=["period", "form"], how="anti", maintain_order="left")
    return pl.concat([met.filter(pl.col("above") <= pl.col("before")).drop("above"), not_filed], how="diagonal")


def _wholes_not_given(met: pl.DataFrame, stated: Plan) -> pl.DataFrame:
    """`met` where the whole of an of-which relation that was left blank is a figure not given, never 0."""
    is_at_most = pl.col("relation").is_in(stated.at_most.implode())
    blank = (pl.col("side") == 1) & (pl.col("state") == State.BLANK.value) & is_at_most
    return met.with_columns(figure=pl.when(~blank.fill_null(False)).then("figure"))


def _empty_totals_of_nothing(met: pl.DataFrame, stated: Plan) -> pl.DataFrame:
    """`met` where an empty total all of whose own parts are there and blank counts 0 as a part of another relation;
    `of_nothing` says so on both sides.

    So nothing taken off is nothing in a balance, while a total that somebody forgot stays a figure not given."""
    is_blank = (pl.col("state") == State.BLANK.value).fill_null(False)
    lefts = met.filter((pl.col("side") == 0) & is_blank & pl.col("is_total"))
    lefts = lefts.filter(pl.col("relation").is_in(stated.making_totals(lefts["relation"])))
    if lefts.is_empty():
        return met.with_columns(of_nothing=pl.lit(False))
    totals = lefts.select("period", "relation", **dict(zip(_TOTAL, _AT, strict=True)))
    parts = met.filter(pl.col("side") == 1).join(totals, on=["period", "relation"], how="inner")
    given = parts.filter(~is_blank).select(_TOTAL).unique()
    nothing = _of_nothing(totals.select(_TOTAL).unique().join(given, on=_TOTAL, how="anti"), parts)
    marked = nothing.with_columns(of_nothing=pl.lit(True))
    counted = pl.when((pl.col("side") == 1) & pl.col("of_nothing")).then(0.0).otherwise("figure")
    joined = met.join(marked, left_on=_AT, right_on=_TOTAL, how="left", maintain_order="left")
    return joined.with_columns(figure=counted, of_nothing=pl.col("of_nothing").fill_null(False))


def _of_nothing(totals: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Those of some empty totals none of whose parts is a figure not given: a part may be another of them."""
    while True:
        forgotten = parts.filter(pl.col("figure").is_null()).join(totals, left_on=_AT, right_on=_TOTAL, how="anti")
        fewer = totals.join(forgotten.select(_TOTAL).unique(), on=_TOTAL, how="anti")
        if fewer.height == totals.height:
            return fewer
        totals = fewer
