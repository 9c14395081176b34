"""Answers: what heads wrote into their slips, found by content in the drop folder and bound to the exact figures.

An explanation counts as long as no figure of its finding changes; then it lapses and says so. One that says nothing
(“核实无误”) is refused. Of the slips that answer a finding for the same figures, the newest words count."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.facts.terms import sheet_term
from guanbiao.forms.catalogue import Level
from guanbiao.model.books import Book, Sheet
from guanbiao.model.details import OfAnswer
from guanbiao.model.findings import (
    NO_ANSWER,
    Answered,
    Finding,
    FindingStatus,
    Role,
    Term,
)
from guanbiao.recognise.ours import is_slip, slip_header
from guanbiao.report.report import Report
from guanbiao.text.labels import fold
from guanbiao.text.years import years_in
from guanbiao.words.codes import CODES
from guanbiao.words.letters import ACTIONS, SLIP_HEAD, SLIP_MARK, in_a_line

_ID, _ACTION, _TEXT, _WHO, _APPROVED = (SLIP_HEAD[at] for at in (15, 11, 12, 13, 14))
BOILERPLATE = frozenset(
    (
        *("核实无误", "已核实", "无误", "属实", "正确", "数据正确", "数据无误", "已核对", "核对无误"),
        *("没问题", "无", "确认无误", "同意", "情况属实", "数据属实"),
    )
)


class Answer(Struct, frozen=True):
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

    @property
    def corrects(self) -> bool:
        """Whether the figures are to be corrected rather than explained."""
        return self.action == ACTIONS[0]

    @property
    def explains(self) -> bool:
        """Whether it gives a reason for the figures."""
        return not self.corrects and not self.says_nothing

    @property
    def is_refused(self) -> bool:
        """Whether it would have the figures stand without a reason; a name alone asks for nothing yet."""
        return not self.corrects and self.says_nothing and bool(self.action or self.text or self.approved)


def figures_key(finding: Finding) -> str:
    """What an explanation is bound to: both figures of the finding, and of each of its cells the place, the value and
    the text as typed. Nothing else, so that no change of wording or of what a sentence needs ever voids an answer."""
    return _hashed(finding.reported, finding.expected, _figures(finding.terms))


def earlier_keys(finding: Finding) -> frozenset[str]:
    """The keys under which the same figures were answered before: they took in the numbers among the finding's details
    as well, of which there were fewer then, and none of the cells that it is merely held against."""
    figures = _figures([term for term in finding.terms if term.role is not Role.BESIDE])
    details = sorted([*finding.detail.numbers(), *([("again", finding.again)] if finding.again else [])])
    some = chain.from_iterable(combinations(details, size) for size in range(len(details) + 1))
    return frozenset(_hashed(finding.reported, finding.expected, figures, list(each)) for each in some)


def _figures(terms: Iterable[Term]) -> list[str]:
    return sorted(repr((term.form, term.row, term.column, term.measure, term.value, term.raw)) for term in terms)


def _hashed(*figures: object) -> str:
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:8]


def read_answers(books: Sequence[Book]) -> list[Answer]:
    """Every row of every slip that somebody wrote in, the oldest slip first."""
    slips = sorted((book for book in books if is_slip(book)), key=lambda book: (int(book.modified), book.sha256))
    return [answer for book in slips for sheet in book.sheets for answer in _answers(book, sheet)]


def _answers(book: Book, sheet: Sheet) -> Iterator[Answer]:
    found = slip_header(sheet)
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
        if finding.startswith("F") and (action or text or who or approved):
            term = sheet_term(book.file, sheet.name, (at, columns[fold(_TEXT)]), text, role=Role.CELL)
            yield Answer(finding, key, action, text, who, approved, year, term)


def answered(report: Report, answers: Sequence[Answer]) -> Report:
    """The report with the state that answers give its findings, and a finding for each answer that is refused."""
    given = merged(_under_todays_keys([each for each in answers if each.year == report.year], report.findings))
    parted = [(each, *_parted(each, _all_given(each, given))) for each in report.findings]
    findings = [_in_state(*each) for each in parted]
    counting = [(finding, own or past) for finding, own, past in parted]
    refused = [_refused(finding, answer) for finding, answer in counting if answer and answer.is_refused]
    return replace(report, findings=(*findings, *refused))


def _under_todays_keys(answers: Sequence[Answer], findings: Sequence[Finding]) -> Iterator[Answer]:
    """The answers, those that were given under an earlier id or key to the figures of today under those of today. Of
    findings of one rule and place, which only a number tells apart, the one that has the figures is meant."""
    known = _by_every_id(findings) if answers else {}
    for answer in answers:
        meant = known.get(answer.finding, [])
        finding = next((each for each in meant if answer.key in (figures_key(each), *earlier_keys(each))), None)
        if finding:
            yield replace(answer, finding=finding.id, key=figures_key(finding))
        else:
            yield replace(answer, finding=meant[0].id) if meant else answer


def _by_every_id(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    """By each id under which a slip may have been issued, the findings that may be meant, the likeliest first."""
    cases = {case.id: case for each in findings for case in (*each.parts, each)}
    known: dict[str, list[Finding]] = {name: [case] for name, case in cases.items()}
    family: dict[str, list[Finding]] = defaultdict(list)
    for case in cases.values():
        family[replace(case, again=0).id].append(case)
        for name in case.earlier_ids:
            known.setdefault(name, []).append(case)
    for several in (each for each in family.values() if len(each) > 1):
        for case in several:
            known[case.id] += [each for each in several if each is not case]
    return known


def _all_given(finding: Finding, given: Mapping[str, Sequence[Answer]]) -> Sequence[Answer]:
    """What was answered to a finding, first what was while fewer or more cells showed its habit."""
    own = given.get(finding.id, ())
    kin = [*_of_habit(finding, given)] if given and finding.habit is not None else []
    return merged([*kin, *own])[finding.id] if kin else own


def _of_habit(finding: Finding, given: Mapping[str, Sequence[Answer]]) -> Iterator[Answer]:
    """What was answered while fewer or more cells showed the habit of a finding, as one answer. It holds for the cells
    of today where each of them was explained, or is to be corrected; else it was said of other cells."""
    keys = {part.id: figures_key(part) for part in finding.parts}
    own = [each for name, key in keys.items() for each in given.get(name, ()) if each.key == key]
    is_whole = 0 < len(keys) == len(own)
    if is_whole and (all(each.explains for each in own) or all(each.corrects for each in own)):
        yield _together(finding, figures_key(finding), own)
    elif past := [each for name in sorted(finding.names - {finding.id}) for each in given.get(name, ())]:
        yield _together(finding, "", past)


def _together(finding: Finding, key: str, answers: Sequence[Answer]) -> Answer:
    """Several answers as one: what all of them say, each text once; approved where all are."""
    approved = [each.approved for each in answers]
    return replace(
        answers[-1],
        finding=finding.id,
        key=key,
        text=in_a_line(dict.fromkeys(each.text for each in answers)),
        who=in_a_line(dict.fromkeys(each.who for each in answers)),
        approved=in_a_line(dict.fromkeys(approved)) if all(approved) else "",
    )


def merged(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """By finding, one answer for each set of figures that it was answered for, the one given last at the end."""
    latest: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        before = latest.pop((answer.finding, answer.key), None)
        latest[answer.finding, answer.key] = _after(before, answer) if before else answer
    by_finding: dict[str, list[Answer]] = defaultdict(list)
    for answer in latest.values():
        by_finding[answer.finding].append(answer)
    return by_finding


def _after(before: Answer, answer: Answer) -> Answer:
    """A later answer to the same figures: it stands, with what it leaves out taken from the one before."""
    return replace(
        answer if answer.text else before,
        action=answer.action or before.action,
        text=answer.text or before.text,
        who=answer.who or before.who,
        approved=answer.approved or before.approved,
    )


def _parted(finding: Finding, answers: Sequence[Answer]) -> tuple[Answer | None, Answer | None]:
    """The answer to the figures that a finding has now, and the last that was given to other figures."""
    if not answers:
        return None, None
    key = figures_key(finding)
    own = next((each for each in answers if each.key == key), None)
    others = [each for each in reversed(answers) if each.key != key]
    return own, max(others, key=lambda each: bool(each.action or each.text), default=None)


def _in_state(finding: Finding, own: Answer | None, past: Answer | None) -> Finding:
    """Explained where the answer to its figures gives a reason; a mandatory finding moreover where it was approved.
    What was answered stays with the finding, what was said of other figures apart, so that no slip loses it and none
    takes it for an answer to these."""
    answer = Answered(own.action, own.text, own.who, own.approved) if own else NO_ANSWER
    if own and own.explains:
        counts = finding.level is not Level.MANDATORY or bool(own.approved)
        return replace(finding, answer=answer, status=FindingStatus.EXPLAINED if counts else finding.status)
    if past:
        said = in_a_line((past.action, past.text, past.who, past.approved))
        answer = replace(answer, lapsed=said)
    lapsed = past is not None and past.explains and not (own and own.corrects)
    return replace(finding, answer=answer, status=FindingStatus.LAPSED if lapsed else finding.status)


def _refused(finding: Finding, answer: Answer) -> Finding:
    return Finding(
        *CODES["answer_refused"].identity,
        department=finding.department,
        head=finding.head,
        form=finding.form,
        row=finding.row,
        column=finding.column,
        terms=(answer.term,),
        detail=OfAnswer(finding.id, answer.text),
        spot=finding.id,
    )
