"""Figures in running text, each with its frame: what it is of, as far as words of the lexicon say so."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon
from guanbiao.model.documents import Paragraph
from guanbiao.prose.around import OPEN, Place, Said, end_of_words, grown, said_around
from guanbiao.prose.before import Before, begin, pass_asides
from guanbiao.prose.compared import compared, measured
from guanbiao.prose.lexicon import Concept, counted_in, of_facet, plain_of, subject_of, with_said
from guanbiao.prose.meant import HEADED, Kin, Meant, meant_by, opened_in
from guanbiao.prose.paragraphs import Text, claim_of, other_library, text_of
from guanbiao.prose.rows import Label
from guanbiao.prose.sure import doubts_of, is_of_all
from guanbiao.prose.times import is_of_years, is_whole_year, year_of
from guanbiao.prose.told import ALL, Frame, Told
from guanbiao.text.amounts import Amount, amounts
from guanbiao.text.clauses import (
    AT_ISSUE,
    CLAUSE,
    NUMBERING,
)
from guanbiao.text.periods import Period


def told_in(paragraph: Paragraph, lexicon: Lexicon, year: int, library: str = "") -> Iterator[Told]:
    """The figures of a paragraph of the report of a year, in order, each with what is said of it there and, where its
    own clause does not say what is counted, before it in its sentence or in the headings above. Of a sentence that
    names another library than `library`, and of those behind it, nothing is known to be of this one."""
    found = amounts(paragraph.text)
    if not found:
        return
    text = text_of(paragraph, found, lexicon, year, library)
    before, every = Before(other=_library_above(paragraph, library), at=_behind_number(paragraph.text)), list[Told]()
    for order, amount in enumerate(found):
        every.append(_next(text, order, amount, before, every))
    yield from every


def _behind_number(text: str) -> int:
    """Where a paragraph begins behind its number (二、全年外借 …); 0 where that may be part of a figure (1.5万册)."""
    number = NUMBERING.match(text)
    return number.end() if number and not text[number.end() : number.end() + 1].isdigit() else 0


def _library_above(paragraph: Paragraph, library: str) -> str:
    """Another library of which the headings say that what stands below them is of it; '' for none."""
    return next(filter(None, (other_library(each, library) for each in reversed(paragraph.headings))), "")


def _next(text: Text, order: int, amount: Amount, before: Before, every: Sequence[Told]) -> Told:
    """The next figure of a text; what is told before the one behind it."""
    whole, later = text.paragraph.text, text.found[order + 1 :]
    start = max((end for end in text.ends if end <= amount.start), default=0)
    if start > before.at or not order:
        begin(text, start, before, every)
    pass_asides(whole, amount.start, before)
    after = end_of_words(whole, amount, later[0] if later else None)
    place = Place(max(before.at, start), amount, after, tuple(before.holes), tuple(before.asides))
    said = said_around(whole, place, [each for each in text.every if each.start >= start], text.lexicon, text.year)
    told = _told(text, order, said, before, every, place)
    if _only_counts(whole, amount, later):
        before.holes.append((amount.start, amount.end))
        return replace(told, only_counts=True)
    before.at, before.holes, before.asides = max(amount.end, after), [], []
    before.earlier, before.told, before.last = before.told, told, told
    before.until = told.period if told.period and told.period.is_state else before.until
    return told


def _only_counts(text: str, amount: Amount, later: Sequence[Amount]) -> bool:
    """Whether a figure only counts what stands before it, and the sentence goes on to what is said of all of that."""
    if not later or amount.text[0].isdigit() or amount.value > 10 or CLAUSE.search(text, amount.end, later[0].start):
        return False
    return later[0].unit != amount.unit and text[amount.end : later[0].start].strip() != ""


def _told(text: Text, order: int, said: Said, before: Before, every: Sequence[Told], place: Place) -> Told:
    """A figure with its frame, completed by what the one before it in its sentence is of, or the heading."""
    lexicon, kin, label = text.lexicon, before.told, text.labels.get(order, Label())
    if said.changed and not (kin and len(kin.frame.years) > 1):
        said = grown(said, lexicon)
    unit = place.amount.unit or label.unit or text.unit or _unit_before(text, kin, place)
    meant = _meant(text, said, before, label, every, unit)
    unit = unit or next((lexicon.natural.get(each, "") for _, each in of_facet(meant.concepts, lexicon.measure)), "")
    years, whole, direction = compared(text, order, said, kin, place, unit)
    own, whole = measured(meant.concepts, whole, lexicon)
    foreign = meant.foreign + (ALL if is_of_all(text, order, said, meant, unit, place, (before, every)) else "")
    its = kin.period if kin and len(years) < 2 and not said.is_now else None
    period = _time(text, said, label, before, every, its)
    if not years and period and is_whole_year(period) and year_of(period, text.year) != text.year:
        years = (year_of(period, text.year),)
    spoken = with_said(own, lexicon)
    unit, scale = lexicon.scales.get(unit, (unit, 1.0))
    told = Told(
        claim=claim_of(text, own, period, place),
        frame=Frame(lexicon.unit_of.get(unit, unit), plain_of(own, lexicon), years, whole, foreign),
        period=period,
        direction=direction,
        is_part=said.begins_parts or bool(kin and kin.is_part and not said.is_new),
        said=own,
        scale=scale,
        begins=said.is_new and said.words.has(lexicon.measure),
        carried=before.scope.period if not period else None,
        is_vague=before.scope.is_vague and not spoken & before.scope.topics,
        subject=subject_of(own, before.scope.subject, lexicon),
        team=before.scope.team,
        own=frozenset(said.near),
        may_be=_may_be(own, said, unit, place, kin, lexicon),
        is_timed_before=bool(period) and not (said.period or label.period),
        is_total=said.is_total and (said.words.has(lexicon.measure) or bool(said.words.open)),
        beside=_beside(said, label, kin if meant.is_kins else None),
    )
    return replace(told, doubts=doubts_of(text, order, told, said, meant, (before, every), place))


def _may_be(
    own: frozenset[Concept], said: Said, unit: str, place: Place, kin: Told | None, lexicon: Lexicon
) -> frozenset[Concept]:
    """All that a figure may be of: what is said of it, what its open words and its unit may mean, and what may be said
    of the figure before it."""
    opened, counted = opened_in(said.words.open, unit, lexicon), counted_in(place.amount.unit, lexicon)
    return with_said(own, lexicon) | opened | counted | (kin.may_be if kin else frozenset())


def _beside(said: Said, label: Label, kin: Told | None) -> str:
    """Words that nobody knows in the clauses beside a figure, and beside the one that says what it counts."""
    own = said.beside.replace(OPEN, "") if label.period else said.beside
    return (kin.beside if kin else "") + own


def _time(
    text: Text, said: Said, label: Label, before: Before, every: Sequence[Told], its: Period | None
) -> Period | None:
    """The time that a figure is of: its own, that of its place in a row, that of the figure before it (`its`), of the
    entry or of the heading. Months and 全年 without a year are of the year that is spoken of."""
    like = every[label.like].period if label.like >= 0 else None
    timed = before.scope.period if before.scope.is_timed else None
    period = label.period or said.period or like or its or before.until or text.dated or timed
    if said.is_now and period and is_of_years(period):
        return replace(period, year=period.last_year)  # 2018年至2020年由 … 增加到 …
    if not said.period or not period or period.year:
        return period
    if period.back is None:
        other = year_of(its, text.year) if its and _is_of_other(its, text.year) else before.scope.other_year
        period = replace(period, year=other) if other else period
    if AT_ISSUE.match(period.text):
        period = next((each for each in (its, before.scope.period) if _is_of_other(each, text.year)), period)
    return period


def _is_of_other(period: Period | None, year: int) -> bool:
    """Whether a period lies in another year."""
    return period is not None and year_of(period, year) != year


def _unit_before(text: Text, kin: Told | None, place: Place) -> str:
    """The unit of a figure that has none: the word for it that stands before, or that of the figure before, where that
    has none either."""
    near = text.paragraph.text[place.start : place.amount.start]
    found = [unit for unit in text.lexicon.unit_of if len(unit) > 1 and unit in near]
    return max(found, key=near.rfind, default=kin.frame.unit if kin and not kin.claim.unit else "")


def _meant(text: Text, said: Said, before: Before, label: Label, every: Sequence[Told], unit: str) -> Meant:
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
