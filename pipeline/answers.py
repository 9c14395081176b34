"""Answers: what heads wrote into their slips, found by content in the drop folder and bound to the exact figures.

An explanation counts as long as no figure of its finding changes; then it lapses and says so. One that says nothing
(“核实无误”) is refused. The newest slip that answers a finding counts."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.annual import Report
from pipeline.books import Book, Sheet, a1
from pipeline.labels import fold, years_in
from pipeline.model import Finding, FindingStatus, Source, Term
from pipeline.phrase_slips import ACTIONS, SLIP_HEAD, SLIP_MARK
from pipeline.spec import Level

_ID, _ACTION, _TEXT, _WHO, _APPROVED = (SLIP_HEAD[at] for at in (15, 11, 12, 13, 14))
BOILERPLATE = frozenset(
    (
        *("核实无误", "已核实", "无误", "属实", "正确", "数据正确", "数据无误", "已核对", "核对无误"),
        *("没问题", "无", "确认无误", "同意", "情况属实", "数据属实"),
    )
)
_HEADER_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a finding: `key` ties it to the figures it was given for."""

    finding: str
    key: str
    action: str
    text: str
    who: str
    approved: str
    year: int
    term: Term

    @property
    def says_nothing(self) -> bool:
        """Whether the explanation is empty or one of the phrases that explain nothing."""
        words = fold(self.text).strip("。.!！,，、~")
        return not words or words.removeprefix("经") in BOILERPLATE


def figures_key(finding: Finding) -> str:
    """What an explanation is bound to: every figure of the finding, and nothing else."""
    figures = [(term.form, term.row, term.column, term.measure, term.value, term.raw) for term in finding.terms]
    held_against = sorted((key, value) for key, value in finding.detail.items() if isinstance(value, int | float))
    whole = repr((finding.reported, finding.expected, sorted(map(repr, figures)), held_against))
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def is_slip(book: Book) -> bool:
    """Whether a book is a return slip, whatever it is called: by its title and the columns to answer in."""
    return any(_header(sheet) is not None for sheet in book.sheets)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the slip's header and its columns."""
    rows = sheet.rows[:_HEADER_WITHIN]
    if not any(isinstance(value, str) and SLIP_MARK in value for row in rows for value in row):
        return None
    for at, row in enumerate(rows):
        columns = {fold(str(value)): column for column, value in enumerate(row) if value not in (None, "")}
        if all(fold(name) in columns for name in (_ID, _ACTION, _TEXT)):
            return at, columns
    return None


def read_answers(books: Sequence[Book]) -> list[Answer]:
    """Every row of every slip that somebody wrote in, the oldest slip first."""
    slips = sorted((book for book in books if is_slip(book)), key=lambda book: (int(book.modified), book.file))
    return [answer for book in slips for sheet in book.sheets for answer in _answers(book, sheet)]


def _answers(book: Book, sheet: Sheet) -> Iterator[Answer]:
    found = _header(sheet)
    if found is None:
        return
    top, columns = found
    stated = (str(value) for row in sheet.rows[:top] for value in row if isinstance(value, str) and SLIP_MARK in value)
    year = next(iter(years_in(next(stated, ""))), 0)

    def cell(row: Sequence[object], name: str) -> str:
        at = columns.get(fold(name), -1)
        return str(row[at]).strip() if 0 <= at < len(row) and row[at] not in (None, "") else ""

    for at, row in enumerate(sheet.rows[top + 1 :], top + 1):
        finding, _, key = cell(row, _ID).partition("-")
        action, text, who, approved = (cell(row, name) for name in (_ACTION, _TEXT, _WHO, _APPROVED))
        if finding.startswith("F") and (action or text or approved):
            place = a1(at, columns[fold(_TEXT)])
            term = Term("cell", "", "", "", raw=text, file=book.file, sheet=sheet.name, cell=place)
            yield Answer(finding, key, action, text, who, approved, year, term)


def answered(report: Report, answers: Sequence[Answer]) -> Report:
    """The report with the state that answers give its findings, and a finding for each answer that is refused."""
    newest = merged(answer for answer in answers if answer.year == report.year)
    findings = [_in_state(finding, newest.get(finding.id)) for finding in report.findings]
    own = {finding.id: finding for finding in report.findings}
    refused = [
        _refused(own[answer.finding], answer)
        for answer in newest.values()
        if answer.finding in own and answer.action != ACTIONS[0] and answer.says_nothing
    ]
    return replace(report, findings=(*findings, *refused))


def merged(answers: Iterable[Answer]) -> dict[str, Answer]:
    """One answer a finding: the newest words, and the newest approval that was given for the same figures."""
    newest: dict[str, Answer] = {}
    for answer in answers:
        before = newest.get(answer.finding)
        newest[answer.finding] = _after(before, answer) if before and answer.key == before.key else answer
    return newest


def _after(before: Answer, answer: Answer) -> Answer:
    """A later answer to the same figures: it stands, with what it leaves out taken from the one before."""
    if answer.action or answer.text:
        return replace(answer, approved=answer.approved or before.approved)
    return replace(before, approved=answer.approved)


def _in_state(finding: Finding, answer: Answer | None) -> Finding:
    """Explained where the answer says something and the figures are those it was given for; a mandatory finding
    moreover where it was approved. What was answered stays with the finding, so that no slip loses it."""
    if answer is None:
        return finding
    words = {"action": answer.action, "answer": answer.text, "who": answer.who, "approved": answer.approved}
    said = replace(finding, detail={**finding.detail, **words})
    if answer.says_nothing or answer.action == ACTIONS[0]:
        return said
    if answer.key != figures_key(finding):
        return replace(said, status=FindingStatus.LAPSED)
    counts = finding.level is not Level.MANDATORY or bool(answer.approved)
    return replace(said, status=FindingStatus.EXPLAINED if counts else finding.status)


def _refused(finding: Finding, answer: Answer) -> Finding:
    return Finding(
        "answer_refused",
        Source.INTAKE,
        Level.QUERY,
        department=finding.department,
        head=finding.head,
        form=finding.form,
        row=finding.row,
        column=finding.column,
        terms=(answer.term,),
        detail={"finding": finding.id, "text": answer.text},
        spot=finding.id,
    )
