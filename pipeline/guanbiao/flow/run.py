"""The whole run as one paragraph: recognise, extract, check, reconcile, diagnose, report, publish.

Only here is it known that a helper writes while the workbook is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.flow.reports import Came, Job, Tell, reports_of, years_of
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.snapshot import content_of
from guanbiao.model.books import Book
from guanbiao.model.findings import Finding
from guanbiao.outputs.archive import NOTHING_KEPT, Store
from guanbiao.outputs.dataset import DATASET, dataset_bytes, put_into
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.last_time import last_time
from guanbiao.outputs.manifest import inputs_of
from guanbiao.outputs.publish import publish, set_apart
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import published_facts
from guanbiao.outputs.workspace import OutputsError, Workspace
from guanbiao.outputs.writers import write
from guanbiao.processes.helper import Submit, here
from guanbiao.recognise.recognise import Recognised, recognised_in
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.returned import returned
from guanbiao.recognise.survey import Unit, survey
from guanbiao.report.changes import compared
from guanbiao.report.report import Report
from guanbiao.report.trend import Series, Year, trend
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.shown import in_one_line
from guanbiao.words import screen
from guanbiao.words.findings import Phrases


class Published(Struct, frozen=True):
    """A year's report with its sentences, and the folder that holds its outputs."""

    report: Report
    phrases: Phrases
    folder: Path


def run(
    books: Sequence[Book], workspace: Workspace, settings: Settings, catalogue: Catalogue, tell: Tell, submit: Submit
) -> list[Published]:
    """Run the job on the books of a drop folder: one report a library and year, its outputs published. `submit` has
    functions run beside this process. Raises NothingToDo and OutputsError."""
    store = Store(workspace.outputs)
    reports = reports_from(books, settings, catalogue, tell, submit, store)
    series = [trend(report, at_hand(report, reports, store)) for report in reports]
    shared = years_shared(reports, catalogue.library)
    for year in shared:
        set_apart(workspace, str(year))
    given, own = (workspace, settings, tell, submit), catalogue.library
    return [
        published(each, *given, line, is_own=each.catalogue.library == own, apart=each.year in shared)
        for each, line in zip(reports, series, strict=True)
    ]


def at_hand(report: Report, reports: Iterable[Report], store: Store) -> dict[int, list[Year]]:
    """By year what is known of a library before a report's year: its report, and what was kept of it."""
    library, found = report.catalogue.library, defaultdict[int, list[Year]](list)
    for each in reports:
        if each.catalogue.library == library:
            found[each.year].append(each)
    whole = {each.year for each in reports if each.catalogue.library == library and not each.owed}
    for year in store.years(library):
        kept = store.of(library)(year) if year < report.year and year not in whole else None
        if kept and not kept.is_damaged:
            found[year].append(kept)
    return dict(found)


def reports_from(
    books: Sequence[Book],
    settings: Settings,
    catalogue: Catalogue,
    tell: Tell = lambda _: None,
    submit: Submit = here,
    store: Store = NOTHING_KEPT,
) -> list[Report]:
    """The reports of the years wanted, of each library that filed forms of them, with causes and the answers that came
    back. Of years that are not among them what is in the store is known. Raises NothingToDo."""
    job = Job(settings, catalogue, tell, submit, store)
    slips = returned(books)
    books, applied = corrected(books, slips)
    libraries = _libraries(survey(books, catalogue), job)
    wanted_years(_together([found for _, found in libraries]), settings, catalogue)
    every = {year for _, found in libraries for year in years_of(found)}
    years = [year for year in sorted(every) if settings.year in (None, year)]
    tell(screen.CHECKING)
    came = Came(slips, applied)
    return [each for unit, found in libraries for each in reports_of(unit, found, came.within(unit), years, job)]


def _libraries(units: Sequence[Unit], job: Job) -> list[tuple[Unit, Recognised]]:
    """What was recognised of each library. What belongs to one that filed no form of any year is told by the
    catalogue's own."""
    catalogue, asked = job.catalogue, job.settings.year
    others = [(unit, recognised_in(unit, catalogue, asked)) for unit in units if not unit.is_own]
    strays = [unit for unit, found in others if not years_of(found)]
    own = [unit for unit in units if unit.is_own] or [unit.as_own() for unit in strays[:1]]
    own = [unit.with_all_of(strays) for unit in own]
    return [
        *((unit, recognised_in(unit, catalogue, asked)) for unit in own),
        *((unit, found) for unit, found in others if unit not in strays),
    ]


def _together(every: Sequence[Recognised]) -> Recognised:
    """All that was recognised, as of one library."""
    books = {(book.file, book.sha256): book for each in every for book in each.books}
    filings = tuple(filing for each in every for filing in each.filings)
    findings = tuple(finding for each in every for finding in each.findings)
    return Recognised(tuple(books.values()), filings, findings)


def years_shared(reports: Sequence[Report], own: str) -> set[int]:
    """The years in which another library than the catalogue's own filed forms: the outputs of each lie apart."""
    return {report.year for report in reports if report.catalogue.library != own}


def published(
    report: Report,
    workspace: Workspace,
    settings: Settings,
    tell: Tell,
    submit: Submit,
    series: tuple[Series, ...] = (),
    *,
    is_own: bool = True,
    apart: bool = False,
) -> Published:
    """The outputs of a report, with the headline figures over the years, written and put in place: in the folder of its
    year, or in one of its library there. Raises OutputsError."""
    places = places_of(report, is_own=is_own, apart=apart)
    edition = edition_of(report, settings, [workspace.outputs / each for each in places], series, tell)
    files = files_of(edition, lambda draft: submit(write, draft))
    if apart:
        _add_to_dataset(edition, workspace)
    return Published(edition.report, edition.phrases, publish(workspace, places[0], files))


def _add_to_dataset(edition: Edition, workspace: Workspace) -> None:
    report, dataset = edition.report, workspace.outputs / DATASET
    draft = workspace.room / "facts.parquet"
    try:
        draft.write_bytes(dataset_bytes(report, edition.facts))
        put_into(dataset, report.year, report.catalogue.library, draft)
    except OSError as error:
        raise OutputsError(str(dataset)) from error


def edition_of(
    report: Report,
    settings: Settings,
    lie: Sequence[Path],
    series: tuple[Series, ...] = (),
    tell: Tell = lambda _: None,
) -> Edition:
    """What the outputs of a report are made from; those of its runs before `lie` in some folders. What was kept with
    contacts and what was kept without are compared without."""
    full, inputs = published_facts(report), inputs_of(report.books)
    facts, before = reserved_facts(full, report.catalogue), last_time(lie, report.catalogue.library, inputs)
    before = before and replace(before, facts=reserved_facts(before.facts, report.catalogue))
    marked, changes = compared(report, facts, before)
    tell(screen.WRITING.format(year=report.year))
    phrases = Phrases(report.catalogue, report.year)
    shown, asked = full if settings.with_contacts else facts, (settings.public, settings.with_contacts)
    book = report.annual and report.annual.book
    original = content_of(settings.inputs, book.file, book.sha256) if book else b""
    return Edition(marked, phrases, shown, inputs, changes, *asked, series, original)


def places_of(report: Report, *, is_own: bool, apart: bool) -> tuple[str, ...]:
    """The names of the folders under outputs in which a report's outputs lie, the one for these first: that of its
    year, or one of its library there where there are several. Where the catalogue's own was alone until now, its
    outputs lie in the folder of the year; no other looks there: it is set apart while they are worked out."""
    year = str(report.year)
    name = f"{year}/{report.catalogue.library}" if apart else year
    return (name, year) if apart and is_own else (name,)


def wanted_years(recognised: Recognised, settings: Settings, catalogue: Catalogue) -> list[int]:
    """The years to report on, oldest first. Raises NothingToDo where there is none; it says why, file by file."""
    if not recognised.books:
        raise NothingToDo(in_one_line(screen.NO_INPUTS.format(folder=settings.inputs)))
    years = years_of(recognised)
    if years and settings.year in (None, *years):
        return years if settings.year is None else [settings.year]
    phrases = Phrases(catalogue, settings.year or 0)
    lines = [phrases.reason(finding) for finding in passed_over(recognised)]
    raise no_year(settings, years, bool(recognised.filings), lines)


def no_year(settings: Settings, years: Collection[object], is_filed: bool, lines: Iterable[str]) -> NothingToDo:
    """Why there is no year to report on: what is said of each file follows."""
    said = screen.NO_SUCH_YEAR if years else screen.NO_YEAR if is_filed else screen.NO_FORMS
    whole = said.format(year=settings.year, folder=settings.inputs), *lines
    return NothingToDo("\n".join(map(in_one_line, whole)))


def passed_over(recognised: Recognised) -> Iterator[Finding]:
    """What is gravest about each file that gave no form of any year."""
    used = {filing.book.file for filing in recognised.filings if filing.period is not None}
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in recognised.findings:
        if finding.filing < 0 and finding.first.file not in used:
            by_file[finding.first.file].append(finding)
    for findings in by_file.values():
        gravest = min(finding.level.rank for finding in findings)
        yield from (finding for finding in findings if finding.level.rank == gravest)
