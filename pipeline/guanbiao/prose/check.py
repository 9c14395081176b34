"""The report's text against the forms: every figure with its verdict."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.equations import Sum
from guanbiao.forms.prose import Prose, Stated
from guanbiao.model.causes import Cause
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.chronicle import Met, told_of
from guanbiao.prose.enumerated import names_listed
from guanbiao.prose.frames import Frame, Told, told_in
from guanbiao.prose.judge import Doubts, agreement, as_told, doubts_of, judged
from guanbiao.prose.lexicon import read
from guanbiao.prose.listed import Entry, entries_of
from guanbiao.prose.names import with_names
from guanbiao.prose.recomputed import Recomputed, recomputed
from guanbiao.prose.repeated import said_twice
from guanbiao.prose.slots import Slot, slots_of
from guanbiao.prose.times import is_all_of, is_within, months_of, year_of
from guanbiao.prose.values import Filed, Given, given, within
from guanbiao.text.clauses import APART, BY_HOW_MUCH, CLAUSE_BEFORE, LABELLED, OTHERWISE, SENTENCE
from guanbiao.words.findings import Phrases
from guanbiao.words.prose import entry_said, names_said, other_said, stated_said, worked_out_said

NEAR = 24  # characters before a figure that may say that it is otherwise
CONFIRMS = 1000  # the least figure that may be confirmed by its value alone: of smaller ones too many are alike


class _Year(Struct, frozen=True):
    """What figures of a text are held against."""

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


def checked(
    paragraphs: Sequence[Paragraph], prose: Prose, filed: Filed, causes: Sequence[Cause]
) -> tuple[Checked, ...]:
    """Every figure of the running text of a report, in order, each held against what it is about."""
    prose = with_names(prose, filed)
    paragraphs = [replace(each, text=each.told, asides=()) for each in paragraphs]
    told = [
        (each, list(told_in(each, prose.lexicon, filed.year, filed.catalogue.library)))
        for each in paragraphs
        if not each.level
    ]
    slots = slots_of(prose, filed.year)
    known = {frame.known: slot for frame, slot in slots.items()}
    year = _Year(
        filed, slots, known, _values(known, told, filed), doubts_of(causes), Phrases(filed.catalogue, filed.year), prose
    )
    entries = entries_of(prose.events, filed)
    found = {
        id(each): result for paragraph, own in told for each, result in _of_paragraph(paragraph, own, entries, year)
    }
    every = [each for _, own in told for each in own]
    alone = [each for each in every if found[id(each)].verdict is Verdict.UNBOUND and not _is_doubted(each, year)]
    for told_again, first, verdict in said_twice(alone, {each.number: each.text for each in paragraphs}):
        found[id(told_again)] = _again(told_again, first, verdict)
        if verdict is not Verdict.DIFFERS:
            found[id(first)] = _again(first, told_again, verdict)
    return tuple(found[id(each)] for each in every)


def _values(
    slots: Mapping[Frame, Slot], told: Sequence[tuple[Paragraph, list[Told]]], filed: Filed
) -> dict[str, Given]:
    """What the forms give for all slots, and for the months alone that figures are of."""
    every = [stated for slot in slots.values() for stated in (slot.stated, *slot.others)]
    wanted = {repr(stated): stated for stated in every}
    for _, own in told:
        for each in own:
            slot = slots.get(each.frame.known)
            for stated in (slot.stated, *slot.others) if slot else ():
                months = _of_months(stated, each, filed)
                if months is not None:
                    wanted[repr(months)] = months
    return dict(zip(wanted, given(list(wanted.values()), filed), strict=True))


def _of_months(stated: Stated, told: Told, filed: Filed) -> Stated | None:
    """What a slot says of the months that a figure is of; None where it is of the whole year, or of no whole months."""
    months = months_of(told.period) if told.period and year_of(told.period, filed.year) == filed.year else None
    return within(stated, *months, filed.catalogue) if months else None


def _of_paragraph(
    paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], year: _Year
) -> Iterator[tuple[Told, Checked]]:
    events = {
        at: found
        for at, met in told_of(paragraph, told, entries, year.filed.year)
        if (found := _against_list(told[at], met, year)).verdict is not Verdict.DIFFERS or met.is_sure
    }
    worked_out = {id(each.told): each for each in recomputed(paragraph.text, told)}
    for at, each in enumerate(told):
        own = _bound(each, _in_sentence(paragraph.text, told[:at], each), year)
        if own and own.verdict is Verdict.DIFFERS and _is_otherwise(paragraph.text, each, year):
            own = None
        by_itself = _by_itself(paragraph, each, worked_out.get(id(each)))
        yield each, events.get(at) or own or by_itself or _loose(each, year)


def _is_otherwise(text: str, told: Told, year: _Year) -> bool:
    """Whether words right before a figure, or an aside in its clause, say that it is not just what its clause is of."""
    start, near = told.claim.start, max(told.claim.start - NEAR, 0)
    changed = not told.frame.years and BY_HOW_MUCH.search(text, near, start)
    own = {facet for facet, _ in told.frame.concepts}
    clause = CLAUSE_BEFORE.search(text, 0, start)
    asides = APART.findall(clause[0]) if clause else []
    said = (concept for each in asides for concept in read(each, year.prose.lexicon).concepts)
    is_of_several = len(own) < len(told.frame.concepts)  # 成人与少儿两部门共 …: which of them is said
    is_otherwise = OTHERWISE.search(text, near, start) is not None and not is_of_several
    return bool(changed) or is_otherwise or any(facet not in own for facet, _ in said)


def _in_sentence(text: str, before: Sequence[Told], told: Told) -> list[Told]:
    """The figures before one in its sentence, as far as no label with a colon begins another matter behind them."""
    start = max((match.end() for match in SENTENCE.finditer(text, 0, told.claim.start)), default=0)
    own = [each for each in before if each.claim.start >= start]
    label = max((match.start() for match in LABELLED.finditer(text, start, told.claim.start)), default=0)
    return [each for each in own if each.claim.end > label]


def _by_itself(paragraph: Paragraph, told: Told, worked_out: Recomputed | None) -> Checked | None:
    """A figure held against what its own sentence says."""
    if worked_out is None:
        return _counted(paragraph, told)
    figures = [(each.claim.figure, each.claim.unit) for each in worked_out.parts]
    against = worked_out_said(figures, is_sum=told.claim.unit == worked_out.parts[-1].claim.unit)
    claim, verdict = told.claim, agreement(told, worked_out.figure)
    if verdict is Verdict.DIFFERS and worked_out.low <= claim.high and claim.low <= worked_out.high:
        verdict = Verdict.ROUNDED
    return Checked(claim, verdict, table_value=worked_out.figure, against=against)


def _bound(told: Told, before: Sequence[Told], year: _Year) -> Checked | None:
    """A figure held against the slot of its frame; where there are words that nobody knows, about it or those before it
    in its sentence, it is confirmed or nothing is said."""
    slot = year.slots.get(told.frame) or year.known.get(told.frame.known)
    if slot is None:
        return None
    every = [_against_slot(told, stated, year) for stated in (slot.stated, *slot.others)]
    found = next((each for each in every if each.verdict in (Verdict.AGREES, Verdict.ROUNDED)), None)
    is_sure = told.is_sure and told.frame in year.slots and not slot.is_open
    is_sure = is_sure and not _may_be_of_others(told, [each for each in before if each.frame not in slot.before], year)
    return found or (every[0] if is_sure else None)


def _is_doubted(told: Told, year: _Year) -> bool:
    """Whether a figure is not what the forms give for what it may be of: that another sentence says the same as wrongly
    confirms nothing."""
    slot = year.known.get(told.frame.known)
    return slot is not None and _against_slot(told, slot.stated, year).verdict is Verdict.DIFFERS


def _may_be_of_others(told: Told, before: Sequence[Told], year: _Year) -> bool:
    """Whether a sentence began with words that nobody knows, or tells before of something narrower that this figure may
    be of, too: of a subject that it does not name, or of a kind where it names none."""
    lexicon, own = year.prose.lexicon, {facet for facet, _ in told.frame.concepts}
    if {concept for _, concept in told.frame.concepts} & set(lexicon.of_itself.split()):
        return False
    counted = [each for each in before if not each.only_counts]
    narrows = lexicon.subjects if own & lexicon.kinds else lexicon.narrowing
    kin = [each for each in counted if not each.is_part]
    narrower = any(facet in narrows - own for each in kin for facet, _ in each.frame.concepts)
    subject = {each for each in told.frame.concepts if each[0] in lexicon.subjects}
    unknown = (each for each in counted if each.frame.foreign or not each.is_sure)
    return narrower or any(not subject & each.frame.concepts for each in unknown)


def _against_slot(told: Told, stated: Stated, year: _Year) -> Checked:
    if not is_all_of(told.period, year.filed.year) and not told.frame.years:
        months = _of_months(stated, told, year.filed)
        if months is None:
            return _of_part(told, year.given(stated), year)
        stated = months
    return _held(told, year.given(stated), year)


def _of_part(told: Told, value: Given, year: _Year) -> Checked:
    """A figure of a part of the year for which the forms say nothing alone: it may be all that there was in the year,
    and what happened up to a day is no more than what happened in the whole year."""
    stated, figure = value.stated, value.figure()
    if figure is not None and agreement(told, figure) is Verdict.AGREES:
        return _held(told, value, year)
    adds_up = within(stated, 1, 12, year.filed.catalogue) is not None and isinstance(stated, Sum)
    if adds_up and figure is not None and told.claim.low > figure and is_within(told.period, year.filed.year):
        return _held(told, value, year)
    return Checked(told.claim, Verdict.NOT_COMPARABLE, against=stated_said(year.phrases, stated))


def _held(told: Told, value: Given, year: _Year) -> Checked:
    result = judged(told, value, year.doubts)
    against = stated_said(year.phrases, value.stated)
    one = value.terms[0] if len(value.terms) == 1 else None
    place = (one.form, one.row, one.column) if one else ("", "", "")
    return Checked(told.claim, result.verdict, *place, result.figure, against, value.terms, (), result.cause)


def _against_list(told: Told, met: Met, year: _Year) -> Checked:
    """A figure of the chronicle held against the cells of its entry, or of the entries that it tells the sum of."""
    figure, first = sum(term.value or 0 for term in met.terms), met.terms[0]
    place = (first.form, first.row, first.column) if len(met.terms) == 1 else ("", "", "")
    against = entry_said(year.phrases, first, met.name, len(met.terms))
    return Checked(told.claim, agreement(told, figure), *place, figure, against, met.terms)


def _counted(paragraph: Paragraph, told: Told) -> Checked | None:
    """A figure held against the names that are listed before it."""
    found = names_listed(paragraph.text, told)
    if found is None:
        return None
    number, verdict = found
    return Checked(told.claim, verdict, table_value=float(number), against=names_said(number))


def _loose(told: Told, year: _Year) -> Checked:
    """A figure that no slot has the frame of: confirmed where one that may be meant gives it, never accused."""
    is_of_year = is_all_of(told.period, year.filed.year)
    likely = [slot for slot in year.slots.values() if is_of_year and _may_mean(told.frame, slot.frame)]
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
    mine, its = dict(frame.concepts), dict(other.concepts)
    return bool(mine.keys() & its.keys()) and all(mine[each] == its[each] for each in mine.keys() & its.keys())


def _again(told: Told, other: Told, verdict: Verdict) -> Checked:
    """A figure that another sentence states, too."""
    return Checked(told.claim, verdict, table_value=other.claim.value, against=other_said(other.claim))
