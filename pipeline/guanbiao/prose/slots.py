"""The slots of declared sentences, by their frames: what a figure is about that is told as they are."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from guanbiao.forms.blocks import SpecError
from guanbiao.forms.prose import Change, Prose, Sentence, Share, Stated
from guanbiao.model.documents import Paragraph
from guanbiao.prose.frames import Frame, told_in
from guanbiao.text.clauses import LESS_SAID
from guanbiao.text.years import for_year

_SLOT = re.compile(r"\{(\w+)\}")
_SHARE, _FIGURE = "12", "1234"  # what is read in a slot's place


class Slot(Struct, frozen=True):
    """A slot of a sentence: what it is about, and what it says."""

    frame: Frame
    stated: Stated
    name: str
    sentence: Sentence


def slots_of(prose: Prose, year: int) -> Mapping[Frame, Slot]:
    """The slots of all sentences, by their frames, for the report of a year. Raises SpecError where a slot is read as
    no figure, or two slots of one frame say different things."""
    found: dict[Frame, Slot] = {}
    for each in prose.every_sentence:
        for slot in _slots(each, prose, year):
            twin = found.setdefault(slot.frame, slot)
            if repr(twin.stated) != repr(slot.stated):
                raise SpecError(
                    f"sentence {each.text[:20]}…: {slot.name} is told like {twin.name} in {twin.sentence.text}"
                )
    return found


def _slots(sentence: Sentence, prose: Prose, year: int) -> Iterator[Slot]:
    """The slots of a sentence: it is read with figures in their places."""
    text, places = "", {}
    pattern, at = for_year(sentence.text, year), 0
    for match in _SLOT.finditer(pattern):
        text += pattern[at : match.start()]
        places[len(text) + (2 if _tells_way(sentence, match[1]) else 0)] = match[1]
        text += _stand_in(sentence, match[1])
        at = match.end()
    paragraph = Paragraph(0, text + pattern[at:], (sentence.under,) if sentence.under else ())
    told = {each.claim.start: each for each in told_in(paragraph, prose.lexicon, year)}
    for start, name in places.items():
        if start not in told:
            raise SpecError(f"sentence {sentence.text[:20]}…: slot {name} is read as no figure")
        yield Slot(told[start].frame, sentence.slots[name], name, sentence)


def _tells_way(sentence: Sentence, name: str) -> bool:
    return isinstance(sentence.slots[name], Change)


def _stand_in(sentence: Sentence, name: str) -> str:
    stated = sentence.slots[name]
    share = isinstance(stated, Share) or (isinstance(stated, Change) and stated.relative)
    return (LESS_SAID if isinstance(stated, Change) else "") + (_SHARE if share else _FIGURE)
