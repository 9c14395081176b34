"""Coverage (规则覆盖): the figures that no rule touches, and the rules that could not run, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import polars as pl

from guanbiao.forms.catalogue import Catalogue, Kind, Register
from guanbiao.forms.equations import EachEntry, Entries, figures
from guanbiao.pages.page import Page, fit_heights, fit_widths
from guanbiao.pages.table import Line, table, title
from guanbiao.report.report import Report
from guanbiao.text.years import for_year
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import relation_sentence

_CAP = 12.0
_CAPS = {0: 40.0, 1: 34.0, 3: 30.0, 4: 65.0}  # rows or a rule's code, a column, why, a sentence
_VALUES_SHOWN = 6  # the commonest of what was filed


def coverage_page(report: Report, phrases: Phrases) -> Page:
    """Two tables: rules that could not run this year, figures that no rule touches in any."""
    columns = len(words.NOT_RUN_HEAD)
    cells = [title(words.COVERAGE_TITLE.format(year=report.year), columns)]
    not_run, alone = list(_not_run(report, phrases)), list(_untouched_lines(report, phrases))
    cells += table(2, words.NOT_RUN_HEAD, not_run or [_only(words.ALL_RUN)])
    cells += table(cells[-1].row + 2, words.UNTOUCHED_HEAD, alone or [_only(words.ALL_TOUCHED)])
    widths = fit_widths(cells, columns, _CAP, _CAPS)
    return Page(words.COVERAGE, tuple(cells), widths, fit_heights(cells, widths), True, (0, 0), (1, 0))


def _only(text: str) -> Line:
    """A line that says that there is nothing to say."""
    return text, *[""] * (len(words.NOT_RUN_HEAD) - 1)


def _not_run(report: Report, phrases: Phrases) -> Iterator[Line]:
    """By rule: its code, kind, how many of its relations could not be judged, why, and what the first says."""
    found: dict[str, list[int]] = defaultdict(list)
    for relation in report.unjudged:
        found[report.reconciled.plan.relations[relation].rule.code].append(relation)
    for code, relations in found.items():
        first = report.reconciled.plan.relations[relations[0]]
        wants = dict.fromkeys(want for each in relations for want in report.unjudged[each].wants)
        why = words.listed(words.WANTS[want.value] for want in wants)
        sentence = relation_sentence(phrases, first)
        yield for_year(code, report.year), words.KINDS[first.kind], len(relations), why, sentence


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


def _untouched_lines(report: Report, phrases: Phrases) -> Iterator[Line]:
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
        values = Counter(raw for _, raw in rows if raw).most_common(_VALUES_SHOWN)
        place, shown = words.rows_of(phrases.table(form), names), words.listed(value for value, _ in values)
        yield place, for_year(column, report.year), len(rows), shown, ""
