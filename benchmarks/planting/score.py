"""What the causes of a year made of the slips that were planted in it."""

import time
from collections.abc import Mapping, Sequence, Set

from guanbiao.causes.assemble import network_of
from guanbiao.causes.nodes import Node
from guanbiao.forms.catalogue import Level
from guanbiao.model.causes import Cause, Change, OfList
from guanbiao.model.findings import Finding, Verdict
from guanbiao.report.report import Report
from msgspec import Struct

from benchmarks.planting.bench import YEAR, Bench, Place, Slip, causes_of
from benchmarks.planting.rivals import broken_of, rivalled
from schemas.catalogue import CATALOGUE

ENOUGH = 0.9  # of the wrong cells: so many in one cause are the slip in one cause
Named = tuple[Place, float | None]  # a cell and the figure suggested for it


class Score(Struct):
    """Of many years: how many were planted, how many of them hold a cause that is called certain and changes a right
    cell or suggests a wrong figure (`wrong`), or a cause that leaves open which side is wrong (`either`); how many
    causes they have, how many right cells these change, certain or not, how many of these by a cause that names no
    wrong cell, be it first or in an alternative (`alone`), how many figures get two suggestions that differ (`twice`),
    how many relations that are explained do not hold once all suggestions are taken (`unmended`), and
    how long it took. Of their slips: how many there are, were `detected`, are `visible` to any relation (one that does
    not hold has a term in a wrong cell), and stand in `one` cause, and how many of the visible ones do (`told`), and of
    how many of the others something else is told that explains the same as simply (`rivalled`, see rivals.py). Of the
    cells to be found (`cells`): how many are named first, with the true figure, or with the true figure in an
    alternative."""

    years: int = 0
    wrong: int = 0
    either: int = 0
    causes: int = 0
    blamed: int = 0
    alone: int = 0
    seconds: float = 0.0
    twice: int = 0
    unmended: int = 0
    slips: int = 0
    detected: int = 0
    visible: int = 0
    one: int = 0
    told: int = 0
    rivalled: int = 0
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


def judge(bench: Bench, slips: Sequence[Slip]) -> Judged:
    """Plant slips in a year and look at what its causes say of them."""
    start = time.perf_counter()
    report = bench.planted(slips)
    told = [case for each in report.findings if each.id not in bench.known for case in each.cases]
    causes = _fresh(bench, causes_of(report), {each.id for each in told})
    seconds = time.perf_counter() - start
    truth = {place: value for slip in slips for place, value in slip.truth.items()}
    wrong = tuple(each for each in causes if each.certain and not _is_right(each, truth))
    grounded = _grounded(bench, report, causes)
    score = Score(
        years=1,
        wrong=bool(wrong),
        either=any(cause.kind.is_either for cause in causes),
        causes=len(causes),
        blamed=sum(_blamed(each, truth) for each in grounded),
        alone=sum(_blamed(each, truth) for each in grounded if not _names_any(each, truth)),
        seconds=seconds,
        twice=len(_twice(causes)),
        unmended=_unmended(report, told, causes),
    )
    grave = [each for each in told if each.level is Level.MANDATORY and each.verdict is not Verdict.HOLDS]
    for slip in slips:
        score.add(_of_slip(slip, grave, causes))
    score.rivalled = sum(
        not any(_covers(cause, _wanted(slip, grave), slip) for cause in causes)
        for group in rivalled(bench, slips, grave, causes)
        for slip in group
        if _is_visible(slip, grave)
    )
    return Judged(score, causes, wrong)


def _fresh(bench: Bench, causes: Sequence[Cause], told: Set[str]) -> tuple[Cause, ...]:
    """The causes that the year has not without slips."""
    return tuple(each for each in causes if each.id not in bench.usual or not told.isdisjoint(each.explains))


def _grounded(bench: Bench, report: Report, causes: Sequence[Cause]) -> list[Cause]:
    """The causes, but for those of relations that do not hold in the year without slips."""
    relations = {case.id: case.relation for each in report.findings for case in each.cases}
    return [each for each in causes if not bench.open.issuperset(relations.get(one, -1) for one in each.explains)]


def _blamed(cause: Cause, truth: Mapping[Place, float | None]) -> int:
    """How many right cells a cause changes."""
    return sum(_of(each) not in truth for each in cause.roots)


def _names_any(cause: Cause, truth: Mapping[Place, float | None]) -> bool:
    """Whether a cause names a wrong cell, first or in an alternative."""
    return any(_of(each) in truth for way in (cause.changes, *cause.alternatives) for each in way)


def _twice(causes: Sequence[Cause]) -> set[Place]:
    """The figures for which causes suggest values that differ."""
    found: dict[Place, set[float]] = {}
    for cause in causes:
        for place, value in map(_named, cause.changes):
            found.setdefault(place, set()).update(() if value is None else (value,))
    return {place for place, values in found.items() if len(values) > 1}


def _unmended(report: Report, told: Sequence[Finding], causes: Sequence[Cause]) -> int:
    """How many relations that causes explain do not hold once all that they suggest is done, where they say what."""
    net = network_of(report.reconciled, YEAR, CATALOGUE)
    wanted = dict(_named(each) for cause in causes for each in cause.changes if each.suggested is not None)
    moves = [(at, wanted[place]) for at, node in enumerate(net.nodes) if (place := _met(report, node)) in wanted]
    off = {
        net.links[link].relation for link in net.after_all([(at, value) for at, value in moves if value is not None])
    }
    clear = [cause for cause in causes if all(each.suggested is not None for each in cause.changes)]
    explained = {finding for cause in clear for finding in cause.explains}
    return sum(each.relation in off for each in told if each.id in explained)


def _met(report: Report, node: Node) -> Place:
    filing = report.filings[node.line.filing]
    return filing.book.file, *filing.place(*node.line.address), node.line.measure


def _is_right(cause: Cause, truth: Mapping[Place, float | None]) -> bool:
    """Whether a cause changes none but wrong cells, to what they should hold, as far as both are figures."""
    changes = [(_of(each), each.suggested) for each in cause.changes]
    return all(place in truth and _is_same(truth[place], suggested) for place, suggested in changes)


def _of_slip(slip: Slip, told: Sequence[Finding], causes: Sequence[Cause]) -> Score:
    """How one slip was found: by what was told, and by the causes. Of the cells of a slip that is many, those are to be
    found that stand in relations which do not hold, or in what else was told; of no others does anything tell."""
    forms = {form for each in told for form in (each.form, *(term.form for term in each.terms))}
    touched = _among(slip, told)
    wanted = _wanted(slip, told)
    named = {_named(each) for cause in causes for each in cause.changes if slip.is_whole or not each.follows}
    tied = {_named(each) for cause in causes for some in cause.alternatives for each in some}
    cell = [any(place == there for there, _ in named) for place in wanted]
    first = [_is_in(place, slip.truth[place], named) for place in wanted]
    either = [_is_in(place, slip.truth[place], tied | named) for place in wanted]
    if slip.of_any:
        is_labelled = any(_is_labelled(cause, slip) for cause in causes)
        cell, first, either = ([any(each) or is_labelled] for each in (cell, first, either))
    is_visible, is_one = _is_visible(slip, told), any(_covers(cause, wanted, slip) for cause in causes)
    return Score(
        slips=1,
        detected=bool(touched) or not forms.isdisjoint(slip.forms),
        visible=is_visible,
        one=is_one,
        told=is_one and is_visible,
        cells=len(cell),
        cell_first=sum(cell),
        first=sum(first),
        tied=sum(either) - sum(first),
    )


def _is_visible(slip: Slip, told: Sequence[Finding]) -> bool:
    """Whether a relation that does not hold has a term in a wrong cell."""
    return bool(_among(slip, broken_of(told)))


def _wanted(slip: Slip, told: Sequence[Finding]) -> list[Place]:
    """The cells of a slip that are to be found."""
    touched = _among(slip, broken_of(told)) or _among(slip, told)
    return (touched or list(slip.truth)) if slip.is_whole else list(slip.roots)


def _among(slip: Slip, told: Sequence[Finding]) -> list[Place]:
    """The wrong cells that findings speak of."""
    places = {(term.file, term.sheet, term.cell, term.measure) for each in told for term in each.terms}
    return [place for place in slip.truth if place in places]


def _covers(cause: Cause, wanted: Sequence[Place], slip: Slip) -> bool:
    """Whether one cause names a slip: nearly all of its cells, or one of the entry's, as what is wrong or, where it
    does not know which side is, in one of its alternatives."""
    if slip.of_any and _is_labelled(cause, slip):
        return True
    least = 1 if slip.of_any else ENOUGH * len(wanted)
    ways = [{_of(each) for each in way} for way in (cause.changes, *cause.alternatives)]
    return any(sum(place in way for place in wanted) >= least for way in ways)


def _is_labelled(cause: Cause, slip: Slip) -> bool:
    """Whether a cause speaks of an entry by the label that it has in its list."""
    own = cause.detail
    return isinstance(own, OfList) and any((own.form, label) in slip.labels for label in own.part.split("、"))


def _is_same(true: float | None, suggested: float | None) -> bool:
    return true is None or suggested is None or abs(true - suggested) <= 1e-6 * max(1.0, abs(true))


def _is_in(place: Place, true: float | None, named: Set[Named]) -> bool:
    """Whether a cell is named with its true figure; one that holds none, whether it is named at all."""
    suggested = [value for there, value in named if there == place]
    return any(true is None or (value is not None and _is_same(true, value)) for value in suggested)


def _named(change: Change) -> Named:
    return _of(change), change.suggested


def _of(change: Change) -> Place:
    term = change.term
    return term.file, term.sheet, term.cell, term.measure
