"""The whole run as one paragraph: recognise, extract, check, reconcile, diagnose, report, publish.

Only here is it known that a helper checks while relations are reconciled, and writes while the workbook is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.last_time import last_time
from guanbiao.outputs.manifest import inputs_of
from guanbiao.outputs.publish import publish
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import published_facts
from guanbiao.outputs.workspace import Workspace
from guanbiao.outputs.writers import load_writers, write
from guanbiao.processes.helper import Submit, here
from guanbiao.recognise.recognise import Recognised, recognise
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.returned import returned
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


class Published(Struct, frozen=True):
    """A year's report with its sentences, and the folder that holds its outputs."""

    report: Report
    phrases: Phrases
    folder: Path


def run(
    books: Sequence[Book], workspace: Workspace, settings: Settings, catalogue: Catalogue, tell: Tell, submit: Submit
) -> list[Published]:
    """Run the job on the books of a drop folder: one report a year, its outputs published. `submit` has functions run
    beside this process. Raises NothingToDo and OutputsError."""
    reports = reports_from(books, settings, catalogue, tell, submit)
    return [published(report, workspace, settings, tell, submit) for report in reports]


def reports_from(
    books: Sequence[Book],
    settings: Settings,
    catalogue: Catalogue,
    tell: Tell = lambda _: None,
    submit: Submit = here,
) -> list[Report]:
    """The reports of the years wanted, with causes and the answers that came back. Raises NothingToDo."""
    slips = returned(books)
    books, applied = corrected(books, slips)
    recognised = recognise(books, catalogue, settings.year)
    tell(screen.CHECKING)
    filings = recognised.filings
    tables = extract(filings, catalogue)
    checked = submit(check, tables, [filing.bare for filing in filings], catalogue)
    broken = submit(_template_findings, catalogue.templates) if catalogue.templates else tuple
    years = wanted_years(recognised, settings, catalogue)
    submit(load_writers)
    tell(screen.RECONCILING)
    counted = counted_filings(filings, years, catalogue.vocabulary)
    reconciled = reconcile(tables, counted, catalogue)
    if settings.prove:
        _prove(tables, reconciled)
    outcomes = [outcome(reconciled, counted[year], year, filings, catalogue) for year in years]
    causes = [diagnose(each, filings, catalogue) for each in outcomes]
    found, pairs = (*checked(), *broken()), zip(outcomes, causes, strict=True)
    reports = [report_on(each, own, recognised, tables, found, catalogue) for each, own in pairs]
    return [answered(each, slips, Phrases(catalogue, each.year), applied, years) for each in reports]


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


def published(report: Report, workspace: Workspace, settings: Settings, tell: Tell, submit: Submit) -> Published:
    """The outputs of a report, written and put in place. What was kept with contacts and what was kept without are
    compared without. Raises OutputsError."""
    full, inputs, name = published_facts(report), inputs_of(report.books), str(report.year)
    facts, before = reserved_facts(full, report.catalogue), last_time(workspace.outputs / name, inputs)
    before = before and replace(before, facts=reserved_facts(before.facts, report.catalogue))
    marked, changes = compared(report, facts, before)
    tell(screen.WRITING.format(year=report.year))
    phrases = Phrases(report.catalogue, report.year)
    shown, asked = full if settings.with_contacts else facts, (settings.public, settings.with_contacts)
    edition = Edition(marked, phrases, shown, inputs, changes, *asked)
    return Published(marked, phrases, publish(workspace, name, files_of(edition, lambda draft: submit(write, draft))))


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
