"""The slots of declared sentences, by their frames: what a figure is about that is told as they are."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.blocks import SpecError
from guanbiao.forms.prose import Change, Prose, Sentence, Share, Stated
from guanbiao.model.documents import Paragraph
from guanbiao.prose.frames import told_in
from guanbiao.prose.told import Frame
from guanbiao.text.clauses import LESS_SAID
from guanbiao.text.years import for_year

_SLOT = re.compile(r"\{(\w+)\}")
_SHARE, _FIGURE = "12", "1234"  # what is read in a slot's place


class Slot(Struct, frozen=True):
    """A slot of a sentence: what it is about, what it says, and what `others` say that may be meant as well; the frames
    that are told before it (`before`). `is_open`: others are of something else, so that none is sure to be meant."""

    frame: Frame
    stated: Stated
    name: str
    sentence: Sentence
    others: tuple[Stated, ...] = ()
    before: frozenset[Frame] = frozenset()
    is_open: bool = False


def slots_of(prose: Prose, year: int) -> Mapping[Frame, Slot]:
    """The slots of all sentences, by their frames, for the report of a year. Raises SpecError where a slot is read as
    no figure, or two slots of one frame say different things,
    unless that is declared."""
    found: dict[Frame, Slot] = {}
    for each in prose.every_sentence:
        for slot in _slots(each, prose, year):
            twin = found.get(slot.frame)
            before = slot.before | twin.before if twin else slot.before
            found[slot.frame] = replace(_one_of(twin, slot) if twin else slot, before=before)
    return found


def _one_of(twin: Slot, slot: Slot) -> Slot:
    """The slot of a frame that two sentences have. Raises SpecError where they say different things."""
    if repr(slot.stated) in map(repr, (twin.stated, *twin.others)):
        return twin
    is_open = twin.is_open or slot.sentence.may_be or twin.sentence.may_be
    if slot.sentence.may_be or slot.sentence.alike:
        return replace(twin, others=(*twin.others, slot.stated), is_open=is_open)
    if twin.sentence.may_be or twin.sentence.alike:
        return replace(slot, others=(*twin.others, twin.stated), is_open=is_open)
    text = slot.sentence.text
    raise SpecError(f"sentence {text[:20]}…: {slot.name} is told like {twin.name} in {twin.sentence.text}")


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
        before = frozenset(each.frame for at, each in told.items() if at < start)
        stated, is_open = sentence.slots[name], sentence.may_be
        yield Slot(told[start].frame, stated, name, sentence, before=before, is_open=is_open)


def _tells_way(sentence: Sentence, name: str) -> bool:
    return isinstance(sentence.slots[name], Change)


def _stand_in(sentence: Sentence, name: str) -> str:
    stated = sentence.slots[name]
    share = isinstance(stated, Share) or (isinstance(stated, Change) and stated.relative)
    return (LESS_SAID if isinstance(stated, Change) else "") + (_SHARE if share else _FIGURE)
