"""Who owes which forms (催报表), and what was found where (各馆问题)."""

from collections.abc import Iterator, Sequence

from guanbiao.consolidate.returns import LibraryReturn, Together
from guanbiao.consolidate.sources import workbook_link
from guanbiao.forms.catalogue import Form
from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page
from guanbiao.pages.table import Line, centred, table_page
from guanbiao.words import consolidate as words
from guanbiao.words.workbook import listed

_CAP, _FORMS_CAP = 24.0, 70.0
_TOLD = (FindingStatus.CORRECTING, FindingStatus.PENDING, FindingStatus.EXPLAINED, FindingStatus.LAPSED)


def owing_page(together: Together) -> Page:
    """A line for each department of each library that owes forms; a library that filed nothing is one line."""
    heading = words.region_title(words.OWING_TITLE, together.region, together.year)
    lines = list(_owing_lines(together)) or [(words.NOBODY_OWES, "", "", "")]
    return table_page(words.OWING, heading, words.OWING_HEAD, lines, _CAP, {3: _FORMS_CAP}, filtered=True)


def _owing_lines(together: Together) -> Iterator[Line]:
    for own in (*together.silent, *together.reporting):
        if own.filed:
            for department, forms in owed_by(own, together):
                yield own.library, department, len(forms), listed(map(sheet_name, forms))
        else:
            yield own.library, words.NOTHING_FILED, len(together.catalogue.forms), ""


def owed_by(own: LibraryReturn, together: Together) -> Iterator[tuple[str, Sequence[Form]]]:
    """The forms that a library owes, by department."""
    owed = together.owed(own)
    for department in together.catalogue.departments:
        if forms := [form for form in owed if form.department == department.name]:
            yield department.name, forms


def findings_page(together: Together) -> Page:
    """A line for each library that filed anything: its findings by level and status, its report and workbook."""
    heading = words.region_title(words.FINDINGS_TITLE, together.region, together.year)
    lines = [_findings_line(own, together) for own in together.reporting]
    return table_page(words.FINDINGS, heading, words.FINDINGS_HEAD, lines, _CAP, fixed=1, filtered=True, head_lines=2)


def _findings_line(own: LibraryReturn, together: Together) -> Line:
    mandatory, query = own.count(Level.MANDATORY), own.count(Level.QUERY)
    still = own.count_open(Level.MANDATORY), own.count_open(Level.QUERY)
    levels = (
        *(mandatory, centred(still[0], "mandatory" if still[0] else "")),
        *(query, centred(still[1], "query" if still[1] else "")),
        own.count(Level.INFO),
    )
    states = (own.count_of(status) for status in _TOLD)
    links = (
        workbook_link(own.folder, own.report, words.OPEN_REPORT),
        workbook_link(own.folder, own.workbook),
    )
    return own.library, len(own.filed), len(together.owed(own)), *levels, *states, *links
