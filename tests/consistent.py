"""A year in which every derived figure agrees: the 2020 forms with all that can be computed from entries recomputed.

It is worked out here by plain fix-point over the relations, and typed into the cells of the filings as a clerk would,
so that errors can be planted in it one by one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Book, Sheet
from guanbiao.recognise.recognise import recognise
from guanbiao.report.report import Report
from guanbiao.text.cells import Value
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.stages import gather, reports_of

Key = tuple[int, int, int, str]
# Where two rules define one figure, the figure that gives way.
FREE = {("holdings_three_years", "{year}", "非纸质/数量册(件)")}
PINNED = {("holdings_three_years", "{year}", "总馆藏数量册(件)"): "H02"}


def report_of(books: Sequence[Book], year: int = 2020) -> Report:
    found = recognise(books, CATALOGUE)
    (report,) = reports_of(gather(found, CATALOGUE), [year], CATALOGUE)
    return report


def consistent(report: Report) -> list[Book]:
    """The books of a report with every derived figure recomputed."""
    books = list(report.books)
    for _ in range(3):  # figures typed as text say less at first than numbers do; the second pass finds none
        changes = dict(_recomputed(report))
        if not changes:
            return books
        books = typed_in(books, report, changes)
        report = report_of(books, report.year)
    return books


def _recomputed(report: Report) -> Iterator[tuple[Key, float]]:
    relations = _relations(report)
    values: dict[Key, float] = {}
    for _, lines in relations:
        for line in lines:
            if line["at_column"] is not None and line["at_column"] >= 0 and line["figure"] is not None:
                values.setdefault(_key(line), line["figure"])
    filed = dict(values)
    for _ in range(60):
        moved = False
        for code, lines in relations:
            moved |= _settle(code, lines, values)
        if not moved:
            break
    for key, value in values.items():
        if filed.get(key) != value:
            yield key, value


def _relations(report: Report) -> list[tuple[str, list[dict[str, Any]]]]:
    plan = report.reconciled.plan.relations
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in report.reconciled.terms_of(report.year).iter_rows(named=True):
        lines.setdefault(line["relation"], []).append(line)
    wanted = [at for at in lines if plan[at].rule.level is Level.MANDATORY and plan[at].equation.op == "="]
    return [(plan[at].rule.code, lines[at]) for at in wanted]


def _key(line: Mapping[str, Any]) -> Key:
    return line["filing"], line["at_row"], line["at_column"], line["measure"]


def _settle(code: str, lines: Sequence[Mapping[str, Any]], values: dict[Key, float]) -> bool:
    """Compute the one figure a relation defines from its others; whether it moved."""
    place = {(line["form"], line["row"], line["column"]): line for line in lines}
    free = [line for at, line in place.items() if at in FREE]
    left = [line for line in lines if line["side"] == 0]
    if len(left) != 1 or any(line["filing"] is None for line in lines):
        return False
    target = left[0]
    pinned = PINNED.get((target["form"], target["row"], target["column"]))
    if pinned and pinned != code:
        if not free:
            return False
        target = free[0]
    total = 0.0
    product = 1.0
    has_product = False
    for line in lines:
        if line is target:
            continue
        figure = values.get(_key(line)) if line["at_column"] is not None else line["figure"]
        figure = 0.0 if figure is None else figure
        if line["power"]:
            has_product = True
            product *= 1 / figure if line["power"] == -1 and figure else figure
        else:
            total += figure * line["factor"] * (1 if line["side"] else -1)
    total += product if has_product else 0.0
    result = total if target["side"] == 0 else -total / target["factor"]
    if code == "S01":
        result = int(result * 100 + 0.5) / 100
    result = round(result, 6)
    if values.get(_key(target)) == result or (not result and target["state"] == "blank"):
        return False
    values[_key(target)] = result
    return True


def typed_in(books: Sequence[Book], report: Report, changes: Mapping[Key, float]) -> list[Book]:
    """The books with figures typed over: a plain cell as a number, a compound one with its number replaced."""
    cells: dict[tuple[int, int, int], dict[str, float | None]] = {}
    wanted = {key[:3] for key in changes}
    for line in report.tables.facts.select("filing", "at_row", "at_column", "measure", "value").iter_rows():
        if line[:3] in wanted:
            cells.setdefault(line[:3], {})[line[3]] = line[4]
    rows: dict[tuple[str, str], list[list[Value]]] = {}
    for (filing, row, column, measure), value in changes.items():
        own = report.filings[filing]
        place = (own.book.file, own.sheet.name)
        rows.setdefault(place, [list(each) for each in own.sheet.rows])
        old = rows[place][row][column] if column < len(rows[place][row]) else None
        rows[place][row] += [None] * (column + 1 - len(rows[place][row]))
        stated = cells.get((filing, row, column), {})
        rows[place][row][column] = _typed(old, stated, measure, value)
        stated[measure] = value
    return [_with_rows(book, rows) for book in books]


def _typed(old: Value, stated: Mapping[str, float | None], measure: str, value: float) -> Value:
    """What a cell says once one of the figures that it states is another one; of equal ones, that of the measure."""
    plain = str(int(value)) if float(value).is_integer() else str(value)
    before = stated.get(measure)
    if not isinstance(old, str) or before is None or re.fullmatch(r"\s*-{0,2}[\d,.]+\s*", old):
        return int(value) if float(value).is_integer() else value
    if "%" in old:
        return f"{value * 100:g}%"
    text = f"{before:.0f}" if before.is_integer() else str(before)
    zeros = "0*" if "." in text else ""  # a text may state 39475.20
    found = list(re.finditer(rf"(?<![\d.]){re.escape(text)}{zeros}(?![\d.])", old))
    equal = [name for name, figure in stated.items() if figure == before]
    if not found:
        return old
    match = found[min(equal.index(measure), len(found) - 1)]
    return old[: match.start()] + plain + old[match.end() :]


def _with_rows(book: Book, rows: Mapping[tuple[str, str], list[list[Value]]]) -> Book:
    sheets = tuple(_with_own(sheet, rows.get((book.file, sheet.name))) for sheet in book.sheets)
    return replace(book, sheets=sheets)


def _with_own(sheet: Sheet, rows: list[list[Value]] | None) -> Sheet:
    return sheet if rows is None else replace(sheet, rows=rows)
