"""The pages of the consolidated workbook, in their order."""

from collections.abc import Iterable, Iterator, Sequence

from guanbiao.pages.page import Page
from guanbiao.pages.reserved import reserved, with_reserved_comments
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.report.trend import Series
from guanbiao.words.findings import Phrases
from guanbiao.workbook.changes import changes_page
from guanbiao.workbook.charts import charts_page
from guanbiao.workbook.claims import claims_page
from guanbiao.workbook.cover import contents_page, cover_page
from guanbiao.workbook.coverage import coverage_page
from guanbiao.workbook.findings import findings_page
from guanbiao.workbook.indicators import indicators_page
from guanbiao.workbook.ledger import ledger_page
from guanbiao.workbook.official import consolidate, personal_places
from guanbiao.workbook.provenance import provenance_page
from guanbiao.workbook.trend import trend_page


def workbook_pages(
    report: Report, phrases: Phrases, changes: Changes | None = None, series: Sequence[Series] = ()
) -> tuple[Page, ...]:
    """What is to be answered first, the official forms in the report's order, then what stands behind them; what
    changed since last time, if there was one, comes between, and so do the headline figures over the years, where
    several are at hand, and charts, where the catalogue declares any. What is about persons stands in the official
    forms alone."""
    official = consolidate(report, phrases)
    before = (cover_page(report, phrases), contents_page(report), findings_page(report, official, phrases))
    behind = (
        *([changes_page(report, changes, phrases)] if changes else []),
        ledger_page(report, official, phrases),
        indicators_page(report, official, phrases, series),
        *([claims_page(report, official)] if report.annual else []),
        *([trend_page(series)] if series else []),
        *filter(None, [charts_page(report, official)]),
        coverage_page(report, phrases),
        provenance_page(report, phrases),
    )
    own = map(with_reserved_comments, official.pages)
    return (*map(reserved, before), *own, *map(reserved, behind))


def public_pages(pages: Iterable[Page], report: Report) -> Iterator[Page]:
    """The same pages as anybody may see them: what is about persons is masked in the official forms, too."""
    places = personal_places(report)
    return (reserved(page, places) for page in pages)
