"""Consolidate: the official pages with the figures of a year, blank totals filled by formulas, findings marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.frames import CellLine, TermLine, lines
from guanbiao.forms.catalogue import Level
from guanbiao.forms.levels import Source
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Verdict
from guanbiao.pages.formulas import ranges
from guanbiao.pages.layout import Filled, Held, official_page
from guanbiao.pages.page import Origin, Page, Placed, fit_heights
from guanbiao.report.report import Report
from guanbiao.text.cells import a1, at_address
from guanbiao.words.findings import Phrases, comment

Filling = tuple[str, str | float | None]
DIRECT_TERMS = 4


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
    plain = [official_page(form, filled.get(form.id, Filled(report.year))) for form in report.catalogue.forms]
    by_origin = {cell.origin: (at, cell) for at, page in enumerate(plain) for cell in page.cells if cell.origin}
    formulas = _formulas(report, by_origin)
    marks = _marks(report.findings, phrases)
    pages = tuple(_finished(page, formulas, marks) for page in plain)
    cells = {cell.origin: (page.name, cell) for page in pages for cell in page.cells if cell.origin}
    return Consolidated(pages, cells)


def _filled(report: Report) -> dict[str, Filled]:
    """By form, what its counted filing gives the page."""
    cells = report.tables.cells.filter(pl.col("filing").is_in(report.counted_at))
    by_filing: dict[int, list[CellLine]] = defaultdict(list)
    for cell in lines(cells, CellLine):
        by_filing[cell.filing].append(cell)
    return {report.filings[at].form: _given(report, report.filings[at], own) for at, own in by_filing.items()}


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
    origin = (filing.book.file, filing.sheet.name, a1(cell.at_row, cell.at_column)) if is_there else None
    return Held(cell.raw, cell.state, cell.kind, cell.seq, cell.at_row, origin)


def _marks(findings: Sequence[Finding], phrases: Phrases) -> dict[Origin, tuple[Level, str]]:
    """By filed cell, the gravest level of its findings and their sentences."""
    said: dict[Origin, list[tuple[Level, str]]] = defaultdict(list)
    for finding in findings:
        if finding.verdict is Verdict.BROKEN or finding.kind is Source.CHECK:
            for origin in _blamed(finding):
                said[origin].append((finding.level, comment(phrases.message(finding), finding.level)))
    order = list(Level)
    return {
        origin: (
            min((level for level, _ in some), key=order.index),
            "\n".join(dict.fromkeys(text for _, text in some)),
        )
        for origin, some in said.items()
    }


def _blamed(finding: Finding) -> Iterator[Origin]:
    """The cells a finding marks: the reported ones, and across forms the few figures they are held against."""
    expected = [term for term in finding.terms if term.role is Role.EXPECTED]
    across = finding.kind is Source.CROSS and len(expected) <= DIRECT_TERMS
    for term in finding.terms:
        if term.cell and (term.role in (Role.REPORTED, Role.CELL) or across):
            yield term.file, term.sheet, term.cell


def _formulas(report: Report, by_origin: Mapping[Origin, tuple[int, Placed]]) -> dict[Origin, Filling]:
    """By cell of a blank total that can be filled, the formula that its own rules give and its value."""
    return {
        origin: (
            "=" + '&" "&'.join(_stated(each.measure, _formula(report, each.parts, by_origin)) for each in fill.sums),
            fill.value,
        )
        for fill in report.filled
        if (origin := _origin(report, fill.total))
    }


def _stated(measure: str, formula: str) -> str:
    """A figure as its cell states it: behind it its measure, where there are several."""
    return f'{formula}&"{measure}"' if measure else formula


def _origin(report: Report, line: TermLine) -> Origin | None:
    """Where the figure of a term was filed; None for one that is nowhere."""
    if line.filing is None or line.at_row is None:
        return None
    filing = report.filings[line.filing]
    return filing.book.file, filing.sheet.name, a1(line.at_row, max(line.at_column or 0, 0))


def _formula(report: Report, terms: Sequence[TermLine], by_origin: Mapping[Origin, tuple[int, Placed]]) -> str:
    """A sum over the cells of the page; a figure that stands there as text goes in as itself."""
    if terms and all(line.at_column is None for line in terms):
        return _count_formula(report, terms, by_origin)
    sums: dict[int, list[tuple[int, int]]] = {1: [], -1: []}
    loose = 0.0
    for line in terms:
        origin = _origin(report, line)
        placed = by_origin[origin][1] if origin and origin in by_origin else None
        if placed is not None and not isinstance(placed.value, str) and line.factor in sums:
            sums[line.factor].append((placed.row, placed.column))
        else:
            loose += line.factor * (line.figure or 0.0)
    parts = [f"{sign}SUM({','.join(ranges(cells))})" for sign, cells in (("", sums[1]), ("-", sums[-1])) if cells]
    return "".join(parts) + (f"{loose:+.10g}" if loose or not parts else "")


def _count_formula(report: Report, terms: Sequence[TermLine], by_origin: Mapping[Origin, tuple[int, Placed]]) -> str:
    """The number of entries, as the number of rows from the first to the last."""
    filing = report.filings[terms[0].filing or 0]
    wanted = {line.at_row for line in terms}
    rows = sorted(
        placed.row
        for (file, sheet, cell), (_, placed) in by_origin.items()
        if (file, sheet) == (filing.book.file, filing.sheet.name) and at_address(cell)[0] in wanted
    )
    between = rows[-1] - rows[0] + 1 - len(set(rows))
    return f"ROWS({a1(rows[0], 0)}:{a1(rows[-1], 0)})" + (f"-{between}" if between else "")


def _finished(page: Page, formulas: Mapping[Origin, Filling], marks: Mapping[Origin, tuple[Level, str]]) -> Page:
    """A page with its formulas and marks; what they say in words gets the lines that it needs."""
    cells = tuple(_finish(cell, formulas, marks) for cell in page.cells)
    is_text = any(cell.formula and isinstance(cell.value, str) for cell in cells)
    return replace(page, cells=cells, heights=fit_heights(cells, page.widths) if is_text else page.heights)


def _finish(cell: Placed, formulas: Mapping[Origin, Filling], marks: Mapping[Origin, tuple[Level, str]]) -> Placed:
    """A cell with its formula and its mark, if it has any."""
    if cell.origin is None:
        return cell
    if cell.value is None and cell.origin in formulas:
        formula, value = formulas[cell.origin]
        cell = replace(cell, value=value, formula=formula, style=f"{cell.style} filled")
    if cell.origin is not None and cell.origin in marks:
        level, said = marks[cell.origin]
        cell = replace(cell, style=f"{cell.style} {level.value}", comment=said)
    return cell
