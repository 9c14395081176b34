"""Headline figures (指标对照): one row an indicator, one column for every form that states it, and where they part."""

from collections.abc import Iterator, Sequence

from guanbiao.forms.catalogue import Indicator
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.reconcile.indicators import Statement, grouped
from guanbiao.report.report import Report
from guanbiao.text.figures import exact
from guanbiao.words import findings as phrase
from guanbiao.words.findings import Phrases, number
from guanbiao.words.relations import INDICATORS_HEAD, INDICATORS_NOTE, INDICATORS_TITLE, parting
from guanbiao.workbook.ledger import Finder, finder
from guanbiao.workbook.official import Consolidated


def indicators_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """The indicators as rows, the forms as columns; a figure that parts from the commonest is marked."""
    found = report.statements
    order = {form.id: at for at, form in enumerate(report.catalogue.forms)}
    forms = sorted({each.form for each in found}, key=lambda form: order[form])
    wide = len(forms) + 1
    cells = [Placed(0, 0, INDICATORS_TITLE.format(year=report.year), "title", 0, wide)]
    heads = [INDICATORS_HEAD, *(phrases.table(form) for form in forms), INDICATORS_NOTE]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(heads)]
    find = finder(report, official)
    for at, indicator in enumerate(report.catalogue.indicators, 2):
        own = [each for each in found if each.indicator is indicator]
        cells += _row(at, indicator, own, forms, find, phrases)
    widths = fit_widths(cells[1:], wide + 1, 12.0, {0: 22.0, wide: 60.0})
    return Page(phrase.INDICATORS, tuple(cells), widths, fit_heights(cells, widths), True, (0, 1), (2, 1))


def _row(
    at: int, indicator: Indicator, own: Sequence[Statement], forms: Sequence[str], find: Finder, phrases: Phrases
) -> Iterator[Placed]:
    groups = grouped(own)
    usual = groups[0][0] if groups else None
    by_form = {each.form: each for each in own}
    yield Placed(at, 0, indicator.name + (f"（{indicator.unit}）" if indicator.unit else ""), "text")
    for column, form in enumerate(forms, 1):
        each = by_form.get(form)
        if each is None or each.figure is None:
            yield Placed(at, column, None, "number")
            continue
        style = "number" if each.figure == usual else "number mandatory"
        yield Placed(at, column, exact(each.figure), style, formula=f'=IFERROR({expression(each.terms, find)},"")')
    said = [(number(figure), [phrases.table(form) for form in some]) for figure, some in groups]
    yield Placed(at, len(forms) + 1, parting(said), "text")
