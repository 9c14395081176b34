"""Diagnose: why relations are broken. One cause for all that one slip broke, with the fewest cells that would mend it;
head counts that several shares give otherwise come first. Ties stay ties: they are the alternatives of a cause."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.causes.alone import cause_alone
from guanbiao.causes.assemble import network_of
from guanbiao.causes.candidates import Candidate, Chosen
from guanbiao.causes.certainty import certain_ones
from guanbiao.causes.choose import Choice, choose
from guanbiao.causes.corrected import Corrected, corrected
from guanbiao.causes.entries import place_of_text
from guanbiao.causes.evidence import Scene, repeated_entries
from guanbiao.causes.formulas.totals import Formulas, Reason
from guanbiao.causes.kinds.miscounts import Miscount, miscounted, miscounts
from guanbiao.causes.kinds.patterns import TextCell
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import DIGITS, CellKey, Move, Node, cell_key
from guanbiao.causes.restated import across_years, restated, restated_alone, without_restated
from guanbiao.causes.unit_unknown import unit_causes
from guanbiao.facts.possible import must_not_be_negative
from guanbiao.facts.terms import label_term, relation_term
from guanbiao.forms.catalogue import Catalogue, Indicator
from guanbiao.forms.equations import Entries, Figure
from guanbiao.model.books import value_at
from guanbiao.model.causes import Cause, Change
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Term, Verdict
from guanbiao.reconcile.findings import Outcome
from guanbiao.reconcile.judge import Reconciled
from guanbiao.text.cells import text_of

MOST_ALTERNATIVES = 60  # listed with a cause: as many as a search keeps (search.MOST_SETS)


def diagnose(outcome: Outcome, filings: Sequence[Filing], catalogue: Catalogue) -> list[Cause]:
    """The causes of a year's broken relations, the weightiest first; every finding of a relation has at most one, and
    every figure at most one suggestion first. A relation that holds once these are in place is what they explain."""
    broken = (each for each in outcome.broken if each.verdict is Verdict.BROKEN and each.relation >= 0)
    by_relation = {each.relation: each for each in broken}
    across = across_years(outcome.reconciled, outcome.year)
    apart = restated_alone(outcome.reconciled, outcome.year, across)
    filed = network_of(outcome.reconciled, outcome.year, catalogue, apart)
    counts = _unproven(miscounts(outcome.reconciled, outcome.year), filed, filings)
    scene = _scene(outcome, filings, filed, counts)
    choice = without_restated(choose(scene), scene.network, across)
    causes = [miscounted(each, by_relation, lambda line: relation_term(line, filings, catalogue)) for each in counts]
    sure = certain_ones(choice, scene)
    causes += [
        _cause(each, at in sure, choice.network, scene, by_relation, catalogue) for at, each in enumerate(choice.chosen)
    ]
    settled = _settled(counts, choice, scene.network)
    year = corrected(outcome.reconciled, outcome.year, *settled, must_not_be_negative(catalogue))
    causes = _with_rest(causes, year, list(by_relation.values()), across, catalogue)
    causes += unit_causes(outcome.reconciled, outcome.year, settled[0], filings, catalogue)
    return _ordered((each for each in causes if each.explains), outcome.broken, catalogue)


def _settled(
    counts: Sequence[Miscount], choice: Choice, filed: Network
) -> tuple[dict[CellKey, float], dict[CellKey, int]]:
    """What every cause changes, by cell: the value that it has in the end, and the first cause that changes it."""
    values = {cell_key(each.line): each.value for each in counts if each.value is not None}
    causes = {cell_key(each.line): at for at, each in enumerate(counts)}
    for at, chosen in enumerate(choice.chosen, len(counts)):
        for node, _ in chosen.best.change_set.moves:
            key = cell_key(filed.nodes[node].line)
            values[key] = choice.network.nodes[node].value
            causes.setdefault(key, at)
    return values, causes


def _with_rest(
    causes: Sequence[Cause],
    year: Corrected,
    findings: Sequence[Finding],
    across: Collection[int],
    catalogue: Catalogue,
) -> list[Cause]:
    """The causes with what else they answer in the corrected year, and those of relations that are left alone, the
    gravest first; of those across years, that figures were restated."""
    found, explained = list(causes), {each for cause in causes for each in cause.explains}
    left = []
    for finding in sorted((each for each in findings if each.id not in explained), key=lambda each: each.level.rank):
        at = year.answered(finding.relation)
        if at is not None:
            found[at] = replace(found[at], explains=(*found[at].explains, finding.id))
        elif finding.relation in across:
            left.append(finding)
        elif cause := cause_alone(finding, year, catalogue):
            year = year.taking(finding, cause, len(found))
            found.append(cause)
    return [*found, *restated(left)]


def _ordered(causes: Iterable[Cause], findings: Sequence[Finding], catalogue: Catalogue) -> list[Cause]:
    """By how many relations they mend, by size, by whether a headline states the figure, by form."""
    order = {each.id: at for at, each in enumerate(findings)}
    stated = {(figure.form, figure.row, figure.column) for each in catalogue.indicators for figure in _figures(each)}

    def rank(cause: Cause) -> tuple[float, ...]:
        visible = any((each.term.form, each.term.row, each.term.column) in stated for each in cause.changes)
        return (
            -len(cause.explains),
            -_size(cause),
            not visible,
            min(order.get(one, len(order)) for one in cause.explains),
        )

    return sorted(causes, key=rank)


def _unproven(counts: Sequence[Miscount], filed: Network, filings: Sequence[Filing]) -> Sequence[Miscount]:
    """The head counts that were miscounted, but for those around a total of which its formula proves why it is off."""
    formulas = Formulas(filed, filings)
    off = [filed.links[link] for link in filed.off] if counts else []
    mended = frozenset(relation for each in counts for relation in each.relations)
    reasons = {each.relation: formulas.look(each.left) for each in off if each.left >= 0 and each.relation in mended}
    proven = {relation for relation, reason in reasons.items() if isinstance(reason, Reason) and reason.is_sure}
    return [each for each in counts if proven.isdisjoint(each.relations)]


def _scene(outcome: Outcome, filings: Sequence[Filing], filed: Network, counts: Sequence[Miscount]) -> Scene:
    """What causes are looked for in: the year's network, with head counts that were miscounted put right."""
    right = _recounted(filed, counts)
    return Scene(right, filings, outcome.year, _aggregates(outcome.reconciled), repeated_entries(right, filings))


def _recounted(filed: Network, counts: Sequence[Miscount]) -> Network:
    """The network with the head counts that shares give in place of those filed."""
    right = {cell_key(each.line): each.value for each in counts if each.value is not None}
    moves = [(at, right[key]) for at, node in enumerate(filed.nodes) if right and (key := cell_key(node.line)) in right]
    return filed.settled(moves, ()) if moves else filed


def _figures(indicator: Indicator) -> Iterator[Figure]:
    return (operand for total in indicator.stated for _, operand in total.terms if isinstance(operand, Figure))


def _aggregates(reconciled: Reconciled) -> dict[int, Entries]:
    """By relation, the entries that it counts or adds up."""
    return {
        at: operand
        for at, relation in enumerate(reconciled.plan.relations)
        for operand in relation.equation.operands
        if isinstance(operand, Entries)
    }


def _size(cause: Cause) -> float:
    """The largest step of its changes."""
    gaps = [abs((each.suggested or 0.0) - (each.term.value or 0.0)) for each in cause.changes]
    return max(gaps, default=0.0)


def _cause(
    chosen: Chosen,
    is_certain: bool,
    last: Network,
    scene: Scene,
    by_relation: Mapping[int, Finding],
    catalogue: Catalogue,
) -> Cause:
    """What was chosen as a cause of the findings of the relations that it mends."""
    best, others = chosen.best, chosen.others
    relations = [scene.network.links[link].relation for link in sorted(best.mended)]
    is_all = chosen.complete and len(others) <= MOST_ALTERNATIVES
    return Cause(
        kind=best.kind,
        explains=tuple(by_relation[relation].id for relation in relations if relation in by_relation),
        changes=_changes(best, scene, catalogue, last),
        alternatives=tuple(_changes(each, scene, catalogue) for each in others[:MOST_ALTERNATIVES]),
        complete=is_all,
        certain=is_certain,
        detail=best.detail,
        unlisted=len(others[MOST_ALTERNATIVES:]),
    )


def _changes(best: Candidate, scene: Scene, catalogue: Catalogue, last: Network | None = None) -> tuple[Change, ...]:
    """A candidate as changes of cells from what was filed: the roots by the evidence for each, then what follows, as it
    is once all causes are in place (`last`), else by this one alone."""
    ranked = sorted(best.change_set.roots, key=lambda move: -scene.weigh(*move).weight)
    moves = [(move, False) for move in ranked] + [(move, True) for move in best.change_set.following]
    filed = scene.network.nodes
    texts = [Change(_text_term(each, scene, catalogue), None) for each in best.texts]
    texts += [Change(relation_term(filed[node].line, scene.filings, catalogue), None) for node in best.unknown]
    terms = (relation_term(filed[node].line, scene.filings, catalogue) for (node, _), _ in moves)
    values = (_value(best, filed, move, follows, last) for move, follows in moves)
    return (*texts, *map(Change, terms, values, (follows for _, follows in moves)))


def _text_term(cell: TextCell, scene: Scene, catalogue: Catalogue) -> Term:
    """A text of an entry that a cause speaks of."""
    line = scene.network.nodes[cell.node].line
    filing = scene.filings[line.filing]
    at = place_of_text(filing, catalogue.by_id[line.form], line.at_row, cell.column)
    return label_term(filing, at, text_of(value_at(filing.sheet.rows, *at)), line.label or "", cell.column)


def _value(best: Candidate, filed: Sequence[Node], move: Move, follows: bool, last: Network | None) -> float:
    """What a figure should be: a root as the candidate has it; what follows, by its step from what was filed."""
    node, value = move
    if not follows:
        return value
    return last.nodes[node].value if last else round(filed[node].value + best.steps[node], DIGITS)
