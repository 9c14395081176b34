"""Filed forms rebuilt for a slip: each sheet at the addresses it was filed at, so that a link lands on the cell that
the department knows, with the cells of findings marked. The department's own file is never written to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from guanbiao.model.books import Sheet
from guanbiao.model.filings import Filing, Part
from guanbiao.model.findings import Term
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.pages.table import link_to
from guanbiao.recognise.slips.copies import within
from guanbiao.report.marks import Mark
from guanbiao.report.report import Report
from guanbiao.text.cells import Position, Range, a1, at_address
from guanbiao.words.slips import ELSEWHERE
from guanbiao.words.workbook import FINDINGS

_NOT_IN_NAMES, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31  # what Excel takes for a sheet's name
_NAMELESS = "Sheet"
_PLAIN = Mark(None, "")
_CAP = 24.0  # characters; for columns whose width the file does not say
Place = tuple[str, str]  # file, sheet


class Rebuilt(Struct, frozen=True):
    """The sheets that a slip shows as they were filed, and the name that each has there, by (file, sheet). Of those on
    which other departments filed as well, only the `areas` of its own forms are there."""

    sheets: Mapping[Place, Sheet]
    names: Mapping[Place, str]
    areas: Mapping[Place, tuple[Range, ...]]

    def link(self, term: Term) -> str:
        """The target of a link to the cell of a term; '' where its sheet is not in the slip."""
        name = self.names.get((term.file, term.sheet))
        return link_to(name, term.cell) if name and term.cell else ""

    def name_of(self, term: Term) -> str:
        """A cell of a term on its sheet in the slip (`流通!C5`); '' where its sheet is not there."""
        name = self.names.get((term.file, term.sheet))
        return f"{name}!{term.cell}" if name and term.cell else ""

    def pages(self, marks: Mapping[tuple[str, str, str], Mark]) -> Iterator[Page]:
        """A page a sheet, with the cells of these findings in the colour of the gravest and with a comment."""
        by_sheet: dict[Place, dict[Position, Mark]] = defaultdict(dict)
        for (file, sheet_name, cell), mark in marks.items():
            by_sheet[file, sheet_name][at_address(cell)] = mark
        for place, sheet in self.sheets.items():
            yield _page(self.names[place], sheet, by_sheet[place])


def rebuilt_forms(report: Report, department: str, terms: Iterable[Term]) -> Rebuilt:
    """The sheets on which a department filed a form that any of these cells stands in, in the order of filing."""
    spoken = {(term.file, term.sheet) for term in terms if term.cell}
    counted = (report.filings[at] for at in report.counted_at)
    own = [each for each in counted if report.catalogue.by_id[each.form].department == department]
    sheets: dict[Place, Sheet] = {}
    areas: dict[Place, tuple[Range, ...]] = {}
    for place, part in _parts(own):
        if place in spoken:
            sheets[place] = part.sheet
            areas[place] = (*areas.get(place, ()), part.area)
    others = (each for each in report.filings if report.catalogue.by_id[each.form].department != department)
    shared = {place for place, _ in _parts(others)} & sheets.keys()
    bounds = {place: areas[place] for place in sheets if place in shared}
    narrowed = {place: within(sheet, bounds[place]) if place in bounds else sheet for place, sheet in sheets.items()}
    return Rebuilt(narrowed, _names(narrowed), bounds)


def _parts(filings: Iterable[Filing]) -> Iterator[tuple[Place, Part]]:
    return (((filing.book.file, part.sheet.name), part) for filing in filings for part in filing.stands)


def _names(places: Iterable[Place]) -> dict[Place, str]:
    """A sheet name for each place: its own as far as Excel takes it, numbered where two are called alike."""
    taken = {FINDINGS, ELSEWHERE}
    names: dict[Place, str] = {}
    for place in places:
        own = _NOT_IN_NAMES.sub("_", place[1]).strip("'")[:_LONGEST_NAME] or _NAMELESS
        name, count = own, 1
        while name.casefold() in taken:
            count += 1
            mark = f"({count})"
            name = own[: _LONGEST_NAME - len(mark)] + mark
        taken.add(name.casefold())
        names[place] = name
    return names


def _page(name: str, sheet: Sheet, marks: Mapping[Position, Mark]) -> Page:
    cells = tuple(_cells(sheet, marks))
    count = max((len(row) for row in sheet.rows), default=1)
    fitted = fit_widths(cells, count, _CAP)
    widths = tuple(sheet.widths.get(column, fitted[column]) for column in range(count))
    return Page(name, cells, widths, fit_heights(cells, widths), landscape=True, protected=True, unprinted=True)


def _cells(sheet: Sheet, marks: Mapping[Position, Mark]) -> Iterator[Placed]:
    """What a sheet holds, cell by cell, merged as it was; of what is empty, only what is merged or asked about."""
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
    covered = _covered(sheet)
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            at = (row, column)
            if at in covered or (value in (None, "") and at not in merged and at not in marks):
                continue
            shown = str(value).upper() if isinstance(value, bool) else sheet.shown.get(a1(*at), value)
            mark = marks.get(at, _PLAIN)
            style = f"body {mark.level.value}" if mark.level else "body"
            yield Placed(row, column, shown, style, *merged.get(at, at), comment=mark.comment)


def _covered(sheet: Sheet) -> set[Position]:
    """The cells that a merged one above or beside them covers."""
    every = {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    return every - {(top, left) for top, left, _, _ in sheet.merges}
