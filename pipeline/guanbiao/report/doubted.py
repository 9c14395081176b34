"""Figures of a year that were in question and not settled: they vouch for nothing in the year after.

Of a cause these are the cells that it blames, those that may be wrong in their place, and where either side may be, all
that take part; of a finding without a cause, its cells. What an approved explanation settled is none of them, nor what
the annual report says otherwise than a form: that is in question itself."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from guanbiao.facts.archived import Key
from guanbiao.forms.levels import Source
from guanbiao.model.findings import FindingStatus, Role, Term, Verdict
from guanbiao.report.report import Report
from guanbiao.report.story import ANSWERED, Problem


class Suspicion(Struct, frozen=True):
    """What one problem casts doubt on: the figures that it blames, those that may be wrong instead, and those of the
    other side where nobody can say which side is right."""

    blamed: tuple[Key, ...]
    others: tuple[Key, ...] = ()
    sides: tuple[Key, ...] = ()


def doubted(suspicions: Iterable[Suspicion]) -> frozenset[Key]:
    """The figures in question; the other side only where no others were named."""
    found = ((each.blamed, each.others or each.sides) for each in suspicions)
    return frozenset(key for blamed, others in found for key in (*blamed, *others))


def doubted_in(report: Report) -> frozenset[Key]:
    """The figures of a year in question, as its report has them."""
    return doubted(_suspicion(each) for each in report.problems if _is_open(each))


def _is_open(problem: Problem) -> bool:
    broken = [each for each in problem.findings if each.verdict is Verdict.BROKEN and each.kind is not Source.PROSE]
    is_asked = problem.level in ANSWERED and bool(broken)
    return is_asked and problem.status is not FindingStatus.EXPLAINED


def _suspicion(problem: Problem) -> Suspicion:
    cause, terms = problem.cause, tuple(_in_question(problem))
    if cause is None:
        return Suspicion(terms)
    others = () if cause.certain else tuple(_key(each.term) for changes in cause.alternatives for each in changes)
    blamed = tuple(_key(each.term) for each in cause.changes)
    return Suspicion(blamed, others, terms if cause.kind.is_either else ())


def _in_question(problem: Problem) -> Iterator[Key]:
    every = (term for each in problem.findings for term in each.terms)
    return (_key(term) for term in every if term.role is not Role.BESIDE)


def _key(term: Term) -> Key:
    return term.form, term.row, term.column
