"""The rows of a department's slip: one a problem, below it one for each relation that proves it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.model.findings import Answered, Finding, FindingStatus, Role, Term
from guanbiao.model.slips import Case
from guanbiao.report.answers.keys import figures_key
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, due, figure_of
from guanbiao.report.told import headline, whole
from guanbiao.text.units import PER_CENT
from guanbiao.text.writing import is_percent
from guanbiao.words import slips as words
from guanbiao.words.causes import cells_in_full
from guanbiao.words.figures import is_blank
from guanbiao.words.findings import Phrases
from guanbiao.words.habits import cell_shown
from guanbiao.words.workbook import in_full


class Row(Struct, frozen=True):
    """A row to answer: its number, what is wrong, the cell it leads to and the text of that link, what was filed and
    what it should be (None: nobody can say), whether these are shares, the findings that an answer is of, what was
    answered before, every cell that it speaks of, and what is to be said of the answer before."""

    number: str
    what: str
    term: Term
    where: str
    filed: float | None
    wanted: float | None
    is_share: bool
    cases: tuple[Case, ...]
    answer: Answered
    terms: tuple[Term, ...]
    said: str = ""


def rows_of(
    problems: Sequence[Problem], department: str, report: Report, phrases: Phrases, start: int = 1
) -> Iterator[tuple[Problem, list[Row]]]:
    """The rows of a department's problems, numbered from `start` on, each with those of its proof."""
    for number, problem in enumerate(problems, start):
        numbered = enumerate(problem.findings, 1)
        proof = [_proof(f"{number}.{at}", each, problem, department, phrases) for at, each in numbered]
        yield problem, [_head(str(number), problem, department, report, phrases), *(proof if problem.cause else ())]


def whole_of(problem: Problem, phrases: Phrases) -> str:
    """The whole story of a problem, as it is folded away below its row; '' where there is no more to tell."""
    if problem.cause is None:
        return ""
    told = whole(problem, phrases) + in_full(cells_in_full(phrases, problem.cause))
    return words.WHOLE.format(message=told)


def _head(number: str, problem: Problem, department: str, report: Report, phrases: Phrases) -> Row:
    """The row of a problem: of a cause its first cell of this department, with what that should hold."""
    answers = {each.answer for each in problem.findings}
    answer = answers.pop() if len(answers) == 1 else Answered()
    cases = tuple(Case(each.id, figures_key(each)) for each in problem.findings)
    what, note = headline(problem, phrases, department), note_on(problem, answer, report)
    if problem.cause is None:
        finding = problem.findings[0]
        return _row(number, what, finding, problem, cases, answer, note)
    changes = next((each.changes for each in problem.asked if each.department == department), ()) or problem.cause.roots
    first = changes[0]
    where = words.cells(first.term.address, len(changes))
    filed = None if is_blank(first.term) else first.term.value
    wanted = None if problem.is_open else first.suggested
    share = is_percent(first.term.raw, first.term.value)
    return Row(number, what, first.term, where, filed, wanted, share, cases, answer, problem.terms, note)


def _proof(number: str, finding: Finding, problem: Problem, department: str, phrases: Phrases) -> Row:
    """The row of a relation; where nobody knows which side is wrong, for the department of the other side with the
    figure of its own."""
    cases = (Case(finding.id, figures_key(finding)),)
    row = _row(number, phrases.message(finding), finding, problem, cases, finding.answer)
    own = _own_side(finding, problem, department)
    if own is None:
        return row
    share = is_percent(own.raw, own.value)
    return replace(row, term=own, where=own.address, filed=own.value, wanted=None, is_share=share)


def _own_side(finding: Finding, problem: Problem, department: str) -> Term | None:
    own = next((each.changes for each in problem.asked[1:] if each.department == department), ())
    asked = {figure_of(each.term) for each in own if problem.is_choice and each.term.cell}
    sides = (term for term in finding.terms if term.role is Role.EXPECTED and figure_of(term) in asked)
    return next(sides, None)


def _row(
    number: str,
    what: str,
    finding: Finding,
    problem: Problem,
    cases: tuple[Case, ...],
    answer: Answered,
    note: str = "",
) -> Row:
    figures = (finding.reported, due(problem, finding))
    share = finding.unit == PER_CENT
    return Row(number, what, finding.first, cell_shown(finding), *figures, share, cases, answer, finding.terms, note)


def note_on(problem: Problem, answer: Answered, report: Report) -> str:
    """What a department is told of its answer before: that it lapsed, was not taken, waits for approval, was not
    approved, or still needs a form filed anew."""
    said, approver = words.in_a_line((answer.action, answer.text)), report.approver_of(problem.departments[0])
    if answer.lapsed:
        return words.LAPSED.format(said=answer.lapsed)
    if answer.withdrawn:
        return words.WITHDRAWN.format(said=answer.withdrawn)
    if answer.untaken:
        why = words.UNTAKEN[answer.untaken].format(approver=approver)
        return words.NOT_TAKEN.format(said=said, why=why)
    if answer.rejected:
        return words.REJECTED.format(
            approver=report.approver_of(problem.departments[0]), said=said, why=answer.rejected
        )
    if problem.status is FindingStatus.PENDING:
        return words.AWAITED.format(approver=approver)
    return words.TO_CORRECT if problem.status is FindingStatus.CORRECTING else ""
