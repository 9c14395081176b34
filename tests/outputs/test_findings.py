"""findings.json: what its contract promises."""

import json
import re

from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases

from tests.small.catalogue import SMALL


def test_causes_in_the_contract(wrong: Report) -> None:
    whole = json.loads(findings_json(findings_file(wrong, Phrases(SMALL, 2020))))
    assert whole["causes"]
    ids = {finding["id"] for finding in whole["findings"]}
    assert len(ids) == len(whole["findings"])
    for cause in whole["causes"]:
        assert {"id", "kind", "cells", "alternatives", "explains", "message"} <= set(cause)
        assert set(cause["explains"]) <= ids
        for cell in (*cause["cells"], *(each for some in cause["alternatives"] for each in some)):
            assert {"file", "sheet", "cell", "form", "row", "column", "reported", "suggested"} <= set(cell)
            assert re.fullmatch(r"[A-Z]+\d+", cell["cell"])
