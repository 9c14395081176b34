"""Each kind of slip that benchmarks.planting knows is planted, and what it says of the truth is so."""

import re
from pathlib import Path

import polars as pl
import pytest
from guanbiao.facts.extract import extract
from guanbiao.model.books import Book
from guanbiao.model.causes import Cause, CauseKind, Change
from guanbiao.model.findings import Role, Term
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import a1

from benchmarks.mutations import left_alone, nearest
from benchmarks.planting.bench import Bench, Place, Slip, bench_of
from benchmarks.planting.kinds import KINDS, Kind, drawn
from benchmarks.planting.score import judge
from schemas.catalogue import CATALOGUE
from tests.planting import fact

Says = dict[Place, str | float | None]
# rows, with all they say
MOVING = {"entry in the wrong list", "entry in two lists", "entry twice", "a thirteenth month", "different kinds"}


@pytest.fixture(scope="module")
def bench(agreeing_books: list[Book]) -> Bench:
    return bench_of(agreeing_books)


def _says(books: list[Book]) -> Says:
    """What stands in the cells of the year's forms: their figures, of other cells their texts."""
    filings = recognise(books, CATALOGUE).filings
    tables = extract(filings, CATALOGUE)
    texts = tables.cells.filter(pl.col("kind") != "number").with_columns(value=pl.lit(None), measure=pl.lit(""))
    found: Says = {}
    for frame in (texts, tables.facts):
        for filing, row, column, measure, value, raw in frame.select(
            "filing", "at_row", "at_column", "measure", "value", "raw"
        ).iter_rows():
            own = filings[filing]
            found[own.book.file, own.sheet.name, a1(row, max(column, 0)), measure] = raw if value is None else value
    return found


@pytest.fixture(scope="module")
def before(bench: Bench) -> Says:
    return _says(list(bench.books))


def _changed(bench: Bench, before: Says, slips: list[Slip]) -> Says:
    after = _says(bench.typed(slips))
    return {place: before.get(place) for place in before | after if before.get(place) != after.get(place)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_planted_is_what_is_wrong(kind: Kind, bench: Bench, before: Says) -> None:
    at_a_time = max(kind.times)
    slips = drawn(kind, bench, at_a_time, f"1/{kind.name}/{at_a_time}/0")
    assert slips
    assert slips == drawn(kind, bench, at_a_time, f"1/{kind.name}/{at_a_time}/0")
    truth = {place: value for slip in slips for place, value in slip.truth.items()}
    assert all(slip.roots and slip.roots <= slip.truth.keys() for slip in slips)
    changed = _changed(bench, before, slips)
    if kind.name in MOVING:
        assert changed
        return
    assert changed.keys() == truth.keys()
    for place, value in truth.items():
        assert value is None or (changed[place] or 0) == pytest.approx(value)


def test_each_entry_comes_up_once_before_any_does_again(bench: Bench) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == "entry on the wrong side")
    places = [
        place for no in range(41) for slip in drawn(kind, bench, 1, f"1/{kind.name}/1/{no}") for place in slip.roots
    ]
    assert len(set(places)) == 41


def test_a_copy_of_an_entry_is_the_same_entry(bench: Bench) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == "entry twice")
    (slip,) = drawn(kind, bench, 1, f"1/{kind.name}/1/0")
    says = _says(bench.typed([slip]))
    entries = {tuple(says.get(place) for place in sorted(slip.roots) if place[2][1:] == row) for row in _rows(slip)}
    assert len(_rows(slip)) == 2
    assert len({each[1:] for each in entries}) == 1


def test_nothing_is_mutated_that_no_test_should_hold() -> None:
    source = "_MOST = 5\n\n\nclass A(Struct, frozen=True):\n    a: int | None = 1\n\n\ndef f(b: 'x' = 2) -> 3:\n    return '字' + 4\n"
    alone = left_alone(source)
    numbers = {text: at for at, line in enumerate(source.splitlines(), 1) for text in re.findall(r"\d|True|None", line)}
    places = {text: (at, source.splitlines()[at - 1].index(text)) for text, at in numbers.items()}
    assert {text for text, at in places.items() if any(start <= at < end for start, end in alone)} == set("53") | {
        "True",
        "None",
    }


def test_a_mutant_is_tried_by_the_nearest_tests() -> None:
    named, wider = nearest(Path("pipeline/guanbiao/reconcile/gaps.py"))
    assert Path("tests/reconcile/test_gaps.py") in named
    assert Path("tests/reconcile/test_judge.py") in wider
    assert not set(named) & set(wider)
    assert Path("tests/recognise/test_merges.py") in nearest(Path("pipeline/guanbiao/reconcile/merged.py"))[0]


def _rows(slip: Slip) -> set[str]:
    return {place[2][1:] for place in slip.roots}


def _cause(bench: Bench, node: int, suggested: float) -> Cause:
    file, sheet, cell, measure = bench.place(node)
    line = bench.network.nodes[node].line
    term = Term(Role.CELL, line.form, line.row or "", line.column, file=file, sheet=sheet, cell=cell, measure=measure)
    return Cause(CauseKind.ARITHMETIC, ("F1",), (Change(term, suggested),), certain=True)


def test_a_certain_cause_is_wrong_where_it_changes_a_right_cell(
    bench: Bench, agreeing: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = fact(agreeing, "lending", "9", "分馆")
    node, other = (bench.network.columns["lending", "分馆"][row] for row in ("9", "10"))
    slip = bench.slip([(node, 1.0)])
    assert slip.truth == {bench.place(node): line.value}
    for at, value, is_wrong in ((node, line.value, False), (node, 2.0, True), (other, 2.0, True)):
        cause = _cause(bench, at, value or 0.0)
        monkeypatch.setattr("benchmarks.planting.score.causes_of", lambda report, cause=cause: [cause])
        judged = judge(bench, [slip])
        assert bool(judged.wrong) is is_wrong
        assert (judged.score.cell_first, judged.score.first) == (at == node, value == line.value)
