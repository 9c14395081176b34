"""The outputs for programs: findings.json, relations.csv, facts.parquet."""

import json
import re

import pytest
from guanbiao.outputs.findings import findings_file, findings_json
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE
from tests.drawing import judged


def test_causes_in_the_contract(explained: Report) -> None:
    whole = json.loads(findings_json(findings_file(explained, Phrases(CATALOGUE, 2020))))
    ids = {finding["id"] for finding in whole["findings"]}
    assert len(ids) == len(whole["findings"])
    for cause in whole["causes"]:
        assert {"id", "kind", "cells", "alternatives", "explains", "message"} <= set(cause)
        assert set(cause["explains"]) <= ids
        for cell in (*cause["cells"], *(each for some in cause["alternatives"] for each in some)):
            assert {"file", "sheet", "cell", "form", "row", "column", "reported", "suggested"} <= set(cell)
            assert re.fullmatch(r"[A-Z]+\d+", cell["cell"])


def test_every_relation_is_in_the_csv_with_one_of_three_verdicts(report: Report) -> None:
    lines = [line for found in judged(report).values() for line in found]
    assert len(lines) == report.reconciled.relations.height
    assert {line["verdict"] for line in lines} == {"holds", "broken", "unverifiable"}
    for line in lines:
        if line["verdict"] != "unverifiable":
            assert float(line["difference"]) == pytest.approx(float(line["reported"]) - float(line["expected"]))
