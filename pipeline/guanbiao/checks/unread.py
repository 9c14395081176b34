"""Cells that were typed where a form has no room for them, as findings; those of a form are told as one."""

from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.facts.frames import UnreadLine, lines
from guanbiao.facts.terms import label_term
from guanbiao.model.details import OfLabel
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.words.codes import CODES


def unread_findings(unread: pl.DataFrame, filings: Sequence[Filing]) -> Iterator[Finding]:
    """A finding for each cell in the range of a form that was read as nothing (UnreadLine)."""
    for line in lines(unread, UnreadLine):
        filing, at = filings[line.filing], (line.at_row, line.at_column)
        yield Finding(
            *CODES["heading_unknown" if line.heading else "cell_unread"].identity,
            form=filing.form,
            terms=(label_term(filing, at, line.raw),),
            detail=OfLabel(line.raw),
            spot=filing.spot(*at),
            filing=line.filing,
        )
