"""Approval sheets (待审批): what departments have explained of mandatory findings, for those to decide who may.

问题                          单元格     填报数   部门及说明人     部门的说明        审批    意见
1、表02…“累计，少儿外借”：…  窗口!C15   51444   业务中心 李四    只统计一个窗口…   ____   ____
"""

from collections.abc import Iterator, Sequence

from guanbiao.letters.drafts import Answerable
from guanbiao.letters.slip import with_record
from guanbiao.model.slips import Issued, SlipKind
from guanbiao.pages.page import Choice, Page, Placed
from guanbiao.pages.table import Entry, answer_page, line, title
from guanbiao.report.answers.approving import approval_rows
from guanbiao.report.report import Report
from guanbiao.words import letters as names
from guanbiao.words import slips as words
from guanbiao.words.findings import Phrases
from guanbiao.words.workbook import APPROVALS

_WIDTHS = (36.0, 14.0, 9.0, 11.0, 25.0, 7.0, 11.0)  # a page of A4 across, with room as on slips
_HEAD, _ANSWER = 2, 5  # the row of the head, the first column to answer in
_COLUMNS = len(_WIDTHS)


def approvals(report: Report, phrases: Phrases) -> Iterator[Answerable]:
    """A sheet for everybody who has explanations to approve."""
    library = report.catalogue.library
    for approver, lines in approval_rows(report, phrases, _HEAD + 1).items():
        heading = words.APPROVAL_TITLE.format(library=library, year=report.year, department=approver)
        page = _page(heading, [line.shown for line in lines])
        printed = (heading, words.APPROVAL_NOTE, *words.APPROVAL_HEAD)
        issued = Issued(SlipKind.APPROVAL, library, report.year, approver, tuple(lines), printed)
        slip = with_record([page], issued)
        path = f"{names.NOTICES}/{approver}/{words.APPROVAL_FILE}"
        yield Answerable(path, heading, slip.pages, slip.properties)


def _page(heading: str, rows: Sequence[tuple[str, ...]]) -> Page:
    cells = [title(heading, _COLUMNS), title(words.APPROVAL_NOTE, _COLUMNS, 1, "note small")]
    cells += [Placed(_HEAD, column, text, "head small") for column, text in enumerate(words.APPROVAL_HEAD)]
    empty = [Entry(None, "text small entry")] * (_COLUMNS - _ANSWER)
    for at, texts in enumerate(rows, _HEAD + 1):
        cells += line(at, [*(Entry(text or None, "text small") for text in texts), *empty])
    answers = Choice(_HEAD + 1, _ANSWER, cells[-1].row, _ANSWER, words.VERDICTS)
    return answer_page(APPROVALS, cells, _WIDTHS, _HEAD, answers)
