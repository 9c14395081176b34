"""Formulas and looks are looked at only where a form may stand, and wherever one may."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from guanbiao.forms.catalogue import Catalogue, Vocabulary
from guanbiao.intake.parse import parse
from guanbiao.intake.read import read_folder
from guanbiao.intake.signs import Signs, looked_at
from guanbiao.intake.wire import signs_packed, signs_unpacked
from guanbiao.recognise.signs import signs_of
from guanbiao.text.cells import Value
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.styles import Font
from xlsxwriter import Workbook as Writer

from schemas.catalogue import CATALOGUE
from tests.drawing import printed, sheet

SIGNS = signs_of(CATALOGUE)
LENDING = [list(row) for row in printed(7).rows]
_BOOKS: list[list[Value]] = [[f"书{number}", number, 2 * number] for number in range(1, 200)]
BOOKS: list[list[Value]] = [["馆藏目录"], ["书名", "册数", "价格"], *_BOOKS]
Rows = Sequence[Sequence[Value]]


def with_wrong_formula(*sheets: Rows) -> bytes:
    """A workbook in which a formula below every sheet shows what it does not give."""
    buffer = io.BytesIO()
    with Writer(buffer, {"in_memory": True}) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for row, cells in enumerate(rows):
                page.write_row(row, 0, cells)
            page.write_formula(len(rows) + 1, 1, "=SUM(1,2)", None, 99)
    return buffer.getvalue()


def noted(content: bytes, signs: Signs | None = SIGNS) -> list[list[str]]:
    return [[note.code for note in each.notes] for each in parse(content, signs=signs).sheets]


def test_formulas_are_worked_out_only_where_a_form_may_stand() -> None:
    assert noted(with_wrong_formula(BOOKS)) == [["not_looked_at"]]
    assert noted(with_wrong_formula(BOOKS), None) == [["stale"]]
    assert noted(with_wrong_formula(LENDING)) == [["stale"]]
    assert noted(with_wrong_formula(BOOKS, LENDING)) == [["not_looked_at"], ["stale"]]


def test_a_sheet_behind_a_form_may_go_on() -> None:
    assert noted(with_wrong_formula(LENDING, BOOKS)) == [["stale"], ["stale"]]


def test_values_are_the_same_wherever_nobody_looks() -> None:
    content = with_wrong_formula(BOOKS)
    (far,), (near,) = parse(content, signs=SIGNS).sheets, parse(content).sheets
    assert far.rows == near.rows


def test_looks_are_read_only_where_a_form_may_stand() -> None:
    book = Workbook()
    for rows in (BOOKS, LENDING):
        page = book.create_sheet()
        for cells in rows:
            page.append(list(cells))
        page["C9"].font = Font(strike=True)
        page["C10"].number_format = "0%"
    del book["Sheet"]
    buffer = io.BytesIO()
    book.save(buffer)
    far, near = parse(buffer.getvalue(), signs=SIGNS).sheets
    assert [note.code for note in far.notes] == ["not_looked_at"]
    assert "struck_cell" in [note.code for note in near.notes]
    assert (list(far.shown), list(near.shown)) == ([], ["C10"])


def test_signs_reach_readers(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(with_wrong_formula(BOOKS))
    (book,) = read_folder(tmp_path, signs=SIGNS)
    assert [note.code for note in book.sheets[0].notes] == ["not_looked_at"]
    assert signs_unpacked(signs_packed(SIGNS)) == SIGNS


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_form_shows_its_signs_in_any_year(form) -> None:  # type: ignore[no-untyped-def]
    rows = printed(form.number).rows
    for year in ("2020", "1999", "2035"):
        other = [[str(cell).replace("2020", year) if isinstance(cell, str) else cell for cell in row] for row in rows]
        assert list(looked_at([other], SIGNS)) == [True]
        assert list(looked_at([[]] * 3 + [other], SIGNS)) == [False, False, False, True]


@pytest.mark.parametrize(
    "header",
    [
        "| 類目 | 總計 | 成人外借（冊次） | 少兒外借 |",
        "| 月份 | 合计（万册次） | 成 人 外 借 | *2.少儿外借： |",
        "| 月份 | 全年累计 | 成人外借/册次 | 分　馆 |",
    ],
)
def test_half_of_a_header_is_a_sign_however_it_is_written(header: str) -> None:
    rows = sheet(header).rows
    assert list(looked_at([rows], SIGNS)) == [True]
    assert list(looked_at([[row[:2] for row in rows]], SIGNS)) == [False]


def test_years_that_are_numbers_are_labels() -> None:
    rows: Rows = [["部门", 2019.0, 2018, 2020], ["外借部", 1, 2, 3]]
    assert list(looked_at([rows], SIGNS)) == [True]


def test_words_of_a_catalogue_are_signs_too() -> None:
    ours = replace(CATALOGUE, vocabulary=Vocabulary(aliases=(("成人外借", "成年读者"), ("少儿外借", "小读者"))))
    rows: Rows = [["月份", "成年读者", "小读者", "总计"]]
    assert list(looked_at([rows], SIGNS)) == [False]
    assert list(looked_at([rows], signs_of(ours))) == [True]
    assert signs_of(Catalogue("某馆", CATALOGUE.forms[:1], CATALOGUE.departments, ())) != SIGNS
