"""Relations: the equations of a catalogue's rules as a sparse matrix, one line a coefficient."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import polars as pl
from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue, of_forms
from guanbiao.forms.equations import Entries, Equation, Figure, Op, Product
from guanbiao.forms.relation import Relation

_TERM = {
    "relation": pl.Int32,
    "side": pl.Int8,
    "order": pl.Int32,
    "factor": pl.Int32,
    "power": pl.Int8,
    "form": pl.String,
    "row": pl.String,
    "column": pl.String,
    "measure": pl.String,
    "back": pl.Int32,
    "before": pl.Int32,
    "counted": pl.Boolean,
    "where": pl.String,
    "stated": pl.String,
}


class Plan(Struct, frozen=True, dict=True):
    """The relations of a catalogue and their terms as a frame: relation, side (0 left, 1 right), order, factor, power
    (0, or ±1 for a factor of a product), form, row, column, measure, back, and for entries of a register `before`,
    `counted`, `where` and `stated`."""

    relations: tuple[Relation, ...]

    @cached_property
    def terms(self) -> pl.DataFrame:
        """The sparse matrix, one line a coefficient (or an aggregate of entries, which meets many facts)."""
        lines = [line for at, relation in enumerate(self.relations) for line in _term_lines(at, relation.equation)]
        return pl.DataFrame(lines, schema=_TERM, orient="row")

    @cached_property
    def kinds(self) -> tuple[pl.DataFrame, ...]:
        """The terms by what they meet: figures of the year, figures of years before, figures of entries, entries."""
        is_single, is_now, is_counted = pl.col("before").is_null(), pl.col("back") == 0, pl.col("counted")
        kinds = is_single & is_now, is_single & ~is_now, ~is_single & ~is_counted, ~is_single & is_counted
        return tuple(self.terms.filter(each) for each in kinds)

    @cached_property
    def bounds(self) -> pl.DataFrame:
        """By relation: whether it is an equation, and by how much its sides may differ (`rounded`: by print)."""
        return _bounds(0, self.relations)

    @cached_property
    def at_most(self) -> pl.Series:
        """The relations whose one side may be less than the other."""
        return self.bounds.filter(~pl.col("equal"))["relation"]

    def with_more(self, more: Sequence[Relation]) -> "Plan":
        """The same with relations that filings brought, which have no terms here."""
        found = Plan((*self.relations, *more))
        vars(found)["bounds"] = pl.concat([self.bounds, _bounds(len(self.relations), more)])
        return found

    def making_totals(self, among: pl.Series) -> list[int]:
        """Those among some relations that make a total."""
        return [at for at in among.unique().sort() if self.relations[at].makes_total]

    @cached_property
    def conditions(self) -> list[Entries]:
        """The aggregates that take only some entries, or count by what an entry says."""
        operands = (operand for relation in self.relations for operand in relation.equation.operands)
        return [operand for operand in operands if isinstance(operand, Entries) and (operand.where or operand.stated)]


@of_forms
def plan(catalogue: Catalogue) -> Plan:
    """The relations that the catalogue's rules state, in their order."""
    return Plan(tuple(Relation(rule, equation) for rule in catalogue.all_rules for equation in rule.equations))


def _bounds(first: int, relations: Sequence[Relation]) -> pl.DataFrame:
    """`Plan.bounds` of relations that are numbered from `first`."""
    return pl.DataFrame(
        {
            "relation": range(first, first + len(relations)),
            "equal": [each.equation.op is Op.EQUAL for each in relations],
            "rounded": [each.rule.rounded for each in relations],
            "tolerance": [each.rule.tolerance for each in relations],
        },
        schema={"relation": pl.Int32, "equal": pl.Boolean, "rounded": pl.Boolean, "tolerance": pl.Float64},
    )


def _term_lines(at: int, equation: Equation) -> Iterator[tuple[object, ...]]:
    for side, expression in enumerate((equation.left, equation.right)):
        for order, (factor, operand) in enumerate(expression.terms):
            start = (at, side, order, factor)
            match operand:
                case Figure():
                    yield *start, 0, *_place(operand)
                case Product(first, second, power):
                    yield *start, 1, *_place(first)
                    yield *start, power, *_place(second)
                case Entries(form, column, before, counted, where, stated):
                    yield *start, 0, form, None, column, "", 0, before, counted, where.key if where else "", stated


def _place(figure: Figure) -> tuple[object, ...]:
    return figure.form, figure.row, figure.column, figure.measure, figure.back, None, False, "", ""
