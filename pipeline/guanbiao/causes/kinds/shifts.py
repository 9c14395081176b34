"""A block of figures in the wrong rows or columns: one column or several, a month too low; columns, one too far right.

|      | 外借 | 应为 |
| 1月  |    0 |  512 |     Every figure stands a row too low. That is one slip, not four: the block is tried as a
| 2月  |  512 |  346 |     whole, and is one where it mends what is off. What was pushed out at one end stands at
| 3月  |  346 |  401 |     the other, or is what the total lacks.
| 4月  |  401 |  268 |
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement

from msgspec import Struct

from guanbiao.causes.kinds.patterns import LEAST_CELLS, Pattern
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Link
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfShift
from guanbiao.reconcile.judge import TOLERANCE

STEPS = (1, -1)  # rows by which figures stand too low, or columns by which they stand too far right
LEAST_PLACES = 4  # rows that a shift along a column moves: of fewer, two figures swapped would look the same
TRIED = 3  # relations of which most must fit before a whole block is worked out


class Sheet(Struct, frozen=True, dict=True):
    """The figures of a form as they stand side by side: its columns and rows from the first to the last, those that are
    totals, and the node of each cell."""

    columns: Sequence[str]
    rows: Sequence[str]
    totals: frozenset[str]
    nodes: Mapping[tuple[str, str], int]


def shift_patterns(network: Network) -> Iterator[Pattern]:
    """The shifted blocks that what is off of a form hints at."""
    off: dict[str, list[int]] = defaultdict(list)
    for link in network.off:
        for form in dict.fromkeys(network.nodes[node].line.form for node in network.members[link]):
            off[form].append(link)
    for form, links in off.items():
        if len(links) >= LEAST_CELLS:
            sheet = _sheet(network, form)
            yield from _down(network, sheet, links)
            yield from _across(network, sheet, links)


def _sheet(network: Network, form: str) -> Sheet:
    nodes = {
        (row, column): node
        for (own, column), rows in network.columns.items()
        if own == form
        for row, node in rows.items()
    }
    at = {key: network.nodes[node].line.address for key, node in nodes.items()}
    columns = sorted(
        {column for _, column in nodes}, key=lambda each: (min(at[k][1] for k in at if k[1] == each), each)
    )
    rows = sorted({row for row, _ in nodes}, key=lambda each: (min(at[k][0] for k in at if k[0] == each), each))
    parts = {row for (row, _), node in nodes.items() if not network.nodes[node].line.is_total}
    return Sheet(columns, rows, frozenset(rows) - parts, nodes)


def _down(network: Network, sheet: Sheet, links: Sequence[int]) -> Iterator[Pattern]:
    """Columns side by side whose rows, totals aside, stand too low or too high."""
    rows = [row for row in sheet.rows if row not in sheet.totals]
    for first, last in combinations_with_replacement(range(len(sheet.columns)), 2):
        columns = sheet.columns[first : last + 1]
        lines = [[sheet.nodes[row, column] for row in rows if (row, column) in sheet.nodes] for column in columns]
        if all(len(line) >= LEAST_PLACES for line in lines):
            yield from _shifted(network, Axis.COLUMN, lines, columns, links)


def _across(network: Network, sheet: Sheet, links: Sequence[int]) -> Iterator[Pattern]:
    """Columns side by side whose figures stand one too far right or left, with their totals or without."""
    every = list(sheet.rows), [row for row in sheet.rows if row not in sheet.totals]
    for first, last in combinations_with_replacement(range(len(sheet.columns)), 2):
        columns = sheet.columns[first : last + 1]
        for rows in every[: 2 if sheet.totals else 1] if last > first else ():
            lines = [[sheet.nodes[row, column] for column in columns if (row, column) in sheet.nodes] for row in rows]
            full = [line for line in lines if len(line) == len(columns)]
            if len(full) >= LEAST_PLACES:
                yield from _shifted(network, Axis.ROW, full, columns, links)


def _shifted(
    network: Network, axis: Axis, lines: Sequence[Sequence[int]], labels: Sequence[str], links: Sequence[int]
) -> Iterator[Pattern]:
    """The lines of a block moved back by a place, if most of what is off of them fits."""
    places = {node: (line, at) for line in lines for at, node in enumerate(line)}
    for step in STEPS:
        if _fits(network, places, step, links):
            moves, edges = _moved(network, lines, step)
            whole = moves | _edges(network, moves, edges)
            changes = tuple(move for move in whole.items() if move[1] != network.nodes[move[0]].value)
            kind = CauseKind.SHIFTED if axis is Axis.COLUMN else CauseKind.SHIFTED_ACROSS
            yield Pattern(kind, ChangeSet(changes), OfShift(step, "、".join(labels)))


def _moved(network: Network, lines: Sequence[Sequence[int]], step: int) -> tuple[dict[int, float], dict[int, float]]:
    """What figures should be that stand so many places too far: each what is filed behind it, and those at the end, of
    which that stands at the other, if it stands anywhere."""
    inside, edges = dict[int, float](), dict[int, float]()
    for line in lines:
        for at, node in enumerate(line):
            there = at + step
            value = network.nodes[line[there % len(line)]].value
            (inside if 0 <= there < len(line) else edges)[node] = value
    return inside, edges


def _fits(network: Network, places: Mapping[int, tuple[Sequence[int], int]], step: int, links: Sequence[int]) -> bool:
    """Whether most of the first relations that are off hold once figures are moved, whatever stands at the ends."""
    tried = fit = 0
    for number in links:
        moved = _step(network, network.links[number], places, step)
        if moved is not None:
            tried, fit = tried + 1, fit + (abs(moved + network.off[number]) <= TOLERANCE)
            if tried == TRIED or (tried - fit) * 2 >= TRIED + 1:
                break
    return tried > 0 and 2 * fit > tried


def _step(network: Network, link: Link, places: Mapping[int, tuple[Sequence[int], int]], step: int) -> float | None:
    """By how much a relation moves when its figures are moved by a place; None where none of them is, or one stands at
    an end."""
    own = [node for node in link.weights if node in places]
    moved = 0.0
    for node in own:
        line, at = places[node]
        if not 0 <= at + step < len(line):
            return None
        moved += link.weights[node] * (network.nodes[line[at + step]].value - network.nodes[node].value)
    return moved if own and not link.products else None


def _edges(network: Network, moves: Mapping[int, float], edges: Mapping[int, float]) -> dict[int, float]:
    """What stood at the ends: what their totals lack, where these hold no other end, else what stands at the other."""
    found = dict(edges)
    for node in edges:
        for number in network.at[node]:
            link = network.links[number]
            others = [each for each in link.weights if each != node]
            if link.kind is Source.WITHIN and not link.products and edges.keys().isdisjoint(others):
                found[node] = _lacking(network, link, node, moves)
                break
    return found


def _lacking(network: Network, link: Link, node: int, moves: Mapping[int, float]) -> float:
    values = (
        (weight, moves.get(each, network.nodes[each].value)) for each, weight in link.weights.items() if each != node
    )
    return -(link.constant + sum(weight * value for weight, value in values)) / link.weights[node]
