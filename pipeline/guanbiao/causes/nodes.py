"""The nodes and links of a rule network: figures that may be wrong, and the equations between them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from guanbiao.facts.frames import MetLine
from guanbiao.forms.levels import Source

Move: TypeAlias = tuple[int, float]  # a node and the value it takes
Off: TypeAlias = Mapping[int, float]  # by link that does not hold, its left side less its right
Values: TypeAlias = Mapping[int, float]  # by node, the value it was changed to
Series: TypeAlias = tuple[str, str]  # a form and the key of one of its columns, or of one of its rows
CellKey: TypeAlias = tuple[int | None, int | None, int | None, str, str]  # filing, row, column, measure, its column
DIGITS = 6  # decimals that are kept: those that the two sides of a relation are rounded to before they are judged


class Axis(StrEnum):
    """Which way a series of figures runs: along a column, by rows, or along a row, by columns."""

    COLUMN = "column"
    ROW = "row"

    @property
    def across(self) -> "Axis":
        """The other one: a column's figures have a row each."""
        return Axis.ROW if self is Axis.COLUMN else Axis.COLUMN


class Node(Struct, frozen=True):
    """A figure that may be wrong: the term it was met in, with its cell; its value in the unit of the cell; whether the
    cell is blank; whether its whole column holds whole numbers; whether it is of what is counted one by one; whether
    its form declares it never below 0, or a change, which may be."""

    line: MetLine
    value: float
    is_blank: bool
    is_whole: bool
    is_counted: bool = False
    is_unsigned: bool = False
    is_signed: bool = False

    @property
    def is_impossible(self) -> bool:
        """Whether it can be right nowhere: below 0 where nothing is, or a fraction of what is counted one by one."""
        return not self.may_take(self.value) or (self.is_unsigned and self.value < 0)

    def may_take(self, value: float) -> bool:
        """Whether a value makes no fraction of what is counted one by one."""
        return not self.is_counted or float(value).is_integer()

    @property
    def column(self) -> Series:
        """The column it stands in."""
        return self.line.form, self.line.column


class Link(Struct, frozen=True):
    """An equation as `constant` + Σ weight · node + Σ weight · node · node, which must be 0. `relation` is its number
    in the plan; `left` is the node that it defines, -1 where it defines no single one."""

    relation: int
    kind: Source
    weights: Mapping[int, float]
    products: tuple[tuple[float, int, int], ...]
    constant: float
    left: int

    @property
    def nodes(self) -> tuple[int, ...]:
        """Every node of the equation, once."""
        return tuple(dict.fromkeys([*self.weights, *(node for _, *pair in self.products for node in pair)]))

    @property
    def is_repetition(self) -> bool:
        """Whether it says that two figures are the same."""
        return len(self.weights) == 2 and not self.products and not self.constant and not sum(self.weights.values())

    @property
    def right(self) -> tuple[int, ...]:
        """The nodes of the sum, without the one that it defines."""
        return tuple(node for node in self.weights if node != self.left)

    def amount(self, node: int, value: float) -> float:
        """What a node of the sum with this value adds to the node that the link defines."""
        return -self.weights[node] / self.weights[self.left] * value

    def lacking(self, gap: float) -> float:
        """By how much the node that the link defines is too small, where the link is off by `gap`."""
        return -gap / self.weights[self.left]


def rounded(value: float) -> float:
    """A figure without the noise of arithmetic. Most are whole and have none, and to round them would cost most."""
    return value if value.is_integer() else round(value, DIGITS)


def cell_key(line: MetLine) -> CellKey:
    """What tells one figure from another: its cell, the measure where the cell states several, and the column that it
    counts under where it states those of several."""
    return line.filing, line.at_row, line.at_column, line.measure, line.column
