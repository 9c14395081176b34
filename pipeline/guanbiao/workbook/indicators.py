"""Headline figures (指标对照): one row an indicator, one column for every form that states it, and where they part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from guanbiao.forms.catalogue import MONTHS, Form, Grid
from guanbiao.forms.levels import Level
from guanbiao.pages.formulas import expression, quoted
from guanbiao.pages.page import Page, Spark
from guanbiao.pages.table import Entry, Line, centred, number, table_page
from guanbiao.reconcile.indicators import Statement
from guanbiao.report.indicators import contrast, wrong_statements
from guanbiao.report.report import Report
from guanbiao.report.trend import Series
from guanbiao.text.cells import a1
from guanbiao.text.labels import fold_row
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.workbook.ledger import Finder, finder
from guanbiao.workbook.official import Consolidated
from guanbiao.workbook.trend import over_years

_TOP = 2  # the row of the first indicator, below the title and the head
_SPARK = 14.0  # characters: room for twelve columns
_CAP, _NAME_CAP, _CONTRAST_CAP = 10.0, 20.0, 29.0  # figures are short, what is said of them is a sentence


def indicators_page(report: Report, official: Consolidated, phrases: Phrases, series: Sequence[Series] = ()) -> Page:
    """The indicators as rows, the forms as columns; a figure that a cause blames is marked, and, where none does, one
    that parts from the commonest. Behind them small charts of the months, and of the years at hand."""
    found = report.statements
    order = {form.id: at for at, form in enumerate(report.catalogue.forms)}
    forms = sorted({each.form for each in found}, key=lambda form: order[form])
    find = finder(report, official)
    small: dict[str, list[str]] = {words.BY_MONTH: [], words.BY_YEAR: []}
    lines: list[Line] = []
    for indicator in report.catalogue.indicators:
        own = [each for each in found if each.indicator is indicator]
        name = words.IN_UNIT.format(name=indicator.name, unit=indicator.unit) if indicator.unit else indicator.name
        lines.append((name, *_figures(own, forms, report, find), contrast(own, report, phrases)))
        small[words.BY_MONTH].append(_by_month(own, report, find))
        small[words.BY_YEAR].append(over_years(series, indicator))
    shown = {name: cells for name, cells in small.items() if any(cells)}
    head = (words.INDICATOR, *map(phrases.table, forms), words.CONTRAST, *shown)
    lines = [(*line, *[centred(None)] * len(shown)) for line in lines]
    last = len(forms) + 1
    caps = {0: _NAME_CAP, last: _CONTRAST_CAP}
    heading = words.INDICATORS_TITLE.format(year=report.year)
    page = table_page(words.INDICATORS, heading, head, lines, _CAP, caps, fixed=1)
    widths = (*page.widths[: last + 1], *[_SPARK] * len(shown))
    return replace(page, widths=widths, sparks=tuple(_sparks(shown.values(), last + 1)))


def _sparks(columns: Iterable[Sequence[str]], first: int) -> Iterator[Spark]:
    """Small charts over cells, a column of them each from the column `first` of the page on."""
    for column, every in enumerate(columns, first):
        yield from (Spark(row, column, cells) for row, cells in enumerate(every, _TOP) if cells)


def _by_month(own: Sequence[Statement], report: Report, find: Finder) -> str:
    """The cells of the months that a form adds up to an indicator, as formulas name them; '' where none does. A page
    has the rows of its form in their order."""
    for each in own:
        found = find(each.terms[0]) if len(each.terms) == 1 else None
        above = _months_above(report.catalogue.by_id[each.form], each.terms[0].row) if found else None
        if found and above:
            sheet, cell = found
            first, last = (a1(cell.row - up, cell.column) for up in above)
            return f"{quoted(sheet)}!{first}:{last}"
    return ""


def _months_above(form: Form, total: str | None) -> tuple[int, int] | None:
    """How far above a total that adds up the months of a form the first and the last of them stand."""
    for grid in form.blocks:
        sums = grid.down if isinstance(grid, Grid) else ()
        for adds in sums:
            if adds.total == total and tuple(map(fold_row, adds.parts)) == MONTHS and not adds.less:
                at = [grid.row_keys.index(key) for key in (adds.total, adds.parts[0], adds.parts[-1])]
                return (at[0] - at[1], at[0] - at[2]) if at[2] - at[1] == len(MONTHS) - 1 else None
    return None


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
