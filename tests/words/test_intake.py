"""Reasons and notes of intake in words: each has its sentence, in Chinese alone."""

import re

from guanbiao.words.codes import CODES
from guanbiao.words.files import REASONS
from guanbiao.words.intake import CHOSEN, DATED, NOTES

from tests.intake.hostile.kinds import KINDS


def test_no_sentence_about_a_finding_has_an_english_word_of_ours() -> None:
    names = {
        "Excel",
        "WPS",
        "Numbers",
        "OpenDocument",
        "UTF",
        "PDF",
        "XML",
        "DOCTYPE",
        "MB",
        "xlsx",
        "fods",
        "Word",
        "docx",
        "odt",
    }
    typed = {"run", "py", "doctor", "Ctrl", "End"}
    for sentence in (*REASONS.values(), *DATED.values(), *CHOSEN.values()):
        assert set(re.findall("[A-Za-z]+", re.sub(r"\{.*?\}", "", sentence))) <= names | typed, sentence


def test_every_reason_and_note_has_its_sentence() -> None:
    ended = {"crashed", "limit_time", "limit_wait", "limit_memory"}
    assert {kind.reason for kind in KINDS.values() if kind.reason} | ended <= REASONS.keys()
    assert {note for kind in KINDS.values() for note in kind.notes} <= NOTES.keys()
    assert set(NOTES.values()) <= CODES.keys()
