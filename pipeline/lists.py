"""Slips between a list and what sums it up: entries that it lacks, and entries that its totals do not count yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from pipeline.books import Value
from pipeline.evidence import Pattern, Scene
from pipeline.model import Source
from pipeline.network import Link, Network
from pipeline.reconcile import TOLERANCE

Entry = tuple[int, str]  # the row of the sheet in which it stands, and its label
COUNTED = ("期", "次", "场")
MOST_ADDED = 3  # entries that came after the totals; the sums of more meet any gap by chance
MISSING, ADDED, UNCOUNTED = "entries_missing", "entries_added", "entries_uncounted"
OF_LISTS = (MISSING, ADDED, UNCOUNTED)


class Lack(Struct, frozen=True):
    """A total that is too small for its list: its figure, by how much, and what it adds up by entry, in the order in
    which they stand; nothing where it counts them."""

    total: int
    lacking: float
    amounts: Mapping[Entry, float] = {}

    def is_met_by(self, entries: Iterable[Entry]) -> bool:
        """Whether these entries together are what it lacks."""
        return abs(sum(self.amounts.get(entry, 0.0) for entry in entries) - self.lacking) <= TOLERANCE


def list_patterns(scene: Scene) -> Iterator[Pattern]:
    """The slips between lists and what sums them up."""
    yield from _entries_missing(scene)
    yield from _entries_added(scene)


def _entries_missing(scene: Scene) -> Iterator[Pattern]:
    """A summary counts more events and more people than the list it sums up: the list lacks entries, or it counts
    some twice. The changes are those of the summary."""
    network = scene.network
    found: dict[tuple[str, str, str], dict[bool, tuple[int, float]]] = defaultdict(dict)
    for number, gap in network.off.items():
        link = network.links[number]
        forms = {network.nodes[node].line["form"] for node in link.weights if node != link.left}
        if link.left >= 0 and link.kind is Source.CROSS and len(forms | {""}) <= 2 and gap > 0:
            line = network.nodes[link.left].line
            listed = next(iter(forms), scene.listed.get(link.relation, ""))
            found[line["form"], line["row"], listed][line["unit"] in COUNTED] = (link.left, gap)
    for (form, _, listed), pair in found.items():
        if len(pair) == 2 and listed:
            roots = tuple((node, network.nodes[node].value - gap) for node, gap in (pair[True], pair[False]))
            detail: dict[str, Value] = {"form": form, "list": listed, "count": pair[True][1], "amount": pair[False][1]}
            yield Pattern(MISSING, roots, detail)


def _entries_added(scene: Scene) -> Iterator[Pattern]:
    """What counts a list is a few entries short, and what adds it up lacks what as many of them hold that stand
    together: they were added and the totals left alone. The changes are those of its own totals; summaries follow."""
    network = scene.network
    for listed, (counts, sums) in _lacks(scene).items():
        for count in sorted({each.lacking for each in counts if each.lacking in range(1, MOST_ADDED + 1)}):
            kind, added, is_sure = _added(sums, int(count))
            short = [each for each in counts if each.lacking == count]
            short += [each for each in sums if added and each.is_met_by(added)]
            moves = [(each.total, network.nodes[each.total].value + each.lacking) for each in short]
            own = tuple(move for move in moves if network.nodes[move[0]].line["form"] == listed) or tuple(moves)
            labels = "、".join(label for _, label in added)
            detail: dict[str, Value] = {"form": listed, "list": listed, "count": count, "part": labels}
            if added:
                yield Pattern(kind, own, detail, tuple(move for move in moves if move not in own), is_sure)


def _lacks(scene: Scene) -> dict[str, tuple[list[Lack], list[Lack]]]:
    """By list, what counts it and what adds it up and comes to too little."""
    network = scene.network
    found: dict[str, tuple[list[Lack], list[Lack]]] = defaultdict(lambda: ([], []))
    for number, gap in network.off.items():
        link = network.links[number]
        if link.left < 0 or link.products:
            continue
        lacking = -gap / link.weights[link.left]
        entries = [node for node in link.weights if node != link.left and network.nodes[node].line["row"] is None]
        if listed := scene.listed.get(link.relation):
            found[listed][0].append(Lack(link.left, lacking))
        elif entries:
            found[network.nodes[entries[0]].line["form"]][1].append(Lack(link.left, lacking, _amounts(network, link)))
    return found


def _amounts(network: Network, link: Link) -> dict[Entry, float]:
    lines = {node: network.nodes[node].line for node in link.weights if node != link.left}
    return {
        (lines[node]["at_row"], lines[node]["label"] or ""): -link.weights[node]
        / link.weights[link.left]
        * network.nodes[node].value
        for node in sorted(lines, key=lambda node: lines[node]["at_row"])
    }


def _added(sums: Sequence[Lack], count: int) -> tuple[str, Sequence[Entry], bool]:
    """So many entries in a row that are what a sum lacks, and whether no others are: the last ones, or the only ones;
    () where none."""
    only: Sequence[Entry] = ()
    for each in sorted(sums, key=lambda each: len(each.amounts)):
        entries = list(each.amounts)
        runs = [entries[at : at + count] for at in range(len(entries) - count + 1)]
        met = [run for run in runs if each.is_met_by(run)]
        if runs[-1:] == met[-1:] != []:
            return ADDED, met[-1], len(met) == 1
        only = met[0] if len(met) == 1 and not only else only
    return UNCOUNTED, only, False
