"""Problems in words, as each output and each department is told of them."""

from collections.abc import Iterable, Iterator, Sequence

from guanbiao.model.causes import Change
from guanbiao.report.story import ANSWERED, Problem, counted, of_level
from guanbiao.words import story as words
from guanbiao.words.causes import CAUSES, cause_message
from guanbiao.words.findings import Phrases

_PROOF = "  "  # how far proof stands in


def whole(problem: Problem, phrases: Phrases) -> str:
    """All that is said of a problem: the sentence of its cause with whom it is a matter between, or of its finding."""
    if problem.cause is None:
        return phrases.message(problem.findings[0])
    others = choice(problem, phrases) or words.few_ways(phrases, problem.cause)
    return cause_message(phrases, problem.cause) + others


def choice(problem: Problem, phrases: Phrases) -> str:
    """What several departments are told of which one is wrong, with each one's own cells; '' where it is no choice."""
    if not problem.is_choice:
        return ""
    ways = words.ways_text(phrases, ((each.department, each.changes) for each in problem.asked))
    return words.ONE_OF.format(ways=ways)


def brief(problem: Problem, phrases: Phrases, department: str = "") -> str:
    """A problem in about two lines; to a department about its own cells, and that others may be wrong instead."""
    cause = problem.cause
    if cause is None:
        return words.finding_brief(phrases, problem.findings[0])
    own, others = _own(problem, department), _others(problem, department) if department and problem.is_choice else ()
    if is_aside(problem, department):
        return words.own_way(phrases, own, CAUSES[cause.kind], others)
    return words.cause_brief(phrases, cause, own, others)


def headline(problem: Problem, phrases: Phrases, department: str) -> str:
    """What is wrong, for a row in which the cell and both figures stand beside it."""
    cause = problem.cause
    if cause is None:
        return phrases.brief(problem.findings[0])
    own, others = _own(problem, department), _others(problem, department) if problem.is_choice else ()
    return words.headline(phrases, cause, own, others)


def line(problem: Problem, phrases: Phrases, department: str, *, short: bool = False) -> str:
    """A problem in half a line of a chat; `short` where that is still too long."""
    cause = problem.cause
    if cause is None:
        return words.finding_line(phrases, problem.findings[0])
    own = _own(problem, department)
    if is_aside(problem, department):
        return words.own_way(phrases, own[:1]).rstrip("。")
    return words.cause_line(phrases, cause, own, short=short)


def is_aside(problem: Problem, department: str) -> bool:
    """Whether a department is asked about a problem though its cells are not those that the cause blames."""
    roots, own = problem.cause.roots if problem.cause else (), _own(problem, department)
    return bool(own) and not any(each in roots for each in own)


def _own(problem: Problem, department: str) -> Sequence[Change]:
    return next((each.changes for each in problem.asked if each.department == department), ())


def _others(problem: Problem, department: str) -> list[str]:
    return [name for name in problem.departments if name != department]


def waits(problem: Problem, phrases: Phrases, department: str) -> str:
    """For whom a department waits whose figures take part in a problem, why, and which of them follow."""
    terms = [each.term for asked in problem.asked for each in asked.changes] or [problem.findings[0].first]
    tables = list(dict.fromkeys(filter(None, map(phrases.table_of, terms))))
    following = next((each.changes for each in problem.waiting if each.department == department), ())
    return words.waits_text(phrases, problem.departments, tables, brief(problem, phrases), following)


def levels_text(problems: Iterable[Problem], owed: int = 0) -> str:
    """How many problems there are of each level that asks for an answer, the forms owed not among them."""
    every = list(problems)
    mandatory, query = (len(of_level(every, level)) for level in ANSWERED)
    return words.levels_text(mandatory - owed, query)


def causes_text(problems: Iterable[Problem], owed: int = 0) -> str:
    """How many of the problems that ask for an answer are causes, of how many relations, and how many are neither that
    nor one of the forms owed."""
    every = [each for each in problems if each.level in ANSWERED]
    count = counted(every)
    return words.causes_text(count.causes, count.relations, count.problems - count.causes - owed)


def lines(problems: Iterable[Problem], phrases: Phrases) -> Iterator[str]:
    """The problems as lines of the screen, `file!cell code sentence`: below a cause, indented, the findings that prove
    it."""
    for problem in problems:
        if problem.cause:
            yield phrases.placed(problem.first, problem.cause.kind.value, whole(problem, phrases))
        yield from ((_PROOF if problem.cause else "") + phrases.line(each) for each in problem.findings)
