"""Slips between a list and what sums it up: entries that it lacks, and entries that its totals do not count yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.causes.evidence import Scene
from guanbiao.causes.kinds.patterns import Pattern
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import Link
from guanbiao.causes.search import ChangeSet
from guanbiao.forms.levels import Source
from guanbiao.model.causes import CauseKind, OfList
from guanbiao.reconcile.judge import TOLERANCE

Entry = tuple[int, str]  # the row of the sheet in which it stands, and its label
COUNTED = ("期", "次", "场")  # units in which events are counted; all else about them adds up
MOST_ADDED = 3  # entries that came after the totals; among the sums of more, some meet any gap by chance


class Lack(Struct, frozen=True):
    """A total that is too small for its list, or too large (by less than 0): its figure, by how much, the column that
    it adds up, what by entry, in the order in which they stand, and which of these repeat one above them; nothing of
    that where it counts them."""

    total: int
    lacking: float
    column: str = ""
    amounts: Mapping[Entry, float] = {}
    twice: frozenset[Entry] = frozenset()

    def is_met_by(self, entries: Iterable[Entry]) -> bool:
        """Whether these entries together are what it lacks."""
        return abs(sum(self.amounts.get(entry, 0.0) for entry in entries) - self.lacking) <= TOLERANCE


Lacks = dict[str, tuple[list[Lack], list[Lack]]]


def list_patterns(scene: Scene) -> Iterator[Pattern]:
    """The slips between lists and what sums them up."""
    lacks = _lacks(scene)
    yield from _entries_missing(scene)
    yield from _entries_lost(scene, lacks)
    yield from _entries_added(scene, lacks)


def _entries_missing(scene: Scene) -> Iterator[Pattern]:
    """A summary counts more events and more people than the list it sums up: the list lacks entries, or it counts
    some twice. The changes are those of the summary."""
    network = scene.network
    found: dict[tuple[str, str, str], dict[bool, tuple[int, float]]] = defaultdict(dict)
    for number, gap in network.off.items():
        link = network.links[number]
        forms = {network.nodes[node].line.form for node in link.weights if node != link.left}
        if link.left >= 0 and link.kind is Source.CROSS and len(forms | {""}) <= 2 and gap > 0:
            line = network.nodes[link.left].line
            listed = next(iter(forms), scene.listed(link.relation))
            found[line.form, line.row or "", listed][line.unit in COUNTED] = (link.left, gap)
    for (_, _, listed), pair in found.items():
        if len(pair) == 2 and listed:
            roots = tuple((node, network.nodes[node].value - gap) for node, gap in (pair[True], pair[False]))
            detail = _surplus(network, listed, pair[True], pair[False])
            yield Pattern(CauseKind.ENTRIES_MISSING, ChangeSet(roots), detail)


def _surplus(network: Network, listed: str, count: tuple[int, float], amount: tuple[int, float]) -> OfList:
    """By how much a count and a sum, each a figure and a gap, are too large for a list, with their units."""
    unit, per = (network.nodes[node].line.unit or "" for node, _ in (count, amount))
    return OfList(listed, count=count[1], amount=amount[1], unit=unit, per=per)


def _entries_lost(scene: Scene, lacks: Lacks) -> Iterator[Pattern]:
    """A list's own totals, and what else counts it, are too large by as many entries and by what these held: they are
    no longer in it, or were counted without being in it. The changes are those of its totals; summaries follow."""
    network = scene.network
    for listed, (counts, sums) in lacks.items():
        own = {each.column: each for each in sums if each.lacking < 0 and _form(network, each) == listed}
        lost = min((each.lacking for each in counts), default=0.0)
        if own and lost <= -1:
            short = [each for each in counts if each.lacking == lost]
            short += [each for each in sums if each.column in own and each.lacking == own[each.column].lacking]
            first = next(iter(own.values()))
            detail = _surplus(network, listed, (short[0].total, -lost), (first.total, -first.lacking))
            yield _of_totals(network, CauseKind.ENTRIES_MISSING, short, detail)


def _form(network: Network, lack: Lack) -> str:
    return network.nodes[lack.total].line.form


def _of_totals(
    network: Network, kind: CauseKind, short: Sequence[Lack], detail: OfList, is_sure: bool = False
) -> Pattern:
    """The pattern that makes totals what their list gives: its own are the roots, where it has any."""
    moves = [(each.total, network.nodes[each.total].value + each.lacking) for each in short]
    own = tuple(move for move in moves if network.nodes[move[0]].line.form == detail.form) or tuple(moves)
    following = tuple(move for move in moves if move not in own)
    return Pattern(kind, ChangeSet(own, following), detail, is_sure)


def _entries_added(scene: Scene, lacks: Lacks) -> Iterator[Pattern]:
    """What counts a list is a few entries short, and what adds it up lacks what as many of them hold that stand
    together: they were added and the totals left alone. The changes are those of its own totals; summaries follow."""
    for listed, (counts, sums) in lacks.items():
        for count in sorted({each.lacking for each in counts if each.lacking in range(1, MOST_ADDED + 1)}):
            kind, added, is_sure = _added(sums, int(count))
            short = [each for each in counts if each.lacking == count]
            short += [each for each in sums if added and each.is_met_by(added)]
            if added:
                detail = OfList(listed, count=count, part="、".join(label for _, label in added))
                yield _of_totals(scene.network, kind, short, detail, is_sure)


def _lacks(scene: Scene) -> Lacks:
    """By list, what counts it and what adds it up and comes to too little, or too much."""
    network = scene.network
    found: Lacks = defaultdict(lambda: ([], []))
    for number, gap in network.off.items():
        link = network.links[number]
        if link.left < 0 or link.products:
            continue
        lacking = link.lacking(gap)
        entries = [node for node in link.right if network.nodes[node].line.row is None]
        if listed := scene.listed(link.relation):
            found[listed][0].append(Lack(link.left, lacking))
        elif entries:
            line = network.nodes[entries[0]].line
            twice = frozenset(_entry(network, node) for node in scene.repeated.intersection(entries))
            found[line.form][1].append(Lack(link.left, lacking, line.column, _amounts(network, link), twice))
    return found


def _amounts(network: Network, link: Link) -> dict[Entry, float]:
    entries = sorted((_entry(network, node), node) for node in link.right)
    return {entry: link.amount(node, network.nodes[node].value) for entry, node in entries}


def _entry(network: Network, node: int) -> Entry:
    line = network.nodes[node].line
    return line.at_row, line.label or ""


def _added(sums: Sequence[Lack], count: int) -> tuple[CauseKind, Sequence[Entry], bool]:
    """So many entries in a row that are what a sum lacks, and whether no others are: repeated ones, the last ones, or
    the only ones; () where none."""
    only: Sequence[Entry] = ()
    for each in sorted(sums, key=lambda each: len(each.amounts)):
        entries = list(each.amounts)
        runs = [entries[at : at + count] for at in range(len(entries) - count + 1)]
        met = [run for run in runs if each.is_met_by(run)]
        if again := [run for run in met if each.twice.issuperset(run)]:
            return CauseKind.ENTRIES_TWICE, again[0], len(again) == 1
        if runs[-1:] == met[-1:] != []:
            return CauseKind.ENTRIES_ADDED, met[-1], len(met) == 1
        only = met[0] if len(met) == 1 and not only else only
    return CauseKind.ENTRIES_UNCOUNTED, only, False
