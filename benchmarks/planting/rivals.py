"""Slips that nothing tells from something else: what is said instead explains all that is off as simply.

|      | 外借 | 应为 |        | 02   | 外借 |     Both stand a row too low, so they agree, and only the total of 外借
| 1月  |      |  512 |        | 1月  |      |     tells of it, by what fell off in December. That 1月 is blank in both
| 2月  |  512 |  346 |        | 2月  |  512 |     and 2月 is right mends that as well, by two figures, one a form.

That is proven by what is said, not by what cannot be found: causes that together mend all that some slips broke, no
more causes than slips and no more figures than wrong cells, and each of them either a single figure or a slip whose
figures all stand in the forms, in another place."""

from collections.abc import Iterator, Sequence

from guanbiao.model.causes import Cause, CauseKind
from guanbiao.model.findings import Finding, Verdict

from benchmarks.planting.bench import Bench, Place, Slip

IN_PLACE_OF = (
    CauseKind.SHIFTED,
    CauseKind.SHIFTED_ACROSS,
    CauseKind.FIGURES_SWAPPED,
    CauseKind.ROWS_SWAPPED,
    CauseKind.COLUMNS_SWAPPED,
)


def rivalled(
    bench: Bench, slips: Sequence[Slip], told: Sequence[Finding], causes: Sequence[Cause]
) -> Iterator[Sequence[Slip]]:
    """The slips that meet in relations, each lot of which all that it broke is explained as simply as it is, right or
    not."""
    broken = broken_of(told)
    for group in _meeting(bench, slips):
        wrong = {place for slip in group for place in slip.truth}
        own = {each.id for each in broken if not wrong.isdisjoint(_places(each))}
        said = [cause for cause in causes if not own.isdisjoint(cause.explains)]
        is_whole = own <= {finding for cause in said for finding in cause.explains}
        figures = sum(len(cause.changes) for cause in said)
        if own and is_whole and len(said) <= len(group) and figures <= len(wrong) and all(map(_is_simple, said)):
            yield group


def broken_of(told: Sequence[Finding]) -> list[Finding]:
    """The relations that do not hold."""
    return [each for each in told if each.relation >= 0 and each.verdict is Verdict.BROKEN]


def _is_simple(cause: Cause) -> bool:
    """Whether a cause asks to believe no more than a slip does: one figure, or figures that stand elsewhere."""
    is_known = all(each.suggested is not None and not each.follows for each in cause.changes)
    return is_known and (len(cause.changes) == 1 or cause.kind in IN_PLACE_OF)


def _places(finding: Finding) -> set[Place]:
    return {(term.file, term.sheet, term.cell, term.measure) for term in finding.terms}


def _meeting(bench: Bench, slips: Sequence[Slip]) -> list[list[Slip]]:
    """The slips in lots that share relations, whether these hold or not."""
    lots: list[tuple[list[Slip], set[int]]] = []
    for slip in slips:
        links = {link for node, _ in slip.moves for link in bench.network.at[node]}
        met = [lot for lot in lots if not links.isdisjoint(lot[1])]
        lots = [lot for lot in lots if lot not in met]
        lots.append(([*(each for lot in met for each in lot[0]), slip], links.union(*(lot[1] for lot in met))))
    return [lot[0] for lot in lots]
