"""Relations and ranges as formulas of Excel."""

import pytest
from guanbiao.pages.formulas import expression, ranges
from guanbiao.pages.page import Placed

from tests.terms import term


def test_runs_of_cells_becomeranges() -> None:
    assert ranges([(4, 2), (4, 3), (4, 4)]) == ["C5:E5"]
    assert ranges([(4, 2), (5, 2), (7, 2)]) == ["C5:C6", "C8"]
    assert ranges([(0, 0)]) == ["A1"]
    assert ranges([(0, 3), (1, 1), (0, 2), (0, 0), (1, 0), (0, 2)]) == ["A1:A2", "C1:D1", "B2"]


@pytest.mark.parametrize(
    ("value", "given", "formula"),
    [
        (5, {}, "'表'!B2"),
        (None, {"figure": None, "state": "blank"}, "IF(ISNUMBER('表'!B2),'表'!B2,NA())"),
        ("无", {"figure": 0.0, "state": "none"}, "N('表'!B2)"),
        (5, {"factor": -1}, "-'表'!B2"),
        ("约5", {"figure": 5.0}, "IF(ISNUMBER('表'!B2),'表'!B2,VALUE(SUBSTITUTE(MID('表'!B2,FIND(\"约\",'表'!B2)+1,"
         "LEN('表'!B2)+1-(FIND(\"约\",'表'!B2)+1)),\",\",\"\")))"),
    ],
)  # fmt: skip
def test_a_term_as_a_formula(value: object, given: dict[str, object], formula: str) -> None:
    cell = Placed(1, 1, value, "number")  # type: ignore[arg-type]
    assert expression([term(**given)], lambda _: ("表", cell)) == formula


def test_a_figure_of_last_year_is_the_figure_itself() -> None:
    assert expression([term(back=1, figure=438711.0), term()], lambda _: None) == "438711+NA()"
    assert expression([term(back=1, figure=None, state="blank")], lambda _: None) == "NA()"
