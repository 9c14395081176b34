"""Check: every question about the cells of the filings, whatever year they are of."""

from collections.abc import Sequence

from guanbiao.checks.cells import cell_findings
from guanbiao.checks.notes import about_sheets
from guanbiao.checks.plausible import plausible
from guanbiao.facts.extract import Tables
from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding


def check(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> tuple[Finding, ...]:
    """What readers would hide of the sheets, what fails the forms' declarations, and what breaks no rule and still
    looks wrong. Of the filings only what is known about them is needed, not the values of their sheets."""
    return (
        *about_sheets(filings, tables),
        *cell_findings(tables, filings, catalogue),
        *plausible(tables, filings, catalogue),
    )
