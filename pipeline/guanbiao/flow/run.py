"""The whole run as one paragraph: recognise, extract, check, reconcile, diagnose, report, publish.

Only here is it known that a helper checks while relations are reconciled, and writes while the workbook is written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.diagnose import diagnose
from guanbiao.checks.check import check
from guanbiao.facts.counted import counted_filings, shown_years
from guanbiao.facts.extract import Tables, extract
from guanbiao.facts.frames import FactLine, RelationLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book
from guanbiao.model.findings import Finding
from guanbiao.model.slips import Changed, Returned
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.last_time import last_time
from guanbiao.outputs.manifest import inputs_of
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
from guanbiao.reconcile.findings import outcome
from guanbiao.reconcile.judge import Reconciled, reconcile
from guanbiao.report.answers.answered import answered
from guanbiao.report.changes import compared
from guanbiao.report.report import Report, report_on
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.shown import in_one_line
from guanbiao.words import screen
from guanbiao.words.findings import Phrases

Tell = Callable[[str], None]


class Job(Struct, frozen=True):
    """What is asked for, what should be, who is told what is done now, and what has functions run beside."""

    settings: Settings
    catalogue: Catalogue
    tell: Tell = lambda _: None
    submit: Submit = here


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
    reports = reports_from(books, settings, catalogue, tell, submit)
    shared = years_shared(reports, catalogue.library)
    for year in shared:
        set_apart(workspace, str(year))
    return [
        published(
            each,
            workspace,
            settings,
            tell,
            submit,
            is_own=each.catalogue.library == catalogue.library,
            apart=each.year in shared,
        )
        for each in reports
    ]


def reports_from(
    books: Sequence[Book],
    settings: Settings,
    catalogue: Catalogue,
    tell: Tell = lambda _: None,
    submit: Submit = here,
) -> list[Report]:
    """The reports of the years wanted, of each library that filed forms of them, with causes and the answers that came
    back. Raises NothingToDo."""
    job = Job(settings, catalogue, tell, submit)
    slips = returned(books)
    books, applied = corrected(books, slips)
    libraries = _libraries(survey(books, catalogue), job)
    wanted_years(_together([found for _, found in libraries]), settings, catalogue)
    every = {year for _, found in libraries for year in years_of(found)}
    years = [year for year in sorted(every) if settings.year in (None, year)]
    tell(screen.CHECKING)
    came = Came(slips, applied)
    return [each for unit, found in libraries for each in reports_of(unit, found, came.within(unit), years, job)]


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
    strays = [unit for unit, found in others if not years_of(found)]
    own = [unit for unit in units if unit.is_own] or [unit.as_own() for unit in strays[:1]]
    own = [unit.with_all_of(strays) for unit in own]
    return [
        *((unit, recognised_in(unit, catalogue, asked)) for unit in own),
        *((unit, found) for unit, found in others if unit not in strays),
    ]


def _together(every: Sequence[Recognised]) -> Recognised:
    """All that was recognised, as of one library."""
    books = {book.file: book for each in every for book in each.books}
    filings = tuple(filing for each in every for filing in each.filings)
    findings = tuple(finding for each in every for finding in each.findings)
    return Recognised(tuple(books.values()), filings, findings)


def reports_of(unit: Unit, recognised: Recognised, came: Came, wanted: Sequence[int], job: Job) -> list[Report]:
    """The reports of one library: of each year that it filed forms of; the catalogue's own of all years where it filed
    none."""
    own = years_of(recognised)
    years = [year for year in wanted if year in own or (unit.is_own and not own)]
    catalogue, filings, submit = job.catalogue.for_library(unit.library), recognised.filings, job.submit
    tables = extract(filings, catalogue)
    checked = submit(check, tables, [filing.bare for filing in filings], catalogue)
    broken = submit(_template_findings, catalogue.templates) if catalogue.templates else tuple
    submit(load_writers)
    job.tell(screen.RECONCILING)
    counted = counted_filings(filings, years, catalogue.vocabulary)
    reconciled = reconcile(tables, counted, catalogue)
    if job.settings.prove:
        _prove(tables, reconciled)
    outcomes = [outcome(reconciled, counted[year], year, filings, catalogue) for year in years]
    causes = [diagnose(each, filings, catalogue) for each in outcomes]
    found, pairs = (*checked(), *broken()), zip(outcomes, causes, strict=True)
    reports = [report_on(each, mine, recognised, tables, found, catalogue) for each, mine in pairs]
    return [answered(each, came.slips, Phrases(catalogue, each.year), came.applied, years) for each in reports]


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
    *,
    is_own: bool = True,
    apart: bool = False,
) -> Published:
    """The outputs of a report, written and put in place: in the folder of its year, or in one of its library there.
    Raises OutputsError."""
    places = places_of(report, is_own=is_own, apart=apart)
    edition = edition_of(report, settings, [workspace.outputs / each for each in places], tell)
    files = files_of(edition, lambda draft: submit(write, draft))
    return Published(edition.report, edition.phrases, publish(workspace, places[0], files))


def edition_of(report: Report, settings: Settings, lie: Sequence[Path], tell: Tell = lambda _: None) -> Edition:
    """What the outputs of a report are made from; those of its runs before `lie` in some folders. What was kept with
    contacts and what was kept without are compared without."""
    full, inputs = published_facts(report), inputs_of(report.books)
    facts, before = reserved_facts(full, report.catalogue), last_time(lie, report.catalogue.library, inputs)
    before = before and replace(before, facts=reserved_facts(before.facts, report.catalogue))
    marked, changes = compared(report, facts, before)
    tell(screen.WRITING.format(year=report.year))
    phrases = Phrases(report.catalogue, report.year)
    shown, asked = full if settings.with_contacts else facts, (settings.public, settings.with_contacts)
    return Edition(marked, phrases, shown, inputs, changes, *asked)


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


def years_of(recognised: Recognised) -> list[int]:
    """The years that filings are of, oldest first: those on sheets that are shown, where any is."""
    every = {filing.period for filing in recognised.filings if filing.period is not None}
    return sorted(shown_years(recognised.filings) or every)


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
