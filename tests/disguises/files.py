"""A filed form as a book: its sheets as they are, or written to a real file and read."""

import csv
import io
from hashlib import sha256

from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.text.cells import Value
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.disguises.filed import Filed
from tests.drawing import read_bytes

_FORMATS = {
    "percent": "0%",
    "percent 2": "0.00%",
    "date": "yyyy-mm-dd",
    "date 年": 'yyyy"年"m"月"d"日"',
    "month": 'm"月"',
}


def book_of(filed: Filed, file: str = "") -> Book:
    """The file of a form as it is read."""
    name = file or filed.file
    kind = "xlsx" if filed.looks and filed.kind == "book" else filed.kind
    if kind == "book":
        digest = sha256(repr((name, filed.sheets)).encode()).hexdigest()
        return Book(name, digest, 0.0, FileStatus.READ, "", filed.sheets)
    if kind == "xlsx":
        return read_bytes(_xlsx(filed), name)
    text = _csv(filed.sheet, "\t" if kind == "tsv" else ",")
    content = text.encode("gb18030" if kind == "gbk csv" else "utf-8-sig")
    return read_bytes(content, name.replace(".xlsx", ".csv"))


def _xlsx(filed: Filed) -> bytes:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, sheet in enumerate(filed.sheets):
        target = book.create_sheet(sheet.name)
        if any(note.code == "hidden_sheet" for note in sheet.notes):
            target.sheet_state = "hidden"
        looks = filed.looks if number == filed.main else {}
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                _write(target.cell(row + 1, column + 1), value, looks.get((row, column), ""))
        for top, left, bottom, right in sheet.merges:
            target.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        if filed.kind == "xlsx":
            target.freeze_panes = f"B{filed.body + 1}"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _write(cell, value: Value, look: str) -> None:  # type: ignore[no-untyped-def]
    if value is None:
        return
    if look.startswith("struck"):
        _, side, older = look.split()
        parts = [TextBlock(InlineFont(strike=True), older), TextBlock(InlineFont(), str(value))]
        cell.value = CellRichText(*(parts if side == "before" else parts[::-1]))
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if look:
        cell.number_format = _FORMATS[look]


def _csv(sheet: Sheet, between: str) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=between).writerows(
        [["" if value is None else value for value in row] for row in sheet.rows]
    )
    return target.getvalue()
