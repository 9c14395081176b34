"""Reading a drop folder: values at their addresses, blanks, dates, the order of files."""

import datetime
import io
from pathlib import Path

import pytest
from guanbiao.intake.read import read_folder
from guanbiao.text.cells import NEVER_CALCULATED
from openpyxl import Workbook

from tests.drawing import book, codes, printed, read_bytes, report
from tests.lay_out import table, typed


def saved(**cells: str | float | bool | datetime.date | datetime.time | None) -> bytes:
    """A workbook with these cells, as bytes."""
    workbook = Workbook()
    for address, value in cells.items():
        workbook.worksheets[0][address] = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_values_keep_their_addresses_and_become_plain_data() -> None:
    content = saved(
        C3="馆藏", D3=12, E3=1.5, C5=datetime.date(2020, 1, 10), D5=datetime.datetime(2020, 1, 10, 9, 30), E5=True
    )
    (sheet,) = read_bytes(content, "a.xlsx").sheets
    assert sheet.rows[2][2:5] == ["馆藏", 12, 1.5]
    assert sheet.rows[4][2:5] == ["2020-01-10", "2020-01-10 09:30:00", True]
    assert sheet.rows[0] == [None] * 5


def test_a_cell_of_white_space_is_empty() -> None:
    (sheet,) = read_bytes(saved(A1=" ", B1="\u3000 ", C1="\n", D1="\u200b", E1="\xa0", F1=" 1 "), "a.xlsx").sheets
    assert sheet.rows[0] == [None] * 5 + [" 1 "]


@pytest.mark.parametrize("number", [6, 14, 15, 20])
def test_blanks_that_were_cleared_with_the_space_bar_are_blanks(number: int) -> None:
    workbook = Workbook()
    rows = table(number)
    for row in rows:
        workbook.worksheets[0].append([typed(cell) if cell else " " for cell in row])
    buffer = io.BytesIO()
    workbook.save(buffer)
    done, plain = report(read_bytes(buffer.getvalue())), report(book(printed(number)))
    assert done.tables.facts.drop("raw").equals(plain.tables.facts.drop("raw"))
    assert codes(done.findings) == codes(plain.findings)


def test_months_that_a_sheet_has_made_dates_of_are_months() -> None:
    workbook = Workbook()
    for row in table(7):
        month = typed(row[0])
        first = datetime.date(2020, month, 1) if isinstance(month, int) else row[0]
        workbook.worksheets[0].append([first, *map(typed, row[1:])])
    buffer = io.BytesIO()
    workbook.save(buffer)
    done, plain = report(read_bytes(buffer.getvalue())), report(book(printed(7)))
    assert codes(done.findings) == codes(plain.findings)


def test_merged_ranges_are_read() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["B2"] = "展览"
    workbook.worksheets[0].merge_cells("B2:C3")
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert read_bytes(buffer.getvalue(), "a.xlsx").sheets[0].merges == ((1, 1, 2, 2),)


def test_formulas_without_a_value_and_errors_are_not_taken_for_blanks() -> None:
    (sheet,) = read_bytes(saved(A1=1, A2="=A1+1", B1="#REF!"), "a.xlsx").sheets
    assert sheet.rows[1][0] == NEVER_CALCULATED
    assert sheet.rows[0][1] == "#REF!"


def test_a_folder_is_read_in_the_order_of_its_paths_and_lock_files_are_ignored(tmp_path: Path) -> None:
    for name in ("b/二.xlsx", "a/深/一.xlsx", "~$一.xlsx", "a/Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(saved(A1=name))
    books = read_folder(tmp_path)
    assert [(book.file, book.status.value) for book in books] == [
        ("a/Thumbs.db", "ignored"),
        ("a/深/一.xlsx", "read"),
        ("b/二.xlsx", "read"),
        ("~$一.xlsx", "ignored"),
    ]
