"""What is marked in the forms: the cells that causes blame, with what they should hold, and those of findings without a
cause. Cells that merely show what a cause explains are right: they get a comment and no colour."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from guanbiao.forms.levels import Level
from guanbiao.model.causes import Change
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.report.story import Problem
from guanbiao.report.told import choice
from guanbiao.words import story as words
from guanbiao.words.findings import Phrases

Place = tuple[str, str, str]  # file, sheet and cell
Points = Callable[[Finding], Iterable[Term]]
_IN_QUESTION = (Role.REPORTED, Role.CELL, Role.TITLE)


class Mark(Struct, frozen=True):
    """What a cell is marked with: the gravest level of what is wrong with it (None: nothing), and a comment."""

    level: Level | None
    comment: str


def in_question(finding: Finding) -> Iterator[Term]:
    """The cells that a finding asks about."""
    return (term for term in finding.terms if term.role in _IN_QUESTION)


def marks_of(problems: Iterable[Problem], phrases: Phrases, points: Points = in_question) -> Mapping[Place, Mark]:
    """By filed cell, its mark. `points` gives the cells at which a finding is told."""
    said: dict[Place, list[tuple[Level | None, str]]] = defaultdict(list)
    for problem in problems:
        for term, level, text in _said(problem, phrases, points):
            if term.cell:
                said[term.file, term.sheet, term.cell].append((level, text))
    return {place: _mark(own) for place, own in said.items()}


def _mark(said: list[tuple[Level | None, str]]) -> Mark:
    levels = [level for level, _ in said if level]
    level = min(levels, key=lambda each: each.rank, default=None)
    ordered = sorted(said, key=lambda each: each[0] is None)
    return Mark(level, "\n".join(dict.fromkeys(text for _, text in ordered)))


def _said(problem: Problem, phrases: Phrases, points: Points) -> Iterator[tuple[Term, Level | None, str]]:
    cause = problem.cause
    if cause is None:
        for case in problem.findings[0].cases:
            text = words.mark_text(case.level, phrases.message(case))
            yield from ((term, case.level, text) for term in points(case))
        return
    for change in _changes(problem):
        told = words.change_mark(phrases, cause, change) + choice(problem, phrases)
        yield change.term, problem.level, words.mark_text(problem.level, told)
    for finding in problem.findings:
        text = words.proof_mark(phrases, cause, finding)
        yield from ((term, None, text) for term in points(finding))


def _changes(problem: Problem) -> Iterator[Change]:
    """The cells that a cause would change, and, where only one of several departments is wrong, those of each."""
    own = problem.cause.changes if problem.cause else ()
    yield from own
    for asked in problem.asked:
        yield from (each for each in asked.changes if each not in own)
