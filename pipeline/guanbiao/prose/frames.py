"""Figures in running text, each with its frame: what it is of, as far as words of the lexicon say so."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import Claim
from guanbiao.model.documents import Paragraph
from guanbiao.prose.lexicon import Concept, Read, read
from guanbiao.prose.times import has_days, year_of
from guanbiao.text.amounts import Amount, amounts
from guanbiao.text.libraries import called, libraries_in
from guanbiao.text.periods import Period, number_before, periods

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，,；;]")
_STOP = re.compile(r"[，,；;。！？!?：:、）)\n]")
_BASE = re.compile("比|较|相对|同期|对照")
_SHARE = re.compile(r"占(?P<whole>[^，,；;：:]*?)的?(?:比例|比重|比率|百分比|比)?(?:达到|达|约|为|是)*\s*[：:]?\s*$")
_CHANGE = re.compile("(?:增加|增长|上升|提高|净增|减少|下降|降低)了?(?:约|近|达|到)?$")
_MORE, _LESS = re.compile("增加|增长|上升|提高|净增|多了?|升"), re.compile("减少|下降|降低|减|少了?|降")
_NEW = re.compile("[；;]|(?<!其中)[：:]")  # what is said before goes for nothing behind it
_LAST_YEAR = re.compile("同比|上年同期|去年同期")
_TOTAL = re.compile("总|共|合计|全馆")
MOST_QUOTED = 60  # characters of a clause that are quoted


class Frame(Struct, frozen=True):
    """What a figure is of: its unit, the concepts that are said of it, the years that it compares (now, before), what it
    is a share of (None: it is none), and the words that nobody knows."""

    unit: str
    concepts: frozenset[Concept]
    years: tuple[int, ...] = ()
    whole: frozenset[Concept] | None = None
    foreign: str = ""

    @property
    def known(self) -> "Frame":
        """The same without words that nobody knows."""
        return replace(self, foreign="")


class Told(Struct, frozen=True):
    """A figure in running text: the claim, its frame, the time that it is of, and which way it says that something
    changed (1 more, -1 less, 0: not said); whether it is one of several parts (其中)."""

    claim: Claim
    frame: Frame
    period: Period | None = None
    direction: int = 0
    is_part: bool = False

    @property
    def change(self) -> float:
        """The figure, below 0 where it tells of less."""
        return self.claim.value * (self.direction or 1)


class _Said(Struct, frozen=True):
    """What stands around a figure: what the words say, the time, the years compared, the whole of a share."""

    words: Read
    period: Period | None
    years: tuple[int, ...]
    whole: frozenset[Concept] | None
    direction: int
    total: bool
    begins_parts: bool
    is_new: bool


def told_in(paragraph: Paragraph, lexicon: Lexicon, year: int, library: str = "") -> Iterator[Told]:
    """The figures of a paragraph of the report of a year, in order, each with what is said of it there and, where its
    own clause does not say what is counted, before it in its sentence or in the headings above. Of a sentence that names
    another library than `library` nothing is known to be of this one."""
    text, found = paragraph.text, amounts(paragraph.text)
    every, ends = periods(text), [match.end() for match in _SENTENCE.finditer(text)]
    heading = _heading(paragraph, lexicon)
    dated = _dated(text, every, ends)
    before: Told | None = None
    until: Period | None = None
    outside: list[Told | None] = []
    at, other = 0, ""
    for order, amount in enumerate(found):
        start = max((end for end in ends if end <= amount.start), default=0)
        if start > at or not order:
            before, other = None, _other_library(text[start : _end_of(start, ends, text)], library)
        before, outside = _beyond_asides(text[at : amount.start], before, outside)
        after = _after(text, amount, found[order + 1 :])
        said = _said(
            text, max(at, start), amount, after, [each for each in every if each.start >= start], lexicon, year
        )
        said = replace(said, words=Read(said.words.concepts, said.words.foreign + other)) if other else said
        at = max(amount.end, after)
        before = _told(paragraph, amount, said, before, heading, lexicon, (start, after), until or dated)
        until = before.period if before.period and before.period.is_state else until
        yield before


def _end_of(start: int, ends: Sequence[int], text: str) -> int:
    return next((end for end in ends if end > start), len(text))


def _other_library(sentence: str, library: str) -> str:
    """The library that a sentence names, where that is another one; '' for none."""
    own = called(library).stem if library else ""
    named = (each for each in libraries_in(sentence) if own and called(each).stem != own)
    return next(named, "")


def _beyond_asides(
    between: str, before: Told | None, outside: Sequence[Told | None]
) -> tuple[Told | None, list[Told | None]]:
    """The figure before one, passing over those of asides in parentheses that have ended; and those outside of the
    asides that have begun."""
    kept = list(outside)
    for mark in between:
        if mark in "（(":
            kept.append(before)
        elif mark in "）)" and kept:
            before = kept.pop()
    return before, kept


def _dated(text: str, every: Sequence[Period], ends: Sequence[int]) -> Period | None:
    """The days that an entry of the chronicle is of: those that its first sentence names."""
    if not number_before(text):
        return None
    end = ends[0] if ends else len(text)
    return next((each for each in every if each.start < end and has_days(each)), None)


def _heading(paragraph: Paragraph, lexicon: Lexicon) -> frozenset[Concept]:
    """What the nearest heading says that says what is counted."""
    for heading in reversed(paragraph.headings):
        words = read(heading, lexicon)
        if words.has(lexicon.measure):
            return frozenset(words.concepts)
    return frozenset()


def _after(text: str, amount: Amount, later: Sequence[Amount]) -> int:
    """The end of the words behind a figure that belong to it: up to the next mark, where no figure and no colon comes
    before."""
    stop = _STOP.search(text, amount.end)
    end = stop.start() if stop else len(text)
    if (later and later[0].start < end) or (stop and stop[0] in "：:"):
        return amount.end
    return end


def _said(
    text: str, start: int, amount: Amount, after: int, every: Sequence[Period], lexicon: Lexicon, year: int
) -> _Said:
    """What stands in the clauses of a figure since the one before it."""
    own = [each for each in every if start <= each.start and each.end <= after]
    spans = [*reversed(_clauses(text, start, amount.start))]
    near, *far = [_without(text, *span, own) for span in spans]
    share = _SHARE.search(near)
    whole = frozenset(read(share["whole"], lexicon).concepts) if share else None
    words = _joined(read(near[: share.start()] if share else near, lexicon), far, lexicon)
    words = _joined(words, [_without(text, amount.end, after, own)], lexicon, always=True)
    compares = next((span for span in spans if _BASE.search(text, *span)), None)
    of = [each for each in own if compares and compares[0] <= each.start < compares[1]]
    years = tuple(dict.fromkeys(year_of(each, year) for each in of if each.year or each.back))
    if not years and any(_LAST_YEAR.search(text, *span) for span in spans):
        years = (year, year - 1)
    period = None if years else next((each for each in reversed(own)), None)
    before = text[start : amount.start]
    marks = bool(_TOTAL.search(near)), "其中" in before, bool(_NEW.search(before))
    if not years and _CHANGE.search(near):
        words = Read(words.concepts, words.foreign + near)
    direction = -1 if _LESS.search(near) else 1 if _MORE.search(near) else 0
    return _Said(words, period, _compared(years, year), whole, direction, *marks)


def _compared(years: Sequence[int], year: int) -> tuple[int, ...]:
    """The years compared, the later one first; the report's own goes without saying."""
    every = sorted({*years, year}, reverse=True) if len(years) == 1 else sorted(set(years), reverse=True)
    return tuple(every) if len(every) > 1 else ()


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the clauses of a stretch of text begin and end."""
    cut, at = [], start
    for mark in _CLAUSE.finditer(text, start, end):
        cut.append((at, mark.start()))
        at = mark.end()
    return [*cut, (at, end)]


def _without(text: str, start: int, end: int, own: Sequence[Period]) -> str:
    parts, at = [], start
    for each in own:
        if start <= each.start and each.end <= end and each.start >= at:
            parts.append(text[at : each.start])
            at = each.end
    return " ".join((*parts, text[at:end]))


def _joined(words: Read, others: Sequence[str], lexicon: Lexicon, *, always: bool = False) -> Read:
    """What is said, and in other clauses of facets that nothing is said of; their foreign words count where they are
    taken, or `always`."""
    for other in others:
        more = read(other, lexicon)
        taken = tuple(each for each in more.concepts if not words.has(each[0]))
        if taken or (always and more.foreign):
            words = Read((*words.concepts, *taken), words.foreign + more.foreign)
    return words


def _told(
    paragraph: Paragraph,
    amount: Amount,
    said: _Said,
    before: Told | None,
    heading: frozenset[Concept],
    lexicon: Lexicon,
    around: tuple[int, int],
    dated: Period | None,
) -> Told:
    """A figure with its frame, completed by what the one before it in its sentence is of, or the heading."""
    own, foreign = frozenset(said.words.concepts), said.words.foreign
    measure = {each for each in own if each[0] == lexicon.measure}
    kin = before.frame if before else None
    its = {each for each in kin.concepts if each[0] == lexicon.measure} if kin else set()
    is_part = said.begins_parts or bool(before and before.is_part and not said.is_new)
    if kin and (not measure or (measure == its and not said.total and not said.is_new)):
        said_of = {facet for facet, _ in own}
        own |= {each for each in kin.concepts if each[0] not in said_of}
        foreign = foreign if measure else kin.foreign + foreign
    elif before and kin and not before.is_part and not said.total and not said.is_new:
        own |= {each for each in kin.concepts if each[0] in lexicon.subjects - {facet for facet, _ in own}}
    if not any(facet == lexicon.measure for facet, _ in own):
        own |= {each for each in heading if each[0] not in {facet for facet, _ in own}}
    years = said.years or (kin.years if kin and said.direction else ())
    frame = Frame(lexicon.unit_of.get(amount.unit, amount.unit), own, years, said.whole, foreign)
    period = said.period or (before.period if before and not years else None) or dated
    return Told(
        _claim(paragraph, amount, frame, period, around), frame, period, said.direction if years else 0, is_part
    )


def _claim(paragraph: Paragraph, amount: Amount, frame: Frame, period: Period | None, around: tuple[int, int]) -> Claim:
    text = paragraph.text
    start = max(around[0], text.rfind("。", 0, amount.start) + 1, amount.end - MOST_QUOTED)
    cut = _CLAUSE.search(text, start)
    while cut and cut.end() < amount.start and amount.start - cut.end() > 12:
        start, cut = cut.end(), _CLAUSE.search(text, cut.end())
    return Claim(
        paragraph=paragraph.number,
        heading=paragraph.headings[-1] if paragraph.headings else "",
        quote=text[start : around[1]].strip(),
        start=amount.start,
        end=amount.end,
        figure=amount.text,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        qualifier=amount.qualifier,
        measure=" ".join(concept for _, concept in sorted(frame.concepts)),
        period=period.text if period else "",
    )
