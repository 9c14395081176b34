"""Rule expressions: sums of figures, and equations between them.

One expression is the check that is computed, the sentence that explains it, the formula in the workbook and
a row of the matrix in which causes are looked for; so it keeps its terms as they were written and nothing else.

    月份   成人   少儿   合计
    1      10     2      12
    2      20     5      26      <- broken: 26 was reported, 25 expected

A figure of a form is written `form[row, column]` and is a `Sum` of one term. Operators make longer sums of sums, and
equations between two of them:

>>> adult, child, both = (Sum(((1, Figure("lending", "2", column)),)) for column in ("成人", "少儿", "合计"))
>>> equation = both == adult + child
>>> [(factor, operand.column) for factor, operand in equation.right.terms]
[(1, '成人'), (1, '少儿')]
>>> [operand.column for operand in equation.operands], equation.op
(['合计', '成人', '少儿'], <Op.EQUAL: '='>)

The equation is right where its left side is 25, and has one row of the matrix: +1 for 合计, -1 for 成人 and 少儿."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace


class Op(StrEnum):
    """How the two sides of an equation stand to each other: left equals right, or is at most right."""

    EQUAL = "="
    AT_MOST = "<="


class Figure(Struct, frozen=True):
    """One declared figure: a form's id, the keys of its row and column, and the measure where a cell states several.
    `back` is how many years before the period it is taken from."""

    form: str
    row: str
    column: str
    measure: str = ""
    back: int = 0


class Where(Struct, frozen=True):
    """The entries of a register whose text in `column` contains one of the words, or, where `has` is False, none of
    them. Without words: those that have any text there, or none."""

    column: str
    words: tuple[str, ...] = ()
    has: bool = True

    @property
    def key(self) -> str:
        """The whole condition as one text, by which frames are joined."""
        return "\x1f".join((self.column, str(self.has), *self.words))


class Entries(Struct, frozen=True):
    """The entries of a register above its total row number `before` (from 0; their number: all entries): the sum of a
    column, or where `counted` how many they are. `where` takes some of them; `stated` is the column in which an entry
    may say how many it counts for (共18期)."""

    form: str
    column: str
    before: int
    counted: bool = False
    where: Where | None = None
    stated: str = ""


class Product(Struct, frozen=True):
    """One figure times another (`power` 1), or divided by it (`power` -1)."""

    first: Figure
    second: Figure
    power: int = 1

    @property
    def form(self) -> str:
        """The form of its first figure."""
        return self.first.form

    @property
    def column(self) -> str:
        """The column of its first figure."""
        return self.first.column


Operand = Figure | Entries | Product  # what a term adds or takes off


class Sum(Struct, frozen=True, eq=False):
    """A linear expression: terms of a factor (1 or -1) and an operand each, in the order in which they were written.

    `+`, `-`, `*`, `/` make longer ones, `==` and `<=` equations. Only single figures can be multiplied and divided;
    anything else raises TypeError. Sums are not to be compared with each other: `==` makes an equation."""

    terms: tuple[tuple[int, Operand], ...]

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.terms + other.terms)

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.terms + tuple((-factor, operand) for factor, operand in other.terms))

    def __mul__(self, other: "Sum") -> "Sum":
        return Sum(((1, Product(self._only, other._only)),))

    def __truediv__(self, other: "Sum") -> "Sum":
        return Sum(((1, Product(self._only, other._only, -1)),))

    def __eq__(self, other: Any) -> "Equation":  # type: ignore[override]
        return Equation(self, other)

    def __le__(self, other: "Sum") -> "Equation":
        return Equation(self, other, Op.AT_MOST)

    __hash__ = None  # type: ignore[assignment]

    @property
    def last_year(self) -> "Sum":
        """The same figures of the year before; entries and products, which have none, are left out."""
        return Sum(
            tuple((factor, replace(operand, back=1)) for factor, operand in self.terms if isinstance(operand, Figure)),
        )

    @property
    def _only(self) -> Figure:
        ((_, operand),) = self.terms
        if not isinstance(operand, Figure):
            raise TypeError("only single figures are multiplied and divided")
        return operand


class Equation(Struct, frozen=True, dict=True):
    """`left` is what was reported, `right` what it should equal (`Op.EQUAL`) or not exceed (`Op.AT_MOST`)."""

    left: Sum
    right: Sum
    op: Op = Op.EQUAL

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """The operands of all terms of both sides, left first."""
        return tuple(operand for side in (self.left, self.right) for _, operand in side.terms)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms it speaks of, each once, in order."""
        return tuple(dict.fromkeys(operand.form for operand in self.operands))


class EachEntry(Struct, frozen=True):
    """For every entry of a register: the figure in column `product` is the product of those in the two columns
    `factors`."""

    form: str
    product: str
    factors: tuple[str, str]

    def equation(self, row: str) -> Equation:
        """The equation of one entry, by the name under which its figures stand among the facts."""
        left, first, second = (Figure(self.form, row, column) for column in (self.product, *self.factors))
        return Equation(Sum(((1, left),)), Sum(((1, Product(first, second)),)))


def figures(equation: Equation) -> Iterator[Figure]:
    """The figures that an equation names, the factors of its products among them; no entries."""
    for operand in equation.operands:
        yield from operand_figures(operand)


def operand_figures(operand: Operand) -> Iterator[Figure]:
    """The figures that one operand names; none where it is entries."""
    match operand:
        case Figure():
            yield operand
        case Product(first, second):
            yield first
            yield second


def total(*parts: Sum) -> Sum:
    """The sum of several expressions: all their terms, in order."""
    return Sum(tuple(term for part in parts for term in part.terms))
