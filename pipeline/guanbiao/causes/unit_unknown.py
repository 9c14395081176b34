"""Figures in a unit that nobody stated: their relations are open, and a check says so. Where what the others say is all
of them the same power of ten, that is the cause of what the check found."""

from collections.abc import Mapping, Sequence

from guanbiao.causes.assemble import open_network_of
from guanbiao.causes.kinds.patterns import Effect, good_effects
from guanbiao.causes.kinds.units import unit_patterns
from guanbiao.causes.network import Network
from guanbiao.causes.nodes import CellKey, cell_key
from guanbiao.facts.terms import relation_term
from guanbiao.facts.whole import out_of_unit
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.reconcile.judge import Reconciled
from guanbiao.words.codes import CODES


def unit_causes(
    reconciled: Reconciled,
    period: int,
    values: Mapping[CellKey, float],
    filings: Sequence[Filing],
    catalogue: Catalogue,
) -> list[Cause]:
    """A cause for each form most of whose figures have a fraction that they cannot have, where others tell the unit,
    with what other causes make of these (`values`, by cell) in place."""
    unknown = out_of_unit(reconciled.facts_of(period), catalogue)
    if unknown.is_empty():
        return []
    forms = dict.fromkeys(filings[at].form for at in unknown["filing"])
    network, found = _in_place(open_network_of(reconciled, period, catalogue), values), list[Cause]()
    while best := max((each for each in _of_unit(network) if _form(network, each) in forms), key=_rank, default=None):
        form = _form(network, best)
        found.append(_cause(network, best, form, filings, catalogue))
        network = network.settled(best.change_set.roots, ())
        del forms[form]
    return found


def _in_place(network: Network, values: Mapping[CellKey, float]) -> Network:
    moves = [(at, values[key]) for at, node in enumerate(network.nodes) if (key := cell_key(node.line)) in values]
    return network.settled(moves, ())


def _of_unit(network: Network) -> list[Effect]:
    return good_effects(network, unit_patterns(network))


def _rank(effect: Effect) -> tuple[bool, int, int]:
    """What the form itself tells first, then what most relations do."""
    return effect.pattern.cost is not None, len(effect.mended), len(effect.change_set.roots)


def _form(network: Network, effect: Effect) -> str:
    return network.nodes[effect.change_set.roots[0][0]].line.form


def _cause(network: Network, best: Effect, form: str, filings: Sequence[Filing], catalogue: Catalogue) -> Cause:
    told = Finding(*CODES["fraction"].identity, form=form)
    changes = tuple(
        Change(relation_term(network.nodes[node].line, filings, catalogue), value)
        for node, value in best.change_set.roots
    )
    return Cause(CauseKind.OTHER_UNIT, (told.id,), changes, detail=best.pattern.detail)
