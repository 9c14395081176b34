"""Headline figures (指标对照): one row an indicator, one column for every form that states it, and where they part."""

from collections.abc import Iterator, Mapping, Sequence

from guanbiao.forms.levels import Level
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import Page
from guanbiao.pages.table import Entry, Line, number, table_page
from guanbiao.reconcile.indicators import Statement
from guanbiao.report.indicators import contrast, wrong_statements
from guanbiao.report.report import Report
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.workbook.ledger import Finder, finder
from guanbiao.workbook.official import Consolidated

_CAP, _NAME_CAP, _CONTRAST_CAP = 12.0, 22.0, 60.0  # figures are short, what is said of them is a sentence


def indicators_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """The indicators as rows, the forms as columns; a figure that a cause blames is marked, and, where none does, one
    that parts from the commonest."""
    found = report.statements
    order = {form.id: at for at, form in enumerate(report.catalogue.forms)}
    forms = sorted({each.form for each in found}, key=lambda form: order[form])
    head = (words.INDICATOR, *map(phrases.table, forms), words.CONTRAST)
    find = finder(report, official)
    lines: list[Line] = []
    for indicator in report.catalogue.indicators:
        own = [each for each in found if each.indicator is indicator]
        name = words.IN_UNIT.format(name=indicator.name, unit=indicator.unit) if indicator.unit else indicator.name
        lines.append((name, *_figures(own, forms, report, find), contrast(own, report, phrases)))
    caps = {0: _NAME_CAP, len(forms) + 1: _CONTRAST_CAP}
    heading = words.INDICATORS_TITLE.format(year=report.year)
    return table_page(words.INDICATORS, heading, head, lines, _CAP, caps, fixed=1)


def _figures(own: Sequence[Statement], forms: Sequence[str], report: Report, find: Finder) -> Iterator[Entry]:
    """What each form states of an indicator."""
    by_form, wrong = {each.form: each for each in own}, wrong_statements(own, report)
    return (_figure(by_form.get(form), wrong, find) for form in forms)


def _figure(stated: Statement | None, wrong: Mapping[str, Level], find: Finder) -> Entry:
    """What a form states, as a live formula; blank where it states nothing."""
    if stated is None or stated.figure is None:
        return number(None)
    style = wrong[stated.form].value if stated.form in wrong else ""
    return number(stated.figure, style, f'=IFERROR({expression(stated.terms, find)},"")')
