"""Diagnose: why relations are broken. One cause for all that one slip broke, with the fewest cells that would mend it.

Head counts that several shares give otherwise first, then slips of whole rows and columns, then exact minimal change
sets over each connected part of what is left, then, where a part is too tangled for that, the single changes that mend
most. Ties are told as ties."""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from pipeline.books import Value
from pipeline.evidence import NOTHING, Evidence, Scene
from pipeline.expr import Entries, Figure
from pipeline.model import Cause, Change, Filing, Finding, Source, Term, Verdict
from pipeline.network import Change as Move
from pipeline.network import Network, network, node_key
from pipeline.patterns import Effect, best_patterns
from pipeline.reconcile import Reconciled
from pipeline.search import (
    MOST_EXACT,
    Budget,
    ChangeSet,
    Found,
    least_changes,
    loose_ends,
    minimal_sets,
    parts,
    targets,
)
from pipeline.shares import Miscount, miscounted, miscounts, share_alone, unknown
from pipeline.spec import Catalogue, Indicator
from pipeline.verdicts import term_of

STEPS_A_PART = 1200  # of the search: some 0.1 s
STEPS_PEELED = 300  # of what is left of a part that was too tangled
MOST_ALTERNATIVES = 60
CLEAR = 2  # links that a change must mend to be peeled before the rest is looked at
DEFINITION = "definition"
PERSUASION = 0.15  # how far evidence outweighs another figure to change


class Guess(Struct, frozen=True):
    """A change set, by how much it moves each node, the links that it mends, the evidence for it, and whether
    that alone makes it sure."""

    moves: ChangeSet
    steps: dict[int, float]
    mended: frozenset[int]
    kind: str = NOTHING
    weight: float = 0.0
    vouched: int = 0
    detail: dict[str, Value] = {}
    is_sure: bool = False

    @property
    def rank(self) -> tuple[float, int, tuple[Move, ...]]:
        """What asks least of one's belief first: few figures, good evidence, few relations that vouch for them."""
        return round(self.moves.weight - PERSUASION * min(self.weight, 4.0), 3), self.vouched, self.moves.all

    @property
    def is_overdetermined(self) -> bool:
        """Whether more relations than need be agree on it: twice as many as figures that were entered wrong."""
        return len(self.mended) >= 2 * len(self.moves.roots)


class Settled(Struct, frozen=True):
    """A guess that was settled on, the others that would do as well, and whether all of them were seen."""

    best: Guess
    others: tuple[Guess, ...] = ()
    complete: bool = True


def diagnose(
    findings: Sequence[Finding], reconciled: Reconciled, filings: Sequence[Filing], catalogue: Catalogue, year: int
) -> list[Cause]:
    """The causes of a year's broken relations, the weightiest first; every finding of a relation has at most one."""
    by_relation = {each.relation: each for each in findings if each.verdict is Verdict.BROKEN and each.relation >= 0}
    counts = miscounts(reconciled, year)
    causes = [miscounted(each, by_relation, lambda line: term_of(line, year, filings, catalogue)) for each in counts]
    scene = Scene(_recounted(network(reconciled, year), counts), filings, year, _listed(reconciled))
    causes += [_cause(each, scene, by_relation, catalogue) for each in _settled(scene)]
    explained = {finding for cause in causes for finding in cause.explains}
    alone = [each for each in by_relation.values() if each.id not in explained]
    causes += [cause for each in alone if (cause := _alone(each))]
    order = {each.id: at for at, each in enumerate(findings)}
    stated = {(figure.form, figure.row, figure.column) for each in catalogue.indicators for figure in _figures(each)}

    def rank(cause: Cause) -> tuple[float, ...]:
        """By how many relations it mends, by size, by whether a headline states the figure, by form."""
        visible = any((each.term.form, each.term.row, each.term.column) in stated for each in cause.changes)
        return -len(cause.explains), -_size(cause), not visible, min(order[one] for one in cause.explains)

    return sorted((each for each in causes if each.explains), key=rank)


def _recounted(filed: Network, counts: Sequence[Miscount]) -> Network:
    """The network with the head counts that shares give in place of those filed."""
    right = {node_key(each.line): each.value for each in counts if each.value is not None}
    moves = [(at, right[key]) for at, node in enumerate(filed.nodes) if right and (key := node_key(node.line)) in right]
    return filed.changed(moves) if moves else filed


def _figures(indicator: Indicator) -> Iterator[Figure]:
    return (leaf for total in indicator.stated for _, leaf in total.terms if isinstance(leaf, Figure))


def _listed(reconciled: Reconciled) -> dict[int, str]:
    """By relation that counts entries, the form whose entries it counts."""
    return {
        at: leaf.form
        for at, relation in enumerate(reconciled.plan.relations)
        for leaf in relation.equation.leaves
        if isinstance(leaf, Entries) and leaf.counted
    }


def _size(cause: Cause) -> float:
    gaps = [abs((each.suggested or 0.0) - (each.term.value or 0.0)) for each in cause.changes]
    return max(gaps, default=0.0)


def _settled(scene: Scene) -> Iterator[Settled]:
    """What was settled on for every part of the network, in the order in which it was."""
    now = scene.network
    while effects := best_patterns(replace(scene, network=now)):
        guesses = [_patterned(now, each) for each in effects]
        yield Settled(guesses[0], tuple(guesses[1:]))
        now = now.changed(effects[0].moves.all)
    queue = [(part, STEPS_A_PART) for part in parts(now, now.off)]
    while queue:
        whole, steps = queue.pop(0)
        part = {link: gap for link, gap in whole.items() if link in now.off}
        settled = list(_settle(scene, now, part, steps)) if part else []
        yield from settled
        now = now.changed([move for each in settled for move in each.best.moves.all])
        left = {link: gap for link, gap in now.off.items() if link in part}
        if left and any(each.best.mended and not each.complete for each in settled):
            queue = [(each, STEPS_PEELED) for each in parts(now, left)] + queue


def _settle(scene: Scene, now: Network, part: dict[int, float], steps: int) -> Iterator[Settled]:
    """A part's minimal change sets, one guess for each group of figures that depend on each other. A part too wide
    for that is peeled: first the single change that mends several of its links and leaves none of its own off."""
    peels = _peels(scene, now, part) if least_changes(now, part, {}) > MOST_EXACT else []
    if clear := [each for each in peels if len(each.mended) >= CLEAR and not each.moves.loose]:
        yield _peeled(clear)
        return
    found = minimal_sets(now, part, Budget(steps))
    if found.sets:
        yield from _grouped(scene, now, part, found)
    elif peels := peels or _peels(scene, now, part):
        yield _peeled(peels)


def _grouped(scene: Scene, now: Network, part: dict[int, float], found: Found) -> Iterator[Settled]:
    guesses = sorted((_guess(scene, now, part, each) for each in found.sets), key=lambda each: each.rank)
    best = guesses[0]
    groups = _groups(now, best.moves)
    if len(groups) == 1:
        yield Settled(best, tuple(guesses[1:]) or _other_sides(scene, now, part, best), found.complete)
        return
    if not found.complete:
        yield from _one_by_one(scene, now, part, groups)
        return
    for group in groups:
        rest = frozenset(best.moves.all) - frozenset(group.all)
        own = {link: gap for link, gap in part.items() if _touches(now, group, link)}
        others = [
            _only_of(each.moves, frozenset(each.moves.all) - rest)
            for each in guesses[1:]
            if rest <= frozenset(each.moves.all)
        ]
        ranked = sorted((_guess(scene, now, own, each) for each in others), key=lambda each: each.rank)
        yield Settled(_guess(scene, now, own, group), tuple(ranked), found.complete)


def _one_by_one(scene: Scene, now: Network, part: dict[int, float], groups: Sequence[ChangeSet]) -> Iterator[Settled]:
    """Each group searched again with the others in place: where a search finds more sets than it may keep, they are
    the same groups in ever other combinations, and most ways to mend each were never seen."""
    chosen = {move for group in groups for move in group.all}
    for group in groups:
        chosen -= set(group.all)
        beside = now.changed(tuple(chosen))
        own = {link: gap for link, gap in beside.off.items() if link in part}
        taken = {link for node, _ in chosen for link in now.at[node]}
        sets = [each for each in minimal_sets(beside, own, Budget(STEPS_PEELED)).sets if not _share(now, each, taken)]
        guesses = sorted((_guess(scene, now, own, each) for each in sets or [group]), key=lambda each: each.rank)
        chosen |= set(guesses[0].moves.all)
        yield Settled(guesses[0], tuple(guesses[1:]), complete=False)


def _share(now: Network, moves: ChangeSet, links: Set[int]) -> bool:
    return any(not links.isdisjoint(now.at[node]) for node, _ in moves.all)


def _other_sides(scene: Scene, now: Network, part: dict[int, float], best: Guess) -> tuple[Guess, ...]:
    """Where a single relation is all that speaks for a change: the changes of its other figures, heavier though."""
    if best.is_overdetermined:
        return ()
    others = [each for each in _peels(scene, now, part) if each.mended >= best.mended and each.moves != best.moves]
    return tuple(sorted(others, key=lambda each: each.rank))


def _touches(now: Network, moves: ChangeSet, link: int) -> bool:
    return any(node in now.members[link] for node, _ in moves.all)


def _groups(now: Network, moves: ChangeSet) -> list[ChangeSet]:
    """A change set in groups: moves that share a link belong together."""
    left = list(moves.all)
    groups = []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            move = queue.pop()
            group.append(move)
            near = {other for link in now.at[move[0]] for other in now.members[link]}
            queue += [each for each in left if each[0] in near]
            left = [each for each in left if each[0] not in near]
        groups.append(_only_of(moves, frozenset(group)))
    return groups


def _only_of(moves: ChangeSet, kept: frozenset[Move]) -> ChangeSet:
    return ChangeSet(
        tuple(move for move in moves.roots if move in kept), tuple(move for move in moves.following if move in kept)
    )


def _guess(scene: Scene, now: Network, part: dict[int, float], moves: ChangeSet) -> Guess:
    """A change set with its evidence: the swap of two figures, else the strongest of its roots, else how it lies."""
    after, steps = now.after_all(moves.all), _steps(now, moves)
    mended = frozenset(now.off.keys() - after.keys())
    vouched = sum(scene.held(node) for node, _ in moves.roots)
    if len(moves.roots) == 2:
        (one, new), (other, newer) = moves.roots
        if new == now.nodes[other].value and newer == now.nodes[one].value and new != newer:
            detail: dict[str, Value] = {"part": scene.name(other)}
            return Guess(moves, steps, mended, "figures_swapped", 5.0, vouched, detail)
    weighed = [scene.weigh(node, value) for node, value in moves.roots]
    best = max(weighed, key=lambda each: each.weight, default=Evidence())
    total = sum(each.weight for each in weighed)
    if best.weight < 1.5 and _is_definition(scene, moves, part):
        return Guess(moves, steps, mended, DEFINITION, total + 0.1, vouched)
    return Guess(moves, steps, mended, best.kind, total, vouched, dict(best.detail))


def _patterned(now: Network, effect: Effect) -> Guess:
    pattern, steps = effect.pattern, _steps(now, effect.moves)
    return Guess(effect.moves, steps, effect.mended, pattern.kind, 5.0, 0, dict(pattern.detail), pattern.is_sure)


def _steps(now: Network, moves: ChangeSet) -> dict[int, float]:
    return {node: value - now.nodes[node].value for node, value in moves.all}


def _is_definition(scene: Scene, moves: ChangeSet, part: dict[int, float]) -> bool:
    """Each form agrees with itself and they part: every mended relation is across forms, what is changed is vouched."""
    links = scene.network.links
    forms = {scene.network.nodes[node].line["form"] for node, _ in moves.roots}
    across = all(links[link].kind is Source.CROSS for link in part)
    vouched = all(
        any(links[link].kind is Source.WITHIN and link not in scene.network.off for link in scene.network.at[node])
        for node, _ in moves.roots
    )
    return across and vouched and len(forms) == 1


def _peeled(guesses: Sequence[Guess]) -> Settled:
    """The guess that mends most for what it asks one to believe, with those that mend the same as well."""
    best = min(guesses, key=lambda each: (each.moves.weight - len(each.mended), each.rank))
    same = (best.mended, best.moves.weight)
    ties = [each for each in guesses if each is not best and (each.mended, each.moves.weight) == same]
    return Settled(best, tuple(sorted(ties, key=lambda each: each.rank)), complete=False)


def _peels(scene: Scene, now: Network, part: dict[int, float]) -> list[Guess]:
    """Every single change, with what follows from it, that mends a link of the part and breaks none."""
    found = []
    for node in dict.fromkeys(node for link in part for node in now.members[link]):
        for value in targets(now, node, part, {}):
            moved, values = now.followed(now.off, {}, ((node, value),))
            if moved.keys() <= now.off.keys():
                following = tuple(each for each in values.items() if each[0] != node)
                moves = ChangeSet(((node, value),), following, loose_ends(now, moved, values))
                found.append(_guess(scene, now, part, moves))
    return found


def _cause(settled: Settled, scene: Scene, by_relation: dict[int, Finding], catalogue: Catalogue) -> Cause:
    best = settled.best
    relations = [scene.network.links[link].relation for link in sorted(best.mended)]
    explains = tuple(by_relation[relation].id for relation in relations if relation in by_relation)
    alternatives = [_changes(each, scene, catalogue) for each in settled.others[:MOST_ALTERNATIVES]]
    is_all = settled.complete and len(settled.others) <= MOST_ALTERNATIVES
    certain = is_all and not settled.others and (best.is_overdetermined or best.is_sure)
    detail: dict[str, Value] = {**best.detail, "others": len(settled.others)}
    return Cause(best.kind, explains, _changes(best, scene, catalogue), tuple(alternatives), is_all, certain, detail)


def _changes(guess: Guess, scene: Scene, catalogue: Catalogue) -> tuple[Change, ...]:
    """The moves of a guess as changes of cells, the roots by the evidence for each, then what follows."""
    ranked = sorted(guess.moves.roots, key=lambda move: -scene.weigh(*move).weight)
    moves = [(move, False) for move in ranked] + [(move, True) for move in guess.moves.following]
    filed = scene.network.nodes
    return tuple(
        Change(
            term_of(filed[node].line, scene.year, scene.filings, catalogue),
            round(filed[node].value + guess.steps[node], 6) if follows else value,
            follows,
        )
        for (node, value), follows in moves
    )


def _alone(finding: Finding) -> Cause | None:
    """The cause of a broken relation outside the network: a share that is not its quotient, a part above its whole."""
    reported = [term for term in finding.terms if term.role == "reported"]
    others = [term for term in finding.terms if term.role != "reported"]
    if finding.detail.get("rounded") and finding.expected is not None:
        return share_alone(finding)
    if len(reported) == 1 and finding.expected is not None and finding.detail.get("at_most"):
        return Cause("exceeds", (finding.id,), (Change(reported[0], None),), unknown(others), complete=False)
    if len(reported) == 1 and finding.expected is not None:
        other = tuple(_only(finding, others))
        return Cause(NOTHING, (finding.id,), (Change(reported[0], finding.expected),), other, complete=False)
    return None


def _only(finding: Finding, others: Sequence[Term]) -> Iterator[tuple[Change, ...]]:
    """The other side's figures, each as the one that is wrong."""
    for term in others:
        if term.cell and term.value is not None and finding.difference is not None:
            yield (Change(term, term.value + finding.difference * term.factor),)
