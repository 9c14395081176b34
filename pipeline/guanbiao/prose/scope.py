"""What is said above a sentence of what its figures may be: by the headings over it, and by the sentences before it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.model.documents import Paragraph
from guanbiao.prose.lexicon import Concept, Read, read, whose
from guanbiao.prose.times import has_days, is_all_of, year_of
from guanbiao.prose.told import Told
from guanbiao.text.amounts import amounts
from guanbiao.text.clauses import (
    A_TEAM,
    A_YEAR,
    AHEAD,
    ENDS,
    LED,
    NAMES_ONE,
    NUMBERING,
    OF_ALL,
    OF_SOME,
    OWN_LIBRARY,
    PLANNED,
    SENTENCE,
)
from guanbiao.text.periods import Period, periods


class Scope(Struct, frozen=True):
    """What a sentence may be of that does not say so itself: of a part of the year, or of another one (`period`;
    `is_timed`: a heading says so and nothing else), of which months that it names are, too (`other_year`); of
    something that is planned, or of some place or readers alone (`is_narrow`: nothing is sure); of more or less than
    the whole library, as far as is known (`is_vague`: what is far from the figure of the forms is of something
    else), unless it is of what the headings speak of (`topics`); of someone's alone (`subject`), or of a department's
    (`team`, by its name)."""

    period: Period | None = None
    is_timed: bool = False
    other_year: int = 0
    is_narrow: bool = False
    is_vague: bool = False
    topics: frozenset[Concept] = frozenset()
    subject: frozenset[Concept] = frozenset()
    team: str = ""


def without_title(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of a report, with their headings but for the one that stands over all of them: that is its title,
    and narrows nothing."""
    below = [each for each in paragraphs if each.headings]
    is_titled = len({each.headings[0] for each in below}) == 1
    for each in paragraphs:
        yield replace(each, headings=each.headings[1:]) if is_titled and len(each.headings) > 1 else each


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
        is_narrow=any(
            PLANNED.search(each)
            or AHEAD.search(each)
            or OF_SOME.search(each)
            or _is_of_others(each, year)
            or _is_of_team(each, said, lexicon)
            for each, said in zip(headings, words, strict=True)
        ),
        is_vague=any(each.foreign for each in words),
        topics=frozenset(concept for each in words for concept in each.concepts),
        subject=next(filter(None, (_subjects(each, lexicon) for each in reversed(words))), frozenset()),
        team=_team_in(headings, lexicon),
    )


def _team_in(lines: Sequence[str], lexicon: Lexicon) -> str:
    """The department of the catalogue that the last of some lines names which names one; '' for none."""
    return next((team for each in reversed(lines) for team in lexicon.teams if team in each), "")


def _is_of_others(heading: str, year: int) -> bool:
    """Whether a heading names years, and not this one."""
    named = {int(each) for each in A_YEAR.findall(heading)}
    return bool(named) and year not in named


def _is_of_team(heading: str, words: Read, lexicon: Lexicon) -> bool:
    """Whether a heading names a department that nobody knows (推广组汇报)."""
    is_known = any(facet in lexicon.subjects for facet, _ in words.concepts) or bool(_team_in([heading], lexicon))
    return A_TEAM.search(heading) is not None and not is_known


def _subjects(words: Read, lexicon: Lexicon) -> frozenset[Concept]:
    """Whose, as words say; nothing where they name several."""
    found = frozenset(each for each in words.concepts if each[0] in lexicon.subjects) | whose(words.concepts, lexicon)
    return found if len({facet for facet, _ in found}) == len(found) else frozenset()


def scope_of(sentence: str, before: str, above: Scope, last: Told | None, lexicon: Lexicon, year: int) -> Scope:
    """What a sentence may be of, with the text of its paragraph before it, what is said above, and the figure that was
    told last."""
    leads = _leads(before)
    is_dated = any(not each.is_state for each in periods(sentence))
    found = amounts(sentence)
    head = sentence[: found[0].start] if found else sentence
    is_own, is_of_all = OWN_LIBRARY.search(head) is not None, OF_ALL.search(head) is not None
    is_dated_first = any(not each.is_state for each in periods(head))  # 接待2197人次，为11月的4.8倍: of a time before
    period = None if is_dated_first else _time(leads, above, last, year)
    times = (last.period or last.carried if last else None, above.period)
    is_of_some = above.is_narrow or any(OF_SOME.search(each) or _is_of_one(each, lexicon) for each in leads)
    is_planned = PLANNED.search(before) is not None and not is_dated
    is_first = not before.strip()
    return Scope(
        period=period,
        is_timed=above.is_timed and period == above.period,
        other_year=next((year_of(each, year) for each in times if each and year_of(each, year) != year), 0),
        is_narrow=(is_of_some and not is_own) or is_planned or _is_led(sentence, lexicon),
        is_vague=not is_of_all and (above.is_vague or not is_first),
        topics=above.topics if is_first else frozenset(),
        subject=frozenset() if is_own or is_of_all else _subject(leads, above, lexicon),
        team="" if is_own else _team_in(leads, lexicon) or above.team,
    )


def _leads(before: str) -> list[str]:
    """The sentences before one that may say of what it is: the one right before it, and that with which the paragraph
    begins where it tells no figure."""
    every = [each for each in SENTENCE.split(before.rstrip(ENDS)) if each.strip()]
    first = [each for each in every[:1] if len(every) > 1 and not amounts(each)]
    return [*first, *(each for each in every[-1:])]


def _time(leads: Sequence[str], above: Scope, last: Told | None, year: int) -> Period | None:
    """The time that a sentence may be of that names none: that of the figure told last, of sentences before that name
    one alone, or of the headings."""
    named = [own[0] for each in leads if not amounts(each) and len(own := periods(each)) == 1 and not has_days(own[0])]
    times = (last.period or last.carried if last else None, *reversed(named), above.period)
    return next((each for each in times if each and not is_all_of(each, year)), None)


def _is_of_one(lead: str, lexicon: Lexicon) -> bool:
    """Whether a sentence before only names a thing that nobody knows (科普类工作。), or says what one is
    (书吧是今年的新举措。)."""
    named = NAMES_ONE.fullmatch(NUMBERING.sub("", lead).strip())
    return named is not None and bool(read(named[1] or named[2], lexicon).foreign)


def _is_led(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells a row of things of something that nobody knows (流动车设施：座席 …；计算机 …)."""
    lead = LED.match(sentence)
    return lead is not None and bool(read(lead[1], lexicon).foreign)


def _subject(leads: Sequence[str], above: Scope, lexicon: Lexicon) -> frozenset[Concept]:
    """Whose the figures of a sentence may be that does not say it: as the sentences before say, or the headings."""
    own = (_subjects(read(each, lexicon), lexicon) for each in reversed(leads))
    return next(filter(None, own), above.subject)
