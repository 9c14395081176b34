"""What is written of the figures in the text of the annual report: claims.csv, and the comments in the copy of it."""

import csv
import io

from guanbiao.model.claims import Checked
from guanbiao.model.exports import CLAIM_COLUMNS
from guanbiao.outputs.tables import inert, plain
from guanbiao.report.claims import code_of, disputes_of
from guanbiao.report.report import Report
from guanbiao.text.personal import masked
from guanbiao.words.claims import remark


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
        *map(_said, (claim.heading, claim.quote, claim.figure)),
        plain(claim.value),
        *map(_said, (claim.unit, claim.qualifier, claim.measure, claim.period)),
        *map(_said, (checked.form, checked.row, checked.column)),
        plain(checked.table_value),
        _said(checked.against),
        checked.verdict.value,
    )


def _said(text: str) -> str:
    return inert(masked(text))


def copy_of(report: Report, original: bytes) -> bytes:
    """The report as it was dropped, with a comment on each of its figures that differs; b'' where it cannot be made."""
    from guanbiao.outputs.annotated import Remark, annotated  # deferred: most runs write none

    disputes, read = disputes_of(report), report.annual.book.paragraphs if report.annual else ()
    texts, remarks = {each.number: each.text for each in read}, []
    for each in report.claims:
        if code := code_of(each):
            number, start, end = each.claim.paragraph, each.claim.start, each.claim.end
            text = remark(code, each, disputes.get(each.cause, ""))
            remarks.append(Remark(number, start, end, text, texts.get(number, "")[start:end]))
    try:
        return annotated(original, remarks)
    except ValueError:
        return b""
