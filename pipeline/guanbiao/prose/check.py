"""The report's text against the forms: every figure with its verdict."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.forms.prose import Prose
from guanbiao.model.causes import Cause
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.beside import in_sentence, is_otherwise
from guanbiao.prose.bound import Held, bound, is_doubted, loose, of_months
from guanbiao.prose.chronicle import Met, told_of
from guanbiao.prose.enumerated import names_listed
from guanbiao.prose.frames import Frame, Told, told_in
from guanbiao.prose.judge import agreement, doubts_of
from guanbiao.prose.listed import Entry, entries_of
from guanbiao.prose.names import with_names
from guanbiao.prose.recomputed import Recomputed, recomputed
from guanbiao.prose.repeated import said_twice
from guanbiao.prose.slots import Slot, slots_of
from guanbiao.prose.values import Filed, Given, given
from guanbiao.words.findings import Phrases
from guanbiao.words.prose import entry_said, names_said, other_said, worked_out_said


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
    year = Held(
        filed, slots, known, _values(known, told, filed), doubts_of(causes), Phrases(filed.catalogue, filed.year), prose
    )
    entries = entries_of(prose.events, filed)
    found = {
        id(each): result for paragraph, own in told for each, result in _of_paragraph(paragraph, own, entries, year)
    }
    every = [each for _, own in told for each in own]
    alone = [each for each in every if found[id(each)].verdict is Verdict.UNBOUND and not is_doubted(each, year)]
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
                months = of_months(stated, each, filed)
                if months is not None:
                    wanted[repr(months)] = months
    return dict(zip(wanted, given(list(wanted.values()), filed), strict=True))


def _of_paragraph(
    paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], year: Held
) -> Iterator[tuple[Told, Checked]]:
    events = {
        at: found
        for at, met in told_of(paragraph, told, entries, year.filed.year)
        if (found := _against_list(told[at], met, year)).verdict is not Verdict.DIFFERS or met.is_sure
    }
    worked_out = {id(each.told): each for each in recomputed(paragraph.text, told)}
    for at, each in enumerate(told):
        own = bound(each, in_sentence(paragraph.text, told[:at], each), year)
        if own and own.verdict is Verdict.DIFFERS and is_otherwise(paragraph.text, each, year.prose.lexicon):
            own = None
        by_itself = _by_itself(paragraph, each, worked_out.get(id(each)))
        yield each, events.get(at) or own or by_itself or loose(each, year)


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


def _against_list(told: Told, met: Met, year: Held) -> Checked:
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


def _again(told: Told, other: Told, verdict: Verdict) -> Checked:
    """A figure that another sentence states, too."""
    return Checked(told.claim, verdict, table_value=other.claim.value, against=other_said(other.claim))
