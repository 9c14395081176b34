"""Reconcile: one sparse matrix of relations times one column of facts, for every period at once.

A relation is one equation of a rule. Its terms are lines (relation, side, figure, factor); joining them with the
facts and adding up by relation and side is the product. Three verdicts: a term that is missing or unreadable
makes its relation unverifiable, whatever the others say. Where a form declares that 合计 is 个人 and 单位, that 上半年
is the two quarters, and that a blank entry is none, the sheet

    | 季度 | 个人 | 单位 | 合计 |
    | 一季度 | 10 |  | 10 |
    | 二季度 | 20 | 5 | 26 |
    | 上半年 | 30 | 5 |  |

gives six relations: three down, three across.

>>> from guanbiao.facts.frames import lines
>>> found = reconcile(tables, counted, catalogue)
>>> for line in lines(found.relations, RelationLine):
...     print(found.plan.relations[line.relation].rule.code, line.reported, line.expected, line.blanks, line.verdict)
01.上半年 30.0 30.0 0 holds
01.上半年 5.0 5.0 1 holds
01.上半年 None 36.0 0 unverifiable
01.合计 10.0 10.0 1 holds
01.合计 26.0 25.0 0 broken
01.合计 None 35.0 0 unverifiable
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import polars as pl
from msgspec import Struct

from guanbiao.facts.counted import Statuses, counted_at
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import RelationLine, schema
from guanbiao.facts.whole import out_of_unit
from guanbiao.forms.catalogue import Catalogue, Rule
from guanbiao.forms.equations import EachEntry, Equation, Figure, Sum
from guanbiao.forms.relation import Relation
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.join import joined_terms
from guanbiao.reconcile.merged import without_torn
from guanbiao.reconcile.plan import Plan, plan
from guanbiao.reconcile.units import without_doubtful
from guanbiao.text.figures import State

TOLERANCE = 1e-6  # sums of floats are off by less; figures are whole or have a few decimals


class Reconciled(Struct, frozen=True, dict=True):
    """`relations`: every relation of every period, judged (RelationLine). `terms`: each term of each relation with the
    fact it met (TermLine). `facts`: those of the filings that count (FactLine), with `figure`, what each counts in a
    sum. `plan`: the relations, those that filings themselves brought (typed arithmetic, entries) behind those of the
    catalogue."""

    relations: pl.DataFrame
    terms: pl.DataFrame
    facts: pl.DataFrame
    plan: Plan

    def relations_of(self, period: int) -> pl.DataFrame:
        """The relations of a period."""
        return self._relations.get((period,), self.relations.clear())

    def terms_of(self, period: int) -> pl.DataFrame:
        """The terms of a period."""
        return self._terms.get((period,), self.terms.clear())

    def facts_of(self, period: int) -> pl.DataFrame:
        """The facts of the filings that count in a period."""
        return self._facts.get((period,), self.facts.clear())

    @cached_property
    def _facts(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.facts.partition_by("period", as_dict=True)

    @cached_property
    def _relations(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.relations.partition_by("period", as_dict=True)

    @cached_property
    def _terms(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.terms.partition_by("period", as_dict=True)


def reconcile(
    tables: Tables, counted: Mapping[int, Statuses], catalogue: Catalogue, kept: Sequence[int] = ()
) -> Reconciled:
    """Every relation of every period that the filings which count belong to; `counted` says by year what becomes of
    each filing. The figures of a year are held against those of the year before where these are at hand, be it in a
    filing or in one of those `kept` of it."""
    stated, places = plan(catalogue), [at for status in counted.values() for at in counted_at(status)] + [*kept]
    met, facts = joined_terms(tables, places, stated)
    typed = tables.typed.filter(pl.col("filing").is_in(places))
    relations, frames = list(stated.relations), [met]
    for rule, terms in (*_typed_terms(typed), *_entry_terms(facts, catalogue)):
        numbered = terms.with_columns(relation=(pl.col("relation") + len(relations)).cast(pl.Int32))
        frames.append(numbered.select(name for name in met.columns if name in numbered.columns))
        relations += _found_relations(rule, numbered, catalogue)
    whole = stated.with_more(relations[len(stated.relations) :])
    every = without_torn(pl.concat(frames, how="diagonal"), facts)
    judged = without_doubtful(_verdicts(every, whole.bounds), every, tables.units, out_of_unit(facts, catalogue))
    return Reconciled(judged, every, facts, whole)


def _typed_terms(typed: pl.DataFrame) -> Iterator[tuple[Rule | None, pl.DataFrame]]:
    """The equations typed into cells as terms of relations of their own, numbered from 0; none where there are none."""
    if typed.is_empty():
        return
    cell = ["filing", "at_row", "at_column", "of"]
    is_result = pl.col("sign") == 0
    yield (
        None,
        typed.sort(*cell, "part").with_columns(
            relation=pl.struct(cell).rank("dense") - 1,
            side=(~is_result).cast(pl.Int8),
            order=pl.col("part"),
            factor=pl.when(is_result).then(1).otherwise(pl.col("sign")).cast(pl.Int32),
            power=pl.lit(0, pl.Int8),
            figure=pl.col("value"),
            row=pl.when(pl.col("row") == "").then("label").otherwise("row"),
        ),
    )


def _entry_terms(facts: pl.DataFrame, catalogue: Catalogue) -> Iterator[tuple[Rule | None, pl.DataFrame]]:
    """For each rule over every entry, the terms of its relations, numbered from 0."""
    for rule in catalogue.all_rules:
        if isinstance(rule.stated, EachEntry):
            own = facts.filter((pl.col("form") == rule.stated.form) & (pl.col("role") == "entry"))
            if own.is_empty():
                continue
            roles = pl.DataFrame(
                {
                    "column": [rule.stated.product, *rule.stated.factors],
                    "side": [0, 1, 1],
                    "power": [0, 1, 1],
                    "place": [0, 1, 2],
                },
                schema_overrides={"side": pl.Int8, "power": pl.Int8},
            )
            met = own.filter(pl.col("measure") == "").join(roles, on="column", how="inner")
            yield (
                rule,
                met.sort("filing", "seq", "place").with_columns(
                    relation=pl.struct("filing", "seq").rank("dense") - 1,
                    order=pl.lit(0, pl.Int32),
                    factor=pl.lit(1, pl.Int32),
                    row=pl.col("label"),
                ),
            )


def _found_relations(rule: Rule | None, terms: pl.DataFrame, catalogue: Catalogue) -> Iterator[Relation]:
    """The relations that filings themselves brought: those of a rule over entries, or (no rule) typed arithmetic."""
    by_relation: dict[int, list[tuple[int, int, Figure]]] = defaultdict(list)
    lines = terms.select("relation", "side", "factor", "form", "row", "column", "measure")
    for relation, side, factor, *place in lines.iter_rows():
        by_relation[relation].append((side, factor, Figure(*place)))
    for figures in by_relation.values():
        first = figures[0][2]
        if rule is not None and isinstance(rule.stated, EachEntry):
            yield Relation(rule, rule.stated.equation(first.row))
            continue
        left, right = (Sum(tuple((factor, figure) for at, factor, figure in figures if at == side)) for side in (0, 1))
        number = catalogue.by_id[first.form].number
        yield Relation(Rule(f"{number:02d}.算式", Equation(left, right)), Equation(left, right))


def _verdicts(met: pl.DataFrame, bounds: pl.DataFrame) -> pl.DataFrame:
    """The product: both sides of each relation added up, compared, and judged."""
    summed = _summed(_multiplied(met)).join(bounds, on="relation", how="left", maintain_order="left")
    judged = summed.with_columns(
        difference=(pl.col("reported") - pl.col("expected")).round(6),
        tolerance=pl.col("tolerance") + TOLERANCE + pl.when("rounded").then(pl.col("unit") / 2).otherwise(0.0),
    ).with_columns(verdict=_verdict())
    return judged.select(*schema(RelationLine)).sort("period", "relation")


def _summed(met: pl.DataFrame) -> pl.DataFrame:
    """Both sides of each relation, null where a term is missing; how many are, and how many blanks counted 0."""

    def side(number: int) -> tuple[pl.Expr, pl.Expr]:
        own = pl.col("side") == number
        product = pl.col("factor") * pl.col("figure")
        return product.filter(own).sum(), pl.col("figure").filter(own).is_null().sum()

    (left, no_left), (right, no_right) = side(0), side(1)
    blank = (pl.col("state") == State.BLANK.value) & pl.col("figure").is_not_null()
    return (
        met.group_by("period", "relation", maintain_order=True)
        .agg(
            reported=pl.when(no_left == 0).then(left.round(6)),
            expected=pl.when(no_right == 0).then(right.round(6)),
            missing=(no_left + no_right).cast(pl.Int32),
            blanks=blank.sum().cast(pl.Int32),
            **{name: pl.col(name).filter(pl.col("side") == 0).first() for name in ("raw", "unit", "figure")},
        )
        .with_columns(unit=_printed_unit())
    )


def _verdict() -> pl.Expr:
    off = pl.when("equal").then(pl.col("difference").abs()).otherwise("difference")
    return (
        pl.when(pl.col("missing") > 0)
        .then(pl.lit(Verdict.UNVERIFIABLE.value))
        .when(off <= pl.col("tolerance"))
        .then(pl.lit(Verdict.HOLDS.value))
        .otherwise(pl.lit(Verdict.BROKEN.value))
    )


def _multiplied(met: pl.DataFrame) -> pl.DataFrame:
    """`met` with the factors of each product as the one figure they make; null where one is missing or divides by 0."""
    is_factor = pl.col("power") != 0
    factors = met.filter(is_factor)
    value = pl.when(pl.col("power") < 0).then(1 / pl.col("figure")).otherwise("figure")
    made = factors.group_by("period", "relation", "side", "order", maintain_order=True).agg(
        pl.col("factor", "state", "raw").first(),
        figure=pl.when(value.is_null().any() | value.is_infinite().any()).then(None).otherwise(value.product()),
    )
    return pl.concat([met.filter(~is_factor), made], how="diagonal_relaxed")


def _printed_unit() -> pl.Expr:
    """One unit of the last printed digit of a figure: 0.01 for 69% and for a 69 that counts as such, 0.0001 for 17.27%,
    0.1 for 1.5; 0.01 for the 0 and the 1 of a column in per cent, too."""
    raw = pl.col("raw").fill_null("").str.replace_all("％", "%", literal=True)
    digits = raw.str.extract(r"[.．](\d+)").str.len_chars().fill_null(0)
    is_whole = (pl.col("unit") == "%").fill_null(False) & (digits == 0)
    percent = pl.when(raw.str.contains("%", literal=True) | _lacks_sign(raw) | is_whole).then(2).otherwise(0)
    return pl.lit(10.0).pow(-(digits + percent).cast(pl.Float64))


def _lacks_sign(raw: pl.Expr) -> pl.Expr:
    """Whether a text states a hundred times what its figure counts: a percentage without its sign."""
    stated = raw.str.normalize("NFKC").str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
    return ((stated / 100 - pl.col("figure")).abs() < 1e-9).fill_null(False) & (stated != 0)
