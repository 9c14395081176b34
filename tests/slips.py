"""Return slips opened as their readers open them, and written in."""

import io

from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.slips import Issued
from guanbiao.recognise.slips.record import SHEET, issued_as
from guanbiao.report.report import Report
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from tests.drawing import read_bytes
from tests.stages import outputs_of

SLIP, APPROVAL, LIST = "核对单.xlsx", "待审批.xlsx", "问题清单"
ACTION, TEXT = 5, 6  # columns to answer in
WHO = "B3"


def notices(found: Report) -> dict[str, bytes]:
    """The letters and slips for departments, by path; not their pages of the report."""
    files = {name: content for name, content in outputs_of(found) if name.startswith("通知/")}
    return {name: content for name, content in files.items() if not name.endswith(".html")}


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def issued(slip: Workbook) -> Issued:
    """What a slip was issued with."""
    rows = [[str(cell.value) for cell in row] for row in slip[SHEET].iter_rows()]
    found = issued_as(Book("", "", 0.0, FileStatus.READ, sheets=(Sheet(SHEET, rows),)))
    assert found is not None
    return found


def rows(slip: Workbook) -> dict[str, int]:
    """The row of each finding by its id: its own, or that of a problem without a cause."""
    lines = sorted(issued(slip).lines, key=lambda line: -len(line.cases))
    return {case.finding: line.at + 1 for line in lines for case in line.cases}


def heads(slip: Workbook) -> dict[str, int]:
    """The row of the problem that each finding is told under."""
    lines = sorted(issued(slip).lines, key=lambda line: (len(line.cases), -line.at))
    return {case.finding: line.at + 1 for line in lines for case in line.cases}


def saved(slip: Workbook, name: str) -> Book:
    """A slip as it comes back; a number in front of its name says when."""
    slip.save(buffer := io.BytesIO())
    book = read_bytes(buffer.getvalue(), name)
    return replace(book, modified=float(name[0])) if name[0].isdigit() else book


def returned(slip: Workbook, name: str, finding: str, written: dict[int, str]) -> Book:
    """A slip with the row of a finding written in, by column."""
    for column, text in written.items():
        slip[LIST].cell(rows(slip)[finding], column).value = text
    return saved(slip, name)
