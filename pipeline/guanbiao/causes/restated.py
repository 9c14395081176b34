"""Figures of the year before that are stated otherwise now: restated, and no slip in adding up.

    filed then, for 2019          stated now, for 2019          all that is added up with it holds: nobody slipped,
    | 总馆   | 40210 |            | 总馆   | 40310 |            the library has restated its figures, or copied others.
    | 合计   | 56088 |            | 合计   | 56188 |            Somebody has to explain it.

What was filed then is a fact, so it says which figure is wrong where this year's own figures do not agree with each
other: were 合计 still 56088, 40310 would be a slip, and the year before one more witness. But what is off against the
year before alone is never called an error."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import polars as pl
from msgspec.structs import replace

from guanbiao.causes.candidates import Chosen
from guanbiao.causes.choose import Choice
from guanbiao.causes.network import Network
from guanbiao.facts.frames import TermLine, lines
from guanbiao.model.causes import Cause, CauseKind, Change, OfRestated
from guanbiao.model.findings import Finding, Role, Verdict
from guanbiao.reconcile.judge import Reconciled


def across_years(reconciled: Reconciled, year: int) -> frozenset[int]:
    """The relations of a year, by number, that do not hold and hold its figures against those of years before."""
    broken = reconciled.relations_of(year).filter(pl.col("verdict") == Verdict.BROKEN.value)["relation"]
    return frozenset(at for at in broken if reconciled.plan.relations[at].is_across_years)


def restated_alone(reconciled: Reconciled, year: int, across: Collection[int]) -> frozenset[int]:
    """Those of them whose figures of this year are off in nothing else: with what else this year says they agree."""
    if not across:
        return frozenset()
    broken = reconciled.relations_of(year).filter(pl.col("verdict") == Verdict.BROKEN.value)
    terms = list(lines(reconciled.terms_of(year).join(broken, on="relation", how="semi"), TermLine))
    cells = {_cell(each) for each in terms if each.relation not in across}
    off = {each.relation for each in terms if not each.back and _cell(each) in cells}
    return frozenset(across) - off


def _cell(line: TermLine) -> tuple[int | None, int | None, int | None]:
    return line.filing, line.at_row, line.at_column


def without_restated(choice: Choice, network: Network, across: Collection[int]) -> Choice:
    """What was chosen without what would merely make figures agree with those of years before."""
    kept = [each for each in choice.chosen if not _is_restated(each, network, across)]
    return replace(choice, chosen=type(choice.chosen)(kept))


def _is_restated(chosen: Chosen, network: Network, across: Collection[int]) -> bool:
    best = chosen.best
    relations = {network.links[link].relation for link in best.mended}
    return bool(relations) and relations <= set(across) and best.kind is not CauseKind.IMPOSSIBLE


def restated(findings: Iterable[Finding]) -> Iterator[Cause]:
    """One cause for all figures of a form that are stated otherwise than in the year before, of findings about such."""
    by_form: dict[str, list[Finding]] = {}
    for each in findings:
        by_form.setdefault(each.form, []).append(each)
    return (_restated(own) for own in by_form.values())


def _restated(own: Sequence[Finding]) -> Cause:
    changes = (Change(term, None) for each in own for term in each.terms if term.role is Role.REPORTED)
    then = [term for term in own[0].terms if term.back]
    detail = OfRestated(own[0].reported or 0.0, own[0].expected or 0.0, all(each.kept for each in then))
    return Cause(CauseKind.RESTATED, tuple(each.id for each in own), tuple(changes), complete=True, detail=detail)
