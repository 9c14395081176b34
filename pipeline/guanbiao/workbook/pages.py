"""The pages of the consolidated workbook, in their order."""

from guanbiao.pages.page import Page
from guanbiao.report.changes import Changes
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.workbook.changes import changes_page
from guanbiao.workbook.cover import contents_page, cover_page
from guanbiao.workbook.coverage import coverage_page
from guanbiao.workbook.findings import findings_page
from guanbiao.workbook.indicators import indicators_page
from guanbiao.workbook.ledger import ledger_page
from guanbiao.workbook.official import consolidate
from guanbiao.workbook.provenance import provenance_page


def workbook_pages(report: Report, phrases: Phrases, changes: Changes | None = None) -> tuple[Page, ...]:
    """What is to be answered first, the official forms in the report's order, then what stands behind them; what
    changed since last time, if there was one, comes between."""
    official = consolidate(report, phrases)
    return (
        cover_page(report, phrases),
        contents_page(report),
        findings_page(report, official, phrases),
        *official.pages,
        *([changes_page(report, changes, phrases)] if changes else []),
        ledger_page(report, official, phrases),
        indicators_page(report, official, phrases),
        coverage_page(report, phrases),
        provenance_page(report, phrases),
    )
