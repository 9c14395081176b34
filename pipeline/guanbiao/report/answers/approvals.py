"""Approvals: what has been explained and waits, and what was said of it on the approval sheet (待审批.xlsx)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.findings import Finding, FindingStatus
from guanbiao.model.slips import Case, Returned, SlipKind, Written
from guanbiao.report.answers.keys import said_key
from guanbiao.report.report import Report
from guanbiao.report.story import Problem
from guanbiao.words.slips import VERDICTS, in_a_line, is_printed, verdict_of

Approvals = Mapping[tuple[str, str], "Approval"]  # by finding, and the key of what was said


class Approval(Struct, frozen=True):
    """What was decided of an explanation, by whom, and in which words."""

    agreed: bool
    by: str
    words: str


class Awaiting(Struct, frozen=True):
    """An explanation that waits for approval: its problem, the department and what it said, by whom, and the findings
    that it is of."""

    problem: Problem
    department: str
    said: str
    who: str
    cases: tuple[Case, ...]


def is_elsewhere(slip: Returned, report: Report) -> bool:
    """Whether a slip lies in the folder of another department than it was issued to."""
    names = {each.name for each in report.catalogue.departments}
    return (
        bool(slip.department)
        and bool(folders := names.intersection(slip.file.split("/")[:-1]))
        and slip.department not in folders
    )


def _is_forwarded(slip: Returned, report: Report) -> bool:
    """Whether an approval sheet came from a department that neither has to approve nor gathers what others approve."""
    return is_elsewhere(slip, report) and report.catalogue.compiles not in slip.file.split("/")[:-1]


def approvals_in(slips: Iterable[Returned], report: Report) -> dict[tuple[str, str], Approval]:
    """What the approval sheets say, the newest last. Only such a sheet approves anything, and none that came from a
    department which it was not issued to."""
    found: dict[tuple[str, str], Approval] = {}
    for slip in slips:
        for each in slip.written if slip.kind is SlipKind.APPROVAL and not _is_forwarded(slip, report) else ():
            if decided := _approval(each, slip.department):
                found |= {(case.finding, case.key): decided for case in (each.line.cases if each.line else ())}
    return found


def _approval(written: Written, approver: str) -> Approval | None:
    verdicts = [verdict_of(text) for text in written.cells]
    verdict = VERDICTS[1] if VERDICTS[1] in verdicts else next(filter(None, verdicts), "")
    words = (text for text in written.cells if text.strip() not in VERDICTS)
    return Approval(verdict == VERDICTS[0], approver, in_a_line(words)) if verdict else None


def with_approvals(findings: Iterable[Finding], approvals: Approvals, report: Report) -> list[Finding]:
    """The findings, those that wait and were approved as explained, those that were refused open again. What somebody
    else approved than who has to does not count."""
    return [_decided(each, approvals, report) if each.status is FindingStatus.PENDING else each for each in findings]


def undecided(findings: Iterable[Finding], slips: Iterable[Returned], report: Report) -> Iterator[tuple[str, Written]]:
    """What stands on the approval sheets and decides nothing of what still waits, and the code of why: it is neither
    yes nor no, of nobody knows whom, of somebody else than has to decide, or of other words or figures."""
    waiting = {each.id: each for each in findings if each.status is FindingStatus.PENDING}
    for slip in slips:
        for each in slip.written if slip.kind is SlipKind.APPROVAL else ():
            own = [waiting[case.finding] for case in (each.line.cases if each.line else ()) if case.finding in waiting]
            if each.anew and (own or (each.line is None and not all(map(is_printed, each.cells)))):
                approvers = {report.approver_of(one.department) for one in own}
                yield _why_undecided(each, slip, approvers, is_away=_is_forwarded(slip, report)), each


def _why_undecided(written: Written, slip: Returned, approvers: Collection[str], *, is_away: bool) -> str:
    if not _approval(written, slip.department):
        return "approval_unclear"
    if not slip.department:
        return "approval_nameless"
    if is_away:
        return "approval_elsewhere"
    return "approval_void" if not approvers or slip.department in approvers else "approval_by_other"


def _decided(finding: Finding, approvals: Approvals, report: Report) -> Finding:
    found = approvals.get((finding.id, said_key(finding, finding.answer.text)))
    if found is None or found.by != report.approver_of(finding.department):
        return finding
    by = in_a_line((found.by, found.words))
    if found.agreed:
        return replace(finding, status=FindingStatus.EXPLAINED, answer=replace(finding.answer, approved=by))
    return replace(finding, status=FindingStatus.OPEN, answer=replace(finding.answer, rejected=by))


def awaiting(report: Report) -> dict[str, list[Awaiting]]:
    """By who has to approve them, the explanations that wait, in the order of problems."""
    found: dict[str, list[Awaiting]] = defaultdict(list)
    for problem in report.problems:
        for each in _of_problem(problem):
            found[report.approver_of(each.department)].append(each)
    return found


def _of_problem(problem: Problem) -> Iterator[Awaiting]:
    """The explanations of a problem that wait, each with all findings that it was given for."""
    by_words: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    for finding in problem.findings:
        if finding.status is FindingStatus.PENDING:
            said = finding.answer.text
            key = (finding.department, said, finding.answer.who)
            by_words[key].append(Case(finding.id, said_key(finding, said)))
    for (department, said, who), cases in by_words.items():
        yield Awaiting(problem, department, said, who, tuple(cases))
