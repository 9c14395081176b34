"""The report's text against the forms: every figure with its verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from guanbiao.forms.prose import Lexicon, Prose
from guanbiao.model.causes import Cause
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.beside import in_sentence, is_otherwise
from guanbiao.prose.bound import (
    Held,
    bound,
    by_other_days,
    is_doubted,
    is_of_some,
    is_plain,
    loose,
    of_months,
    otherwise_of,
    someones_of,
)
from guanbiao.prose.chronicle import Met, told_of
from guanbiao.prose.enumerated import days_listed, names_listed
from guanbiao.prose.frames import told_in
from guanbiao.prose.judge import agreement, doubts_of
from guanbiao.prose.lasted import lasted
from guanbiao.prose.leads import with_leads
from guanbiao.prose.listed import Entry, entries_of
from guanbiao.prose.mentioned import Names, mentioned, names_of
from guanbiao.prose.names import with_names
from guanbiao.prose.parts import adds_up, is_part_of_other, is_told_again
from guanbiao.prose.readings import other_readings
from guanbiao.prose.recomputed import Recomputed, recomputed
from guanbiao.prose.repeated import Twice, said_twice
from guanbiao.prose.scope import without_title
from guanbiao.prose.slots import Slot, slots_of
from guanbiao.prose.times import months_of
from guanbiao.prose.told import Frame, Told
from guanbiao.prose.twice_named import named_twice
from guanbiao.prose.values import Filed, Given, given
from guanbiao.prose.witness import witnesses_of
from guanbiao.words.findings import Phrases
from guanbiao.words.prose import days_said, entry_said, lasted_said, names_said, other_said, worked_out_said

_OPEN = (Verdict.UNBOUND, Verdict.NOT_COMPARABLE)


def checked(
    paragraphs: Sequence[Paragraph], prose: Prose, filed: Filed, causes: Sequence[Cause]
) -> tuple[Checked, ...]:
    """Every figure of the running text of a report and of its headings, in order, each held against what it is
    about."""
    prose = with_names(prose, filed)
    paragraphs = [replace(each, text=each.told, asides=()) for each in with_leads([*without_title(paragraphs)])]
    told = [(each, list(told_in(each, prose.lexicon, filed.year, filed.catalogue.library))) for each in paragraphs]
    slots = slots_of(prose, filed.year)
    known = {frame.known: slot for frame, slot in slots.items()}
    year = Held(
        filed=filed,
        slots=slots,
        known=known,
        values=_values(known, told, filed, prose.lexicon),
        doubts=doubts_of(causes),
        phrases=Phrases(filed.catalogue, filed.year),
        prose=prose,
    )
    entries = entries_of(prose.events, filed)
    names = names_of(entries)
    alone = {
        id(each): result
        for paragraph, own in told
        for each, result in _of_paragraph(paragraph, own, entries, names, year)
    }
    found = alone | _by_others(told, alone, year)
    return tuple(found[id(each)] for _, own in told for each in own)


def _by_others(
    told: Sequence[tuple[Paragraph, Sequence[Told]]], alone: Mapping[int, Checked], year: Held
) -> dict[int, Checked]:
    """What is told of figures of which nothing is known from their own sentences, by their identity: by other sentences
    that state them, or by figures that are near them, though they may be of something else."""
    unbound = [each for _, own in told for each in own if alone[id(each)].verdict is Verdict.UNBOUND]
    otherwise = {id(each): other for each in unbound if (other := otherwise_of(each, year))}
    sure = [each for each in unbound if not is_doubted(each, year)]
    again = _said_again(said_twice(sure, {each.number: each.text for each, _ in told}))
    for later, first, verdict in named_twice(told):
        again[id(later)], again[id(first)] = _again(later, first, verdict), _again(first, later, verdict)
    found = {id(each): again.get(id(each), alone[id(each)]) for each in unbound}
    return found | {key: each for key, each in otherwise.items() if found[key].verdict in _OPEN}


def _said_again(twice: Iterable[Twice]) -> dict[int, Checked]:
    """What other sentences say for the figures that they state, too, by the identity of these: of several, one that
    agrees."""
    found: dict[int, Checked] = {}
    for told_again, first, verdict in twice:
        found[id(told_again)] = _again(told_again, first, verdict)
        known = found.get(id(first))
        if verdict is not Verdict.DIFFERS and (known is None or verdict is Verdict.AGREES):
            found[id(first)] = _again(first, told_again, verdict)
    return found


def _values(
    slots: Mapping[Frame, Slot], told: Sequence[tuple[Paragraph, list[Told]]], filed: Filed, lexicon: Lexicon
) -> dict[str, Given]:
    """What the forms give for all slots, and for the months alone that figures are of."""
    every = [stated for slot in slots.values() for stated in (slot.stated, *slot.others)]
    wanted = {repr(stated): stated for stated in every}
    for _, own in told:
        for each in own:
            otherwise = other_readings(each, slots, lexicon) if each.period and months_of(each.period) else ()
            met = (slots.get(each.frame.known), someones_of(each, slots), *(slot for _, slot in otherwise))
            for stated in (stated for slot in met if slot for stated in (slot.stated, *slot.others)):
                for period in (each.period, each.carried):
                    months = of_months(stated, replace(each, period=period), filed) if period else None
                    if months is not None:
                        wanted[repr(months)] = months
    return dict(zip(wanted, given(list(wanted.values()), filed), strict=True))


def _of_paragraph(
    paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], names: Names, year: Held
) -> Iterator[tuple[Told, Checked]]:
    events = {at: _against_list(told[at], met, year) for at, met in told_of(paragraph, told, entries, year.filed.year)}
    named = {at: _against_list(told[at], met, year) for at, met in mentioned(paragraph.text, told, names)}
    worked_out = {id(each.told): each for each in recomputed(paragraph.text, told, year.prose.lexicon.grown)}
    every = [*_bound(paragraph.text, told, year)]
    verdicts = {id(each): own.verdict for each, own in zip(told, every, strict=True) if own}
    for at, (each, own) in enumerate(zip(told, every, strict=True)):
        is_accused = own and own.verdict is Verdict.DIFFERS
        is_other = is_accused and _is_not_just_that(paragraph.text, told, at, verdicts, year)
        by_itself = _by_itself(paragraph, each, worked_out.get(id(each)), year)
        found = _first_of(events.get(at), None if is_other else own, named.get(at), by_itself)
        yield each, found or loose(each, year)


def _bound(text: str, told: Sequence[Told], year: Held) -> Iterator[Checked | None]:
    """Each figure held against the slot of its frame, by its own words, else by what others of its sentence show."""
    before = [in_sentence(text, told[:at], each) for at, each in enumerate(told)]
    alone = [bound(each, others, year) for each, others in zip(told, before, strict=True)]
    plain = [each for each, own in zip(told, alone, strict=True) if own and is_plain(each, year)]
    for each, own, others in zip(told, alone, before, strict=True):
        witnesses = () if own else witnesses_of(text, plain, each)
        yield bound(each, others, year, witnesses) if witnesses else own


def _is_not_just_that(text: str, every: Sequence[Told], at: int, verdicts: Mapping[int, Verdict], year: Held) -> bool:
    """Whether what stands beside a figure says that it is not just what its words are of; `verdicts` are those on the
    figures of its paragraph by their own words, by the identity of these."""
    told, before = every[at], every[:at]

    def is_accused(each: Told) -> bool:
        return verdicts.get(id(each)) is Verdict.DIFFERS

    return (
        by_other_days(text, told, year)
        or is_otherwise(text, told, year.prose.lexicon)
        or is_of_some(text, before, told, year)
        or any(is_told_again(told, each) for each in in_sentence(text, before, told) if _holds(each, verdicts))
        or adds_up(text, every, at, is_accused)
        or is_part_of_other(text, every, at, partial(is_doubted, year=year), is_accused)
    )


def _holds(told: Told, verdicts: Mapping[int, Verdict]) -> bool:
    own = verdicts.get(id(told))
    return own is not None and own.holds


def _first_of(
    event: Checked | None, own: Checked | None, named: Checked | None, by_itself: Checked | None
) -> Checked | None:
    """What is told of a figure that may be held against several things: the entry of its day, else what its words say;
    before one that differs a name that confirms it; what it is not to be compared with where there is nothing else."""
    known = [each for each in (event, own) if each]
    sure = [each for each in known if each.verdict not in _OPEN]
    holds = [each for each in (*known, named) if each and each.verdict.holds]
    if event in sure:
        return event
    return next(iter([*holds, *sure, *([by_itself] if by_itself else []), *known]), None)


def _by_itself(paragraph: Paragraph, told: Told, worked_out: Recomputed | None, year: Held) -> Checked | None:
    """A figure held against what its own sentence says. One that is worked out from figures of which one is not that of
    the forms is not accused: that one is."""
    if worked_out is None:
        return _counted(paragraph, told)
    against = worked_out_said([each.claim.figure for each in worked_out.parts], worked_out.sign)
    claim, verdict = told.claim, agreement(told, worked_out.figure)
    if verdict is Verdict.DIFFERS and worked_out.low <= claim.high and claim.low <= worked_out.high:
        verdict = Verdict.ROUNDED
    is_one_wrong = len({is_doubted(each, year) for each in worked_out.parts}) > 1
    if verdict is Verdict.DIFFERS and (is_one_wrong or any(otherwise_of(each, year) for each in worked_out.parts)):
        return None
    return Checked(claim, verdict, table_value=worked_out.figure, against=against)


def _against_list(told: Told, met: Met, year: Held) -> Checked:
    """A figure of the chronicle held against the cells of its entry, or of the entries that it tells the sum of."""
    figure, first = sum(term.value or 0 for term in met.terms), met.terms[0]
    place = (first.form, first.row, first.column) if len(met.terms) == 1 else ("", "", "")
    against = entry_said(year.phrases, first, met.name, len(met.terms))
    verdict = agreement(told, figure)
    if verdict is Verdict.DIFFERS and not met.is_sure:
        verdict = Verdict.NOT_COMPARABLE
    return Checked(told.claim, verdict, *place, figure, against, met.terms)


def _counted(paragraph: Paragraph, told: Told) -> Checked | None:
    """A figure held against the names that are listed before it, the days behind it, or how long these are."""
    if (names := names_listed(paragraph.text, told)) is not None:
        number, verdict = names
        return Checked(told.claim, verdict, table_value=float(number), against=names_said(number))
    if (days := days_listed(paragraph.text, told)) is not None:
        number, verdict = days
        return Checked(told.claim, verdict, table_value=float(number), against=days_said(number))
    if (length := lasted(paragraph.text, told)) is not None and told.period:
        said = lasted_said(told.period.text, told.claim.unit, length[0])
        return Checked(told.claim, length[1], table_value=round(length[0], 2), against=said)
    return None


def _again(told: Told, other: Told, verdict: Verdict) -> Checked:
    """A figure that another sentence states, too."""
    return Checked(told.claim, verdict, table_value=other.claim.value, against=other_said(other.claim))
