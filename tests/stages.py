"""The stages of a run, one after the other in this process, for tests that look at what is between them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from guanbiao.causes.diagnose import diagnose
from guanbiao.checks.check import check
from guanbiao.facts.counted import counted_filings
from guanbiao.facts.extract import Tables, extract
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.outputs.archive import Stored, stored
from guanbiao.outputs.files import Edition, files_of
from guanbiao.outputs.findings import findings_json
from guanbiao.outputs.manifest import inputs_of, manifest_json
from guanbiao.outputs.reserved import reserved_facts
from guanbiao.outputs.tables import facts_parquet, published_facts
from guanbiao.recognise.recognise import Recognised, recognise
from guanbiao.reconcile.findings import outcome
from guanbiao.reconcile.judge import reconcile
from guanbiao.report.addressed import addressed
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report, report_on
from guanbiao.words.findings import Phrases
from msgspec import Struct
from msgspec.structs import replace


class Gathered(Struct, frozen=True):
    """What was recognised in some books, its tables, and what checks found."""

    recognised: Recognised
    tables: Tables
    checked: tuple[Finding, ...]

    @property
    def filings(self) -> tuple[Filing, ...]:
        """Every filing, whatever year it is of."""
        return self.recognised.filings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found before anything is reconciled."""
        return (*self.recognised.findings, *self.checked)


def gather(recognised: Recognised, catalogue: Catalogue) -> Gathered:
    """Extract every filing and check it."""
    tables = extract(recognised.filings, catalogue)
    bare = [filing.bare for filing in recognised.filings]
    return Gathered(recognised, tables, check(tables, bare, catalogue))


_READ: dict[tuple[str, int, int], Report] = {}
REMEMBERED = 64  # what the cases of a test are held against is read once; few tests lie between two that share it


def report_of_books(books: Sequence[Book], year: int, catalogue: Catalogue) -> Report:
    """A year's report from books, without causes. The same books are read once."""
    key = (repr(books), year, id(catalogue))  # which the report keeps alive
    if key not in _READ:
        gathered = gather(recognise(books, catalogue), catalogue)
        if len(_READ) == REMEMBERED:
            del _READ[next(iter(_READ))]
        _READ[key] = next(reports_of(gathered, [year], catalogue))
    _READ[key] = _READ.pop(key)  # what was asked for last goes last
    return _READ[key]


def forget_reports() -> None:
    """Have every report made anew: what a test patches holds for it alone."""
    _READ.clear()


def reports_of(gathered: Gathered, years: Sequence[int], catalogue: Catalogue) -> Iterator[Report]:
    """The reports of several years, without causes."""
    counted = counted_filings(gathered.filings, years, catalogue.vocabulary)
    reconciled = reconcile(gathered.tables, counted, catalogue)
    for year in years:
        own = outcome(reconciled, counted[year], year, gathered.filings, catalogue)
        report = report_on(own, (), gathered.recognised, gathered.tables, gathered.checked, catalogue)
        assert all(map(Phrases(catalogue, year).message, report.findings)), "a finding has what its sentence needs"
        yield report


def with_causes(found: Report) -> Report:
    """The report with the causes of what is broken in it."""
    own = outcome(found.reconciled, found.status, found.year, found.filings, found.catalogue)
    causes = tuple(diagnose(own, found.filings, found.catalogue))
    findings = addressed(found.findings, causes, found.counted, found.catalogue)
    return replace(found, findings=findings, causes=causes)


def edition(found: Report, changes: Changes | None = None) -> Edition:
    """What a report's folder is made from."""
    phrases = Phrases(found.catalogue, found.year)
    facts = reserved_facts(published_facts(found), found.catalogue)
    return Edition(found, phrases, facts, inputs_of(found.books), changes)


def keep(found: Report, outputs: Path) -> Path:
    """Write of a year's outputs what a later year reads; their folder."""
    own = edition(found)
    kept = {"facts.parquet": facts_parquet(own.facts), "findings.json": findings_json(own.found)}
    folder = outputs / str(found.year)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**kept, "manifest.json": manifest_json(found.year, own.inputs, kept)}.items():
        (folder / name).write_bytes(content)
    return folder


def kept_of(found: Report) -> Stored:
    """What is kept of a year for a later one."""
    with TemporaryDirectory() as folder:
        keep(found, Path(folder))
        known = stored(Path(folder), found.year, found.catalogue.library)
    assert known is not None
    return known


def outputs_of(found: Report, changes: Changes | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of a report's folder, by name."""
    return files_of(edition(found, changes))
