"""Figures held against the slots that they may be of: accused only where nothing else may be meant."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.equations import Sum
from guanbiao.forms.prose import Average, Prose, Stated
from guanbiao.model.claims import SHARES, Checked, Verdict
from guanbiao.model.findings import Term
from guanbiao.prose.judge import Doubts, agreement, as_told, judged
from guanbiao.prose.lexicon import whose_team
from guanbiao.prose.readings import other_readings
from guanbiao.prose.slots import Slot
from guanbiao.prose.times import is_all_of, is_whole_year, is_within, months_of, year_of
from guanbiao.prose.told import ALL, Doubt, Frame, Told
from guanbiao.prose.values import Filed, Given, within
from guanbiao.prose.witness import is_accounted_for, may_be_of_others, not_allayed
from guanbiao.text.clauses import DAYS, ITS, LAST_YEARS, PAUSE
from guanbiao.words.findings import Phrases
from guanbiao.words.prose import stated_said

CONFIRMS = 1000  # the least figure that may be confirmed by its value alone: of smaller ones too many are alike

NEAR = 0.3  # of a figure of the forms, by which one of the text may differ from it and still be meant as the same

FAR = 2  # times that a figure is less than one of the forms, where it is not sure to be of all that there is


class Held(Struct, frozen=True):
    """What the figures of a text are held against: the forms of a year, the slots of declared sentences by their frames
    and by what is known of these, what the forms give for them, and what causes hold to be in doubt there."""

    filed: Filed
    slots: Mapping[Frame, Slot]
    known: Mapping[Frame, Slot]
    values: Mapping[str, Given]
    doubts: Doubts
    phrases: Phrases
    prose: Prose

    def given(self, stated: Stated) -> Given:
        """What the forms give for what a slot says."""
        return self.values[repr(stated)]


def of_months(stated: Stated, told: Told, filed: Filed) -> Stated | None:
    """What a slot says of the months that a figure is of; None where it is of the whole year, or of no whole months."""
    months = months_of(told.period) if told.period and year_of(told.period, filed.year) == filed.year else None
    return within(stated, *months, filed.catalogue) if months else None


def bound(told: Told, before: Sequence[Told], year: Held, witnesses: Sequence[Told] = ()) -> Checked | None:
    """A figure held against the slot of its frame; where there are words that nobody knows, about it or those before it
    in its sentence, it is confirmed or nothing is said. What is doubted of `witnesses`, too, which are what their words
    say, is no doubt."""
    slot = year.slots.get(told.frame) or year.known.get(told.frame.known)
    if slot is None:
        return None
    every = list(_against_all(told, slot, year))
    found = next((each for each in every if each.verdict.holds), None)
    if found or not _is_sure(told, slot, before, year, witnesses) or _may_be_less(told, slot, every[0], year):
        return found
    return every[0] if every[0].verdict is not Verdict.DIFFERS else _otherwise_read(told, every[0], year)


def _against_all(told: Told, slot: Slot, year: Held) -> Iterator[Checked]:
    """A figure held against all that it may be of: first what its slot says."""
    for stated in (slot.stated, *slot.others, *_of_other_wholes(told, year)):
        yield _against_slot(told, stated, year)
    yield from _as_carried(told, slot, year)
    if this_year := _of_this_year(told, year):
        yield _held(told, year.given(this_year.stated), year)
    if someones := someones_of(told, year.slots):
        yield from (_against_slot(told, stated, year) for stated in (someones.stated, *someones.others))


def _of_this_year(told: Told, year: Held) -> Slot | None:
    """The slot of the report's own year, where 去年 may mean that, too."""
    is_last = told.period is not None and told.period.text.startswith(LAST_YEARS)
    return year.slots.get(replace(told.frame.known, years=())) if is_last and len(told.frame.years) == 1 else None


def _is_sure(told: Told, slot: Slot, before: Sequence[Told], year: Held, witnesses: Sequence[Told]) -> bool:
    """Whether a figure is of what its slot says, and of nothing else that is told, or may be meant."""
    others = [each for each in before if each.doubts or each.frame not in slot.before]
    is_known = told.frame in year.slots or (bool(witnesses) and told.frame.known in year.known)
    return (
        is_known
        and not slot.is_open
        and _of_this_year(told, year) is None
        and is_accounted_for(told, before, witnesses)
        and not not_allayed(told, witnesses, year.prose.lexicon) & ~_own_of_team(told, slot, year)
        and not may_be_of_others(told, others, witnesses, year.prose.lexicon)
    )


def _own_of_team(told: Told, slot: Slot, year: Held) -> Doubt:
    """What is no doubt of a figure below the name of a department that files itself what it is held against: that it is
    of what that does. The department that compiles files what all of them do: there it has to be said to be a total."""
    catalogue, lexicon = year.filed.catalogue, year.prose.lexicon
    if not told.team or (told.team == catalogue.compiles and not told.is_total):
        return Doubt.NONE
    first, *others = ({catalogue.by_id[term.form].department for term in each} for each in _terms(slot, year))
    if first != {told.team} or any(each - {told.team, catalogue.compiles} for each in others):
        return Doubt.NONE
    is_its = told.subject <= whose_team(told.team, lexicon)
    return Doubt.TEAM | Doubt.WHOSE if is_its else Doubt.TEAM


def _terms(slot: Slot, year: Held) -> Iterator[Sequence[Term]]:
    """The cells of all that a slot says, first those of what it says first."""
    for stated in (slot.stated, *slot.others):
        yield year.given(stated).terms


def _may_be_less(told: Told, slot: Slot, held: Checked, year: Held) -> bool:
    """Whether a figure that is only known by others to be of all may be of so much less that it is not."""
    is_allayed = not told.is_sure or told.frame not in year.slots
    return (is_allayed or (told.is_vague and isinstance(slot.stated, Sum))) and _is_far(told, held)


def _otherwise_read(told: Told, held: Checked, year: Held) -> Checked | None:
    """A figure that differs, unless it agrees with what it is of by its own words alone: of it that is so, or, where it
    is small and may agree by chance, nothing is said."""
    for other, slot in other_readings(told, year.slots, year.prose.lexicon):
        for stated in (slot.stated, *slot.others):
            found = _against_slot(other, stated, year)
            if found.verdict.holds:
                return found if told.claim.value >= CONFIRMS else None
    return None if any(map(partial(_is_told, told), _other_changes(told, year))) else held


def _other_changes(told: Told, year: Held) -> Iterator[float]:
    """By how much a figure changed between two years, as those tables have it that state both."""
    for frame, slot in year.slots.items():
        is_now = frame.concepts == told.frame.concepts and not frame.years and frame.whole is None
        then = year.slots.get(replace(frame, years=told.frame.years[1:])) if is_now and told.frame.years else None
        for one, other in product((slot.stated, *slot.others), (then.stated, *then.others) if then else ()):
            now, before = year.given(one).figure(), year.given(other).figure()
            if now is not None and before:
                yield (now - before) / before * 100 if told.frame.unit in SHARES else now - before


def _is_told(told: Told, figure: float) -> bool:
    return agreement(told, as_told(told, figure) or 0.0).holds


def someones_of(told: Told, slots: Mapping[Frame, Slot]) -> Slot | None:
    """The slot that a figure is of where it is of those of whom the heading or the sentence before speaks."""
    facets = {facet for facet, _ in told.subject}
    concepts = frozenset(each for each in told.frame.concepts if each[0] not in facets) | told.subject
    return slots.get(replace(told.frame.known, concepts=concepts)) if told.subject else None


def _as_carried(told: Told, slot: Slot, year: Held) -> list[Checked]:
    """A figure held against what a slot says of the time that the sentence before, or a heading, is of."""
    if told.carried is None:
        return []
    of_time = replace(told, period=told.carried)
    its = year_of(told.carried, year.filed.year)
    other = year.slots.get(replace(told.frame, years=(its,))) if its != year.filed.year else None
    if other and is_whole_year(told.carried):
        return [_held(of_time, year.given(other.stated), year)]
    found = (of_months(stated, of_time, year.filed) for stated in (slot.stated, *slot.others))
    return [_held(of_time, year.given(months), year) for months in found if months]


def is_plain(told: Told, year: Held) -> bool:
    """Whether a figure is just what the forms give for what its words say, whatever the sentences before or the
    headings speak of."""
    slot = year.slots.get(told.frame) or year.known.get(told.frame.known)
    is_of_year = is_all_of(told.period, year.filed.year) or bool(told.frame.years)
    every = (slot.stated, *slot.others) if slot else ()
    own = (each if is_of_year else of_months(each, told, year.filed) or each for each in every)
    figures = (as_told(told, year.given(each).figure()) for each in own)
    return any(each is not None and agreement(told, each) is Verdict.AGREES for each in figures)


def _is_far(told: Told, held: Checked) -> bool:
    """Whether a figure is so much less than what it is held against that it may be of some of that alone."""
    return told.claim.high * FAR < abs(held.table_value or 0.0)


def _of_other_wholes(told: Told, year: Held) -> Iterator[Stated]:
    """What a share may be of, where it says no more than that it is one: 少儿占69%, of all that was lent or of what was
    lent to readers of all ages; of parts of the year nothing else."""
    own, measure = told.frame, year.prose.lexicon.measure
    is_of_year = is_all_of(told.period, year.filed.year)
    if own.whole is None or not is_of_year or any(facet != measure for facet, _ in own.whole):
        return
    for frame, slot in year.slots.items():
        if frame.whole not in (None, own.whole) and (frame.concepts, frame.years) == (own.concepts, own.years):
            yield slot.stated


def is_doubted(told: Told, year: Held) -> bool:
    """Whether a figure is not what the forms give for what it may be of: that another sentence says the same as wrongly
    confirms nothing."""
    slot = _may_be(told, year)
    every = (_against_slot(told, stated, year).verdict for stated in (slot.stated, *slot.others)) if slot else ()
    return slot is not None and all(each is Verdict.DIFFERS for each in every)


def otherwise_of(told: Told, year: Held) -> Checked | None:
    """What the forms give for what a figure may be of, as far as words that are known go, where that is another figure
    near it: these are not to be compared. Of one far from it, something else is told."""
    slot = _may_be(told, year)
    own = _against_slot(told, slot.stated, year) if slot else None
    if own is None or own.table_value is None or own.verdict.holds:
        return None
    if abs(told.claim.value - own.table_value) > NEAR * abs(own.table_value):
        return None
    return replace(own, verdict=Verdict.NOT_COMPARABLE)


def is_of_some(text: str, before: Sequence[Told], told: Told, year: Held) -> bool:
    """Whether the figure before one in its clause counts some of what there is, so that the other is of these alone:
    为5家分馆配送图书300册."""
    last = before[-1] if before else None
    slot = year.slots.get(last.frame) if last else None
    between = text[last.claim.end : told.claim.start] if last else ""
    if last is None or slot is None or not (slot.is_open or ITS in between) or PAUSE.search(between):
        return False
    every = (_against_slot(last, stated, year) for stated in (slot.stated, *slot.others))
    return all(each.verdict is Verdict.DIFFERS for each in every)


def by_other_days(text: str, told: Told, year: Held) -> bool:
    """Whether a figure is an average by the day, and its paragraph does not say of as many days as declared."""
    slot = year.slots.get(told.frame) or year.known.get(told.frame.known)
    stated = slot.stated if slot else None
    return isinstance(stated, Average) and not any(f"{stated.days}{each}" in text for each in DAYS)


def _may_be(told: Told, year: Held) -> Slot | None:
    """The slot that a figure may be of, as far as words that are known go; None where it may as well be of several."""
    return None if ALL in told.frame.foreign else year.known.get(told.frame.known)


def _against_slot(told: Told, stated: Stated, year: Held) -> Checked:
    if not is_all_of(told.period, year.filed.year) and not told.frame.years:
        months = of_months(stated, told, year.filed)
        if months is None:
            return _of_part(told, year.given(stated), year)
        stated = months
    return _held(told, year.given(stated), year)


def _of_part(told: Told, value: Given, year: Held) -> Checked:
    """A figure of a part of the year for which the forms say nothing alone: it may be all that there was in the year,
    and what happened up to a day is no more than what happened in the whole year."""
    stated, figure = value.stated, value.figure()
    if figure is not None and agreement(told, figure) is Verdict.AGREES:
        return _held(told, value, year)
    adds_up = within(stated, 1, 12, year.filed.catalogue) is not None and isinstance(stated, Sum)
    if adds_up and figure is not None and told.claim.low > figure and is_within(told.period, year.filed.year):
        return _held(told, value, year)
    against = stated_said(year.phrases, stated)
    return Checked(told.claim, Verdict.NOT_COMPARABLE, table_value=as_told(told, figure), against=against)


def _held(told: Told, value: Given, year: Held) -> Checked:
    result = judged(told, value, year.doubts)
    against = stated_said(year.phrases, value.stated)
    one = value.terms[0] if len(value.terms) == 1 else None
    place = (one.form, one.row, one.column) if one else ("", "", "")
    return Checked(told.claim, result.verdict, *place, result.figure, against, value.terms, (), result.cause)


def loose(told: Told, year: Held) -> Checked:
    """A figure that no slot has the frame of: confirmed where one that may be meant gives it, never accused. What was
    so in another year may still be so."""
    frame = told.frame if len(told.frame.years) != 1 else replace(told.frame, years=())
    is_of_year = is_all_of(told.period, year.filed.year) or frame is not told.frame
    likely = [slot for slot in year.slots.values() if is_of_year and _may_mean(frame, slot.frame)]
    for slot in likely:
        value = year.given(slot.stated)
        figure = as_told(told, value.figure())
        verdict = agreement(told, figure) if figure is not None else Verdict.DIFFERS
        if told.claim.value >= CONFIRMS and verdict is Verdict.AGREES:
            return _held(told, value, year)
    names = dict.fromkeys(stated_said(year.phrases, slot.stated) for slot in likely)
    return Checked(told.claim, Verdict.UNBOUND, candidates=tuple(names)[:3])


def _may_mean(frame: Frame, other: Frame) -> bool:
    """Whether a figure may be that of a slot, as far as words that are known go."""
    if frame.unit != other.unit or frame.years != other.years or frame.whole != other.whole:
        return False
    mine, its = frame.by_facet, other.by_facet
    shared = mine.keys() & its.keys()
    return bool(shared) and all(mine[each] >= its[each] or mine[each] <= its[each] for each in shared)
