"""Questions about entries of registers that break no rule and still look wrong (核实性): dates, telephone numbers."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.catalogue import Catalogue, Column, Kind, Register, of_forms
from guanbiao.model.details import NOTHING, Detail, OfDates, OfOrder
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.text.dates import When, count_stated, read_dates
from guanbiao.text.phones import is_phone
from guanbiao.words.codes import CODES

Dated = tuple[int, int]  # the line of an entry's cell of a date, and the day on which it begins
Odd = tuple[int, str, Detail]  # the line of a cell, and what is asked about it


def entry_findings(cells: pl.DataFrame, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Dates out of order, dates that are not as many as stated, and telephone numbers of no known length; `cells` are
    those of all filings (CellLine)."""
    columns = _columns(catalogue)
    phones = [key for (_, key), (_, column) in columns.items() if column.phone]
    is_asked = (pl.col("kind") == Kind.DATE.value) | pl.col("column").is_in(phones)
    asked = cells.filter((pl.col("role") == "entry") & pl.col("raw").is_not_null() & is_asked)
    listed: dict[tuple[int, str], list[Dated]] = defaultdict(list)
    found: list[Odd] = []
    for at, (number, key, raw, above) in enumerate(asked.select("filing", "column", "raw", "above").iter_rows()):
        form, year = filings[number].form, filings[number].period
        block, column = columns[form, key]
        if column.phone and not is_phone(raw):
            found.append((at, "phone_malformed", NOTHING))
        if column.kind is Kind.DATE and year:
            dates = read_dates(raw, year) or ()
            found += _miscounted(at, raw, dates)
            if block.ordered == key and not above and _is_within(dates, year):
                listed[number, key].append((at, dates[0].start.toordinal()))
    for entries in listed.values():
        found += [(at, "date_order", OfOrder(is_late)) for at, is_late in _out_of_order(entries)]
    odd = lines(asked[[at for at, *_ in found]], CellLine)
    for line, (_, code, detail) in zip(odd, found, strict=True):
        yield _question(code, line, filings[line.filing], catalogue, detail)


@of_forms
def _columns(catalogue: Catalogue) -> dict[tuple[str, str], tuple[Register, Column]]:
    """The columns of registers by form and key, each with its register."""
    return {
        (form.id, leaf.key): (block, leaf.column)
        for form in catalogue.forms
        for block in form.blocks
        if isinstance(block, Register)
        for leaf in block.leaves
    }


def _miscounted(at: int, raw: str, dates: Sequence[When]) -> Iterator[Odd]:
    """A cell that lists other than as many dates as it says."""
    stated = count_stated(raw) if len(dates) > 1 else None
    if stated is not None and len(dates) != stated:
        yield at, "count_differs", OfDates(stated, len(dates))


def _is_within(dates: Sequence[When], year: int) -> bool:
    """Whether any of some dates touches the year: one that is outside altogether is a finding by itself."""
    return any(year in (each.start.year, each.end.year) for each in dates)


def _out_of_order(entries: Sequence[Dated]) -> Iterator[tuple[int, bool]]:
    """Of entries and their days, as few as must go for the others to stand in order, and whether they are late ones."""
    days = [day for _, day in entries]
    if days == sorted(days):  # as in most lists
        return
    kept, last = _in_order(days), days[0]
    for place, (at, day) in enumerate(entries):
        if place not in kept:
            yield at, day >= last or not any(each < place for each in kept)
        else:
            last = day


def _in_order(days: Sequence[int]) -> set[int]:
    """The places of the most days that stand in order; of several choices, the one that keeps the first of them."""
    tails: list[int] = []
    longest = []
    for day in reversed(days):
        at = bisect_right(tails, -day)
        tails[at : at + 1] = [-day]
        longest.append(at + 1)
    kept: dict[int, int] = {}
    for place, (day, length) in enumerate(zip(days, reversed(longest), strict=True)):
        if length == len(tails) - len(kept) and day >= max(kept.values(), default=day):
            kept[place] = day
    return set(kept)


def _question(code: str, line: CellLine, filing: Filing, catalogue: Catalogue, detail: Detail = NOTHING) -> Finding:
    term = cell_term(line, filing, catalogue)
    return Finding(
        *CODES[code].identity,
        form=term.form,
        row=term.row,
        column=term.column,
        reported=term.value,
        terms=(term,),
        detail=detail,
        filing=line.filing,
    )
