"""Head counts that several shares give otherwise."""

import pytest
from guanbiao.model.books import Book
from guanbiao.report.report import Report

from tests.consistent import report_of, typed_in
from tests.planting import cause_of, fact, place, suggested
from tests.stages import with_causes

MISCOUNTED = [("岗位/行政岗位", 51, 3, False), ("在编职工/合计", 78, 4, True), ("岗位/其中：高级职称", 71, 2, False)]


@pytest.mark.parametrize(("row", "wrong", "explains", "certain"), MISCOUNTED, ids=str)
def test_a_head_count_that_breaks_its_shares_is_one_cause(
    row: str, wrong: int, explains: int, certain: bool, agreeing_books: list[Book], agreeing: Report
) -> None:
    line = fact(agreeing, "staff", row, "人数")
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {place(line): float(wrong)})))
    cause = cause_of(planted, "staff", row, "人数")
    assert (cause.kind, len(cause.explains), cause.certain) == ("miscounted", explains, certain)
    assert suggested(cause) == {("staff", row, "人数"): line.value}


def test_a_share_that_is_wrong_alone_is_that_share(agreeing_books: list[Book], agreeing: Report) -> None:
    line = fact(agreeing, "staff", "岗位/行政岗位", "占比")
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, {place(line): 0.71})))
    cause = cause_of(planted, "staff", "岗位/行政岗位", "占比")
    assert (cause.kind, len(cause.alternatives)) == ("share", 2)


@pytest.mark.parametrize("share", [None, 7.86])
def test_a_part_above_its_whole_is_the_part_never_a_share_of_more_than_all(
    share: float | None, agreeing_books: list[Book], agreeing: Report
) -> None:
    """684 of 87 people: 68 with a digit too many, its share as it was, or worked out anew."""
    part, printed = (fact(agreeing, "staff", "岗位/专业技术岗位", column) for column in ("人数", "占比"))
    typed = {place(part): 684.0, **({place(printed): share} if share else {})}
    planted = with_causes(report_of(typed_in(agreeing_books, agreeing, typed)))
    cause = cause_of(planted, "staff", "岗位/专业技术岗位", "人数")
    assert not cause.certain
    assert suggested(cause)["staff", "岗位/专业技术岗位", "人数"] in (None, 68)
    assert not [
        each
        for one in planted.causes
        for each in one.changes
        if each.term.column == "占比" and (each.suggested or 0) > 1
    ]
