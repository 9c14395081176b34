"""What is found about annual reports: which of them counts and why others do not, and what its tables say otherwise
than the forms."""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from guanbiao.facts.counted import counted_at
from guanbiao.facts.extract import Tables
from guanbiao.facts.terms import file_term
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.details import NOTHING, Detail, OfLibrary, OfOtherReport, OfOtherYear, OfPlaces
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.prose.running import running_text
from guanbiao.prose.tables import table_findings
from guanbiao.recognise.annual import AnnualReport, report_that_counts
from guanbiao.reconcile.findings import Outcome
from guanbiao.words.claims import places_said
from guanbiao.words.codes import CODES
from guanbiao.words.slips import COMPILERS

_NAMED = 8  # paragraphs that a sentence names


def annual_findings(
    reports: Sequence[AnnualReport],
    years: Collection[int],
    outcome: Outcome,
    filings: Sequence[Filing],
    tables: Tables,
    catalogue: Catalogue,
) -> Iterator[Finding]:
    """What is found about the annual reports that were dropped, in a run that reports on some `years`, for the one that
    came out so. All of it is asked of the department that compiles the report."""
    counts = report_that_counts(reports, catalogue.library, outcome.year)
    found = [each for report in reports for each in _about(report, counts, outcome.year, years, catalogue.library)]
    if counts:
        filed = {filings[at].form: at for at in counted_at(outcome.status)}
        found += _untold(counts)
        found += table_findings(counts, filings, filed, outcome.filled, tables, catalogue)
    compiles = catalogue.compiles or COMPILERS
    yield from (replace(each, department=compiles) for each in found)


def _about(
    report: AnnualReport, counts: AnnualReport | None, year: int, years: Collection[int], own: str
) -> Iterator[Finding]:
    """Why a report is not held against the forms of a year, where that is to be told."""
    if report is counts or (report.library == own and report.year != year and report.year in years):
        return
    if report.library != own:
        yield _finding("report_other_library", report, OfLibrary(report.library or ""))
    elif not report.year:
        yield _finding("report_undated", report)
    elif report.year != year:
        yield _finding("report_other_year", report, OfOtherYear(report.year))
    elif counts:
        yield _finding("report_older", report, OfOtherReport(counts.book.file))


def _untold(report: AnnualReport) -> Iterator[Finding]:
    """That some of the text is struck out or hidden, or stands in text boxes: it is held against nothing."""
    paragraphs = running_text(report)
    for code, places in (
        ("report_struck", [each for each in paragraphs if each.asides]),
        ("report_boxed", [each for each in paragraphs if each.has_boxes]),
    ):
        if places:
            named = places_said([(each.number, each.inside) for each in places[:_NAMED]])
            yield _finding(code, report, OfPlaces(len(places), named))


def _finding(code: str, report: AnnualReport, detail: Detail = NOTHING) -> Finding:
    terms, content = (file_term(report.book.file),), report.book.sha256
    return Finding(*CODES[code].identity, terms=terms, detail=detail, content=content)
