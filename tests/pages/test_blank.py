"""Blank forms: empty, locked where totals stand, and read back to what was written into them."""

import io
import random
from pathlib import Path

import pytest
from guanbiao.forms.catalogue import Form, Kind, Register
from guanbiao.intake.read import read_file
from guanbiao.model.books import Book, FileStatus
from guanbiao.outputs.archive import stored
from guanbiao.outputs.blanks import write_blanks
from guanbiao.pages.blank import blank_form
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.settings import NothingToDo
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from schemas.catalogue import CATALOGUE
from tests.drawing import read_bytes
from tests.stages import gather, kept_of
from tests.test_cli import run

YEAR = 2021
Known = dict[tuple[str, str, str], float]


@pytest.fixture(scope="module")
def known(report: Report) -> Known:
    return dict(kept_of(report).known)


def opened(form: Form, known: Known) -> tuple[Workbook, dict[tuple[int, str, str, int], str]]:
    blank = blank_form(form, YEAR, known)
    book = load_workbook(io.BytesIO(write_workbook((blank.page,), "x")))
    sheet = book.worksheets[0]
    return book, {key: sheet.cell(row + 1, column + 1).coordinate for key, (row, column) in blank.places.items()}


def read(book: Workbook) -> Book:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_bytes(buffer.getvalue(), "表.xlsx")


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: str(form.id))
def test_what_is_written_into_a_blank_form_reads_back(form: Form, known: Known) -> None:
    book, places = opened(form, known)
    sheet = book.worksheets[0]
    dice = random.Random(form.id)
    written: dict[tuple[int, str, str, int], str | int] = {}
    kinds = {(at, leaf.key): leaf.column.kind for at, block in enumerate(form.blocks) for leaf in block.leaves}
    required = {(at, leaf.key) for at, block in enumerate(form.blocks) for leaf in block.leaves if leaf.column.required}
    for (index, row, column, entry), address in places.items():
        cell = sheet[address]
        assert isinstance(cell, Cell)
        if cell.protection.locked or entry > 2:
            continue
        kind = kinds.get((index, column), Kind.NUMBER)
        if entry >= 0 and kind is Kind.TEXT and (index, column) not in required:
            continue
        drawn: dict[Kind, str | int] = {
            Kind.NUMBER: dice.randrange(1, 9999),
            Kind.SERIAL: entry + 1,
            Kind.DATE: f"{YEAR}年{entry + 3}月{dice.randrange(1, 28)}日",
            Kind.TEXT: f"内容{dice.randrange(10**6)}",
        }
        value = drawn[kind]
        measures = form.figures[row, column].measures if (row, column) in form.figures else ()
        if len(measures) > 1:
            continue  # compound cells are tried in the round trip of the grammar
        cell.value = value
        written[index, row, column, entry] = value
    assert written
    own = read(book)
    assert own.status is FileStatus.READ
    found = recognise([own], CATALOGUE)
    (filing,) = found.filings
    assert (filing.form, filing.period) == (form.id, YEAR)
    cells = gather(found, CATALOGUE).tables.cells
    said = {
        (
            line["block"],
            line["row"] if line["role"] != "entry" else "",
            line["column"],
            line["seq"] if line["role"] == "entry" else -1,
        ): line["raw"]
        for line in cells.iter_rows(named=True)
    }
    for key, value in written.items():
        assert said[key] == str(value), key
    if isinstance(form.blocks[0], Register):
        assert [key for key in said if key[3] > 2] == []


def test_totals_are_locked_formulas_and_entries_are_open(known: Known) -> None:
    book, places = opened(CATALOGUE.by_id["lending"], known)
    sheet = book.worksheets[0]
    total, entry = sheet[places[0, "累计", "成人外借", -1]], sheet[places[0, "3", "成人外借", -1]]
    assert isinstance(total, Cell)
    assert isinstance(entry, Cell)
    months = [places[0, str(month), "成人外借", -1] for month in (1, 12)]
    assert total.value == f"=SUM({months[0]}:{months[1]})"
    assert total.protection.locked
    assert not entry.protection.locked
    assert sheet.protection.sheet
    checked = [rule for rule in sheet.data_validations.dataValidation if entry.coordinate in rule.sqref]
    assert [(rule.type, rule.errorStyle or "stop") for rule in checked] == [("decimal", "stop")]
    assert sheet.protection.insertRows  # locked


def test_a_cell_that_states_several_figures_says_how_and_asks_about_what_lacks_one() -> None:
    book, places = opened(CATALOGUE.by_id["overview"], {})
    sheet = book.worksheets[0]
    several = {places[key] for key in places if len(CATALOGUE.by_id["overview"].figures[key[1:3]].measures) > 1}
    asked = [rule for rule in sheet.data_validations.dataValidation if rule.prompt]
    assert {str(cell) for rule in asked for cell in rule.sqref for cell in _cells(str(cell))} == several
    (training,) = [rule for rule in asked if places[0, "社会教育与用户培训/合计", "完成指标", -1] in rule.sqref]
    assert "24次 16人次" in training.prompt
    assert (training.type, training.errorStyle) == ("custom", "warning")  # it asks, and takes what is meant otherwise
    assert training.formula1.endswith('"*次*人次*")>0)')


def _cells(box: str) -> list[str]:
    first, _, last = box.partition(":")
    return [f"{first[0]}{row}" for row in range(int(first[1:]), int((last or first)[1:]) + 1)]


def test_a_register_has_room_for_half_as_many_entries_again_and_takes_more_rows() -> None:
    form = CATALOGUE.by_id["lectures"]
    blank = blank_form(form, YEAR, {}, 41)
    sheet = load_workbook(io.BytesIO(write_workbook((blank.page,), "x"))).worksheets[0]
    own = [
        (row + 1, column + 1) for (_, _, name, at), (row, column) in blank.places.items() if name == "人次" and at >= 0
    ]
    first, last = (sheet.cell(*at).coordinate for at in (own[0], own[-1]))
    assert len(own) == 70
    assert sheet.cell(own[-1][0] + 1, own[0][1]).value == f"=SUM({first}:{last})"
    assert f"{first}:{last}" in {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert not sheet.protection.insertRows  # not locked
    assert not sheet.protection.deleteRows


def test_the_entries_of_the_year_before_are_counted(report: Report, tmp_path: Path) -> None:
    entries = kept_of(report).entries
    assert (entries["lectures"], entries["papers"], "lending" in entries) == (41, 6, False)
    assert stored(tmp_path, 2020, report.catalogue.library) is None


def test_totals_of_a_blank_form_show_what_they_come_to(known: Known) -> None:
    for form in CATALOGUE.forms:
        sheets = read_bytes(write_workbook((blank_form(form, YEAR, known).page,), "x")).sheets
        assert sheets
        assert all(note.code != "stale" for sheet in sheets for note in sheet.notes), form.id


def test_last_years_figures_stand_in_the_comparison_tables(known: Known) -> None:
    book, places = opened(CATALOGUE.by_id["lending_three_years"], known)
    sheet = book.worksheets[0]
    cell = sheet[places[0, "成人外借部", "流通册次/{year-1}年", -1]]
    assert isinstance(cell, Cell)
    assert (cell.value, cell.protection.locked) == (93734, True)
    older = sheet[places[0, "成人外借部", "流通册次/{year-2}年", -1]]
    assert isinstance(older, Cell)
    assert older.value == 87120


def test_a_register_left_empty_has_no_entries() -> None:
    form = CATALOGUE.by_id["lectures"]
    book, _ = opened(form, {})
    found = recognise([read(book)], CATALOGUE)
    cells = gather(found, CATALOGUE).tables.cells
    assert cells.filter(cells["role"] == "entry").height == 0


def test_the_command_writes_all_of_them_for_the_next_year(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    result = run("forms", "--outputs", str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(f"2021 年空白报表 {len(CATALOGUE.forms)} 张")
    assert len(list((tmp_path / "空白表" / "2021").rglob("*.xlsx"))) == len(CATALOGUE.forms)


def test_another_librarys_forms_name_it_and_lie_apart(tmp_path: Path) -> None:
    other = CATALOGUE.libraries[0].name
    own, theirs = write_blanks(tmp_path, 2021, CATALOGUE), write_blanks(tmp_path, 2021, CATALOGUE, other)
    assert theirs == tmp_path / "空白表" / other / "2021"
    names = [sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx")) for folder in (own, theirs)]
    assert names[0] == names[1]
    book = read_file(next(path for path in theirs.rglob("*.xlsx") if "文献流通册次" in path.name), "a.xlsx")
    assert any(other in str(value) for row in book.sheets[0].rows[:4] for value in row)
    with pytest.raises(NothingToDo, match=other):
        write_blanks(tmp_path, 2021, CATALOGUE, "../别的图书馆")


def test_without_any_year_the_command_asks_for_one(tmp_path: Path) -> None:
    result = run("forms", "--outputs", str(tmp_path))
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    with pytest.raises(NothingToDo):
        write_blanks(tmp_path, None, CATALOGUE)
