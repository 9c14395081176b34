"""Figures in the text of the annual report (文表核对): each with what the tables give for it, what differs first."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.findings import FindingStatus
from guanbiao.pages.page import Page, fit_heights, fit_widths
from guanbiao.pages.table import Entry, Line, centred, link, link_to, number, share, table, title
from guanbiao.report.claims import code_of, settled_in
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED
from guanbiao.text.units import PER_CENT
from guanbiao.words import claims as words
from guanbiao.words.codes import CODES
from guanbiao.words.workbook import STATUSES
from guanbiao.workbook.official import Consolidated

_COLUMNS = len(words.PAGE_HEAD)
_CAP = 14.0
_CAPS = {1: 20.0, 2: 42.0, 6: 34.0, 7: 18.0, 8: 14.0}  # all of them across A4 in print of nine points and more
Settled = Mapping[tuple[int, int], FindingStatus]
_FIRST = (Verdict.DIFFERS, Verdict.DISPUTED)


def claims_page(report: Report, official: Consolidated) -> Page:
    """One row a figure that is held against anything; below, how many there are of each verdict."""
    bound = [each for each in report.claims if each.verdict is not Verdict.UNBOUND]
    told = sorted(bound, key=lambda each: _FIRST.index(each.verdict) if each.verdict in _FIRST else len(_FIRST))
    cells = [title(words.PAGE_TITLE.format(year=report.year), _COLUMNS)]
    settled = settled_in(report)
    cells += table(1, words.PAGE_HEAD, (_line(each, official, settled) for each in told))
    widths = fit_widths(cells, _COLUMNS, _CAP, _CAPS)
    counted = table(cells[-1].row + 2, words.COUNTED_HEAD, _counts(report))
    cells += (replace(each, column=each.column + 1) for each in counted)  # the first is as narrow as numbers
    cells.append(title(words.UNBOUND_NOTE, _COLUMNS, cells[-1].row + 1, "note"))
    return Page(words.PAGE, tuple(cells), widths, fit_heights(cells, widths), True, (0, 1), (2, 0))


def _line(checked: Checked, official: Consolidated, settled: Settled) -> Line:
    claim = checked.claim
    figure = share_of if claim.unit == PER_CENT else number
    return (
        words.place_said(claim.paragraph, claim.inside) if claim.inside else claim.paragraph,
        claim.heading,
        claim.quote,
        *map(figure, (claim.value, checked.table_value, checked.difference)),
        checked.against,
        _leads(checked, official),
        _verdict(checked, settled.get((claim.paragraph, claim.start))),
    )


def share_of(value: float | None) -> Entry:
    """A percentage by the number before its sign."""
    return share(None if value is None else value / 100)


def _verdict(checked: Checked, settled: FindingStatus | None) -> Entry:
    """The verdict, in the colour of what it asks for; of what asks for nothing any more its state."""
    code, verdict = code_of(checked), words.VERDICTS[checked.verdict]
    if settled:
        return centred(words.SETTLED.format(verdict=verdict, state=STATUSES[settled]))
    is_asked = code and CODES[code].level in ANSWERED
    return centred(verdict, CODES[code].level.value if is_asked else "")


def _leads(checked: Checked, official: Consolidated) -> Entry:
    """A link to the first cell that a figure is held against, where that stands in this workbook."""
    places = (official.place((term.file, term.sheet, term.cell)) for term in checked.terms)
    place = next(filter(None, places), None)
    return link("!".join(place), link_to(*place)) if place else link("", "")


def _counts(report: Report) -> Iterator[Line]:
    counts = Counter(each.verdict for each in report.claims)
    return ((words.VERDICTS[each], counts[each]) for each in Verdict)
