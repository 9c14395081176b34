"""The whole run as one paragraph: recognise, extract, check, reconcile, diagnose, report, publish.

Only here is it known that a helper checks while relations are reconciled, and writes while the workbook is written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.diagnose import diagnose
from guanbiao.checks.check import check
from guanbiao.facts.archived import Kept, kept_before
from guanbiao.facts.counted import Statuses, counted_filings, shown_years
from guanbiao.facts.extract import Tables, extract
from guanbiao.facts.frames import FactLine, RelationLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book
from guanbiao.model.findings import Finding
from guanbiao.model.slips import Changed, Returned
from guanbiao.outputs.archive import NOTHING_KEPT, Store
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.last_time import last_time
from guanbiao.outputs.manifest import Input, inputs_of
from guanbiao.outputs.publish import publish, set_apart
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import published_facts
from guanbiao.outputs.workspace import Workspace
from guanbiao.outputs.writers import load_writers, write
from guanbiao.processes.helper import Submit, here
from guanbiao.recognise.recognise import Recognised, recognised_in
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.returned import returned
from guanbiao.recognise.survey import Unit, survey
from guanbiao.reconcile.doubted import without_doubted
from guanbiao.reconcile.findings import outcome
from guanbiao.reconcile.judge import Reconciled, reconcile
from guanbiao.report.answers.answered import answered
from guanbiao.report.changes import Before, compared
from guanbiao.report.doubted import doubted_in
from guanbiao.report.report import Report, report_on
from guanbiao.report.trend import Series, Year, trend
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.shown import in_one_line
from guanbiao.words import screen
from guanbiao.words.findings import Phrases

Tell = Callable[[str], None]


class Job(Struct, frozen=True):
    """What is asked for, what should be, who is told what is done now, what has functions run beside, and where the
    years before are kept."""

    settings: Settings
    catalogue: Catalogue
    tell: Tell = lambda _: None
    submit: Submit = here
    store: Store = Store()


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
    series = [trend(report, _at_hand(report, reports, store)) for report in reports]
    shared = years_shared(reports, catalogue.library)
    for year in shared:
        set_apart(workspace, str(year))
    given = (workspace, settings, tell, submit)
    pairs = zip(reports, series, strict=True)
    return [published(report, *given, own, apart=report.year in shared) for report, own in pairs]


def _at_hand(report: Report, reports: Iterable[Report], store: Store) -> dict[int, list[Year]]:
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
    years = wanted_years(_together([found for _, found in libraries]), settings, catalogue)
    tell(screen.CHECKING)
    came = Came(slips, applied)
    return [each for unit, found in libraries for each in _reports_of(unit, found, came.within(unit), years, job)]


class Came(Struct, frozen=True):
    """What came back: the slips, and the corrections in them that count."""

    slips: Sequence[Returned]
    applied: Sequence[Changed]

    def within(self, unit: Unit) -> "Came":
        """What came back in the books of a library."""
        files = {book.file for book in unit.books}
        own = [each for each in self.slips if each.file in files]
        return Came(own, [each for each in self.applied if each.copy.file in files])


def _libraries(units: Sequence[Unit], job: Job) -> list[tuple[Unit, Recognised]]:
    """What was recognised of each library. What belongs to one that filed no form of any year is told by the
    catalogue's own."""
    catalogue, asked = job.catalogue, job.settings.year
    others = [(unit, recognised_in(unit, catalogue, asked)) for unit in units if not unit.is_own]
    strays = [unit for unit, found in others if not _years(found)]
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


def _reports_of(unit: Unit, recognised: Recognised, came: Came, wanted: Sequence[int], job: Job) -> list[Report]:
    """The reports of one library: of each year that it filed forms of; the catalogue's own of all years where it filed
    none."""
    own = _years(recognised)
    years = [year for year in wanted if year in own or (unit.is_own and not own)]
    catalogue, filings, submit = job.catalogue.for_library(unit.library), recognised.filings, job.submit
    tables = extract(filings, catalogue)
    checked = submit(check, tables, [filing.bare for filing in filings], catalogue)
    broken = submit(_template_findings, catalogue.templates) if catalogue.templates else tuple
    submit(load_writers)
    job.tell(screen.RECONCILING)
    counted = counted_filings(filings, years, catalogue.vocabulary)
    kept = kept_before(job.store.of(unit.library), years, filings, counted, catalogue)
    tables, counted = kept.beside(tables), kept.among(counted)
    reconciled = reconcile(tables, counted, catalogue, kept.places)
    if job.settings.prove:
        _prove(tables, reconciled)
    stage = _Stage(
        replace(recognised, filings=(*filings, *kept.filings)),
        tables,
        reconciled,
        kept,
        cache(lambda: (*checked(), *broken())),
    )
    reports: dict[int, Report] = {}
    for year in years:
        report = _report_of(year, counted[year], stage, reports.get(year - 1), catalogue)
        reports[year] = answered(report, came.slips, Phrases(catalogue, year), came.applied, years)
    return list(reports.values())


class _Stage(Struct, frozen=True):
    """What all years of a library share once they are reconciled; `found` gives what reading and checks found."""

    recognised: Recognised
    tables: Tables
    reconciled: Reconciled
    kept: Kept
    found: Callable[[], tuple[Finding, ...]]


def _report_of(year: int, status: Statuses, stage: _Stage, before: Report | None, catalogue: Catalogue) -> Report:
    """The report of a year, without answers. What was in question in the year before, where that is of this run,
    vouches for nothing; an archive says so itself."""
    filings = stage.recognised.filings
    doubted = doubted_in(before) if before else frozenset()
    own = without_doubted(stage.reconciled, year, doubted, catalogue)
    found = outcome(own, status, year, filings, catalogue)
    causes = diagnose(found, filings, catalogue)
    archive = stage.kept.archives.get(year)
    return report_on(found, causes, stage.recognised, stage.tables, stage.found(), catalogue, archive)


def _template_findings(folder: str) -> tuple[Finding, ...]:
    """What is wrong with a library's own templates for letters."""
    from guanbiao.letters.own_templates import template_findings  # deferred: python-docx takes long to load

    return template_findings(folder)


def _prove(tables: Tables, reconciled: Reconciled) -> None:
    """Hold the frames of a run against their declarations. Raises pandera's SchemaErrors: a mistake of ours."""
    from guanbiao.checks.proof import prove_tables, proven  # deferred: pandera takes long to load, and few runs prove

    prove_tables(tables)
    proven(reconciled.facts, FactLine)
    proven(reconciled.terms, TermLine)
    proven(reconciled.relations, RelationLine)


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
    apart: bool = False,
) -> Published:
    """The outputs of a report, with the headline figures over the years, written and put in place: in the folder of its
    year, or in one of its library there.
    What was kept with contacts and what was kept without are compared without. Raises OutputsError."""
    full, inputs, name = published_facts(report), inputs_of(report.books), folder_of(report, apart=apart)
    facts, before = reserved_facts(full, report.catalogue), _before(workspace, report, name, inputs)
    before = before and replace(before, facts=reserved_facts(before.facts, report.catalogue))
    marked, changes = compared(report, facts, before)
    tell(screen.WRITING.format(year=report.year))
    phrases = Phrases(report.catalogue, report.year)
    shown, asked = full if settings.with_contacts else facts, (settings.public, settings.with_contacts)
    edition = Edition(marked, phrases, shown, inputs, changes, *asked, series)
    return Published(marked, phrases, publish(workspace, name, files_of(edition, lambda draft: submit(write, draft))))


def _before(workspace: Workspace, report: Report, name: str, inputs: Sequence[Input]) -> Before | None:
    """What was found last time; where the library was alone until now, its outputs lie in the folder of the year."""
    lie = [workspace.outputs / each for each in dict.fromkeys((name, str(report.year)))]
    return last_time(lie, report.catalogue.library, inputs)


def folder_of(report: Report, *, apart: bool) -> str:
    """The name of a report's folder under outputs: its year, and its library where there are several."""
    return f"{report.year}/{report.catalogue.library}" if apart else str(report.year)


def wanted_years(recognised: Recognised, settings: Settings, catalogue: Catalogue) -> list[int]:
    """The years to report on, oldest first. Raises NothingToDo where there is none; it says why, file by file."""
    if not recognised.books:
        raise NothingToDo(in_one_line(screen.NO_INPUTS.format(folder=settings.inputs)))
    years = _years(recognised)
    if years and settings.year in (None, *years):
        return years if settings.year is None else [settings.year]
    said = screen.NO_SUCH_YEAR if years else screen.NO_YEAR if recognised.filings else screen.NO_FORMS
    phrases = Phrases(catalogue, settings.year or 0)
    lines = [phrases.reason(finding) for finding in _passed_over(recognised)]
    lines = [said.format(year=settings.year, folder=settings.inputs), *lines]
    raise NothingToDo("\n".join(map(in_one_line, lines)))


def _years(recognised: Recognised) -> list[int]:
    """The years that filings are of, oldest first: those on sheets that are shown, where any is."""
    every = {filing.period for filing in recognised.filings if filing.period is not None}
    return sorted(shown_years(recognised.filings) or every)


def _passed_over(recognised: Recognised) -> Iterator[Finding]:
    """What is gravest about each file that gave no form of any year."""
    used = {filing.book.file for filing in recognised.filings if filing.period is not None}
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in recognised.findings:
        if finding.filing < 0 and finding.first.file not in used:
            by_file[finding.first.file].append(finding)
    for findings in by_file.values():
        gravest = min(finding.level.rank for finding in findings)
        yield from (finding for finding in findings if finding.level.rank == gravest)
