"""relations.csv: one line for every relation that was evaluated."""

import pytest
from guanbiao.report.report import Report

from tests.drawing import judged


def test_every_relation_is_in_the_csv_with_one_of_three_verdicts(wrong: Report) -> None:
    lines = [line for found in judged(wrong).values() for line in found]
    assert len(lines) == wrong.reconciled.relations.height
    assert {line["verdict"] for line in lines} == {"holds", "broken", "unverifiable"}
    for line in lines:
        if line["verdict"] != "unverifiable":
            assert float(line["difference"]) == pytest.approx(float(line["reported"]) - float(line["expected"]))
