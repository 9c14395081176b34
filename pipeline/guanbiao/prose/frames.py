"""Figures in running text, each with its frame: what it is of, as far as words of the lexicon say so."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.model.claims import SHARES
from guanbiao.model.documents import Paragraph
from guanbiao.prose.around import OPEN, Place, Said, Span, end_of_words, grown, said_around
from guanbiao.prose.compared import compared, measured, says_which
from guanbiao.prose.lexicon import Concept, of_facet, plain_of
from guanbiao.prose.meant import HEADED, Kin, Meant, meant_by, opened_in
from guanbiao.prose.paragraphs import Text, claim_of, other_library, text_of
from guanbiao.prose.rows import Label
from guanbiao.prose.scope import Scope, scope_of
from guanbiao.prose.times import is_whole_year, year_of
from guanbiao.prose.told import ALL, Frame, Told
from guanbiao.text.amounts import Amount, amounts
from guanbiao.text.clauses import (
    AT_ISSUE,
    CAME_FROM,
    CLAUSE,
    CLOSES,
    COMMA,
    GOES_ON,
    NEW,
    OF_YEARS,
    OPENS,
    OWN_LIBRARY,
    SCOPED,
    TO_NOW,
    WENT_TO,
)
from guanbiao.text.periods import Period

_NEAR = 32  # characters before a figure that say what it came from


class _Before(Struct):
    """What was told before a figure: the figure that it may belong to, the one before that and the last, the
    figures outside of asides that have begun, how things stood when (末), the library of the sentence where that is
    another one, what the sentence may be of (`scope`)."""

    told: Told | None = None
    earlier: Told | None = None
    last: Told | None = None
    until: Period | None = None
    outside: list[Told | None] = []
    other: str = ""
    scope: Scope = Scope()
    at: int = 0
    holes: list[Span] = []


def told_in(paragraph: Paragraph, lexicon: Lexicon, year: int, library: str = "") -> Iterator[Told]:
    """The figures of a paragraph of the report of a year, in order, each with what is said of it there and, where its
    own clause does not say what is counted, before it in its sentence or in the headings above. Of a sentence that
    names another library than `library`, and of those behind it, nothing is known to be of this one."""
    found = amounts(paragraph.text)
    if not found:
        return
    text = text_of(paragraph, found, lexicon, year, library)
    before, every = _Before(other=_library_above(paragraph, library)), list[Told]()
    for order, amount in enumerate(found):
        every.append(_next(text, order, amount, before, every))
    yield from every


def _library_above(paragraph: Paragraph, library: str) -> str:
    """Another library of which the headings say that what stands below them is of it; '' for none."""
    return next(filter(None, (other_library(each, library) for each in reversed(paragraph.headings))), "")


def _next(text: Text, order: int, amount: Amount, before: _Before, every: Sequence[Told]) -> Told:
    """The next figure of a text; what is told before the one behind it."""
    whole, later = text.paragraph.text, text.found[order + 1 :]
    start = max((end for end in text.ends if end <= amount.start), default=0)
    if start > before.at or not order:
        _begin(text, start, before, every)
    before.told, before.outside = _beyond_asides(whole[before.at : amount.start], before.told, before.outside)
    after = end_of_words(whole, amount, later[0] if later else None)
    place = Place(max(before.at, start), amount, after, tuple(before.holes))
    said = said_around(whole, place, [each for each in text.every if each.start >= start], text.lexicon, text.year)
    told = _told(text, order, said, before, every, place)
    if _only_counts(whole, amount, later):
        before.holes.append((amount.start, amount.end))
        return replace(told, only_counts=True)
    before.at, before.holes = max(amount.end, after), []
    before.earlier, before.told, before.last = before.told, told, told
    before.until = told.period if told.period and told.period.is_state else before.until
    return told


def _begin(text: Text, start: int, before: _Before, every: Sequence[Told]) -> None:
    """Begin a sentence: it goes on with nothing that was told before, unless it says so."""
    whole = text.paragraph.text
    sentence = whole[start : next((end for end in text.ends if end > start), len(whole))]
    before.scope = scope_of(sentence, whole[:start], text.above, every[-1] if every else None, text.lexicon, text.year)
    before.earlier, before.last, before.holes, before.outside = None, None, [], []
    before.told = _told_of_all(every, text.ends) if GOES_ON.match(sentence) else None
    named = other_library(sentence, text.library)
    before.other = named or ("" if OWN_LIBRARY.search(sentence) else before.other)


def _told_of_all(every: Sequence[Told], ends: Sequence[int]) -> Told | None:
    """The figure of which a sentence tells parts that goes on with the one before: its last that is neither a share nor
    of another year."""
    if not every:
        return None
    start = max((end for end in ends if end <= every[-1].claim.start), default=0)
    own = [each for each in every if each.claim.start >= start]
    whole = (each for each in reversed(own) if not each.frame.years and each.claim.unit not in SHARES)
    return next(whole, every[-1])


def _only_counts(text: str, amount: Amount, later: Sequence[Amount]) -> bool:
    """Whether a figure only counts what stands before it, and the sentence goes on to what is said of all of that."""
    if not later or amount.text[0].isdigit() or amount.value > 10 or CLAUSE.search(text, amount.end, later[0].start):
        return False
    return later[0].unit != amount.unit and text[amount.end : later[0].start].strip() != ""


def _beyond_asides(
    between: str, before: Told | None, outside: Sequence[Told | None]
) -> tuple[Told | None, list[Told | None]]:
    """The figure before one, passing over those of asides in parentheses that have ended; and those outside of the
    asides that have begun."""
    kept = list(outside)
    for mark in between:
        if mark in OPENS:
            kept.append(before)
        elif mark in CLOSES and kept:
            before = kept.pop()
    return before, kept


def _told(text: Text, order: int, said: Said, before: _Before, every: Sequence[Told], place: Place) -> Told:
    """A figure with its frame, completed by what the one before it in its sentence is of, or the heading."""
    lexicon, kin, label = text.lexicon, before.told, text.labels.get(order, Label())
    if said.changed and not (kin and len(kin.frame.years) > 1):
        said = grown(said, lexicon)
    unit = place.amount.unit or label.unit or text.unit or _unit_before(text, kin, place)
    meant = _meant(text, said, before, label, every, unit)
    unit = unit or next((lexicon.natural.get(each, "") for _, each in of_facet(meant.concepts, lexicon.measure)), "")
    years, whole, direction = compared(text, order, said, kin, place, unit)
    own, whole = measured(meant.concepts, whole, lexicon)
    foreign = meant.foreign + (ALL if _is_of_all(text, order, said, meant, unit, place, before) else "")
    its = kin.period if kin and len(years) < 2 and not said.is_now else None
    like = every[label.like].period if label.like >= 0 else None
    timed = before.scope.period if before.scope.is_timed else None
    period = label.period or said.period or like or its or before.until or text.dated or timed
    if said.period and period and not period.year and period.back is None:
        is_its = its is not None and year_of(its, text.year) != text.year
        other = year_of(its, text.year) if its and is_its else before.scope.other_year
        period = replace(period, year=other) if other else period
    if said.period and period and not period.year and AT_ISSUE.match(period.text):
        period = next((each for each in (its, before.scope.period) if _is_of_other(each, text.year)), period)
    if not years and period and is_whole_year(period) and year_of(period, text.year) != text.year:
        years = (year_of(period, text.year),)
    is_someones = any(facet in lexicon.subjects for facet, _ in _with_said(own, lexicon))
    subject = frozenset() if is_someones else before.scope.subject
    unit, scale = lexicon.scales.get(unit, (unit, 1.0))
    return Told(
        claim=claim_of(text, own, period, place),
        frame=Frame(lexicon.unit_of.get(unit, unit), plain_of(own, lexicon), years, whole, foreign),
        period=period,
        direction=direction,
        is_part=said.begins_parts or bool(kin and kin.is_part and not said.is_new),
        said=own,
        scale=scale,
        begins=said.is_new and said.words.has(lexicon.measure),
        carried=before.scope.period if not period else None,
        is_vague=before.scope.is_vague and not _with_said(own, lexicon) & before.scope.topics,
        subject=subject,
        is_sure=not (before.scope.is_narrow or subject)
        and (period is not None or before.scope.period is None)
        and not (len(years) > 1 and _is_in_part(text, place))
        and not (said.beside.replace(OPEN, "") if label.period else said.beside)
        and (not kin or not meant.is_kins or kin.is_sure)
        and not (meant.is_guessed and _counts_else(text, meant, every, unit, place))
        and (meant.is_kins or not _is_vague(own, said, period, lexicon))
        and not _is_scoped(text, order, said, meant, before, place),
    )


def _is_of_other(period: Period | None, year: int) -> bool:
    """Whether a period lies in another year."""
    return period is not None and year_of(period, year) != year


def _with_said(concepts: frozenset[Concept], lexicon: Lexicon) -> frozenset[Concept]:
    """Concepts with those that they say by themselves."""
    said = {each for _, concept in concepts for each in lexicon.says.get(concept, ())}
    return concepts | {(lexicon.facet_of[each], each) for each in said}


def _counts_else(text: Text, meant: Meant, every: Sequence[Told], unit: str, place: Place) -> bool:
    """Whether something else is counted in a unit by the heading, or in the sentence before a figure, than by what that
    is guessed to count (解答咨询 … 人次；外借部 … 人次)."""
    lexicon, start = text.lexicon, max((end for end in text.ends if end <= place.amount.start), default=0)
    same = lexicon.unit_of.get(unit, unit)
    own = frozenset(of_facet(meant.concepts, lexicon.measure))
    counted = [each.said for each in every if each.claim.start >= start and each.frame.unit == same]
    named = of_facet(text.heading, lexicon.measure)
    its = {lexicon.unit_of.get(each, each) for _, concept in named if (each := lexicon.natural.get(concept, ""))}
    counted += [text.heading] if same in its else []
    return any(of_facet(each, lexicon.measure) and not own & each for each in counted)


def _is_vague(own: frozenset[Concept], said: Said, period: Period | None, lexicon: Lexicon) -> bool:
    """Whether nothing says that a figure is of all, where some are told of in the same words (活动12场)."""
    concepts = {concept for _, concept in plain_of(own, lexicon)}
    is_all = said.is_total or (period is not None and is_whole_year(period))
    return bool(concepts) and concepts <= set(lexicon.vague.split()) and not is_all


def _is_in_part(text: Text, place: Place) -> bool:
    """Whether a sentence speaks of a part of a year."""
    start = max((end for end in text.ends if end <= place.amount.start), default=0)
    own = [each for each in text.every if start <= each.start < place.amount.end]
    return any(not is_whole_year(each) for each in own)


def _unit_before(text: Text, kin: Told | None, place: Place) -> str:
    """The unit of a figure that has none: the word for it that stands before, or that of the figure before, where that
    has none either."""
    near = text.paragraph.text[place.start : place.amount.start]
    found = [unit for unit in text.lexicon.unit_of if len(unit) > 1 and unit in near]
    return max(found, key=near.rfind, default=kin.frame.unit if kin and not kin.claim.unit else "")


def _is_scoped(text: Text, order: int, said: Said, meant: Meant, before: _Before, place: Place) -> bool:
    """Whether a sentence speaks of a part of the time, of what something came from (由 … 增至), or of someone whom
    nobody knows (流动车外借 …，接待读者 …)."""
    whole, amount, kin, lexicon = text.paragraph.text, place.amount, before.told, text.lexicon
    start = max((end for end in text.ends if end <= amount.start), default=0)
    later = text.found[order + 1].start if order + 1 < len(text.found) else amount.end
    own = text.labels.get(order)
    came_from = TO_NOW.search(whole, amount.end, later) and not CLAUSE.search(whole, amount.end, later)
    near = max(amount.start - _NEAR, 0)
    came_from = came_from or (CAME_FROM.search(whole, near, amount.start) and WENT_TO.match(whole, amount.end))
    goes_on = kin and kin.frame.foreign and not said.is_new and not said.period and not says_which(said, lexicon)
    done = lexicon.done_by_some.split()
    is_theirs = goes_on and any(concept in done for _, concept in of_facet(meant.concepts, lexicon.measure))
    is_of_years = order not in text.labels and not said.years and not (said.period and said.period.year)
    is_of_years = is_of_years and OF_YEARS.search(whole, start, amount.start) is not None
    return bool(came_from or is_theirs or is_of_years or SCOPED.search(whole, start, place.after)) or (
        own is not None and not own.is_known
    )


def _meant(text: Text, said: Said, before: _Before, label: Label, every: Sequence[Told], unit: str) -> Meant:
    """What a figure is of, by its own words, by what the one before it is of, and by its place in a row."""
    kin = before.told
    its = Kin(kin.said, kin.frame.unit, kin.is_part) if kin else None
    meant = meant_by(said, its, (text.lead, text.heading), unit, text.lexicon)
    if (opened := opened_in(text.opened, unit, text.lexicon)) and not of_facet(meant.concepts, text.lexicon.measure):
        meant = meant_by(said, its, (text.lead, opened), unit, text.lexicon)
        meant = replace(meant, foreign=meant.foreign + HEADED)
    own = meant.concepts
    if label.concept:
        own = frozenset({each for each in own if each[0] != label.concept[0]} | {label.concept})
    if 0 <= label.like < len(every):
        like = every[label.like].said
        typed = frozenset(said.words.concepts)
        own = like | {each for each in typed if each[0] not in {facet for facet, _ in like}}
    foreign = kin.frame.foreign if kin and meant.is_kins else ""
    return replace(meant, concepts=own, foreign=foreign + meant.foreign + before.other)


def _is_of_all(text: Text, order: int, said: Said, meant: Meant, unit: str, place: Place, before: _Before) -> bool:
    """Whether a figure behind a list of figures of one unit may be of all of these, or of the last."""
    last, first = before.told, before.earlier
    own = text.lexicon.unit_of.get(unit, unit)
    nearest = before.last
    if nearest and said.is_total and nearest.frame.unit == own and not says_which(said, text.lexicon):
        return bool(meant.is_kins or nearest.frame.concepts - meant.concepts)
    if not meant.is_kins or not last or not first or said.is_latter or order in text.labels or unit in SHARES:
        return False
    is_behind = COMMA.search(text.paragraph.text, last.claim.end, place.amount.start) is not None
    is_behind &= not NEW.search(text.paragraph.text, first.claim.end, last.claim.start)
    return is_behind and last.frame.unit == first.frame.unit != own and last.frame.concepts != first.frame.concepts
