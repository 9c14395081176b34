"""Causes in words."""

from guanbiao.report.report import Report
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE


def test_every_kind_has_its_sentence(explained: Report) -> None:
    phrases = Phrases(CATALOGUE, 2020)
    for cause in explained.causes:
        assert cause.kind in CAUSES
        assert "{" not in cause_message(phrases, cause)
