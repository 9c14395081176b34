"""Cached results of formulas, held against the formulas."""

import pytest
from guanbiao.intake.stale import stale
from guanbiao.model.books import Note

from tests.drawing import read_bytes
from tests.intake.hostile.build import parts, zipped


@pytest.mark.parametrize(
    ("formula", "shown", "due"),
    [
        ("A1+B1", 3, None),
        ("A1+B1", 4, 3),
        ("SUM(A1:C1)", 6, None),
        ("SUM(A1:C1)", 5, 6),
        ("sum($A$1:$C$1)-B1", 5, 4),
        ("SUM(A1,B1:C1,10)", 16, None),
        ("ROUND(A1/3,2)", 0.33, None),
        ("ROUND(B1*0.125,2)", 0.25, None),
        ("(A1+B1)*C1", 8, 9),
        ("-A1+C1", 2, None),
        ("IF(A1>0,1,2)", 99, None),
        ("Sheet3!A1+1", 99, None),
        ("Sheet2!A1+1", 8, None),
        ("Sheet2!A1+1", 9, 8),
        ("SUM('上 半年'!A1:B1)", 10, 9),
        ("AVERAGE(A1:D1)", 2, None),
        ("AVERAGE(A1:D1)", 3, 2),
        ("COUNT(A1:D1)", 4, 3),
        ("MAX(A1:C1)-MIN(A1:C1)", 2, None),
        ("SUM(A1*2,B1)", 4, None),
        ("AVERAGE(D1:D1)", 99, None),
        ("PRODUCT(D1:D1)", 0, None),
        ("ROUND(0.1+0.2-0.25,1)", 0.1, None),
        ("SUM(A1:E1)", 0, None),
        ("A1+E1", 0, None),
        ("VLOOKUP(A1,B1:C1,2)", 99, None),
        ("A1&B1", 99, None),
        ("A1/0", 99, None),
        ("SUM(A1:", 99, None),
        ("D1+1", 99, None),
        ("((((", 99, None),
        ("A1)", 99, None),
        ("", 99, None),
    ],
)
def test_a_cached_total_is_held_against_its_formula(formula: str, shown: float, due: float | None) -> None:
    others = {"SHEET2": [[7]], "上 半年": [[4, 5]]}
    notes = list(stale([((0, 4), formula)], [[1, 2, 3, "字", shown]], others))
    assert [(note.cell, note.shown, note.expected) for note in notes] == (
        [("E1", shown, due)] if due is not None else []
    )


def test_shared_formulas_are_held_against_their_cached_totals_too() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
    rows += '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>11</v></c></row>'
    (sheet,) = read_bytes(zipped(parts(rows))).sheets
    assert sheet.notes == (Note("stale", "B2", "=A2*2", 11, 10),)
