"""Rule expressions: sums of figures, and equations between them.

One expression is the check that is computed, the sentence that explains it, the formula in the workbook and
a row of the matrix; so it keeps its terms as they were written and nothing else."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One declared figure: a form's row and column, and the measure where a cell states several."""

    form: str
    row: str
    column: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a register above its total row number `before`: the sum of a column, or their count."""

    form: str
    column: str
    before: int
    counted: bool = False


Leaf = Figure | Entries


@dataclass(frozen=True, eq=False, slots=True)
class Sum:
    """A linear expression: terms with a coefficient each, in the order in which they were written."""

    terms: tuple[tuple[int, Leaf], ...]

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.terms + other.terms)

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(self.terms + tuple((-factor, leaf) for factor, leaf in other.terms))

    def __eq__(self, other: Any) -> "Equation":  # type: ignore[override]
        return Equation(self, other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` is what was reported, `right` what it should equal."""

    left: Sum
    right: Sum

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every term of both sides, left first."""
        return tuple(leaf for side in (self.left, self.right) for _, leaf in side.terms)

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms it speaks of, each once, in order."""
        return tuple(dict.fromkeys(leaf.form for leaf in self.leaves))


def total(*parts: Sum) -> Sum:
    """The sum of several expressions."""
    return Sum(tuple(term for part in parts for term in part.terms))
