"""Provenance (数据来源): the file, sheet and range that every form comes from, and what became of every file."""

from collections.abc import Iterator

from guanbiao.pages.page import Page
from guanbiao.pages.table import Line, table_page
from guanbiao.report.report import Report
from guanbiao.words import workbook as words
from guanbiao.words.files import FILE_STATUS, reason_of
from guanbiao.words.findings import Phrases

_CAP = 20.0
_CAPS = {0: 40.0, 3: 34.0, 6: 68.0}  # a path, the reason why a file was not taken, the 64 characters of a hash


def provenance_page(report: Report, phrases: Phrases) -> Page:
    """One row a filing, or a file without any; then what was kept of the year before, where figures of it are used."""
    lines = _lines(report, phrases)
    return table_page(words.PROVENANCE, words.PROVENANCE_TITLE, words.PROVENANCE_HEAD, lines, _CAP, _CAPS)


def _lines(report: Report, phrases: Phrases) -> Iterator[Line]:
    """File, status, sheet, form (of a file without any, why), range, what became of it, SHA-256."""
    for book in report.books:
        own = [at for at, filing in enumerate(report.filings) if filing.book.file == book.file]
        status = FILE_STATUS[book.status]
        if not own:
            yield book.file, status, "", reason_of(book) if book.reason else "", "", "", book.sha256
        for at in own:
            filing = report.filings[at]
            became = words.FILING_STATUS[report.status[at]]
            yield book.file, status, filing.sheet.name, phrases.table(filing.form), filing.range, became, book.sha256
    for filing in (report.filings[at] for at in report.shown_at):
        if filing.kept:
            table = phrases.table(filing.form)
            yield filing.book.file, "", filing.sheet.name, table, "", words.KEPT, filing.book.sha256
