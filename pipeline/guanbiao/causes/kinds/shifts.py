"""A block of figures in the wrong rows or columns: one column or several, a month too low; columns, one too far right.

|      | 外借 | 应为 |
| 1月  |    0 |  512 |     Every figure stands a row too low. That is one slip, not four: the block is tried as a
| 2月  |  512 |  346 |     whole, and is one where it mends what is off. What was pushed out at one end stands at
| 3月  |  346 |  401 |     the other, or is what the total lacks.
| 4月  |  401 |  268 |
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, combinations_with_replacement
from math import log10
from typing import cast

from msgspec import Struct

from guanbiao.causes.kinds.patterns import LEAST_CELLS, LEAST_MOVED, LEAST_TOGETHER, Pattern, changing
from guanbiao.causes.kinds.solved import solved
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Axis, Link
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfShift
from guanbiao.reconcile.judge import TOLERANCE

STEPS = (1, -1)  # rows by which figures stand too low, or columns by which they stand too far right
LEAST_PLACES = 4  # rows that a shift along a column moves: of fewer, two figures swapped would look the same
TELLING = 1.0  # digits of what is off that must fit more than chance would have it
FILLING = 0.5  # figures that a shift asks one to believe which tells why a line of a form is blank
TRIED = 3  # relations of which most must fit before a whole block is worked out


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

    def blocks(self) -> Iterator[Sequence[str]]:
        """Columns side by side, the first and the last of which are off."""
        for first, last in combinations_with_replacement(range(len(self.columns)), 2):
            if self.columns[first] in self.troubled and self.columns[last] in self.troubled:
                yield self.columns[first : last + 1]


def shift_patterns(network: Network) -> Iterator[Pattern]:
    """The shifted blocks that what is off of a form hints at."""
    off: dict[str, list[int]] = defaultdict(list)
    for link in network.off:
        for form in dict.fromkeys(network.nodes[node].line.form for node in network.members[link]):
            off[form].append(link)
    for form, links in off.items():
        if len(links) >= LEAST_TOGETHER:
            yield from _of_form(network, form, links)


def _of_form(network: Network, form: str, links: Sequence[int]) -> Sequence[Pattern]:
    """The shifted blocks of a form: there are hundreds to try, so that is done once of a state of the form, by its
    figures and what of them is off."""
    nodes = [node for (own, _), rows in network.columns.items() if own == form for node in rows.values()]
    figures = tuple((network.nodes[node].value, node in network.settled_nodes) for node in nodes)
    state = form, figures, tuple((link, network.off[link]) for link in sorted(links))
    known = cast("dict[object, Sequence[Pattern]]", network.known)
    if state not in known:
        sheet = _sheet(network, form, links)
        found = chain(_down(network, sheet, links), _across(network, sheet, links))
        known[state] = list(found)
    return known[state]


def _is_told(network: Network, moves: Mapping[int, float], given: Set[int], telling: float) -> bool:
    """Whether moves put nothing where it cannot be, break nothing, and more speaks for them than would by chance, in
    relations or in digits (`telling`): the relations that they mend, and of those that hold a figure which is `given`
    by relations as many as it takes none to give; less those of the form that it moves and leaves off."""
    if not all(network.may_be(node, value) for node, value in moves.items()):
        return False
    after = network.after_all(tuple(moves.items()))
    if not after.keys() <= network.off.keys():
        return False
    mended = network.off.keys() - after.keys()
    sure = [link for link in mended if given.isdisjoint(network.members[link])]
    spare = len({link for node in given for link in network.at[node]} - after.keys()) - len(given)
    taken = sorted((abs(network.off[link]) for link in mended.difference(sure)), reverse=True)[: max(0, spare)]
    within = [link for link in after if network.links[link].kind is Source.WITHIN]
    torn = sum(not moves.keys().isdisjoint(network.members[link]) for link in within)
    checks = len(sure) + len(taken) - torn
    digits = sum(log10(1 + gap) for gap in (*{abs(network.off[link]) for link in sure}, *taken))
    is_telling = checks >= LEAST_CELLS or (checks >= LEAST_TOGETHER and digits >= telling)
    return is_telling or bool(taken and _is_hole(network, moves))


def _is_hole(network: Network, moves: Mapping[int, float]) -> bool:
    """Whether cells of a block are blank that should hold figures."""
    return sum(network.nodes[node].is_blank and bool(value) for node, value in moves.items()) >= LEAST_PLACES


def _sheet(network: Network, form: str, links: Sequence[int]) -> Sheet:
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


def _down(network: Network, sheet: Sheet, links: Sequence[int]) -> Iterator[Pattern]:
    """Columns side by side whose rows, totals aside, stand too low or too high."""
    rows = [row for row in sheet.rows if row not in sheet.totals]
    for columns in sheet.blocks():
        lines = [[sheet.nodes[row, column] for row in rows if (row, column) in sheet.nodes] for column in columns]
        yield from _shifted(network, sheet, Axis.COLUMN, lines, columns, links)


def _across(network: Network, sheet: Sheet, links: Sequence[int]) -> Iterator[Pattern]:
    """Columns side by side whose figures stand one too far right or left, with their totals or without; totals beside
    one that is blank now can only be added up anew."""
    every = list(sheet.rows), [row for row in sheet.rows if row not in sheet.totals]
    for columns in sheet.blocks():
        for rows in every[: 2 if sheet.totals else 1] if len(columns) > 1 else ():
            lines = [[sheet.nodes[row, column] for column in columns if (row, column) in sheet.nodes] for row in rows]
            full = [line for line in lines if len(line) == len(columns)]
            torn = [node for line in lines if len(line) < len(columns) for node in line]
            totals = [node for node in torn if rows is every[0] and network.nodes[node].line.row in sheet.totals]
            if len(full) >= LEAST_PLACES:
                yield from _shifted(network, sheet, Axis.ROW, full, columns, links, totals)


def _shifted(
    network: Network,
    sheet: Sheet,
    axis: Axis,
    lines: Sequence[Sequence[int]],
    labels: Sequence[str],
    links: Sequence[int],
    totals: Sequence[int] = (),
) -> Iterator[Pattern]:
    """The lines of a block moved back by a place, if most of what is off of them fits, and `totals` added up anew."""
    places = {node: (line, at) for line in lines for at, node in enumerate(line)}
    for step in STEPS:
        moves, edges = _moved(network, lines, step) if _fits(network, places, step, links) else ({}, {})
        if len([*changing(network, moves.items())]) >= LEAST_CELLS:
            edges |= {node: network.nodes[node].value for node in totals}
            whole = moves | _edges(network, moves, edges)
            given = {node for node, value in edges.items() if whole[node] != value}
            # what stands at the other end was pushed out, or nothing does, unless a month there is blank and unseen
            is_torn = any(edges[node] for node in given.difference(totals))
            if (is_torn and axis is Axis.ROW) or not _is_told(network, whole, given, sheet.telling):
                continue
            kind = CauseKind.SHIFTED if axis is Axis.COLUMN else CauseKind.SHIFTED_ACROSS
            filled = ChangeSet(tuple(solved(network, edges.keys()).items()))
            cost = FILLING if axis is Axis.ROW and _is_hole(network, whole) else None
            yield Pattern(
                kind,
                ChangeSet(tuple(whole.items())),
                OfShift(step, "、".join(labels)),
                others=(filled,),
                cost=cost,
                least=LEAST_MOVED if is_torn else LEAST_TOGETHER,
            )


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
    """Whether most of the first relations that are off hold once figures are moved, whatever stands at the ends; so do
    all of those that hold a figure at an end."""
    tried = fit = 0
    for number in links:
        moved = _step(network, network.links[number], places, step)
        if moved is not None:
            tried, fit = tried + 1, fit + (abs(moved + network.off[number]) <= TOLERANCE)
            if tried == TRIED or (tried - fit) * 2 >= TRIED + 1:
                break
    return not tried or 2 * fit > tried


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
    """What stood at the ends: what relations give, once all else of the block is moved, else what stands at the
    other."""
    return dict(edges) | dict(solved(network.changed(tuple(moves.items())), edges.keys()))
