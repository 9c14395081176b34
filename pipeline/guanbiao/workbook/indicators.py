"""Headline figures (指标对照): one row an indicator, one column for every form that states it, and where they part."""

from collections.abc import Sequence

from guanbiao.forms.catalogue import Indicator
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import Page
from guanbiao.pages.table import Entry, Line, number, table_page
from guanbiao.reconcile.indicators import Statement, grouped
from guanbiao.report.report import Report
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.words.findings import number as figure_text
from guanbiao.words.relations import parting
from guanbiao.workbook.ledger import Finder, finder
from guanbiao.workbook.official import Consolidated

_CAP, _NAME_CAP, _CONTRAST_CAP = 12.0, 22.0, 60.0  # figures are short, what is said of them is a sentence


def indicators_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """The indicators as rows, the forms as columns; a figure that parts from the commonest is marked."""
    found = report.statements
    order = {form.id: at for at, form in enumerate(report.catalogue.forms)}
    forms = sorted({each.form for each in found}, key=lambda form: order[form])
    head = (words.INDICATOR, *map(phrases.table, forms), words.CONTRAST)
    find = finder(report, official)
    lines = (
        _line(indicator, [each for each in found if each.indicator is indicator], forms, find, phrases)
        for indicator in report.catalogue.indicators
    )
    caps = {0: _NAME_CAP, len(forms) + 1: _CONTRAST_CAP}
    heading = words.INDICATORS_TITLE.format(year=report.year)
    return table_page(words.INDICATORS, heading, head, lines, _CAP, caps, fixed=1)


def _line(indicator: Indicator, own: Sequence[Statement], forms: Sequence[str], find: Finder, phrases: Phrases) -> Line:
    """An indicator: its name, what each form states, and where they part, in words."""
    groups = grouped(own)
    usual = groups[0][0] if groups else None
    by_form = {each.form: each for each in own}
    unit = indicator.unit
    name = words.IN_UNIT.format(name=indicator.name, unit=unit) if unit else indicator.name
    said = [(figure_text(figure), [phrases.table(form) for form in some]) for figure, some in groups]
    return name, *(_figure(by_form.get(form), usual, find) for form in forms), parting(said)


def _figure(stated: Statement | None, usual: float | None, find: Finder) -> Entry:
    """What a form states, as a live formula; blank where it states nothing."""
    if stated is None or stated.figure is None:
        return number(None)
    style = "" if stated.figure == usual else "mandatory"
    return number(stated.figure, style, f'=IFERROR({expression(stated.terms, find)},"")')
