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

_NAMED = re.compile(r"《([^》]+)》|“([^”]+)”")
_WORD = re.compile(r"[^\W_]+")
_TOOK_PART = re.compile("参加|参与|吸引|参观|观众|到场|在场|到馆|听众|报名|收听|关注|配送|配置|提供|送书|图书")
LEAST_NAME = 4  # characters that a name has at least, to be known by


class Entry(Struct, frozen=True):
    """An entry of a list: its form, its name, its days, and by unit the cell that states the figure."""

    form: str
    name: str
    days: tuple[tuple[datetime.date, datetime.date], ...]
    figures: Mapping[str, Term]


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
    return Entry(events.form, said[events.name], tuple((when.start, when.end) for when in found), figures)


def told_of(paragraph: Paragraph, told: Sequence[Told], entries: Sequence[Entry], year: int) -> Iterator[tuple[int, tuple[Term, str]]]:
    """Which figures of a paragraph are those of an entry, by their position, each with its cell. Nothing where the
    paragraph may speak of several."""
    days = days_of(told[0].period if told else None, year)
    met = [each for each in entries if days and _is_named(each, paragraph.text) and _same_days(days, each)]
    if len(met) != 1:
        return
    for unit, term in met[0].figures.items():
        places = [at for at, each in enumerate(told) if each.frame.unit == unit]
        told_so = [at for at in places if _TOOK_PART.search(told[at].claim.quote)]
        if len(told_so) == 1 or (not told_so and len(places) == 1):
            yield (told_so or places)[0], (term, met[0].name)


def _same_days(days: tuple[datetime.date, datetime.date], entry: Entry) -> bool:
    return any(first <= days[1] and days[0] <= last for first, last in entry.days)


def _is_named(entry: Entry, text: str) -> bool:
    """Whether a text names an entry: with a name in quotes that both have, or with its whole name."""
    plain = _plain(entry.name)
    quoted = [_plain(a or b) for a, b in _NAMED.findall(text)]
    own = [_plain(a or b) for a, b in _NAMED.findall(entry.name)]
    if any(len(each) >= LEAST_NAME and each in plain for each in quoted):
        return True
    whole = _plain(text)
    return any(len(each) >= LEAST_NAME and each in whole for each in (*own, plain))


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text))
