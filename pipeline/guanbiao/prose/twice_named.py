"""Figures of one event that a text tells twice: it is called by the same long name in both places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.model.claims import Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.repeated import Twice
from guanbiao.prose.told import Told
from guanbiao.text.clauses import CAME, EVENT, IN_PART, PERSONS, SENTENCE, STOP
from guanbiao.text.periods import number_before

NEAR = 12  # characters around a figure that may say that it is of a part of an event
LONG_NAME = 16  # characters of an event's name that two places share, to be of one event and of no other


class _Passage(Struct, frozen=True):
    """A sentence, or an entry of the chronicle, with the one figure that says how many people came."""

    text: str
    told: Told


def named_twice(told: Sequence[tuple[Paragraph, Sequence[Told]]]) -> Iterator[Twice]:
    """How many came to an event, where two places that share its name each state it once: both right, or at odds."""
    passages = [each for paragraph, own in told for each in _passages(paragraph, own)]
    by_name: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(passages):
        for name in set(_names(each.text)):
            by_name[name].append(at)
    pairs = {(own[0], own[1]) for own in by_name.values() if len(own) == 2}
    partners: Mapping[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        partners[one].add(other)
        partners[other].add(one)
    for one, other in sorted(pairs):
        first, again = passages[one].told, passages[other].told
        is_elsewhere = first.claim.paragraph != again.claim.paragraph
        if is_elsewhere and len(partners[one]) == len(partners[other]) == 1:
            yield again, first, _verdict(first, again)


def _names(text: str) -> Iterator[str]:
    """What may be the name of an event, or the end of one: so many characters up to a word for what was held."""
    for match in EVENT.finditer(text):
        name = text[max(match.end() - LONG_NAME, 0) : match.end()]
        if len(name) == LONG_NAME and not STOP.search(name):
            yield name


def _passages(paragraph: Paragraph, told: Sequence[Told]) -> Iterator[_Passage]:
    text = paragraph.text
    ends = [] if number_before(text) else [match.end() for match in SENTENCE.finditer(text)]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        own = [each for each in told if start <= each.claim.start < end and each.claim.unit in PERSONS]
        if len(own) == 1 and _are_all(own[0], text):
            yield _Passage(text[start:end], own[0])


def _are_all(told: Told, text: str) -> bool:
    """Whether a figure says how many came, as far as is known to all of an event."""
    near = text[max(told.claim.start - NEAR, 0) : told.claim.end + NEAR]
    return CAME.search(told.claim.quote) is not None and IN_PART.search(near) is None


def _verdict(first: Told, again: Told) -> Verdict:
    if again.claim.high < first.claim.low or first.claim.high < again.claim.low:
        return Verdict.DIFFERS
    return Verdict.AGREES if first.claim.value == again.claim.value else Verdict.ROUNDED
