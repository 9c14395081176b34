"""The whole run, as one paragraph: recognise, extract, check, reconcile, diagnose, publish what outputs there are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline import phrase
from pipeline.aide import Submit, here
from pipeline.annual import (
    Folders,
    Report,
    addressed,
    by_folder,
    choose,
    explained,
    filing_findings,
    settle_years,
    title_findings,
)
from pipeline.answers import answered, is_slip, read_answers
from pipeline.books import Book
from pipeline.changes import since_last_time
from pipeline.check import Checking, check, check_findings
from pipeline.diagnose import diagnose
from pipeline.disclose import about_files, about_sheets
from pipeline.extract import Tables, extract
from pipeline.front import without_own
from pipeline.gaps import Fill, fills
from pipeline.model import Cause, Filing, FilingStatus, Finding
from pipeline.outputs import outputs_of
from pipeline.phrase import Phrases
from pipeline.plausible import plausible
from pipeline.publish import publish
from pipeline.recognise import Recognised, recognise
from pipeline.reconcile import Reconciled, reconcile
from pipeline.relations import plan
from pipeline.settings import NothingToDo, Settings
from pipeline.spec import Catalogue, Level
from pipeline.tasks import load_writers
from pipeline.verdicts import relation_findings
from pipeline.workspace import Workspace

Tell = Callable[[str], None]
_LEVELS = list(Level)


class Published(Struct, frozen=True):
    """A year's report, and the folder that holds its outputs."""

    report: Report
    folder: Path


class Gathered(Struct, frozen=True):
    """All that was found in a drop folder, whatever year it is of: findings, what is being checked, odd figures."""

    books: tuple[Book, ...]
    filings: tuple[Filing, ...]
    tables: Tables
    findings: tuple[Finding, ...]
    checking: Checking
    odd: tuple[Finding, ...]


class JudgedYear(Struct, frozen=True):
    """A year's filings: which of them count, all that is reconciled, the blank totals that can be filled, and what does
    not hold in that year."""

    year: int
    status: Mapping[int, FilingStatus]
    reconciled: Reconciled
    filled: tuple[Fill, ...]
    broken: tuple[Finding, ...]

    def counted(self, filings: Sequence[Filing]) -> dict[str, Filing]:
        """The filing that counts, by form."""
        return {filings[at].form: filings[at] for at, what in self.status.items() if what is FilingStatus.COUNTED}


def run(
    books: Sequence[Book], workspace: Workspace, settings: Settings, catalogue: Catalogue, tell: Tell, submit: Submit
) -> list[Published]:
    """Run the job on the books of a drop folder: one report a year, its outputs published. `submit` has writers run.
    Raises NothingToDo and OutputsError."""
    done = []
    for report in reports_from(books, settings, catalogue, tell, submit):
        marked, changes = since_last_time(report, settings.outputs)
        tell(phrase.WRITING.format(year=report.year))
        files = outputs_of(marked, changes, submit)
        done.append(Published(marked, publish(workspace, str(report.year), files)))
    return done


def reports_from(
    books: Sequence[Book], settings: Settings, catalogue: Catalogue, tell: Tell, submit: Submit
) -> list[Report]:
    """The reports of the years wanted, with causes and the answers that came back. Raises NothingToDo."""
    kept = without_own(books)
    recognised = recognise(kept, catalogue, [book.file for book in kept if is_slip(book)])
    tell(phrase.CHECKING)
    gathered = gather(recognised, catalogue, submit, settings.year)
    years = wanted_years(gathered, settings, catalogue)
    submit(load_writers)
    tell(phrase.RECONCILING)
    answers = read_answers(books)
    judged = judge(gathered, years, catalogue)
    causes = [causes_of(each, gathered.filings, catalogue) for each in judged]
    reports = zip(reports_on(judged, gathered, catalogue), causes, strict=True)
    return [answered(explained(report, own), answers) for report, own in reports]


def wanted_years(gathered: Gathered, settings: Settings, catalogue: Catalogue) -> list[int]:
    """The years to report on, oldest first. Raises NothingToDo where there is none; it says why, file by file."""
    if not gathered.books:
        raise NothingToDo(phrase.NO_INPUTS.format(folder=settings.inputs))
    years = sorted({filing.period for filing in gathered.filings if filing.period is not None})
    if years and settings.year in (None, *years):
        return years if settings.year is None else [settings.year]
    said = phrase.NO_SUCH_YEAR if years else phrase.NO_YEAR if gathered.filings else phrase.NO_FORMS
    phrases = Phrases(catalogue, settings.year or 0)
    lines = [phrases.reason(finding) for finding in _passed_over(gathered)]
    raise NothingToDo("\n".join((said.format(year=settings.year, folder=settings.inputs), *lines)))


def _passed_over(gathered: Gathered) -> Iterator[Finding]:
    """What is gravest about each file that gave no form of any year."""
    used = {filing.book.file for filing in gathered.filings if filing.period is not None}
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in gathered.findings:
        if finding.terms and finding.filing < 0 and finding.terms[0].file not in used:
            by_file[finding.terms[0].file].append(finding)
    for findings in by_file.values():
        gravest = min((finding.level for finding in findings), key=_LEVELS.index)
        yield from (finding for finding in findings if finding.level is gravest)


def gather(recognised: Recognised, catalogue: Catalogue, submit: Submit = here, asked: int | None = None) -> Gathered:
    """Extract every filing, and hand all of them over to be checked. The year `asked` for is that of filings that say
    none."""
    filings = settle_years(recognised.filings, asked)
    tables = extract(filings, catalogue)
    checking = check(tables, filings, catalogue, submit)
    disclosed = (*title_findings(filings), *about_files(recognised.books), *about_sheets(filings, tables))
    odd = tuple(plausible(tables, filings, catalogue))
    return Gathered(recognised.books, tuple(filings), tables, (*recognised.findings, *disclosed), checking, odd)


def judge(gathered: Gathered, years: Sequence[int], catalogue: Catalogue) -> list[JudgedYear]:
    """Choose what counts and reconcile it. The other years at hand count too: a year's figures are held against those
    of the year before."""
    filings = gathered.filings
    every = {filing.period for filing in filings if filing.period is not None} | set(years)
    status = {year: choose(filings, year) for year in sorted(every)}
    counted = [at for each in status.values() for at, what in each.items() if what is FilingStatus.COUNTED]
    reconciled = reconcile(gathered.tables, counted, catalogue, plan(catalogue))
    judged = []
    for year in years:
        filled = fills(reconciled, year, catalogue)
        broken = relation_findings(reconciled, filled, year, filings, catalogue)
        judged.append(JudgedYear(year, status[year], reconciled, tuple(filled), tuple(broken)))
    return judged


def causes_of(judged: JudgedYear, filings: Sequence[Filing], catalogue: Catalogue) -> list[Cause]:
    """The causes of what is broken in a year. They need nothing of the checks, which go on meanwhile."""
    broken = tuple(_once(addressed(judged.broken, judged.counted(filings), catalogue)))
    return diagnose(broken, judged.reconciled, filings, catalogue, judged.year)


def reports_on(judged: Sequence[JudgedYear], gathered: Gathered, catalogue: Catalogue) -> Iterator[Report]:
    """The findings of each year brought together, once the checks are done."""
    checked = check_findings(gathered.checking, gathered.filings, catalogue)
    found = (*gathered.findings, *checked, *gathered.odd)
    folders = by_folder(gathered.filings)
    for each in judged:
        yield _report(each, gathered, found, folders, catalogue)


def reports_of(gathered: Gathered, years: Sequence[int], catalogue: Catalogue) -> Iterator[Report]:
    """The reports of several years, without causes."""
    return reports_on(judge(gathered, years, catalogue), gathered, catalogue)


def _report(
    judged: JudgedYear, gathered: Gathered, found: Sequence[Finding], folders: Folders, catalogue: Catalogue
) -> Report:
    filings, status, year = gathered.filings, judged.status, judged.year
    own = [each for each in found if each.filing < 0 or status[each.filing] is FilingStatus.COUNTED]
    missing = filing_findings(filings, status, catalogue, year, folders)
    findings = addressed([*missing, *own, *judged.broken], judged.counted(filings), catalogue)
    tables, reconciled, filled = gathered.tables, judged.reconciled, judged.filled
    found_once = tuple(_once(findings))
    return Report(catalogue, year, gathered.books, filings, status, tables, reconciled, filled, found_once)


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Each id once: a rule that speaks twice of one place says so by a number."""
    seen: dict[str, int] = {}
    for finding in findings:
        times = seen.get(finding.id, 0)
        seen[finding.id] = times + 1
        yield replace(finding, detail={**finding.detail, "again": times}) if times else finding
