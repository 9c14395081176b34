"""Return slips opened as their readers open them."""

import io
import re

from guanbiao.report.report import Report
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.stages import outputs_of

SLIP = "核对单.xlsx"


ACTION, TEXT, WHO, APPROVED, ID = 12, 13, 14, 15, 16  # columns to answer in, and the id


def notices(found: Report) -> dict[str, bytes]:
    """The letters and slips for departments, by path; not their pages of the report."""
    files = {name: content for name, content in outputs_of(found) if name.startswith("通知/")}
    return {name: content for name, content in files.items() if not name.endswith(".html")}


def slip_of(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> dict[str, int]:
    """The row of each finding by its id."""
    found = {}
    for row in range(4, sheet.max_row + 1):
        value = str(sheet.cell(row, ID).value or "")
        if re.fullmatch(r"F[0-9a-f]{10}-[0-9a-f]{8}", value):
            found[value.partition("-")[0]] = row
    return found
