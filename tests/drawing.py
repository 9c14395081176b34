"""Sheets drawn as text in a test: one line a row, cells between bars; numbers become numbers, as a clerk's would."""

import csv
import io
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.equations import EachEntry
from guanbiao.forms.rules import Rule
from guanbiao.intake.parse import parse
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.outputs.tables import relations_csv
from guanbiao.recognise.recognise import Recognised, recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.lay_out import table, typed
from tests.stages import Gathered, gather, report_of_books


def sheet(drawing: str, name: str = "Sheet1") -> Sheet:
    """`| 月份 | 合计 |` lines as a sheet."""
    lines = [line.strip().strip("|") for line in drawing.strip().splitlines()]
    return Sheet(name, [[value(cell.strip()) for cell in line.split("|")] for line in lines])


def value(text: str) -> Value:
    """A cell's text as it would be read."""
    return typed(text) if text else None


def book(*sheets: Sheet, file: str = "表.xlsx", modified: float = 0.0) -> Book:
    """Sheets as a book that was read."""
    return Book(file, sha256(repr((file, sheets)).encode()).hexdigest(), modified, FileStatus.READ, "", sheets)


def read_bytes(content: bytes, name: str = "表.xlsx") -> Book:
    """The bytes of a file as a book."""
    parsed = parse(content)
    digest = sha256(content).hexdigest()
    read = (parsed.status, parsed.reason, parsed.sheets, parsed.detail, parsed.notes, parsed.properties)
    return Book(name, digest, 0.0, *read, paragraphs=parsed.paragraphs)


def printed(number: int, name: str = "Sheet1") -> Sheet:
    """One of the report's tables as a plain sheet, without merges."""
    return Sheet(name, [[value(cell) for cell in row] for row in table(number)])


def changed(base: Sheet, *changes: tuple[int, int, Value]) -> Sheet:
    """A sheet with some cells (row, column, value; zero-based) changed."""
    rows = [list(row) for row in base.rows]
    for row, column, new in changes:
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = new
    return replace(base, rows=rows)


def without_column(base: Sheet, label: str) -> Sheet:
    """A sheet with one column left out, header and all."""
    at = next(row.index(label) for row in base.rows if label in row)
    return replace(base, rows=[[*row[:at], *row[at + 1 :]] for row in base.rows])


def recognised(*books: Book) -> Recognised:
    """What is recognised in the books."""
    return recognise(books, CATALOGUE)


def filings(*sheets: Sheet) -> tuple[Filing, ...]:
    """The filings on some sheets of one book."""
    return recognised(book(*sheets)).filings


def gathered(*books: Book) -> Gathered:
    """All that the books say."""
    return gather(recognised(*books), CATALOGUE)


def report(*books: Book, year: int = 2020, catalogue: Catalogue = CATALOGUE) -> Report:
    """The year's report from the books."""
    return report_of_books(books, year, catalogue)


@cache
def only(*numbers: int) -> Catalogue:
    """The shipped catalogue with some of its forms alone, and the rules that speak of no others."""
    forms = tuple(form for form in CATALOGUE.forms if form.number in numbers)
    known = {form.id for form in forms}
    rules = tuple(rule for rule in CATALOGUE.rules if _forms_of(rule) <= known)
    return replace(CATALOGUE, forms=forms, rules=rules, indicators=(), charts=(), prose=None)


def _forms_of(rule: Rule) -> set[str]:
    """The ids of the forms that a rule speaks of."""
    stated = rule.stated
    return {stated.form} if isinstance(stated, EachEntry) else {form for each in rule.equations for form in each.forms}


def two_years(catalogue: Catalogue = CATALOGUE) -> Report:
    """The report of 2020 on table 5, with that of 2019 beside it: its 2019 stands where 2020 does here."""
    shifted = changed(printed(5), (0, 0, "2019年与 2018、2017 年流通册次对照表（表二）"))
    header = ("2018 年", "2017 年", "2019 年", "2018 年比 2017 年", "2019 年比 2018 年")
    before = changed(shifted, *((2, at, label) for at, label in enumerate(header, 1)))
    return report(book(printed(5), file="2020.xlsx"), book(before, file="2019.xlsx"), catalogue=catalogue)


def codes(findings: Sequence[Finding], form: str = "") -> list[str]:
    """The codes of the findings of a form, without those of forms that are owed."""
    return [each.rule for each in findings if each.rule != "form_owed" and form in ("", each.form)]


def other_year(base: Sheet, year: str) -> Sheet:
    """A sheet of 2020 with another year in its title."""
    return changed(base, (0, 0, str(base.rows[0][0]).replace("2020", year)))


def judged(done: Report) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """relations.csv by (rule, row, column)."""
    lines = csv.DictReader(io.StringIO(relations_csv(done).decode("utf-8-sig")))
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for line in lines:
        found.setdefault((line["rule"], line["row"], line["column"]), []).append(line)
    return found
