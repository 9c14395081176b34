"""The paper that pages are printed on: print of nine points or more, on the smallest paper that allows it."""

import pytest
from guanbiao.pages.printed import A3, A4, Paper, paper_of
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

SIZE, LEAST = 11, 9
ACROSS = {(A4, False): 85, (A4, True): 126, (A3, True): 183}  # characters of 11 points between margins of half an inch


@given(st.floats(1, 223), st.booleans())
def test_print_is_never_below_nine_points(width: float, landscape: bool) -> None:
    paper = paper_of(width, landscape=landscape)
    assert SIZE * (ACROSS[paper.number, paper.landscape] + 1) / width >= LEAST


@pytest.mark.parametrize(
    ("width", "landscape", "paper"),
    [
        (84, False, Paper(A4, False)),
        (104, False, Paper(A4, False)),
        (106, False, Paper(A4, True)),
        (150, True, Paper(A4, True)),
        (156, True, Paper(A3, True)),
        (222, False, Paper(A3, True)),
        (400, True, Paper(A3, True)),
    ],
)
def test_the_smallest_paper_that_does_is_taken(width: float, landscape: bool, paper: Paper) -> None:
    assert paper_of(width, landscape=landscape) == paper


def test_only_lists_and_the_form_that_is_wider_than_a4_take_larger_paper(workbook: Workbook) -> None:
    large = [page.title for page in workbook.worksheets if page.page_setup.paperSize == A3]
    assert set(large) <= {"15 馆藏情况", "问题清单", "勾稽关系", "指标对照", "数据来源"}
    assert {page.page_setup.orientation for page in workbook.worksheets if page.title in large} == {"landscape"}
    widths = [each.width for each in workbook["15 馆藏情况"].column_dimensions.values()]
    assert SIZE * ACROSS[A3, True] / sum(widths) > 8  # of 31 columns; on A4 it would be below six
