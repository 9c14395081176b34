"""What is written of the figures in the text of the annual report: claims.csv, and the comments in the copy of it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from guanbiao.forms.levels import Source
from guanbiao.intake.formats.open_report import OPEN_TEXT
from guanbiao.model.claims import Checked
from guanbiao.model.exports import CLAIM_COLUMNS
from guanbiao.model.findings import Finding
from guanbiao.outputs.tables import inert, plain
from guanbiao.report.claims import code_of, disputes_of, settled_in
from guanbiao.report.report import Report
from guanbiao.text.cells import at_address
from guanbiao.text.personal import masked
from guanbiao.words.claims import remark
from guanbiao.words.findings import Phrases

if TYPE_CHECKING:
    from guanbiao.outputs.packages import Remark

_MIME = "mimetype"  # the part that says it: ODF 1.3, part 2, 3.3


def claims_csv(report: Report) -> bytes:
    """claims.csv of the contract: a line a figure in the text of the report, whatever its verdict. UTF-8 with a byte
    order mark, so that Excel shows Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    writer.writerows(map(_line, report.claims))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _line(checked: Checked) -> tuple[str, ...]:
    """A line of claims.csv, by CLAIM_COLUMNS."""
    claim = checked.claim
    return (
        str(claim.paragraph),
        *map(_said, (claim.heading, claim.quote, claim.number)),
        plain(claim.value),
        *map(_said, (claim.unit, claim.qualifier, claim.measure, claim.period)),
        *map(_said, (checked.form, checked.row, checked.column)),
        plain(checked.table_value),
        _said(checked.against),
        checked.verdict.value,
    )


def _said(text: str) -> str:
    return inert(masked(text))


def copy_of(report: Report, original: bytes, phrases: Phrases) -> bytes:
    """The report as it was dropped, with a comment on each figure of its text and each cell of its tables that differs
    and is not explained; b'' where it cannot be made."""
    from guanbiao.outputs.annotated import annotated  # deferred: most runs write none
    from guanbiao.outputs.annotated_open import annotated_open

    remarks = [*_on_text(report), *_on_tables(report, phrases)]
    try:
        return (annotated_open if is_open(original) else annotated)(original, remarks)
    except ValueError:
        return b""


def is_open(original: bytes) -> bool:
    """Whether a report is an OpenDocument text."""
    with suppress(zipfile.BadZipFile, KeyError), zipfile.ZipFile(io.BytesIO(original)) as archive:
        return archive.read(_MIME).strip() == OPEN_TEXT
    return False


def _on_text(report: Report) -> Iterator["Remark"]:
    from guanbiao.outputs.packages import Remark

    disputes, read = disputes_of(report), report.annual.book.paragraphs if report.annual else ()
    places = {each.number: each for each in read}
    settled = settled_in(report)
    for each in report.claims:
        code = code_of(each)
        if code and (each.claim.paragraph, each.claim.start) not in settled:
            start, end, place = each.claim.start, each.claim.end, places[each.claim.paragraph]
            text = remark(code, each, disputes.get(each.cause, ""))
            yield Remark(place.order, start, end, text, place.text[start:end])


def _on_tables(report: Report, phrases: Phrases) -> Iterator["Remark"]:
    from guanbiao.outputs.packages import Remark

    file, sheets = (report.annual.book.file, report.annual.book.sheets) if report.annual else ("", ())
    tables = {each.name: each.table for each in sheets}
    found = (case for each in report.findings if _is_asked(each) for case in each.cases)
    for case in found:
        table = tables.get(case.first.sheet)
        if case.first.file == file and case.first.cell and table:
            place = (table, *at_address(case.first.cell))
            yield Remark(0, 0, 0, phrases.message(case), cell=place)


def _is_asked(finding: Finding) -> bool:
    return finding.kind is Source.PROSE and not finding.status.is_settled
