"""The causes of a year go together: a figure has one suggestion, all that they suggest mends what they explain, and none
is called certain that is wrong."""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Book
from guanbiao.model.causes import Cause
from guanbiao.model.findings import Verdict
from guanbiao.report.report import Report
from guanbiao.text.cells import at_address

from benchmarks.planting.bench import Bench, Place, Slip
from benchmarks.planting.kinds import KINDS, drawn
from benchmarks.planting.single import mixed
from tests.consistent import report_of, typed_in
from tests.stages import with_causes

Key = tuple[int, int, int, str]
YEARS = {
    **{f"10 errors, {seed}": seed for seed in (1, 2, 3)},
    **{f"30 errors, {seed}": seed for seed in (1, 2)},
    **{f"different kinds, {seed}": seed for seed in range(5)},
}


def slips_of(bench: Bench, name: str) -> list[Slip]:
    """What is planted in the year of this name."""
    what, _, seed = name.partition(", ")
    if what == "different kinds":
        (kind,) = (kind for kind in KINDS if kind.name == what)
        return drawn(kind, bench, 2, f"7/{what}/2/{seed}")
    return [bench.slip(mixed(int(what.split()[0]))(random.Random(int(seed)), bench.network))]


@pytest.fixture(scope="module")
def sample(report: Report) -> Report:
    return with_causes(report)


@pytest.fixture(scope="module", params=YEARS)
def planted(request: pytest.FixtureRequest, bench: Bench) -> tuple[Report, list[Slip]]:
    slips = slips_of(bench, request.param)
    assert slips
    return with_causes(bench.planted(slips)), slips


def suggestions(causes: Sequence[Cause]) -> dict[Place, set[float | None]]:
    """By figure, all that is suggested for it first."""
    found: dict[Place, set[float | None]] = defaultdict(set)
    for each in (change for cause in causes for change in cause.changes):
        found[each.term.file, each.term.sheet, each.term.cell, each.term.measure].add(each.suggested)
    return found


def left_broken(done: Report, *levels: Level) -> set[str]:
    """The relations that must hold (or those of some levels), are explained, hold no figure of which nobody says what
    it should be, and are broken still once all that is suggested first for such relations is typed into the forms."""
    must_hold = {each.id for each in done.findings if each.level in (levels or (Level.MANDATORY,))}
    causes = [cause for cause in done.causes if not must_hold.isdisjoint(cause.explains)]
    wanted = {place: values.pop() for place, values in suggestions(causes).items()}
    unknown = {place for place, value in wanted.items() if value is None}
    explained = {each for cause in causes for each in cause.explains} & must_hold
    told = {
        each.id
        for each in done.findings
        if each.id in explained
        and each.relation >= 0
        and unknown.isdisjoint((term.file, term.sheet, term.cell, term.measure) for term in each.terms)
    }
    corrected = report_of(_corrected(done, wanted))
    return told & {each.id for each in corrected.findings if each.verdict is Verdict.BROKEN}


def _corrected(done: Report, wanted: dict[Place, float | None]) -> list[Book]:
    filings = {(own.book.file, own.sheet.name): at for at, own in enumerate(done.filings)}
    figures: dict[Key, float] = {}
    for (file, sheet, cell, measure), value in wanted.items():
        if value is not None:
            figures[filings[file, sheet], *at_address(cell), measure] = value
    return typed_in(done.books, done, figures)


def test_no_figure_of_2020_has_two_suggestions(sample: Report) -> None:
    assert not [place for place, values in suggestions(sample.causes).items() if len(values) > 1]


def test_all_that_is_suggested_for_2020_mends_what_it_explains(sample: Report) -> None:
    assert left_broken(sample, *Level) == set()


def test_no_figure_has_two_suggestions(planted: tuple[Report, list[Slip]]) -> None:
    assert not [place for place, values in suggestions(planted[0].causes).items() if len(values) > 1]


def test_all_that_is_suggested_where_relations_must_hold_mends_them(planted: tuple[Report, list[Slip]]) -> None:
    assert left_broken(planted[0]) == set()


def test_no_cause_that_is_certain_is_wrong(planted: tuple[Report, list[Slip]]) -> None:
    truth = {place: value for slip in planted[1] for place, value in slip.truth.items()}
    certain = [cause for cause in planted[0].causes if cause.certain]
    said = suggestions(certain)
    assert bool(said) is bool(certain)
    assert {place: values for place, values in said.items() if values != {truth.get(place, "right as it was")}} == {}


@pytest.mark.parametrize("seed", [17, 30])
def test_no_right_figure_is_blamed_among_fifty_errors(seed: int, bench: Bench) -> None:
    """Each of these held a wrong choice at first sight, for which right figures had to make up."""
    (kind,) = (kind for kind in KINDS if kind.name == "a year of 50 errors")
    slips = drawn(kind, bench, 1, f"77/{kind.name}/1/{seed}")
    truth = {place: value for slip in slips for place, value in slip.truth.items()}
    causes = with_causes(bench.planted(slips)).causes
    roots = [each for cause in causes if cause.id not in bench.usual for each in cause.roots]
    assert {(each.term.file, each.term.sheet, each.term.cell, each.term.measure) for each in roots} == truth.keys()


def test_what_repeats_a_wrong_column_is_not_certain_to_be_its_copy(bench: Bench) -> None:
    """Another column was overwritten by this one, and its own rows are off for the columns beside it."""
    (kind,) = (kind for kind in KINDS if kind.name == "overwritten together")
    causes = with_causes(bench.planted(drawn(kind, bench, 3, f"77/{kind.name}/3/24"))).causes
    assert [cause.kind for cause in causes if cause.certain] == []


def test_the_same_year_has_the_same_causes(bench: Bench, planted: tuple[Report, list[Slip]]) -> None:
    assert with_causes(bench.planted(planted[1])).causes == planted[0].causes
