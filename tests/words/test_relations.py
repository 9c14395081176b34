"""Relations in words."""

from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import parting

from schemas.catalogue import CATALOGUE


def test_where_indicators_part_in_words() -> None:
    assert parting([]) == "没有填报"
    assert parting([("40", ["表06", "表22"])]) == "两处均为 40"
    assert parting([("438711", ["a", "b", "c", "d"]), ("573542", ["表06"])]) == "四处为 438711，一处为 573542（表06）"


def test_a_share_is_told_in_per_cent_with_its_division(report: Report) -> None:
    messages = [Phrases(CATALOGUE, 2020).message(each) for each in report.findings if each.rule == "S01"]
    assert any("填报 69%" in each and "÷" in each and "为 86.21%" in each for each in messages)
    assert not any("＋" in each for each in messages)
