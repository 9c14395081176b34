"""The official pages with the figures of a year: blank totals filled by formulas, findings marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.frames import CellLine, UnitLine, lines
from guanbiao.facts.merged import as_text
from guanbiao.forms.levels import Source
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Term, Verdict
from guanbiao.pages.filled import Filled, Held
from guanbiao.pages.layout import official_page
from guanbiao.pages.page import Origin, Page, Placed, fit_heights
from guanbiao.report.marks import Mark, marks_of
from guanbiao.report.report import Report
from guanbiao.text.cells import a1, at_address
from guanbiao.text.units import with_unit
from guanbiao.words.findings import Phrases
from guanbiao.workbook.fills import Filling, fillings
from guanbiao.workbook.merged import merged_figures, with_merges

DIRECT_TERMS = 4  # of a longer sum no single figure is in question


class Consolidated(Struct, frozen=True, dict=True):
    """The official pages in the report's order, and for each filed cell that of theirs in which it stands."""

    pages: tuple[Page, ...]
    cells: Mapping[Origin, tuple[str, Placed]]

    @cached_property
    def first_in_row(self) -> dict[tuple[str, str, int], tuple[str, Placed]]:
        """By row of a filed sheet (file, sheet, zero-based row), the first cell with a value that stands in a page."""
        first: dict[tuple[str, str, int], tuple[str, Placed]] = {}
        for (file, sheet, cell), found in self.cells.items():
            key = (file, sheet, at_address(cell)[0])
            if found[1].value is not None and (key not in first or found[1].column < first[key][1].column):
                first[key] = found
        return first

    def place(self, origin: Origin) -> tuple[str, str] | None:
        """The sheet and address at which a filed cell stands, if it stands anywhere."""
        if origin not in self.cells:
            return None
        sheet, cell = self.cells[origin]
        return sheet, a1(cell.row, cell.column)


def consolidate(report: Report, phrases: Phrases) -> Consolidated:
    """The official pages of a year."""
    filled = _filled(report)
    boxes = merged_figures(report)
    plain = [
        with_merges(official_page(form, filled.get(form.id, Filled(report.year))), boxes)
        for form in report.catalogue.forms
    ]
    by_origin = {cell.origin: cell for page in plain for cell in page.cells if cell.origin}
    formulas = fillings(report, by_origin, phrases)
    marks = marks_of(report.problems, phrases, _blamed)
    pages = tuple(_finished(page, formulas, marks) for page in plain)
    cells = {cell.origin: (page.name, cell) for page in pages for cell in page.cells if cell.origin}
    return Consolidated(pages, cells)


def personal_places(report: Report) -> set[Origin]:
    """Where the counted filings hold what their columns declare to be about persons."""
    cells = report.tables.cells.filter(pl.col("filing").is_in(report.counted_at) & (pl.col("at_column") >= 0))
    columns = {column for _, column in report.catalogue.personal}
    found = lines(cells.filter(pl.col("column").is_in(columns)), CellLine)
    filings, personal = report.filings, report.catalogue.personal
    own = ((filings[line.filing], line) for line in found if (filings[line.filing].form, line.column) in personal)
    return {(filing.book.file, *filing.place(line.at_row, line.at_column)) for filing, line in own}


def _filled(report: Report) -> dict[str, Filled]:
    """By form, what its counted filing gives the page."""
    cells = report.tables.cells.filter(pl.col("filing").is_in(report.counted_at))
    units = {(line.filing, line.at_row, line.at_column): line for line in lines(report.tables.units, UnitLine)}
    by_filing: dict[int, list[CellLine]] = defaultdict(list)
    for cell in lines(cells, CellLine):
        by_filing[cell.filing].append(_in_declared_unit(cell, units) if units else cell)
    declared = {line.filing: line.declared for line in units.values() if line.factor != 1}
    return {
        report.filings[at].form: _given(report, _restated(report, at, declared), own) for at, own in by_filing.items()
    }


def _in_declared_unit(cell: CellLine, units: Mapping[tuple[int, int, int], UnitLine]) -> CellLine:
    """A cell as its page shows it: a figure in another unit that was converted, in the one that the page prints."""
    unit = units.get((cell.filing, cell.at_row, cell.at_column))
    return replace(cell, raw=as_text(cell.value)) if unit and unit.factor != 1 and cell.value is not None else cell


def _restated(report: Report, at: int, declared: Mapping[int, str]) -> Filing:
    """A filing as its page shows it: what its lines say of a unit that was converted names the declared one."""
    filing, more = report.filings[at], report.catalogue.vocabulary.units
    if at not in declared:
        return filing
    restated = (replace(line, text=with_unit(line.text, declared[at], more)) for line in filing.lines)
    return replace(filing, lines=tuple(restated))


def _given(report: Report, filing: Filing, cells: Iterable[CellLine]) -> Filled:
    """What a filing gives its page: the figures that stand alone, and the entries of each block in their order."""
    values: dict[tuple[int, str, str], Held] = {}
    entries: dict[int, dict[int, dict[str, Held]]] = defaultdict(lambda: defaultdict(dict))
    for cell in cells:
        held = _held(cell, filing)
        if cell.role == "entry":
            entries[cell.block][cell.seq][cell.column] = held
        elif cell.at_column >= 0:
            values[cell.block, cell.row, cell.column] = held
    return Filled(report.year, filing, values, {block: list(own.values()) for block, own in entries.items()})


def _held(cell: CellLine, filing: Filing) -> Held:
    is_there = cell.at_column >= 0
    origin = (filing.book.file, *filing.place(cell.at_row, cell.at_column)) if is_there else None
    return Held(cell.raw, cell.state, cell.kind, cell.seq, cell.at_row, origin)


def _blamed(finding: Finding) -> Iterator[Term]:
    """The cells at which a finding is told: the reported ones, and across forms the few figures they are held
    against."""
    if finding.verdict is not Verdict.BROKEN and finding.kind is not Source.CHECK:
        return
    expected = [term for term in finding.terms if term.role is Role.EXPECTED]
    across = finding.kind is Source.CROSS and len(expected) <= DIRECT_TERMS
    yield from (term for term in finding.terms if term.role in (Role.REPORTED, Role.CELL) or across)


def _finished(page: Page, formulas: Mapping[Origin, Filling], marks: Mapping[Origin, Mark]) -> Page:
    """A page with its formulas and marks; what they say in words gets the lines that it needs."""
    cells = tuple(_finish(cell, formulas, marks) for cell in page.cells)
    is_text = any(cell.formula and isinstance(cell.value, str) for cell in cells)
    return replace(page, cells=cells, heights=fit_heights(cells, page.widths) if is_text else page.heights)


def _finish(cell: Placed, formulas: Mapping[Origin, Filling], marks: Mapping[Origin, Mark]) -> Placed:
    """A cell with its formula and its mark, if it has any."""
    origin = cell.origin
    if origin is None:
        return cell
    if cell.value is None and origin in formulas:
        filling = formulas[origin]
        style, said = f"{cell.style} filled", filling.comment
        cell = replace(cell, value=filling.value, formula=filling.formula, style=style, comment=said)
    if mark := marks.get(origin):
        style = f"{cell.style} {mark.level.value}" if mark.level else cell.style
        cell = replace(cell, style=style, comment="\n".join(filter(None, (cell.comment, mark.comment))))
    return cell
