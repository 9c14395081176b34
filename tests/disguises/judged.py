"""A filed form read by the product, held against the same form as its official sheet is read."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl
from guanbiao.facts.frames import CellLine, FactLine, lines
from guanbiao.forms.catalogue import Kind
from guanbiao.forms.levels import Level, Source
from guanbiao.intake.signs import looked_at
from guanbiao.model.books import Book
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.pages.page import Page
from guanbiao.recognise.signs import signs_of
from guanbiao.report.report import Report
from guanbiao.text.cells import at_address
from guanbiao.text.dates import read_dates
from guanbiao.text.figures import State
from guanbiao.text.labels import fold
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from msgspec import Struct

from schemas.catalogue import CATALOGUE
from tests.consistent import report_of
from tests.disguises.filed import Filed
from tests.disguises.files import book_of
from tests.disguises.year import YEAR, official

Place = tuple[int, str, str, str, int, str]  # block, role, row, column, entry, measure
Table = Mapping[Place, object]
_REFUSED = {"header_mismatch", "form_unclear", "form_untitled", "part_of_year", "title_alone", "sheet_no_form"}
_REFUSED |= {"file_no_form", "file_refused", "year_unknown"}
_RANGE = re.compile(r"(?:“([^”]+)”|([^“”、，（）!]+)!)?([A-Z]{1,3}\d+):([A-Z]{1,3}\d+)")  # A2:A9, “第2页”A2:A9
_PHRASES = Phrases(CATALOGUE, YEAR)
_SIGNS = signs_of(CATALOGUE)


class Seen(Struct, frozen=True):
    """What the product made of a form: its table, the findings about it and its file, and the file."""

    table: Table
    findings: tuple[Finding, ...]
    book: Book


class Judged(Struct, frozen=True):
    """What is other than with the official sheet: `lost`, figures and texts of the table with what is read in their
    place; `silent`, those of them that no finding names; the findings that are new, by code; those that ask something
    (`asked`), that are mandatory, and that say that a relation is broken; and the most of one code."""

    lost: Mapping[Place, tuple[object, object]]
    silent: tuple[Place, ...]
    codes: Counter[str]
    asked: frozenset[str]
    mandatory: tuple[str, ...]
    broken: tuple[str, ...]
    is_refused: bool

    @property
    def most(self) -> tuple[str, int]:
        """The code of which there are most new findings, and how many."""
        return max(self.codes.items(), key=lambda each: each[1], default=("", 0))


def judged_year(disguised: Mapping[str, Filed], seed: int) -> dict[str, Judged]:
    """Some forms of a year as the product reads them, against how it reads their official sheets; the other forms of
    the year are filed as these."""
    plain, seen = _official(seed), _seen({**official(seed), **disguised})
    return {form: _judged(plain[form], seen[form]) for form in disguised}


def pages_of(disguised: Mapping[str, Filed], seed: int) -> dict[str, list[list[tuple[int, str]]]]:
    """The rows of figures and entries on the official pages of some forms of a year, filed as in `judged_year`."""
    books = [book_of(filed, f"{form}/{filed.file}") for form, filed in {**official(seed), **disguised}.items()]
    pages = consolidate(report_of(books, YEAR), _PHRASES).pages
    return {form.id: _rows(page) for form, page in zip(CATALOGUE.forms, pages, strict=True) if form.id in disguised}


def _rows(page: Page) -> list[list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in page.cells:
        if cell.origin:
            rows.setdefault(cell.row, []).append((cell.column, fold(str(cell.value or "")).rstrip(".")))
    return [sorted(rows[row]) for row in sorted(rows)]


def _judged(plain: Seen, own: Seen) -> Judged:
    lost = {
        place: (plain.table.get(place), own.table.get(place))
        for place in {**plain.table, **own.table}
        if not _same(plain.table.get(place), own.table.get(place))
    }
    new = _new(plain.findings, own.findings)
    must = [each for each in new if each.level is Level.MANDATORY]
    codes = Counter(each.rule for each in new)
    named = {value for each in new for value in _in_ranges(each, own.book)}
    return Judged(
        lost,
        tuple(place for place, (was, _) in lost.items() if was not in named and not _is_told(place, was, new)),
        codes,
        frozenset(each.rule for each in new if each.level is not Level.INFO),
        tuple(sorted({each.rule for each in must if each.rule != "form_owed"})),
        tuple(sorted({each.rule for each in must if each.kind in (Source.WITHIN, Source.CROSS)})),
        bool(_REFUSED & codes.keys()) and "form_owed" in codes,
    )


@lru_cache
def _official(seed: int) -> Mapping[str, Seen]:
    return _seen(official(seed))


def _seen(year: Mapping[str, Filed]) -> dict[str, Seen]:
    """What the product makes of a year of forms."""
    books = {form: book_of(filed, f"{filed.form.number:02d}/{filed.file}") for form, filed in year.items()}
    report = report_of(list(books.values()), YEAR)
    assert not [filing.form for filing in report.filings if not _is_looked_at(filing)]
    return {
        form: Seen(dict(_table(report, form)), tuple(_about(report, form, book.file)), book)
        for form, book in books.items()
    }


def _is_looked_at(filing: Filing) -> bool:
    """Whether readers look at the formulas and looks of every sheet on which a form is found."""
    sheets = filing.book.sheets
    near = dict(zip((each.name for each in sheets), looked_at([each.rows for each in sheets], _SIGNS), strict=True))
    return all(near[part.sheet.name] for part in filing.stands)


def _about(report: Report, form: str, file: str) -> Iterator[Finding]:
    """The findings about a form, about its file, or about relations of it with others."""
    for each in report.findings:
        if each.form == form or any(term.file == file for term in each.terms):
            yield each


def _table(report: Report, form: str) -> Iterator[tuple[Place, object]]:
    """What is read of the filing that counts: its texts and dates, and its figures by their measures."""
    at = [each for each in report.counted_at if report.filings[each].form == form]
    cells = report.tables.cells.filter(pl.col("filing").is_in(at))
    order = _order(cells)
    for line in lines(cells, CellLine):
        if line.kind != Kind.NUMBER.value and line.role != "total" and line.raw:
            yield (line.block, line.role, line.row, line.column, order(line), ""), _said(line)
    for fact in lines(report.tables.facts.filter(pl.col("filing").is_in(at)), FactLine):
        if fact.value is not None:
            yield (fact.block, fact.role, fact.row, fact.column, order(fact), fact.measure), fact.value
        elif fact.state in (State.UNREADABLE, State.ERROR):
            yield (fact.block, fact.role, fact.row, fact.column, order(fact), fact.measure), fact.raw


def _order(cells: pl.DataFrame):  # type: ignore[no-untyped-def]
    """The number of an entry among those of its block; 0 for every other row."""
    entries = sorted({(line.block, line.seq) for line in lines(cells.filter(pl.col("role") == "entry"), CellLine)})
    number = {each: at for at, each in enumerate(entries)}
    return lambda line: number.get((line.block, line.seq), 0) if line.role == "entry" else 0


@lru_cache(maxsize=65536)
def _day(raw: str) -> object:
    return read_dates(raw, YEAR)


def _said(line: CellLine) -> object:
    raw = line.raw or ""
    return (line.kind == Kind.DATE.value and _day(raw)) or fold(raw).rstrip(".")


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-6
    return one == other


def _new(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """The findings of each code that are more than there were before: those about other places first."""
    known, many = Counter(_key(each) for each in before), Counter(each.rule for each in after)
    many.subtract(each.rule for each in before)
    other: list[Finding] = []
    same: list[Finding] = []
    for each in after:
        known[_key(each)] -= 1
        (other if known[_key(each)] < 0 else same).append(each)
    found = []
    for each in (*other, *same):
        many[each.rule] -= 1
        if many[each.rule] >= 0:
            found.append(each)
    return found


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.form, finding.row, finding.column


def _in_ranges(finding: Finding, book: Book) -> Iterator[object]:
    """What stands in the ranges that a finding names in its sentence, as the tables of forms say it: a range is a name
    of all that is in it."""
    own = finding.terms[0].sheet if finding.terms else ""
    rows = {sheet.name: sheet.rows for sheet in book.sheets}
    for quoted, name, first, last in _RANGE.findall(_PHRASES.message(finding)):
        (top, left), (bottom, right) = at_address(first), at_address(last)
        for row in rows.get(quoted or name or own, [])[top : bottom + 1]:
            for value in row[left : right + 1]:
                yield from (float(value),) if isinstance(value, int | float) else ()
                yield from (_day(str(value)), fold(str(value)).rstrip(".")) if value is not None else ()


def _is_told(place: Place, was: object, new: Sequence[Finding]) -> bool:
    """Whether a new finding speaks of a figure: of its row and column, or with it in its sentence."""
    text = f"{was:g}" if isinstance(was, float) else str(was)
    for each in new:
        if each.rule in _REFUSED or (each.row and (each.row, each.column) == place[2:4]):
            return True
        if each.rule != "form_owed" and text in _PHRASES.message(each).replace(",", ""):
            return True
    return False
