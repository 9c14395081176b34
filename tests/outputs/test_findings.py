"""The outputs for programs: findings.json, relations.csv, facts.parquet."""

import json
import re

import pytest
from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases

from tests.drawing import changed, judged
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, TALKS, year_with
from tests.stages import with_causes


@pytest.fixture(scope="module")
def wrong() -> Report:
    """A small year with slips of several kinds, and one form that was not filed."""
    changes = (
        changed(LOANS, (5, 2, 1828)),
        changed(COMPARED, (4, 2, 15645), (4, 1, "约1万")),
        changed(TALKS, (2, 4, 121)),
    )
    return with_causes(year_with(*changes, without=("人员",)))


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


def test_every_relation_is_in_the_csv_with_one_of_three_verdicts(wrong: Report) -> None:
    lines = [line for found in judged(wrong).values() for line in found]
    assert len(lines) == wrong.reconciled.relations.height
    assert {line["verdict"] for line in lines} == {"holds", "broken", "unverifiable"}
    for line in lines:
        if line["verdict"] != "unverifiable":
            assert float(line["difference"]) == pytest.approx(float(line["reported"]) - float(line["expected"]))
