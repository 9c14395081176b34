"""Rule expressions: sums of figures, and equations between them.

One expression is the check that is computed, the sentence that explains it, the formula in the workbook and
a row of the matrix in which causes are looked for; so it keeps its terms as they were written and nothing else."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace


class Op(StrEnum):
    """How the two sides of an equation stand to each other."""

    EQUAL = "="
    AT_MOST = "<="


class Figure(Struct, frozen=True):
    """One declared figure: a form's row and column, and the measure where a cell states several. `back` is how many
    years before the period it is taken from."""

    form: str
    row: str
    column: str
    measure: str = ""
    back: int = 0


class Where(Struct, frozen=True):
    """Entries whose text in `column` has one of the words (`has`) or none of them; no words: any text at all."""

    column: str
    words: tuple[str, ...] = ()
    has: bool = True

    @property
    def key(self) -> str:
        """It as one text, to join by."""
        return "\x1f".join((self.column, str(self.has), *self.words))


class Entries(Struct, frozen=True):
    """The entries of a register above its total row number `before`: the sum of a column, or their count. `where`
    takes some of them; `stated` is the column in which an entry may say how many it counts for (共18期)."""

    form: str
    column: str
    before: int
    counted: bool = False
    where: Where | None = None
    stated: str = ""


class Product(Struct, frozen=True):
    """One figure times another (`power` 1), or divided by it (-1)."""

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


Operand = Figure | Entries | Product


class Sum(Struct, frozen=True, eq=False):
    """A linear expression: terms with a coefficient each, in the order in which they were written."""

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
        """The same figures of the year before."""
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
    """`left` is what was reported, `right` what it should equal, or not exceed."""

    left: Sum
    right: Sum
    op: Op = Op.EQUAL

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """Every term of both sides, left first."""
        return tuple(operand for side in (self.left, self.right) for _, operand in side.terms)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms it speaks of, each once, in order."""
        return tuple(dict.fromkeys(operand.form for operand in self.operands))


class EachEntry(Struct, frozen=True):
    """For every entry of a register: the figure in `product` is the product of those in `factors`."""

    form: str
    product: str
    factors: tuple[str, str]

    def equation(self, row: str) -> Equation:
        """The equation of one entry, named by `row`."""
        left, first, second = (Figure(self.form, row, column) for column in (self.product, *self.factors))
        return Equation(Sum(((1, left),)), Sum(((1, Product(first, second)),)))


def figures(equation: Equation) -> Iterator[Figure]:
    """The figures an equation names, factors of products too."""
    for operand in equation.operands:
        match operand:
            case Figure():
                yield operand
            case Product(first, second):
                yield first
                yield second


def total(*parts: Sum) -> Sum:
    """The sum of several expressions."""
    return Sum(tuple(term for part in parts for term in part.terms))
