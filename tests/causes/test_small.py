"""Slips planted in the small year that agrees, one of each kind, and the one cause that each of them is."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.causes import OfList, OfPower, OfSource
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases
from msgspec.structs import replace

from tests.drawing import changed
from tests.planting import Cell, detail_of, suggested
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, OUTLINE, STAFF, TALKS, YEAR, year_with
from tests.stages import with_causes

SLIPS: dict[str, tuple[Sheet, dict[Cell, float]]] = {
    "digits_swapped": (changed(LOANS, (5, 2, 1828)), {("loans", "4", "少儿馆"): 1288}),
    "point": (changed(COMPARED, (3, 2, 38.944)), {("loans_compared", "总馆", "借阅册次/2020年"): 38944}),
    "digit_added": (changed(COMPARED, (3, 2, 389444)), {("loans_compared", "总馆", "借阅册次/2020年"): 38944}),
    "sign": (changed(COMPARED, (3, 3, 1266)), {("loans_compared", "总馆", "2020年比2019年"): -1266}),
    "not_updated": (changed(TALKS, (7, 4, 401)), {("talks", "合计", "人次"): 448}),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_one_cause_with_the_figure_that_was_meant(kind: str) -> None:
    wrong, right = SLIPS[kind]
    (cause,) = with_causes(year_with(wrong)).causes
    assert cause.kind == kind
    assert suggested(cause) == right
    assert "{" not in cause_message(Phrases(SMALL, 2020), cause)


def test_a_year_that_agrees_has_no_cause() -> None:
    assert with_causes(year_with()).causes == ()


def test_a_column_copied_from_another_is_one_cause() -> None:
    copied = changed(LOANS, *((row, 2, LOANS.rows[row][1]) for row in range(2, 14)))
    cause = with_causes(year_with(copied)).causes[0]
    assert (cause.kind, cause.detail, cause.certain) == ("column_copied", OfSource("loans", "总馆"), True)
    assert suggested(cause) == {("loans", str(row - 1), "少儿馆"): LOANS.rows[row][2] for row in range(2, 14)}


@pytest.mark.parametrize("without", [[], [each.name for each in YEAR if each is not LOANS]], ids=["all", "alone"])
def test_a_column_in_another_unit_is_one_cause_whether_other_forms_say_so_or_its_own_sums(without: list[str]) -> None:
    scaled = changed(LOANS, *((row, 2, int(str(LOANS.rows[row][2])) * 10) for row in range(2, 15)))
    (cause,) = with_causes(year_with(scaled, without=without)).causes
    assert (cause.kind, cause.detail, cause.certain) == ("other_unit", OfPower(0.1), not without)
    assert suggested(cause) == {
        ("loans", "全年" if row == 14 else str(row - 1), "少儿馆"): LOANS.rows[row][2] for row in range(2, 15)
    }


def test_an_entry_that_was_lost_and_one_that_stands_twice_are_one_cause_each() -> None:
    lost = replace(TALKS, rows=[*TALKS.rows[:4], *TALKS.rows[5:]])
    twice = replace(TALKS, rows=[*TALKS.rows[:5], TALKS.rows[4], *TALKS.rows[5:]])
    for sheet, kind in ((lost, "entries_missing"), (twice, "entries_twice")):
        (cause,) = with_causes(year_with(sheet)).causes  # of four equations and a share that is worked out from a total
        assert (cause.kind, detail_of(cause, OfList).count, len(cause.explains), cause.certain) == (kind, 1, 5, False)


def test_two_slips_that_have_nothing_to_do_with_each_other_are_two_causes() -> None:
    done = with_causes(year_with(changed(LOANS, (5, 2, 1828)), changed(STAFF, (3, 2, "93.6%"))))
    assert len(done.causes) == 2
    assert sorted(each for cause in done.causes for each in cause.explains) == sorted(
        each.id for each in done.findings if each.cause
    )


def test_of_causes_that_mend_as_many_relations_the_one_with_the_larger_step_is_named_first() -> None:
    done = with_causes(year_with(changed(LOANS, (2, 2, 1120), (10, 1, 8188))))  # 90 too little, 5000 too much
    assert len({len(each.explains) for each in done.causes}) == 1
    assert [suggested(each) for each in done.causes] == [
        {("loans", "9", "总馆"): 3188},
        {("loans", "1", "少儿馆"): 1210},
    ]


def test_a_figure_that_two_forms_state_otherwise_is_told_with_both_ways() -> None:
    (cause,) = with_causes(year_with(changed(OUTLINE, (2, 2, "38000册次")))).causes
    assert suggested(cause) == {("outline", "借阅册次/总馆", "完成指标"): 38944}


def test_every_kind_of_these_has_its_sentence() -> None:
    assert SLIPS.keys() <= CAUSES.keys()
