"""A month that was typed twice, with other figures each time: what its total may have been meant to add."""

import pytest
from guanbiao.model.books import Sheet
from guanbiao.model.causes import Cause, OfPart
from guanbiao.text.cells import Value
from msgspec.structs import replace

from tests.drawing import changed
from tests.small.filed import LOANS, YEAR, year_with
from tests.stages import with_causes

OTHERS = [each.name for each in YEAR if each is not LOANS]
SECOND: list[Value] = [7, 4100, 1900, 6000, None]  # below the row of July: 4015, 1933, 5948
TOTALS = (38944, 16545, 55489)


def twice(*totals: int, first: tuple[int, ...] = (4015, 1933, 5948)) -> Sheet:
    """The loans with July in two rows, and with other totals."""
    cells = [(14, at, total) for at, total in enumerate(totals, 1)] + [
        (8, at, each) for at, each in enumerate(first, 1)
    ]
    filed = changed(LOANS, *cells)
    return replace(filed, rows=[*filed.rows[:9], SECOND, *filed.rows[9:]])


def told(filed: Sheet, *without: str) -> Cause:
    done = with_causes(year_with(filed, without=without))
    assert "row_twice" in {each.rule for each in done.findings}
    (cause,) = done.causes
    assert (cause.kind, cause.certain, cause.detail) == ("row_twice", False, OfPart("7"))
    return cause


def suggested(cause: Cause) -> dict[str, float | None]:
    return {each.term.cell: each.suggested for each in cause.changes}


def test_totals_that_add_both_rows_are_one_cause_and_blame_no_other_month() -> None:
    cause = told(twice(38944 + 4100, 16545 + 1900, 55489 + 6000))
    assert suggested(cause) == {"B16": 38944.0, "C16": 16545.0, "D16": 55489.0}


def test_where_no_other_form_says_more_both_rows_may_be_parts_of_one_month_or_the_second_be_meant() -> None:
    cause = told(twice(38944 + 4100, 16545 + 1900, 55489 + 6000), *OTHERS)
    assert [suggested(cause), *({each.term.cell: each.suggested for each in way} for way in cause.alternatives)] == [
        {"B16": 38944.0, "C16": 16545.0, "D16": 55489.0},
        {"B9": 8115.0, "C9": 3833.0, "D9": 11948.0},
        {"B9": 4100.0, "C9": 1900.0, "D9": 6000.0, "B16": 39029.0, "C16": 16512.0, "D16": 55541.0},
    ]


def test_the_second_row_may_be_the_one_that_was_meant() -> None:
    assert suggested(told(twice(39029, 16512, 55541), *OTHERS)) == {"B9": 4100.0, "C9": 1900.0, "D9": 6000.0}


@pytest.mark.parametrize("without", [[], OTHERS])
def test_a_second_row_that_no_total_counts_is_a_finding_alone(without: list[str]) -> None:
    done = with_causes(year_with(twice(*TOTALS), without=without))
    assert (done.causes, {each.rule for each in done.findings if each.level.value == "mandatory"}) == (
        (),
        {"row_twice"} | ({"form_owed"} if without else set()),
    )
