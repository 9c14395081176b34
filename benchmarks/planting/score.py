"""What the causes of a year made of the slips that were planted in it."""

import time
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.forms.catalogue import Level
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, Verdict
from msgspec import Struct

from benchmarks.planting.bench import Bench, Place, Slip, causes_of

ENOUGH = 0.9  # of the wrong cells: so many in one cause are the slip in one cause
Named = tuple[Place, float | None]  # a cell and the figure suggested for it


class Score(Struct):
    """Of many years: how many were planted, how many of them hold a cause that is called certain and changes a right
    cell or suggests a wrong figure (`wrong`), or a cause that leaves open which side is wrong (`either`); how many
    causes they have, how many right cells these change, certain or not, and how long it took. Of their slips: how many
    there are, were `detected` and stand in `one` cause. Of the cells to be found (`cells`): how many are named first,
    with the true figure, or with the true figure in an alternative."""

    years: int = 0
    wrong: int = 0
    either: int = 0
    causes: int = 0
    blamed: int = 0
    seconds: float = 0.0
    slips: int = 0
    detected: int = 0
    one: int = 0
    cells: int = 0
    cell_first: int = 0
    first: int = 0
    tied: int = 0

    def add(self, other: "Score") -> None:
        """Count another one's years with these."""
        for field in self.__struct_fields__:
            setattr(self, field, getattr(self, field) + getattr(other, field))


class Judged(Struct, frozen=True):
    """A year with slips: its score, its causes, and those of them that are called certain and are wrong."""

    score: Score
    causes: tuple[Cause, ...]
    wrong: tuple[Cause, ...]


def judge(bench: Bench, slips: Sequence[Slip], *, is_whole: bool = False) -> Judged:
    """Plant slips in a year and look at what its causes say of them."""
    start = time.perf_counter()
    report = bench.planted(slips)
    told = [each for each in report.findings if each.id not in bench.known]
    fresh = {case.id for each in told for case in each.cases}
    causes = tuple(each for each in causes_of(report) if not fresh.isdisjoint(each.explains))
    seconds = time.perf_counter() - start
    truth = {place: value for slip in slips for place, value in slip.truth.items()}
    wrong = tuple(
        cause for cause in causes if cause.certain and any(not _is_right(each, truth) for each in cause.changes)
    )
    score = Score(
        years=1,
        wrong=bool(wrong),
        either=any(cause.kind.is_either for cause in causes),
        causes=len(causes),
        blamed=sum(_of(each) not in truth for cause in causes for each in cause.changes if not each.follows),
        seconds=seconds,
    )
    for slip in slips:
        score.add(_of_slip(slip, [*_grave(told)], causes, is_whole))
    return Judged(score, causes, wrong)


def _grave(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings that must be corrected, each cell's own."""
    for finding in findings:
        if finding.level is Level.MANDATORY and finding.verdict is not Verdict.HOLDS:
            yield from finding.cases


def _of_slip(slip: Slip, told: Sequence[Finding], causes: Sequence[Cause], is_whole: bool) -> Score:
    """How one slip was found: by what was told, and by the causes."""
    places = {(term.file, term.sheet, term.cell, term.measure) for each in told for term in each.terms}
    forms = {form for each in told for form in (each.form, *(term.form for term in each.terms))}
    touched = [place for place in slip.truth if place in places]
    wanted = touched if is_whole and touched else list(slip.truth if is_whole else slip.roots)
    named = {_named(each) for cause in causes for each in cause.changes if is_whole or not each.follows}
    tied = {_named(each) for cause in causes for some in cause.alternatives for each in some}
    cells = [any(place == there for there, _ in named) for place in wanted]
    first = [_is_in(place, slip.truth[place], named) for place in wanted]
    also = [
        not is_first and _is_in(place, slip.truth[place], tied) for place, is_first in zip(wanted, first, strict=True)
    ]
    if slip.of_any:
        cells, first, also = [any(cells)], [any(first)], [any(also) and not any(first)]
    return Score(
        slips=1,
        detected=bool(touched) or not forms.isdisjoint(slip.forms),
        one=any(_covers(cause, wanted, slip.of_any) for cause in causes),
        cells=len(cells),
        cell_first=sum(cells),
        first=sum(first),
        tied=sum(also),
    )


def _covers(cause: Cause, wanted: Sequence[Place], of_any: bool) -> bool:
    """Whether one cause names a slip: nearly all of its cells, or one of the entry's."""
    places = {_of(each) for each in cause.changes}
    return sum(place in places for place in wanted) >= (1 if of_any else ENOUGH * len(wanted))


def _is_right(change: Change, truth: Mapping[Place, float | None]) -> bool:
    """Whether a change is of a cell that is wrong, to what it should hold, as far as both are figures."""
    place = _of(change)
    return place in truth and _is_same(truth[place], change.suggested)


def _is_same(true: float | None, suggested: float | None) -> bool:
    return true is None or suggested is None or abs(true - suggested) <= 1e-6 * max(1.0, abs(true))


def _is_in(place: Place, true: float | None, named: set[Named]) -> bool:
    """Whether a cell is named with its true figure; one that holds none, whether it is named at all."""
    return any(
        there == place and (true is None or (value is not None and _is_same(true, value))) for there, value in named
    )


def _named(change: Change) -> Named:
    return _of(change), change.suggested


def _of(change: Change) -> Place:
    term = change.term
    return term.file, term.sheet, term.cell, term.measure
