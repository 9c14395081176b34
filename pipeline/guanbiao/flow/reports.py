"""One library, from what was recognised of it to its reports: extract, check, reconcile, diagnose, report.

Only here is it known that a helper checks while relations are reconciled."""

from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.causes.diagnose import diagnose
from guanbiao.checks.check import check
from guanbiao.facts.archived import Kept, kept_before
from guanbiao.facts.counted import Statuses, counted_filings, shown_years
from guanbiao.facts.extract import Tables, extract
from guanbiao.facts.frames import FactLine, RelationLine, TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.findings import Finding
from guanbiao.model.slips import Changed, Returned
from guanbiao.outputs.archive import Store
from guanbiao.outputs.writers import load_writers
from guanbiao.processes.helper import Submit, here
from guanbiao.prose.annual import annual_findings
from guanbiao.recognise.recognise import Recognised
from guanbiao.recognise.survey import Unit
from guanbiao.reconcile.doubted import without_doubted
from guanbiao.reconcile.findings import outcome
from guanbiao.reconcile.judge import Reconciled, reconcile
from guanbiao.report.answers.answered import answered
from guanbiao.report.claims import with_claims
from guanbiao.report.doubted import doubted_in
from guanbiao.report.report import Report, report_on
from guanbiao.settings import Settings
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


class Came(Struct, frozen=True):
    """What came back: the slips, and the corrections in them that count."""

    slips: Sequence[Returned]
    applied: Sequence[Changed]

    def within(self, unit: Unit) -> "Came":
        """What came back in the books of a library."""
        files = {book.file for book in unit.books}
        own = [each for each in self.slips if each.file in files]
        return Came(own, [each for each in self.applied if each.copy.file in files])


def years_of(recognised: Recognised) -> list[int]:
    """The years that filings are of, oldest first: those on sheets that are shown, where any is."""
    every = {filing.period for filing in recognised.filings if filing.period is not None}
    return sorted(shown_years(recognised.filings) or every)


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
    kept = kept_before(job.store.of(unit.library), years, filings, counted, catalogue)
    tables, counted = kept.beside(tables), kept.among(counted)
    reconciled = reconcile(tables, counted, catalogue, kept.places)
    if job.settings.prove:
        _prove(tables, reconciled)
    stage = _Stage(
        replace(recognised, filings=(*filings, *kept.filings)),
        years,
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
    years: Sequence[int]
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
    archive, reports = stage.kept.archives.get(year), stage.recognised.reports
    held = annual_findings(reports, stage.years, found, filings, stage.tables, catalogue) if reports else ()
    report = report_on(found, causes, stage.recognised, stage.tables, (*stage.found(), *held), catalogue, archive)
    return _with_text(report)


def _with_text(report: Report) -> Report:
    """The report with the figures in the text of the annual report held against the forms."""
    annual, prose = report.annual, report.catalogue.prose
    if not annual or not prose:
        return report
    from guanbiao.prose.check import checked  # deferred: few runs hold an annual report
    from guanbiao.prose.running import running_text

    return with_claims(report, checked(running_text(annual), prose, report.filed, report.causes))


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
