"""What stands around a figure: the words of its clauses, its time, what it is compared with."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import SHARES
from guanbiao.prose.lexicon import Concept, Read, of_facet, of_others, read
from guanbiao.prose.times import year_of
from guanbiao.text.amounts import Amount
from guanbiao.text.clauses import (
    AT_ISSUE,
    BASE,
    CHANGED,
    CLAUSE,
    COLONS,
    EACH,
    FEWER,
    LAST_YEAR,
    LATTER,
    LESS,
    LISTED,
    LISTING,
    MANY,
    MORE,
    NEW,
    ONLY_THEN,
    PARENTHESES,
    PARTS,
    RESTRICTS,
    ROW,
    SHARE,
    STOCK,
    STOP,
    THAT_OF,
    TO_NOW,
    TOTAL,
)
from guanbiao.text.periods import Period

Span = tuple[int, int]
OPEN = "…"  # beside a figure of which it is not known of when


class Said(Struct, frozen=True):
    """What the words around a figure say: of what it is, and what its own clause says of that (`near`), its period,
    the years that it compares (now, before), of what it is a share (None: of nothing), which way it changed (1 more, -1
    less, 0: not said); whether they say that it is a total, or of all that there is by now (`is_stock`), begin with
    parts, belong to a new thought (`is_apart`: not for a colon right before it), or speak of the figure right before
    (后者); the words of a change, no one says since when; words that nobody knows in clauses `beside` it; whether
    something came to the figure (增至), which is of now; whether it stands in one clause with the figure before it
    (`is_close`)."""

    words: Read
    near: tuple[Concept, ...] = ()
    period: Period | None = None
    years: tuple[int, ...] = ()
    whole: Read | None = None
    direction: int = 0
    is_total: bool = False
    is_stock: bool = False
    begins_parts: bool = False
    is_new: bool = False
    is_apart: bool = False
    is_latter: bool = False
    changed: str = ""
    is_now: bool = False
    is_close: bool = False
    beside: str = ""


class Place(Struct, frozen=True):
    """Where the words of a figure are looked for: from `start` up to the figure, and behind it up to `after`; `holes`
    are figures in between that only count what is listed (两个窗口), `asides` those in parentheses that tell figures
    of their own."""

    start: int
    amount: Amount
    after: int
    holes: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()


def end_of_words(text: str, amount: Amount, later: Amount | None) -> int:
    """The end of the words behind a figure that belong to it: up to the next mark, where no figure and no colon comes
    before."""
    stop = STOP.search(text, amount.end)
    end = stop.start() if stop else len(text)
    if (later and later.start < end) or (stop and stop[0] in "：:"):
        return amount.end
    return end


def said_around(text: str, place: Place, every: Sequence[Period], lexicon: Lexicon, year: int) -> Said:
    """What the words around a figure say."""
    amount, after = place.amount, place.after
    own = [each for each in every if place.start <= each.start <= each.end <= after and not _is_in(each, place.asides)]
    holes = _holes_in(text, place, own)
    spans = _clauses(text, place.start, amount.start)
    typed, *far = [_without(text, span, holes) for span in spans]
    listed = LISTED.match(typed)
    near, far = ONLY_THEN.sub(" ", LISTED.sub("", typed)), [LISTED.sub("", each) for each in far]
    share = SHARE.search(near)
    before = near[: share.start()] if share else FEWER.sub("", near)
    own_words = _thinned(read(before, lexicon), EACH.search(before) is not None, lexicon)
    words, behind = _joined(own_words, far, lexicon), _without(text, (amount.end, after), holes)
    words = _joined(words, [behind or _noun_at(text, amount, lexicon)], lexicon, always=bool(behind))
    when = _when_said(text, amount, spans, own, near, year)
    between = _without(text, (place.start, amount.start), place.asides)
    return Said(
        words=words,
        near=own_words.concepts,
        period=when.period,
        years=when.years,
        whole=read(share["whole"] or "", lexicon) if share else None,
        direction=when.direction,
        is_total=bool(TOTAL.search(before if amount.unit in SHARES else near)),
        is_stock=STOCK.search(near) is not None,
        begins_parts=bool(PARTS.search(between)),
        is_new=bool(NEW.search(between)),
        is_apart=bool(NEW.search(between.rstrip(COLONS))),
        is_now=when.is_now,
        is_close=CLAUSE.search(between) is None,
        is_latter=bool(LATTER.search(near)),
        changed=near if not when.years and not when.is_now and CHANGED.search(near) else "",
        beside="".join(read(each, lexicon).foreign for each in far) + _few(listed) + (OPEN if when.is_open else ""),
    )


class _When(Struct, frozen=True):
    """When a figure is of, and what that is held against (see Said); `is_open`: it may be of one time or another."""

    period: Period | None
    years: tuple[int, ...]
    direction: int
    is_now: bool
    is_open: bool


def _when_said(text: str, amount: Amount, spans: Sequence[Span], own: Sequence[Period], near: str, year: int) -> _When:
    """When a figure is of by the times in its clauses (`spans`), and by the words `near` it."""
    years, is_now = _years(text, spans, own, year), TO_NOW.search(near) is not None
    direction = 0 if is_now else -1 if LESS.search(near) else 1 if MORE.search(near) else 0
    is_stated = bool(years) and not direction  # 与2019年相比，流通人次 …: no change, and not known of when
    is_its = is_stated and THAT_OF.fullmatch(text, own[-1].end, amount.start) is not None if own else False
    is_stated, years = is_stated and not is_its, () if is_stated else years
    is_open = is_stated or _are_several(text, [each for each in own if spans[0][0] <= each.start < spans[0][1]])
    return _When(None if years or is_stated else _of_when(text, spans, own), years, direction, is_now, is_open)


def _holes_in(text: str, place: Place, own: Sequence[Period]) -> list[Span]:
    """What is left out of the words of a figure: figures that only count, its times, asides that restrict nothing."""
    asides = (each for each in place.asides if not RESTRICTS.search(text, *each))
    return sorted([*place.holes, *asides, *((each.start, each.end) for each in own)])


def _is_in(period: Period, asides: Sequence[Span]) -> bool:
    """Whether a period stands in one of some asides."""
    return any(start <= period.start < end for start, end in asides)


def _of_when(text: str, spans: Sequence[Span], own: Sequence[Period]) -> Period | None:
    """The time that a figure is of: the last that is told; of 全年 and its like, that of which a clause says nothing
    but that it is of it (截至11月底，年内入藏 …), or that right before it (2021年年内)."""
    last = own[-1] if own else None
    if last is None or not AT_ISSUE.match(last.text):
        return last
    if len(own) > 1 and THAT_OF.fullmatch(text, own[-2].end, last.start):
        return own[-2]
    alone = (
        each
        for each in reversed(own[:-1])
        for start, end in spans
        if start <= each.start < end and not (text[start : each.start] + text[each.end : end]).strip()
    )
    return next(alone, last)


def _are_several(text: str, own: Sequence[Period]) -> bool:
    """Whether a clause names several times side by side: 1月、2月接待 …."""
    return any(ROW.fullmatch(text, one.end, other.start) for one, other in pairwise(own))


def _few(listed: re.Match[str] | None) -> str:
    """A list that may be all that is counted, and not examples of it."""
    return listed[0] if listed and listed[0].count(LISTING) < MANY else ""


def grown(said: Said, lexicon: Lexicon) -> Said:
    """What is said where something changed, no one says since when: more is what is new, less is not known."""
    words = said.words
    facet = lexicon.facet_of.get(lexicon.grown, "")
    if said.direction > 0 and facet:
        return replace(said, words=replace(words, concepts=(*words.concepts, (facet, lexicon.grown))))
    return replace(said, words=replace(words, foreign=words.foreign + said.changed))


def _years(text: str, spans: Sequence[Span], own: Sequence[Period], year: int) -> tuple[int, ...]:
    """The years that the clauses before a figure compare, the later one first; the report's own goes without saying."""
    compares = next((span for span in spans if BASE.search(text, *span)), None)
    of = [each for each in own if compares and compares[0] <= each.start < compares[1]]
    years = tuple(dict.fromkeys(year_of(each, year) for each in of if each.year or each.back))
    if set(years) <= {year} and any(LAST_YEAR.search(text, *span) for span in _bases(text, spans)):
        years = (year, year - 1)
    every = sorted({*years, year}, reverse=True) if len(years) == 1 else sorted(set(years), reverse=True)
    return tuple(every) if len(every) > 1 else ()


def _bases(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The clauses that may say since when something changed: not those that tell of another change
    (流通人次同比减少，但网站访问增加 …)."""
    yield spans[0]
    for start, end in spans[1:]:
        if not (MORE.search(text[start:end]) or LESS.search(text[start:end])):
            yield start, end


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """Where the clauses of a stretch of text begin and end, the nearest to its end first; what stands behind a colon
    alone belongs to the clause before."""
    cut, at = [], start
    asides = [match.span() for match in PARENTHESES.finditer(text, start, end)]
    for mark in CLAUSE.finditer(text, start, end):
        if any(opened < mark.start() < closed for opened, closed in asides):
            continue
        if mark[0] not in "：:" or text[mark.end() : end].strip():
            cut.append((at, mark.start()))
            at = mark.end()
    return [(at, end), *reversed(cut)]


def _without(text: str, span: Span, holes: Sequence[Span]) -> str:
    """A stretch of text without its holes."""
    parts, at = [], span[0]
    for start, end in holes:
        if at <= start and end <= span[1]:
            parts.append(text[at:start])
            at = end
    return " ".join((*parts, text[at : span[1]]))


def _joined(words: Read, others: Sequence[str], lexicon: Lexicon, *, always: bool = False) -> Read:
    """What is said, and in other clauses of facets that nothing is said of; their foreign words count where they are
    taken, or `always`."""
    for other in others:
        more = read(other, lexicon)
        fresh = of_others(words.concepts, more.concepts, lexicon)
        taken = tuple(each for each in more.concepts if each in fresh)
        opened = more.open if not words.open and not words.has(lexicon.measure) else ()
        if taken or opened or (always and more.foreign):
            words = Read((*words.concepts, *taken), words.foreign + more.foreign, (*words.open, *opened))
    return words


def _thinned(words: Read, is_each: bool, lexicon: Lexicon) -> Read:
    """Of several things of which each has so many (各), the first."""
    if not is_each:
        return words
    kept: list[Concept] = []
    for facet in lexicon.by_name:
        kept += of_facet(words.concepts, facet)[:1]
    return replace(words, concepts=tuple(kept))


def _noun_at(text: str, amount: Amount, lexicon: Lexicon) -> str:
    """The word that stands right behind a figure and says what is counted (27家分馆); '' where none is known, and for
    what is counted in another unit."""
    found = lexicon.pattern.match(text, amount.end)
    units = [lexicon.natural.get(concept, amount.unit) for _, concept in lexicon.words[found[0]]] if found else []
    same = {lexicon.unit_of.get(each, each) for each in (amount.unit, *units)}
    return found[0] if found and len(same) == 1 else ""
