"""The paper that pages are printed on: print of nine points or more, on as little paper as that takes."""

import pytest
from guanbiao.pages.printed import A3, A4, Paper, paper_of
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

SIZE, LEAST = 11, 9
ACROSS = {(A4, False): 85, (A4, True): 126, (A3, True): 183}  # characters of 11 points between margins of half an inch


@given(st.floats(1, 2000), st.booleans(), st.floats(0, 60), st.sampled_from([A3, A4]))
def test_print_is_never_below_nine_points(width: float, landscape: bool, beside: float, largest: int) -> None:
    paper = paper_of(width, landscape=landscape, beside=beside, largest=largest)
    every = width + beside * (paper.across - 1)
    assert SIZE * paper.across * (ACROSS[paper.number, paper.landscape] + 1) / every >= LEAST


@pytest.mark.parametrize(
    ("width", "landscape", "paper"),
    [
        (84, False, Paper(A4, False)),
        (104, False, Paper(A4, False)),
        (106, False, Paper(A4, True)),
        (150, True, Paper(A4, True)),
        (156, True, Paper(A3, True)),
        (222, False, Paper(A3, True)),
        (226, True, Paper(A3, True, 2)),
    ],
)
def test_the_smallest_paper_that_does_is_taken(width: float, landscape: bool, paper: Paper) -> None:
    assert paper_of(width, landscape=landscape) == paper


def test_the_widest_form_stands_on_sheets_of_a4_each_with_the_labels_of_its_rows(workbook: Workbook) -> None:
    page = workbook["15 馆藏情况"]
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToWidth) == (9, "landscape", 3)
    assert page.print_title_cols == "$A:$B"
    others = [each for each in workbook.worksheets if each.title[:2].isdigit() and each is not page]
    assert {each.page_setup.fitToWidth or 1 for each in others} == {1}
