"""Annual reports in Word, built for tests."""

import io
from collections.abc import Sequence

from docx import Document
from guanbiao.model.books import Book, Sheet
from msgspec.structs import replace

from tests.drawing import read_bytes

TITLE = "鞍山市图书馆2020年度工作报告"


def report_docx(*tables: Sheet, title: Sequence[str] = (TITLE,), text: Sequence[str] = ("全年开放300天。",)) -> bytes:
    """A report of these first lines with a heading, some text, and the tables, each below its first row as a line."""
    document = Document()
    for line in title:
        document.add_paragraph(line)
    document.add_heading("年度概况", 1)
    for line in text:
        document.add_paragraph(line)
    document.add_heading("业务统计", 1)
    for sheet in tables:
        _add(document, sheet)
    return saved(document)


def _add(document: object, sheet: Sheet) -> None:
    first, *rows = sheet.rows
    document.add_paragraph("\t".join(str(cell) for cell in first if cell is not None))  # type: ignore[attr-defined]
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)  # type: ignore[attr-defined]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=False):
            cell.text = "" if value is None else str(value)


def saved(document: object) -> bytes:
    """A document of python-docx as bytes."""
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def report_book(content: bytes, file: str = "报告.docx", modified: float = 0.0) -> Book:
    """A document as a book that was read."""
    return replace(read_bytes(content, file), modified=modified)
