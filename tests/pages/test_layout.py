"""An official form as a page: the example that is drawn in pages/layout.py."""

from guanbiao.forms.catalogue import Adds, Form, Grid, group, number, rows
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import Filing, PrintedLine
from guanbiao.pages.filled import Filled, Held
from guanbiao.pages.layout import official_page
from guanbiao.pages.page import Placed

FORM = Form(
    id="holdings",
    number=1,
    name="馆藏",
    title="馆藏统计表（{year}年）",
    section="馆藏",
    department="采编部",
    blocks=(
        Grid(
            stub=("馆",),
            columns=(group("册数", number("中文"), number("外文")),),
            rows=rows("总馆", "少儿馆", "合计"),
            down=(Adds("合计", ("总馆", "少儿馆")),),
        ),
    ),
    signatures=("填表人",),
)
BOOK = Book("馆藏.xlsx", "", 0.0, FileStatus.READ)
SIGNED = PrintedLine("signature", "填表人：王芳", 9, 0, "填表人", "王芳")
FILING = Filing("holdings", BOOK, Sheet("表", ()), "", 2020, (0, 0), (0, 0, 9, 2), (), (SIGNED,))
VALUES = {
    (0, "总馆", "册数/中文"): Held("1,200", "number", origin=("馆藏.xlsx", "表", "B5")),
    (0, "总馆", "册数/外文"): Held("约7", "number"),
}


def drawn(cells: tuple[Placed, ...]) -> dict[tuple[int, int], tuple[object, int, int]]:
    """By row and column, each cell's value and the last row and column that it covers."""
    return {(cell.row, cell.column): (cell.value, cell.bottom, cell.right) for cell in cells}


def test_title_header_rows_and_lines_stand_where_they_are_drawn() -> None:
    page = official_page(FORM, Filled(2020, FILING, VALUES))
    assert drawn(page.cells) == {
        (0, 0): ("馆藏统计表（2020年）", 0, 2),
        (1, 0): ("馆", 2, 0),
        (1, 1): ("册数", 1, 2),
        (2, 1): ("中文", 2, 1),
        (2, 2): ("外文", 2, 2),
        (3, 0): ("总馆", 3, 0),
        (3, 1): (1200, 3, 1),
        (3, 2): ("约7", 3, 2),
        (4, 0): ("少儿馆", 4, 0),
        (4, 1): (None, 4, 1),
        (4, 2): (None, 4, 2),
        (5, 0): ("合计", 5, 0),
        (5, 1): (None, 5, 1),
        (5, 2): (None, 5, 2),
        (6, 0): ("填表人：王芳", 6, 2),
    }
    assert (page.name, page.repeat, page.frozen) == ("01 馆藏", (0, 2), (3, 0))
    assert [cell.origin for cell in page.cells if cell.value == 1200] == [("馆藏.xlsx", "表", "B5")]


def test_a_form_that_nobody_filed_is_laid_out_empty() -> None:
    cells = drawn(official_page(FORM, Filled(2020)).cells)
    assert cells[6, 0] == ("填表人：", 6, 2)
    assert {cells[row, column][0] for row in (3, 4, 5) for column in (1, 2)} == {None}
