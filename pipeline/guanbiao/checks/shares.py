"""Percentages that were typed without their sign, as findings: one a filing, since it is a habit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.shares import lacks_sign, share_cells
from guanbiao.facts.terms import cell_term
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.levels import Source
from guanbiao.model.details import OfCells
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Term
from guanbiao.text.units import PER_CENT
from guanbiao.words.codes import CODES
from guanbiao.words.intake import MOST_NOTED
from guanbiao.words.workbook import listed

_CODE = "percent_sign"


def share_findings(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """A finding a filing whose shares lack their sign of per cent, with their cells."""
    found: dict[int, list[CellLine]] = defaultdict(list)
    shares = share_cells(tables.cells, tables.filings, catalogue)
    for line in lines(shares.filter(pl.col("value").is_not_null()), CellLine):
        if lacks_sign(line.raw or "", line.value or 0.0) and not _is_stated(line, filings[line.filing], catalogue):
            found[line.filing].append(line)
    for at, cells in found.items():
        yield _finding(at, filings[at], [cell_term(line, filings[at], catalogue) for line in cells])


def _is_stated(line: CellLine, filing: Filing, catalogue: Catalogue) -> bool:
    """Whether the sheet says that a figure is a percentage: 占比（%）, 单位：%."""
    stated = [each for each in filing.units if any(unit.base == PER_CENT for unit in each.units)]
    leaves = catalogue.by_id[filing.form].blocks[line.block].leaves if stated else ()
    own = next((at for at, leaf in enumerate(leaves) if leaf.key == line.column), -1)
    return any(each.block < 0 or (each.block == line.block and own in each.leaves) for each in stated)


def _finding(at: int, filing: Filing, terms: Sequence[Term]) -> Finding:
    columns, first = {term.column for term in terms}, terms[0]
    where = listed(term.cell for term in terms[:MOST_NOTED]) + ("…" if len(terms) > MOST_NOTED else "")
    return Finding(
        _CODE,
        Source.CHECK,
        CODES[_CODE].level,
        form=filing.form,
        row=first.row if len(terms) == 1 else "",
        column=first.column if len(columns) == 1 else "",
        reported=first.value if len(terms) == 1 else None,
        terms=tuple(terms),
        detail=OfCells(len(terms), where),
        filing=at,
    )
