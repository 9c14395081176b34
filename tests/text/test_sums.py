"""Formulas that add up, read as what they add."""

import pytest
from guanbiao.text.cells import Range
from guanbiao.text.sums import Way, addition, moved, other_workbook
from hypothesis import example, given, settings
from hypothesis import strategies as st

ADDED: dict[str, list[tuple[str, Range, Way, float]] | None] = {
    "SUM(E5:E16)": [("", (4, 4, 15, 4), Way.SUM, 1.0)],
    "sum( $e$5 : $e$16 )": None,
    "SUM(E16:E5)": [("", (4, 4, 15, 4), Way.SUM, 1.0)],
    "SUM(B3:B6,B8)-C1": [
        ("", (2, 1, 5, 1), Way.SUM, 1.0),
        ("", (7, 1, 7, 1), Way.SUM, 1.0),
        ("", (0, 2, 0, 2), Way.EACH, -1.0),
    ],
    "-(B2-B3)": [("", (1, 1, 1, 1), Way.EACH, -1.0), ("", (2, 1, 2, 1), Way.EACH, 1.0)],
    "+B2+B3": [("", (1, 1, 1, 1), Way.EACH, 1.0), ("", (2, 1, 2, 1), Way.EACH, 1.0)],
    "SUM(B2+B3,C4)": [
        ("", (1, 1, 1, 1), Way.EACH, 1.0),
        ("", (2, 1, 2, 1), Way.EACH, 1.0),
        ("", (3, 2, 3, 2), Way.SUM, 1.0),
    ],
    "SUM(E:E)": [("", (0, 4, 1_048_575, 4), Way.SUM, 1.0)],
    "SUM($3:4)": [("", (2, 0, 3, 16_383), Way.SUM, 1.0)],
    "SUM('1 月''s'!B2:C3)": [("1 月'S", (1, 1, 2, 2), Way.SUM, 1.0)],
    "明细!B17": [("明细", (16, 1, 16, 1), Way.EACH, 1.0)],
    "SUBTOTAL(9,F4:F19)": [("", (3, 5, 18, 5), Way.SHOWN, 1.0)],
    "SUBTOTAL(109,F4:F19)": [("", (3, 5, 18, 5), Way.SHOWN, 1.0)],
    "AGGREGATE(9,5,F4:F19)": [("", (3, 5, 18, 5), Way.SHOWN, 1.0)],
    "ROUND(SUM(A1:A2),2)": [("", (0, 0, 1, 0), Way.SUM, 1.0)],
    'IF(SUM(A1:A2)=0,"",SUM(A1:A2))': [("", (0, 0, 1, 0), Way.SUM, 1.0)],
    'IF(COUNT(A1:A2,"(")>0,SUM(A1:A2),0)': [("", (0, 0, 1, 0), Way.SUM, 1.0)],
    'IFERROR(SUM(A1:A2),"")': [("", (0, 0, 1, 0), Way.SUM, 1.0)],
    "SUBTOTAL(2,A1:A3)": None,
    "AVERAGE(A1:A3)": None,
    "A1*2": None,
    "A1:B2": None,
    "SUM(A1:A3 A2)": None,
    "SUM(A0:A3)": None,
    "SUM(#REF!)": None,
    "SUM(名称)": None,
    "SUM([1]一月!A1:A3)": None,
    "SUM(一月:三月!B2)": None,
    "SUM(A1:A3": None,
    "SUM()": None,
    "": None,
    "IF(A1,B1,C1)": None,
    "+".join(["A1"] * 1_000): None,
    "(" * 500 + "A1" + ")" * 500: None,
}


@pytest.mark.parametrize("text", ADDED, ids=lambda text: text[:40])
def test_what_a_formula_adds(text: str) -> None:
    adds = addition(text)
    found = [(each.sheet, each.cells, each.way, each.factor) for each in adds.addends] if adds else None
    assert found == ADDED[text]


def test_constants_and_rounding_are_kept_beside() -> None:
    adds = addition("ROUND(SUM(A1:A2)+5,1)-2")
    assert adds
    assert (adds.constant, adds.slack) == (3.0, 0.05)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SUM('D:/报表/[上报.xlsx]1月'!B2:B9)", "上报.xlsx"),
        ("[上报.xls]Sheet1!B2+B3", "上报.xls"),
        ("VLOOKUP(A1,[2]Sheet1!A:B,2)", "2"),
        ("'file:///D:/报表/上报.ods'#$Sheet1.A1", "上报.ods"),
        ("SUM(表1[人次])", ""),
        ('"[1]一月!"&A1', ""),
        ("SUM(B2:B9)", ""),
        ("SUM([1]一月!A1:", "1"),
        ('"[', ""),
    ],
)
def test_another_workbook_is_told(text: str, name: str) -> None:
    assert other_workbook(text) == name


@settings(deadline=None)
@example("SUM(C3:A9,B12)")
@given(st.text(alphabet="SUMIFROUND(),:+-*/ABC123$!'\"[]#. 月\n", max_size=60))
def test_no_text_is_more_than_a_formula_can_be(text: str) -> None:
    adds = addition(text)
    other_workbook(text)
    areas = [each.cells for each in (adds and moved(adds, -5, 3).addends) or ()]
    assert not [area for area in areas if not (0 <= area[0] <= area[2] and 0 <= area[1] <= area[3])]
