"""Entries of the chronicle (大事记) held against the lists: by date and name, never by value."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from msgspec import Struct

from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.prose import Events
from guanbiao.model.documents import Paragraph
from guanbiao.model.findings import Term
from guanbiao.prose.frames import Told
from guanbiao.prose.times import days_of
from guanbiao.prose.values import Filed
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State
from guanbiao.text.libraries import place_of

_NAMED = re.compile(r"《([^》]+)》|“([^”]+)”")
_WORD = re.compile(r"[^\W_]+")
_TOOK_PART = re.compile("参加|参与|吸引|参观|观众|到场|在场|到馆|听众|报名|收听|关注|配送|配置|提供|送书|图书")
_COMMON = "市?图书馆|活动|主题|展览|线上|网上"  # words of any name
PERSONS = ("人", "名", "位")
LEAST_NAME = 3  # characters that a name has at least, to be known by beside its days
WHOLE_NAME = 6  # characters of a name in quotes that is known by itself
MUCH_SHARED = 6  # characters in a row that a name and a text share, to be of the same on the same days
NEARBY = 3  # days by which the chronicle and a list may differ


class Entry(Struct, frozen=True):
    """An entry of a list: its form, its name, its days, by unit the cell that states the figure; the
    name without marks, what stands in quotes in it, and its parts between words of any name."""

    form: str
    name: str
    days: tuple[tuple[datetime.date, datetime.date], ...]
    figures: Mapping[str, Term]
    plain: str
    quoted: tuple[str, ...]
    parts: tuple[str, ...]


def entries_of(declared: Sequence[Events], year: Filed) -> list[Entry]:
    """The entries of the lists behind the chronicle, as filed for a year."""
    by_form = {each.form: each for each in declared}
    own = pl.col("filing").is_in(year.counted) & (pl.col("role") == "entry")
    rows: dict[tuple[int, int], dict[str, CellLine]] = defaultdict(dict)
    for line in lines(year.tables.cells.filter(own), CellLine):
        if year.filings[line.filing].form in by_form:
            rows[line.filing, line.seq][line.column] = line
    return [_entry(by_form[year.filings[filing].form], row, year) for (filing, _), row in rows.items()]


def _entry(events: Events, row: Mapping[str, CellLine], year: Filed) -> Entry:
    said = {column: (row[column].raw or "") if column in row else "" for column in (events.date, events.name)}
    found = read_dates(said[events.date], year.year) or ()
    figures = {
        unit: cell_term(row[column], year.filings[row[column].filing], year.catalogue)
        for unit, column in events.figures.items()
        if column in row and row[column].state == State.NUMBER.value
    }
    name, days = said[events.name], tuple((when.start, when.end) for when in found)
    plain, common = _plain(name), f"{_COMMON}|{re.escape(place_of(year.catalogue.library))}"
    return Entry(events.form, name, days, figures, plain, _quoted(name), tuple(re.split(common, plain)))


def told_of(
    paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], year: int
) -> Iterator[tuple[int, tuple[Term, str]]]:
    """Which figures of a paragraph are those of an entry, by their position, each with its cell and the entry's name.
    Nothing where the paragraph may speak of several that state different figures."""
    days = days_of(told[0].period if told else None, year)
    said = _Said(_plain(paragraph.text), _quoted(paragraph.text), days) if days else None
    ranked = [(_likeness(each, said), each) for each in entries] if said else []
    met = [each for rank, each in ranked if rank > 1] or [each for rank, each in ranked if rank]
    for unit in dict.fromkeys(unit for each in met for unit in each.figures):
        at = _place(unit, told)
        terms = _terms([each for each in met if unit in each.figures], unit)
        if at >= 0 and terms and not _is_of_persons(told[at], met[0], terms[0]):
            yield at, (terms[0], met[0].name)


def _place(unit: str, told: Sequence[Told]) -> int:
    """The position of the figure that says how many took part, or got; -1 where it is not known which."""
    places = [at for at, each in enumerate(told) if each.frame.unit == unit]
    told_so = [at for at in places if _TOOK_PART.search(told[at].claim.quote)]
    found = told_so or places
    return found[0] if len(found) == 1 else -1


def _terms(met: Sequence[Entry], unit: str) -> list[Term]:
    """The cells of the entries that a text may be about, where all say the same: of one list only a single entry, for
    of several the text may tell the sum."""
    terms = [each.figures[unit] for each in met]
    one_each = len({each.form for each in met}) == len(met)
    return terms if one_each and len({term.value for term in terms}) == 1 else []


def _is_of_persons(told: Told, entry: Entry, term: Term) -> bool:
    """Whether a figure counts persons where the list counts visits of several days: it may be the smaller one."""
    first, last = entry.days[0] if entry.days else (datetime.date.min, datetime.date.max)
    return told.claim.unit in PERSONS and first != last and told.claim.high < (term.value or 0)


class _Said(Struct, frozen=True):
    """What a paragraph says that entries are known by: its text without marks, the names in quotes, its days."""

    plain: str
    quoted: tuple[str, ...]
    days: tuple[datetime.date, datetime.date]


def _likeness(entry: Entry, said: _Said) -> int:
    """How surely a text of some days is about an entry: 2 where it has its whole name in quotes, or its name and about
    its days, 1 where it has much of the name and its days; 0 for none of these."""
    apart = min((_apart(said.days, own) for own in entry.days), default=None)
    if apart is None:
        return 0
    if any(len(each) >= WHOLE_NAME and each in entry.quoted for each in said.quoted):
        return 2
    if apart > NEARBY:
        return 0
    named = any(len(each) >= LEAST_NAME and each in said.plain for each in (*entry.quoted, entry.plain))
    if named or any(len(each) >= LEAST_NAME and each in entry.plain for each in said.quoted):
        return 2
    return int(apart == 0 and _shared(entry.parts, said.plain) >= MUCH_SHARED)


def _apart(days: tuple[datetime.date, datetime.date], own: tuple[datetime.date, datetime.date]) -> int:
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


def _quoted(text: str) -> tuple[str, ...]:
    return tuple(_plain(first or second) for first, second in _NAMED.findall(text))


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text))
