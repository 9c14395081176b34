"""What the report in one file (核对报告.html) says: every text of it in words, ready for the template."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from guanbiao.forms.catalogue import Form, Level
from guanbiao.model.causes import Cause
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.reconcile.indicators import grouped
from guanbiao.report.changes import Changes, Moved
from guanbiao.report.report import Report
from guanbiao.words import findings as phrase
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases, number, place_of
from guanbiao.words.intake import reason_of
from guanbiao.words.relations import parting, relation_sentence
from guanbiao.words.report import LIGHTS, WORDS
from guanbiao.workbook.changes import summary

MOST_BARS = 12
MOST_TERMS = 60
MOST_MOVED = 100
_BAR = 300.0
_COLOURS = {Level.MANDATORY: "red", Level.QUERY: "amber", Level.INFO: "grey"}


def report_facts(report: Report, phrases: Phrases, changes: Changes | None = None) -> dict[str, Any]:
    """The facts of the whole page, by the template's names; with what changed since last time, if there was one."""
    counts = Counter(finding.level for finding in report.findings)
    owed = len(report.owed)
    indicators = list(_indicators(report, phrases))
    return {
        "words": WORDS,
        "title": WORDS["title"].format(library=report.catalogue.library, year=report.year),
        "mandatory": counts[Level.MANDATORY],
        "verdict": phrase.verdict_line(counts[Level.MANDATORY] - owed, counts[Level.QUERY], owed),
        "changed": summary(report, changes) if changes else "",
        "moved": [_moved(each, phrases) for each in changes.cells[:MOST_MOVED]] if changes else [],
        "departments": list(_departments(report)),
        "indicator_forms": [phrases.table(form) for form in _stating(report)],
        "indicators": indicators,
        "bars": list(_bars(report, phrases)),
        "causes": [_cause(each, phrases) for each in report.causes],
        "findings": [_finding(each, report, phrases) for each in report.findings],
        "department_names": list(dict.fromkeys(each.department for each in report.findings if each.department)),
        "level_names": [phrase.LEVELS[level] for level in Level if counts[level]],
        "form_names": list(dict.fromkeys(phrases.table(each.form) for each in report.findings if each.form)),
        "sources": list(_sources(report, phrases)),
    }


def _moved(moved: Moved, phrases: Phrases) -> dict[str, str]:
    place = "，".join(part for part in (moved.row, moved.column, moved.measure) if part)
    before, after = (phrases.shown(moved.form, moved.column, text) for text in (moved.before, moved.after))
    return {"table": phrases.table(moved.form), "place": place, "before": before, "after": after}


def _departments(report: Report) -> Iterator[dict[str, Any]]:
    levels: dict[str, Counter[Level]] = defaultdict(Counter)
    for finding in report.findings:
        levels[finding.form][finding.level] += 1
    for department in report.catalogue.departments:
        forms = [form for form in report.catalogue.forms if form.department == department.name]
        owed = [form.name for form in report.owed if form.department == department.name]
        yield {
            "name": department.name,
            "head": report.head_of(department),
            "due": len(forms),
            "done": len(forms) - len(owed),
            "owed": "、".join(owed),
            "forms": [_light(form, levels[form.id], filed=form.id in report.counted) for form in forms],
        }


def _light(form: Form, levels: Counter[Level], *, filed: bool) -> dict[str, str]:
    """A form's light, in colour and in words."""
    if not filed:
        light, count = "grey", 0
    elif levels[Level.MANDATORY]:
        light, count = "red", levels[Level.MANDATORY]
    elif levels[Level.QUERY]:
        light, count = "amber", levels[Level.QUERY]
    else:
        light, count = "green", 0
    return {"name": f"{form.number:02d} {form.name}", "light": light, "said": LIGHTS[light].format(count=count)}


def _stating(report: Report) -> list[str]:
    """The forms that state any indicator, in the report's order."""
    stated = {total.terms[0][1].form for each in report.catalogue.indicators for total in each.stated}
    return [form.id for form in report.catalogue.forms if form.id in stated]


def _indicators(report: Report, phrases: Phrases) -> Iterator[dict[str, Any]]:
    for indicator in report.catalogue.indicators:
        own = [each for each in report.statements if each.indicator is indicator]
        groups = grouped(own)
        by_form = {each.form: each.figure for each in own}
        usual = groups[0][0] if groups else None
        cells = [
            {"text": number(figure) if figure is not None else "", "off": figure is not None and figure != usual}
            for figure in (by_form.get(form) for form in _stating(report))
        ]
        said = [(number(figure), [phrases.table(form) for form in forms]) for figure, forms in groups]
        yield {"name": indicator.name, "cells": cells, "said": parting(said)}


def _bars(report: Report, phrases: Phrases) -> Iterator[dict[str, Any]]:
    """The findings with the largest differences, one of each cause."""
    ranked = sorted((each for each in report.findings if each.difference), key=lambda each: -abs(each.difference or 0))
    seen: set[str] = set()
    chosen = []
    for finding in ranked:
        if finding.cause not in seen or not finding.cause:
            chosen.append(finding)
            seen.add(finding.cause)
    most = max((abs(each.difference or 0.0) for each in chosen[:MOST_BARS]), default=1.0)
    for finding in chosen[:MOST_BARS]:
        gap = finding.difference or 0.0
        label = f"{phrases.table(finding.form)} {finding.row}"
        yield {"label": label[:34], "text": number(gap), "width": round(max(abs(gap) / most * _BAR, 1.0), 1)}


def _cause(cause: Cause, phrases: Phrases) -> dict[str, Any]:
    cells = [
        {
            "table": phrases.table_of(each.term),
            "cell": "!".join(part for part in (each.term.sheet, each.term.cell) if part),
            "place": place_of(each.term.row, each.term.column, each.term.measure),
            "reported": number(each.term.value),
            "suggested": number(each.suggested) if each.suggested is not None else "",
            "follows": each.follows,
        }
        for each in cause.changes
    ]
    return {
        "id": cause.id,
        "kind": CAUSES[cause.kind],
        "message": cause_message(phrases, cause),
        "mends": WORDS["mends"].format(count=len(cause.explains)),
        "cells": cells,
        "explains": cause.explains,
    }


def _finding(finding: Finding, report: Report, phrases: Phrases) -> dict[str, Any]:
    equation = ""
    if finding.relation >= 0:
        equation = relation_sentence(phrases, report.reconciled.plan.relations[finding.relation])
    return {
        "id": finding.id,
        "level": phrase.LEVELS[finding.level],
        "light": _COLOURS[finding.level],
        "status": phrase.STATUSES[finding.status],
        "department": finding.department,
        "table": phrases.table(finding.form),
        "place": place_of(finding.row, finding.column),
        "reported": number(finding.reported) if finding.reported is not None else "",
        "expected": number(finding.expected) if finding.expected is not None else "",
        "difference": number(finding.difference) if finding.difference is not None else "",
        "message": phrases.message(finding),
        "cause": finding.cause,
        "equation": equation,
        "terms": [_term(term, phrases) for term in finding.terms[:MOST_TERMS]],
    }


def _term(term: Term, phrases: Phrases) -> dict[str, str]:
    return {
        "role": WORDS["role_expected"] if term.role in (Role.EXPECTED, Role.BESIDE) else WORDS["role_reported"],
        "table": phrases.table_of(term),
        "place": place_of(term.row, term.column, term.measure),
        "value": number(term.value) if term.value is not None else "",
        "cell": "!".join(part for part in (term.file, term.sheet, term.cell) if part),
    }


def _sources(report: Report, phrases: Phrases) -> Iterator[dict[str, str]]:
    """One line a filing of this year, and one for each file that holds none at all."""
    with_forms = {filing.book.file for filing in report.filings}
    for at, filing in enumerate(report.filings):
        yield {
            "file": filing.book.file,
            "sheet": filing.sheet.name,
            "table": phrases.table(filing.form),
            "status": phrase.FILING_STATUS[report.status[at]],
            "hash": filing.book.sha256[:16],
        }
    for book in report.books:
        if book.file not in with_forms:
            status = reason_of(book)
            yield {"file": book.file, "sheet": "", "table": "", "status": status, "hash": book.sha256[:16]}
