"""Coverage (规则覆盖): the figures that no rule touches, and the rules that could not run, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from guanbiao.facts.frames import TermLine, lines
from guanbiao.forms.catalogue import Catalogue, Kind, Register
from guanbiao.forms.equations import EachEntry, Entries, figures
from guanbiao.model.findings import Verdict
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.report.report import Report
from guanbiao.text.figures import State
from guanbiao.text.years import for_year
from guanbiao.words import findings as phrase
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import (
    ALL_RUN,
    ALL_TOUCHED,
    COVERAGE_TITLE,
    NO_COLUMN,
    NO_FORM,
    NO_LAST_YEAR,
    NOT_GIVEN,
    NOT_RUN_HEAD,
    UNREADABLE,
    UNTOUCHED_HEAD,
    relation_sentence,
)

_CAPS = {0: 40.0, 1: 34.0, 3: 30.0, 4: 70.0}


def coverage_page(report: Report, phrases: Phrases) -> Page:
    """Two tables: rules that could not run this year, figures that no rule touches in any."""
    cells = [Placed(0, 0, COVERAGE_TITLE.format(year=report.year), "title", 0, 4)]
    cells += [Placed(2, column, text, "head") for column, text in enumerate(NOT_RUN_HEAD)]
    cells += _lines(3, list(_not_run(report, phrases)), ALL_RUN)
    top = cells[-1].row + 2
    cells += [Placed(top, column, text, "head") for column, text in enumerate(UNTOUCHED_HEAD)]
    cells += _lines(top + 1, list(_untouched_lines(report, phrases)), ALL_TOUCHED)
    widths = fit_widths(cells[1:], 5, 12.0, _CAPS)
    return Page(phrase.COVERAGE, tuple(cells), widths, fit_heights(cells, widths), True, (0, 0), (1, 0))


def _lines(top: int, lines: Sequence[tuple[str | int, ...]], none: str) -> list[Placed]:
    return [
        Placed(at, column, value, "body" if isinstance(value, int) else "text")
        for at, line in enumerate(lines or [(none, "", "", "", "")], top)
        for column, value in enumerate(line)
    ]


def _not_run(report: Report, phrases: Phrases) -> Iterator[tuple[str, str, int, str, str]]:
    """By rule: its code, kind, how many of its relations could not be judged, why, and what the first says."""
    judged = report.reconciled.judged(report.year).filter(pl.col("verdict") == Verdict.UNVERIFIABLE.value)
    reasons = _reasons(report, judged)
    found: dict[str, list[int]] = defaultdict(list)
    for relation in judged["relation"]:
        found[report.reconciled.plan.relations[relation].rule.code].append(relation)
    for code, relations in found.items():
        first = report.reconciled.plan.relations[relations[0]]
        why = "、".join(dict.fromkeys(reason for each in relations for reason in reasons[each]))
        sentence = relation_sentence(phrases, first)
        yield for_year(code, report.year), phrase.KINDS[first.kind], len(relations), why, sentence


def _reasons(report: Report, judged: pl.DataFrame) -> dict[int, list[str]]:
    """By relation, why its terms that count for nothing do so."""
    terms = report.reconciled.met(report.year).join(judged.select("relation"), on="relation", how="semi")
    reasons: dict[int, list[str]] = defaultdict(list)
    for line in lines(terms.filter(pl.col("figure").is_null()), TermLine):
        reasons[line.relation].append(_reason(line, report))
    return reasons


def _reason(line: TermLine, report: Report) -> str:
    if line.filing is None:
        is_owed = not line.back and line.form not in report.counted
        return NO_LAST_YEAR if line.back else NO_FORM if is_owed else NOT_GIVEN
    if line.state == State.ABSENT:
        return NO_COLUMN
    return UNREADABLE if line.state in (State.UNREADABLE, State.ERROR) else NOT_GIVEN


def touched(catalogue: Catalogue) -> set[tuple[str, str, str]]:
    """Every figure that some rule speaks of, as (form, row, column); for entries of a register the row is ''."""
    found: set[tuple[str, str, str]] = set()
    for rule in catalogue.all_rules:
        if isinstance(rule.stated, EachEntry):
            found |= {(rule.stated.form, "", name) for name in (rule.stated.product, *rule.stated.factors)}
        for equation in rule.equations:
            found |= {(figure.form, figure.row, figure.column) for figure in figures(equation) if not figure.back}
            sums = [operand for operand in equation.operands if isinstance(operand, Entries) and not operand.counted]
            found |= {(operand.form, "", operand.column) for operand in sums}
    return found


def untouched(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Every declared figure that no rule speaks of, in the order of the forms."""
    known = touched(catalogue)
    every: list[tuple[str, str, str]] = []
    for form in catalogue.forms:
        every += [(form.id, row, column) for row, column in form.figures]
        every += [
            (form.id, "", leaf.key)
            for block in form.blocks
            if isinstance(block, Register)
            for leaf in block.leaves
            if leaf.column.kind is Kind.NUMBER
        ]
    return [each for each in every if each not in known]


def _untouched_lines(report: Report, phrases: Phrases) -> Iterator[tuple[str, str, int, str, str]]:
    """By form and column: the figures that no rule touches, and what was filed for them."""
    facts = report.tables.facts.filter(pl.col("filing").is_in(report.counted_at) & pl.col("raw").is_not_null())
    filed = {
        (form, row if role != "entry" else "", column): raw
        for form, row, role, column, raw in facts.select("form", "row", "role", "column", "raw").iter_rows()
    }
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for form, row, column in untouched(report.catalogue):
        found[form, column].append((row, filed.get((form, row, column), "")))
    for (form, column), rows in found.items():
        names = [for_year(row, report.year) for row, _ in rows if row]
        values = [raw for _, raw in rows if raw]
        place = f"{phrases.table(form)}：{'、'.join(names[:6])}{'…' if len(names) > 6 else ''}".rstrip("：")
        shown = "、".join(value for value, _ in Counter(values).most_common(6))
        yield place, for_year(column, report.year), len(rows), shown, ""
