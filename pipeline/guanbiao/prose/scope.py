"""What is said above a sentence of what its figures may be: by the headings over it, and by the sentences before it."""

from collections.abc import Sequence

from msgspec import Struct

from guanbiao.forms.prose import Lexicon
from guanbiao.prose.lexicon import Concept, Read, read
from guanbiao.prose.times import is_all_of, year_of
from guanbiao.prose.told import Told
from guanbiao.text.amounts import amounts
from guanbiao.text.clauses import ENDS, LED, NUMBERING, OF_ALL, OF_SOME, OWN_LIBRARY, PLANNED, SENTENCE
from guanbiao.text.periods import Period, periods


class Scope(Struct, frozen=True):
    """What a sentence may be of that does not say so itself: of a part of the year, or of another one (`period`;
    `is_timed`: a heading says so and nothing else), of which months that it names are, too (`other_year`); of
    something that is planned, or of some place or readers alone (`is_narrow`: nothing is sure); of more or less than
    the whole library, as far as is known (`is_vague`: what is far from the figure of the forms is of something
    else), unless it is of what the headings speak of (`topics`); of someone's alone (`subject`)."""

    period: Period | None = None
    is_timed: bool = False
    other_year: int = 0
    is_narrow: bool = False
    is_vague: bool = False
    topics: frozenset[Concept] = frozenset()
    subject: frozenset[Concept] = frozenset()


def scope_above(headings: Sequence[str], lexicon: Lexicon, year: int) -> Scope:
    """What the headings over a paragraph say, the nearest last."""
    plain = [NUMBERING.sub("", each) for each in headings]
    words = [read(each, lexicon) for each in plain]
    found = [(each, own[0]) for each in plain if len(own := periods(each)) == 1]
    text, period = next(((each, own) for each, own in reversed(found) if not is_all_of(own, year)), ("", None))
    rest = text.replace(period.text, " ") if period else text
    return Scope(
        period=period,
        is_timed=bool(period) and not read(rest, lexicon).foreign,
        other_year=year_of(period, year) if period and year_of(period, year) != year else 0,
        is_narrow=any(PLANNED.search(each) or OF_SOME.search(each) for each in headings),
        is_vague=any(each.foreign for each in words),
        topics=frozenset(concept for each in words for concept in each.concepts),
        subject=next(filter(None, (_subjects(each, lexicon) for each in reversed(words))), frozenset()),
    )


def _subjects(words: Read, lexicon: Lexicon) -> frozenset[Concept]:
    """Whose, as words say; nothing where they name several."""
    found = frozenset(each for each in words.concepts if each[0] in lexicon.subjects)
    return found if len({facet for facet, _ in found}) == len(found) else frozenset()


def scope_of(sentence: str, before: str, above: Scope, last: Told | None, lexicon: Lexicon, year: int) -> Scope:
    """What a sentence may be of, with the text of its paragraph before it, what is said above, and the figure that was
    told last."""
    own = periods(sentence)
    is_dated = any(not each.is_state for each in own)
    period = last.period or last.carried if last else None
    others = (year_of(each, year) for each in (period, above.period) if each)
    if is_dated or is_all_of(period, year):
        period = None if is_dated else above.period
    is_own = OWN_LIBRARY.search(sentence) is not None
    last_sentence = SENTENCE.split(before.rstrip(ENDS))[-1]
    is_of_some = OF_SOME.search(last_sentence) is not None and not amounts(last_sentence)
    is_planned = PLANNED.search(before) is not None and not is_dated
    lead = LED.match(sentence)
    is_led = lead is not None and bool(read(lead[1], lexicon).foreign)
    is_of_all = OF_ALL.search(sentence) is not None
    is_first = not before.strip()
    return Scope(
        period=period,
        is_timed=above.is_timed and period == above.period,
        other_year=next((each for each in others if each != year), 0),
        is_narrow=((above.is_narrow or is_of_some) and not is_own) or is_planned or is_led,
        is_vague=not is_of_all and (above.is_vague or not is_first),
        topics=above.topics if is_first else frozenset(),
        subject=frozenset() if is_own or is_of_all else _subject(last_sentence, above, lexicon),
    )


def _subject(last_sentence: str, above: Scope, lexicon: Lexicon) -> frozenset[Concept]:
    """Whose the figures of a sentence may be that does not say it: as the sentence before says, or the headings."""
    return _subjects(read(last_sentence, lexicon), lexicon) or above.subject
