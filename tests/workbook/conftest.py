"""What tests of the workbook share: that of 2020, and that of a small year with slips in it."""

import io

import pytest
from guanbiao.report.report import Report
from openpyxl import Workbook, load_workbook

from tests.drawing import changed
from tests.small.filed import COMPARED, LOANS, year_with
from tests.stages import outputs_of


def opened(done: Report) -> Workbook:
    """The consolidated workbook of a report."""
    content = next(content for name, content in outputs_of(done) if name.endswith("总表.xlsx"))
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def workbook(report: Report) -> Workbook:
    return opened(report)


@pytest.fixture(scope="module")
def wrong() -> Workbook:
    """The small year with two digits swapped in the comparison, and one total of the months left blank."""
    return opened(year_with(changed(COMPARED, (4, 2, 15645)), changed(LOANS, (2, 3, None))))
