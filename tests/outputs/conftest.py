"""What tests of outputs share."""

import pytest
from guanbiao.report.report import Report

from tests.drawing import changed
from tests.small.filed import COMPARED, LOANS, TALKS, year_with
from tests.stages import with_causes


@pytest.fixture(scope="package")
def wrong() -> Report:
    """A small year with slips of several kinds, and one form that was not filed."""
    changes = (
        changed(LOANS, (5, 2, 1828)),
        changed(COMPARED, (4, 2, 15645), (4, 1, "约1万")),
        changed(TALKS, (2, 4, 121)),
    )
    return with_causes(year_with(*changes, without=("人员",)))
