"""The tables of an annual report held against the forms that were filed, cell by cell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.extract import Tables, extract
from guanbiao.facts.frames import CellLine, lines
from guanbiao.facts.terms import cell_term, title_term
from guanbiao.forms.catalogue import Blank, Catalogue, Kind, Level
from guanbiao.model.details import OfHeld
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.prose.entries import paired
from guanbiao.prose.said import NOTHING, is_typed_otherwise, said, same
from guanbiao.recognise.annual import AnnualReport
from guanbiao.reconcile.gaps import Fill
from guanbiao.text.cells import a1, at_address
from guanbiao.text.figures import State, read_figure
from guanbiao.words.codes import CODES

Filed = Mapping[str, int]  # by form, the place of the filing that counts
_Made = Mapping[tuple[int | None, int | None, int | None], str | float | None]
_Row = Mapping[str, CellLine]  # an entry, by its columns
_ENTRY = "entry"


class _Side(Struct, frozen=True):
    """A filing and its cells: of a report's table, or as it was filed. `above` are, by sheet, the lines above a table
    of the report."""

    filing: Filing
    cells: Sequence[CellLine]
    above: Mapping[str, int]

    def term(self, cell: CellLine, role: Role, catalogue: Catalogue) -> Term:
        """A cell with its address; that of a report's table is counted from the table's own first cell."""
        term = cell_term(cell, self.filing, catalogue, role)
        down = self.above.get(term.sheet, 0) if term.cell else 0
        row, column = at_address(term.cell) if down else (0, 0)
        return replace(term, cell=a1(row - down, column)) if down else term


def table_findings(
    report: AnnualReport,
    filings: Sequence[Filing],
    filed: Filed,
    fills: Sequence[Fill],
    tables: Tables,
    catalogue: Catalogue,
) -> Iterator[Finding]:
    """What differs between each table of a report that is a form of its year, and that form as it was filed, with the
    blank totals that its own rules make; tables of forms that nobody filed; tables with the title of a form and another
    header."""
    made: _Made = {(each.total.filing, each.total.at_row, each.total.at_column): each.value for each in fills}
    own = [each for each in report.filings if each.period in (None, report.year)]
    if own:
        above = {sheet.name: sheet.above for sheet in report.book.sheets}
        cells = _by_filing(extract(own, catalogue).cells, range(len(own)))
        theirs = _by_filing(tables.cells, [filed[each.form] for each in own if each.form in filed])
        for at, filing in enumerate(own):
            if filing.form in filed:
                place = filed[filing.form]
                pair = _Side(filing, cells[at], above), _Side(filings[place], theirs[place], {})
                yield from _Held(*pair, catalogue, report.year, made).findings()
            else:
                yield Finding(*CODES["report_table_alone"].identity, form=filing.form, terms=(title_term(filing),))
    for each in report.findings:
        if each.rule in ("header_mismatch", "form_unclear") and each.level is Level.MANDATORY:
            yield Finding(*CODES["report_table_unread"].identity, terms=each.terms)


def _by_filing(cells: pl.DataFrame, wanted: Sequence[int]) -> Mapping[int, list[CellLine]]:
    found: dict[int, list[CellLine]] = defaultdict(list)
    for line in lines(cells.filter(pl.col("filing").is_in(wanted)), CellLine):
        found[line.filing].append(line)
    return found


class _Held(Struct, frozen=True):
    """A table of a report, and the form as it was filed; `made` are, by filing, row and column, blank totals as they
    are filled."""

    own: _Side
    its: _Side
    catalogue: Catalogue
    year: int
    made: _Made

    def findings(self) -> Iterator[Finding]:
        """Every cell and every entry that differs."""
        left, right = (self._placed(side.cells) for side in (self.own, self.its))
        for key in dict.fromkeys((*left, *right)):
            yield from self._cell(left.get(key), right.get(key))
        for block in sorted({cell.block for side in (self.own, self.its) for cell in side.cells}):
            yield from self._entries(block)

    def _placed(self, cells: Sequence[CellLine]) -> dict[tuple[object, ...], CellLine]:
        """The cells that are no entry's, by where they stand in their form; of rows of one name by their order."""
        found: dict[tuple[object, ...], CellLine] = {}
        for cell in cells:
            at, place = 0, (cell.block, cell.role, cell.row, cell.column)
            while (*place, at) in found:
                at += 1
            if cell.role != _ENTRY:
                found[(*place, at)] = cell
        return found

    def _cell(self, one: CellLine | None, other: CellLine | None) -> Iterator[Finding]:
        """A cell that differs. What a table of the report leaves out, a row or a column, it does not say otherwise."""
        if one is None or one.state == State.ABSENT:
            return
        there = [cell for cell in (one, other) if cell is not None]
        if any(cell.kind == Kind.SERIAL.value for cell in there) or self._agree(one, other):
            return
        is_figure = any(cell.kind == Kind.NUMBER.value for cell in there)
        yield self._finding("report_table_differs" if is_figure else "report_words_differ", one, other)

    def _agree(self, one: CellLine, other: CellLine | None) -> bool:
        """Whether both sides say the same at a place; a blank total of the form also says what its own rules make."""
        stated, filed = (NOTHING if cell is None else self._said(cell) for cell in (one, other))
        figure = self.catalogue.by_id[self.own.filing.form].figures.get((one.row, one.column))
        is_none = one.role == _ENTRY or (figure is not None and figure.blank is Blank.NONE)
        total = self._made(other) if other is not None and filed == NOTHING else None
        is_made = total is not None and same(stated, self._said(total), blank_is_none=is_none)
        return is_made or same(stated, filed, blank_is_none=is_none) or is_typed_otherwise(one, other)

    def _made(self, blank: CellLine) -> CellLine | None:
        """A blank total of the form as its own rules make it."""
        value = self.made.get((blank.filing, blank.at_row, blank.at_column))
        reading = read_figure("" if value is None else str(value))
        first = next((each.value for each in reading.quantities), None)
        return None if first is None else replace(blank, raw=str(value), state=reading.state.value, value=first)

    def _said(self, cell: CellLine) -> str:
        return said(cell, self.year, self.catalogue.vocabulary.units)

    def _finding(self, code: str, one: CellLine | None, other: CellLine | None) -> Finding:
        terms = self._term(one, other, self.own, Role.CELL), self._term(other, one, self.its, Role.BESIDE)
        named = terms[1]
        return Finding(
            *CODES[code].identity,
            form=self.own.filing.form,
            row=named.row,
            column=named.column,
            reported=terms[0].value,
            expected=named.value,
            terms=terms,
            detail=OfHeld(),
        )

    def _term(self, cell: CellLine | None, other: CellLine | None, side: _Side, role: Role) -> Term:
        """A cell; for one that is not there, its place in the form alone."""
        if cell is not None:
            return side.term(cell, role, self.catalogue)
        beside = self.its if side is self.own else self.own
        assert other is not None  # one of the two is there
        there = beside.term(other, role, self.catalogue)
        name = side.filing.stands[0].sheet.name
        return replace(there, value=None, raw="", file=side.filing.book.file, sheet=name, cell="")

    def _entries(self, block: int) -> Iterator[Finding]:
        """Entries of a list that differ, and those that only one side has."""
        left, right = (self._rows(side.cells, block) for side in (self.own, self.its))
        for at, other in paired([texts for _, texts in left], [texts for _, texts in right]):
            one, its = left[at][0] if at is not None else None, right[other][0] if other is not None else None
            if one and its:
                for column in dict.fromkeys((*one, *its)):
                    yield from self._cell(one.get(column), its.get(column))
            elif one:
                yield self._finding("report_entry_extra", _telling(one), None)
            elif its:
                yield self._finding("report_entry_missing", None, _telling(its))

    def _rows(self, cells: Sequence[CellLine], block: int) -> list[tuple[_Row, dict[str, str]]]:
        """The entries of a list that say anything, by their columns, and what they say but for serial numbers."""
        found: dict[int, dict[str, CellLine]] = defaultdict(dict)
        for cell in cells:
            if cell.role == _ENTRY and cell.block == block:
                found[cell.seq][cell.column] = cell
        said = [(row, self._texts(row)) for row in found.values()]
        return [(row, texts) for row, texts in said if any(texts.values())]

    def _texts(self, row: _Row) -> dict[str, str]:
        return {column: self._said(cell) for column, cell in row.items() if cell.kind != Kind.SERIAL.value}


def _telling(row: _Row) -> CellLine:
    """The cell of an entry that says what it is: the longest of its texts."""
    return max(row.values(), key=lambda each: (each.kind == Kind.TEXT.value, len(each.raw or "")))
