"""The library's real forms of 2020, whole: everything printed is found again, in its place and in its order."""

import io
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from guanbiao.model.books import FileStatus
from guanbiao.pages.layout import sheet_name
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from guanbiao.text.labels import fold
from guanbiao.text.personal import hidden
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.catalogue import CATALOGUE
from tests.lay_out import ROOT, SHAPES, WORKBOOKS, table, workbook_bytes, write_sample
from tests.stages import outputs_of

NUMBERS = range(1, 30)
SPAN_ROWS = {14: 1, 15: 2, 16: 1}  # subtotals, merged over their group of columns; the order test covers them


@pytest.fixture(scope="module")
def outputs(report: Report) -> dict[str, bytes]:
    return dict(outputs_of(report))


@pytest.fixture(scope="module")
def facts(outputs: dict[str, bytes]) -> dict[tuple[str, str, str], str]:
    frame = pl.read_parquet(io.BytesIO(outputs["facts.parquet"]))
    assert frame["form"].null_count() == frame["period"].null_count() == 0
    return {(line["file"], line["sheet"], line["cell"]): line["raw"] for line in frame.iter_rows(named=True)}


@pytest.fixture(scope="module")
def official(outputs: dict[str, bytes]) -> dict[str, Worksheet]:
    name = next(name for name in outputs if name.endswith("总表.xlsx"))
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(outputs[name])).worksheets}


@cache
def filed_at(number: int) -> tuple[str, str, int, int]:
    """Where a table stands in the sample: file, sheet, zero-based first row and column."""
    for department, name, sheets in WORKBOOKS:
        for sheet, numbers, (top, left) in sheets:
            row = top - 1
            for own in numbers:
                if own == number:
                    return f"2020/{department}/{name}.xlsx", sheet, row, left - 1
                row += len(table(own)) + 2
    raise AssertionError(number)


def test_the_shipped_forms_are_those_laid_out_from_the_tables(tmp_path: Path) -> None:
    write_sample(tmp_path)
    shipped = {path.relative_to(ROOT / "inputs"): path for path in (ROOT / "inputs").rglob("*.xlsx")}
    assert set(shipped) == {path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx")}
    for name, path in shipped.items():
        ours, theirs = (load_workbook(each) for each in (tmp_path / name, path))
        assert [list(sheet.values) for sheet in ours] == [list(sheet.values) for sheet in theirs]


def test_laying_out_twice_gives_the_same_bytes() -> None:
    sheets = WORKBOOKS[0][2]
    assert workbook_bytes(sheets) == workbook_bytes(sheets)


def test_every_printed_form_is_recognised_and_counts(report: Report) -> None:
    assert {form.number for form in CATALOGUE.forms if form.id in report.counted} == set(NUMBERS)
    assert {book.status for book in report.books} == {FileStatus.READ}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_printed_body_value_is_a_fact_at_its_cell(number: int, facts: dict[tuple[str, str, str], str]) -> None:
    file, sheet, top, left = filed_at(number)
    shape, grid = SHAPES[number], table(number)
    labels = {fold(text) for form in CATALOGUE.forms if form.number == number for text in printed_labels(number)}
    for at in range(shape.before + shape.header, len(grid) - shape.footer):
        for column, text in enumerate(grid[at]):
            if text and not (column < shape.stub and fold(text) in labels):
                cell = (file, sheet, a1(top + at, left + column))
                known = {fold(text), fold(hidden(text))}  # who is in charge of a branch is personal
                assert fold(facts.get(cell, "")) in known or fold(text) in labels, (cell, text)


def printed_labels(number: int) -> list[str]:
    """The labels that the table prints in its body: those of its stub, and of a card everywhere."""
    shape, grid = SHAPES[number], table(number)
    body = grid[shape.before + shape.header : len(grid) - shape.footer]
    if number != 6:
        return [row[column] for row in body for column in range(shape.stub)]
    return [text for row in grid for text in row if text and not any(each.isdigit() for each in text)]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_official_sheet_has_the_printed_cells_in_order(number: int, official: dict[str, Worksheet]) -> None:
    form = next(form for form in CATALOGUE.forms if form.number == number)
    written = [
        fold(str(cell.value))
        for row in official[sheet_name(form)].iter_rows()
        for cell in row
        if cell.value is not None and cell.data_type != "f"
    ]
    printed = [fold(text) for row in table(number) for text in row if text]
    assert written == printed


@pytest.mark.parametrize("number", NUMBERS)
def test_official_figures_stand_in_the_printed_row_and_column(number: int, official: dict[str, Worksheet]) -> None:
    form = next(form for form in CATALOGUE.forms if form.number == number)
    sheet = official[sheet_name(form)]
    shape, grid = SHAPES[number], table(number)
    foot = len(grid) - shape.footer - SPAN_ROWS.get(number, 0)
    for at in range(shape.before, foot):
        for column, text in enumerate(grid[at]):
            value = sheet.cell(at + 1, column + 1)
            if text:
                assert fold(str(value.value)) == fold(text)


def test_the_same_inputs_give_the_same_bytes(report: Report, outputs: dict[str, bytes]) -> None:
    assert dict(outputs_of(report)) == outputs


def test_text_never_becomes_a_formula_and_formulas_carry_their_value(outputs: dict[str, bytes]) -> None:
    name = next(name for name in outputs if name.endswith("总表.xlsx"))
    formulas, values = (load_workbook(io.BytesIO(outputs[name]), data_only=only) for only in (False, True))
    found = [
        (sheet.title, cell.coordinate, values[sheet.title][cell.coordinate].value)
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert ("07 文献流通册次", "B5", 11799 + 22637 + 10492) in found
    assert ("14 总流通人次", "D18", 814 + 0 + 126) in found
    blank = {(sheet, cell) for sheet, cell, value in found if value is None and sheet != "勾稽关系"}
    assert {formulas[sheet][cell].offset(0, -1).value for sheet, cell in blank} == {
        "24h自助图书馆"
    }  # a total not given
    numbers = [(sheet, value) for sheet, cell, value in found if (sheet, cell) not in blank]
    assert all(isinstance(value, int | float) for sheet, value in numbers if sheet != "勾稽关系")
    assert all(value is not None or cell[0] in "GIJ" for sheet, cell, value in found if (sheet, cell) not in blank)


def test_signatures_units_and_dates_are_captured(report: Report) -> None:
    lending = report.counted["lending"]
    assert lending.signed("部门负责人") == "李艳"
    assert lending.signed("填报日期") == "2021 年 1月 6 日"
    assert report.counted["enquiries"].signed("部门负责人") == ""
    assert report.counted["branches"].signed("制表负责人") == "官 曼"
    assert [line.text for line in lending.lines if line.role == "preface"] == ["填报部门：业务中心", "单位(册次)附表"]
    assert sum(line.role == "note" for line in report.counted["holdings"].lines) == 8
