"""Pictures in cells: what a formula of WPS or Excel shows is a picture, never its text and never a figure."""

import pytest
from guanbiao.text.cells import PICTURE
from guanbiao.text.figures import State, read_figure

from tests.drawing import book, codes, read_bytes
from tests.intake.hostile.build import parts, xlsx, zipped
from tests.small.filed import STAFF, small_report

ID = "ID_0123456789ABCDEF0123456789ABCDEF"


@pytest.mark.parametrize(
    "text",
    [f'=DISPIMG("{ID}",1)', f'=_xlfn.DISPIMG("{ID}",1)', f' = dispimg("{ID}", 1)', '=IMAGE("https://a.b/c.png")'],
)
def test_the_formula_of_a_picture_that_was_saved_as_text_is_a_picture(text: str) -> None:
    (sheet,) = read_bytes(xlsx([["照片", text]])).sheets
    assert sheet.rows == [["照片", PICTURE]]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_0",1)</f><v>=DISPIMG("ID_0",1)</v></c>',
        '<c r="B1" t="e"><f>_xlfn.DISPIMG("ID_0",1)</f><v>#NAME?</v></c>',
        '<c r="B1"><f>_xlfn.DISPIMG("ID_0",1)</f></c>',
        '<c r="B1"><f>_xlfn.DISPIMG("ID_0",1)</f><v>0</v></c>',
        '<c r="B1" t="e"><f>_xlfn.IMAGE("https://a.b/c.png")</f><v>#VALUE!</v></c>',
    ],
)
def test_a_formula_that_shows_a_picture_is_one_whatever_its_cached_result(cell: str) -> None:
    (sheet,) = read_bytes(zipped(parts(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'))).sheets
    assert sheet.rows == [[1, PICTURE]]


@pytest.mark.parametrize("text", ["DISPIMG", 'DISPIMG("a",1)', "用 =DISPIMG( 插入", "=SUM(A1)"])
def test_a_text_that_only_speaks_of_pictures_stays_as_it_is(text: str) -> None:
    (sheet,) = read_bytes(xlsx([["说明", text]])).sheets
    assert sheet.rows == [["说明", text]]


def test_a_picture_in_a_column_of_figures_is_no_figure() -> None:
    assert read_figure(PICTURE).state is State.UNREADABLE
    rows = [[PICTURE if value == 48 else value for value in row] for row in STAFF.rows]
    filed = read_bytes(xlsx([[f'=DISPIMG("{ID}",1)' if value == PICTURE else value for value in row] for row in rows]))
    done = small_report(book(*filed.sheets))
    assert "unreadable" in codes(done.findings)
    assert {term.raw for each in done.findings if each.rule == "unreadable" for term in each.terms} == {PICTURE}
