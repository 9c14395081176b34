"""Figures of what is counted one by one are whole; others may have a fraction."""

import pytest
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.model.books import Sheet
from guanbiao.model.findings import Finding
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import book, changed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS, OUTLINE, STAFF, TALKS, small, small_report
from tests.stages import gather, reports_of


def fractions(done: Report) -> list[Finding]:
    return [each for each in done.findings if each.rule == "fraction"]


def said(finding: Finding) -> str:
    return Phrases(SMALL, 2020).message(finding)


def test_fractions_of_what_is_counted_are_one_finding_a_form_with_every_cell() -> None:
    (found,) = fractions(small_report(changed(LOANS, (2, 1, 3.12), (3, 1, 2.89), (4, 2, 1.32))))
    assert found.level.value == "mandatory"
    assert [term.cell for term in found.terms] == ["B3", "B4", "C5"]
    assert "以册次计的数应为整数，而有 3 个数带小数（B3、B4、C5），如 3.12；" in said(found)


@pytest.mark.parametrize("typed", [3.125, "3.125", "３.125", " 3.125 "])
def test_a_point_for_the_comma_of_thousands_is_named_as_the_likely_reading(typed: Value) -> None:
    (found,) = fractions(small_report(changed(LOANS, (3, 1, 2.89), (2, 1, typed))))
    assert "3125（千分位的逗号写成了小数点）" in said(found)


@pytest.mark.parametrize(
    ("base", "place", "typed"),
    [
        (TALKS, (3, 4), 86.5),
        (TALKS, (7, 4), 448.5),
        (OUTLINE, (4, 2), "21730.5人"),
        (OUTLINE, (2, 5), "5场 448.5人次"),
        (OUTLINE, (3, 5), 860.5),
        (STAFF, (3, 1), 19.5),
    ],
)
def test_lists_cards_and_cells_of_several_figures_are_asked_too(
    base: Sheet, place: tuple[int, int], typed: Value
) -> None:
    assert len(fractions(small_report(changed(base, (*place, typed))))) == 1


@pytest.mark.parametrize(
    ("base", "place", "typed"),
    [(BUDGET, (3, 1), 42.55), (STAFF, (3, 2), "39.6%"), (LOANS, (2, 1), 3120.0), (LOANS, (2, 1), "0.312万")],
)
def test_whole_figures_and_what_is_measured_are_silent(base: Sheet, place: tuple[int, int], typed: Value) -> None:
    assert fractions(small_report(changed(base, (*place, typed)))) == []


def test_a_catalogue_may_count_in_units_of_its_own() -> None:
    own = replace(SMALL, vocabulary=Vocabulary(counted=("万元",)))
    done = next(reports_of(gather(small(book(BUDGET)), own), [2020], own))
    assert [term.cell for each in fractions(done) for term in each.terms] == ["B4", "B5", "B6"]


@pytest.mark.parametrize(
    ("stated", "cells"),
    [
        ("单位：万册次", ["B4"]),  # 3.12345 of them are 31,234.5
        ("单位：册次", ["B4"]),
        ("单位：人次", []),  # what it is not known to count may have a fraction
        ("单位：万元", []),
    ],
)
def test_a_fraction_is_asked_about_where_the_stated_unit_counts(stated: str, cells: list[str]) -> None:
    rows = [LOANS.rows[0], [stated], *LOANS.rows[1:]]
    done = small_report(changed(replace(LOANS, rows=rows), (3, 1, 3.12345)))
    assert [term.cell for each in fractions(done) for term in each.terms] == cells
