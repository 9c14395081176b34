"""The machine-readable outputs: findings.json, relations.csv, facts.parquet, run.log."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from msgspec import json

from guanbiao.facts.extract import filing_frame
from guanbiao.forms.catalogue import Level, shown_row
from guanbiao.forms.equations import Figure
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, Term, Verdict
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from guanbiao.text.figures import exact
from guanbiao.text.phones import masked
from guanbiao.text.years import for_year
from guanbiao.words.causes import cause_message
from guanbiao.words.findings import Phrases
from guanbiao.words.intake import reason_of
from guanbiao.workbook.front import tally

CONTRACT = 1
FACT_COLUMNS = (
    *("period", "form", "row", "column", "measure", "value", "unit", "state", "raw", "role", "file", "sheet", "cell"),
)
RELATION_COLUMNS = ("rule", "kind", "level", "forms", "row", "column", "reported", "expected", "difference", "verdict")


def findings_json(report: Report, phrases: Phrases) -> bytes:
    """findings.json of the contract."""
    relations = _year(report)["verdict"].to_list()
    departments = [each.name for each in report.catalogue.departments]
    counts = tally(report.findings)
    by_department = {
        name: {level.value: tally([f for f in report.findings if f.department == name])[level] for level in Level}
        for name in [*departments, *sorted({f.department for f in report.findings} - set(departments))]
    }
    whole = {
        "contract": CONTRACT,
        "library": report.catalogue.library,
        "period": report.year,
        "summary": {
            "relations": {verdict.value: relations.count(verdict.value) for verdict in Verdict},
            "by_level": {level.value: counts[level] for level in Level},
            "by_department": by_department,
        },
        "files": [_file(report, at, phrases) for at in range(len(report.books))],
        "filings": [_filing(report, at, phrases) for at in range(len(report.filings))],
        "findings": [_finding(finding, phrases) for finding in report.findings],
        "causes": [_cause(cause, phrases) for cause in report.causes],
    }
    return _json(whole)


def _json(whole: Mapping[str, Any]) -> bytes:
    return json.format(json.encode(whole), indent=1) + b"\n"


def _file(report: Report, at: int, phrases: Phrases) -> dict[str, Any]:
    book = report.books[at]
    return {"file": book.file, "sha256": book.sha256, "status": book.status.value, "message": reason_of(book)}


def _filing(report: Report, at: int, phrases: Phrases) -> dict[str, Any]:
    filing = report.filings[at]
    top, left, bottom, right = filing.area
    form = report.catalogue.by_id[filing.form]
    return {
        "form": filing.form,
        "title": filing.title,
        "department": form.department,
        "file": filing.book.file,
        "sha256": filing.book.sha256,
        "sheet": filing.sheet.name,
        "range": f"{a1(top, left)}:{a1(bottom, right)}",
        "status": report.status[at].value,
    }


def _finding(finding: Finding, phrases: Phrases) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind.value,
        "level": finding.level.value,
        "verdict": finding.verdict.value,
        "status": finding.status.value,
        "department": finding.department,
        "head": finding.head,
        "form": finding.form,
        "row": finding.row,
        "column": finding.column,
        "reported": exact(finding.reported),
        "expected": exact(finding.expected),
        "difference": exact(finding.difference),
        "unit": finding.unit,
        "cause": finding.cause or None,
        "terms": [_term(term) for term in finding.terms],
        "message": phrases.message(finding),
    }


def _cause(cause: Cause, phrases: Phrases) -> dict[str, Any]:
    return {
        "id": cause.id,
        "kind": cause.kind,
        "cells": [_change(each) for each in cause.changes],
        "alternatives": [[_change(each) for each in changes] for changes in cause.alternatives],
        "complete": cause.complete,
        "certain": cause.certain,
        "explains": list(cause.explains),
        "message": cause_message(phrases, cause),
    }


def _change(change: Change) -> dict[str, Any]:
    term = change.term
    line: dict[str, Any] = {name: getattr(term, name) for name in ("file", "sheet", "cell", "form", "row", "column")}
    line |= {"measure": term.measure} if term.measure else {}
    return line | {"reported": exact(term.value), "suggested": exact(change.suggested), "follows": change.follows}


def _term(term: Term) -> dict[str, Any]:
    names = ("role", "form", "row", "column", "value", "raw", "file", "sheet", "cell")
    line = {name: getattr(term, name) for name in names} | {"value": exact(term.value)}
    return line | ({"measure": term.measure} if term.measure else {})


def _year(report: Report) -> pl.DataFrame:
    return report.reconciled.judged(report.year)


def relations_csv(report: Report) -> bytes:
    """relations.csv of the contract, UTF-8 with a byte order mark so that Excel shows Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(RELATION_COLUMNS)
    for line in _year(report).iter_rows(named=True):
        relation = report.reconciled.plan.relations[line["relation"]]
        place = relation.place
        form = report.catalogue.by_id[place.form]
        row = shown_row(form, place.row, report.year) if isinstance(place, Figure) else ""
        figures = [_text(line[name]) for name in ("reported", "expected", "difference")]
        names = [for_year(relation.rule.code, report.year), relation.kind.value, relation.rule.level.value]
        forms = "+".join(relation.equation.forms)
        texts = [_inert(text) for text in (*names, forms, row, for_year(place.column, report.year))]
        writer.writerow([*texts, *figures, line["verdict"]])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(value: float | None) -> str:
    return "" if value is None else str(exact(value))


def published_facts(report: Report) -> pl.DataFrame:
    """Every non-empty cell of the counted filings, figures one line a measure, words as text: facts.parquet."""
    placed = _placed(report)
    cells = [a1(row, column) for row, column in placed.select("at_row", "at_column").iter_rows()]
    columns = [for_year(column, report.year) for column in placed["column"]]
    table = placed.with_columns(
        pl.col("label").alias("row"),
        pl.Series("column", columns, dtype=pl.String),
        pl.col("measure", "unit").fill_null(""),
        pl.Series("cell", cells, dtype=pl.String),
    )
    return table.select(FACT_COLUMNS)


def facts_parquet(facts: pl.DataFrame) -> bytes:
    """facts.parquet of the contract."""
    buffer = io.BytesIO()
    facts.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def _placed(report: Report) -> pl.DataFrame:
    """The facts and the words of the counted filings, with the file and the sheet of each, as they stand there."""
    own = pl.col("filing").is_in(report.counted_at)
    words = report.tables.cells.filter(own & (pl.col("kind") != "number")).join(
        filing_frame(report.filings), on="filing", how="left", maintain_order="left"
    )
    facts = pl.concat([report.tables.facts.filter(own), words], how="diagonal").filter(pl.col("raw").is_not_null())
    files = [(at, filing.book.file, filing.sheet.name) for at, filing in enumerate(report.filings)]
    schema = {"filing": pl.Int32, "file": pl.String, "sheet": pl.String}
    named = facts.join(pl.DataFrame(files, schema, orient="row"), on="filing", how="left", maintain_order="left")
    return named.sort("filing", "block", "at_row", "at_column", "measure", maintain_order=True)


def known_figures(parquet: Path) -> dict[tuple[str, str, str], float]:
    """The figures of a year as it was published, by (form, row, column) as printed; {} where none was."""
    if not parquet.is_file():
        return {}
    facts = pl.read_parquet(parquet).filter(pl.col("value").is_not_null() & (pl.col("measure") == ""))
    return {line[:3]: line[3] for line in facts.select("form", "row", "column", "value").iter_rows()}


def known_entries(parquet: Path) -> dict[str, int]:
    """How many entries each register of a year had as it was published, by form; {} where none was."""
    if not parquet.is_file():
        return {}
    entries = pl.read_parquet(parquet).filter(pl.col("role") == "entry")
    rows = entries.select("form", "sheet", pl.col("cell").str.extract(r"(\d+)$")).unique()
    return dict(rows.group_by("form", maintain_order=True).len().iter_rows())


def run_log(report: Report, phrases: Phrases) -> bytes:
    """run.log: one line a file, then one a finding, as the screen shows them."""
    lines = [masked(f"{book.file} {reason_of(book)}") for book in report.books]
    lines += [phrases.line(finding) for finding in report.findings]
    return ("\n".join(lines) + "\n").encode()
