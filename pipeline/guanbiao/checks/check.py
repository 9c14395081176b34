"""Check: every question about the cells of the filings, whatever year they are of."""

from collections.abc import Sequence

from guanbiao.checks.cells import cell_findings
from guanbiao.checks.entries import entry_findings
from guanbiao.checks.layout import layout_findings
from guanbiao.checks.merged import merged_findings
from guanbiao.checks.months import month_findings
from guanbiao.checks.notes import sheet_findings
from guanbiao.checks.shares import share_findings
from guanbiao.checks.units import fraction_findings, unit_findings
from guanbiao.checks.unread import unread_findings
from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding


def check(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> tuple[Finding, ...]:
    """Every finding about cells: what readers would hide of the sheets, labels and cells that fail the forms'
    declarations, figures and entries that break no rule and still look wrong. Of the filings only what is known about
    them is needed, not the values of their sheets (Filing.bare)."""
    return (
        *sheet_findings(filings, tables),
        *layout_findings(filings, catalogue),
        *unit_findings(tables.units, filings, catalogue),
        *unread_findings(tables.unread, filings),
        *merged_findings(tables, filings, catalogue),
        *cell_findings(tables, filings, catalogue),
        *fraction_findings(tables, filings, catalogue),
        *share_findings(tables, filings, catalogue),
        *month_findings(tables.facts, filings, catalogue),
        *entry_findings(tables.cells, filings, catalogue),
    )
