"""What tests of letters share: a small year with slips of every department, and what departments get of it."""

import pytest
from guanbiao.report.report import Report

from tests.drawing import changed
from tests.slips import notices
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, year_with
from tests.stages import with_causes


@pytest.fixture(scope="package")
def wrong() -> Report:
    """Digits swapped in the comparison and in what the office says of it, an odd month, a talk too many, a wrong
    total of the budget."""
    outline = changed(OUTLINE, (2, 5, "6场 448人次"), (3, 2, "16455册次"))
    monthly = changed(LOANS, (5, 2, 12))
    return with_causes(year_with(changed(COMPARED, (4, 2, 15645)), monthly, outline, changed(BUDGET, (5, 1, 48.9))))


@pytest.fixture(scope="package")
def files(wrong: Report) -> dict[str, bytes]:
    return notices(wrong)
