"""What tests of letters share."""

import pytest
from guanbiao.report.report import Report

from tests.slips import notices


@pytest.fixture(scope="module")
def files(explained: Report) -> dict[str, bytes]:
    return notices(explained)
