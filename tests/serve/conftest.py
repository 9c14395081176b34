"""What the tests of the page share."""

from pathlib import Path

import pytest
from guanbiao.outputs.files import files_of
from guanbiao.outputs.publish import written
from guanbiao.report.report import Report

from tests.stages import edition


@pytest.fixture(scope="session")
def published(explained: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the sample."""
    outputs = tmp_path_factory.mktemp("published") / "outputs"
    written(outputs / "2020", files_of(edition(explained)))
    return outputs
