"""Approval sheets (待审批): what departments have explained of mandatory findings, for those to decide who may.

问题                          单元格     填报数   部门及说明人     部门的说明        审批    意见
1、表02…“累计，少儿外借”：…  窗口!C15   51444   业务中心 李四    只统计一个窗口…   ____   ____
"""

from collections.abc import Iterator, Sequence

from guanbiao.letters.drafts import Answerable
from guanbiao.letters.slip import with_record
from guanbiao.model.slips import Issued, Line, SlipKind
from guanbiao.pages.page import Choice, Page, Placed
from guanbiao.pages.table import Entry, answer_page, line, title
from guanbiao.report.answers.approvals import Awaiting, awaiting
from guanbiao.report.report import Report
from guanbiao.report.told import headline
from guanbiao.text.personal import masked
from guanbiao.words import letters as names
from guanbiao.words import slips as words
from guanbiao.words.figures import filed_text
from guanbiao.words.findings import Phrases
from guanbiao.words.workbook import APPROVALS

_WIDTHS = (44.0, 17.0, 11.0, 14.0, 30.0, 8.0, 16.0)  # a page of A4 across at its full size
_HEAD, _ANSWER = 2, 5  # the row of the head, the first column to answer in
_COLUMNS = len(_WIDTHS)


def approvals(report: Report, phrases: Phrases) -> Iterator[Answerable]:
    """A sheet for everybody who has explanations to approve."""
    for approver, waiting in awaiting(report).items():
        heading = words.APPROVAL_TITLE.format(library=report.catalogue.library, year=report.year, department=approver)
        rows = [_texts(number, each, phrases) for number, each in enumerate(waiting, 1)]
        page = _page(heading, rows)
        lines = tuple(
            Line(at, shown, each.cases) for at, (shown, each) in enumerate(zip(rows, waiting, strict=True), _HEAD + 1)
        )
        printed = (heading, words.APPROVAL_NOTE, *words.APPROVAL_HEAD)
        issued = Issued(SlipKind.APPROVAL, report.catalogue.library, report.year, approver, lines, printed)
        path = f"{names.NOTICES}/{approver}/{words.APPROVAL_FILE}"
        slip = with_record([page], issued)
        yield Answerable(path, heading, slip.pages, slip.properties)


def _texts(number: int, waiting: Awaiting, phrases: Phrases) -> tuple[str, ...]:
    """What stands in a row: the problem, its cell and figure, who said what."""
    term = waiting.problem.first
    what = words.NUMBERED.format(number=number, text=headline(waiting.problem, phrases, waiting.department))
    by = " ".join(filter(None, (waiting.department, waiting.who)))
    return tuple(map(masked, (what, term.address, filed_text(term), by, waiting.said)))


def _page(heading: str, rows: Sequence[tuple[str, ...]]) -> Page:
    cells = [title(heading, _COLUMNS), title(words.APPROVAL_NOTE, _COLUMNS, 1, "note small")]
    cells += [Placed(_HEAD, column, text, "head small") for column, text in enumerate(words.APPROVAL_HEAD)]
    empty = [Entry(None, "text small entry")] * (_COLUMNS - _ANSWER)
    for at, texts in enumerate(rows, _HEAD + 1):
        cells += line(at, [*(Entry(text or None, "text small") for text in texts), *empty])
    answers = Choice(_HEAD + 1, _ANSWER, cells[-1].row, _ANSWER, words.VERDICTS)
    return answer_page(APPROVALS, cells, _WIDTHS, _HEAD, answers)
