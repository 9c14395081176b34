"""What of a report is running text: what stands in the cells of its tables may be, where these are no forms."""

from collections.abc import Iterator

from guanbiao.forms.levels import Level
from guanbiao.model.documents import Paragraph
from guanbiao.recognise.annual import AnnualReport
from guanbiao.text.cells import at_address

_UNREAD = ("header_mismatch", "form_unclear")  # a table has the title of a form, and another header


def running_text(report: AnnualReport) -> tuple[Paragraph, ...]:
    """The paragraphs of a report without those in its tables that are forms, or have their titles: these are held
    against the forms cell by cell, and what stands around them are titles and notes."""
    sure = (each.first for each in report.findings if each.rule in _UNREAD and each.level is Level.MANDATORY)
    titles = [(each.sheet, at_address(each.cell)[0]) for each in sure if each.cell]
    unread = {sheet: min(row for name, row in titles if name == sheet) for sheet, _ in titles}
    taken = set(_taken(report))

    def is_running(paragraph: Paragraph) -> bool:
        if not (place := paragraph.inside):
            return True
        sheet = report.book.sheets[place.table - 1]
        row = at_address(place.cell)[0] + sheet.above
        return row < unread.get(sheet.name, row + 1) and (sheet.name, row) not in taken

    return tuple(filter(is_running, report.book.paragraphs))


def _taken(report: AnnualReport) -> Iterator[tuple[str, int]]:
    """The rows that forms take, with the lines around them, each with its sheet."""
    for filing in report.filings:
        for part in filing.stands:
            yield from ((part.sheet.name, row) for row in range(part.area[0], part.area[2] + 1))
        for line in filing.lines:
            sheet, address = filing.place(line.row, line.column)
            if address:
                yield sheet, at_address(address)[0]
