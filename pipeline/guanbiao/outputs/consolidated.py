"""The files of 汇总: the workbook over libraries, the report, and libraries.json."""

from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.consolidate.comparison import Compared, compared, total_of
from guanbiao.consolidate.indicators import Headlines, headlines
from guanbiao.consolidate.pages import consolidated_pages
from guanbiao.consolidate.returns import LibraryReturn, Together
from guanbiao.consolidate.sums import Summed, summed
from guanbiao.consolidate.told import html_summary
from guanbiao.forms.catalogue import Catalogue, shown_row
from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs.contract import Levels
from guanbiao.outputs.contract_libraries import (
    CONTRACT,
    LIBRARIES,
    FormEntry,
    LibrariesFile,
    LibraryEntry,
    OwedEntry,
    SumEntry,
    TotalEntry,
)
from guanbiao.outputs.findings import as_lines
from guanbiao.outputs.html import write_summary
from guanbiao.pages.xlsx import write_workbook
from guanbiao.text.libraries import place_of
from guanbiao.text.years import for_year
from guanbiao.words.consolidate import REPORT_FILE, workbook_name


def consolidated_files(
    year: int, facts: pl.LazyFrame, returns: Sequence[LibraryReturn], catalogue: Catalogue
) -> Iterator[tuple[str, bytes]]:
    """The files of a year's 汇总, by name: `facts` is the dataset of all libraries (`scan_dataset`), of which those of
    `returns` are added up, awaited libraries that filed nothing among them."""
    region = catalogue.region or place_of(catalogue.library)
    together = Together(year, region, tuple(returns), catalogue)
    sums, own = summed(facts, together), headlines(facts, together)
    lines = compared(own, together)
    name = workbook_name(region, year)
    yield name, write_workbook(consolidated_pages(facts, sums, lines, own, together), name.removesuffix(".xlsx"))
    yield REPORT_FILE, write_summary(html_summary(lines, own, together))
    yield LIBRARIES, as_lines(libraries_file(tuple(sums.values()), lines, own, together))


def libraries_file(
    sums: Sequence[Summed], own: Sequence[Compared], headlines: Headlines, together: Together
) -> LibrariesFile:
    """What libraries.json says of a year."""
    return LibrariesFile(
        CONTRACT,
        together.region,
        together.year,
        tuple(_library(at, each, own, together) for at, each in enumerate(together.returns)),
        {each.indicator.name: each.total for each in own},
        {each.indicator.name: _total(each, together) for each in own},
        tuple(_forms(together)),
        tuple(_sum(each, together) for each in sums),
    )


def _library(at: int, each: LibraryReturn, own: Sequence[Compared], together: Together) -> LibraryEntry:
    statuses = {level: {status: each.findings.get((level, status), 0) for status in FindingStatus} for level in Level}
    return LibraryEntry(
        each.library,
        each.folder,
        len(each.filed),
        tuple(form.id for form in together.catalogue.forms if form.id in each.filed),
        tuple(OwedEntry(form.id, form.department) for form in together.owed(each)),
        Levels(*(each.count(level) for level in Level)),
        statuses,
        {line.indicator.name: line.values[at] for line in own if at in line.values},
    )


def _total(each: Compared, together: Together) -> TotalEntry:
    missing = tuple(name for at, name in enumerate(together.names) if at not in each.values)
    return TotalEntry(each.total, total_of(each.before), each.indicator.unit, len(each.values), missing)


def _forms(together: Together) -> Iterator[FormEntry]:
    for form in together.forms:
        filers = together.filers[form.id]
        missing = tuple(name for at, name in enumerate(together.names) if at not in filers)
        yield FormEntry(form.id, for_year(form.title, together.year), len(filers), missing)


def _sum(each: Summed, together: Together) -> SumEntry:
    cell, form = each.cell, together.catalogue.by_id[each.cell.form]
    return SumEntry(
        cell.form,
        shown_row(form, cell.key, together.year),
        cell.shown,
        cell.measure,
        each.value,
        cell.unit,
        len(each.behind),
        together.named(sorted({*each.blank, *each.unread})),
        cell.key,
    )
