"""Figures in a unit that nobody stated: their relations are open, and a check says so. Where what the others say is all
of them the same power of ten, that is the cause of what the check found."""

from collections.abc import Sequence

import polars as pl

from guanbiao.causes.assemble import open_network_of
from guanbiao.causes.kinds.odds import odds_patterns
from guanbiao.causes.kinds.patterns import Effect, good_effects
from guanbiao.causes.network import Network
from guanbiao.facts.terms import relation_term
from guanbiao.facts.whole import out_of_unit
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.reconcile.judge import Reconciled
from guanbiao.words.codes import CODES


def unit_causes(reconciled: Reconciled, period: int, filings: Sequence[Filing], catalogue: Catalogue) -> list[Cause]:
    """A cause for each form most of whose figures have a fraction that they cannot have, where others tell the unit."""
    unknown = out_of_unit(reconciled.facts.filter(pl.col("period") == period), catalogue)
    if unknown.is_empty():
        return []
    network, found = open_network_of(reconciled, period, catalogue), list[Cause]()
    for form in dict.fromkeys(filings[at].form for at in unknown["filing"]):
        effects = [each for each in _of_unit(network) if _form(network, each) == form]
        best = max(effects, key=lambda each: (len(each.mended), len(each.change_set.roots)), default=None)
        found += [_cause(network, best, form, filings, catalogue)] if best else []
    return found


def _of_unit(network: Network) -> list[Effect]:
    patterns = (each for each in odds_patterns(network) if each.kind is CauseKind.OTHER_UNIT)
    return good_effects(network, patterns)


def _form(network: Network, effect: Effect) -> str:
    return network.nodes[effect.change_set.roots[0][0]].line.form


def _cause(network: Network, best: Effect, form: str, filings: Sequence[Filing], catalogue: Catalogue) -> Cause:
    told = Finding(*CODES["fraction"].identity, form=form)
    changes = tuple(
        Change(relation_term(network.nodes[node].line, filings, catalogue), value)
        for node, value in best.change_set.roots
    )
    return Cause(CauseKind.OTHER_UNIT, (told.id,), changes, detail=best.pattern.detail)
