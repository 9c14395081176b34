"""Causes in words."""

from string import Formatter

from guanbiao.model.causes import CauseKind
from guanbiao.report.report import Report
from guanbiao.words.causes import CAUSES, WORDS, cause_message
from guanbiao.words.findings import Phrases

from schemas.catalogue import CATALOGUE


def test_every_kind_has_its_sentence(explained: Report) -> None:
    phrases = Phrases(CATALOGUE, 2020)
    for cause in explained.causes:
        assert cause.kind in CAUSES
        assert "{" not in cause_message(phrases, cause)


def test_every_kind_is_worded_once_from_the_fields_of_its_detail() -> None:
    assert sorted(each.kind for each in WORDS) == sorted(CauseKind)
    for each in WORDS:
        fields = set(each.detail.__struct_fields__)
        named = {name for _, name, _, _ in Formatter().parse(each.because) if name}
        assert named <= fields | ({"table"} if "form" in fields else set()) | (
            {"tables"} if "forms" in fields else set()
        )
