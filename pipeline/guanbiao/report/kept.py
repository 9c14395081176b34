"""What was taken of the year before, and what was not: findings about the archive as such."""

from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.facts.archived import Archive
from guanbiao.facts.terms import file_term
from guanbiao.model.details import OfArchive
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.reconcile.findings import Outcome
from guanbiao.words.codes import CODES


def archive_findings(outcome: Outcome, filings: Sequence[Filing], archive: Archive) -> Iterator[Finding]:
    """That figures of the year before come from its archive, where any do, and of what standing it is; or that it is
    not what was written and was not used."""
    forms = forms_kept(outcome, filings)
    code = "last_year_kept" if archive.is_sealed else "last_year_unsealed"
    if archive.is_damaged or forms:
        code = "last_year_damaged" if archive.is_damaged else code
        detail = OfArchive(archive.year, len(forms))
        yield Finding(*CODES[code].identity, terms=(file_term(archive.file),), detail=detail, spot=str(archive.year))


def forms_kept(outcome: Outcome, filings: Sequence[Filing]) -> set[str]:
    """The forms of which figures that were kept of the year before take part in this year's relations."""
    terms = outcome.reconciled.terms_of(outcome.year)
    past = terms.filter((pl.col("back") > 0) & pl.col("filing").is_not_null())["filing"].unique()
    return {filings[at].form for at in past if filings[at].kept}
