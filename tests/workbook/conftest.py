"""What tests of the workbook share."""

import io

import pytest
from guanbiao.report.report import Report
from openpyxl import Workbook, load_workbook

from tests.stages import outputs_of


@pytest.fixture(scope="module")
def workbook(report: Report) -> Workbook:
    content = next(content for name, content in outputs_of(report) if name.endswith("总表.xlsx"))
    return load_workbook(io.BytesIO(content))
