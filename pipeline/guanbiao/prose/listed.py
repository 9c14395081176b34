"""The entries of the lists behind the chronicle, as they were filed: their names, their days, their figures."""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.prose import Events
from guanbiao.model.findings import Term
from guanbiao.prose.values import Filed
from guanbiao.text.clauses import ANY_NAME, BY_THE_WAY, QUOTED_NAME
from guanbiao.text.dates import count_stated, read_dates
from guanbiao.text.figures import State
from guanbiao.text.libraries import called, place_of

Days = tuple[datetime.date, datetime.date]
LEAST_BARE = 6  # characters of a name without its quotes, besides words of any name, that it is known by
_WORD = re.compile(r"[^\W_]+")


class Entry(Struct, frozen=True):
    """An entry of a list: its form, its name, its days, by unit the cell that states the figure; the name without
    marks, what stands in quotes in it, its parts between words of any name, and what is left without quotes and years
    (CNKI“月圆中秋”2020年中秋节活动)."""

    form: str
    name: str
    days: tuple[Days, ...]
    figures: Mapping[str, Term]
    plain: str
    quoted: tuple[str, ...]
    parts: tuple[str, ...]
    bare: str = ""


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
    name, days = said[events.name], tuple((when.start, when.end) for when in found)
    place = place_of(year.catalogue.library)
    plain, common = plain_of(name), f"{ANY_NAME}|{re.escape(place)}|{re.escape(called(place).stem)}"
    parts, bare = tuple(re.split(common, plain)), plain_of(BY_THE_WAY.sub("", name))
    telling = bare if len(re.sub(common, "", bare)) >= LEAST_BARE else ""
    return Entry(events.form, name, days, _figures(events, row, year), plain, quoted_in(name), parts, telling)


def _figures(events: Events, row: Mapping[str, CellLine], year: Filed) -> dict[str, Term]:
    """By unit, the cells that state figures; for how many an entry counts may stand beside its date (共18期)."""
    stated = {
        unit: cell_term(row[column], year.filings[row[column].filing], year.catalogue)
        for unit, column in events.figures.items()
        if column in row and row[column].state == State.NUMBER.value
    }
    date = row.get(events.date)
    count = count_stated(date.raw or "") if date and events.counts else None
    if date and count is not None:
        stated[events.counts] = replace(cell_term(date, year.filings[date.filing], year.catalogue), value=float(count))
    return stated


def quoted_in(text: str) -> tuple[str, ...]:
    """The names in quotes in a text, without marks."""
    return tuple(plain_of("".join(found)) for found in QUOTED_NAME.findall(text))


def plain_of(text: str) -> str:
    """A text without marks and spaces."""
    return "".join(_WORD.findall(text))
