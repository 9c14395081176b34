"""Reconcile: one sparse matrix of relations times one column of facts, for every period at once.

A relation is one equation of a rule. Its terms are lines (relation, side, figure, factor); joining them with the
facts and adding up by relation and side is the product. Three verdicts: a term that is missing or unreadable
makes its relation unverifiable, whatever the others say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipeline.expr import Entries, Equation, Figure, Leaf, Sum
from pipeline.extract import Tables
from pipeline.grammar import State
from pipeline.model import Source, Verdict
from pipeline.spec import Catalogue, Rule

TOLERANCE = 1e-6
_ZEROS = (State.NONE.value, State.DASH.value)


@dataclass(frozen=True)
class Relation:
    """One equation of a rule; what it says of itself in outputs is the place of its first term."""

    rule: Rule
    equation: Equation

    @property
    def kind(self) -> Source:
        """Within a form or across forms."""
        return Source.WITHIN if len(self.equation.forms) == 1 else Source.CROSS

    @property
    def place(self) -> Leaf:
        """The first reported figure: it gives the relation its row and column."""
        return self.equation.left.terms[0][1]


@dataclass(frozen=True)
class Plan:
    """The relations of a catalogue and their terms as a frame: relation, side (0 left, 1 right), order, factor,
    form, row, column, measure, and for entries of a register `before` and `counted`."""

    relations: tuple[Relation, ...]

    @cached_property
    def terms(self) -> pl.DataFrame:
        """The sparse matrix, one line a coefficient (or an aggregate of entries, which meets many facts)."""
        lines = [line for at, relation in enumerate(self.relations) for line in _term_lines(at, relation.equation)]
        names = ["relation", "side", "order", "factor", "form", "row", "column", "measure", "before", "counted"]
        kinds = [
            pl.Int32,
            pl.Int8,
            pl.Int32,
            pl.Int32,
            pl.String,
            pl.String,
            pl.String,
            pl.String,
            pl.Int32,
            pl.Boolean,
        ]
        return pl.DataFrame(lines, schema=dict(zip(names, kinds, strict=True)), orient="row")


def plan(catalogue: Catalogue) -> Plan:
    """The relations that the catalogue's rules state, in their order."""
    return Plan(tuple(Relation(rule, equation) for rule in catalogue.all_rules for equation in rule.equations))


def _term_lines(at: int, equation: Equation) -> Iterator[tuple[object, ...]]:
    for side, expression in enumerate((equation.left, equation.right)):
        for order, (factor, leaf) in enumerate(expression.terms):
            match leaf:
                case Figure(form, row, column, measure):
                    yield at, side, order, factor, form, row, column, measure, None, False
                case Entries(form, column, before, counted):
                    yield at, side, order, factor, form, None, column, "", before, counted


@dataclass(frozen=True)
class Reconciled:
    """`relations`: period, relation, reported, expected, difference, blanks (how many empty cells counted 0),
    missing, verdict. `terms`: each term of each relation with the fact it met. `plan`: the relations, typed
    equations behind those of the catalogue."""

    relations: pl.DataFrame
    terms: pl.DataFrame
    plan: Plan

    def judged(self, period: int) -> pl.DataFrame:
        """The relations of a period."""
        return self._relations.get((period,), self.relations.clear())

    def met(self, period: int) -> pl.DataFrame:
        """The terms of a period."""
        return self._terms.get((period,), self.terms.clear())

    @cached_property
    def _relations(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.relations.partition_by("period", as_dict=True)

    @cached_property
    def _terms(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.terms.partition_by("period", as_dict=True)


def reconcile(tables: Tables, counted: Sequence[int], catalogue: Catalogue, stated: Plan) -> Reconciled:
    """Every relation of every period that the filings numbered `counted` belong to."""
    facts = tables.facts.filter(pl.col("filing").is_in(counted)).with_columns(figure=_figure())
    periods = facts.select("period").unique().sort("period")
    entries = _entry_counts(tables.cells.filter(pl.col("filing").is_in(counted)), facts)
    met = _meet(stated.terms.join(periods, how="cross"), facts, entries)
    met = _empty_totals_of_nothing(met)
    typed = _typed_terms(tables.typed, counted, len(stated.relations))
    met = pl.concat([met, typed.select(column for column in met.columns if column in typed.columns)], how="diagonal")
    return Reconciled(_verdicts(met), met, Plan((*stated.relations, *_typed_relations(typed, catalogue))))


def _figure() -> pl.Expr:
    """What a fact counts in a sum: its value; 0 where none is meant; null where it is missing or unreadable."""
    zero = pl.col("state").is_in(_ZEROS) | ((pl.col("state") == State.BLANK.value) & pl.col("blank_is_none"))
    return pl.when(pl.col("state") == State.NUMBER.value).then(pl.col("value")).when(zero).then(0.0)


def _entry_counts(cells: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """One line an entry of a register: period, form, above, and the figure 1."""
    periods = facts.select("filing", "form", "period").unique()
    entries = (
        cells.filter(pl.col("role") == "entry")
        .group_by("filing", "seq", maintain_order=True)
        .agg(pl.col("above", "at_row").first(), pl.col("label").first())
    )
    return entries.join(periods, on="filing", how="inner").with_columns(figure=pl.lit(1.0), state=pl.lit("number"))


def _meet(terms: pl.DataFrame, facts: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Each term with the facts it names: a figure with one or none, entries with as many as there are."""
    place = ["label", "filing", "at_row"]
    cell = [*place, "figure", "state", "raw", "unit", "at_column"]
    figures = facts.filter(pl.col("role") != "entry").select("period", "form", "row", "column", "measure", *cell)
    sums = facts.filter((pl.col("role") == "entry") & (pl.col("measure") == ""))
    met = (
        terms.filter(pl.col("before").is_null()).join(
            figures, on=["period", "form", "row", "column", "measure"], how="left", maintain_order="left"
        ),
        _meet_entries(
            terms.filter(~pl.col("counted")), sums.select("period", "form", "column", "above", *cell), ["column"]
        ),
        _meet_entries(
            terms.filter("counted"), entries.select("period", "form", "above", "figure", "state", *place), []
        ),
    )
    return pl.concat(met, how="diagonal").sort("period", "relation", "side", "order", "at_row", maintain_order=True)


def _meet_entries(terms: pl.DataFrame, entries: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The terms over entries, once for each entry above their total row."""
    wanted = terms.filter(pl.col("before").is_not_null()).drop("row")
    met = wanted.join(entries, on=["period", "form", *by], how="inner", maintain_order="left_right")
    return met.filter(pl.col("above") <= pl.col("before")).drop("above")


def _empty_totals_of_nothing(met: pl.DataFrame) -> pl.DataFrame:
    """`met` where an empty total none of whose own parts was given counts 0 as a part of another relation.

    So nothing taken off is nothing in a balance, while a total that somebody forgot stays a figure not given."""
    cell = ["filing", "at_row", "at_column"]
    is_blank = pl.col("state") == State.BLANK.value
    lefts = met.filter((pl.col("side") == 0) & is_blank & pl.col("figure").is_null())
    parts = met.filter(pl.col("side") == 1).join(
        lefts.select("period", "relation", *(pl.col(name).alias(f"total_{name}") for name in cell)),
        on=["period", "relation"],
        how="inner",
    )
    total = [f"total_{name}" for name in cell]
    given = parts.filter(~is_blank.fill_null(False)).select(total).unique()
    nothing = (
        lefts.select(pl.col(name).alias(f"total_{name}") for name in cell).unique().join(given, on=total, how="anti")
    )
    while True:
        forgotten = parts.filter(pl.col("figure").is_null()).join(nothing, left_on=cell, right_on=total, how="anti")
        fewer = nothing.join(forgotten.select(total).unique(), on=total, how="anti")
        if fewer.height == nothing.height:
            break
        nothing = fewer
    marked = nothing.with_columns(nothing=pl.lit(True))
    counted = pl.when((pl.col("side") == 1) & pl.col("nothing")).then(0.0).otherwise("figure")
    joined = met.join(marked, left_on=cell, right_on=total, how="left", maintain_order="left")
    return joined.with_columns(figure=counted).drop("nothing")


def _typed_terms(typed: pl.DataFrame, counted: Sequence[int], start: int) -> pl.DataFrame:
    """The equations typed into cells as terms of relations of their own, numbered from `start`."""
    cell = ["filing", "at_row", "at_column", "of"]
    own = typed.filter(pl.col("filing").is_in(counted)).sort(*cell, "part")
    is_result = pl.col("sign") == 0
    return own.with_columns(
        relation=(pl.struct(cell).rank("dense") - 1 + start).cast(pl.Int32),
        side=(~is_result).cast(pl.Int8),
        order=pl.col("part"),
        factor=pl.when(is_result).then(1).otherwise(pl.col("sign")).cast(pl.Int32),
        figure=pl.col("value"),
        row=pl.when(pl.col("row") == "").then("label").otherwise("row"),
    )


def _typed_relations(terms: pl.DataFrame, catalogue: Catalogue) -> Iterator[Relation]:
    for _, lines in terms.group_by("relation", maintain_order=True):
        figures = [
            (line["side"], line["factor"], Figure(line["form"], line["row"], line["column"], line["measure"]))
            for line in lines.iter_rows(named=True)
        ]
        sides = [Sum(tuple((factor, figure) for side, factor, figure in figures if side == own)) for own in (0, 1)]
        form = catalogue.by_id[figures[0][2].form]
        yield Relation(Rule(f"{form.number:02d}.算式", Equation(*sides)), Equation(*sides))


def _verdicts(met: pl.DataFrame) -> pl.DataFrame:
    """The product: both sides of each relation added up, compared, and judged."""
    product = pl.col("factor") * pl.col("figure")
    blank = (pl.col("state") == State.BLANK.value) & pl.col("figure").is_not_null()

    def side(number: int) -> tuple[pl.Expr, pl.Expr]:
        own = pl.col("side") == number
        return product.filter(own).sum(), pl.col("figure").filter(own).is_null().sum()

    (left, no_left), (right, no_right) = side(0), side(1)
    summed = met.group_by("period", "relation", maintain_order=True).agg(
        reported=pl.when(no_left == 0).then(left.round(6)),
        expected=pl.when(no_right == 0).then(right.round(6)),
        missing=(no_left + no_right).cast(pl.Int32),
        blanks=blank.sum().cast(pl.Int32),
    )
    summed = summed.with_columns(difference=(pl.col("reported") - pl.col("expected")).round(6))
    verdict = (
        pl.when(pl.col("missing") > 0)
        .then(pl.lit(Verdict.UNVERIFIABLE.value))
        .when(pl.col("difference").abs() <= TOLERANCE)
        .then(pl.lit(Verdict.HOLDS.value))
        .otherwise(pl.lit(Verdict.BROKEN.value))
    )
    return summed.with_columns(verdict=verdict).sort("period", "relation")
