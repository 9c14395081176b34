"""Slots of declared sentences: any figures in their places are read back as what the slots say."""

import re

import pytest
from guanbiao.forms.blocks import SpecError
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.prose import Change, Facet, Lexicon, Prose, Sentence, Share, sentence
from guanbiao.model.documents import Paragraph
from guanbiao.prose.frames import told_in
from guanbiao.prose.slots import slots_of
from guanbiao.text.years import for_year
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.catalogue import CATALOGUE
from schemas.prose import PROSE

SLOT = re.compile(r"\{(\w+)\}")
SLOTS = slots_of(PROSE, 2020)


def filled(each: Sentence, figure: int) -> tuple[str, list[str]]:
    """A sentence with figures in its slots, and the slots in order."""
    names: list[str] = []

    def figured(match: re.Match[str]) -> str:
        names.append(match[1])
        stated = each.slots[match[1]]
        is_share = isinstance(stated, Share) or (isinstance(stated, Change) and stated.relative)
        number = str(figure % 90 + 5 if is_share else figure + 10 * len(names))
        return ("减少" if isinstance(stated, Change) else "") + number

    return SLOT.sub(figured, for_year(each.text, 2020)), names


@settings(max_examples=4)
@given(st.integers(11, 10**7).filter(lambda figure: not 1850 <= figure <= 2100))  # without a unit that is a year
def test_every_declared_sentence_is_read_back_with_any_figures(figure: int) -> None:
    assert PROSE.every_sentence
    for each in PROSE.every_sentence:
        text, names = filled(each, figure)
        paragraph = Paragraph(1, text, (each.under,) if each.under else ())
        told = list(told_in(paragraph, PROSE.lexicon, 2020, CATALOGUE.library))
        met = [SLOTS[one.frame] for one in told if one.frame in SLOTS]
        said = [{repr(stated) for stated in (slot.stated, *slot.others)} for slot in met]
        assert len(said) >= len(names), text
        for name in names:
            assert any(repr(each.slots[name]) in one for one in said), (text, name)


def test_sentences_of_one_frame_that_say_different_things_are_refused(catalogue: Catalogue) -> None:
    one, other = (catalogue.by_id["lending"]["累计", column] for column in ("合计", "分馆"))
    words = Lexicon((Facet("什么", {"借书": "借书 外借"}),))
    with pytest.raises(SpecError):
        slots_of(Prose(words, sentences=(sentence("借书{a}册。", a=one), sentence("外借{b}册。", b=other))), 2020)
    both = slots_of(
        Prose(words, sentences=(sentence("借书{a}册。", a=one), sentence("外借{b}册。", may_be=True, b=other))), 2020
    )
    assert [len(slot.others) for slot in both.values()] == [1]


def test_a_word_that_stands_for_two_concepts_is_refused() -> None:
    with pytest.raises(SpecError):
        Lexicon((Facet("什么", {"借书": "借书", "来人": "来人 借书"}),))
