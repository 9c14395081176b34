"""A paragraph as its figures are read: its sentences, times, headings, the libraries that it names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import Claim
from guanbiao.model.documents import Paragraph
from guanbiao.prose.around import Place
from guanbiao.prose.lexicon import Concept, of_facet, plain_of, read
from guanbiao.prose.rows import Label, labels_of
from guanbiao.prose.scope import Scope, scope_above
from guanbiao.prose.times import has_days
from guanbiao.text.amounts import Amount
from guanbiao.text.clauses import (
    AT_ISSUE,
    CLAUSE,
    ITEMS,
    LIBRARY,
    MARKS,
    OF_A_YEAR,
    RANKED,
    SENTENCE,
    THE_CITYS,
    UNIT_ASIDE,
)
from guanbiao.text.libraries import called, libraries_in
from guanbiao.text.periods import Period, number_before, periods

LEAST_QUOTED = 14  # characters of a clause that say enough
MOST_QUOTED = 60  # characters of a clause that are quoted


class Text(Struct, frozen=True):
    """A paragraph as its figures are read: where sentences end, its periods, what figures in a row are of, what the
    heading and what stands above a list of items (`lead`) say is counted, the days of an entry of the chronicle, the
    unit of figures without one, what the headings say of all of them (`above`), and which open words say there what is
    counted (`opened`)."""

    paragraph: Paragraph
    lexicon: Lexicon
    year: int
    library: str
    found: Sequence[Amount]
    every: Sequence[Period]
    ends: Sequence[int]
    labels: Mapping[int, Label]
    heading: frozenset[Concept]
    opened: tuple[int, ...]
    lead: frozenset[Concept]
    dated: Period | None
    unit: str
    above: Scope


def text_of(paragraph: Paragraph, found: Sequence[Amount], lexicon: Lexicon, year: int, library: str) -> Text:
    """A paragraph as its figures are read, in the report of a year of `library`."""
    text = paragraph.text
    every = [each for each in periods(text) if not (AT_ISSUE.match(each.text) and RANKED.match(text, each.end))]
    ends = [match.end() for match in SENTENCE.finditer(text)]
    unit = UNIT_ASIDE.search(text)
    return Text(
        paragraph,
        lexicon,
        year,
        library,
        found,
        every,
        ends,
        labels_of(text, found, every, ends, lexicon),
        _counted_by(reversed(paragraph.headings), lexicon),
        _opened_by(reversed(paragraph.headings), lexicon),
        _counted_by(_leads(text), lexicon),
        _dated(text, every, ends),
        unit[1] if unit else "",
        scope_above(paragraph.headings, lexicon, year),
    )


def other_library(sentence: str, library: str) -> str:
    """The library that a sentence names, where that is another one; '' for none."""
    own = called(library).stem if library else ""
    cut = OF_A_YEAR.sub(" ", sentence).replace(LIBRARY, f"{LIBRARY} ")
    ours = (library, f"{own}{LIBRARY}", f"{own}{THE_CITYS}")
    named = (each for each in libraries_in(cut) if own and not each.endswith(ours))
    return next(named, "")


def _dated(text: str, every: Sequence[Period], ends: Sequence[int]) -> Period | None:
    """The days that an entry of the chronicle is of: those that its first sentence names."""
    if not number_before(text):
        return None
    end = ends[0] if ends else len(text)
    return next((each for each in every if each.start < end and has_days(each)), None)


def _leads(text: str) -> Iterator[str]:
    """What stands above a list of items in a paragraph."""
    above = ITEMS.search(text)
    if above:
        yield text[: above.start()]


def _counted_by(headings: Iterable[str], lexicon: Lexicon) -> frozenset[Concept]:
    """What the nearest heading says that says what is counted, if it is one thing."""
    for heading in headings:
        words = read(heading, lexicon)
        if words.has(lexicon.measure):
            is_one = len(of_facet(words.concepts, lexicon.measure)) == 1
            return frozenset(words.concepts) if is_one else frozenset()
    return frozenset()


def _opened_by(headings: Iterable[str], lexicon: Lexicon) -> tuple[int, ...]:
    """The open words of the nearest heading that says what is counted, where it says so by them alone (到馆结构)."""
    every = (read(heading, lexicon) for heading in headings)
    nearest = next((each for each in every if each.has(lexicon.measure) or each.open), None)
    return nearest.open if nearest and not nearest.has(lexicon.measure) else ()


def claim_of(text: Text, own: frozenset[Concept], period: Period | None, place: Place) -> Claim:
    """The figure of a place as a claim, with its clause."""
    whole, amount = text.paragraph.text, place.amount
    start = max(place.start, whole.rfind("。", 0, amount.start) + 1, amount.end - MOST_QUOTED)
    cut = CLAUSE.search(whole, start)
    while cut and cut.end() < amount.start and amount.start - cut.end() > 12:
        start, cut = cut.end(), CLAUSE.search(whole, cut.end())
    if place.after - start < LEAST_QUOTED:  # 20册: of what, the clause before says
        sentence = max((end for end in text.ends if end <= amount.start), default=0)
        start = max(sentence, whole.rfind("，", 0, max(start - 1, 0)) + 1, amount.end - MOST_QUOTED)
    headings = text.paragraph.headings
    return Claim(
        paragraph=text.paragraph.number,
        heading=headings[-1] if headings else "",
        quote=whole[start : place.after].strip(MARKS),
        start=amount.start,
        end=amount.end,
        figure=amount.text,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        qualifier=amount.qualifier,
        measure=" ".join(concept for _, concept in sorted(plain_of(own, text.lexicon))),
        period=period.text if period else "",
        inside=text.paragraph.inside,
    )
