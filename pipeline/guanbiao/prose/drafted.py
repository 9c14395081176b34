"""The chapter of statistics, drafted: the declared sentences with the figures that the forms give."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Prose, Sentence, Stated
from guanbiao.model.causes import Cause
from guanbiao.prose.judge import Doubts, doubts_of
from guanbiao.prose.values import Filed, Given, given, place_of
from guanbiao.text.years import for_year
from guanbiao.words.prose import slot_text

_SLOT = re.compile(r"\{(\w+)\}")


class Drafted(Struct, frozen=True):
    """A paragraph of the drafted chapter below its heading, whose level is 1 and more; no text: the heading alone.
    Behind it stand the forms that it is about, by their ids."""

    heading: str
    level: int
    text: str = ""
    forms: tuple[str, ...] = ()


def drafted(prose: Prose, filed: Filed, causes: Sequence[Cause]) -> tuple[Drafted, ...]:
    """The paragraphs of the chapter for a year, in the report's order. Where forms contradict each other, both figures
    stand in brackets."""
    sentences = [each for passage in prose.chapter for paragraph in passage.paragraphs for each in paragraph]
    wanted = {repr(stated): stated for each in sentences for stated in each.slots.values()}
    values = dict(zip(wanted, given(list(wanted.values()), filed), strict=True))
    doubts, found = doubts_of(causes), []
    for passage in prose.chapter:
        heading = for_year(passage.heading, filed.year)
        texts = ["".join(_written(each, values, doubts, filed.year) for each in own) for own in passage.paragraphs]
        *others, last = (Drafted(heading, passage.level, text) for text in texts or [""])
        found += [*others, replace(last, forms=tuple(form.id for form in passage.tables))]
    return tuple(found)


def _written(sentence: Sentence, values: Mapping[str, Given], doubts: Doubts, year: int) -> str:
    """A sentence with its figures."""
    return _SLOT.sub(lambda match: _slot(sentence.slots[match[1]], values, doubts), for_year(sentence.text, year))


def _slot(stated: Stated, values: Mapping[str, Given], doubts: Doubts) -> str:
    value = values[repr(stated)]
    return slot_text(stated, value.figure(), _other(value, doubts))


def _other(value: Given, doubts: Doubts) -> float | None:
    """What the forms would give were the first cause that doubts a figure of these right; None where none does."""
    figure, own = value.figure(), {place_of(term) for term in value.terms}
    for _, reading in doubts.readings:
        if own & reading.keys() and (other := value.figure(reading)) != figure:
            return other
    return None
