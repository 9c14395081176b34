"""Diagnose: why relations are broken. One cause for all that one slip broke, with the fewest cells that would mend it;
head counts that several shares give otherwise come first. Ties stay ties: they are the alternatives of a cause."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guanbiao.causes.assemble import network_of
from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.choose import choose
from guanbiao.causes.evidence import Scene, repeated_entries
from guanbiao.causes.miscounts import Miscount, miscounted, miscounts, share_alone, unknown
from guanbiao.causes.network import DIGITS, Network, cell_key
from guanbiao.facts.terms import relation_term
from guanbiao.facts.whole import adds_up_whole, must_be_whole
from guanbiao.forms.catalogue import Catalogue, Indicator
from guanbiao.forms.equations import Entries, Figure
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.details import OfRelation
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Term, Verdict
from guanbiao.reconcile.findings import Outcome
from guanbiao.reconcile.judge import Reconciled

MOST_ALTERNATIVES = 60  # listed with a cause: as many as a search keeps (search.MOST_SETS)


def diagnose(outcome: Outcome, filings: Sequence[Filing], catalogue: Catalogue) -> list[Cause]:
    """The causes of a year's broken relations, the weightiest first; every finding of a relation has at most one."""
    broken = (each for each in outcome.broken if each.verdict is Verdict.BROKEN and each.relation >= 0)
    by_relation = {each.relation: each for each in broken}
    counts = miscounts(outcome.reconciled, outcome.year)
    causes = [miscounted(each, by_relation, lambda line: relation_term(line, filings, catalogue)) for each in counts]
    scene = _scene(outcome, filings, counts, catalogue)
    causes += [_cause(each, scene, by_relation, catalogue) for each in choose(scene)]
    explained = {finding for cause in causes for finding in cause.explains}
    alone = [each for each in by_relation.values() if each.id not in explained]
    causes += [cause for each in alone if (cause := _alone(each, catalogue))]
    return _ordered((each for each in causes if each.explains), outcome.broken, catalogue)


def _ordered(causes: Iterable[Cause], findings: Sequence[Finding], catalogue: Catalogue) -> list[Cause]:
    """By how many relations they mend, by size, by whether a headline states the figure, by form."""
    order = {each.id: at for at, each in enumerate(findings)}
    stated = {(figure.form, figure.row, figure.column) for each in catalogue.indicators for figure in _figures(each)}

    def rank(cause: Cause) -> tuple[float, ...]:
        visible = any((each.term.form, each.term.row, each.term.column) in stated for each in cause.changes)
        return -len(cause.explains), -_size(cause), not visible, min(order[one] for one in cause.explains)

    return sorted(causes, key=rank)


def _scene(outcome: Outcome, filings: Sequence[Filing], counts: Sequence[Miscount], catalogue: Catalogue) -> Scene:
    """What causes are looked for in: the year's network, with head counts that were miscounted put right."""
    filed = _recounted(network_of(outcome.reconciled, outcome.year, must_be_whole(catalogue)), counts)
    return Scene(filed, filings, outcome.year, _listed(outcome.reconciled), repeated_entries(filed, filings))


def _recounted(filed: Network, counts: Sequence[Miscount]) -> Network:
    """The network with the head counts that shares give in place of those filed."""
    right = {cell_key(each.line): each.value for each in counts if each.value is not None}
    moves = [(at, right[key]) for at, node in enumerate(filed.nodes) if right and (key := cell_key(node.line)) in right]
    return filed.changed(moves) if moves else filed


def _figures(indicator: Indicator) -> Iterator[Figure]:
    return (operand for total in indicator.stated for _, operand in total.terms if isinstance(operand, Figure))


def _listed(reconciled: Reconciled) -> dict[int, str]:
    """By relation that counts entries, the form whose entries it counts."""
    return {
        at: operand.form
        for at, relation in enumerate(reconciled.plan.relations)
        for operand in relation.equation.operands
        if isinstance(operand, Entries) and operand.counted
    }


def _size(cause: Cause) -> float:
    """The largest step of its changes."""
    gaps = [abs((each.suggested or 0.0) - (each.term.value or 0.0)) for each in cause.changes]
    return max(gaps, default=0.0)


def _cause(chosen: Chosen, scene: Scene, by_relation: Mapping[int, Finding], catalogue: Catalogue) -> Cause:
    """What was chosen as a cause of the findings of the relations that it mends."""
    best, others = chosen.best, chosen.others
    relations = [scene.network.links[link].relation for link in sorted(best.mended)]
    explains = tuple(by_relation[relation].id for relation in relations if relation in by_relation)
    is_all = chosen.complete and len(others) <= MOST_ALTERNATIVES
    is_sure = (best.is_overdetermined or best.is_sure) and not best.kind.is_either
    return Cause(
        kind=best.kind,
        explains=explains,
        changes=_changes(best, scene, catalogue),
        alternatives=tuple(_changes(each, scene, catalogue) for each in others[:MOST_ALTERNATIVES]),
        complete=is_all,
        certain=is_all and not others and is_sure,
        detail=best.detail,
        unlisted=len(others[MOST_ALTERNATIVES:]),
    )


def _changes(best: Candidate, scene: Scene, catalogue: Catalogue) -> tuple[Change, ...]:
    """A candidate as changes of cells from what was filed: the roots by the evidence for each, then what follows."""
    ranked = sorted(best.change_set.roots, key=lambda move: -scene.weigh(*move).weight)
    moves = [(move, False) for move in ranked] + [(move, True) for move in best.change_set.following]
    filed = scene.network.nodes
    return tuple(
        Change(
            relation_term(filed[node].line, scene.filings, catalogue),
            round(filed[node].value + best.steps[node], DIGITS) if follows else value,
            follows,
        )
        for (node, value), follows in moves
    )


def _alone(finding: Finding, catalogue: Catalogue) -> Cause | None:
    """The cause of a broken relation outside the network: a share that is not its quotient, a part above its whole."""
    reported = [term for term in finding.terms if term.role is Role.REPORTED]
    others = [term for term in finding.terms if term.role is not Role.REPORTED]
    detail = finding.detail if isinstance(finding.detail, OfRelation) else OfRelation()
    if detail.rounded and finding.expected is not None:
        return share_alone(finding)
    if len(reported) == 1 and finding.expected is not None and detail.at_most:
        return Cause(CauseKind.EXCEEDS, (finding.id,), (Change(reported[0], None),), unknown(others))
    if len(reported) == 1 and finding.expected is not None:
        ways = [(Change(reported[0], finding.expected),), *_only(finding, others)]
        ways = [each for each in ways if not _has_fraction(each) or not adds_up_whole(finding, catalogue)]
        return Cause(CauseKind.ARITHMETIC, (finding.id,), ways[0], tuple(ways[1:])) if ways else None
    return None


def _has_fraction(changes: Sequence[Change]) -> bool:
    return any(each.suggested is not None and not float(each.suggested).is_integer() for each in changes)


def _only(finding: Finding, others: Sequence[Term]) -> Iterator[tuple[Change, ...]]:
    """The other side's figures, each as the one that is wrong."""
    for term in others:
        if term.cell and term.value is not None and finding.difference is not None:
            yield (Change(term, term.value + finding.difference * term.factor),)
