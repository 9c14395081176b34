"""The figures of a form as they stand side by side, and blocks of them that may have been moved by a row or a column.

|      | 外借 | 阅览 | 应为 |     The rows of 外借 by themselves, of 阅览, and of both, a row too low or too high; both
| 1月  |    0 |   20 |  512 |     columns, one too far right or left, with their totals or without. Put back, each
| 2月  |  512 |   30 |  346 |     figure is what is filed behind it; those at the end are what stands at the other,
| 3月  |  346 |    4 |  401 |     unless something was pushed out there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from math import log10
from typing import TypeAlias

from msgspec import Struct

from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis
from guanbiao.model.causes import CauseKind, OfShift

STEPS = (1, -1)  # rows by which figures stand too low, or columns by which they stand too far right
LEAST_PLACES = 4  # rows that a shift along a column moves: of fewer, two figures swapped would look the same
Places: TypeAlias = Mapping[int, tuple[Sequence[int], int]]
TELLING = 1.0  # digits of what is off that must fit more than chance would have it


class Sheet(Struct, frozen=True):
    """The figures of a form as they stand side by side: its columns of several rows and its rows, from the first to
    the last, those rows that are totals, the node of each cell, and the columns in which figures are off."""

    columns: Sequence[str]
    rows: Sequence[str]
    totals: frozenset[str]
    nodes: Mapping[tuple[str, str], int]
    troubled: frozenset[str]

    @property
    def telling(self) -> float:
        """How many digits must fit that no block does by chance, of as many as are tried."""
        return TELLING + log10(len(STEPS) * 2 * max(1, sum(1 for _ in self.blocks())))

    def blocks(self, beside: int = 0) -> Iterator[Sequence[str]]:
        """Columns side by side, the first and the last of which are off, or stand no further than so many places
        beside one that is: what was moved there may be the same."""
        troubled = [at for at, column in enumerate(self.columns) if column in self.troubled]
        near = sorted({at + by for at in troubled for by in range(-beside, beside + 1)} & {*range(len(self.columns))})
        for first, last in combinations_with_replacement(near, 2):
            yield self.columns[first : last + 1]


class Block(Struct, frozen=True):
    """Figures that may have been moved together: their lines, each from its first place to its last; the columns they
    stand in; and `totals` beside a blank one, that can only be added up anew."""

    axis: Axis
    lines: Sequence[Sequence[int]]
    columns: Sequence[str]
    totals: Sequence[int] = ()

    @property
    def kind(self) -> CauseKind:
        """What its slip is called."""
        return CauseKind.SHIFTED if self.axis is Axis.COLUMN else CauseKind.SHIFTED_ACROSS


class Way(Struct, frozen=True):
    """A block moved back by a place: what its figures should be that have a place behind them (`inside`), and those at
    the end, if they are what stands at the other (`edges`, with the figure there in `across`); totals among these are,
    if they are as they stand."""

    block: Block
    step: int
    inside: Mapping[int, float]
    edges: Mapping[int, float]
    across: Mapping[int, int]

    @property
    def detail(self) -> OfShift:
        """What its sentence needs."""
        return OfShift(self.step, "、".join(self.block.columns))


def sheet_of(network: Network, form: str, links: Sequence[int]) -> Sheet:
    """The sheet of a form, of which some links are off."""
    nodes = {
        (row, column): node
        for (own, column), rows in network.columns.items()
        if own == form
        for row, node in rows.items()
    }
    left, top = dict[str, int](), dict[str, int]()
    for (row, column), node in nodes.items():
        at_row, at_column = network.nodes[node].line.address
        top[row] = min(at_row, top.get(row, at_row))
        left[column] = min(at_column, left.get(column, at_column))
    parts = {row for (row, _), node in nodes.items() if not network.nodes[node].line.is_total}
    many = Counter(column for row, column in nodes if row in parts)  # what only a total row states, is no column
    columns = sorted((column for column in left if many[column] >= LEAST_PLACES), key=lambda each: (left[each], each))
    off = {node for link in links for node in network.members[link]}
    troubled = frozenset(column for (_, column), node in nodes.items() if node in off)
    rows = sorted(top, key=lambda each: (top[each], each))
    return Sheet(columns, rows, frozenset(rows) - parts, nodes, troubled)


def blocks_of(network: Network, sheet: Sheet) -> Iterator[Block]:
    """The blocks of a form, those first that stand too low or too high."""
    yield from _down(sheet)
    yield from _across(network, sheet)


def _down(sheet: Sheet) -> Iterator[Block]:
    """Columns side by side whose rows, totals aside, stand too low or too high."""
    rows = [row for row in sheet.rows if row not in sheet.totals]
    for columns in sheet.blocks():
        lines = [[sheet.nodes[row, column] for row in rows if (row, column) in sheet.nodes] for column in columns]
        yield Block(Axis.COLUMN, lines, columns)


def _across(network: Network, sheet: Sheet) -> Iterator[Block]:
    """Columns side by side whose figures stand one too far right or left, with their totals or without; totals beside
    one that is blank now can only be added up anew."""
    every = list(sheet.rows), [row for row in sheet.rows if row not in sheet.totals]
    for columns in sheet.blocks(beside=1):
        for rows in every[: 2 if sheet.totals else 1] if len(columns) > 1 else ():
            lines = [[sheet.nodes[row, column] for column in columns if (row, column) in sheet.nodes] for row in rows]
            full = [line for line in lines if len(line) == len(columns)]
            torn = [node for line in lines if len(line) < len(columns) for node in line]
            totals = [node for node in torn if rows is every[0] and network.nodes[node].line.row in sheet.totals]
            if len(full) >= LEAST_PLACES:
                yield Block(Axis.ROW, full, columns, totals)


def places_of(block: Block) -> Places:
    """By figure of a block, its line, and its place there."""
    return {node: (line, at) for line in block.lines for at, node in enumerate(line)}


def moved_back(network: Network, block: Block, step: int) -> Way:
    """A block whose figures stand so many places too far, put back."""
    inside, edges = dict[int, float](), {node: network.nodes[node].value for node in block.totals}
    across = dict[int, int]()
    for line in block.lines:
        for at, node in enumerate(line):
            there = line[(at + step) % len(line)]
            if 0 <= at + step < len(line):
                inside[node] = network.nodes[there].value
            else:
                edges[node], across[node] = network.nodes[there].value, there
    return Way(block, step, inside, edges, across)
