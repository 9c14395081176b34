"""Entries of the chronicle (大事记) held against the lists: by date and name, never by value."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.documents import Paragraph
from guanbiao.model.findings import Term
from guanbiao.prose.listed import Days, Entry, plain_of, quoted_in
from guanbiao.prose.times import days_of
from guanbiao.prose.told import Told
from guanbiao.text.clauses import PERSONS, TOOK_PART
from guanbiao.text.periods import number_before, periods

LEAST_NAME = 4  # characters that a name has at least, to be known by beside its days
LEAST_QUOTED = 3  # characters of a name in quotes that is known by on the very days
WHOLE_NAME = 6  # characters of a name in quotes that is known by itself
MUCH_SHARED = 5  # characters in a row that a name and a text share, to be of the same on the same days
GAP = 8  # characters between those of a name that a shorter one leaves out at most
NEARBY = 3  # days by which the chronicle and a list may differ


class Met(Struct, frozen=True):
    """The cells of the lists that a figure of the chronicle is held against, and the entry's name. Where it is not sure
    that the figure is of all these entries, they may only confirm it."""

    terms: tuple[Term, ...]
    name: str
    is_sure: bool = True


class _Said(Struct, frozen=True):
    """What a paragraph says that entries are known by: its text without marks, the names in quotes, its days."""

    plain: str
    quoted: tuple[str, ...]
    days: Days


def told_of(
    paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], year: int
) -> Iterator[tuple[int, Met]]:
    """Which figures of a paragraph are those of an entry, by their position, each with what it is held against. Nothing
    where the paragraph may speak of several that state different figures."""
    days = _days(paragraph, told, year)
    if days is None:
        return
    said = _Said(plain_of(paragraph.text), quoted_in(paragraph.text), days)
    ranked = [(_likeness(each, said), each) for each in entries]
    whole, named, some = ([each for rank, each in ranked if rank >= least] for least in (3, 2, 1))
    met = whole if len(whole) == 1 else named or some
    short = [] if met else [each for each in entries if _is_short_for(each, said)]
    met = met or short
    for unit in dict.fromkeys(unit for each in met for unit in each.figures):
        own = [each for each in met if unit in each.figures]
        at = _place(unit, paragraph.text, told, own, said)
        found = _met(own, unit, said) if at >= 0 else None
        if found:
            is_certain = not short and not _is_of_persons(told[at], own[0], found.terms)
            yield at, replace(found, is_sure=found.is_sure and is_certain)


def _days(paragraph: Paragraph, told: Sequence[Told], year: int) -> Days | None:
    """The days that an entry of the chronicle is of: those of its first figure, else the first that it names."""
    if not told:
        return None
    own = days_of(told[0].period, year)
    if own or not number_before(paragraph.text):
        return own
    return next(filter(None, (days_of(each, year) for each in periods(paragraph.text))), None)


def _place(unit: str, text: str, told: Sequence[Told], met: Sequence[Entry], said: _Said) -> int:
    """The position of the figure that says how many took part, or got; -1 where it is not known which. It is not
    one before which no entry is named yet."""
    places = [at for at, each in enumerate(told) if each.frame.unit == unit and not each.is_part]
    found = [at for at in places if TOOK_PART.search(told[at].claim.quote)] or places
    if len(found) != 1:
        return -1
    ranks = {at: max(_likeness(each, _right_before(at, text, told, said)) for each in met) for at in places}
    named = next((at for at in places if ranks[at]), -1)  # what stands before it is of all figures up to the next name
    return max(found[0], named)


def _right_before(at: int, text: str, told: Sequence[Told], said: _Said) -> _Said:
    """What a paragraph says between a figure and the one before it in the same unit."""
    own = told[at]
    since = max((each.claim.end for each in told[:at] if each.frame.unit == own.frame.unit), default=0)
    near = text[since : own.claim.start]
    return replace(said, plain=plain_of(near), quoted=quoted_in(near))


def _met(met: Sequence[Entry], unit: str, said: _Said) -> Met | None:
    """What a figure is held against: one entry; entries of several lists that say the same; the sum of all entries of
    one list that have one name, within its days; of those that have several it may tell the sum."""
    terms, forms = tuple(each.figures[unit] for each in met), {each.form for each in met}
    if len({term.value for term in terms}) == 1 and len(forms) == len(met):
        return Met(terms[:1], met[0].name)
    whole = all(said.days[0] <= first and last <= said.days[1] for each in met for first, last in each.days)
    if len(forms) > 1 or not whole:
        return None
    return Met(terms, met[0].name, is_sure=_is_series(met, said))


def _is_series(met: Sequence[Entry], said: _Said) -> bool:
    """Whether entries have one name, which a text has in quotes or as it stands."""
    quoted = any(len(name) >= WHOLE_NAME and all(name in each.plain for each in met) for name in said.quoted)
    return quoted or (len({each.plain for each in met}) == 1 and met[0].plain in said.plain)


def _is_of_persons(told: Told, entry: Entry, terms: Sequence[Term]) -> bool:
    """Whether a figure counts persons where the list counts visits of several days: it may be the smaller one."""
    is_one_day = len(entry.days) == 1 and entry.days[0][0] == entry.days[0][1]
    return told.claim.unit in PERSONS and not is_one_day and told.claim.high < (terms[0].value or 0)


def _likeness(entry: Entry, said: _Said) -> int:
    """How surely a text of some days is about an entry: 3 where it has its whole name in quotes, or as it stands and
    about its days, 2 where it has names of it and about its days, 1 where it has much of the name and its days; 0 for
    none of these."""
    apart = min((_apart(said.days, own) for own in entry.days), default=None)
    if apart is None:
        return 0
    if any(len(each) >= WHOLE_NAME and each in entry.quoted for each in said.quoted):
        return 3
    if apart > NEARBY:
        return 0
    if len(entry.plain) >= WHOLE_NAME and entry.plain in said.plain:
        return 3
    named = any(len(each) >= LEAST_NAME and each in said.plain for each in (*entry.quoted, entry.plain, entry.bare))
    if named or any(len(each) >= LEAST_NAME and each in entry.plain for each in said.quoted):
        return 2
    is_quoted = any(len(each) >= LEAST_QUOTED and each in entry.plain for each in said.quoted)
    return int(apart == 0 and (is_quoted or _shared(entry.parts, said.plain) >= MUCH_SHARED))


def _is_short_for(entry: Entry, said: _Said) -> bool:
    """Whether an entry of about these days has a name that may be short for one in the text: its characters stand there
    in this order, not far from each other (移动公司: 中国移动通信集团鞍山分公司)."""
    if not any(_apart(said.days, own) <= NEARBY for own in entry.days):
        return False
    short = "".join(entry.parts)
    gap = f".{{0,{GAP}}}?"
    return len(short) >= LEAST_NAME and re.search(gap.join(map(re.escape, short)), said.plain) is not None


def _apart(days: Days, own: Days) -> int:
    """How many days lie between two periods; 0 where they meet."""
    return max((own[0] - days[1]).days, (days[0] - own[1]).days, 0)


def _shared(parts: Sequence[str], text: str) -> int:
    """How many characters in a row of the parts of a name stand in a text, too, at most."""
    best = 0
    for part in parts:
        for start in range(len(part)):
            while part[start : start + best + 1] in text and start + best < len(part):
                best += 1
    return best
