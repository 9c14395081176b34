"""Figures that are merged over several cells, as findings: one a filing, with the ranges."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.checks.layout import some_places
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.catalogue import Catalogue, Kind
from guanbiao.model.details import OfPlaces
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.text.figures import State
from guanbiao.words.codes import CODES

_NOTHING = (State.NONE.value, State.DASH.value)


def merged_findings(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for all figures of a filing that are merged over several cells. One that says that there was nothing
    says so of each of its cells, and is no question."""
    is_figure = (pl.col("kind") == Kind.NUMBER.value) & pl.col("merged").is_not_null() & pl.col("raw").is_not_null()
    says = ~pl.col("state").is_in(_NOTHING) & (pl.col("value") != 0).fill_null(True)
    found: dict[int, list[CellLine]] = defaultdict(list)
    for line in lines(tables.cells.filter(is_figure & says), CellLine):
        found[line.filing].append(line)
    for own in found.values():
        yield _finding(own, filings[own[0].filing], catalogue)


def _finding(found: Sequence[CellLine], filing: Filing, catalogue: Catalogue) -> Finding:
    first = found[0]
    return Finding(
        *CODES["figure_merged"].identity,
        form=filing.form,
        terms=tuple(cell_term(line, filing, catalogue) for line in found),
        detail=OfPlaces(len(found), some_places([line.merged or "" for line in found])),
        spot=filing.spot(first.at_row, first.at_column),
        filing=first.filing,
    )
